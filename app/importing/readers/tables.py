"""From the rows of a table in a document to paragraphs: turns if the table is a transcript, else cell after cell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Final

from app.importing.draft import Comment, Paragraph
from app.importing.readers.cells import Cell, Row, cell_at, grid, name_and_time, times_of
from app.importing.readers.columns import (
    LONGEST_NAME,
    Columns,
    Rows,
    by_heading,
    by_shape,
    column,
    is_counting,
    meaning_of,
)
from app.importing.readers.left_out import COLUMNS, EMPTY_ROWS
from app.importing.readers.turn_table import COLUMNS_LEFT_OUT

HEADER_WITHIN: Final = 3  # rows: a title may stand above it
MOST_SHORT: Final = 6  # words in a heading or a name
REPEATED: Final = 0.6  # different names for each row with a name: people speak more than once
FEWEST_ROWS: Final = 4  # for a table that neither a header nor a column of times tells to be a transcript
CODES: Final = frozenset({"code", "codes", "kode", "koder", "kod", "koodi"})


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns of a transcript hold what, and what the others are called; `body` is the first row of turns."""

    columns: Columns
    headings: Sequence[str]
    uncounted: frozenset[int]
    body: int = 0


@dataclass(slots=True)
class TableReader:
    """Reads the tables of one document in order: a transcript may go on in the next table, without its header row."""

    counts: Counter[str]
    comments: list[Comment] = field(default_factory=list)
    _before: Layout | None = None
    _speakers: set[str] = field(default_factory=set)

    def read(self, rows: Sequence[Row]) -> list[Paragraph]:
        """Return the paragraphs of a table, in reading order."""
        layout = self._layout(grid(rows))
        if layout is None:
            return list(in_order(rows))
        self._before = layout
        above = in_order(rows[: max(layout.body - 1, 0)] if layout.headings else rows[: layout.body])
        body = [row for row in rows[layout.body :] if not says_again(row, layout.headings)]
        left_out = {cell.column for row in body for cell in row if cell.text} & layout.uncounted
        self.counts[COLUMNS_LEFT_OUT] += len(left_out)
        return [*above, *(paragraph for row in body for paragraph in self._turn(row, layout))]

    def _layout(self, texts: Rows) -> Layout | None:
        found = headed_layout(texts) or evident_layout(texts)
        if found is None and self._before is not None and goes_on(texts, self._before.columns, self._speakers):
            return replace(self._before, body=0)
        return found

    def _turn(self, row: Row, layout: Layout) -> Iterator[Paragraph]:
        """Yield what somebody says in a row, and the turns of a transcript inside it."""
        said = cell_at(row, layout.columns.text)
        inside = [paragraph for paragraph in said.paragraphs if paragraph.speaker is not None]
        text = "\n".join(paragraph.text for paragraph in said.paragraphs if paragraph.speaker is None)
        turn = who_and_when(row, said, layout.columns, text)
        self._speakers.add(turn.speaker or "")
        self._beside(row, said, layout, text)
        if text.strip():
            yield turn
        elif turn.speaker and not is_short(turn.speaker):  # a sentence across the row that nobody is named for
            yield replace(turn, text=turn.speaker, speaker="")
        elif turn.speaker and not inside:
            self.counts[EMPTY_ROWS] += 1
        yield from inside

    def _beside(self, row: Row, said: Cell, layout: Layout, quoted: str) -> None:
        """Keep what stands beside a turn, such as a code or a note, as a comment on it: it was not spoken."""
        for cell in row:
            if cell is said or not cell.text or is_read(cell, layout.columns) or cell.column in layout.uncounted:
                continue
            self.counts[COLUMNS] += 1
            heading = layout.headings[cell.column] if cell.column < len(layout.headings) else ""
            self.comments.append(Comment(heading, cell.text, quoted))


def in_order(rows: Sequence[Row]) -> Iterator[Paragraph]:
    """Yield the paragraphs of every cell, row after row."""
    return (paragraph for row in rows for cell in row for paragraph in cell.paragraphs)


def says_again(row: Row, headings: Sequence[str]) -> bool:
    """Whether a row is the header row once more, as on the top of a page."""
    return bool(headings) and [cell.text for cell in row if cell.text] == [text for text in headings if text]


