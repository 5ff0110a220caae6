"""From the rows of a table in a document to paragraphs: turns if the table is a transcript, else cell after cell."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from app.importing.draft import Comment, Paragraph
from app.importing.readers.cells import Cell, Row, cell_at, grid, name_and_time, times_of
from app.importing.readers.columns import Columns, Rows, by_heading, by_shape, column, is_counting, meaning_of
from app.importing.readers.left_out import COLUMNS, EMPTY_ROWS
from app.importing.readers.turn_table import COLUMNS_LEFT_OUT

HEADER_WITHIN: Final = 3  # rows: a title may stand above it
REPEATED: Final = 0.6  # different names for each row with a name: people speak more than once
FEWEST_ROWS: Final = 4  # for a table that neither a header nor a column of times tells to be a transcript
NOT_SAID: Final = frozenset({"turn", "identity", "role"})  # about the row, not its words


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

    def read(self, rows: Sequence[Row]) -> list[Paragraph]:
        """Return the paragraphs of a table, in reading order."""
        layout = self._layout(grid(rows))
        if layout is None:
            return list(in_order(rows))
        self._before = layout
        above = in_order(rows[: max(layout.body - 1, 0)] if layout.headings else rows[: layout.body])
        left_out = {cell.column for row in rows[layout.body :] for cell in row if cell.text} & layout.uncounted
        self.counts[COLUMNS_LEFT_OUT] += len(left_out)
        return [*above, *(paragraph for row in rows[layout.body :] for paragraph in self._turn(row, layout))]

    def _layout(self, texts: Rows) -> Layout | None:
        found = headed_layout(texts) or evident_layout(texts)
        if found is None and self._before is not None and goes_on(texts, self._before.columns):
            return replace(self._before, body=0)
        return found

    def _turn(self, row: Row, layout: Layout) -> Iterator[Paragraph]:
        """Yield what somebody says in a row, and the turns of a transcript inside it."""
        said = cell_at(row, layout.columns.text)
        inside = [paragraph for paragraph in said.paragraphs if paragraph.speaker is not None]
        text = "\n".join(paragraph.text for paragraph in said.paragraphs if paragraph.speaker is None)
        turn = who_and_when(row, said, layout.columns, text)
        self._beside(row, said, layout, text)
        if text.strip():
            yield turn
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
        meanings = [meaning_of(text) for text in row]
        if len({"text", "speaker", "start"} & set(meanings)) > 1:
            columns = by_heading(meanings, texts[number:], number)
            if columns is None:
                return None
            uncounted = frozenset(place for place, meaning in enumerate(meanings) if meaning in NOT_SAID)
            return Layout(columns, row, uncounted - columns.read, body=number)
    return None


def evident_layout(texts: Rows) -> Layout | None:
    """Return the layout that the cells themselves tell: a column of times, or one of few names that come again."""
    columns = by_shape(texts)
    if columns is None or (columns.start is None and not names_come_again(column(texts, columns.speaker or 0))):
        return None
    counting = {place for place in range(len(texts[0])) if is_counting(column(texts, place))}
    first = texts[0][columns.start] if columns.start is not None else ""
    return Layout(columns, (), frozenset(counting - columns.read), body=int(bool(first) and not times_of(first)))


def names_come_again(names: Sequence[str]) -> bool:
    """Whether a column that nothing but its form tells to hold speakers leaves no doubt."""
    return len(names) >= FEWEST_ROWS and len(set(names)) <= REPEATED * len(names)


def goes_on(texts: Rows, columns: Columns) -> bool:
    """Whether a table without a header has the columns of the one before it."""
    width = max(columns.read) + 1
    if any(len(row) < width for row in texts):
        return False
    times = [row[columns.start] for row in texts] if columns.start is not None else []
    names = [row[columns.speaker] for row in texts] if columns.speaker is not None else []
    are_times = columns.start is None or (any(times) and all(times_of(text) for text in times if text))
    are_names = columns.speaker is None or (any(names) and not any("\n" in text for text in names))
    return are_times and are_names and any(row[columns.text] for row in texts)
