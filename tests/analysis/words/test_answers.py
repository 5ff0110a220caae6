"""How participants answer each other: counts by focus group."""

from types import SimpleNamespace
from uuid import UUID

from app.analysis.words.answers import answers_by_group

FIRST, SECOND = UUID(int=1), UUID(int=2)
P1, P2, P3 = (UUID(int=number) for number in (11, 12, 13))


def answer(group, how, who, whom):
    return SimpleNamespace(focus_group_id=group, how=how, participant_id=who, earlier_participant_id=whom)


def test_answers_are_counted_by_group_by_how_and_by_who_answers_whom():
    found = answers_by_group([
        answer(SECOND, "agrees", P1, P2), answer(FIRST, "agrees", P3, P1), answer(SECOND, "challenges", P2, P1),
        answer(SECOND, "agrees", P2, P1),
    ])  # fmt: skip

    assert [one.focus_group for one in found] == [SECOND, FIRST]
    assert found[0].counts == {"agrees": 2, "challenges": 1}
    assert found[0].pairs == ((P2, P1, 2), (P1, P2, 1))
    assert found[1].counts["builds on"] == 0


def test_without_answers_there_are_no_groups():
    assert answers_by_group([]) == ()
