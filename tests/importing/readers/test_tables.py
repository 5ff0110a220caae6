"""A table is a transcript when its header or its cells say so; any other is read cell after cell."""

import pytest

from app.importing.draft import Comment
from app.importing.readers import docx, html, odt, rtf
from tests.importing.readers.reading import said, sample, texts, timed, warned
from tests.importing.readers.word_files import cell, paragraph, table, word_file


def read(*tables: str):
    return docx.read(word_file("".join(tables)))


@pytest.mark.parametrize("reader", [docx, odt, rtf, html])
def test_the_sample_with_a_table_has_seven_turns_a_stage_direction_and_its_paragraphs_around(reader):
    material = reader.read(sample(f"s02-table-time-speaker-text.{reader.FORMAT.name}"))

    assert timed(material) == [
        (None, None, "FGD 2 – kitchen volunteers"),
        (None, None, "All names are pseudonyms."),
        (0, "Facilitator", "Shall we start with what a normal evening looks like?"),
        (9_000, "Vera", "We open at five. There is always a queue."),
        (21_000, "Omar", "And always the same three people first.\nWe know what they eat."),
        (33_000, "Facilitator", "How does that feel?"),
        (36_000, "Vera", "Good. Like being needed, I suppose."),
        (44_000, "", "(phone rings)"),
        (50_000, "Lin", "Sometimes it is too much."),
        (58_000, "Omar", "Yes."),
        (None, None, "End of table. Notes: Lin left early."),
    ]


@pytest.mark.parametrize(
    "header",
    [
        ["Time", "Speaker", "Text"],
        ["Tid", "Taler", "Tekst"],
        ["Tidspunkt:", "Hvem", "Ytring"],
        ["Tid", "Talare", "Yttrande"],
        ["Tid", "Deltager", "Udsagn"],
        ["Tími", "Mælandi", "Texti"],
        ["Aika", "Puhuja", "Teksti"],
        ["Time (mm:ss)", "Name", "What was said"],
    ],
)
def test_a_header_row_is_known_in_english_and_in_the_nordic_languages(header):
    material = read(table(header, ["0:05", "A", "Yes."], ["0:09", "B", "No."]))

    assert timed(material) == [(5_000, "A", "Yes."), (9_000, "B", "No.")]


def test_columns_may_come_in_any_order_and_without_times():
    assert said(read(table(["Utsagn", "Deltaker"], ["Ja.", "D1:"], ["Nei.", "D2"]))) == [("D1", "Ja."), ("D2", "Nei.")]


def test_without_a_header_a_column_of_times_tells_a_transcript():
    rows = [
        ["00:05 - 00:09", "Vera", "We open at five every day."],
        ["00:09 – 00:12", "Omar", "There is a queue, always."],
    ]

    material = read(table(*rows))

    assert timed(material) == [(5_000, "Vera", rows[0][2]), (9_000, "Omar", rows[1][2])]
    assert [found.end_ms for found in material.paragraphs] == [9_000, 12_000]


def test_without_a_header_few_names_that_come_again_tell_a_transcript():
    rows = [
        ("Vera", "We open at five."),
        ("Omar", "There is a queue."),
        ("Vera", "There always is one."),
        ("Omar", "Yes, it is so."),
    ]

    assert said(read(table(*rows))) == list(rows)


def test_a_list_of_who_was_there_is_no_transcript():
    rows = [["P1", "45", "a nurse from the north"], ["P2", "51", "a teacher in a large school"]]

    material = read(table(*rows))

    assert said(material) == [(None, words) for row in rows for words in row]


def test_a_header_in_an_unknown_language_stays_as_text_above_the_turns():
    material = read(
        table(
            ["Temps", "Qui", "Paroles"],
            ["0:05", "A", "Oui, je suis là, bien sûr."],
            ["0:09", "B", "Non, je ne suis pas encore là."],
        )
    )

    assert timed(material) == [
        (None, None, "Temps"), (None, None, "Qui"), (None, None, "Paroles"),
        (5_000, "A", "Oui, je suis là, bien sûr."), (9_000, "B", "Non, je ne suis pas encore là."),
    ]  # fmt: skip


