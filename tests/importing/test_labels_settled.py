"""Names used as labels are replaced by numbers before anything is stored, and people correct what was read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.draft import Draft, DraftTurn
from app.importing.labels import (
    Choice,
    ConfirmedTurn,
    Kind,
    LabelWithoutKind,
    NoParticipants,
    labels_found,
    settled,
    split,
)  # fmt: skip
from app.importing.pseudonyms import NotInTheGroup

PARTICIPANT = Choice(Kind.PARTICIPANT)
MODERATOR = Choice(Kind.MODERATOR)
NO_LABEL = Choice(None)


def draft(*labels: str) -> Draft:
    return Draft((), tuple(DraftTurn(label, f"Words of turn {n}") for n, label in enumerate(labels, start=1)))


def stored(*labels: str, taken: frozenset[str] = frozenset(), **choices: Choice) -> list[str]:
    """Return the labels under which turns with these labels are stored; without a choice, all are participants."""
    found = draft(*labels)
    return [turn.label for turn in settled(found, dict.fromkeys(labels, PARTICIPANT) | choices, taken)]


def test_every_kind_has_its_own_label_and_moderators_are_numbered():
    kinds = {
        "Kari": Kind.MODERATOR, "Ola": Kind.MODERATOR, "Per": Kind.CO_MODERATOR, "Liv": Kind.CO_MODERATOR,
        "everyone": Kind.SEVERAL, "somebody": Kind.UNKNOWN, "laughter": Kind.NONE, "Anna": Kind.PARTICIPANT,
    }  # fmt: skip

    labels = stored(*kinds, **{label: Choice(kind) for label, kind in kinds.items()})

    assert labels == ["I", "I2", "C", "C2", "All", "?", "", "P1"]


def test_numbers_in_use_are_kept_and_names_get_the_ones_that_are_free():
    assert stored("Anna", "P1", "Bo", "p3", "Eva") == ["P2", "P1", "P4", "P3", "P5"]


def test_a_number_in_another_spelling_is_the_number_and_only_one_person_has_it():
    assert stored("P02", "P 4", "P2", "P123") == ["P2", "P4", "P1", "P123"]


def test_a_label_like_a_participant_may_turn_out_to_be_the_moderator():
    assert stored("P1", "Anna", P1=MODERATOR) == ["I", "P1"]


def test_turns_keep_their_order_their_words_their_time_and_their_place():
    turns = (
        DraftTurn("Anna", "One", 5_000, "FG1"), DraftTurn("", "(laughs)", session="FG1"),
        DraftTurn("Bo", "Two", session="FG1"),
    )  # fmt: skip

    assert settled(Draft((), turns), {"Anna": PARTICIPANT, "Bo": MODERATOR}) == (
        ConfirmedTurn("P1", Kind.PARTICIPANT, "One", 5_000, "FG1", 1),
        ConfirmedTurn("", Kind.NONE, "(laughs)", None, "FG1", 2),
        ConfirmedTurn("I", Kind.MODERATOR, "Two", None, "FG1", 3),
    )


def test_every_label_needs_a_choice_and_the_refusal_names_no_name():
    with pytest.raises(LabelWithoutKind) as caught:
        settled(draft("Anna", "", "Bo", "P1"), {"P1": PARTICIPANT})

    assert caught.value.values == {"count": 2}


def test_a_transcript_without_participants_is_refused():
    with pytest.raises(NoParticipants):
        stored("Anna", "", Anna=MODERATOR)


def test_two_spellings_become_one_person():
    labels = stored("Pl", "Anna", "P1", "Ana", Pl=Choice(Kind.PARTICIPANT, same_as="P1"),
                    Ana=Choice(Kind.UNKNOWN, same_as="Anna"))  # fmt: skip

    assert labels == ["P1", "P2", "P1", "P2"]


def test_a_spelling_of_a_spelling_is_followed_to_its_end():
    chain = {"A": Choice(Kind.PARTICIPANT, same_as="B"), "B": Choice(Kind.PARTICIPANT, same_as="C"), "C": MODERATOR}

    assert stored("A", "B", "C", "D", **chain) == ["I", "I", "I", "P1"]


@pytest.mark.parametrize(
    "choices",
    [
        {"A": Choice(Kind.PARTICIPANT, same_as="B"), "B": Choice(Kind.PARTICIPANT, same_as="A")},
        {"A": Choice(Kind.PARTICIPANT, same_as="A")},
        {"A": Choice(Kind.PARTICIPANT, same_as="nobody here")},
        {"A": Choice(Kind.PARTICIPANT, same_as="B"), "B": NO_LABEL},
    ],
)
def test_labels_that_are_joined_to_nobody_are_without_a_choice(choices):
    with pytest.raises(LabelWithoutKind):
        stored("A", "B", "P1", **choices)


def test_what_is_no_label_goes_back_into_the_turn_before_it():
    turns = settled(
        draft("P1", "Example", "Example", "P2"), {"P1": PARTICIPANT, "P2": PARTICIPANT, "Example": NO_LABEL}
    )

    assert [(turn.label, turn.words, turn.position) for turn in turns] == [
        ("P1", "Words of turn 1\nExample: Words of turn 2\nExample: Words of turn 3", 1),
        ("P2", "Words of turn 4", 4),
    ]


def test_what_is_no_label_and_has_no_turn_before_it_is_nobodys():
    turns = settled(draft("Example", "P1", "", "Example"), {"P1": PARTICIPANT, "Example": NO_LABEL})

    assert [(turn.label, turn.kind, turn.words) for turn in turns] == [
        ("", Kind.NONE, "Example: Words of turn 1"), ("P1", Kind.PARTICIPANT, "Words of turn 2"),
        ("", Kind.NONE, "Words of turn 3"), ("", Kind.NONE, "Example: Words of turn 4"),
    ]  # fmt: skip


def test_a_text_of_which_no_label_is_one_has_a_single_participant():
    turns = settled(draft("Aim", "", "Result"), {"Aim": NO_LABEL, "Result": NO_LABEL})

    assert [(turn.label, turn.words) for turn in turns] == [
        ("P1", "Aim: Words of turn 1"), ("", "Words of turn 2"), ("P1", "Result: Words of turn 3"),
    ]  # fmt: skip


def test_in_a_second_file_of_a_focus_group_everybody_is_new_of_whom_nothing_else_is_said():
    taken = frozenset({"I", "P1", "P2", "P3"})
    again = Choice(Kind.PARTICIPANT, stored="P2")

    assert stored("I", "P2", "Anna", "P1", taken=taken, I=MODERATOR, P2=again) == ["I", "P2", "P4", "P5"]
    assert stored("Anna", "Bo", taken=taken) == ["P4", "P5"]


def test_in_a_second_file_somebody_may_be_found_again():
    taken = frozenset({"P1", "P2"})

    assert stored("Anna", "Bo", taken=taken, Anna=Choice(Kind.PARTICIPANT, stored="P2")) == ["P2", "P3"]


@pytest.mark.parametrize("somebody", ["P3", "Kari Nordmann"])
def test_nobody_is_stored_under_a_label_that_the_focus_group_does_not_have(somebody):
    with pytest.raises(NotInTheGroup) as caught:
        stored("Anna", taken=frozenset({"P1"}), Anna=Choice(Kind.PARTICIPANT, stored=somebody))

    assert caught.value.values == {}


def test_the_same_label_in_two_sessions_is_two_people():
    both = tuple(DraftTurn("P1", "Hello.", session=session) for session in ("FG1", "FG2", "FG1"))

    turns = settled(Draft((), both), {"P1 · FG1": PARTICIPANT, "P1 · FG2": PARTICIPANT})

    assert [(turn.label, turn.session) for turn in turns] == [("P1", "FG1"), ("P2", "FG2"), ("P1", "FG1")]


def test_some_turns_of_a_label_may_be_somebody_else():
    parted = split(split(draft("P1", "P1", "I", "P1", "P1"), "P1", {2, 3}), "P1", [5])

    assert [turn.label for turn in parted.turns] == ["P1", "P1 (2)", "I", "P1", "P1 (3)"]
    assert [turn.words for turn in parted.turns] == [f"Words of turn {n}" for n in range(1, 6)]
    assert split(parted, "nobody", {1}) == parted
    assert stored(*(turn.label for turn in parted.turns), I=MODERATOR) == ["P1", "P2", "I", "P1", "P3"]


def test_a_label_that_was_split_is_proposed_as_what_it_was():
    parted = split(draft("I", "I"), "I", {2})

    assert [found.proposed for found in labels_found(parted)] == [Kind.MODERATOR, Kind.MODERATOR]


LABELS = ["Anna", "Bo", "P1", "P2", "P99", "P100", "P0", "P01", "D1", "Participant 1", "i2", "Eva", "P1 (2)", "p 2"]


@given(st.lists(st.sampled_from(LABELS), min_size=1, unique=True), st.frozensets(st.sampled_from(["P1", "P3", "I"])))
def test_two_people_never_share_a_label_and_no_name_is_stored(labels, taken):
    found = stored(*labels, taken=taken)

    assert len(set(found)) == len(labels)
    assert all(label[0] == "P" and label[1:].isdigit() for label in found)


@given(
    st.lists(st.sampled_from(["Anna", "Bo", "", "Example"]), min_size=1), st.sets(st.sampled_from(["Bo", "Example"]))
)
def test_no_word_is_lost_whatever_is_no_label(labels, no_labels):
    if "Anna" not in labels:
        labels.append("Anna")
    choices = dict.fromkeys(labels, PARTICIPANT) | dict.fromkeys(no_labels, NO_LABEL)

    words = "\n".join(turn.words for turn in settled(draft(*labels), choices))

    said = [(f"{label}: " if label in no_labels else "") + f"Words of turn {n}" for n, label in enumerate(labels, 1)]
    assert words == "\n".join(said)
