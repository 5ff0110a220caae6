"""Subtitles: every cue is kept, whatever is wrong with its time, its number or the lines around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.draft import Paragraph
from app.importing.readers.cues import NO_SPEAKERS
from app.importing.readers.subtitles import (
    ASIDES,
    BROKEN_TIMES,
    STRAY_LINES,
    CuesFound,
    NoCues,
    is_srt,
    is_vtt,
    read_subtitles,
)


def read(*blocks, mark="WEBVTT"):
    return read_subtitles("\n\n".join(filter(None, (mark, *blocks))).encode())


def said(material):
    return [(one.speaker, one.text) for one in material.paragraphs]


def told(material):
    return {remark.sentence: dict(remark.values) for remark in material.warnings}


def test_cues_of_one_voice_are_put_together():
    material = read(
        "00:01.000 --> 00:02.000\n<v Kari>Welcome. Who would\nlike to begin?</v>",
        "00:02.000 --> 00:03.000\n<v P1>I can.",
        "00:03.000 --> 00:04.500\n<v P1>I came for the soup.",
    )

    assert material.paragraphs == (
        Paragraph("Welcome. Who would like to begin?", "Kari", 1_000, 2_000),
        Paragraph("I can. I came for the soup.", "P1", 2_000, 4_500),
    )
    assert material.warnings == ()


def test_a_voice_that_pauses_goes_on_in_a_new_paragraph():
    material = read("00:01.000 --> 00:02.000\n<v P1>I can.", "00:05.000 --> 00:06.000\n<v P1>But not today.")

    # 3,000 ms between the two
    assert said(material) == [("P1", "I can."), ("", "But not today.")]


def test_two_voices_in_a_cue_are_two_people():
    assert said(read("00:01.000 --> 00:02.000\n<v A>Really?</v> <v B>Yes.</v>")) == [("A", "Really?"), ("B", "Yes.")]


def test_classes_entities_and_marks_are_no_words():
    words = "<v.loud.angry Åse &amp; Ola>5 &lt; 6 &amp; <i>that</i> <c.red>is</c> <00:01.500>it &laughs; <laughs></v>"

    assert said(read("00:01.000 --> 00:02.000\n" + words)) == [("Åse & Ola", "5 < 6 & that is it &laughs; <laughs>")]


def test_a_cue_without_a_name_among_named_ones_is_unknown_or_a_stage_direction():
    material = read(
        "00:01.000 --> 00:02.000\n<v A>One.", "00:02.000 --> 00:03.000\n[music]", "00:03.000 --> 00:04.000\nWho?"
    )

    assert said(material) == [("A", "One. [music]"), ("?", "Who?")]


def test_notes_styles_and_regions_are_left_out_and_notes_are_told():
    material = read(
        "NOTE\nsecret of the transcriber\nsecond line",
        "STYLE\n::cue { color: red }",
        "REGION\nid:fred",
        "NOTE one line",
        "00:01.000 --> 00:02.000\n<v A>One.",
    )

    assert said(material) == [("A", "One.")]
    assert told(material) == {ASIDES: {"count": 2}}


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("0.860 --> 7.380", (860, 7_380)),
        ("58.100 --> 1:01.080", (58_100, 61_080)),
        ("3:33.380 --> 3:35.000", (213_380, 215_000)),
        ("00:00:01,500 --> 00:00:02,500", (1_500, 2_500)),
        ("01:00:01.500-->01:00:02.500 align:start position:0%", (3_601_500, 3_602_500)),
        ("00:01.5 -> 00:02.25", (1_500, 2_250)),  # a fraction of less than three digits is a decimal one
    ],
)
def test_sloppy_times_are_times(line, times):
    [paragraph] = read(f"{line}\n<v A>One.").paragraphs

    assert (paragraph.start_ms, paragraph.end_ms) == times


def test_teams_pads_nothing_and_counts_milliseconds():
    # 0:0:6.90 is 6 s and 90 ms: otherwise the second cue would end before it begins.
    first, second = read("0:0:4.5 --> 0:0:6.80\n<v A>One.", "0:0:6.90 --> 0:0:6.500\n<v B>Two.").paragraphs

    assert (first.start_ms, first.end_ms) == (4_005, 6_080)
    assert (second.start_ms, second.end_ms) == (6_090, 6_500)


def test_a_cue_whose_times_cannot_be_read_keeps_its_words():
    material = read("00:01.000 --> 00:02.000\n<v A>One.", "00:0x.000 --> 00:03.000\n<v B>Two.", "3\n--> \n<v A>Three.")

    # The lines of the times, where WEBVTT is line 1, are 3, 6 and 10; the first one is sound.
    assert [text for _, text in said(material)] == ["One.", "Two.", "Three."]
    assert told(material)[BROKEN_TIMES] == {"count": 2, "lines": "6, 10"}


def test_words_between_cues_are_put_with_the_words_before_and_told():
    material = read("1\n00:00:01,000 --> 00:00:02,000\nKari: One.", "and more", mark="")

    assert said(material) == [("?", "Kari: One. and more")]
    assert told(material)[STRAY_LINES] == {"count": 1, "lines": "5"}


def test_a_number_without_times_is_a_cue_that_is_told():
    material = read("1\n00:00:01,000 --> 00:00:02,000\nOne.", "2\nTwo.", mark="")

    assert said(material) == [("?", "One. Two.")]
    assert told(material)[BROKEN_TIMES] == {"count": 1, "lines": "5"}


def test_cues_without_empty_lines_between_them_are_cues():
    lines = "1\n00:00:01,000 --> 00:00:02,000\nIt was\n1984\n2\n00:00:02,000 --> 00:00:03,000\nand cold."
    found = CuesFound()

    found.read(lines.split("\n"))

    assert [cue.text for cue in found.cues] == ["It was\n1984", "and cold."]
    assert (found.broken, found.stray) == ([], [])


def test_a_cue_may_have_a_name():
    found = CuesFound()

    found.read(["WEBVTT", "", "second caption", "00:01.000 --> 00:02.000", "One."])

    assert [cue.text for cue in found.cues] == ["One."]


def test_a_name_stands_only_where_somebody_new_speaks():
    material = read(
        "1\n00:00:01,000 --> 00:00:02,000\nwords before\nanybody",
        "2\n00:00:02,000 --> 00:00:03,000\nAlban: It is so nice to\nlike, show up",
        "3\n00:00:03,000 --> 00:00:04,000\nand record this. Note: like this",
        "4\n00:00:04,000 --> 00:00:05,000\nKevin: Yes.\nAlban: Yes.",
        "5\n00:00:05,000 --> 00:00:06,000\nKevin: No.",
        mark="",
    )

    assert said(material) == [
        ("?", "words before anybody"),
        (None, "Alban: It is so nice to like, show up and record this. Note: like this"),
        (None, "Kevin: Yes."),
        (None, "Alban: Yes."),
        (None, "Kevin: No."),
    ]


def test_dashes_are_people_whom_nobody_names():
    material = read("1\n00:00:01,000 --> 00:00:02,000\n- Really?\n- Yes.", "2\n00:00:02,000 --> 00:00:03,000\n- No.",
                    mark="")  # fmt: skip

    assert said(material) == [("?", "Really?"), ("?", "Yes."), ("?", "No.")]
    assert NO_SPEAKERS in told(material)


def test_one_dash_alone_is_a_dash():
    assert said(read("1\n00:00:01,000 --> 00:00:02,000\n- and then", mark="")) == [("?", "- and then")]


def test_a_long_talk_of_nobody_has_paragraphs():
    sentence = "This is what we did there on every Thursday of that year, and it was good. "  # 75 characters
    material = read(*(f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{sentence}" for n in range(24)))

    # A paragraph ends with the sentence that brings it beyond 800 characters: eleven of 74 and a blank are 824.
    assert [len(one.text) for one in material.paragraphs] == [824, 824, 149]


def test_subtitles_without_words_are_refused():
    with pytest.raises(NoCues):
        read_subtitles(b"WEBVTT\n\nNOTE nothing here\n")


def test_subtitles_are_known_by_their_content():
    assert is_vtt("\ufeffWEBVTT\n\n".encode())
    assert is_srt(b"1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n")
    assert not is_srt(b"P1: the bus --> the stop, 10 --> 20")


WORDS = st.text(st.sampled_from("abcd e.?!<>&;:-[]()1"), min_size=1, max_size=30).filter(lambda text: "->" not in text)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_no_word_of_a_named_voice_is_lost(cues):
    marks = ("<", ">", "&", ";")
    cues = ["".join(" " if letter in marks else letter for letter in cue) + "x" for cue in cues]
    blocks = [f"00:{n:02}.000 --> 00:{n + 1:02}.000\n<v A{n % 2}>{cue}" for n, cue in enumerate(cues)]

    assert " ".join(one.text for one in read(*blocks).paragraphs).split() == " ".join(cues).split()
