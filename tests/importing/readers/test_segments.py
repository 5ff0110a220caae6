"""JSON of automatic transcription: lists of segments, under whatever names."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.draft import Paragraph
from app.importing.readers.limits import TooLargeInside
from app.importing.readers.segments import (
    WITHOUT_TEXT,
    DamagedJson,
    NoSegments,
    SaidTwice,
    is_json,
    read_segments,
)


def read(values):
    return read_segments(json.dumps(values).encode())


def said(values):
    return [(one.speaker, one.text, one.start_ms) for one in read(values).paragraphs]


def test_segments_of_one_voice_are_put_together():
    values = {
        "version": "1.0.0",
        "segments": [
            {"speaker": "James", "startTime": 0.035, "endTime": 3.455, "body": "it's Friday, the 5th of"},
            {"speaker": "James", "startTime": 0.035, "endTime": 3.455, "body": "May."},
            {"speaker": "Sam", "startTime": 3.5, "endTime": 4.0, "body": "Yes."},
        ],
    }

    assert read(values).paragraphs == (
        Paragraph("it's Friday, the 5th of May.", "James", 35, 3_455),
        Paragraph("Yes.", "Sam", 3_500, 4_000),
    )


def test_whisperx_names_voices_and_whisper_does_not():
    segments = [{"id": 0, "start": 0.0, "end": 1.5, "text": " Hello.", "words": [{"word": "Hello."}]}]

    assert said({"text": "Hello.", "segments": segments, "language": "en"}) == [("?", "Hello.", 0)]
    assert said({"segments": [segments[0] | {"speaker": "SPEAKER_00"}]}) == [("SPEAKER_00", "Hello.", 0)]


def test_a_plain_list_and_voices_by_number():
    assert said([{"speaker": 0, "text": "a"}, {"speaker": 1, "text": "b"}]) == [
        ("Speaker 0", "a", None),
        ("Speaker 1", "b", None),
    ]


def test_milliseconds_are_known_by_how_slow_seconds_would_be():
    # 61,200 - 1,200 for 10 words: as seconds, 6,000 for each of them.
    values = {"utterances": [
        {"speaker": "A", "text": "Hello to all of you.", "start": 1_200, "end": 2_000},
        {"speaker": "B", "text": "Hello to you, as well.", "start": 61_200, "end": 66_000},
    ]}  # fmt: skip

    assert [start for _, _, start in said(values)] == [1_200, 61_200]


def test_utterances_are_read_rather_than_the_same_words_one_by_one():
    words = [{"text": "Hello", "speaker": "A"}, {"text": "you", "speaker": "A"}]

    assert said({"words": words, "utterances": [{"speaker": "A", "text": "Hello, you."}]}) == [
        ("A", "Hello, you.", None)
    ]


def test_paragraphs_that_name_voices_are_read_rather_than_one_text_of_nobody():
    sentences = [
        {"sentences": [{"text": "Hello you."}, {"text": "Welcome."}], "speaker": 0},
        {"sentences": [{"text": "Hi."}], "speaker": 1},
    ]
    alternative = {"transcript": "Hello you. Welcome. Hi.", "paragraphs": {"paragraphs": sentences}}

    assert said({"results": {"channels": [{"alternatives": [alternative]}]}}) == [
        ("Speaker 0", "Hello you. Welcome.", None),
        ("Speaker 1", "Hi.", None),
    ]


def test_segments_of_elements_keep_their_blanks():
    elements = [{"type": "text", "value": "Hi"}, {"type": "punct", "value": ", "}, {"type": "text", "value": "all"}]

    assert said({"monologues": [{"speaker": 0, "elements": elements}]}) == [("Speaker 0", "Hi, all", None)]


def test_every_result_is_read_where_each_has_alternatives():
    values = {"results": [{"alternatives": [{"transcript": "one two"}]}, {"alternatives": [{"transcript": "three"}]}]}

    assert said(values) == [("?", "one two three", None)]


def test_names_may_stand_in_an_object_and_times_in_words():
    assert said([{"speaker": {"id": 7, "name": "Kari"}, "text": "a", "start": "00:01:02.500"}]) == [
        ("Kari", "a", 62_500)
    ]


def test_segments_without_words_are_counted():
    values = [{"speaker": "A", "text": "a"}, {"speaker": "B", "text": " "}, {"speaker": "A", "text": "b"}]

    material = read(values)

    assert [dict(remark.values) for remark in material.warnings if remark.sentence == WITHOUT_TEXT] == [{"count": 1}]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b'{"segments": [', DamagedJson),
        (b"[" * 100_000, DamagedJson),
        (b'{"a": ' * 5_000, DamagedJson),
        (b"", DamagedJson),
        (b"[]", NoSegments),
        (b'{"name": "study", "value": 3}', NoSegments),
        (b'[{"text": "a", "text": "b"}]', SaidTwice),
        (b'{"segments": [' + b"[]," * 1_000_000 + b"[]]}", TooLargeInside),
    ],
)
def test_what_is_no_list_of_segments_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_segments(data)


@pytest.mark.parametrize("start", ["1e999", "-5", "NaN", '"soon"', "null", "9" * 5_000])
def test_a_time_that_is_none_is_none(start):
    [paragraph] = read_segments(f'[{{"text": "a", "start": {start}}}]'.encode()).paragraphs

    assert paragraph == Paragraph("a", "?")


def test_json_is_known_by_how_it_begins():
    assert is_json(b' [\n {"text": "a"}]')
    assert not is_json(b"[id1] hello")
    assert not is_json(b"[00:12:03] P1: hello")
    assert not is_json(b"{laughs} P1: hello")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["text", "speaker", "start", "words", "segments", "elements", "x"]), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(JSON)
def test_any_json_is_read_or_refused(values):
    try:
        material = read_segments(json.dumps(values).encode())
    except (NoSegments, DamagedJson):
        return
    assert all(paragraph.text.strip() for paragraph in material.paragraphs)
