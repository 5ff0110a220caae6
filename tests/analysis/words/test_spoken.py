"""What counts as a word, and where it stands."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.words.spoken import most_common_forms, stretches, words_of
from app.analysis.words.stop_words import STOP_WORDS
from tests.analysis.words.conversations import said


def forms(words: str) -> list[str]:
    (turn,) = said(f"SU1 P1: {words}")
    return [word.form for word in words_of(turn)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("I don’t know, [name 1]. It's well-known.", ["i", "don't", "know", "it's", "well-known"]),
        ("So (pause) yes (several laugh) no", ["so", "yes", "no"]),
        ("The bus (the old one) came", ["the", "bus", "the", "old", "one", "came"]),
        ("(3 sec) Ja (ler)", ["ja"]),
        ("At 5 or B2", ["at", "or", "b2"]),
        ("ÆRLIG talt", ["ærlig", "talt"]),
        ("[a small town] (", []),
        ("open [name and", ["open", "name", "and"]),
    ],
)
def test_placeholders_remarks_and_numbers_are_no_words(words: str, found: list[str]):
    assert forms(words) == found


def test_stop_words_are_those_that_the_study_passes_in():
    (turn,) = said("SU1 P1: So I don’t know the bus")

    assert [word.form for word in words_of(turn, STOP_WORDS["en"])] == ["bus"]
    assert [word.form for word in words_of(turn, frozenset({"bus"}))] == ["so", "i", "don't", "know", "the"]


def test_words_across_a_placeholder_or_a_remark_are_no_neighbours():
    (turn,) = said("SU1 P1: one two [name 1] three (pause) four")

    assert [[word.form for word in words] for words in stretches(turn)] == [["one", "two"], ["three"], ["four"]]


def test_a_stem_is_shown_in_its_commonest_form():
    turns = said("SU1 P1: lonely loneliness lonely", "SU1 P2: bus", "SU1 P2: cars car")

    shown = most_common_forms(turns, lambda word: word[:3])

    assert shown == {"lon": "lonely", "bus": "bus", "car": "car"}


@given(st.lists(st.text("aB [](),.’- \n1", max_size=20), min_size=1, max_size=4))
def test_every_word_lies_where_it_says(words: list[str]):
    turns = said(*(f"SU1 P1: {some}" for some in words))
    transcript = "\n".join(words)

    for turn in turns:
        found = list(words_of(turn))
        assert [transcript[word.start : word.end].casefold().replace("’", "'") for word in found] == [
            word.form for word in found
        ]


@pytest.mark.parametrize("language", STOP_WORDS)
def test_stop_words_are_written_as_words_are_found(language: str):
    assert all(forms(word) == [word] for word in STOP_WORDS[language])


def test_only_what_the_worker_process_imports_loads_nltk():
    rooms = ["collocations", "concordance", "frequency", "growth", "interaction", "keyness", "spoken"]
    rooms += ["stop_words", "strips", "talk"]
    rooms += ["stems"]

    for room in rooms:
        program = f"import sys, app.analysis.words.{room}; print('nltk' in sys.modules)"
        told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert told.stdout.strip() == str(room == "stems"), room
