"""Exchanged codebooks (REFI-QDA), as the standard has them and as programs write them."""

from pathlib import Path
from uuid import UUID

import pytest

from app.analysis.codebook.entries import Entry
from app.importing.codebooks.reading import read_codebook
from app.importing.codebooks.refusals import NoCodebook, TooManyLevels, WholeProject
from app.importing.readers.limits import DamagedFile
from tests.importing.codebooks.books import places, remarked

SCHEMA_NAMESPACE = "urn:QDA-XML:codebook:1.0"
GUID = "1af58b12-6f6f-4b0c-8be5-bbdc91f5520"


def book(codes, sets="", *, origin="", before=""):
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{before}'
        f'<CodeBook xmlns="{SCHEMA_NAMESPACE}" origin="{origin}"><Codes>{codes}</Codes>{sets}</CodeBook>'
    ).encode()


def code(name, inside="", *, number=1, codable="true", color=""):
    colour = f' color="{color}"' if color else ""
    return f'<Code guid="{GUID}{number}" name="{name}" isCodable="{codable}"{colour}>{inside}</Code>'


def in_set(name, *numbers, about=""):
    members = "".join(f'<MemberCode guid="{{{GUID.upper()}{number}}}"/>' for number in numbers)
    return f'<Set guid="{GUID}9" name="{name}">{about and f"<Description>{about}</Description>"}{members}</Set>'


def test_nested_codes_keep_their_path_and_folders_are_themes():
    inner = code("Being believed", "<Description>d &amp; e\nInclude: u</Description>", number=2, color="#4A0")
    found = read_codebook(book(code("Support", code("Peers", inner, number=3), codable="false")), ".qdc")

    assert found.entries == (
        Entry("Support", codable=False, guid=UUID(GUID + "1")),
        Entry("Peers", path=("Support",), guid=UUID(GUID + "3")),
        Entry("Being believed", "d & e", "u", path=("Support", "Peers"), colour="#44aa00", guid=UUID(GUID + "2")),
    )
    assert (found.format, found.remarks) == ("qdc", ())


@pytest.mark.parametrize("codable", ["false", "0", " false "])
def test_a_folder_may_be_told_in_either_form_of_the_schema(codable):
    assert not read_codebook(book(code("a", codable=codable))).entries[0].codable
    assert read_codebook(book(code("a", codable="1"))).entries[0].codable


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_read(encoding):
    declared = {"utf-8-sig": "utf-8", "cp1252": "windows-1252"}.get(encoding, encoding)
    text = book(code("Pårørende")).decode().replace('encoding="utf-8"', f'encoding="{declared}"')

    assert places(read_codebook(text.encode(encoding))) == [("Pårørende",)]


def test_groups_of_codes_are_themes_where_the_codes_lie_flat():
    codes = code("a", number=1) + code("b", number=2) + code("c", number=3)
    sets = f"<Sets>{in_set('Quality', 1, 2, about='group')}{in_set('Other', 2)}</Sets>"

    found = read_codebook(book(codes, sets))

    assert places(found) == [("Quality",), ("Quality", "a"), ("Quality", "b"), ("Other",), ("c",)]
    assert found.entries[0].definition == "group"
    assert not found.entries[0].codable
    # The second group has the identifier of the first.
    assert remarked(found) == [
        "Groups of codes read as themes: 2.",
        "Codes in more than one group, read in the first of them: 1.",
        "Identifiers left out, because they are not GUIDs or stand there twice: 1.",
    ]


def test_groups_of_codes_beside_a_tree_are_left_out_and_told():
    found = read_codebook(book(code("a", code("b", number=2)), f"<Sets>{in_set('Quality', 1)}</Sets>"))

    assert places(found) == [("a",), ("a", "b")]
    assert remarked(found) == ["Groups of codes left out, because the codes have themes already: 1."]


def test_themes_in_names_are_read_where_another_program_wrote_them():
    codes = code("Coke::diet Coke") + code("milk", number=2)

    assert places(read_codebook(book(codes, origin="ATLAS.ti 8.4"))) == [("Coke",), ("Coke", "diet Coke"), ("milk",)]
    assert places(read_codebook(book(codes, origin="Common Ground"))) == [("Coke::diet Coke",), ("milk",)]


def test_a_code_without_a_name_leaves_what_stands_below_it():
    found = read_codebook(book(code(" ", code("b", number=2)) + code("c", number=3)))

    assert places(found) == [("b",), ("c",)]
    assert remarked(found) == ["Codes without a name left out; what stands below them was kept: 1."]


def test_addresses_in_the_file_are_not_followed():
    data = book(code("a")).replace(
        b"<CodeBook ",
        b'<CodeBook xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        b'xsi:schemaLocation="urn:QDA-XML:codebook:0:4 file:///etc/passwd" ',
    )

    assert places(read_codebook(data)) == [("a",)]


def test_what_is_no_exchanged_codebook_is_refused():
    for data, refusal in (
        (b'<Project xmlns="urn:QDA-XML:project:1.0"/>', WholeProject),
        (b"<html><body>Codes</body></html>", NoCodebook),
        (book(""), NoCodebook),
        (book(code("a"))[:-20], DamagedFile),
        (book("<Code name=a/>"), DamagedFile),
    ):
        with pytest.raises(refusal):
            read_codebook(data, ".qdc")


def test_twenty_levels_are_read_and_more_are_refused():
    def deep(levels):
        codes = ""
        for number in range(levels):
            codes = f'<Code guid="" name="level {number}" isCodable="true">{codes}</Code>'
        return book(codes)

    assert len(read_codebook(deep(20)).entries) == 20
    for levels in (21, 200, 5_000):
        with pytest.raises(TooManyLevels) as caught:
            read_codebook(deep(levels))
        assert caught.value.values == {"limit": 20}


def test_the_schema_of_the_standard_stands_beside_the_tests():
    schema = Path(__file__).parents[2] / "reference" / "refi-qda" / "Codebook.xsd"

    assert SCHEMA_NAMESPACE in schema.read_text()
