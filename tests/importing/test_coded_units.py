"""A table of units by coders is read whole or refused in a sentence, and written so that it can be read again."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.coefficients.unit_table import Part, PlacedUnit, UnitTable
from app.importing.coded_units import (
    EmptyCell,
    InTwoBlocks,
    MissingColumns,
    NoRows,
    NotARow,
    NothingSaid,
    OtherValue,
    SaidAgain,
    read_coded_units,
    write_coded_units,
)

HEADING = "focus group,block,unit,coder,code,value\n"
NAMES = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Co"], exclude_characters="\ufeff"),
    min_size=1,
).map(lambda name: normalize("NFC", name))


def csv_of(*rows, heading=HEADING):
    return heading + "".join(f"{row}\n" for row in rows)


def test_one_row_says_who_put_which_code_on_which_unit():
    text = csv_of(
        "Volunteers 1,Q1,2,Bo,Trust,missing", "Volunteers 1,Q1,2,Ada,Trust,coded",
        "Volunteers 1,Q1,1,Ada,Trust,not coded", "Volunteers 1,Q1,1,Bo,Trust,Not coded",
    )  # fmt: skip

    assert read_coded_units(text) == UnitTable(
        units=(PlacedUnit("Volunteers 1", "Q1", "1"), PlacedUnit("Volunteers 1", "Q1", "2")),
        coders=("Ada", "Bo"),
        marks={"Trust": ((False, False), (True, None))},
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_columns_come_in_any_order_with_others_between_them(delimiter):
    text = "Value,note,Unit,CODER,code,block,Focus group\n\ncoded,hm,1,Ada,Trust,Q1,Volunteers 1\n,,,,,,\n"

    table = read_coded_units(text.replace(",", delimiter))

    assert table == read_coded_units(csv_of("Volunteers 1,Q1,1,Ada,Trust,coded"))


def test_the_same_unit_name_in_two_focus_groups_are_two_units():
    table = read_coded_units(csv_of("V 1,Q1,1,Ada,Trust,coded", "V 2,Q2,1,Ada,Trust,not coded"))

    assert table.focus_groups == ("V 1", "V 2")
    assert table.marks["Trust"] == ((True,), (False,))


ROW = "V 1,Q1,1,Ada,Trust,coded"


@pytest.mark.parametrize(
    ("text", "refusal", "values"),
    [
        ("", MissingColumns, {"wrong": "focus group, block, unit, coder, code, value"}),
        ("focus group,block,unit,coder,code,code\n", MissingColumns, {"wrong": "code, value"}),
        (HEADING, NoRows, {}),
        (csv_of(ROW, "V 1,Q1,2,Ada,,coded"), EmptyCell, {"row": 3, "column": "code"}),
        (csv_of(ROW, "V 1,Q1,2"), EmptyCell, {"row": 3, "column": "coder"}),
        (csv_of("V 1,Q1,1,Ada,Trust,yes"), OtherValue, {"row": 2, "values": "coded, not coded, missing"}),
        (csv_of(ROW, "V 1,Q1,1,Ada,Trust,missing"), SaidAgain, {"row": 3, "before": 2}),
        (csv_of(ROW, "V 1,Q2,1,Bo,Trust,coded"), InTwoBlocks, {"row": 3}),
        (csv_of(ROW, 'V 1,"Q1,2,Ada,Trust,coded'), NotARow, {"row": 3}),
        (csv_of(ROW, "V 1,Q1,2\x1b,Ada,Trust,coded"), NotARow, {"row": 3}),
    ],
)
def test_what_cannot_be_read_is_a_sentence(text, refusal, values):
    with pytest.raises(refusal) as refused:
        read_coded_units(text)

    assert values.items() <= refused.value.values.items()
    assert (refusal.sentence % refused.value.values).endswith(".")


def test_silence_is_refused_and_the_first_silence_named():
    with pytest.raises(NothingSaid) as refused:
        read_coded_units(csv_of(ROW, "V 1,Q1,2,Bo,Trust,coded"))

    assert refused.value.values == {
        "count": 2, "all": 4, "unit": "1", "focus_group": "V 1", "coder": "Bo", "code": "Trust",
    }  # fmt: skip


@st.composite
def unit_tables(draw):
    units = draw(st.lists(st.tuples(NAMES, NAMES, NAMES), min_size=1, max_size=4, unique_by=lambda u: (u[0], u[2])))
    coders = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    codes = draw(st.lists(NAMES, min_size=1, max_size=3, unique=True))
    row = st.tuples(*[st.sampled_from([True, False, None])] * len(coders))
    marks = {code: tuple(draw(row) for _ in units) for code in sorted(codes)}
    return UnitTable(tuple(sorted(PlacedUnit(*unit) for unit in units)), tuple(sorted(coders)), marks)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(unit_tables())
def test_what_was_written_is_read_again(table):
    assert read_coded_units(write_coded_units(table)) == table


@pytest.mark.parametrize("name", ["=1+1", "+1", "@x", "-2", "'=1", "''=1", "'quoted'", "-"])
def test_a_name_like_a_formula_is_kept_and_is_none_in_a_spreadsheet(name):
    table = UnitTable((PlacedUnit("V 1", "Q1", name),), ("Ada",), {"Trust": ((True,),)})

    written = write_coded_units(table)

    assert read_coded_units(written) == table
    assert not any(cell[:1] in "=+@" for line in written.splitlines() for cell in line.split(","))


def test_sets_are_of_coders_who_decided_on_every_code():
    unit = PlacedUnit("V 1", "Q1", "1")
    marks = {"Trust": ((True, False, True),), "Safety": ((True, False, None),)}

    assert UnitTable((unit,), ("A", "B", "C"), marks).sets() == ((frozenset({"Trust", "Safety"}), frozenset(), None),)


def test_parts_are_blocks_or_whole_focus_groups():
    units = tuple(PlacedUnit(*words.split()) for words in ("V2 Q1 1", "V1 Q2 1", "V2 Q1 2", "V1 Q1 2"))
    table = UnitTable(units, (), {})

    assert table.parts(by_block=True) == (Part("V1", (3,)), Part("V1", (1,)), Part("V2", (0, 2)))
    assert table.parts(by_block=False) == (Part("V1", (1, 3)), Part("V2", (0, 2)))
