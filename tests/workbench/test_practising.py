"""The practice is the same talk in both languages, and answers kindly whatever is chosen."""

from collections import Counter
from pathlib import Path

import pytest

from app.workbench import practising
from app.workbench.practising import LANGUAGES, practice, reply


def shape(talk):
    return (
        [len(codes) for _, codes in talk.themes],
        [
            (turn.who, turn.asks, bool(turn.note), [number_of(talk, one.code) for one in turn.seen])
            for turn in talk.turns
        ],
    )


def number_of(talk, code):
    return next(number for number, name in talk.codes.items() if name == code)


def test_both_languages_tell_the_same_talk():
    assert shape(practice("en")) == shape(practice("nb"))
    assert practice("en").turns[1].words != practice("nb").turns[1].words


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_talk_is_whole(language):
    talk = practice(language)

    assert max(Counter(talk.codes.values()).values()) == 1
    assert [turn.number for turn in talk.turns] == list(range(1, len(talk.turns) + 1))
    assert any(turn.note for turn in talk.turns)
    assert all(turn.words.strip() and (turn.asks or turn.who.startswith("P")) for turn in talk.turns)
    assert all(one.why.endswith(".") for turn in talk.turns for one in turn.seen)


def test_a_language_without_a_talk_gets_the_english_one():
    assert practice("sv") == practice("en")


def test_the_answer_tells_what_others_chose_too_and_what_they_saw_besides():
    talk = practice("en")
    turn = talk.turns[1]  # others chose Being seen and Trust
    said = reply(talk, turn, {number_of(talk, "Trust"), number_of(talk, "Money")})

    assert [one.code for one in said.shared] == ["Trust"]
    assert [one.code for one in said.besides] == ["Being seen"]
    assert said.own == ("Money",)


def test_the_practice_cannot_reach_a_database():
    source = Path(practising.__file__).read_text(encoding="utf-8")

    assert "sqlalchemy" not in source
    assert "app.store" not in source
