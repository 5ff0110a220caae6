"""Put lines together that only the width of a page has broken; only where the whole text shows that it was so."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

Decides: TypeAlias = Callable[[str, str], bool]  # of the line above, and the line

NARROWEST: Final = 40  # characters of a page
WIDEST: Final = 140
FEWEST: Final = 4  # lines that go on, for a habit to show
NEARLY_ALL: Final = 0.9
HALF: Final = 0.5
SLACK: Final = 2  # characters: some programs count the blank at the end
LONG_ENOUGH: Final = 30  # characters of a line that an indented one may go on

# What begins something of its own: a label, a time, a bracket, a dash, a heading, a number in a list.
BEGINS: Final = re.compile(r"[\[({<#*>•–—-]|[^\s:][^:\n]{0,62}:(?:\s|$)|\d{1,4}[.):]\s|[^\t]{1,40}\t")
LABEL: Final = re.compile(r"[^\s:][^:\n]{0,62}:(?:\s|$)")
LABEL_ALONE: Final = re.compile(r"\s*[^\s:][^:\n]{0,62}:\s*")
WITHIN_SENTENCE: Final = re.compile(r"\([^()]*\)\s*[^\s:]|\[[^\s\]]+\s[^\[\]]*\]\s*[^\s:]|[a-zæøåäö]\S*\s\S+\s[^:]*:\s")
SENTENCE_END: Final = re.compile(r"[.?!…:;][”»\")*\]]*$")


def paragraphs_of(lines: Sequence[str]) -> Iterator[str]:
    """Yield the paragraphs of a text: an empty line ends one, a line that may begin a turn begins one.

    Lines that the width of a page has broken are joined by a blank, other lines inside a paragraph by LF.
    """
    width = page_width(lines)
    return put_together(
        lines,
        begins=lambda above, line: (
            begins(line) and not (width and is_full(above, line, width) and breaks_sentence(above, line))
        ),
        goes_on=lambda above, line: goes_on(above, line, width),
    )


def put_together(lines: Sequence[str], begins: Decides, goes_on: Decides) -> Iterator[str]:
    """Yield paragraphs: `begins` says whether a line begins one, `goes_on` whether it goes on with the line above."""
    said: list[str] = []
    above = ""
    for line in lines:
        if said and (not line.strip() or (begins(above, line) and not follows_label(above, line))):
            yield "".join(said)
            said = []
        if line.strip():
            between = " " if goes_on(above, line) else "\n"
            said += [between, line.strip()] if said else [line.strip()]
        above = line
    if said:
        yield "".join(said)


def follows_label(above: str, line: str) -> bool:
    """Whether the line above is nothing but a label, so that these are its words: `(unintelligible)`."""
    return LABEL_ALONE.fullmatch(above) is not None and LABEL.match(line.lstrip()) is None


def begins(line: str) -> bool:
    """Whether a line may begin a turn, or stands by itself."""
    return BEGINS.match(line.lstrip()) is not None


def breaks_sentence(above: str, line: str) -> bool:
    """Whether a sentence goes on in a line that only looks like a beginning: `[inaudible 00:01:42] and`."""
    return SENTENCE_END.search(above.rstrip()) is None and WITHIN_SENTENCE.match(line.lstrip()) is not None


def page_width(lines: Sequence[str]) -> int:
    """Return at how many characters nearly all lines are broken, or 0 where their length says nothing.

    A line is broken by the page when the first word of the next would not have had its place in it.
    """
    pairs = [(above.rstrip(), below) for above, below in pairwise(lines) if above.strip() and continues(below)]
    width = max((len(above) for above, _ in pairs), default=0)
    if len(pairs) < FEWEST or not NARROWEST <= width <= WIDEST:
        return 0
    full = sum(is_full(above, below, width) for above, below in pairs)
    return width if full >= NEARLY_ALL * len(pairs) else 0


def continues(line: str) -> bool:
    """Whether a line may go on with the one above."""
    return bool(line.strip()) and not begins(line)


def is_full(above: str, below: str, width: int) -> bool:
    """Whether the first word of the line below had no place in the line above."""
    return len(above.rstrip()) + 1 + len(below.split(maxsplit=1)[0]) > width - SLACK


def goes_on(above: str, line: str, width: int) -> bool:
    """Whether a line goes on with the sentence above: the page was too narrow, or it is indented for that.

    Where pages break lines, a name may have been replaced by a shorter one afterwards: half a line is enough.
    """
    if width and (is_full(above, line, width) or len(above) > width * HALF):
        return True
    deeper = indent(line) > indent(above)
    return deeper and len(above.strip()) >= LONG_ENOUGH and not above.rstrip().endswith(":")


def indent(line: str) -> int:
    """Return how far a line is indented."""
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
