"""What a text puts in quotation marks or in block quotes, and the label that stands with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.analysis.manuscript.labels import Label
from app.analysis.manuscript.text import OMISSION, Line, Part

# A pair of marks: what opens, what closes, and of apostrophes only those that are none.
MARKS: Final = (
    r"“(?P<double>[^“”\n]+)”",
    r"„(?P<low>[^„“”\n]+)[“”]",
    r"«(?P<guillemets>[^«»\n]+)»",
    r"»(?P<turned>[^«»\n]+)«",
    r"(?<![\w\"])\"(?=\S)(?P<straight>[^\"\n]+)\"",
    r"(?<!\w)\u2018(?=\S)(?P<single>(?:[^\u2018\u2019\n]|\u2019(?=\w))+)\u2019(?!\w)",
    r"(?<!\w)'(?=\S)(?P<apostrophes>(?:[^'\n]|'(?=\w))+)'(?!\w)",
)
IN_MARKS: Final = re.compile("|".join(MARKS))
# What may stand between a quote and its label: the end of a sentence, a comma, a dash, "said".
BETWEEN: Final = re.compile(r"[\s.,;:!?…\-–—\"”’»)(]{0,12}")
LONGEST_LEAD: Final = 80  # characters between a label and the quote that it introduces


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that the text says somebody said, from `start` to `end` (not included), without marks and labels.

    `voice` is the label of the turn in an exchange (`P3`), empty where there is none. `label` is the label of the whole
    quote, None where there is none. `block` numbers the block quotes from 1; 0 in quotation marks. `line` is the place
    of the line among the lines. `gap_before` says that the line before it, of the same block, is an omission.
    """

    start: int
    end: int
    words: str
    line: int
    label: Label | None
    voice: str = ""
    block: int = 0
    gap_before: bool = False


def quoted(text: str, lines: Sequence[Line], labels: Sequence[Label]) -> tuple[Quoted, ...]:
    """Return the quotes of a text in order; marks inside a quote belong to it.

    A label belongs to the quote right before it, with no more than punctuation between; else to the first quote at most
    80 characters after it in its line. A block quote is lines of that kind one after another, blanks between its turns
    included; the label at its end is that of all its turns.
    """
    found = [*_in_marks(text, lines, labels), *_in_blocks(lines, labels)]
    return tuple(sorted(found, key=lambda quote: quote.start))


def _in_marks(text: str, lines: Sequence[Line], labels: Sequence[Label]) -> Iterator[Quoted]:
    for place, line in enumerate(lines):
        if line.part is not Part.PROSE:
            continue
        matches = list(IN_MARKS.finditer(text, line.start, line.end))
        after = [_label_after(text, match.end(), labels) for match in matches]
        taken = {id(label) for label in after if label is not None}
        for match, label in zip(matches, after, strict=True):
            start, end = next(match.span(name) for name, words in match.groupdict().items() if words is not None)
            free = [one for one in labels if id(one) not in taken]
            whose = label or _label_before(match.start(), line, free)
            taken.add(id(whose))
            yield Quoted(start, end, text[start:end], place, whose)


def _label_after(text: str, end: int, labels: Sequence[Label]) -> Label | None:
    between = BETWEEN.match(text, end)
    reach = between.end() if between else end
    return next((label for label in labels if end <= label.start <= reach), None)


def _label_before(start: int, line: Line, labels: Sequence[Label]) -> Label | None:
    near = [label for label in labels if line.start <= label.start and 0 <= start - label.end <= LONGEST_LEAD]
    return near[-1] if near else None


def _in_blocks(lines: Sequence[Line], labels: Sequence[Label]) -> Iterator[Quoted]:
    for number, block in enumerate(_blocks(lines), start=1):
        last = lines[block[-1]]
        label = next((one for one in reversed(labels) if last.start <= one.start < last.end), None)
        gap = False
        for place in block:
            line = lines[place]
            words = line.words
            if label is not None and line is last:
                words = words[: max(0, label.start - line.words_start)].rstrip()
            if OMISSION.fullmatch(words.strip()):
                gap = True
            elif words.strip():
                start = line.words_start
                yield Quoted(start, start + len(words), words, place, label, line.label, number, gap)
                gap = False


def _blocks(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the places of the lines of each block quote. A label ends it; so does a blank, unless turns go on after."""
    block: list[int] = []
    blank = False
    for place, line in enumerate(lines):
        if line.part is Part.BLANK:
            blank = True
            continue
        if block and (line.part is not Part.BLOCK or (blank and not _goes_on(lines[block[-1]], line))):
            yield block
            block = []
        if line.part is Part.BLOCK:
            block.append(place)
        blank = False
    if block:
        yield block


def _goes_on(before: Line, line: Line) -> bool:
    """Whether a line after a blank is of the same exchange: the one before had no label of the quote at its end."""
    return bool((line.label or OMISSION.fullmatch(line.words.strip())) and not before.words.endswith(")"))
