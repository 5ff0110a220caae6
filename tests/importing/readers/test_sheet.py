"""Tables of turns: .csv with any separator, headings in six languages, and none at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.draft import Paragraph
from app.importing.readers.left_out import EMPTY_ROWS
from app.importing.readers.sheet import UNEVEN_QUOTES, is_csv, read_csv
from app.importing.readers.turn_table import COLUMNS_LEFT_OUT, NoColumnOfWords


def read(*lines):
    return read_csv("\n".join(lines).encode())


def said(material):
    return [(one.speaker, one.text) for one in material.paragraphs]


def told(material):
    return {remark.sentence: dict(remark.values) for remark in material.warnings}


TURNS = [("Mod", "Welcome; all of you, please."), ("P1", 'I said "soup".'), ("P2", "Line one\nline two")]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator):
    def quoted(cell):
        return '"' + cell.replace('"', '""') + '"'

    rows = [separator.join(map(quoted, row)) for row in [("speaker", "text"), *TURNS]]

    assert said(read(*rows)) == TURNS


@pytest.mark.parametrize(
    ("headings", "language"),
    [
        ("session;turn;time;speaker;role;text", "English"),
        ("Fokusgruppe;Tur;Tid;Taler;Rolle;Ytring", "Norwegian"),
        ("Fokusgrupp;Nr;Starttid;Talare;Roll;Yttrande", "Swedish"),
        ("Fokusgruppe;Nr;Tid;Navn;Rolle;Udsagn", "Danish"),
        ("Sitzung;Zeile;Beginn;Sprecherin;Rolle;Äußerung", "German"),
        ("Focusgroep;Beurt;Begintijd;Spreker;Rol;Uitspraak", "Dutch"),
        ("focus_group;turn no;Start time (hh:mm);Speaker label;role;Utterance text", "with more words"),
    ],
)
def test_headings_are_known_in_the_languages_of_teams(headings, language):
    material = read(headings, "FG1;1;0:09;P1;service user;Yes.", "FG1;2;0:12;P2;service user;No.",
                    "FG2;1;0:05;P1;volunteer;=SUM(1+1) said the sheet")  # fmt: skip

    assert material.paragraphs == (
        Paragraph("Yes.", "P1", 9_000, session="FG1"),
        Paragraph("No.", "P2", 12_000, session="FG1"),
        Paragraph("=SUM(1+1) said the sheet", "P1", 5_000, session="FG2"),
    ), language
    assert told(material) == {COLUMNS_LEFT_OUT: {"count": 2}}


def test_a_table_without_headings_is_known_by_its_shape():
    material = read("0:01;Mod;Who would like to begin with this?", "0:05;P1;I can do that, if you like.",
                    "0:09;Mod;Please do so.")  # fmt: skip

    assert [(one.speaker, one.start_ms) for one in material.paragraphs] == [
        ("Mod", 1_000), ("P1", 5_000), ("Mod", 9_000),
    ]  # fmt: skip


def test_a_group_that_comes_and_goes_is_no_session():
    rows = ["group;speaker;text", "carers;P1;One.", "nurses;P2;Two.", "carers;P1;Three."]

    assert {one.session for one in read(*rows).paragraphs} == {""}


def test_a_cell_that_was_merged_downwards_goes_on():
    material = read("session;speaker;text", "FG1;P1;One.", ";;more", "FG2;P1;Two.")

    assert [(one.session, one.speaker) for one in material.paragraphs] == [("FG1", "P1"), ("FG1", ""), ("FG2", "P1")]


def test_the_role_tells_who_speaks_where_nothing_else_does():
    assert said(read("role;text", "Interviewer;Why?", "Respondent;Because.")) == [
        ("Interviewer", "Why?"),
        ("Respondent", "Because."),
    ]


def test_labels_in_the_words_are_left_for_later():
    assert said(read("time;text", "0:01;P1: Hello.", "0:02;P2: Hi.")) == [(None, "P1: Hello."), (None, "P2: Hi.")]


def test_a_title_above_the_headings_is_kept():
    material = read("Focus group 2, kitchen;;", ";;", "time;speaker;text", "0:01;P1;Hello.")

    assert said(material) == [(None, "Focus group 2, kitchen"), ("P1", "Hello.")]


def test_answers_in_free_text_are_turns_of_their_cases():
    material = read("Case,Age,Gender,freetext", 'ID4,24,f,"I wanted more, but no."', "ID5,,m,I had no time for it.")

    assert said(material) == [("ID4", "I wanted more, but no."), ("ID5", "I had no time for it.")]
    assert told(material) == {COLUMNS_LEFT_OUT: {"count": 2}}


def test_somebody_who_says_nothing_is_told():
    assert told(read("speaker;text", "P1;Hello.", "P2;", "P1;Bye."))[EMPTY_ROWS] == {"count": 1}


def test_whole_numbers_may_be_milliseconds():
    # 65,000 for six words; as seconds, three hours for each.
    material = read("start;speaker;text", "1000;P1;Hello to you.", "66000;P2;And to you.")

    assert [one.start_ms for one in material.paragraphs] == [1_000, 66_000]
    assert [one.start_ms for one in read("start;speaker;text", "1;P1;a b c", "66;P2;d e f").paragraphs] == [
        1_000, 66_000,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines", [["case,Age,gender,interest", "ID1,20,f,science", "ID2,22,m,performing arts"], ["a;b", "1;2"], [""]]
)
def test_a_table_without_anything_said_is_refused(lines):
    with pytest.raises(NoColumnOfWords):
        read(*lines)


def test_quotation_marks_that_do_not_match_are_words():
    material = read("speaker;text", 'P1;"I never said that', "P2;You did.")

    assert said(material) == [("P1", '"I never said that'), ("P2", "You did.")]
    assert UNEVEN_QUOTES in told(material)


def test_excel_may_name_its_separator():
    assert said(read("sep=|", "speaker|text", "P1|Hello, you; there.")) == [("P1", "Hello, you; there.")]


def test_a_very_long_turn_is_read():
    long = "word " * 200_000

    assert said(read("speaker;text", f"P1;{long}")) == [("P1", long.strip())]


def test_a_table_is_known_by_its_content():
    assert is_csv(b"speaker;text\nP1;Hello.\n")
    assert is_csv(b"00:01\tP1\tI came for the soup.\n00:04\tP2\tSo did I, I think.\n00:09\tP1\tDid you, now?\n")
    assert not is_csv(b"P1: I came, I think, for the soup.\nP2: So did I, yes, I did.\n")
    assert not is_csv(b"P1: Hello.")


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1, max_size=30).map(str.strip)


@given(st.lists(CELLS.filter(bool), min_size=1, max_size=8), st.sampled_from(";,\t|"))
def test_no_cell_is_lost(cells, separator):
    rows = ["speaker" + separator + "text"]
    rows += ['P{}{}"{}"'.format(n, separator, cell.replace('"', '""')) for n, cell in enumerate(cells)]

    assert [one.text for one in read(*rows).paragraphs] == cells
