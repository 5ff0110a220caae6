"""A chart as a Word file: its picture, and the table that says the same."""

from collections.abc import Sequence
from typing import Final

from docx.shared import Mm

from app.charts.sheet import Chart
from app.exporting.widths import fair_widths, least_width
from app.exporting.word import TABLE_HEADING, TABLE_TEXT, Picture, cells, paragraph, row, table, word_file

UPRIGHT: Final = 170  # millimetres between the margins of an upright page
ON_ITS_SIDE: Final = 257


def chart_word(study: str, notes: Sequence[str], chart: Chart, png: bytes) -> bytes:
    """Return a Word file with a chart. The picture names itself to screen readers and points to its table.

    A page with a table of many columns lies on its side; the picture stays as wide as on an upright page, so that it is
    not higher than the page.
    """
    lines = [[str(one) for one in line] for line in chart.table]
    sideways = least_width([chart.headings, *lines]) > UPRIGHT
    widths = fair_widths([chart.headings, *lines], ON_ITS_SIDE if sideways else UPRIGHT)
    heading = row(cells(chart.headings, widths, TABLE_HEADING), heading=True)
    rows = [row(cells(line, widths, TABLE_TEXT)) for line in lines]
    body: list[str | Picture] = [
        paragraph(chart.title, "Title"), paragraph(study, "Subtitle"), *(paragraph(one, "Normal") for one in notes),
        Picture(png, chart.title, Mm(UPRIGHT)), table([heading, *rows], widths, chart.title),
        paragraph("", TABLE_TEXT),
    ]  # fmt: skip
    return word_file(chart.title, body, landscape=sideways)
