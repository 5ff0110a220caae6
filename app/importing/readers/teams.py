"""Read the two ways in which Microsoft Teams lays out a transcript, in Word files and as plain text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from app.importing.draft import Material, Paragraph
from app.importing.readers.left_out import EMPTY_TURNS, TEAMS_NOTICES, remarks
from app.importing.times import milliseconds

# 0:0:0.0 --> 0:0:1.510, alone in its line; the next line is a name. Word may have made an arrow of -->.
STRETCH: Final = re.compile(
    r"\s*(?P<start>\d{1,2}:\d{1,2}:\d{1,2}\.\d{1,3})\s*(?:-->|–>|→)\s*(?P<end>\d{1,2}:\d{1,2}:\d{1,2}\.\d{1,3})\s*"
)
UNPADDED: Final = re.compile(r"\b\d:\d{1,2}:\d{1,2}\.|\.\d{1,2}\b|:\d[:.]")
# "Hansen, Grete   0:04": at least two blanks, or a tab, stand between the name and the time.
NAMED_TIME: Final = re.compile(
    r"\s*(?P<name>[^\s:][^:]{0,80}?)(?:\s{2,}|\t\s*|\u00a0\s*)(?P<time>(?:\d{1,2}:)?\d{1,2}:\d\d)\s*"
)
NAMED_TIME_WITH_BLANK: Final = re.compile(r"\s*(?P<name>[^\s:][^:]{0,80}?) (?P<time>(?:\d{1,2}:)?\d{1,2}:\d\d)\s*")
BARE_TIME: Final = re.compile(r"\s*(?P<time>(?:\d{1,2}:)?\d{1,2}:\d\d)\s*")
NOTICE: Final = re.compile(
    r"(?!(?:i|we|you|he|she|they|who|and|so|then|but|jeg|vi|du|han|hun|hon|de|og|så|ich|wir)\b)"  # nobody's own words
    r".{1,80}?\s(?:(?:started|stopped) transcription"
    r"|(?:start|stopp|avslutt?|slut)\w* trans(?:k|sk)ri(?:psjon|ption|ption|bering)\w*"
    r"|hat die Transkription (?:gestartet|beendet|gestoppt|angehalten)"
    r"|heeft (?:de )?transcriptie (?:gestart|gestopt|beëindigd))\.?\s*",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(r"[.?!…,:;][”»\")]*\s*$")
LONGEST_NAME: Final = 80
FEW: Final = 0.6  # different names for each turn, where nothing else tells that they are names


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: of which paragraph, and whether it is the first of it."""

    text: str
    paragraph: int
    is_first: bool


@dataclass(frozen=True, slots=True)
class Head:
    """Where a turn begins: its first line, the first line of its words, who speaks, from when to when."""

    line: int
    words: int
    name: str
    start_ms: int
    end_ms: int | None = None


def teams_paragraphs(paragraphs: Sequence[str]) -> Material | None:
    """Return the turns of a transcript that Teams laid out, or None when it is something else.

    Soft returns are LF. What stands before the first turn comes without a speaker; lines such as `Hansen, Grete started
    transcription` are left out and counted.
    """
    every = [Line(*line) for line in lines_of(paragraphs)]
    notices = sum(1 for line in every if NOTICE.fullmatch(line.text))
    lines = [line for line in every if not NOTICE.fullmatch(line.text)]
    heads = old_heads(lines) or new_heads(lines, notices) or bare_heads(lines, notices)
    if not heads:
        return None
    counts = Counter({TEAMS_NOTICES: notices})
    header = [Paragraph(line.text) for line in lines[: heads[0].line]]
    turns = list(turns_of(lines, heads, counts))
    return Material((*header, *turns), warnings=remarks(counts))


def teams_material(material: Material, end: int | None = None) -> Material:
    """Return the same material with the turns that Teams laid out, or as it is when it is no work of Teams.

    From paragraph `end` on it is nobody's words: a table in which programs tell who saved the file.
    """
    if any(paragraph.speaker is not None for paragraph in material.paragraphs):
        return material
    end = len(material.paragraphs) if end is None else end
    teams = teams_paragraphs([paragraph.text for paragraph in material.paragraphs[:end]])
    if teams is None:
        return material
    return Material(teams.paragraphs + material.paragraphs[end:], material.comments, material.warnings + teams.warnings)


def lines_of(paragraphs: Sequence[str]) -> Iterator[tuple[str, int, bool]]:
    """Yield the lines that hold something, with the number of their paragraph."""
    for number, paragraph in enumerate(paragraphs):
        first = True
        for text in paragraph.split("\n"):
            if text.strip():
                yield text, number, first
                first = False


