"""Which theme, subtheme or code a text speaks of: named in the sentence, or by the heading above."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from app.analysis.manuscript.lexicon import Phrase
from app.analysis.manuscript.study import Sort, Topic
from app.analysis.manuscript.text import Line, Part
from app.analysis.manuscript.tokens import Phrases, Token, phrase_of
from app.analysis.manuscript.verbatim import PLAIN

ALIKE: Final = 0.8  # of the letters of a heading and a name, as difflib counts
PREFIX: Final = re.compile(r"(?:sub-?theme|theme|under-?tema|tema)\s*\d*(?:\.\d+)?\s*[:.–—-]\s*", re.IGNORECASE)
ORDER: Final = (Sort.THEME, Sort.SUBTHEME, Sort.CODE)


class Naming(StrEnum):
    """What a heading is."""

    EXACT = "a name"
    NEAR = "nearly a name"
    OTHER = "no name"


@dataclass(frozen=True, slots=True)
class CheckedHeading:
    """A heading from `start` to `end` (not included), and the topic that it names, or nearly names."""

    start: int
    end: int
    words: str
    line: int
    naming: Naming
    topic: Topic | None


@dataclass(frozen=True, slots=True)
class Named:
    """A topic's name in the text, from `start` to `end` (not included)."""

    start: int
    end: int
    topic: Topic


class Names:
    """The names of a study, to be found in sentences: whole, or the part before or after a colon that is unique."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        ordered = sorted(topics, key=lambda topic: ORDER.index(topic.sort))
        phrases: dict[Phrase, Topic] = {}
        for topic in ordered:
            phrases.setdefault(phrase_of(topic.name), topic)
        parts: defaultdict[Phrase, set[Topic]] = defaultdict(set)
        for topic in ordered:
            for part in topic.name.split(":") if ":" in topic.name else ():
                parts[phrase_of(part)].add(topic)
        for phrase, having in parts.items():
            if len(having) == 1:
                phrases.setdefault(phrase, *having)
        self._phrases = Phrases(phrases)

    def named(self, found: Sequence[Token]) -> Iterator[Named]:
        """Yield the names among the tokens, the longest where two begin together, none overlapping another.

        Case and marks do not matter; other forms of a word ("ghosted") are not the name.
        """
        at = 0
        while at < len(found):
            name = self._phrases.longest(found, at)
            if name:
                yield Named(found[at].start, found[name.after - 1].end, name.meaning)
            at = name.after if name else at + 1


def nearest(named: Iterable[Named], start: int, end: int) -> Named | None:
    """Return the name nearest to a stretch; of two as near, the one after it."""
    return min(named, key=lambda one: (max(one.start - end, start - one.end), one.end <= start), default=None)


def checked_headings(lines: Sequence[Line], topics: Sequence[Topic]) -> tuple[CheckedHeading, ...]:
    """Compare every heading with the names of themes and subthemes, and of codes when it is exactly one.

    Case, blanks, a number and "Theme 1:" before it do not matter. Nearly a name is a heading that shares four fifths of
    its letters with a theme or subtheme, in the same order.

    Source: J. W. Ratcliff and D. E. Metzener (1988), Pattern matching: the gestalt approach, Dr. Dobb's Journal 13(7),
    46-72, as Python's difflib has it.
    """
    headings = ((place, line) for place, line in enumerate(lines) if line.part is Part.HEADING)
    return tuple(_checked(place, line, topics) for place, line in headings)


def _checked(place: int, line: Line, topics: Sequence[Topic]) -> CheckedHeading:
    start, end = line.words_start, line.words_start + len(line.words)
    said = _folded(PREFIX.sub("", line.words, count=1))
    for sort in ORDER:
        for one in topics:
            if one.sort is sort and _folded(one.name) in {said, _folded(line.words)}:
                return CheckedHeading(start, end, line.words, place, Naming.EXACT, one)
    likes = [(_likeness(said, _folded(topic.name)), topic) for topic in topics if topic.sort is not Sort.CODE]
    near = [pair for pair in likes if pair[0] >= ALIKE]
    topic = max(near, key=lambda pair: pair[0])[1] if near else None
    return CheckedHeading(start, end, line.words, place, Naming.NEAR if topic else Naming.OTHER, topic)


def _likeness(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0


def _folded(name: str) -> str:
    return " ".join(name.translate(PLAIN).split()).casefold().strip(" .:")


def heading_above(headings: Sequence[CheckedHeading], line: int) -> CheckedHeading | None:
    """Return the nearest heading above a line."""
    return next((heading for heading in reversed(headings) if heading.line < line), None)


def without_heading(topics: Sequence[Topic], headings: Sequence[CheckedHeading]) -> tuple[Topic, ...]:
    """Return the themes and subthemes that no heading names, not even nearly."""
    used = {heading.topic.id for heading in headings if heading.topic is not None}
    return tuple(topic for topic in topics if topic.sort is not Sort.CODE and topic.id not in used)
