"""A text cut into words, with what each word's place and capitals say."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.importing.roles import known_kind

WORD: Final = re.compile(r"[\w\u0300-\u036f]+(?:['’ʼ‐‑-][\w\u0300-\u036f]+)*")
LABEL: Final = re.compile(r"^[ \t]{0,20}([^\W\d_][^\n:?!,;\"“”]{0,39}|[?]{1,3}):(?=\s|$)", re.MULTILINE)
OPENS_A_SENTENCE: Final = frozenset('\n\r\u2028\u2029\x0b\x0c.!?…:;"“”„«»‘([{*•–—|>#')
NOTE: Final = re.compile(r"\[([^\[\]\n]{1,80})\]|\(([^()\n]{1,40})\)")
NOTES: Final = frozenset("""
name names place town city organisation organization workplace school hospital address phone email mail date month year
age number handle url website role diagnosis health district person redacted removed anonymised anonymized changed
navn navnet sted stedet by organisasjon arbeidsplass skole sykehus adresse telefon dato alder nummer rolle bydel person
namn plats ort organisationsnamn datum ålder naam plaats organisatie leeftijd name ort alter telefonnummer ortsname
inaudible unclear unintelligible crosstalk overlapping overtalking indistinct laughs laughter laughing chuckles giggles
pause pauses long short silence sighs cries crying coughs coughing sniffs nods claps applause music noise background
interruption recording end start beat gestures points smiles whispers emphasis sic all
uhørbart uhørlig utydelig utydeleg uklart ler latter fnis fniser smiler sukker gråter hoster stillhet stille nikker hvisker
opptak slutt avbrytes avbrytelse snakker bakgrunnsstøy støy tenkepause lang kort alle overlappende
ohörbart otydligt skratt skrattar paus suckar gråter tystnad uhørligt griner pauze stilte lacht onverstaanbaar zucht huilt
unverständlich lachen schweigen seufzt weint hustet stille lachend
""".split())
ABBREVIATED: Final = frozenset("mr mrs ms dr prof st rev cllr sgt dhr mevr hr fr fru herr frau".split())
MANY_LABELS: Final = 0.5
# Shares of words with a capital, found by looking at lower-cased and at edited transcripts: edited speech has 8 % and
# more, recognised speech without capitals keeps a few in addresses and dates.
FEW_CAPITALS: Final = 0.02
SOME_CAPITALS: Final = 0.07
FEW_OPENINGS: Final = 0.25
ALL_CAPITALS: Final = 0.7


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text, one entry of each list for each word.

    `folded` is the word without capitals and without an English genitive; `possessive` tells that it had one.
    `capital` is a capital that means something; in a line of capitals none does. `opens` tells that a sentence may
    begin here, `joined` that only a blank stands before, `apart` that the word is not said but written about what is:
    a speaker's label, a placeholder, a note like [inaudible].
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    folded: list[str]
    possessive: list[bool]
    capital: list[bool]
    opens: list[bool]
    joined: list[bool]
    apart: list[bool]

    def __len__(self) -> int:
        return len(self.words)


def labels_in(text: str) -> list[tuple[int, int]]:
    """Return where the speakers' labels at line starts stand, without their colon."""
    found = [match.span(1) for match in LABEL.finditer(text)]
    times = Counter(text[start:end] for start, end in found)
    lines = sum(bool(line.strip()) for line in text.splitlines())
    if len(found) >= MANY_LABELS * lines:
        return found
    return [(start, end) for start, end in found if is_label(text[start:end], times[text[start:end]])]


def is_label(label: str, times: int) -> bool:
    """Whether the words before a colon are somebody's label: known as such, or used again."""
    return known_kind(label) is not None or (times > 1 and label[0].isupper() and label.count(" ") <= 2)


def notes_in(text: str) -> list[tuple[int, int]]:
    """Return where placeholders and notes of the transcriber stand, known by their first word."""
    found = []
    for match in NOTE.finditer(text):
        words = WORD.findall(match[1] or match[2])
        if words and words[0].casefold() in NOTES:
            found.append(match.span())
    return found


