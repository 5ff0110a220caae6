"""How few people share what is known about them, counted by hand."""

from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.disclosure import Known, Risk, cells, risk


def somebody(name: str, **values: str) -> Known:
    return Known(uuid5(UUID(int=0), name), values)


# Seven service users in District A and two in B; three professionals, all in A, one of them young.
PEOPLE = [
    *(somebody(f"SU A {n}", stakeholder="service user", district="A", age="30-49") for n in range(7)),
    *(somebody(f"SU B {n}", stakeholder="service user", district="B", age="30-49") for n in range(2)),
    *(somebody(f"P {n}", stakeholder="professional", district="A", age="30-49") for n in range(2)),
    somebody("P young", stakeholder="professional", district="A", age="18-29"),
]


def test_a_cell_holds_the_people_who_share_its_values():
    found = cells(PEOPLE, ["stakeholder", "district"])

    assert [(cell.values, cell.k) for cell in found] == [
        (("service user", "B"), 2),
        (("professional", "A"), 3),
        (("service user", "A"), 7),
    ]


def test_somebody_who_came_twice_counts_once():
    twice = [
        somebody("Ada", stakeholder="volunteer", focus_group="Volunteers 1"),
        somebody("Ada", stakeholder="volunteer", focus_group="Volunteers 2"),
    ]

    assert [cell.k for cell in cells(twice, ["stakeholder"])] == [1]
    assert [cell.k for cell in cells(twice, ["focus_group"])] == [1, 1]
    # Alone in two cells, and still one person.
    assert risk(twice, [["focus_group"]])[0].unique == 1


def test_what_is_not_known_is_a_value_that_people_share():
    found = cells([somebody("Ada", gender="woman"), somebody("Bo"), somebody("Cy")], ["gender"])

    assert [(cell.values, cell.k) for cell in found] == [(("woman",), 1), ((None,), 2)]


def test_the_risk_grows_with_what_is_told():
    found = risk(PEOPLE, [["stakeholder"], ["stakeholder", "district"], ["stakeholder", "age"]])

    # stakeholder: 9 service users, 3 professionals. With district: 7, 2, 3. With age: 9, 2, 1.
    assert [(each.attributes, each.smallest, each.in_small_cells, each.unique) for each in found] == [
        (("stakeholder",), 3, 3, 0),
        (("stakeholder", "district"), 2, 5, 0),
        (("stakeholder", "age"), 1, 3, 1),
    ]
    assert [cell.values for cell in found[2].small] == [("professional", "18-29"), ("professional", "30-49")]


def test_five_people_are_few_and_six_are_not():
    five = [somebody(f"five {n}", stakeholder="five") for n in range(5)]
    six = [somebody(f"six {n}", stakeholder="six") for n in range(6)]

    (found,) = risk([*five, *six], [["stakeholder"]])

    assert [cell.values for cell in found.small] == [("five",)]


def test_a_study_may_choose_another_number():
    (found,) = risk(PEOPLE, [["stakeholder"]], few=2)

    assert found.in_small_cells == 0


def test_nobody_is_at_risk_where_nobody_is():
    assert risk([], [["stakeholder"]]) == (Risk(("stakeholder",), 0, 0, 0, ()),)


values = st.fixed_dictionaries({}, optional={name: st.sampled_from("xyz") for name in ("a", "b", "c")})
everybody = st.lists(st.tuples(st.sampled_from("ABCDE"), values), max_size=12).map(
    lambda people: [somebody(name, **known) for name, known in people]
)


@given(everybody)
def test_knowing_more_never_makes_a_cell_bigger(people: list[Known]):
    fewer, more = risk(people, [["a"], ["a", "b"]])

    assert more.smallest <= fewer.smallest
    assert more.in_small_cells >= fewer.in_small_cells
    assert more.unique >= fewer.unique
