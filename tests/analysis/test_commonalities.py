"""What the kinds of participants share, where they differ, and why a cell is empty."""

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.commonalities import (
    EMPTINESS_MEANS,
    Emptiness,
    Heard,
    Sharing,
    compared,
    why_empty,
)
from app.analysis.wording import Group, Quantifier, WordingRules


def known(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


def some(names: str) -> frozenset[UUID]:
    return frozenset(map(known, names.split()))


LABELS = "SU1 SU2 SU3 P1 P2 V1 V2"
DEMO = [Group(known(label), known(label[:-1])) for label in LABELS.split()]
EVERYTHING = some(LABELS)


def lines(*topics: Heard, read: frozenset[UUID] = EVERYTHING, groups=DEMO):
    return list(compared(topics, groups, read, WordingRules()))


def heard(name: str, in_groups: str) -> Heard:
    return Heard(known(name), some(in_groups))


@pytest.mark.parametrize(
    ("in_groups", "sharing", "speaking"),
    [
        (LABELS, Sharing.ALL_KINDS, ["SU", "P", "V"]),
        ("SU1 P2 V1", Sharing.ALL_KINDS, ["SU", "P", "V"]),
        ("SU1 SU2 P1", Sharing.SOME_KINDS, ["SU", "P"]),
        ("V2", Sharing.ONE_KIND, ["V"]),
        ("", Sharing.NO_KIND, []),
    ],
)
def test_a_topic_is_shared_by_the_kinds_that_speak_of_it(in_groups: str, sharing: Sharing, speaking: list[str]):
    (line,) = lines(heard("t", in_groups))

    assert line.sharing == sharing
    assert line.speaking == tuple(map(known, speaking))


def test_each_kind_has_the_word_of_its_own_focus_groups():
    (line,) = lines(heard("t", "SU1 SU2 SU3 P1"))

    words = [(kind.wording.quantifier, kind.wording.heard, kind.wording.of) for kind in line.kinds]

    assert words == [(Quantifier.ALL, 3, 3), (Quantifier.ONE_OF_TWO, 1, 2), (Quantifier.NONE, 0, 2)]


def test_what_is_shared_what_is_of_one_kind_and_what_is_missing_are_told_apart():
    found = lines(heard("place", LABELS), heard("ghosting", "SU1 SU2"), heard("money", "SU1 P1"), heard("hope", ""))

    assert [line.sharing.value for line in found] == ["all kinds", "one kind", "some kinds", "no kind"]
    assert [line.speaking for line in found][1] == (known("SU"),)
    assert [[kind.stakeholder for kind in line.silent] for line in found][:3] == [
        [], [known("P"), known("V")], [known("V")],
    ]  # fmt: skip


def test_every_empty_cell_says_which_emptiness_it_is():
    topic = Heard(known("t"), some("SU1"), by_moderators=some("SU1 SU2 P1"), asked_in=some("SU2 SU3"))
    read = EVERYTHING - some("V1 P1")

    told = {label: why_empty(topic, known(label), read) for label in LABELS.split()}

    assert told == {
        "SU1": None,
        "SU2": Emptiness.MODERATOR_ONLY,
        "SU3": Emptiness.NOT_TAKEN_UP,
        "P1": Emptiness.NOT_READ,
        "P2": Emptiness.NOT_ASKED,
        "V1": Emptiness.NOT_READ,
        "V2": Emptiness.NOT_ASKED,
    }


def test_what_no_question_of_the_guide_is_about_was_neither_asked_nor_passed_over():
    assert why_empty(heard("t", "SU1"), known("SU2"), EVERYTHING) == Emptiness.NOT_CODED


def test_a_difference_is_provisional_as_long_as_a_silent_kind_is_not_read():
    (unread,) = lines(heard("t", "SU1"), read=EVERYTHING - some("V2"))
    (also_unread,) = lines(heard("t", "SU1 P1 V1"), read=EVERYTHING - some("V2"))

    assert unread.provisional
    assert not also_unread.provisional


def test_a_study_of_one_kind_shares_what_is_heard():
    (line,) = lines(heard("t", "SU1"), groups=DEMO[:3])

    assert line.sharing == Sharing.ALL_KINDS


def test_every_emptiness_has_its_sentence_and_none_says_never():
    assert set(EMPTINESS_MEANS) == set(Emptiness)
    assert not any("never" in sentence for sentence in EMPTINESS_MEANS.values())


GROUPS = st.frozensets(st.sampled_from([group.id for group in DEMO]))


@given(GROUPS, GROUPS, st.none() | GROUPS, GROUPS)
def test_every_focus_group_is_either_heard_or_empty_for_one_reason(participants, moderators, asked, read):
    (line,) = lines(Heard(known("t"), participants, moderators, asked), read=read)

    empty = [group for kind in line.kinds for group, _ in kind.empty]

    assert sorted(empty) == sorted(EVERYTHING - participants)
    assert sum(kind.wording.heard for kind in line.kinds) == len(participants)
    assert len(line.speaking) + len(line.silent) == 3
