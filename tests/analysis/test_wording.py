"""The word for a finding, in the study with three, two and two focus groups, and in smaller ones."""

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.wording import CountWithoutWord, Group, Quantifier, Wording, WordingRules, wording


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
