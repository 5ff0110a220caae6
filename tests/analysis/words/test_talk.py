"""Who talks how much, who is quoted, and who speaks after whom."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.words.interaction import NOBODY_FOLLOWS, Follows, interaction
from app.analysis.words.talk import NO_QUOTES, NO_WORDS, talk
from tests.analysis.words.conversations import known, said


def voices(*names: str) -> frozenset:
    return frozenset((known(name.split()[0]), known(name)) for name in names)


TALK = said(
    "SU1 P1: a b c d e f",
    "SU1 I: mm yes",
    "SU1 P2: a b",
    "SU1 P1: g h i (laughs) [name 1]",
    "SU1 P3: a",
    "P1 P1: a b c",
)
# Words: SU1 9 + 2 + 1 = 12, P1 3; together 15.
QUOTES = [voices("SU1 P1"), voices("SU1 P2", "SU1 P1"), voices("SU1 P2"), voices("P1 P1")]


def test_shares_of_talk_stand_beside_shares_of_quotes():
    su, p = talk(TALK, QUOTES)

    assert (su.focus_group, su.words, su.turns, su.quotes) == (known("SU1"), 12, 4, 4)
    assert (su.share_of_words, su.share_of_quotes) == (12 / 15, 4 / 5)
    assert [(v.words, v.turns, v.quotes) for v in su.voices] == [(9, 2, 2), (2, 1, 2), (1, 1, 0)]
    assert [v.share_of_words for v in su.voices] == [9 / 12, 2 / 12, 1 / 12]
    assert [v.share_of_turns for v in su.voices] == [2 / 4, 1 / 4, 1 / 4]
    assert [v.share_of_quotes for v in su.voices] == [2 / 4, 2 / 4, 0]
    assert (p.words, p.share_of_quotes) == (3, 1 / 5)


def test_evenness_is_told_as_a_number_of_voices():
    # Shares 9/12, 2/12, 1/12: 144 / (81 + 4 + 1) = 1.674.
    su, p = talk(TALK, [])
    even, _ = talk(said("SU1 P1: a b", "SU1 P2: a b", "SU1 P3: a b", "P1 P1: a"), [])

    assert su.voices_heard == pytest.approx(144 / 86)
    assert p.voices_heard == 1
    assert even.voices_heard == 3


def test_who_dominates_who_is_never_quoted_and_who_is_quoted_too_much_is_told():
    # P1 has 9 of 12 words, an equal share of three is 4; P2 has half of the quotes and a sixth of the words.
    su, p = talk(TALK, QUOTES)

    assert [v.dominant for v in su.voices] == [True, False, False]
    assert [v.over_quoted for v in su.voices] == [False, True, False]
    assert [v.participant for group in (su, p) for v in group.voices if v.never_quoted] == [known("SU1 P3")]


def test_a_focus_group_too_is_never_quoted_or_quoted_too_much():
    # P1 has 3 of 15 words and 4 of 4 quotes; with two of seven quotes it has less than twice its share.
    silent, loud = talk(TALK, [voices("P1 P1")] * 4)
    fair = talk(TALK, [voices("SU1 P1")] * 5 + [voices("P1 P1")] * 2)
    nobody = talk(TALK, [])

    assert (silent.never_quoted, silent.over_quoted, loud.never_quoted, loud.over_quoted) == (True, False, False, True)
    assert not any(one.never_quoted or one.over_quoted for one in [*fair, *nobody])


def test_one_of_two_does_not_dominate_and_one_quote_is_not_too_many():
    (pair,) = talk(said("SU1 P1: a b c d e f g h", "SU1 P2: a"), [voices("SU1 P2")])

    assert not any(v.dominant or v.over_quoted for v in pair.voices)


def test_who_was_there_and_said_nothing_has_a_share_of_none():
    su, p = talk(TALK[:5], [], silent=[(known("SU1"), known("SU1 P4")), (known("P1"), known("P1 P1"))])

    assert [(v.words, v.never_quoted) for v in su.voices][-1] == (0, False)
    assert (p.share_of_words, p.voices_heard) == (0, NO_WORDS)
    assert (p.voices[0].share_of_words, p.voices[0].share_of_turns) == (NO_WORDS, NO_WORDS)
    assert (su.share_of_quotes, su.voices[0].share_of_quotes) == (NO_QUOTES, NO_QUOTES)


TURNS = st.lists(
    st.tuples(st.sampled_from(["SU1 P1", "SU1 P2", "SU1 P3", "P1 P1", "SU1 I"]), st.integers(0, 5)),
    min_size=1,
    max_size=12,
).map(lambda turns: said(*(f"{label}: {'bus ' * words}" for label, words in turns)))


@given(TURNS)
def test_shares_add_up_and_no_turn_is_lost(turns):
    groups = talk(turns, [])

    assert sum(group.turns for group in groups) == sum(turn.participant is not None for turn in turns)
    for group in groups:
        if group.words:
            assert sum(v.share_of_words for v in group.voices) == pytest.approx(1)
            assert 1 <= group.voices_heard <= len(group.voices) + 1e-9
    if any(group.words for group in groups):
        assert sum(group.share_of_words for group in groups) == pytest.approx(1)


def test_who_speaks_after_whom_is_counted():
    # P1 P2 P1 | I | P2 (twice, one voice) P3 | I I | P1: pairs 1-2, 2-1, 2-3; before the moderator P1 and P3.
    labels = ["P1", "P2", "P1", "I", "P2", "P2", "P3", "I", "I", "P1"]

    (found,) = interaction(said(*(f"SU1 {label}: so" for label in labels)))

    one, two, three = (known(f"SU1 {label}") for label in ("P1", "P2", "P3"))
    assert (found.to_participant, found.to_moderator) == (3, 2)
    assert found.among_participants == 3 / 5
    assert (found.exchanges, found.longest) == ((3, 2), 3)
    assert set(found.follows) == {Follows(one, two, 1), Follows(two, one, 1), Follows(two, three, 1)}


def test_nobody_follows_the_only_voice():
    (found,) = interaction(said("SU1 I: so", "SU1 P1: so", "SU1 P1: so"))

    assert (found.among_participants, found.longest, found.follows) == (NOBODY_FOLLOWS, 0, ())


@given(TURNS)
def test_interaction_is_that_of_a_slow_recount(turns):
    turns = sorted(turns, key=lambda turn: turn.transcript.int)

    for found in interaction(turns):
        voices = [turn.participant for turn in turns if turn.transcript == found.transcript]
        merged = [voice for place, voice in enumerate(voices) if place == 0 or voices[place - 1] != voice]
        followed = [(a, b) for a, b in pairwise(merged) if a is not None]
        assert found.to_participant == sum(b is not None for _, b in followed)
        assert found.to_moderator == sum(b is None for _, b in followed)
        assert sum(one.times for one in found.follows) == found.to_participant
        assert sum(length - 1 for length in found.exchanges) == found.to_participant
