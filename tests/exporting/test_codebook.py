"""A codebook that is written is the same when it is read: as a table, and for other programs."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from docx import Document
from hypothesis import given, settings
from lxml import etree

from app.analysis.codebook.description import description, rule_of
from app.analysis.codebook.entries import Entry, whole, with_rule
from app.exporting.codebook import CodebookHeadings, codebook_csv, codebook_qdc, codebook_table
from app.importing.codebooks.reading import read_codebook
from tests.importing.codebooks.books import BOOKS, ENTRIES, remarked

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "reference" / "refi-qda" / "Codebook.xsd"))
HEADINGS = CodebookHeadings(
    title="Codebook",
    study="Social support",
    theme="Theme",
    code="Code",
    definition="Definition",
    use_when="Use when",
    do_not_use_when="Do not use when",
    example="Example",
    near_miss="Near miss",
    no_codes="There are no codes yet.",
)
SHAME = Entry(
    "Shame",
    "A person feels less worth.\nBeing looked down on belongs here.",
    "They hide, or say that they hide.",
    "They are angry: use Anger.",
    "“I took the back door.”",
    "“They laughed at me.” Somebody else's deed.",
    path=("Support", "Ghosting & shame"),
    colour="#1f77b4",
    guid=UUID("1af58b12-6f6f-4b0c-8be5-bbdc91f55202"),
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("language", ["en", "nb"])
@settings(max_examples=40, deadline=None)
@given(book=BOOKS)
def test_a_table_is_read_back_as_it_was_written(separator, language, book):
    found = read_codebook(codebook_csv(book, language, separator), ".csv")

    assert found.entries == whole(book)
    assert (found.format, found.encoding) == ("csv", "")


@pytest.mark.parametrize("language", ["en", "nb"])
@settings(max_examples=60, deadline=None)
@given(book=BOOKS)
def test_an_exchanged_codebook_is_valid_and_read_back_as_it_was_written(language, book):
    written = codebook_qdc(book, language)

    SCHEMA.assertValid(etree.fromstring(written))
    found = read_codebook(written, ".qdc").entries
    # What had no identifier has one now; all else is the same.
    assert tuple(replace(e, guid=None) for e in found) == tuple(replace(e, guid=None) for e in whole(book))
    assert {e.guid for e in book if e.guid} <= {e.guid for e in found}
    assert len({e.guid for e in found}) == len(found)
    assert codebook_qdc(found, language) == written


@settings(max_examples=200, deadline=None)
@given(entry=ENTRIES)
def test_a_description_gives_the_whole_rule_back(entry):
    for language in ("en", "nb"):
        assert with_rule(entry, rule_of(description(entry, language))) == entry


def test_the_rule_stands_under_headings_in_the_description():
    assert description(SHAME) == (
        "A person feels less worth.\nBeing looked down on belongs here.\n"
        "Use when: They hide, or say that they hide.\n"
        "Do not use when: They are angry: use Anger.\n"
        "Example: “I took the back door.”\n"
        "Near miss: “They laughed at me.” Somebody else's deed."
    )
    assert description(replace(SHAME, definition="Example: none"), "nb").splitlines()[:2] == [
        "\\Example: none",
        "Brukes når: They hide, or say that they hide.",
    ]


def test_no_spreadsheet_computes_what_a_codebook_says():
    book = [Entry("=1+1", "@home", example="-2", near_miss="'=x", path=("+more",))]

    written = codebook_csv(book).decode("utf-8-sig").splitlines()

    # The theme has a row of its own above its code.
    assert written[1:] == ["'+more" + "," * 9, "'+more,,'=1+1,'@home,,,'-2,''=x,,"]
    assert read_codebook(codebook_csv(book)).entries == whole(book)


def test_a_table_has_a_column_for_each_level_of_themes():
    written = codebook_csv([Entry("d", path=("a", "b", "c"))], "nb", ";").decode("utf-8-sig").splitlines()

    assert written[0].startswith("Tema;Undertema;Nivå 3;Kode;Definisjon;Brukes når;Brukes ikke når;Eksempel;")
    assert [line.rstrip(";") for line in written[1:]] == ["a", "a;b", "a;b;c", "a;b;c;d"]


def test_a_code_that_cannot_be_exchanged_as_it_is_loses_single_characters_only():
    written = codebook_qdc([Entry("a\x00b", "c\x0bd")])

    [found] = read_codebook(written).entries
    assert (found.name, found.definition) == ("a\ufffdb", "c\ufffdd")


def test_an_empty_codebook_cannot_be_exchanged():
    with pytest.raises(ValueError, match="at least one code"):
        codebook_qdc([])


def test_an_identifier_that_is_taken_is_not_given_again():
    [first] = read_codebook(codebook_qdc([Entry("a")])).entries

    found = read_codebook(codebook_qdc([Entry("a"), Entry("b", guid=first.guid)])).entries

    assert [one.name for one in found] == ["a", "b"]
    assert found[1].guid == first.guid
    assert found[0].guid not in {None, first.guid}


def test_a_paper_gets_a_row_for_each_code_below_its_theme():
    theme = Entry("Support", "What holds people.", codable=False)

    document = Document(BytesIO(codebook_table(HEADINGS, [theme, SHAME, Entry("Hope")])))

    assert [paragraph.text for paragraph in document.paragraphs[:2]] == ["Codebook", "Social support"]
    [table] = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["Theme", "Code", "Definition", "Use when", "Do not use when", "Example"]
    assert rows[1] == ["Support", "", "What holds people.", "", "", ""]
    assert rows[2][:2] == ["Support > Ghosting & shame", "Shame"]
    assert rows[2][5] == "“I took the back door.”\nNear miss: “They laughed at me.” Somebody else's deed."
    assert rows[3] == ["", "Hope", "", "", "", ""]
    assert codebook_table(HEADINGS, [SHAME]) == codebook_table(HEADINGS, [SHAME])


def test_a_paper_without_codes_says_so():
    document = Document(BytesIO(codebook_table(HEADINGS, [])))

    assert document.tables == []
    assert document.paragraphs[2].text == "There are no codes yet."


def test_the_examples_of_a_file_are_pointed_out():
    found = read_codebook(codebook_csv([SHAME]))

    assert remarked(found) == ["Examples read as they stand: 1. Look whether any of them names somebody."]
