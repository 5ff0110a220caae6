"""Files that name the speaker beside the words: tables, voice tags, subtitles, spreadsheets."""

from app.importing.draft import Comment, DraftTurn, Material, Paragraph, Remark
from app.importing.turns import NO_SPEAKERS, read_turns
from tests.importing.spoken import read, said


def cue(text: str, speaker: str | None, start: int, end: int) -> Paragraph:
    return Paragraph(text, speaker, start, end)


def test_a_column_of_speakers_wins_over_what_looks_like_a_label_in_the_words():
    draft = read(Paragraph("P2: is what she called me.", "Vera"), Paragraph("P2: again", "Vera"))

    assert said(draft) == [("Vera", "P2: is what she called me."), ("Vera", "P2: again")]


def test_rows_of_a_table_are_turns_of_their_own_and_an_empty_speaker_goes_on():
    draft = read(
        Paragraph("We open at five.", "Vera", 9_000), Paragraph("There is a queue.", "", 12_000),
        Paragraph("Always.", "Vera", 15_000),
    )  # fmt: skip

    assert draft.turns == (
        DraftTurn("Vera", "We open at five.\nThere is a queue.", 9_000), DraftTurn("Vera", "Always.", 15_000),
    )  # fmt: skip


def test_a_row_without_speaker_all_in_brackets_is_nobodys_between_turns_and_inside_a_turn_its_words():
    draft = read(
        Paragraph("Good.", "Vera"), Paragraph("(phone rings)", "", 44_000), Paragraph("Too much.", "Lin"),
        Paragraph("(pause)", ""), Paragraph("Sometimes.", ""),
    )  # fmt: skip

    assert draft.turns == (
        DraftTurn("Vera", "Good."), DraftTurn("", "(phone rings)", 44_000),
        DraftTurn("Lin", "Too much.\n(pause)\nSometimes."),
    )  # fmt: skip


def test_what_stands_around_a_table_is_header_before_it_and_nobodys_after_it():
    draft = read("Kitchen volunteers", Paragraph("Yes.", "Omar"), "End of table. Notes: Lin left early.", "Bye.")

    assert draft.header == ("Kitchen volunteers",)
    assert said(draft) == [("Omar", "Yes."), ("", "End of table. Notes: Lin left early."), ("", "Bye.")]


def test_the_same_speaker_in_another_spelling_is_the_same_speaker():
    draft = read(Paragraph("One.", "Vera:"), Paragraph("Two.", " VERA "), Paragraph("Three.", "Ve\u200bra"))

    assert {turn.label for turn in draft.turns} == {"Vera"}


def test_a_telephone_number_or_a_comma_may_be_a_name_where_the_file_says_who_speaks():
    draft = read(Paragraph("Can you hear me?", "+47 000 00 000"), Paragraph("Yes.", "Hansen, Grete"))

    assert [turn.label for turn in draft.turns] == ["+47 000 00 000", "Hansen, Grete"]


def test_what_is_too_long_for_a_name_is_said():
    long = "Well, " * 40 + "yes"

    assert said(read(Paragraph("One.", "Vera"), Paragraph("Two.", long))) == [("Vera", f"One.\n{long}\nTwo.")]


def test_cues_of_one_speaker_are_one_turn_joined_by_blanks():
    draft = read(
        cue("Who would like\nto begin?", "Moderator", 0, 4_900), cue("I can.", "P1", 5_100, 6_500),
        cue("I joined because of the walk.", "P1", 6_900, 9_000), cue("And the soup.", "", 9_000, 9_100),
        cue("Same.", "P2", 9_200, 10_000),
    )  # fmt: skip

    assert draft.turns == (
        DraftTurn("Moderator", "Who would like to begin?", 0),
        DraftTurn("P1", "I can. I joined because of the walk. And the soup.", 5_100),
        DraftTurn("P2", "Same.", 9_200),
    )


def test_two_unknown_voices_are_not_taken_for_one():
    draft = read(cue("One.", "P1", 0, 1), cue("Two.", "?", 2, 3), cue("Three.", "?", 4, 5))

    assert said(draft) == [("P1", "One."), ("?", "Two."), ("?", "Three.")]


def test_cues_may_have_their_labels_in_the_words_where_the_speaker_changes():
    draft = read(
        cue("Alban: It is so nice to\nlike, show up", None, 0, 4), cue("and record this.", None, 4, 8),
        cue("Kevin: You guys remember", None, 8, 9), cue("Alban: No.", None, 9, 10),
        cue("Kevin: Yes.", None, 10, 11),
    )  # fmt: skip

    assert draft.turns[0] == DraftTurn("Alban", "It is so nice to like, show up and record this.", 0)
    assert [turn.label for turn in draft.turns] == ["Alban", "Kevin", "Alban", "Kevin"]


def test_cues_without_any_speaker_are_turns_of_one_voice_up_to_the_end_of_a_sentence():
    draft = read(
        cue("Today I want to", None, 0, 4), cue("talk about tea.", None, 4, 8), cue("[music]", None, 8, 9),
        cue("It is hot.", "", 9, 12),
    )  # fmt: skip

    assert draft.turns == (
        DraftTurn("Text", "Today I want to talk about tea.", 0), DraftTurn("", "[music]", 8),
        DraftTurn("Text", "It is hot.", 9),
    )  # fmt: skip
    assert draft.warnings == (Remark(NO_SPEAKERS),)


def test_a_file_that_knows_only_unknown_voices_is_a_text_without_speakers():
    draft = read(cue("Hello there.", "?", 0, 4), cue("Hello.", "?", 4, 8))

    assert said(draft) == [("Text", "Hello there."), ("Text", "Hello.")]


def test_sessions_are_kept_and_no_turn_goes_on_into_another_one():
    draft = read(
        Paragraph("Hello.", "P1", session="FG1"), Paragraph("And again.", "", session="FG2"),
        Paragraph("Hi.", "P1", session="FG2"),
    )  # fmt: skip

    assert draft.turns == (
        DraftTurn("P1", "Hello.", session="FG1"), DraftTurn("", "And again.", session="FG2"),
        DraftTurn("P1", "Hi.", session="FG2"),
    )  # fmt: skip


def test_what_the_reader_found_beside_the_words_is_handed_on():
    comments, warnings = (Comment("Coder A", "BELONG", "Yes."),), (Remark("Something was left out."),)

    draft = read_turns(Material((Paragraph("P1: Yes."),), comments, warnings, encoding="cp1252"))

    assert (draft.comments, draft.warnings, draft.encoding) == (comments, warnings, "cp1252")
