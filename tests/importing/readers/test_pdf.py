"""PDF: its text as well as that goes, without what only counts and heads its pages."""

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.importing.readers import pdf as reader
from app.importing.readers.limits import DamagedFile, TooLargeInside, TooMuchText
from app.importing.readers.pages import HEADS, MARGIN, without_page_marks
from app.importing.readers.pdf import (
    LOSSY,
    UNKNOWN_CHARACTERS,
    WITHOUT_TEXT,
    EncryptedPdf,
    PicturesOnly,
    TooManyPages,
    read_pdf,
)
from app.importing.readers.portable import is_pdf
from app.sentences import Refusal
from tests.importing.readers.pdf_files import locked, pdf, pdf_of

LONG = "This is a line that is about as long as the lines of a page are in a PDF"  # 72 characters


def texts(*pages):
    return [paragraph.text for paragraph in read_pdf(pdf(*pages)).paragraphs]


def told(material):
    return {remark.sentence: dict(remark.values) for remark in material.warnings}


def test_lines_that_the_page_broke_go_on_and_labels_begin():
    assert texts([f"P1: {LONG}", "and goes on.", "P2: Yes.", "(laughs)", "P1:", "(unintelligible)"]) == [
        f"P1: {LONG} and goes on.",
        "P2: Yes.",
        "(laughs)",
        "P1: (unintelligible)",
    ]


def test_a_turn_goes_on_over_the_end_of_a_page():
    assert texts([f"P1: {LONG}"], ["and goes on."]) == [f"P1: {LONG} and goes on."]


def test_everybody_is_told_to_look():
    assert LOSSY in told(read_pdf(pdf(["P1: Hello."])))


def test_page_numbers_and_running_heads_go_and_are_counted():
    pages = [["Group 2, kitchen", f"P{n}: Words of page {n}.", f"{n} / 4"] for n in range(1, 5)]

    kept, counts = without_page_marks(pages)

    assert kept == [[f"P{n}: Words of page {n}."] for n in range(1, 5)]
    assert counts == {HEADS: 8}


@pytest.mark.parametrize(
    "pages",
    [
        [["Yes.", "P1: a"], ["No.", "P1: b"], ["Yes.", "P1: c"]],  # two of three lines are the same by chance
        [["P1:", "a"], ["P1:", "b"], ["P1:", "c"], ["P1:", "d"]],  # a label is no head
        [["P1:", "a"], ["P2:", "b"], ["P3:", "c"]],  # nor where its number happens to be that of the page
        [["I have 3"], ["I have 7"], ["I have 4"]],  # numbers that do not count the pages
        [["Moving on.", "P1: a"], ["Moving on.", "P2: b"]],  # two pages are not many
    ],
)
def test_lines_that_only_look_alike_stay(pages):
    assert without_page_marks(pages)[0] == pages


def test_numbers_in_the_margin_go():
    # The number of each paragraph, from the first one of the page to the last one of the file.
    pages = [["P1: a", "P2: b", "1", "2", "3", "4"], ["P1: c", "P2: d", "3", "4"]]

    kept, counts = without_page_marks(pages)

    assert kept == [["P1: a", "P2: b"], ["P1: c", "P2: d"]]
    assert counts == {MARGIN: 6}


def test_numbers_that_people_say_stay():
    pages = [["P1: How many?", "P2:", "12"], ["P1: And then?", "P2:", "3"]]

    assert without_page_marks(pages)[0] == pages


def test_ligatures_are_letters_and_characters_without_a_name_are_shown():
    assert reader.readable("ﬁnd oﬃce\tnow\x00") == "find office now\ufffd"
    assert UNKNOWN_CHARACTERS not in told(read_pdf(pdf(["P1: Hello."])))


def test_pages_without_text_are_counted():
    assert told(read_pdf(pdf(["P1: Hello."], [])))[WITHOUT_TEXT] == {"count": 1}


def test_a_pdf_that_only_forbids_printing_is_read():
    assert [one.text for one in read_pdf(locked(pdf(["P1: Hello."]), "")).paragraphs] == ["P1: Hello."]


GOOD = pdf(["P1: Hello there.", "P2: And to you."])


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (locked(GOOD, "secret"), EncryptedPdf),
        (pdf([]), PicturesOnly),
        (GOOD[:300], DamagedFile),
        (b"%PDF-1.4\n%%EOF", DamagedFile),
        (b"%PDF-1.4\n1 0 obj" + b"[" * 200_000, DamagedFile),
        (GOOD.replace(b"/Kids[4 0 R]", b"/Kids[4 0 R 2 0 R]"), DamagedFile),
        (pdf(*[["P1: Hello."]] * 501), TooManyPages),
        (pdf_of(b" " * 100_000_000), TooLargeInside),
        (pdf_of(b"BT /F1 12 Tf " + b"(a) Tj " * 100_000 + b"ET"), TooLargeInside),
        (pdf_of(b"BT /F1 12 Tf (" + b"a" * 2_500_000 + b") Tj ET"), TooMuchText),
    ],
)
def test_what_cannot_or_should_not_be_read_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_pdf(data)


def test_a_form_inside_itself_comes_to_an_end():
    form = (
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>/Font<</F1 3 0 R>>>>/Length 41>>"
        b"stream\nBT /F1 9 Tf (a) Tj ET /X Do /X Do /X Do /X Do\nendstream"
    )
    data = pdf_of(
        b"BT /F1 9 Tf (P1: Hello.) Tj ET /X Do", resources=b"/XObject<</X 6 0 R>>/Font<</F1 3 0 R>>", more=[form]
    )

    assert read_pdf(data).paragraphs[0].text.startswith("P1: Hello.")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(place=st.integers(0, len(GOOD) - 1), cut=st.binary(max_size=12))
def test_any_damage_is_read_or_refused_and_nothing_is_logged(caplog, place, cut):
    caplog.set_level(logging.DEBUG)

    answer = refused(GOOD[:place] + cut + GOOD[place + len(cut) :])

    assert "Hello" not in answer
    assert caplog.records == []


def refused(data):
    """Return with what sentence a file is refused, if it is."""
    try:
        read_pdf(data)
    except Refusal as refusal:
        return refusal.sentence % refusal.values
    return ""


def test_a_pdf_is_known_by_its_mark():
    assert is_pdf(b"\n" + GOOD)
    assert not is_pdf(b"P1: %PDF")
