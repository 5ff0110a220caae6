"""What a cell shows, worked by hand; and where kind and place cannot be told apart."""

from uuid import UUID, uuid5

import pytest

from app.analysis.confounding import Confounded, confounded
from app.analysis.counting import Counts
from app.analysis.measures import NO_RATE, NOTHING_TO_SHARE, Counted, Scale, measured
from app.analysis.wording import Group

# 3 of 12 coded passages, 4 of 20 turns, 50 of 500 words, 2 of 8 participants, 1 of 2 focus groups.
CELL = Counts(3, 4, 50, 2, 1)
WHOLE = Counts(12, 20, 500, 8, 2)


@pytest.mark.parametrize(
    ("counted", "raw", "rate", "share"),
    [
        (Counted.PASSAGES, 3, 6.0, 0.25),  # 1,000 * 3 / 500
        (Counted.TURNS, 4, 8.0, 0.2),
        (Counted.WORDS, 50, 100.0, 0.1),
        (Counted.PARTICIPANTS, 2, NO_RATE, 0.25),
        (Counted.FOCUS_GROUPS, 1, NO_RATE, 0.5),
    ],
)
def test_a_count_as_it_is_as_a_rate_and_as_a_share(counted, raw, rate, share):
    assert [measured(CELL, WHOLE, counted, scale) for scale in Scale] == [raw, rate, share]


def test_nothing_has_no_share():
    assert measured(Counts(), Counts(), Counted.TURNS, Scale.SHARE) == NOTHING_TO_SHARE
    assert measured(Counts(), Counts(), Counted.WORDS, Scale.PER_WORDS) == NOTHING_TO_SHARE


def known(name):
    return uuid5(UUID(int=0), name)


def groups(*places):
    """Focus groups given as kind and district, such as `SU A`."""
    return [
        Group(known(f"{number}"), known(place.split()[0]), known(place.split()[1]) if " " in place else None)
        for number, place in enumerate(places)
    ]


@pytest.mark.parametrize(
    ("places", "told"),
    [
        (("SU A", "P A", "SU B", "P B"), []),
        (("SU A", "P A", "V B"), [("B", "V", True)]),
        (("SU A", "P A", "V B", "V B"), [("B", "V", False)]),
        (("SU A", "SU B"), []),  # one kind only
        (("SU A", "P A"), []),  # one district only
        (("SU A", "P B", "V"), [("A", "SU", True), ("B", "P", True)]),
        (("SU", "P"), []),  # no districts
    ],
)
def test_districts_of_one_kind_are_named(places, told):
    wanted = [Confounded(known(district), known(kind), alone) for district, kind, alone in told]

    assert list(confounded(groups(*places))) == wanted
