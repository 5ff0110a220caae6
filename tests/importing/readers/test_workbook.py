"""Excel workbooks: what their reader sees, and nothing computed. Written with openpyxl, read by ourselves."""

from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from app.importing.draft import Paragraph
from app.importing.readers.limits import DamagedFile, TooLargeInside
from app.importing.readers.markup import DoctypeInside
from app.importing.readers.package import TooManyParts, UnsafePaths, WithMacros
from app.importing.readers.sheet import OTHER_SHEETS, is_xlsx, read_xlsx
from app.importing.readers.turn_table import NoColumnOfWords
from app.importing.readers.workbook import sheets

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ("Time", "Speaker", "Text")


def workbook(**tables):
    book = Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book):
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def changed(data, name, change, more=()):
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(stream, "w", ZIP_DEFLATED) as after:
        for member in before.namelist():
            part = before.read(member)
            after.writestr(member, change(part) if member == name else part)
        for member in more:
            after.writestr(member, b"")
    return stream.getvalue()


def shown(*cells, formats=()):
    book = Workbook()
    for place, cell in enumerate(cells, start=1):
        book.active.cell(1, place, cell)
        if formats:
            book.active.cell(1, place).number_format = formats[place - 1]
    [sheet] = sheets(saved(book))
    return list(sheet.rows[0])


def test_a_sheet_of_turns_is_read():
    data = workbook(Kitchen=[HEADINGS, ("0:09", "P1", "Hello,\nall"), ("0:12", None, "of you"), (None, "P2", "=)")])

    material = read_xlsx(data)

    assert is_xlsx(data)
    assert material.paragraphs == (
        Paragraph("Hello,\nall", "P1", 9_000), Paragraph("of you", "", 12_000), Paragraph("=)", "P2"),
    )  # fmt: skip


def test_each_sheet_of_turns_is_a_session():
    turns = [HEADINGS, ("0:01", "P1", "Hello.")]

    material = read_xlsx(workbook(FG1=turns, Key=[("P1", "secret")], FG2=turns))

    assert [one.session for one in material.paragraphs] == ["FG1", "FG2"]
    assert [(remark.sentence, dict(remark.values)) for remark in material.warnings] == [(OTHER_SHEETS, {"count": 1})]


def test_a_column_that_names_the_session_goes_before_the_name_of_the_sheet():
    turns = [("Focus group", "Speaker", "Text"), ("A", "P1", "One."), ("A", "P2", "Two."), ("B", "P1", "Three.")]

    assert [one.session for one in read_xlsx(workbook(Sheet1=turns)).paragraphs] == ["A", "A", "B"]


def test_days_and_times_are_read_as_they_are_shown():
    assert shown(date(2024, 5, 3), time(0, 12, 3), timedelta(hours=1, minutes=2, seconds=3), 7, 7.5, True) == [
        "2024-05-03", "0:12:03", "1:02:03", "7", "7.5", "TRUE",
    ]  # fmt: skip
    # Whoever types 0:09 for nine seconds gets nine minutes of a day, shown as 0:09. Excel knows no time zones.
    moment = datetime(2024, 5, 3, 14, 30, tzinfo=UTC).replace(tzinfo=None)
    assert shown(time(0, 9), moment, formats=("h:mm", "yyyy-mm-dd h:mm")) == [
        "0:09", "2024-05-03 14:30",
    ]  # fmt: skip


def test_a_time_cell_becomes_a_time_of_the_recording():
    rows = [HEADINGS, (time(0, 0, 9), "P1", "Hello."), (timedelta(hours=1, seconds=2.5), "P2", "Hi.")]

    # 3600 + 2.5 seconds
    assert [one.start_ms for one in read_xlsx(workbook(FG1=rows)).paragraphs] == [9_000, 3_602_500]


def test_formulas_show_what_excel_computed_and_are_never_computed_here():
    book = Workbook()
    book.active.append(["=1+1", "'=1+1"])
    computed = changed(
        saved(book), SHEET, lambda part: part.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    )

    assert sheets(saved(book))[0].rows == [["=1+1", "'=1+1"]]
    assert sheets(computed)[0].rows == [["2", "'=1+1"]]


def test_rich_words_are_words():
    rich = CellRichText("I was ", TextBlock(InlineFont(b=True), "so"), " scared")

    assert shown(rich) == ["I was so scared"]


def test_empty_rows_and_columns_cost_nothing():
    book = Workbook()
    book.active["A1"], book.active["B1"] = "Speaker", "Text"
    book.active["A2"], book.active["B2"] = "P1", "Hello."
    book.active["XFD1048576"] = "P9"

    # 16,384 columns and 1,048,576 rows lie between.
    assert sheets(saved(book))[0].rows == [["Speaker", "Text", ""], ["P1", "Hello.", ""], ["", "", "P9"]]


GOOD = workbook(FG1=[HEADINGS, ("0:09", "P1", "Hello.")])


def with_doctype(part):
    return b'<!DOCTYPE x [<!ENTITY a "b">]>' + part


def with_cells(count):
    cells = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, count))
    return lambda part: part.partition(b"<sheetData>")[0] + b"<sheetData>" + cells + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (workbook(Sheet1=[("a", "b"), (1, 2)]), NoColumnOfWords),
        (changed(GOOD, SHEET, with_doctype), DoctypeInside),
        (changed(GOOD, SHEET, lambda part: part[: len(part) // 2]), DamagedFile),
        (changed(GOOD, SHEET, lambda part: part + b" " * 60_000_000), TooLargeInside),
        (changed(GOOD, SHEET, with_cells(300_000)), TooLargeInside),
        (changed(GOOD, "", bytes, more=[f"x/{n}" for n in range(20_000)]), TooManyParts),
        (changed(GOOD, "", bytes, more=["../evil.xml"]), UnsafePaths),
        (changed(GOOD, "", bytes, more=["xl/vbaProject.bin"]), WithMacros),
        (changed(GOOD, "[Content_Types].xml", lambda part: part.replace(b"sheet.main", b"macroEnabled")), WithMacros),
    ],
)  # fmt: skip
def test_a_workbook_that_could_do_harm_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_xlsx(data)
