"""Take off the pages of a PDF what counts and heads them: page numbers, running heads, numbers in the margin."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from operator import or_
from typing import Final

from app.importing.readers.wrapping import LABEL, begins
from app.sentences import N_

Page = list[str]

HEADS: Final = N_("Page numbers and lines that come again on every page, left out: %(count)s.")
MARGIN: Final = N_("Numbers in the margin left out: %(count)s.")

DIGITS: Final = re.compile(r"\d+")
MOST_PAGES: Final = 0.6  # share of the pages that a running head stands on
FEWEST_PAGES: Final = 3  # for words; two are enough for numbers that count the pages
DEEPEST: Final = 3  # lines of a head or a foot
FEWEST_NUMBERS: Final = 3  # in the margin of the only page


def without_page_marks(pages: Sequence[Page]) -> tuple[list[Page], Counter[str]]:
    """Return the lines of the pages without what only counts or heads them, and how much that was."""
    counts = Counter[str]()
    kept = without_margin([[line for line in page if line.strip()] for page in pages], counts)
    for _ in range(DEEPEST):
        kept = without_line(kept, 0, counts)
        kept = without_line(kept, -1, counts)
    return without_margin(kept, counts), counts


def without_margin(pages: list[Page], counts: Counter[str]) -> list[Page]:
    """Return the pages without the numbers of their paragraphs, which some programs write behind the words.

    Each page goes on counting where the one before stopped, or at its own first paragraph.
    """
    runs = [numbers_at_end(page) for page in pages]
    filled = [run for run in runs if run]
    counts_on = all(before[0] < after[0] <= before[-1] + 1 for before, after in pairwise(filled))
    if not counts_on or sum(map(len, filled)) < FEWEST_NUMBERS or len(filled) < len(pages) * MOST_PAGES:
        return pages
    counts[MARGIN] += sum(map(len, runs))
    return [page[: len(page) - len(run)] for page, run in zip(pages, runs, strict=True)]


def numbers_at_end(page: Page) -> list[int]:
    """Return the numbers, each one more than the last, that stand alone on the last lines of a page."""
    numbers: list[int] = []
    for line in reversed(page):
        number = int(line) if line.strip().isdecimal() and len(line.strip()) < 6 else None
        if number is None or (numbers and number != numbers[-1] - 1):
            break
        numbers.append(number)
    return numbers[::-1]


def without_line(pages: list[Page], place: int, counts: Counter[str]) -> list[Page]:
    """Return the pages without their first (or last) line, where it evidently counts or heads them."""
    lines = [page[place] if page else "" for page in pages]
    forms = Counter(form(line) for line in lines if line)
    if not forms:
        return pages
    common, count = forms.most_common(1)[0]
    marked = [form(line) == common for line in lines]
    enough = count >= max(2, MOST_PAGES * len(pages))
    alike = [line if mark else "" for line, mark in zip(lines, marked, strict=True)]
    if not enough or LABEL.match(common) or not (heads_pages(alike) or counts_pages(alike)):
        return pages
    counts[HEADS] += count
    return [
        page[1:] if mark and not place else page[:-1] if mark else page
        for page, mark in zip(pages, marked, strict=True)
    ]


def form(line: str) -> str:
    """Return a line with every number as one sign."""
    return DIGITS.sub("#", line.strip())


def counts_pages(lines: Sequence[str]) -> bool:
    """Whether one of the numbers in the lines is that of the page, and the others stay the same."""
    found = [(page, [int(number) for number in DIGITS.findall(line)]) for page, line in enumerate(lines) if line]
    places = range(len(found[0][1]))
    counting = [len({numbers[place] - page for page, numbers in found}) == 1 for place in places]
    same = [len({numbers[place] for _, numbers in found}) == 1 for place in places]
    return any(counting) and all(map(or_, counting, same))


def heads_pages(lines: Sequence[str]) -> bool:
    """Whether lines that are all the same may head pages: on enough of them, and nothing that a turn begins with."""
    said = [line for line in lines if line]
    return len(said) >= FEWEST_PAGES and len(set(said)) == 1 and not begins(said[0])