def tokens_of(text: str) -> Tokens:
    """Cut a text into words."""
    spans = [match.span() for match in WORD.finditer(text)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    words = [text[start:end] for start, end in spans]
    bare = [without_possessive(word) for word in words]
    opens, joined = places_in_sentences(text, starts, ends, words)
    return Tokens(
        starts, ends, words,
        folded=[word.casefold().replace("’", "'") for word in bare],
        possessive=[len(short) < len(word) for short, word in zip(bare, words, strict=True)],
        capital=meaningful_capitals(text, starts, words),
        opens=opens,
        joined=joined,
        apart=marked(starts, sorted(labels_in(text) + notes_in(text))),
    )  # fmt: skip


def without_possessive(word: str) -> str:
    """Return a word without the 's of possession. No other language of ours writes it with an apostrophe and more."""
    return word[:-2] if word[-2:] in ("'s", "’s", "'S", "’S") and len(word) > 3 else word


def places_in_sentences(
    text: str, starts: list[int], ends: list[int], words: list[str]
) -> tuple[list[bool], list[bool]]:
    """Tell of each word whether a sentence may begin with it, and whether it only follows a blank."""
    opens, joined = [True] * len(starts), [False] * len(starts)
    for i in range(1, len(starts)):
        gap = text[ends[i - 1] : starts[i]]
        if gap in (" ", "\xa0"):
            opens[i], joined[i] = False, True
        elif gap in (". ", ".") and is_abbreviated(words[i - 1]):
            opens[i], joined[i] = False, True
        else:
            opens[i] = not OPENS_A_SENTENCE.isdisjoint(gap)
            joined[i] = gap.isspace() and not opens[i]
    return opens, joined


def is_abbreviated(word: str) -> bool:
    """Whether a full stop after the word ends no sentence: an initial or a title."""
    return (len(word) == 1 and word.isupper() and word != "I") or word.casefold() in ABBREVIATED


def meaningful_capitals(text: str, starts: list[int], words: list[str]) -> list[bool]:
    """Tell of each word whether it begins with a capital, unless its whole line is written in capitals."""
    capital = [word[0].isupper() or word[0].istitle() for word in words]
    lines = [match.start() for match in re.finditer(r"^", text, re.MULTILINE)] + [len(text)]
    first = 0
    for _, end in pairwise(lines):
        last = first
        while last < len(starts) and starts[last] < end:
            last += 1
        if last - first > 2 and all(capital[first:last]) and is_shouted(words[first:last]):
            capital[first:last] = [False] * (last - first)
        first = last
    return capital


def is_shouted(words: list[str]) -> bool:
    """Whether the words of a line are written in capitals, so that none of them says anything."""
    return sum(len(word) for word in words) > 8 and all(word.isupper() or word.isdigit() for word in words)


def marked(starts: list[int], spans: list[tuple[int, int]]) -> list[bool]:
    """Tell of each place whether it lies in one of the stretches, which stand in order."""
    openings = [start for start, _ in spans]

    def inside() -> Iterator[bool]:
        for start in starts:
            at = bisect_right(openings, start) - 1
            yield at >= 0 and start < spans[at][1]

    return list(inside()) if spans else [False] * len(starts)


def has_no_capitals(tokens: Tokens) -> bool:
    """Whether the words come without the capitals that most names are found by."""
    places = [i for i in range(len(tokens)) if not tokens.apart[i] and tokens.words[i][0].isalpha()]
    if not places:
        return False
    shouted = sum(tokens.words[i].isupper() and len(tokens.words[i]) > 1 for i in places)
    openings = [i for i in places if tokens.opens[i]]
    share = sum(tokens.capital[i] for i in places) / len(places)
    opened = sum(tokens.capital[i] for i in openings) / max(1, len(openings))
    few = share < FEW_CAPITALS or (share < SOME_CAPITALS and opened < FEW_OPENINGS)
    return few or shouted > ALL_CAPITALS * len(places)