def old_heads(lines: Sequence[Line]) -> list[Head]:
    """Return the turns of the older layout: a stretch of time, a name, and the words, each in a line of its own."""
    heads: list[Head] = []
    found = [(number, match) for number, line in enumerate(lines) if (match := STRETCH.fullmatch(line.text))]
    ends = [*(number for number, _ in found), len(lines)][1:]
    for (number, match), after in zip(found, ends, strict=True):
        start, end = (milliseconds(match[side], counted=True) for side in ("start", "end"))
        named = after - number > 2  # otherwise the only line holds the words
        name = lines[number + 1].text.strip() if named else ""
        if start is None:
            return []
        heads.append(Head(number, number + 1 + named, name, start, end))
    plain = any(UNPADDED.search(match[0]) for _, match in found)
    return heads if plain or are_names([head.name for head in heads]) else []


def new_heads(lines: Sequence[Line], notices: int) -> list[Head]:
    """Return the turns of the newer layout: a name and a time in one line, the words in the next.

    A web page shows only one blank between name and time; then every turn must be a paragraph with soft returns.
    """
    apart = named_times(lines, NAMED_TIME)
    whole = [head for head in named_times(lines, NAMED_TIME_WITH_BLANK) if is_whole(lines, head)]
    for heads in (apart, whole):
        if len(heads) + (notices > 0) > 1 and are_in_order(heads) and have_words(heads, len(lines)):
            return heads
    return []


def have_words(heads: Sequence[Head], lines: int) -> bool:
    """Whether something is said under most names; otherwise the times only end lines of something else."""
    silent = sum(1 for head, after in pairwise([*(head.line for head in heads), lines]) if after == head + 1)
    return 2 * silent < len(heads)


def named_times(lines: Sequence[Line], form: re.Pattern[str]) -> list[Head]:
    """Return the lines that hold a name and a time."""
    found = [(number, match) for number, line in enumerate(lines) if (match := form.fullmatch(line.text))]
    return [
        Head(number, number + 1, " ".join(match["name"].split()), start)
        for number, match in found
        if (start := milliseconds(match["time"])) is not None
    ]


def is_whole(lines: Sequence[Line], head: Head) -> bool:
    """Whether a turn and its words are one paragraph."""
    return lines[head.line].is_first and head.words < len(lines) and not lines[head.words].is_first


def bare_heads(lines: Sequence[Line], notices: int) -> list[Head]:
    """Return the turns of the newer layout with its times on lines of their own: a name, a time, the words."""
    found = [(number, match) for number, line in enumerate(lines) if (match := BARE_TIME.fullmatch(line.text))]
    heads = [
        Head(number - 1, number + 1, lines[number - 1].text.strip(), start)
        for number, match in found
        if number and (start := milliseconds(match["time"])) is not None
    ]
    apart = all(after.line > before.words for before, after in pairwise(heads))
    names = [head.name for head in heads]
    sure = are_names(names) if not notices else not any(map(SENTENCE_END.search, names))
    enough = len(heads) == len(found) and len(heads) + (notices > 0) > 1
    return heads if enough and apart and sure and are_in_order(heads) else []


def are_names(texts: Sequence[str]) -> bool:
    """Whether lines may be who speaks: short, no sentences, and the same ones again and again."""
    if not texts or any(len(text) > LONGEST_NAME or SENTENCE_END.search(text) for text in texts):
        return False
    return len(texts) > 2 and len(set(texts)) <= FEW * len(texts)


def are_in_order(heads: Sequence[Head]) -> bool:
    """Whether the turns begin one after another, but for a few where a recording began anew."""
    back = sum(1 for before, after in pairwise(heads) if after.start_ms < before.start_ms)
    return back * 10 <= len(heads)


def turns_of(lines: Sequence[Line], heads: Sequence[Head], counts: Counter[str]) -> Iterator[Paragraph]:
    """Yield what was said, turn after turn.

    Where every turn is a paragraph with soft returns, another paragraph is not part of it: it comes with an empty
    speaker.
    """
    whole = any(is_whole(lines, head) for head in heads)
    ends = [head.line for head in heads[1:]] + [len(lines)]
    for head, end in zip(heads, ends, strict=True):
        said = lines[head.words : end]
        own = [line.text for line in said if line.paragraph == lines[head.line].paragraph] if whole else []
        own = own or [line.text for line in said]
        if own:
            yield Paragraph("\n".join(own), head.name, head.start_ms, head.end_ms)
        else:
            counts[EMPTY_TURNS] += 1
        yield from (Paragraph(line.text, "") for line in said[len(own) :])
