"""The matrix as a file: nothing lost, nothing computed, as wide as it must be."""

import csv
from io import BytesIO, StringIO

import pytest
from docx import Document

from app.exporting.matrix import MatrixFile, MatrixRow, matrix_csv, matrix_word, text_word


def matrix(columns=2, name="Theme"):
    headings = ("Theme, code", *(f"Group {number}" for number in range(columns)), "Wording")
    cells = (*(str(number) for number in range(columns)), "All")
    rows = (MatrixRow(0, name, cells), MatrixRow(2, "=SUM(A1)", cells))
    return MatrixFile("Comparison", "The study", ("Counted: turns.",), headings, rows)


def test_a_spreadsheet_has_every_cell_and_computes_none():
    for separator in ",;":
        file = matrix_csv(matrix(), separator).decode("utf-8-sig")
        rows = list(csv.reader(StringIO(file), delimiter=separator))

        assert rows == [
            ["Theme, code", "Group 0", "Group 1", "Wording"], ["Theme", "0", "1", "All"],
            ["'=SUM(A1)", "0", "1", "All"], [], ["Counted: turns."],
        ]  # fmt: skip


@pytest.mark.parametrize("columns", [0, 1, 7, 40])
def test_a_word_table_has_every_column(columns):
    document = Document(BytesIO(matrix_word(matrix(columns, name="A & <B>\x00"))))

    [table] = document.tables
    assert [cell.text for cell in table.rows[1].cells] == ["A & <B>\ufffd", *map(str, range(columns)), "All"]
    assert [one.text for one in document.paragraphs][:3] == ["Comparison", "The study", "Counted: turns."]


def test_a_text_has_its_headings_and_paragraphs():
    document = Document(BytesIO(text_word("Title", "Study", [(True, "Shared"), (False, "All kinds.")])))

    assert [(one.style.name, one.text) for one in document.paragraphs] == [
        ("Title", "Title"), ("Subtitle", "Study"), ("Heading 1", "Shared"), ("Normal", "All kinds."),
    ]  # fmt: skip
