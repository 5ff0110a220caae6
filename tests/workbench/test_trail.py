"""The trail holds every act, in its order, and no words."""

import pytest
from sqlalchemy import select

from app.security.permissions import NotAllowed, Role
from app.store.queries.trail import Sought
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import TrailHead, TrailPayload, TrailRow
from app.web.words import ACTS, TRAIL_ROOMS
from app.workbench.codebook import CodeExists
from app.workbench.merging import merge_codes
from app.workbench.trail import ROOMS, trail, verify_trails
from tests import factories
from tests.factories import KEY
from tests.on_the_trail import newest_acts

pytestmark = pytest.mark.usefixtures("lead")  # every test stands on the study with six acts


@pytest.fixture
def lead(write):
    """A study with six acts on its trail: the study itself, and five codes."""
    with write() as session:
        lead = factories.study(session)
    for _ in range(5):
        with write() as session:
            factories.code(session, lead)
    return lead


def test_acts_are_numbered_without_gaps_and_chained_from_the_first(lead, read):
    with read() as session:
        rows = session.scalars(select(TrailRow).order_by(TrailRow.number)).all()
        head = session.scalars(select(TrailHead)).one()

    assert [row.number for row in rows] == [1, 2, 3, 4, 5, 6]
    assert [row.previous for row in rows] == ["", *(row.hash for row in rows[:-1])]
    assert (head.number, head.hash) == (6, rows[-1].hash)
    assert [row.act for row in rows] == ["study.created"] + ["code.created"] * 5
    assert {row.actor_id for row in rows} == {lead.member_id}


def test_several_acts_of_one_transaction_are_numbered_in_their_order(write, read, lead):
    with write() as session:
        group = factories.focus_group(session, lead)
        factories.transcript(session, lead, group=group)

    with read() as session:
        newest = [line.act for line in newest_acts(session, lead)][:3]
    assert newest == ["transcript.imported", "focus group.added", "stakeholder.added"]


def test_the_trail_of_one_study_does_not_move_that_of_another(write, read, lead):
    with write() as session:
        other = factories.study(session)
        factories.code(session, other)

    with read() as session:
        assert [line.number for line in newest_acts(session, other)] == [2, 1]
        assert [line.number for line in newest_acts(session, lead)] == [6, 5, 4, 3, 2, 1]
        assert verify_trails(session, KEY) == (8, [])


def test_payloads_hold_references_and_no_words(write, read, lead):
    with write() as session:
        talk = factories.transcript(session, lead, lines=["P1: shame keeps me at home"])
        factories.quote(session, lead, talk=talk)

    with read() as session:
        payloads = " ".join(session.scalars(select(TrailPayload.payload)))
    assert str(talk.id) in payloads
    assert "shame" not in payloads


def test_a_refused_action_leaves_no_row(write, read, lead):
    def make(*names):
        with write() as session:
            for name in names:
                factories.code(session, lead, name=name)

    with pytest.raises(CodeExists):
        make("Shame", "shame")

    with read() as session:
        assert verify_trails(session, KEY) == (6, [])


def test_a_rolled_back_session_forgets_its_acts(session, read):
    lead = factories.study(session)
    session.commit()
    factories.code(session, lead)
    session.rollback()
    factories.theme(session, lead)
    session.commit()

    with read() as asked:
        assert [line.act for line in newest_acts(asked, lead)] == ["theme.created", "study.created"]


def test_a_co_researcher_may_not_see_the_trail_and_a_supervisor_may(lead, write, read):
    with write() as session:
        coder = factories.member(session, lead)
        supervisor = factories.member(session, lead, role=Role.SUPERVISOR)

    with read() as session:
        with pytest.raises(NotAllowed):
            trail(session, coder, Sought())
        assert len(newest_acts(session, supervisor)) == 8


def test_nobody_sees_the_trail_of_another_study(write, read):
    with write() as session:
        other = factories.study(session)

    with read() as session:
        assert [line.act for line in newest_acts(session, other)] == ["study.created"]


def test_every_act_belongs_to_one_room_of_the_study():
    first_words = {act.partition(".")[0] for act in ACTS}
    placed = [word for words in ROOMS.values() for word in words]

    assert sorted(placed) == sorted(set(placed))
    assert first_words == set(placed)
    assert list(ROOMS) == list(TRAIL_ROOMS)


def test_an_act_says_what_it_was_on(write, read, lead):
    with write() as session:
        talk = factories.transcript(session, lead, lines=["P1: shame keeps me at home"])
        talk.title = "Morning"
        kept, gone = factories.code(session, lead, name="Shame"), factories.code(session, lead, name="Guilt")
        factories.coding(session, lead, talk=talk, label=gone, turn=1)
    with write() as session:
        merge_codes(session, lead, gone.id, kept.id)

    with read() as session:
        page = trail(session, lead, Sought())
        told = {act.line.act: [one.name for one in act.on] for act in page.acts}
        assert told["coding.applied"] == ["Guilt", "Morning"]
        assert told["code.merged"] == ["Guilt", "Shame"]
        assert told["study.created"] == []

        page = trail(session, lead, Sought(thing_id=gone.id))
        assert [act.line.act for act in page.acts] == ["code.merged", "coding.applied", "code.created"]
        assert page.thing.name == "Guilt"


def test_the_trail_is_read_by_member_by_room_and_page_by_page(write, read, lead):
    with write() as session:
        supervisor = factories.member(session, lead, role=Role.SUPERVISOR)

    with read() as session:
        assert [line.act for line in newest_acts(session, lead, member_id=supervisor.member_id)] == ["member.joined"]
        assert len(newest_acts(session, lead, kinds=ROOMS["codebook"])) == 5
        first = trail(session, lead, Sought(), 4)
        then = trail(session, lead, Sought(before=first.acts[-1].line.number), 4)
        assert [act.line.number for act in first.acts] == [7, 6, 5, 4]
        assert [act.line.number for act in then.acts] == [3, 2, 1]
        assert (first.more, then.more) == (True, False)


def test_nothing_of_another_study_is_named(write, read, lead):
    with write() as session:
        theirs = factories.code(session, factories.study(session), name="Elsewhere")

    with read() as session, pytest.raises(NotInThisStudy):
        trail(session, lead, Sought(thing_id=theirs.id))


def test_a_code_made_by_a_colleague_in_a_blind_round_is_not_named_to_a_lead(write, read, lead):
    with write() as session:
        coder = factories.member(session, lead)
        blind, coder = factories.blind(session, lead, coder)
        label = factories.code(session, coder, name="Hidden")

    with read() as session:
        assert "Hidden" not in str(trail(session, blind, Sought()))
        with pytest.raises(NotInThisStudy):
            trail(session, blind, Sought(thing_id=label.id))
