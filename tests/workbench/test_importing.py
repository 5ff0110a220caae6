"""A confirmed conversation becomes participants, turns and their places."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from app.importing.formats import read_draft
from app.importing.labels import Choice, Kind, labels_found, settled
from app.security.permissions import NotAllowed, Role
from app.store.queries import anonymity
from app.store.queries.studies import focus_groups
from app.store.queries.transcripts import NotInThisStudy, person_count, transcript, transcripts, turns
from app.store.tables import Participant, Transcript
from app.workbench.anonymity import AlreadyHere, Signature
from app.workbench.importing import NewTranscript, import_signed, store_transcript
from tests import factories
from tests.importing.readers import word_files


@pytest.fixture
def lead(session):
    return factories.study(session)


def participants(session, group):
    rows = session.execute(
        select(Participant.label, Participant.kind)
        .where(Participant.focus_group_id == group.id)
        .order_by(Participant.label)
    )
    return [tuple(row) for row in rows]


def test_turns_keep_their_order_words_and_speakers(session, lead):
    talk = factories.transcript(session, lead, lines=["I: What helps?", "P1: Coffee.", "P2: Soup.", "P1: Both."])

    kept = turns(session, lead, talk.id)

    assert [(turn.number, turn.participant, turn.words) for turn in kept] == [
        (1, "I", "What helps?"), (2, "P1", "Coffee."), (3, "P2", "Soup."), (4, "P1", "Both."),
    ]  # fmt: skip
    assert kept[1].participant_id == kept[3].participant_id


def test_places_count_code_points_of_the_words_joined_by_lf(session, lead):
    # 🙂 counts once. 0-3 "åå🙂", LF at 3, 4-7 "b\nc", LF at 7, 8-9 "d": 9 in all.
    talk = store_transcript(
        session, lead, focus_group_id=factories.focus_group(session, lead).id, title=" Talk ", header=("A", "B"),
        turns=[*factories.confirmed("P1: åå🙂"), *factories.confirmed("P2: b\nc"), *factories.confirmed("P1: d")],
    )  # fmt: skip

    assert [(turn.start, turn.end) for turn in turns(session, lead, talk.id)] == [(0, 3), (4, 7), (8, 9)]
    assert (talk.length, talk.turn_count, talk.title, talk.header) == (9, 3, "Talk", "A\nB")


def test_every_kind_of_voice_is_kept_and_only_participants_are_people(session, lead):
    group = factories.focus_group(session, lead)
    lines = ["I: a", "C: b", "P1: c", "P2: d", "All: e", "?: f", ": g"]

    talk = factories.transcript(session, lead, group=group, lines=lines)

    assert participants(session, group) == sorted([
        ("?", Kind.UNKNOWN), ("All", Kind.SEVERAL), ("C", Kind.CO_MODERATOR), ("I", Kind.MODERATOR),
        ("P1", Kind.PARTICIPANT), ("P2", Kind.PARTICIPANT), ("–", Kind.NONE),
    ])  # fmt: skip
    assert person_count(session, lead) == 2
    assert focus_groups(session, lead)[0].participants == 2
    assert [turn.kind for turn in turns(session, lead, talk.id)][-1] is Kind.NONE


def test_a_label_is_the_same_participant_in_every_transcript_of_its_focus_group(session, lead):
    group = factories.focus_group(session, lead)
    first = factories.transcript(session, lead, group=group, lines=["I: a", "P1: b", ": c"])
    second = factories.transcript(session, lead, group=group, lines=["P1: d", "P2: e", "I: f", ": g"])

    before, after = turns(session, lead, first.id), turns(session, lead, second.id)
    assert before[1].participant_id == after[0].participant_id
    assert [label for label, _ in participants(session, group)] == ["I", "P1", "P2", "–"]
    assert person_count(session, lead) == 2


def test_a_label_is_another_participant_in_another_focus_group(session, lead):
    for _ in range(2):
        factories.transcript(session, lead, lines=["P1: a"])

    assert person_count(session, lead) == 2


def test_a_word_file_becomes_a_transcript(session, lead):
    data = word_files.transcript(
        "Date: 1 May", "Moderator: What helps you in everyday life?", "P1: Coffee.", "And time.", "P2: Soup."
    )
    draft = read_draft(data)
    confirmed = settled(draft, {found.key: Choice(found.proposed) for found in labels_found(draft)})

    talk = store_transcript(
        session, lead, focus_group_id=factories.focus_group(session, lead).id, title="Talk", header=draft.header,
        turns=confirmed,
    )  # fmt: skip

    assert [(turn.participant, turn.words) for turn in turns(session, lead, talk.id)] == [
        ("I", "What helps you in everyday life?"), ("P1", "Coffee.\nAnd time."), ("P2", "Soup."),
    ]  # fmt: skip
    assert talk.header == "Date: 1 May"


def test_transcripts_come_in_the_order_of_their_focus_groups(session, lead):
    later = factories.focus_group(session, lead, label="Service users 1")
    earlier = factories.focus_group(session, lead, label="Volunteers 1", stakeholder="Volunteer")
    for group in (earlier, later):
        factories.transcript(session, lead, group=group)

    assert [line.title for line in transcripts(session, lead)] == ["Service users 1", "Volunteers 1"]


def test_a_transcript_can_have_the_id_of_the_form_that_sent_it(session, lead):
    id_ = uuid4()
    store_transcript(
        session, lead, focus_group_id=factories.focus_group(session, lead).id, title="Talk", header=(),
        turns=factories.confirmed("P1: a"), transcript_id=id_,
    )  # fmt: skip

    assert transcript(session, lead, id_).title == "Talk"


@pytest.mark.parametrize("role", [Role.CO_RESEARCHER, Role.SUPERVISOR])
def test_only_a_lead_imports(session, lead, role):
    group = factories.focus_group(session, lead)

    with pytest.raises(NotAllowed):
        factories.transcript(session, factories.member(session, lead, role=role), group=group)


def test_nothing_is_imported_into_a_focus_group_of_another_study(session, lead):
    group, other = factories.focus_group(session, lead), factories.study(session)

    with pytest.raises(NotInThisStudy):
        factories.transcript(session, other, group=group)
    assert session.scalars(select(Transcript)).all() == []


def test_a_transcript_of_another_study_is_not_found(session, lead):
    talk, other = factories.transcript(session, lead), factories.study(session)

    with pytest.raises(NotInThisStudy):
        transcript(session, other, talk.id)
    assert turns(session, other, talk.id) == []
    assert person_count(session, other) == 0


def new(group, *lines, title="Talk"):
    return NewTranscript(uuid4(), group.id, title, (), tuple(factories.confirmed(*lines)), "nb")


SIGNED = Signature({"PERSON": {"replaced": 2, "kept": 0}}, "1")


def test_what_is_signed_for_is_stored_with_its_signature_language_and_what_the_labels_meant(session, lead):
    first, second = (factories.focus_group(session, lead, label=label) for label in ("One", "Two"))
    talks = [new(first, "I: a", "P1: b"), new(second, "P1: c")]

    slips = import_signed(session, lead, talks, SIGNED, {"MF": Kind.CO_MODERATOR}, slips=False)

    assert slips == []
    signed = anonymity.signatures(session, lead)
    assert [signed[talk.id].initials for talk in talks] == [lead.initials] * 2
    assert transcript(session, lead, talks[0].id).language == "nb"
    assert anonymity.label_choices(session, lead) == {"MF": Kind.CO_MODERATOR}


def test_slips_say_whose_they_are_in_the_order_of_groups_and_numbers(session, lead):
    first, second = (factories.focus_group(session, lead, label=label) for label in ("B", "A"))
    factories.transcript(session, lead, group=first, lines=["P1: before"])
    talks = [new(first, "I: a", "P10: b", "P1: c", "P9: d"), new(second, "P1: e", "C: f", "All: g")]

    slips = import_signed(session, lead, talks, SIGNED, {}, slips=True)

    assert [(slip.label, slip.focus_group) for slip in slips] == [("P1", "A"), ("P9", "B"), ("P10", "B")]
    assert len({slip.slip for slip in slips}) == 3


def test_the_same_words_are_not_stored_twice(session, lead):
    group = factories.focus_group(session, lead)
    import_signed(session, lead, [new(group, "P1: a", "P2: b")], SIGNED, {}, slips=False)

    with pytest.raises(AlreadyHere):
        import_signed(session, lead, [new(group, "P1: a", "P3: b", title="Another")], SIGNED, {}, slips=False)


@pytest.mark.parametrize("role", [Role.CO_RESEARCHER, Role.SUPERVISOR])
def test_only_a_lead_stores_what_is_signed_for(session, lead, role):
    group, member = factories.focus_group(session, lead), factories.member(session, lead, role=role)

    with pytest.raises(NotAllowed):
        import_signed(session, member, [new(group, "P1: a")], SIGNED, {}, slips=True)
