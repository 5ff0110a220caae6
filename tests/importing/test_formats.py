"""One table of formats: what a file is, by its content first and by its name where any text will do."""

import ast
import inspect
import pkgutil
from pathlib import Path

import pytest

from app.importing import formats, readers
from app.importing.formats import FORMATS, UnknownFormat, format_of, read_draft, read_material
from app.importing.readers.decoding import OtherEncoding
from app.importing.readers.not_read import EmptyFile, OldOffice, OtherZip
from app.importing.readers.shape import Format
from tests.importing.readers.pdf_files import pdf
from tests.importing.sample_files import sample

SAMPLES = {
    "s01-bold-labels-header.docx": "docx",
    "teams-old-no-sections.docx": "docx",
    "s02-table-time-speaker-text.odt": "odt",
    "s06-f4-timestamps.rtf": "rtf",
    "buzzcast-cite-time-p.html": "html",
    "podnews-weekly-segments.json": "json",
    "s07-teams-graph.vtt": "vtt",
    "buzzcast-speaker-prefix.srt": "srt",
    "s08-turns.csv": "csv",
    "s05-norsk-cp1252-crlf.txt": "txt",
    "pdpilot-P1.pdf": "pdf",
}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("suffix", ["", ".txt", ".docx", ".pdf"])
def test_a_file_is_known_by_its_content_whatever_it_is_called(name, suffix):
    assert format_of(sample(name), suffix).name == SAMPLES[name]


@pytest.mark.parametrize(
    ("suffix", "name"),
    [("", "txt"), (".txt", "txt"), (".MD", "md"), (".csv", "csv"), (".tsv", "csv"), (".vtt", "vtt"), (".json", "json")],
)
def test_the_name_helps_where_any_text_will_do(suffix, name):
    assert format_of(b"P1: Hello.\nP2: Hi.\n", suffix).name == name


def test_a_table_or_bold_labels_in_a_text_file_are_known():
    assert format_of(b"speaker\ttext\nP1\tHello.\n", ".txt").name == "csv"
    assert format_of(b"**I:** Hello.\n\n**R:** Hi.\n", ".txt").name == "md"


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyFile),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, OldOffice),
        (b"PK\x03\x04" + b"\x00" * 600, OtherZip),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, UnknownFormat),
        (b"ID3\x04" + bytes(range(256)) * 9, UnknownFormat),
    ],
)
def test_a_file_that_nobody_here_reads_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_material(data, ".docx")


def test_the_refusal_names_what_is_read():
    with pytest.raises(UnknownFormat) as refused:
        format_of(bytes(range(256)) * 9)

    assert refused.value.values["suffixes"] == (
        ".docx, .odt, .xlsx, .pdf, .rtf, .html, .json, .vtt, .srt, .csv, .md, .txt"
    )


def test_a_draft_says_what_it_was_and_how_its_letters_were_guessed():
    draft = read_draft("D1: På Ås.\nD2: Å ja.\n".encode("cp1252"), ".txt")

    assert (draft.format, draft.encoding) == ("txt", "cp1252")
    assert [turn.words for turn in draft.turns] == ["På Ås.", "Å ja."]


@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".txt", "D1: På Ås.\nD2: Å ja.\n"),
        (".csv", "taler;ytring\nD1;På Ås.\nD2;Å ja.\n"),
        (".html", '<html><meta charset="utf-8"><p>D1: På Ås.<p>D2: Å ja.</html>'),
        (".vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v D1>På Ås.\n\n00:02.000 --> 00:03.000\n<v D2>Å ja."),
    ],
)
def test_an_encoding_that_a_person_chose_stands_above_every_sign(suffix, words):
    draft = read_draft(words.encode("mac-roman"), suffix, "mac-roman")

    assert [(turn.label, turn.words) for turn in draft.turns] == [("D1", "På Ås."), ("D2", "Å ja.")]
    assert draft.encoding == ""


def test_a_choice_of_encoding_says_nothing_about_files_that_are_no_text():
    assert read_draft(pdf(["P1: Hello.", "P2: Hi."]), ".pdf", "utf-16").format == "pdf"
    with pytest.raises(OtherEncoding):
        read_draft("D1: På".encode("cp1252"), ".txt", "utf-8")


def test_every_reader_is_in_the_table_and_no_name_twice():
    rooms = [f"{readers.__name__}.{module.name}" for module in pkgutil.iter_modules(readers.__path__)]
    offered = {
        id(thing)
        for room in rooms
        for thing in vars(__import__(room, fromlist=["*"])).values()
        if isinstance(thing, Format)
    }

    assert offered == {id(known) for known in FORMATS}
    assert len({known.name for known in FORMATS}) == len(FORMATS) == 12
    suffixes = [suffix for known in FORMATS for suffix in known.suffixes]
    assert len(set(suffixes)) == len(suffixes)


def test_readers_do_not_know_the_turns():
    # Or there would be a circle: who reads a format is not to lean on who reads turns.
    folder = Path(readers.__path__[0])
    leaning = {
        path.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in {"app.importing.turns", "app.importing.formats"}
    }

    assert inspect.getmodule(formats) is not None
    assert leaning <= {"docx.py"}
