"""From the rows of a table to paragraphs: one row for each turn."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from app.importing.draft import Paragraph
from app.importing.readers.columns import Columns, Rows, columns
from app.importing.readers.left_out import EMPTY_ROWS
from app.importing.times import in_milliseconds, milliseconds, plain_number
from app.sentences import N_, Refusal

COLUMNS_LEFT_OUT: Final = N_(
    "Columns beside who speaks, when and what is said (a translation, a role, a number), left out: %(count)s."
)


class NoColumnOfWords(Refusal):
    sentence = N_(
        "No column of this table holds what people said. "
        "Put each turn in a row, with headings such as speaker and text above, and try again."
    )


def paragraphs_of_rows(rows: Rows, session: str = "") -> tuple[list[Paragraph], Counter[str]]:
    """Return a paragraph for each row with words, and counts of what was left out; refuse what is no table of turns.

    `session` names the recording where the rows do not name it themselves.
    """
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    found = columns(rows)
    if found is None:
        raise NoColumnOfWords
    above = [Paragraph(" ".join(filter(None, row)), session=session) for row in headings(rows, found)]
    body = rows[found.first_row :]
    counts = Counter({COLUMNS_LEFT_OUT: columns_left_out(body, found)})
    spoken = [*turns(body, found, session)]
    counts[EMPTY_ROWS] = sum(bool(cell(row, found.speaker)) and not cell(row, found.text) for row in body)
    return above + spoken, counts


def headings(rows: Rows, found: Columns) -> Sequence[Sequence[str]]:
    """Return the rows above the columns' own headings, such as a title."""
    return rows[: max(found.first_row - 1, 0)]


def turns(rows: Rows, found: Columns, session: str) -> Iterator[Paragraph]:
    """Yield the rows with words, each in its session; an empty session cell is a merged one."""
    times = Times(rows, found)
    for row in rows:
        session = cell(row, found.session) or session
        if text := cell(row, found.text):
            speaker = None if found.speaker is None else cell(row, found.speaker).rstrip(":").rstrip()
            start, end = times.of(row, found.start), times.of(row, found.end)
            yield Paragraph(text, speaker, start, end, session)


class Times:
    """Reads the times of a table, and knows whether its plain numbers are seconds or milliseconds."""

    def __init__(self, rows: Rows, found: Columns) -> None:
        numbers = [at for row in rows if (at := plain_number(cell(row, found.start))) is not None]
        words = sum(len(cell(row, found.text).split()) for row in rows)
        whole = bool(numbers) and all(number.is_integer() for number in numbers)
        self._milliseconds = whole and in_milliseconds(max(numbers) - min(numbers), words)

    def of(self, row: Sequence[str], place: int | None) -> int | None:
        """Return the time in a cell."""
        written = cell(row, place)
        number = plain_number(written) if self._milliseconds else None
        return milliseconds(written) if number is None else round(number)


def columns_left_out(rows: Rows, found: Columns) -> int:
    """Return how many columns hold something that is not read."""
    filled = {place for row in rows for place, said in enumerate(row) if said.strip()}
    return len(filled - found.read)


def cell(row: Sequence[str], place: int | None) -> str:
    """Return what stands in a cell, or nothing where the row is shorter."""
    return row[place].strip() if place is not None and place < len(row) else ""
