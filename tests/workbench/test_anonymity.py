"""Somebody signs for every transcript, and every key that exists is accounted for."""

from uuid import uuid4

import pytest

from app.importing.roles import Kind
from app.security.permissions import NotAllowed, Role
from app.store.queries import anonymity as queries
from app.store.queries.transcripts import NotInThisStudy
from app.workbench.anonymity import AlreadyHere, Signature, confirm_destroyed, note_key, remember_labels, sign
from tests import factories

COUNTS = {"PERSON": {"replaced": 3, "kept": 1}, "PLACE": {"replaced": 2, "kept": 0}}


@pytest.fixture
def lead(session):
    return factories.study(session)


def test_a_signature_says_who_signed_for_what(session, lead):
    talk = factories.transcript(session, lead)

    sign(session, lead, talk.id, ["What helps?", "[name 1] does."], Signature(COUNTS, "1"))

    signed = queries.signatures(session, lead)[talk.id]
    assert (signed.initials, signed.version, signed.counts, signed.reopened_at) == (lead.initials, "1", COUNTS, None)


def test_the_same_words_are_signed_for_once_in_a_study_and_again_in_another(session, lead):
    first, second = (factories.transcript(session, lead) for _ in range(2))
    other = factories.study(session)
    sign(session, lead, first.id, ["a", "b"], Signature({}, "1"))

    with pytest.raises(AlreadyHere):
        sign(session, lead, second.id, ["a", "b"], Signature({}, "1"))
    sign(session, lead, second.id, ["a", "c"], Signature({}, "1"))
    sign(session, other, factories.transcript(session, other).id, ["a", "b"], Signature({}, "1"))

    assert set(queries.signatures(session, lead)) == {first.id, second.id}
    assert len(queries.signatures(session, other)) == 1


def test_a_study_is_pseudonymised_until_every_key_is_destroyed(session, lead):
    first, second = uuid4(), uuid4()
    note_key(session, lead, first)
    note_key(session, lead, second)

    states = [queries.is_pseudonymised(session, lead)]
    for key in (first, second, second):
        confirm_destroyed(session, lead, key)
        states.append(queries.is_pseudonymised(session, lead))

    assert states == [True, True, False, False]
    assert [line.destroyed_at is None for line in queries.key_files(session, lead)] == [False, False]


def test_a_key_of_another_study_is_not_known_here(session, lead):
    other, key = factories.study(session), uuid4()
    note_key(session, other, key)

    with pytest.raises(NotInThisStudy):
        confirm_destroyed(session, lead, key)

    assert queries.key_files(session, lead) == []
    assert queries.is_pseudonymised(session, other)


def test_what_labels_meant_is_remembered_and_can_change(session, lead):
    remember_labels(session, lead, {"MF": Kind.CO_MODERATOR, "O": Kind.MODERATOR})
    remember_labels(session, lead, {"MF": Kind.MODERATOR})

    assert queries.label_choices(session, lead) == {"MF": Kind.MODERATOR, "O": Kind.MODERATOR}
    assert queries.label_choices(session, factories.study(session)) == {}


@pytest.mark.parametrize("role", [Role.CO_RESEARCHER, Role.SUPERVISOR])
def test_only_a_lead_signs_and_takes_out_keys(session, lead, role):
    talk, member = factories.transcript(session, lead), factories.member(session, lead, role=role)

    for forbidden in (
        lambda: sign(session, member, talk.id, ["a"], Signature({}, "1")),
        lambda: note_key(session, member, uuid4()),
        lambda: confirm_destroyed(session, member, uuid4()),
        lambda: remember_labels(session, member, {"O": Kind.MODERATOR}),
    ):
        with pytest.raises(NotAllowed):
            forbidden()
