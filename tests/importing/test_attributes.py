"""A table of attributes: read whatever a spreadsheet writes, and refused with a sentence when it is none."""

import time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.attributes import (
    MAX_CELL,
    AttributeRow,
    AttributeTable,
    ColumnTwice,
    ColumnWithoutName,
    FormulaInTable,
    LongCell,
    NoAttributeTable,
    NotATable,
    TooManyCells,
    read_attribute_table,
    write_attribute_table,
)
from app.sentences import Refusal
from tests.machine import leeway

TABLE = AttributeTable(
    ("Age", "Gender"),
    (
        AttributeRow(2, "Service users 1", "P1", ("20–39", "woman")),
        AttributeRow(3, "Service users 1", "P2", ("", "man")),
    ),
)
LINES = ("Focus group,Participant,Age,Gender", "Service users 1,P1,20–39,woman", "Service users 1,P2,-,man")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_is_read_whatever_program_wrote_it(delimiter, encoding, end):
    text = end.join(line.replace(",", delimiter) for line in LINES) + end

    assert read_attribute_table(text.encode(encoding)) == TABLE


def test_a_cell_in_quotes_may_hold_the_delimiter_and_a_line_end():
    read = read_attribute_table(b'group;who;Work\nA;P1;"nurse; or\nteacher"\n')

    assert read.rows == (AttributeRow(2, "A", "P1", ("nurse; or teacher",)),)


def test_empty_rows_and_unnamed_empty_columns_are_passed_over_and_rows_keep_their_numbers():
    read = read_attribute_table(b"group,who,Age,,Gender,\n\nA,P1,60+,,man,\n,,,,,\nA,P2\n")

    assert read == AttributeTable(
        ("Age", "Gender"), (AttributeRow(3, "A", "P1", ("60+", "man")), AttributeRow(5, "A", "P2", ("", "")))
    )


def test_the_label_of_an_unknown_voice_is_no_empty_cell():
    [row] = read_attribute_table(b"group,who,Age\nA,?,?\n").rows

    assert (row.participant, row.values) == ("?", ("",))


MANY = b"x;y;z\n" * 400_000
HOSTILE = [
    (b"", NoAttributeTable),
    (b"Focus group,Participant,Age\n", NoAttributeTable),
    (b"Focus group,Participant\nA,P1\n", NoAttributeTable),
    (b"a;b;c\n" + MANY, TooManyCells),
    (b"a" + b"," * 1_000_000, TooManyCells),
    (b"a,b,c\nA,P1,x\0y\n", NotATable),
    (b"a,b,c\nA,P1,\x1bx\n", NotATable),
    (b'a,b,c\nA,P1,"x\n', NotATable),
    (b"a,b,c\nA,P1," + b"x" * 2_000_000, (NotATable, LongCell)),  # the csv module has a limit of its own
    (b"a,b,c\nA,P1," + b"x" * (MAX_CELL + 1), LongCell),
    (b"a,b,c\nA,P1,=1+1\n", FormulaInTable),
    (b"a,b,c\nA,P1,+1\n", FormulaInTable),
    (b"a,b,c\nA,P1,-1\n", FormulaInTable),
    (b"a,b,@c\nA,P1,x\n", FormulaInTable),
    (b'a,b,c\nA,"=HYPERLINK(""x"")",x\n', FormulaInTable),
    (b"a,b,c,\nA,P1,x,y\n", ColumnWithoutName),
    (b"a,b,Age,age\nA,P1,x,y\n", ColumnTwice),
]


@pytest.mark.parametrize(("data", "refusal"), HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_table_is_refused_at_once_with_a_sentence(data, refusal):
    begun = time.process_time()

    with pytest.raises(refusal) as refused:
        read_attribute_table(data)

    assert time.process_time() - begun < 2 * leeway()
    assert (refused.value.sentence % refused.value.values).endswith(".")


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_refused_in_words(data):
    said = understood(data)

    assert isinstance(said, AttributeTable) or said.endswith(".")
    if isinstance(said, AttributeTable):
        assert all(len(row.values) == len(said.attributes) for row in said.rows)


def understood(data):
    """Return the table, or the sentence that refuses it."""
    try:
        return read_attribute_table(data)
    except Refusal as refusal:
        return refusal.sentence % refusal.values


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda words: words[0] not in "-–—?'\ufeff"
)


@given(st.lists(CELLS, min_size=3, max_size=3), st.sampled_from(",;\t"))
def test_what_is_written_is_read_again_and_no_spreadsheet_takes_it_for_a_formula(cells, delimiter):
    written = write_attribute_table(["Group", "Who", "Age"], [cells], delimiter)
    [row] = read_attribute_table(written.encode("utf-8-sig")).rows

    line = written.split("\r\n")[1]
    assert not any(cell.lstrip('"')[:1] in "=+@" for cell in line.split(delimiter) if cell.lstrip('"'))
    assert [row.focus_group, row.participant] == [normalize("NFC", cell) for cell in cells[:2]]
