"""The database itself refuses a link from one study into another."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import ForeignKeyConstraint, Table, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.importing.roles import Kind, Move
from app.security.viewer import Viewer
from app.store.base import Base, now
from app.store.queries import studies as queries
from app.store.queries import transcripts
from app.store.tables import (
    Account,
    Artefact,
    Attribute,
    AttributeRange,
    Band,
    Bearer,
    Bearing,
    CaseAnswer,
    Check,
    CheckAnswer,
    Code,
    Colleagues,
    CountedLevel,
    DecidedBy,
    DecidedCoding,
    Decision,
    Degree,
    EarlierWords,
    Edit,
    EnteredFor,
    Finding,
    FindingPassage,
    FocusGroup,
    FocusGroupBand,
    How,
    Job,
    JobState,
    KeptTally,
    LeftOut,
    MeaningUnit,
    Memo,
    MemoKind,
    MemoOn,
    Outcome,
    Participant,
    ParticipantBand,
    Proposal,
    Reading,
    Response,
    ReviewCheck,
    Revising,
    Revision,
    SecondLook,
    Settled,
    SignedThing,
    Summary,
    Theme,
    ThemeQuestion,
    ThemeResponse,
    Transcript,
    Turn,
    TurnAnswer,
    UnitMaker,
    Withdrawal,
)
from app.workbench import anonymity, live, members, questions, readings, rounds, steps
from app.workbench.code_places import place_code
from app.workbench.codebook import edit_code
from app.workbench.first_thoughts import Written, keep_thought
from app.workbench.merging import merge_codes
from app.workbench.pins import pin_code
from app.workbench.sign_offs import sign_off
from app.workbench.theme_review import write_reflection
from app.workbench.versions import keep_version
from tests import factories

# Every column that points to a row of the same study, found in the models.
LINKS = sorted(
    (table.name, link.elements[1].parent.name)
    for table in Base.metadata.tables.values()
    for link in table.constraints
    if isinstance(link, ForeignKeyConstraint) and len(link.elements) == 2
)
# A payload belongs to its act by number, and every study's numbers begin at 1.
BY_NUMBER = ("trail_payload", "number")


def study_with_everything(session: Session) -> Viewer:
    """Make a study that has at least one row in every table, and something in every link."""
    lead = factories.study(session)
    questions.set_questions(session, lead, research=["What helps?"], guide=["Tell us."])
    group = factories.focus_group(session, lead, district="District A")
    talk = factories.transcript(session, lead, group=group)
    top = factories.theme(session, lead)
    below = factories.theme(session, lead, under=top)
    label = factories.code(session, lead, theme=below)
    what_became_of_codes(session, lead, label)
    factories.quote(session, lead, talk=talk, speaks_for=below)
    rounds.mark_reading(session, lead, transcript_id=talk.id, done=True)
    what_is_read(session, lead, talk.id)
    members.invite_member(session, lead, role=lead.role)
    [alone], _ = factories.blind(session, lead), session.flush()
    factories.code(session, alone)
    session.add(Job(study_id=lead.study_id, member_id=lead.member_id, kind="import", state=JobState.DONE))
    what_came_in(session, lead, talk.id)
    what_is_known(session, lead, group)
    live.choose(session, lead, colleagues=Colleagues.ASKED, shown=True)
    what_is_noted(session, lead, talk, group)
    what_is_settled(session, lead, talk.id, label)
    what_is_found(session, lead, top, group)
    what_was_tried(session, lead, talk, group, below)
    session.commit()
    session.add(KeptTally(study_id=lead.study_id, transcript_id=talk.id, marks=b"", words=b""))
    session.commit()  # kept after all acts, of which many let tallies go
    return lead


def what_is_settled(session: Session, lead: Viewer, transcript_id: UUID, label: Code) -> None:
    """Settle a difference together with a colleague, and look a second time for a code."""
    of_study, colleague = {"study_id": lead.study_id}, factories.member(session, lead)
    decision = Decision(
        id=uuid4(), round_id=queries.rounds(session, lead)[0].id, transcript_id=transcript_id, first_turn=2,
        last_turn=2, outcome=Outcome.ONE, prevailed_id=colleague.member_id, noted_by_id=lead.member_id, **of_study,
    )  # fmt: skip
    session.add(decision)
    session.flush()
    of_decision = {"decision_id": decision.id, **of_study}
    turn = session.scalars(select(Turn.id).where(Turn.transcript_id == transcript_id)).first()
    session.add(Settled(turn_id=turn, code_id=label.id, **of_decision))
    session.add(DecidedBy(member_id=colleague.member_id, **of_decision))
    session.add(DecidedCoding(coding_id=uuid4(), **of_decision))
    reading = session.scalars(select(Reading.id).where(Reading.study_id == lead.study_id)).first()
    session.add(SecondLook(reading_id=reading, code_id=label.id, **of_study))


def what_is_read(session: Session, lead: Viewer, transcript_id: UUID) -> None:
    """Say what readers should know, and leave a turn out."""
    readings.set_content_note(session, lead, transcript_id=transcript_id, words="Speaks of loss")
    round_ = queries.round_of_work(session, lead)
    of_lead = {"study_id": lead.study_id, "round_id": round_.id, "member_id": lead.member_id}
    session.add(LeftOut(transcript_id=transcript_id, number=2, **of_lead))


def what_became_of_codes(session: Session, lead: Viewer, label: Code) -> None:
    """Reword a code, merge another one into it, put it on a key, propose it, and keep a version."""
    edit_code(session, lead, label.id, name="Another name", rule={})
    other = factories.code(session, lead)
    merge_codes(session, lead, other.id, label.id)
    pin_code(session, lead, label.id)
    keep_version(session, lead, "Before we went on.")
    of_study = {"study_id": lead.study_id, "proposed_by_id": lead.member_id}
    session.add(Proposal(coding_id=uuid4(), from_code_id=other.id, to_code_id=label.id, **of_study))
    session.flush()


def what_came_in(session: Session, lead: Viewer, transcript_id: UUID) -> None:
    """Sign for a transcript, take out a key and destroy it, change the transcript, and let somebody withdraw."""
    anonymity.sign(session, lead, transcript_id, ["Words."], anonymity.Signature({}, "1"))
    key = uuid4()
    anonymity.note_key(session, lead, key)
    anonymity.confirm_destroyed(session, lead, key)
    anonymity.remember_labels(session, lead, {"MF": Kind.CO_MODERATOR})
    question, turn = queries.guide(session, lead)[0], transcripts.asking_turns(session, lead, transcript_id)[0]
    questions.confirm_moves(session, lead, transcript_id, {turn.number: (Move.QUESTION, question.id)})
    of_study = {"study_id": lead.study_id, "made_by_id": lead.member_id}
    revision = Revision(id=uuid4(), transcript_id=transcript_id, number=2, why=Revising.REDACTED, **of_study)
    session.add(revision)
    session.flush()
    session.add(Edit(study_id=lead.study_id, revision_id=revision.id, start=0, end=1, length=1))
    voice = session.scalars(select(Participant.id).where(Participant.study_id == lead.study_id)).first()
    session.add(Withdrawal(participant_id=voice, degree=Degree.NOT_QUOTED, **of_study))


def what_is_known(session: Session, lead: Viewer, group: FocusGroup) -> None:
    """Name attributes of participants and focus groups, with a band for each and a range."""
    here = {"study_id": lead.study_id}
    voice = session.scalars(select(Participant.id).where(Participant.study_id == lead.study_id)).first()
    for bearer, place in ((Bearer.PARTICIPANT, 1), (Bearer.FOCUS_GROUP, 2)):
        attribute = Attribute(id=uuid4(), name=bearer.value, bearer=bearer, position=place, **here)
        session.add(attribute)
        session.flush()
        band = Band(id=uuid4(), attribute_id=attribute.id, name="20–39", position=1, **here)
        session.add(band)
        session.flush()
        of_band = {"attribute_id": attribute.id, "band_id": band.id, **here}
        if bearer is Bearer.PARTICIPANT:
            session.add(ParticipantBand(participant_id=voice, **of_band))
            stakeholder = group.stakeholder_id
            session.add(AttributeRange(attribute_id=attribute.id, stakeholder_id=stakeholder, words="22–67", **here))
        else:
            session.add(FocusGroupBand(focus_group_id=group.id, **of_band))
    session.flush()


def what_is_found(session: Session, lead: Viewer, theme: Theme, group: FocusGroup) -> None:
    """Write down a finding with a passage behind it, and say which question the theme is about."""
    here = {"study_id": lead.study_id}
    unit = session.scalars(select(MeaningUnit).where(MeaningUnit.study_id == lead.study_id)).first()
    finding = Finding(
        id=uuid4(), theme_id=theme.id, position=1, sentence="Some stay.", level=CountedLevel.FOCUS_GROUPS,
        stakeholder_id=group.stakeholder_id, district_id=group.district_id, **here,
    )  # fmt: skip
    session.add(finding)
    session.flush()
    session.add(UnitMaker(unit_id=unit.id, member_id=lead.member_id, **here))
    turn, earlier = session.scalars(select(Turn.id).where(Turn.transcript_id == unit.transcript_id)).all()[:2]
    answer = {"turn_id": turn, "earlier_id": earlier, "transcript_id": unit.transcript_id, "coder_id": lead.member_id}
    session.add(TurnAnswer(round_id=unit.round_id, how=How.AGREES, **answer, **here))
    session.add(EnteredFor(subject_id=unit.id, member_id=lead.member_id, typed_by_id=lead.member_id, **here))
    session.add(FindingPassage(finding_id=finding.id, unit_id=unit.id, bearing=Bearing.SUPPORTS, **here))
    voice = session.scalars(select(Participant.id).where(Participant.study_id == lead.study_id)).first()
    session.add(Summary(theme_id=theme.id, participant_id=voice, words="Few.", finished=True, **here))
    session.add(Summary(theme_id=theme.id, focus_group_id=group.id, words="Some.", finished=True, **here))
    session.add(ThemeResponse(theme_id=theme.id, participant_id=voice, response=Response.AGREE, **here))
    session.add(ThemeQuestion(theme_id=theme.id, guide_question_id=queries.guide(session, lead)[0].id, **here))
    session.flush()


def what_is_noted(session: Session, lead: Viewer, talk: Transcript, group: FocusGroup) -> None:
    """Write a memo that hangs on everything at once, a reply to it, and what it said before."""
    voice = session.scalars(select(Participant.id).where(Participant.study_id == lead.study_id)).first()
    memo = Memo(
        study_id=lead.study_id, id=uuid4(), author_id=lead.member_id, kind=MemoKind.ANALYTIC, private=False,
        hangs_on=MemoOn.TRANSCRIPT, transcript_id=talk.id, focus_group_id=group.id, participant_id=voice, words="Yes",
        made_in_id=queries.rounds(session, lead)[0].id,
    )  # fmt: skip
    session.add(memo)
    session.flush()
    links = {name: getattr(memo, name) for name in ("transcript_id", "focus_group_id", "participant_id", "made_in_id")}
    reply = Memo(
        study_id=lead.study_id, id=uuid4(), author_id=lead.member_id, kind=MemoKind.ANALYTIC, private=False,
        hangs_on=MemoOn.TRANSCRIPT, words="No", answers_id=memo.id, **links,
    )  # fmt: skip
    session.add(reply)
    session.add(EarlierWords(study_id=lead.study_id, memo_id=memo.id, number=1, kind=MemoKind.ANALYTIC, words="Y"))
    session.flush()


def what_was_tried(session: Session, lead: Viewer, talk: Transcript, group: FocusGroup, theme: Theme) -> None:
    """Go to a step, hand first thoughts in, take a code out of a theme, and try the theme in every way."""
    step = steps.add_step(session, lead, name="Reading", artefacts=[Artefact.UNITS])
    steps.go_to_step(session, lead, step.id)
    keep_thought(session, lead, talk.id, Written("Warm.", hand_in=True)).made_in_id = queries.rounds(session, lead)[
        0
    ].id
    sign_off(session, lead, thing=SignedThing.STEP, thing_id=step.id)
    place_code(session, lead, code_id=factories.code(session, lead, theme=theme).id, theme_id=None)
    day = date(2026, 3, 1)
    of_theme = {"study_id": lead.study_id, "theme_id": theme.id, "member_id": lead.member_id}
    session.add(ReviewCheck(asked=Check.EXTRACTS, answer=CheckAnswer.YES, **of_theme))
    session.add(CaseAnswer(coding_id=uuid4(), words="It widens it.", **of_theme))
    write_reflection(session, lead, theme.id, words="So.", said_on=day, today=day, focus_group_id=group.id)


def target_of(table: Table, column: str) -> Table:
    [link] = [one for one in table.foreign_key_constraints if one.column_keys == ["study_id", column]]
    return link.elements[1].column.table


def test_the_links_between_tables_are_found():
    assert len(LINKS) == 125
    assert {
        ("coding", "code_id"),
        ("meaning_unit", "coder_id"),
        ("quote", "theme_id"),
        ("turn", "transcript_id"),
    } <= set(LINKS)


def test_every_link_stays_in_its_study(session):
    here, there = study_with_everything(session), study_with_everything(session)

    for name, column in LINKS:
        if (name, column) == BY_NUMBER:
            continue
        table = Base.metadata.tables[name]
        far = target_of(table, column)
        held = (table.c.study_id == here.study_id, table.c[column].is_not(None))
        row = session.execute(select(table).where(*held)).mappings().first()
        elsewhere = session.execute(select(far.c.id).where(far.c.study_id == there.study_id)).scalars().first()
        assert row is not None, f"{name} is empty, so nothing was tried"
        assert elsewhere is not None, f"{far.name} is empty, so nothing was tried"
        this = [key == row[key.name] for key in table.primary_key]
        with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
            session.execute(update(table).where(*this).values({column: elsewhere}))
        session.rollback()


def test_a_row_of_a_study_that_is_not_there_is_refused(session):
    session.add(
        Participant(study_id=uuid4(), focus_group_id=uuid4(), label="P1", kind="participant", person_id=uuid4())
    )

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_turn_that_ends_before_it_begins_is_refused(session):
    lead = factories.study(session)
    factories.transcript(session, lead)

    with pytest.raises(IntegrityError):
        session.execute(update(Turn).values(start=5, end=5))


def test_an_account_that_is_a_member_cannot_be_removed(session):
    lead = factories.study(session)
    account = session.get(Account, lead.account_id)
    session.delete(account)

    with pytest.raises(IntegrityError):
        session.flush()


def test_everything_is_made_before_the_future(session):
    lead = study_with_everything(session)

    [made] = session.scalars(select(Account.created_at).where(Account.id == lead.account_id))

    assert made <= now()