def test_a_header_row_that_is_repeated_on_every_page_is_nobodys_words():
    header = ["Speaker", "Text"]

    assert said(read(table(header, ["A", "Yes."], header, ["B", "No."]))) == [("A", "Yes."), ("B", "No.")]


def test_a_title_above_the_header_row_is_read():
    wide = cell("Group 2", properties='<w:gridSpan w:val="2"/>')

    assert said(read(table([wide], ["Speaker", "Text"], ["A", "Yes."]))) == [(None, "Group 2"), ("A", "Yes.")]


def test_a_transcript_goes_on_in_the_next_table_without_its_header():
    first, second = table(["Time", "Speaker", "Text"], ["0:05", "A", "Yes."]), table(["0:09", "B", "No."])

    material = read(first, paragraph("Page 2"), second)

    assert timed(material) == [(5_000, "A", "Yes."), (None, None, "Page 2"), (9_000, "B", "No.")]


def test_a_table_of_something_else_after_a_transcript_is_read_as_it_is():
    first, second = table(["Time", "Speaker", "Text"], ["0:05", "A", "Yes."]), table(["Coffee", "Tea", "Water"])

    assert said(read(first, second)) == [("A", "Yes."), (None, "Coffee"), (None, "Tea"), (None, "Water")]


def test_an_empty_speaker_or_a_merged_row_is_nobody_new():
    wide = cell("(a break)", properties='<w:gridSpan w:val="3"/>')
    name = cell("A", properties='<w:vMerge w:val="restart"/>')
    goes_on = cell(properties="<w:vMerge/>")

    material = read(table(["Time", "Speaker", "Text"], ["0:05", name, "Yes."], ["0:09", goes_on, "And no."], [wide]))

    assert timed(material) == [(5_000, "A", "Yes."), (9_000, "", "And no."), (None, "", "(a break)")]


def test_a_time_may_stand_under_the_name():
    material = read(table(["Speaker", "Text"], [cell("Vera", "0:05"), "Yes."], ["Omar", cell("No.", "Not yet.")]))

    assert timed(material) == [(5_000, "Vera", "Yes."), (None, "Omar", "No.\nNot yet.")]


def test_what_stands_beside_the_words_becomes_a_comment_on_them():
    material = read(table(["Speaker", "Text", "Code"], ["A", "Yes.", "AGREES"], ["B", "No.", ""]))

    assert said(material) == [("A", "Yes."), ("B", "No.")]
    assert material.comments == (Comment("Code", "AGREES", "Yes."),)
    assert warned(material) == ["Cells of a table beside who speaks and what is said, read as comments: 1."]


def test_the_number_of_a_row_is_not_spoken():
    material = read(table(["Nr", "Speaker", "Text"], ["1", "A", "Yes."], ["2", "B", "No."]))

    assert said(material) == [("A", "Yes."), ("B", "No.")]
    assert material.comments == ()


def test_a_speaker_without_words_is_counted():
    material = read(table(["Speaker", "Text"], ["A", ""], ["B", "No."]))

    assert said(material) == [("B", "No.")]
    assert warned(material) == ["Rows of a table with a speaker but without words, left out: 1."]


def test_a_transcript_inside_a_frame_of_another_table_is_found():
    inner = table(["Speaker", "Text"], ["A", "Yes."], ["B", "No."])

    assert said(read(table([cell("Group 2", inner, "The end")]))) == [
        (None, "Group 2"), ("A", "Yes."), ("B", "No."), (None, "The end"),
    ]  # fmt: skip


def test_a_column_of_labels_and_words_together_is_left_to_the_text():
    material = read(table(["0:05", "P1: We open at five."], ["0:09", "P2: There is a queue."]))

    assert timed(material) == [(5_000, None, "P1: We open at five."), (9_000, None, "P2: There is a queue.")]


def test_a_table_of_thousands_of_rows_is_told_by_its_beginning():
    rows = [[f"{n // 60}:{n % 60:02}", f"P{n % 5}", f"This is turn number {n}."] for n in range(3_000)]

    material = read(table(*rows))

    assert texts(material) == [row[2] for row in rows]
    assert {found.speaker for found in material.paragraphs} == {"P0", "P1", "P2", "P3", "P4"}
