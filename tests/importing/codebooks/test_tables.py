"""Codebooks in tables: separators, encodings and headings as teams have them."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from app.analysis.codebook.entries import Entry
from app.importing.codebooks.headings import meaning_of
from app.importing.codebooks.reading import read_codebook
from app.importing.codebooks.refusals import NoCodebook, NoColumnOfCodes
from tests.importing.codebooks.books import places, read, remarked

ENGLISH = "Theme{0}Code{0}Definition{0}Use when{0}Do not use when{0}Example{0}Near miss"
NORWEGIAN = "Tema{0}Kode{0}Definisjon{0}Brukes når{0}Brukes ikke når{0}Eksempel{0}Nestentreff"
ROW = "Støtte{0}Skam{0}d{0}u{0}n{0}e{0}m"
SKAM = Entry("Skam", "d", "u", "n", "e", "m", path=("Støtte",))


def workbook(**tables):
    book = Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac-roman"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("headings", [ENGLISH, NORWEGIAN])
def test_separator_encoding_and_language_are_found(headings, separator, encoding):
    table = f"{headings}\r\n{ROW}\r\n".format(separator)

    found = read_codebook(table.encode(encoding))

    assert found.entries == (Entry("Støtte", codable=False), SKAM)
    assert found.format == "csv"
    assert found.encoding == (encoding if encoding in {"cp1252", "mac-roman"} else "")


def test_a_chosen_encoding_stands_above_the_guessed_one():
    found = read_codebook("code;theme\nPårørende;Støtte\n".encode("iso-8859-15"), encoding="iso-8859-15")

    assert places(found) == [("Støtte",), ("Støtte", "Pårørende")]
    assert found.encoding == ""


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("CODE NAME", "name"),
        ("Kodenavn:", "name"),
        ("Tag", "name"),
        ("Navn på kode", "name"),
        ("Beskrivelse", "definition"),
        ("Memo", "definition"),
        ("Code description", "definition"),
        ("Inclusion criteria", "use_when"),
        ("When to use", "use_when"),
        ("Inkluder (når)", "use_when"),
        ("Don’t use when", "do_not_use_when"),
        ("Eksklusjonskriterier", "do_not_use_when"),
        ("Bruk ikke når", "do_not_use_when"),
        ("Sitat", "example"),
        ("Typical example", "example"),
        ("near-miss", "near_miss"),
        ("Close, but no", "near_miss"),
        ("Nesten, men ikke", "near_miss"),
        ("Parent code", "theme"),
        ("Hovedtema", "theme"),
        ("Sub-theme", "subtheme"),
        ("Underkategori", "subtheme"),
        ("Nivå 3", "level 3"),
        ("level_2", "level 2"),
        ("Color", "colour"),
        ("Farge", "colour"),
        ("Frequency", ""),
        ("A heading that goes on and on until nobody believes any more that it is one", ""),
    ],
)
def test_headings_are_known_in_the_spellings_that_teams_use(heading, meaning):
    assert meaning_of(heading) == meaning


def test_a_title_may_stand_above_the_headings_and_unknown_columns_are_named():
    found = read("Kodebok for studien;;\nKode;Definisjon;Antall sitater\nSkam;Å føle seg mindre verdt;12\n")

    assert found.entries == (Entry("Skam", "Å føle seg mindre verdt"),)
    assert remarked(found) == ["Columns left out, because their headings are not known: Antall sitater."]


def test_unknown_headings_are_named_in_short():
    found = read(f"code;definition;{'x ' * 500};{';'.join(f'c{number}' for number in range(30))}\na;b\n")

    [remark] = remarked(found)
    assert remark.endswith("c17, c18, ….")
    assert len(remark) < 250


def test_a_column_with_the_whole_rule_is_divided_at_its_headings():
    found = read('tag,description\nShame,"Feeling less.\nInclude: hiding.\nExclude: anger."\n')

    assert found.entries == (Entry("Shame", "Feeling less.", "hiding.", "anger."),)


def test_a_rule_with_columns_of_its_own_is_not_divided():
    found = read('code,definition,example\nShame,"Include: hiding.",e\n')

    assert found.entries[0].definition == "Include: hiding."


def test_a_theme_that_is_written_once_holds_for_the_empty_cells_below_it():
    found = read("Theme;Subtheme;Code\nSupport;Peers;a\n;;b\n;Family;c\nBarriers;;d\n;;e\n")

    assert places(found) == [
        ("Support",), ("Support", "Peers"), ("Support", "Peers", "a"), ("Support", "Peers", "b"),
        ("Support", "Family"), ("Support", "Family", "c"), ("Barriers",), ("Barriers", "d"), ("Barriers", "e"),
    ]  # fmt: skip
    assert remarked(found) == ["Empty cells below a theme, read as that theme: 3."]


@pytest.mark.parametrize(
    "rows",
    [
        "Support;a\nSupport;b\n;c",  # a theme stands there twice: an empty cell is an empty cell
        ";c\nSupport;a\nBarriers;b",  # the first code has no theme
    ],
)
def test_a_code_without_a_theme_stays_without_one(rows):
    found = read(f"Theme;Code\n{rows}\n")

    assert [one.path for one in found.entries if one.name == "c"] == [()]


def test_a_row_with_a_theme_and_no_code_tells_about_the_theme():
    found = read("Theme;Code;Definition\nSupport;;What holds people.\n;Peers;Others who have been there.\n")

    assert found.entries == (
        Entry("Support", "What holds people.", codable=False),
        Entry("Peers", "Others who have been there.", path=("Support",)),
    )


def test_themes_that_are_written_into_names_or_paths_are_read():
    sure = read("code;memo\nSupport>>Peers>>Being believed;m\nSupport::Family;\n")
    likely = read("Code;Memo\nSupport;\nSupport > Peers;\nEffort > reward;\n")
    path = read("path;name;description\nSupport/Peers;Being believed;\nSupport/Family/Trust;Trust;\n;Hope;\n")

    assert places(sure)[2:] == [("Support", "Peers", "Being believed"), ("Support", "Family")]
    assert remarked(sure) == ["Names that hold their themes, read as theme and code: 2."]
    assert places(likely) == [("Support",), ("Support", "Peers"), ("Effort > reward",)]
    assert ("Support", "Peers", "Being believed") in places(path)
    assert ("Support", "Family", "Trust") in places(path)
    assert ("Hope",) in places(path)
    assert not any("Trust" in one.path for one in path.entries)


def test_a_path_alone_names_the_code_too():
    assert places(read("path,description\na/b,x\n,y\n")) == [("a",), ("a", "b")]


def test_what_is_left_out_is_told():
    guid = "1af58b12-6f6f-4b0c-8be5-bbdc91f55202"
    found = read(
        "code;definition;colour;guid\n"
        f"Shame;a;red;{guid}\n"
        f"Hope;b;#1F7;{{{guid.upper()}}}\n"
        "Hope;b;#11ff77;\n"
        "shame;other;;7\n"
        ";no name;;\n"
        f"{'x' * 201};;;\n"
        "Tr\x07ust;;;\n"
    )

    assert [one.name for one in found.entries] == ["Shame", "Hope", "shame", "Trust"]
    assert [one.colour for one in found.entries] == ["", "#11ff77", "", ""]
    assert [str(one.guid or "") for one in found.entries] == [guid, "", "", ""]
    assert sorted(remarked(found)) == [
        "Characters that are not text left out: 1.",
        "Codes that stand there twice, word for word, read once: 1.",
        "Codes with a name that another code of the file has too: 1. Give each its own name.",
        "Colours left out, because they are not written as #1F77B4: 1.",
        "Identifiers left out, because they are not GUIDs or stand there twice: 2.",
        "Rows left out, because what stands in the place of the code is a text: 1.",
        "Rows without the name of a code left out: 1.",
    ]


def test_the_separator_may_be_named_in_the_first_line():
    assert places(read("sep=,\ncode,definition\na;b,c\n")) == [("a;b",)]


def test_a_table_without_headings_has_a_name_and_what_it_means():
    found = read("Shame,feeling less\nHope,\nTrust,relying on somebody\n", ".csv")

    assert found.entries == (Entry("Shame", "feeling less"), Entry("Hope"), Entry("Trust", "relying on somebody"))


def test_a_table_that_does_not_say_where_its_codes_are_is_refused():
    with pytest.raises(NoColumnOfCodes):
        read("a,b,c\nd,e,f\n", ".csv")
    with pytest.raises(NoColumnOfCodes):
        read_codebook(workbook(Sheet=[("a", "b", "c"), ("d", "e", "f")]))


def test_quotation_marks_that_do_not_match_are_words():
    found = read('code;definition;example\nShame;"less;e\nHope;b;f\n')

    assert [one.name for one in found.entries] == ["Shame", "Hope"]
    assert remarked(found)[0].startswith("The quotation marks of this table do not match")


def test_a_workbook_gives_the_codes_of_every_sheet_that_holds_some():
    data = workbook(
        Codes=[("Kode", "Definisjon", "Tema"), ("Skam", "d", "Støtte"), ("Håp", None, "Støtte")],
        About=[("made", "by", "hand"), ("in", "May", 2024)],
        More=[("Code",), ("Trust",)],
    )

    found = read_codebook(data, ".xlsx")

    assert places(found) == [("Støtte",), ("Støtte", "Skam"), ("Støtte", "Håp"), ("Trust",)]
    assert (found.format, remarked(found)) == ("xlsx", ["Sheets without codes left out: 1."])


def test_a_tree_over_the_columns_of_a_workbook_is_read():
    data = workbook(Tree=[("Support",), (None, "Peers"), (None, None, "Being believed"), (None, "Family"), ("Hope",)])

    found = read_codebook(data)

    assert places(found) == [
        ("Support",), ("Support", "Peers"), ("Support", "Peers", "Being believed"), ("Support", "Family"), ("Hope",),
    ]  # fmt: skip
    assert [one.name for one in found.entries if not one.codable] == ["Support", "Peers"]


def test_an_empty_workbook_holds_no_codes():
    with pytest.raises(NoCodebook):
        read_codebook(workbook(Empty=[]))
