"""Quotes as a lead author pastes them into a paper; read back with python-docx."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from app.exporting.quotes import (
    LabelForm,
    Quote,
    QuoteHeadings,
    QuoteTurn,
    label,
    pattern_of,
    quote_table,
    running_text,
)
from tests.machine import in_time, spent

HEADINGS = QuoteHeadings(
    title="Illustrative quotes", study="Social support", theme="Theme", subtheme="Subtheme",
    quote="Illustrative quote",
    participant="Participant (group)", pattern="{participant} (FG, {group})",
    no_quotes="No quotes have been chosen yet.",
)  # fmt: skip
SINGLE = Quote(
    "Lived experience",
    "Ghosting",
    (QuoteTurn("P3", "They just stopped\ncalling.", False),),
    "Service users 1",
)
EXCHANGE = Quote(
    "Lived experience",
    "Ghosting",
    (
        QuoteTurn("P1", "Nobody calls.", False),
        QuoteTurn("I", "Nobody?", False),
        QuoteTurn("P2", "left out", True),
        QuoteTurn("P4", "left out", True),
        QuoteTurn("P3", "Nobody at all.", False),
        QuoteTurn("P1", "No.", False),
    ),
    "Volunteers 2",
)


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def cells(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in opened(data).tables[0].rows]


def test_a_table_has_a_row_for_each_quote():
    assert cells(quote_table(HEADINGS, [SINGLE, EXCHANGE])) == [
        ["Theme", "Subtheme", "Illustrative quote", "Participant (group)"],
        ["Lived experience", "Ghosting", "They just stopped\ncalling.", "P3 (FG, Service users 1)"],
        [
            "Lived experience",
            "Ghosting",
            "P1: Nobody calls.\nI: Nobody?\n[...]\nP3: Nobody at all.\nP1: No.",
            "P1, P3 (FG, Volunteers 2)",
        ],
    ]


def test_the_heading_row_comes_again_on_each_page_and_no_row_breaks():
    rows = opened(quote_table(HEADINGS, [SINGLE, EXCHANGE])).tables[0].rows

    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_the_table_lies_on_a4_landscape_and_fills_it_to_the_margins():
    document = opened(quote_table(HEADINGS, [SINGLE]))
    section, table = document.sections[0], document.tables[0]

    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    widths = [column.width for column in table.columns]
    assert sum(widths) == pytest.approx(section.page_width - section.left_margin - section.right_margin, abs=Mm(0.2))
    assert [cell.width for cell in table.rows[0].cells] == widths


def test_a_repeated_theme_is_written_again_but_quietly():
    def quiet(data: bytes) -> list[tuple[bool, bool]]:
        runs = [[cell.paragraphs[0].runs[0] for cell in row.cells[:2]] for row in opened(data).tables[0].rows[1:]]
        return [tuple(run.font.color.rgb is not None for run in row) for row in runs]

    quotes = [SINGLE, EXCHANGE, replace(SINGLE, subtheme="Shame"), replace(SINGLE, theme="Rhythm"), SINGLE]

    assert quiet(quote_table(HEADINGS, quotes)) == [
        (False, False), (True, True), (True, False), (False, False), (False, False),
    ]  # fmt: skip


@pytest.mark.parametrize("write", [quote_table, running_text])
def test_the_document_begins_with_its_title_and_tells_nothing_about_a_template(write):
    document = opened(write(HEADINGS, [SINGLE]))

    assert [(p.style.name, p.text) for p in document.paragraphs[:2]] == [
        ("Title", "Illustrative quotes"),
        ("Subtitle", "Social support"),
    ]
    assert document.core_properties.title == "Illustrative quotes"
    assert (document.core_properties.author, document.core_properties.comments) == ("", "")
    assert document.core_properties.created is None
    assert document.styles["Normal"].font.name == "Calibri"


def test_running_text_has_headings_and_block_quotes_with_one_label_for_each_turn():
    document = opened(running_text(HEADINGS, [SINGLE, EXCHANGE, replace(SINGLE, theme="Rhythm", subtheme="")]))

    assert [(p.style.name, p.text) for p in document.paragraphs[2:]] == [
        ("Heading 1", "Lived experience"),
        ("Heading 2", "Ghosting"),
        ("Quote", "P3: They just stopped\ncalling. (FG, Service users 1)"),
        ("Quote", "P1: Nobody calls."),
        ("Quote", "I: Nobody?"),
        ("Quote", "[...]"),
        ("Quote", "P3: Nobody at all."),
        ("Quote", "P1: No. (FG, Volunteers 2)"),
        ("Heading 1", "Rhythm"),
        ("Quote", "P3: They just stopped\ncalling. (FG, Service users 1)"),
    ]
    assert document.styles["Quote"].paragraph_format.left_indent == pytest.approx(Mm(10), abs=Mm(0.1))
    together = [p.paragraph_format.keep_with_next for p in document.paragraphs[5:10]]
    assert together == [True, True, True, True, None]
    assert not document.tables


@pytest.mark.parametrize("write", [quote_table, running_text])
def test_without_quotes_the_document_says_so(write):
    document = opened(write(HEADINGS, []))

    assert document.paragraphs[-1].text == "No quotes have been chosen yet."
    assert not document.tables


@pytest.mark.parametrize("write", [quote_table, running_text])
def test_odd_characters_neither_stop_the_export_nor_become_markup(write):
    odd = "a\x00b \ud800 \x0b \uffff <w:p>&amp;</w:p> ]]> \"q\" 'q' 😀 =1+1"
    quotes = [Quote(odd, odd, (QuoteTurn("P1", odd, False), QuoteTurn("P2", "yes", False)), odd)]
    headings = QuoteHeadings(odd, odd, odd, odd, odd, odd, odd, odd)
    shown = "a\ufffdb \ufffd \ufffd \ufffd <w:p>&amp;</w:p> ]]> \"q\" 'q' 😀 =1+1"

    document = opened(write(headings, quotes))

    texts = [p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells]
    assert any(f"P1: {shown}" in text for text in texts)


@pytest.mark.parametrize(
    ("turns", "who"),
    [
        ((QuoteTurn("P3", "a", False),), "P3 (FG, X)"),
        ((QuoteTurn("P3", "a", True), QuoteTurn("P1", "b", False)), "P1 (FG, X)"),
        (
            (QuoteTurn("I", "a", False), QuoteTurn("C2", "b", False), QuoteTurn("All", "c", False)),
            "All (FG, X)",
        ),
        ((QuoteTurn("I", "a", False),), "I (FG, X)"),
        ((QuoteTurn("", "(laughter)", False),), "(FG, X)"),
        ((), "(FG, X)"),
    ],
)
def test_the_last_column_names_the_participants_who_speak(turns, who):
    assert cells(quote_table(HEADINGS, [Quote("T", "S", turns, "X")]))[1][3] == who


def test_a_stage_direction_has_no_label():
    quote = Quote("T", "S", (QuoteTurn("", "(laughter)", False), QuoteTurn("P1", "Yes.", False)), "X")

    assert cells(quote_table(HEADINGS, [quote]))[1][2] == "(laughter)\nP1: Yes."


UNNUMBERED = replace(
    SINGLE, turns=(QuoteTurn("–", "Nobody calls.", False), QuoteTurn("I", "Nobody?", False)), stakeholder="Service user"
)


@pytest.mark.parametrize(
    ("pattern", "table", "text"),
    [
        ("{participant} (FG, {group})", "P3 (FG, Service users 1)", "(FG, Service users 1)"),
        ("(FG, {group})", "(FG, Service users 1)", "(FG, Service users 1)"),
        ("{stakeholder}", "Service user", "(Service user)"),
        ("{group}, {participant}", "Service users 1, P3", "(Service users 1)"),
        ("{participant} – {stakeholder}", "P3 – Service user", "(Service user)"),
        ("{participant}", "P3", ""),
    ],
)
def test_labels_are_written_as_the_pattern_says(pattern, table, text):
    headings, quote = replace(HEADINGS, pattern=pattern), replace(SINGLE, stakeholder="Service user")

    assert cells(quote_table(headings, [quote]))[1][3] == table
    last = opened(running_text(headings, [quote])).paragraphs[-1].text
    assert last == f"P3: They just stopped\ncalling. {text}".strip()


def test_without_numbers_a_dash_shows_that_somebody_else_speaks():
    headings = replace(HEADINGS, pattern=pattern_of(LabelForm.STAKEHOLDER, HEADINGS.pattern))

    assert cells(quote_table(headings, [UNNUMBERED]))[1][2:] == ["– Nobody calls.\nI: Nobody?", "Service user"]
    assert [p.text for p in opened(running_text(headings, [UNNUMBERED])).paragraphs[-2:]] == [
        "– Nobody calls.", "I: Nobody? (Service user)",
    ]  # fmt: skip


def test_a_pattern_is_filled_once_and_nothing_else_in_it_means_anything():
    filled = label("{participant} {other} {group!r} %s {group}", participant="{group}", group="G", stakeholder="")

    assert filled == "{group} {other} {group!r} %s G"


def test_the_whole_label_is_as_the_study_writes_it():
    assert pattern_of(LabelForm.WHOLE, "{group}: {participant}") == "{group}: {participant}"
    assert pattern_of(LabelForm.GROUP, "{group}: {participant}") == "(FG, {group})"


@pytest.mark.parametrize("write", [quote_table, running_text])
def test_the_same_quotes_give_the_same_bytes(write):
    assert write(HEADINGS, [SINGLE, EXCHANGE]) == write(HEADINGS, [SINGLE, EXCHANGE])


@pytest.mark.parametrize("write", [quote_table, running_text])
def test_five_hundred_quotes_are_written_in_a_moment(write):
    def work() -> None:
        data = write(HEADINGS, [SINGLE, EXCHANGE] * 250)
        assert len(opened(data).element.body) > 3

    assert in_time(0.6, lambda: spent(work))
