"""What is left of a name after it was replaced: written otherwise, inside another word, cut off, split or spelt out."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from app.importing.anonymising.forms import Form, Words, genitive_stem
from app.importing.anonymising.full_names import PARTICLES, TITLES, is_telling
from app.importing.anonymising.identifiers import Category
from app.importing.anonymising.placeholders import STANDARD
from app.importing.anonymising.rows import Row
from app.importing.roles import known_kind

# Names of places and organisations are made of everyday words, too: of these only the whole form is looked for.
NAMED: Final = frozenset({Category.PERSON, Category.PLACE, Category.ORGANISATION})
SHORTEST_PIECE: Final = 4  # letters
TELLING_PIECE: Final = 6  # that tell even without a capital
SPELT_OUT: Final = re.compile(r"\b[^\W\d_](?:[-.\u2010\u2011 ]{1,2}[^\W\d_]\b){2,}")
CUT_OFF: Final = re.compile(r"\b([^\W\d_]{2,})(?:[-–—]|\.\.\.|…)+\s*(?=\[)")
BREAK: Final = re.compile(r"[\s\-\u2010\u2011\u00ad\u200b-\u200d]{1,3}")
SHORTEST_SPLIT: Final = 5


class Trace(StrEnum):
    """How something may still tell who was meant."""

    DETECTED = "detected"
    SAME_WORD = "same word"
    INSIDE = "inside another word"
    SPLIT = "split"
    CUT_OFF = "cut off"
    SPEAKER = "speaker"


class Found(NamedTuple):
    """A trace in a text, from code point `start` to `end` (not included)."""

    start: int
    end: int
    trace: Trace


@dataclass(slots=True)
class Gone:
    """What should be nowhere any more.

    `single` are the forms of one word and the words of people's names; `words` those of them that are names, which are
    looked for inside other words, `small` those that the transcript writes without capitals.
    """

    forms: set[Form] = field(default_factory=set)
    single: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    small: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)


def gone(rows: Collection[Row], speakers: Collection[str], kept: Collection[Form]) -> Gone:
    """Collect what was replaced, and the names of speakers that are no mere labels, without what was kept."""
    result = Gone()
    for row in rows:
        forms = [form for form in row.forms if form not in kept]
        result.forms.update(forms)
        if row.category in NAMED:
            words = {form[0] for form in forms if len(form) == 1}
            if row.category is Category.PERSON:
                words.update(word for form in forms for word in form if (word,) not in kept)
            words = set(filter(is_telling, words))
            result.words |= words
            result.small |= words if row.shown[:1].islower() else set()
    result.single = result.words | {form[0] for form in result.forms if len(form) == 1}
    for label in speakers:
        if known_kind(label) is None:
            names = {word.folded for word in Words(label).words} - PARTICLES - TITLES
            result.speakers |= {name for name in names if len(name) > 1 and (name,) not in kept}
    return result


def traces(text: str, gone: Gone, language: str) -> Iterator[Found]:
    """Yield what is left of what was replaced, outside placeholders of the usual kinds."""
    open_text = STANDARD.sub(lambda match: f"[{' ' * (len(match[0]) - 2)}]", text)
    words = Words(open_text)
    yield from _in_words(words, gone, language)
    for first, second in pairwise(words.words):
        whole = first.folded + second.folded
        if (
            len(whole) >= SHORTEST_SPLIT
            and whole in gone.single
            and BREAK.fullmatch(open_text, first.end, second.start)
        ):
            yield Found(first.start, second.end, Trace.SPLIT)
    for match in SPELT_OUT.finditer(open_text):
        if "".join(filter(str.isalpha, match[0])).casefold() in gone.single:
            yield Found(match.start(), match.end(), Trace.SPLIT)
    for match in CUT_OFF.finditer(open_text):
        if any(word.startswith(match[1].casefold()) for word in gone.single):
            yield Found(*match.span(1), Trace.CUT_OFF)


def _in_words(words: Words, gone: Gone, language: str) -> Iterator[Found]:
    by_first: defaultdict[str, list[Form]] = defaultdict(list)
    for form in gone.forms:
        if len(form) > 1:
            by_first[form[0]].append(form)
    for number, word in enumerate(words.words):
        readings = {word.folded, genitive_stem(word.folded, language)}
        last = max(
            (number + len(form) - 1 for form in by_first[word.folded] if _stands(words, number, form)), default=0
        )
        if not gone.single.isdisjoint(readings):
            yield Found(word.start, word.end, Trace.SAME_WORD)
        elif last:
            yield Found(word.start, words.words[last].end, Trace.SAME_WORD)
        elif not gone.speakers.isdisjoint(readings):
            yield Found(word.start, word.end, Trace.SPEAKER)
        elif _holds_piece(word.folded, gone, capital=words.text[word.start].isupper()):
            yield Found(word.start, word.end, Trace.INSIDE)


def _stands(words: Words, first: int, form: Form) -> bool:
    last = first + len(form) - 1
    said = tuple(word.folded for word in words.words[first : last + 1])
    return said == form and words.belong_together(first, last)


def _holds_piece(word: str, gone: Gone, *, capital: bool) -> bool:
    """Whether a word begins or ends with a name, or has one between hyphens.

    Short names are in many words (`market`): they tell at the beginning of a word with a capital (`Oslofolk`) only.
    """
    if any(part in gone.words for part in word.split("-")):
        return True
    beginnings = (word[:size] for size in range(SHORTEST_PIECE, len(word)))
    endings = (word[-size:] for size in range(SHORTEST_PIECE, len(word)))
    return any(piece in gone.words and (capital or _tells(piece, gone)) for piece in beginnings) or any(
        piece in gone.words and _tells(piece, gone) for piece in endings
    )


def _tells(piece: str, gone: Gone) -> bool:
    return len(piece) >= TELLING_PIECE or piece in gone.small