def who_and_when(row: Row, said: Cell, columns: Columns, text: str) -> Paragraph:
    """Return the words of a row with its speaker and times; a merged row has neither."""
    start = end = None
    timed, ended, named = (cell_at(row, place) for place in (columns.start, columns.end, columns.speaker))
    if timed is not said and (times := times_of(timed.text)):
        start, end = times
    if ended is not said and (times := times_of(ended.text)):
        end = times[0]
    name, at = ("", None) if named is said else name_and_time(named.text)
    speaker = None if columns.speaker is None else name
    session = cell_at(row, columns.session).text if columns.session is not None else ""
    return Paragraph(text, speaker, at if start is None else start, end, " ".join(session.split()))


def is_read(cell: Cell, columns: Columns) -> bool:
    """Whether what a cell holds became the speaker, the session or a time of its turn."""
    if cell.covers(columns.start) or cell.covers(columns.end):
        return times_of(cell.text) is not None
    return cell.covers(columns.speaker) or cell.covers(columns.session)


def headed_layout(texts: Rows) -> Layout | None:
    """Return the layout that a header row tells: it names what is said, and who speaks or when."""
    for number, row in enumerate(texts[:HEADER_WITHIN], start=1):
        meanings = [heading(text) for text in row] if all(is_short(text) for text in row) else []
        if len({"text", "speaker", "start"} & set(meanings)) > 1 and number < len(texts):
            columns = by_heading(meanings, texts[number:], number)
            if columns is None:
                return None
            roles = frozenset(place for place, meaning in enumerate(meanings) if meaning == "role")
            return Layout(columns, row, (roles | counting(texts[number:])) - columns.read, body=number)
    return None


def heading(text: str) -> str:
    """Return what a heading announces; beside a transcript in a document, a code is what a coder wrote."""
    return "" if text.casefold() in CODES else meaning_of(text.rstrip(": "))


def is_short(text: str) -> bool:
    """Whether a cell may be the heading of a column, or a name: few words, and no sentence."""
    return len(text.split()) <= MOST_SHORT and not text.endswith((".", "!", "…"))


def is_name(text: str) -> bool:
    """Whether a cell may say who speaks."""
    return is_short(text) and len(text) <= LONGEST_NAME and "\n" not in text


def evident_layout(texts: Rows) -> Layout | None:
    """Return the layout that the cells themselves tell: a column of times, or one of few names that come again."""
    found = by_shape(texts)
    if found is None or not (times_come_down(texts, found) or names_come_again(texts, found)):
        return None
    columns = replace(found, session=None, speaker=names_beside(texts, found))
    first = texts[0][columns.start] if columns.start is not None else ""
    return Layout(columns, (), counting(texts) - columns.read, body=int(bool(first) and not times_of(first)))


def counting(texts: Rows) -> frozenset[int]:
    """Return the columns that only count the rows."""
    places = range(len(texts[0]))
    return frozenset(place for place in places if (cells := column(texts, place)) and is_counting(cells))


def names_beside(texts: Rows, columns: Columns) -> int | None:
    """Return the column of speakers; beside times, it may be one in which every name is short."""
    if columns.speaker is not None:
        return columns.speaker
    others = (place for place in range(len(texts[0])) if place not in columns.read | counting(texts))
    return next((place for place in others if all(map(is_name, cells := column(texts, place))) and cells), None)


def times_come_down(texts: Rows, columns: Columns) -> bool:
    """Whether at least every other row has a time."""
    times = column(texts, columns.start) if columns.start is not None else []
    return len(times) > 1 and 2 * len(times) >= len(texts)


def names_come_again(texts: Rows, columns: Columns) -> bool:
    """Whether a column that nothing but its form tells to hold speakers leaves no doubt."""
    names = column(texts, columns.speaker) if columns.speaker is not None else []
    return len(names) >= FEWEST_ROWS and len(set(names)) <= REPEATED * len(names)


def goes_on(texts: Rows, columns: Columns, speakers: AbstractSet[str]) -> bool:
    """Whether a table without a header has the columns of the one before it: its times, or its speakers again."""
    width = max(columns.read) + 1
    if any(len(row) < width for row in texts):
        return False
    times = [row[columns.start] for row in texts if row[columns.start]] if columns.start is not None else []
    names = [row[columns.speaker] for row in texts if row[columns.speaker]] if columns.speaker is not None else []
    known = any(name_and_time(name)[0] in speakers for name in names)
    return all(map(times_of, times)) and all(map(is_name, names)) and (bool(times) or known)
