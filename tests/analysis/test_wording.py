"""The word for a finding, in the study with three, two and two focus groups, and in smaller ones."""

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.wording import (
    NO_WORDS_FOR_PARTICIPANTS,
    CountWithoutWord,
    Group,
    Level,
    Person,
    Quantifier,
    Selection,
    SharesOutOfOrder,
    Wording,
    WordingRules,
    participant_wording,
    wording,
    wording_among,
)


def known(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


def held(*labels: str) -> list[Group]:
    """Focus groups such as SU1: a kind of people, and a number."""
    return [Group(known(label), stakeholder=known(label[:-1])) for label in labels]


def worded(heard: str, study: list[Group] | None = None, rules: WordingRules | None = None) -> Wording:
    return wording({known(label) for label in heard.split()}, study or DEMO, rules or WordingRules())


DEMO = held("SU1", "SU2", "SU3", "P1", "P2", "V1", "V2")


@pytest.mark.parametrize(
    ("heard", "quantifier", "count"),
    [
        ("", Quantifier.NONE, 0),
        ("SU1 P1", Quantifier.SOME, 2),
        ("SU1 P1 V1", Quantifier.SEVERAL, 3),
        ("P1 P2 V1 V2", Quantifier.SEVERAL, 4),
        ("SU1 SU2 SU3 P1 P2 V1", Quantifier.SEVERAL, 6),
        ("SU1 SU2 SU3 P1 P2 V1 V2", Quantifier.ALL, 7),
    ],
)
def test_a_finding_across_kinds_of_people_is_counted_among_all_focus_groups(
    heard: str, quantifier: Quantifier, count: int
):
    result = worded(heard)

    assert (result.quantifier, result.heard, result.of, result.stakeholder) == (quantifier, count, 7, None)


@pytest.mark.parametrize(
    ("heard", "kind", "quantifier", "count", "of"),
    [
        ("SU1 SU2 SU3", "SU", Quantifier.ALL, 3, 3),
        ("SU1 SU3", "SU", Quantifier.SOME, 2, 3),
        ("SU2", "SU", Quantifier.ONE, 1, 3),
        ("P1 P2", "P", Quantifier.BOTH, 2, 2),
        ("P2", "P", Quantifier.ONE_OF_TWO, 1, 2),
        ("V1", "V", Quantifier.ONE_OF_TWO, 1, 2),
    ],
)
def test_a_finding_of_one_kind_of_people_is_counted_among_them(
    heard: str, kind: str, quantifier: Quantifier, count: int, of: int
):
    result = worded(heard)

    assert (result.quantifier, result.heard, result.of, result.stakeholder) == (
        quantifier,
        count,
        of,
        known(kind),
    )


def test_every_kind_of_people_is_listed_also_where_nothing_was_heard():
    result = worded("SU1 SU2 SU3 P1")

    assert result.by_stakeholder == ((known("SU"), 3, 3), (known("P"), 1, 2), (known("V"), 0, 2))


def test_several_of_one_kind_are_fewer_than_all_of_them():
    study = held("SU1", "SU2", "SU3", "SU4", "P1")

    result = worded("SU1 SU2 SU4", study)

    assert (result.quantifier, result.heard, result.of) == (Quantifier.SEVERAL, 3, 4)


def test_a_study_of_one_kind_of_people_is_never_role_specific():
    study = held("SU1", "SU2", "SU3")

    assert (worded("SU1 SU2 SU3", study).quantifier, worded("SU1 SU2 SU3", study).stakeholder) == (
        Quantifier.ALL,
        None,
    )
    assert (worded("SU1", study).quantifier, worded("SU1", study).stakeholder) == (Quantifier.ONE, None)


def test_two_focus_groups_in_all_are_both_of_them_or_one_of_two():
    study = held("SU1", "SU2")

    assert worded("SU1 SU2", study).quantifier == Quantifier.BOTH
    assert worded("SU2", study).quantifier == Quantifier.ONE_OF_TWO


def test_one_focus_group_is_never_called_all():
    only_one = worded("SU1", held("SU1"))
    only_one_of_its_kind = worded("V1", held("SU1", "SU2", "V1"))

    assert (only_one.quantifier, only_one.heard, only_one.of) == (Quantifier.ONE, 1, 1)
    assert (only_one_of_its_kind.quantifier, only_one_of_its_kind.stakeholder) == (Quantifier.ONE, known("V"))


def test_focus_groups_outside_the_scope_of_the_finding_do_not_count():
    service_users = held("SU1", "SU2", "SU3")

    result = worded("SU1 SU2 P1 V1", service_users)

    assert (result.quantifier, result.heard, result.of) == (Quantifier.SOME, 2, 3)


def test_without_any_focus_group_nothing_is_heard():
    result = wording({known("SU1")}, [], WordingRules())

    assert result == Wording(Quantifier.NONE, heard=0, of=0, stakeholder=None, by_stakeholder=())


def test_a_study_may_say_several_from_four_focus_groups_on():
    rules = WordingRules(several=4)

    assert worded("SU1 P1 V1", rules=rules).quantifier == Quantifier.SOME
    assert worded("SU1 SU2 P1 V1", rules=rules).quantifier == Quantifier.SEVERAL


def test_a_study_may_say_several_of_two_and_leave_some_out():
    assert worded("SU1 P1", rules=WordingRules(several=2)).quantifier == Quantifier.SEVERAL


@pytest.mark.parametrize(("several", "some"), [(1, 2), (3, 1), (5, 3), (2, 3)])
def test_rules_that_leave_a_count_without_a_word_are_refused(several: int, some: int):
    with pytest.raises(CountWithoutWord) as refused:
        WordingRules(several=several, some=some)

    assert "%(several)s" in refused.value.sentence
    assert refused.value.values == {"several": several, "some": some}


@given(st.sets(st.sampled_from([group.id for group in DEMO])), st.permutations(DEMO))
def test_the_order_of_the_focus_groups_changes_no_word(heard: set[UUID], order: list[Group]):
    first, second = wording(heard, DEMO, WordingRules()), wording(heard, order, WordingRules())

    assert (first.quantifier, first.heard, first.of) == (second.quantifier, second.heard, second.of)
    assert set(first.by_stakeholder) == set(second.by_stakeholder)


@given(st.sets(st.sampled_from([group.id for group in DEMO])))
def test_all_and_both_are_said_only_where_no_focus_group_is_missing(heard: set[UUID]):
    result = wording(heard, DEMO, WordingRules())

    complete = result.quantifier in {Quantifier.ALL, Quantifier.BOTH}

    assert complete == (result.heard == result.of)


@pytest.mark.parametrize(
    ("heard", "quantifier"),
    [
        # Of 7: 3 are 42.9 %, 4 are 57.1 %, 5 are 71.4 %, 6 are 85.7 %.
        ("SU1 P1", Quantifier.SOME),
        ("SU1 P1 V1", Quantifier.MANY),
        ("SU1 SU2 P1 V1", Quantifier.MOST),
        ("SU1 SU2 P1 P2 V1", Quantifier.MOST),
        ("SU1 SU2 SU3 P1 P2 V1", Quantifier.ALMOST_ALL),
        ("SU1 SU2 SU3 P1 P2 V1 V2", Quantifier.ALL),
    ],
)
def test_many_most_and_almost_all_are_said_where_the_study_defines_them(heard: str, quantifier: Quantifier):
    assert worded(heard, rules=WordingRules(many=40, most=51, almost_all=85)).quantifier == quantifier


def test_a_share_that_is_reached_exactly_is_reached():
    study = held("SU1", "SU2", "SU3", "SU4")

    assert worded("SU1 SU2 SU3", study, WordingRules(almost_all=75)).quantifier == Quantifier.ALMOST_ALL
    assert worded("SU1 SU2 SU3", study, WordingRules(almost_all=76)).quantifier == Quantifier.SEVERAL


@pytest.mark.parametrize(
    "shares",
    [
        {"most": 50},
        {"almost_all": 40},
        {"many": 0},
        {"almost_all": 100},
        {"most": 80, "almost_all": 70},
        {"many": 70, "most": 60},
    ],
)
def test_shares_that_contradict_each_other_are_refused(shares: dict[str, int]):
    with pytest.raises(SharesOutOfOrder):
        WordingRules(**shares)


def test_a_word_has_a_meaning_only_where_the_study_defines_it():
    rules = WordingRules(most=60)

    assert rules.defines(Quantifier.MOST)
    assert rules.defines(Quantifier.SEVERAL)
    assert not rules.defines(Quantifier.MANY)
    assert not rules.defines(Quantifier.ALMOST_ALL)


def test_of_one_kind_the_word_follows_from_their_groups_whatever_others_say():
    selection = Selection(stakeholders=frozenset([known("SU")]))

    result = wording_among({known("SU1"), known("SU2"), known("P1")}, DEMO, WordingRules(), selection)

    assert (result.quantifier, result.heard, result.of, result.stakeholder) == (Quantifier.SOME, 2, 3, known("SU"))


def test_of_two_kinds_only_their_groups_count():
    selection = Selection(stakeholders=frozenset([known("P"), known("V")]))

    result = wording_among({known(label) for label in ["SU1", "P1", "P2", "V1"]}, DEMO, WordingRules(), selection)

    assert (result.quantifier, result.heard, result.of, result.stakeholder) == (Quantifier.SEVERAL, 3, 4, None)


def test_a_selection_without_anybody_hears_nothing():
    nowhere = Selection(districts=frozenset([known("D")]))

    result = wording_among({known("SU1")}, DEMO, WordingRules(), nowhere)

    assert (result.quantifier, result.heard, result.of) == (Quantifier.NONE, 0, 0)


PEOPLE = [Person(known(name), known("SU")) for name in "abcd"] + [Person(known(name), known("P")) for name in "ef"]


def test_participants_have_no_several_before_the_study_says_from_how_many():
    three = {known(name) for name in "abe"}

    assert participant_wording(three, PEOPLE, None) == NO_WORDS_FOR_PARTICIPANTS
    defined = participant_wording(three, PEOPLE, WordingRules())
    assert isinstance(defined, Wording)
    assert (defined.quantifier, defined.heard, defined.of, defined.level) == (
        Quantifier.SEVERAL,
        3,
        6,
        Level.PARTICIPANTS,
    )


@pytest.mark.parametrize(
    ("heard", "quantifier", "of"),
    [
        ("", Quantifier.NONE, 6),
        ("e", Quantifier.ONE_OF_TWO, 2),
        ("ef", Quantifier.BOTH, 2),
        ("abcdef", Quantifier.ALL, 6),
    ],
)
def test_words_that_mean_what_they_say_need_no_definition_for_participants(heard: str, quantifier: Quantifier, of: int):
    result = participant_wording({known(name) for name in heard}, PEOPLE, None)

    assert isinstance(result, Wording)
    assert (result.quantifier, result.of) == (quantifier, of)


@given(
    st.integers(0, 12),
    st.integers(0, 12),
    st.integers(2, 5),
    st.lists(st.integers(51, 99), min_size=2, max_size=2).map(sorted),
    st.integers(1, 51),
)
def test_a_stronger_count_never_gets_a_weaker_word(first, second, several, shares, many):
    # Twelve focus groups of one kind: more heard is never said with a word of less strength.
    study, order = held(*(f"SU{letter}" for letter in "ABCDEFGHIJKL")), list(Quantifier)
    rules = WordingRules(several, 2, many, *shares)
    low, high = (wording({group.id for group in study[:n]}, study, rules).quantifier for n in sorted((first, second)))

    assert order.index(low) <= order.index(high)
