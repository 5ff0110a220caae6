"""Names used as labels are proposed to the researcher once, and never stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.labels import Kind, LabelFound, LabelWithoutKind, NoParticipants, confirm, labels_found
from app.importing.turns import Draft, DraftTurn


def draft(*labels: str) -> Draft:
    return Draft(
        header=(),
        turns=tuple(DraftTurn(label, f"Words of turn {n}") for n, label in enumerate(labels)),
        skipped=(),
    )


def confirmed(**kinds: Kind) -> list[str]:
    return [turn.label for turn in confirm(draft(*kinds), kinds)]


def test_labels_are_found_in_order_with_turns_and_first_words():
    found = labels_found(draft("I", "Anna", "I"))

    assert found == (
        LabelFound("I", 2, "Words of turn 0", Kind.MODERATOR),
        LabelFound("Anna", 1, "Words of turn 1", Kind.PARTICIPANT),
    )


def test_first_words_are_cut_at_eighty_characters_between_words():
    long = Draft((), (DraftTurn("P1", "one two\n" * 30),), ())

    words = labels_found(long)[0].first_words

    assert len(words) <= 80
    assert words.startswith("one two one two")
    assert words.endswith((" one…", " two…"))


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (
            Kind.MODERATOR,
            [
                "I",
                "Int.",
                "Interviewer",
                "MOD",
                "Moderator",
                "M",
                "Facilitator",
                "Intervjuer",
                "Ordstyrer",
                "I1",
            ],
        ),
        (Kind.CO_MODERATOR, ["C", "Co", "Co-moderator", "I2", "Medforsker", "MF"]),
        (Kind.SEVERAL, ["All", "Several", "Alle", "Flere", "P1 and P2", "P1/P3", "D1 og D2"]),
        (Kind.UNKNOWN, ["?", "??", "Unknown", "Ukjent", "Unknown speaker"]),
        (Kind.NONE, ["Stage direction"]),
        (Kind.PARTICIPANT, ["P1", "p1", "D2", "Participant 3", "Deltaker 12", "Kari", "Hansen, Grete"]),
    ],
)
def test_the_usual_labels_are_proposed_as_what_they_mean(kind, labels):
    assert {label: found.proposed for label in labels for found in labels_found(draft(label))} == dict.fromkeys(
        labels, kind
    )


def test_every_kind_has_its_own_label_and_moderators_are_numbered():
    labels = confirmed(
        Kari=Kind.MODERATOR, Ola=Kind.MODERATOR, Per=Kind.CO_MODERATOR, Liv=Kind.CO_MODERATOR,
        everyone=Kind.SEVERAL, somebody=Kind.UNKNOWN, laughter=Kind.NONE, Anna=Kind.PARTICIPANT,
    )  # fmt: skip

    assert labels == ["I", "I2", "C", "C2", "All", "?", "", "P1"]


def test_numbers_in_use_are_kept_and_names_get_the_ones_that_are_free():
    labels = confirmed(
        Anna=Kind.PARTICIPANT,
        P1=Kind.PARTICIPANT,
        Bo=Kind.PARTICIPANT,
        p3=Kind.PARTICIPANT,
        Eva=Kind.PARTICIPANT,
    )

    assert labels == ["P2", "P1", "P4", "P3", "P5"]


def test_a_label_like_a_participant_may_turn_out_to_be_the_moderator():
    assert confirmed(P1=Kind.MODERATOR, Anna=Kind.PARTICIPANT) == ["I", "P1"]


def test_turns_keep_their_order_their_words_and_their_kind():
    turns = confirm(draft("Anna", "Bo", "Anna"), {"Anna": Kind.PARTICIPANT, "Bo": Kind.MODERATOR, "Eva": Kind.UNKNOWN})

    assert [(t.label, t.kind, t.words) for t in turns] == [
        ("P1", Kind.PARTICIPANT, "Words of turn 0"),
        ("I", Kind.MODERATOR, "Words of turn 1"),
        ("P1", Kind.PARTICIPANT, "Words of turn 2"),
    ]


def test_every_label_needs_a_choice_and_the_refusal_names_no_name():
    with pytest.raises(LabelWithoutKind) as caught:
        confirm(draft("Anna", "Bo", "P1"), {"P1": Kind.PARTICIPANT})

    assert caught.value.values == {"count": 2}


def test_a_transcript_without_participants_is_refused():
    with pytest.raises(NoParticipants):
        confirm(draft("Anna"), {"Anna": Kind.MODERATOR})


@given(
    st.lists(
        st.sampled_from(["Anna", "Bo", "P1", "P2", "P99", "P100", "P0", "D1", "Participant 1", "i2", "Eva"]),
        min_size=1,
        unique=True,
    )
)
def test_two_people_never_share_a_label_and_no_name_is_stored(labels):
    turns = confirm(draft(*labels), dict.fromkeys(labels, Kind.PARTICIPANT))

    stored = [turn.label for turn in turns]
    assert len(set(stored)) == len(labels)
    assert all(label[0] == "P" and label[1:].isdigit() for label in stored)
