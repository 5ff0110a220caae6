"""Times of the recording, in every way in which transcripts write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.times import in_milliseconds, milliseconds, plain_number


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[00:12:03]", 723_000),  # 12 * 60 + 3 seconds
        ("(0:09)", 9_000),
        ("1:02:03.5", 3_723_500),  # 3600 + 120 + 3.5 seconds
        ("00:00:04,799", 4_799),
        ("#00:00:12-3#", 12_300),  # f4 writes tenths after a dash
        ("<00:17.500>", 17_500),
        ("12:30:", 750_000),
        ("0.860", 860),
        ("3:33.380", 213_380),
        ("75:03", 4_503_000),  # minutes may go on beyond the hour
        ("1h 2m 3s", 3_723_000),
        ("1 t 02 min", 3_720_000),
        ("PT1H2M3.5S", 3_723_500),
        ("75 s", 75_000),
        ("1.4s", 1_400),
    ],
)
def test_a_time_is_read_however_it_is_written(written, read):
    assert milliseconds(written) == read


@pytest.mark.parametrize(
    "written", ["", " ", "-", "h", "hello", "12.03.2024", "1:75:03", "0:60", "http://a.no", "9" * 50, "999999:00"]
)
def test_what_is_no_time_is_none(written):
    assert milliseconds(written) is None


def test_a_fraction_may_count_milliseconds():
    # Teams writes 6 seconds and 90 milliseconds as 6.90.
    assert milliseconds("0:0:6.90", counted=True) == 6_090
    assert milliseconds("0:0:6.90") == 6_900


def test_whole_numbers_are_milliseconds_where_seconds_would_be_too_slow():
    # 66 s for 10 words is a pause in the talk; 66,000 s would be more than an hour and a half for each word.
    assert not in_milliseconds(66, 10)
    assert in_milliseconds(66_000, 10)


def test_a_number_alone_is_read_with_either_sign():
    assert plain_number("12,5") == 12.5
    assert plain_number("12") == 12
    assert plain_number("1e5") is None


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_every_time_within_a_recording_comes_back(hours, minutes, seconds, thousandths):
    written = f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"

    assert milliseconds(written) == ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


@given(st.text(max_size=60))
def test_no_text_stops_the_reading_of_a_time(text):
    assert milliseconds(text) is None or milliseconds(text) >= 0
