"""The parts of a pasted findings text: headings, prose with its sentences, and block quotes.

A position is a number of Unicode code points in the text as it was pasted, beginning at 0.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LONGEST_HEADING: Final = 120  # characters
MARKDOWN: Final = re.compile(r"#{1,6}\s+")
NUMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+")
LINE_END: Final = re.compile(r"(\r\n|[\n\r\u2028\u2029])")
OMISSION: Final = re.compile(r"[\[(](?:\.\.\.|…)[\])]")
OPENING: Final = "\"“«\u2018'„("
QUOTED_LINE: Final = re.compile(r"\s*>+\s?")
# P3: ..., I: ..., Moderator: ... as in an exchange.
TURN_LINE: Final = re.compile(r"[ \t]*(?P<label>[^\W\d_][^\W_]{0,11}(?:[ -]\d{1,3})?|\?|–)[ \t]*:[ \t]+(?=\S)")
CODE_LABEL: Final = re.compile(r"[^\W\d_]{1,4}[ -]?\d{1,3}|[A-Z]|\?|–")
# What no heading ends with; a colon introduces something.
ENDS_A_SENTENCE: Final = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“\u2018«(\[]*[A-ZÆØÅÄÖ0-9])")
ABBREVIATION: Final = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|etc|vs|al|mr|mrs|ms|dr|prof|no|nr|fig|s|p|pp|f\.eks|bl\.a|dvs|osv|jf|ca|mht|pga|kl)|\bn)\.$",
    re.IGNORECASE,
)
LONGEST_ABBREVIATION: Final = 8
QUOTATION_MARK: Final = re.compile('["“”«»„]')


class Part(StrEnum):
    """What a line of the text is."""

    HEADING = "heading"
    PROSE = "prose"
    BLOCK = "block quote"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, from `start` to `end` (not included, without its line end). `words` begins at `words_start`.

    In a heading the words are without its number or markdown signs; in a block quote without `>` and the label of the
    turn, which is in `label`.
    """

    part: Part
    start: int
    end: int
    words: str
    words_start: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the prose, and the place of its line among the lines, from 0."""

    start: int
    end: int
    line: int


def lines(text: str, label_ends: Collection[int] = frozenset()) -> tuple[Line, ...]:
    """Return every line of the text, in order. `label_ends` are the positions at which labels of quotes end.

    A line is of a block quote when it begins with `>`, when it is a turn of an exchange (`P3: ...`), when it is
    nothing but an omission, or when a label ends it and it holds no quotation marks: prose puts its full stop after the
    label. It is a heading when it begins with `#`, or has at most 120 characters and no end of a sentence.
    """
    found: list[Line] = []
    start = 0
    for place, raw in enumerate(LINE_END.split(text)):
        if place % 2 == 0:
            found.append(_line(raw, start, labelled=start + len(raw.rstrip()) in label_ends))
        start += len(raw)
    return tuple(found)


def _line(raw: str, start: int, *, labelled: bool) -> Line:
    end, body = start + len(raw), raw.strip()
    if not body:
        return Line(Part.BLANK, start, end, "", start)
    return _block(raw, start, labelled=labelled) or _heading_or_prose(raw, start)


def _block(raw: str, start: int, *, labelled: bool) -> Line | None:
    end, body = start + len(raw), raw.strip()
    quoted = QUOTED_LINE.match(raw) if raw.lstrip().startswith(">") else None
    rest = quoted.end() if quoted else len(raw) - len(raw.lstrip())
    turn = TURN_LINE.match(raw, rest)
    if turn and (quoted or CODE_LABEL.fullmatch(turn["label"])):
        return Line(Part.BLOCK, start, end, raw[turn.end() :].rstrip(), start + turn.end(), turn["label"])
    if quoted or OMISSION.fullmatch(body) or (labelled and not QUOTATION_MARK.search(body)):
        return Line(Part.BLOCK, start, end, raw[rest:].rstrip(), start + rest)
    return None


def _heading_or_prose(raw: str, start: int) -> Line:
    body, rest = raw.strip(), len(raw) - len(raw.lstrip())
    if marks := MARKDOWN.match(raw, rest):
        return _heading(raw, start, marks.end())
    if len(body) <= LONGEST_HEADING and not ENDS_A_SENTENCE.search(body) and body[0] not in OPENING:
        return _heading(raw, start, rest)
    return Line(Part.PROSE, start, start + len(raw), raw[rest:].rstrip(), start + rest)


def _heading(raw: str, start: int, rest: int) -> Line:
    numbered = NUMBER.match(raw, rest)
    rest = numbered.end() if numbered else rest
    return Line(Part.HEADING, start, start + len(raw), raw[rest:].rstrip().rstrip("#").rstrip(), start + rest)


def sentences(text: str, found: Sequence[Line]) -> Iterator[Sentence]:
    """Yield the sentences of the prose in order; every character of a prose line but outer blanks is in one."""
    for place, line in enumerate(found):
        if line.part is not Part.PROSE:
            continue
        start, end = line.words_start, line.words_start + len(line.words)
        for mark in SENTENCE_END.finditer(text, start, end):
            if not ABBREVIATION.search(text, max(start, mark.start() - LONGEST_ABBREVIATION), mark.start() + 1):
                yield Sentence(start, mark.end(), place)
                start = mark.end()
        yield Sentence(start, end, place)
