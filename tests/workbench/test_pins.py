"""Codes on the keys 1 to 9: everybody's own."""

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.codebook import pins
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.codebook import CodeRetired, retire_code
from app.workbench.merging import merge_codes
from app.workbench.pins import NoFreeKey, NoSuchKey, pin_code, unpin_key
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


def test_a_code_goes_on_the_first_free_key_or_on_the_one_that_is_named(session, lead):
    a, b, c = (factories.code(session, lead) for _ in range(3))

    assert [pin_code(session, lead, a.id), pin_code(session, lead, b.id, 3), pin_code(session, lead, c.id)] == [1, 3, 2]
    assert pins(session, lead) == {1: a.id, 2: c.id, 3: b.id}


def test_a_code_is_on_one_key_and_a_key_has_one_code(session, lead):
    a, b = (factories.code(session, lead) for _ in range(2))
    pin_code(session, lead, a.id, 1)
    pin_code(session, lead, a.id, 5)
    assert pins(session, lead) == {5: a.id}
    assert pin_code(session, lead, a.id) == 5

    pin_code(session, lead, b.id, 5)
    assert pins(session, lead) == {5: b.id}
    unpin_key(session, lead, 5)
    unpin_key(session, lead, 5)
    assert pins(session, lead) == {}


def test_there_are_nine_keys(session, lead):
    codes = [factories.code(session, lead) for _ in range(10)]
    for code in codes[:9]:
        pin_code(session, lead, code.id)

    with pytest.raises(NoFreeKey):
        pin_code(session, lead, codes[9].id)
    for key in (0, 10):
        with pytest.raises(NoSuchKey):
            pin_code(session, lead, codes[9].id, key)


def test_everybody_has_keys_of_their_own(session, lead):
    coder, code = factories.member(session, lead), factories.code(session, lead)
    pin_code(session, coder, code.id, 4)
    unpin_key(session, lead, 4)

    assert (pins(session, lead), pins(session, coder)) == ({}, {4: code.id})


def test_a_merged_code_gives_its_key_to_what_it_stands_for_and_a_retired_one_leaves_it_free(session, lead):
    a, b, c = (factories.code(session, lead) for _ in range(3))
    pin_code(session, lead, a.id, 1)
    pin_code(session, lead, c.id, 2)
    merge_codes(session, lead, a.id, b.id)
    retire_code(session, lead, c.id)

    assert pins(session, lead) == {1: b.id}
    assert pin_code(session, lead, factories.code(session, lead).id) == 2
    with pytest.raises(CodeRetired):
        pin_code(session, lead, c.id)


def test_who_may_pin(session, lead):
    code = factories.code(session, lead)
    supervisor, other = factories.member(session, lead, role=Role.SUPERVISOR), factories.study(session)

    with pytest.raises(NotAllowed):
        pin_code(session, supervisor, code.id)
    with pytest.raises(NotAllowed):
        unpin_key(session, supervisor, 1)
    with pytest.raises(NotInThisStudy):
        pin_code(session, other, code.id)
