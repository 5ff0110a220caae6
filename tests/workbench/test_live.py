"""What may be heard of the trail, by whom, and what an act has changed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from app.security.permissions import Role
from app.store.queries import codes as code_queries
from app.store.queries import live as queries
from app.store.tables import Colleagues
from app.store.trail_chain import Act, record
from app.store.visible import LIVE
from app.workbench import coding, live, undoing
from app.workbench.rounds import mark_reading
from tests import factories
from tests.databases import statements
from tests.workbench.blind_world import World


@pytest.fixture
def lead(session):
    return factories.study(session)


def heard_by(session, viewer):
    """Return all that a viewer may hear of, as happenings."""
    session.commit()
    end = queries.trail_end(session, viewer.study_id)
    acts = queries.latest_heard(session, viewer, end, 10_000)
    return [live.happening(session, viewer.study_id, act) for act in acts]


def kinds(happenings):
    return [one.kind for one in happenings]


def test_members_hear_of_each_others_work_whatever_their_role(session, lead):
    others = [factories.member(session, lead, role=role) for role in (Role.CO_RESEARCHER, Role.SUPERVISOR)]
    talk = factories.transcript(session, lead)
    code = factories.code(session, lead, theme=factories.theme(session, lead))
    factories.coding(session, others[0], talk=talk, label=code)
    mark_reading(session, others[0], transcript_id=talk.id, done=True)

    heard = [kinds(heard_by(session, viewer)) for viewer in (lead, *others)]

    assert heard == [["transcript", "theme", "code", "code", "coding", "reading"]] * 3


def test_nobody_hears_of_another_study(session, lead):
    factories.code(session, lead)

    assert heard_by(session, factories.study(session, title="Another")) == []


def test_an_act_that_is_not_known_to_be_live_is_not_told(session, lead):
    before = heard_by(session, lead)
    record(session, Act(lead.study_id, lead.member_id, "member.invited", uuid4()))
    record(session, Act(lead.study_id, lead.member_id, "codex.changed", uuid4()))

    assert heard_by(session, lead) == before
    assert "member" not in LIVE


def test_a_team_memo_is_heard_of_and_a_private_one_is_not(session, lead):
    other = factories.member(session, lead)
    code = factories.code(session, other)
    for private in (True, False):
        factories.memo(session, other, on=code, private=private)

    assert kinds(heard_by(session, lead)) == ["code", "memo"]


def test_blind_coders_hear_their_own_work_and_a_lead_who_has_read(write, read):
    world = World(write, read)
    world.work(world.second, "Of the second")
    with read() as session:
        heard = {
            who: {one.kind for one in heard_by(session, getattr(world, who)) if one.actor_id == world.second.member_id}
            for who in ("first", "second", "lead")
        }
        supervisor = factories.again(session, world.supervisor)
        heard["supervisor"] = {
            one.kind for one in heard_by(session, supervisor) if one.actor_id == world.second.member_id
        }

    assert heard["first"] == set()
    assert heard["lead"] == {"reading"}
    assert heard["second"] == heard["supervisor"] == {"code", "coding", "reading", "quote"}


def test_many_viewers_are_asked_for_at_once_by_the_rule_of_each(write, read):
    world = World(write, read)
    world.work(world.second, "Of the second")
    with read() as session:
        viewers = [world.first, world.second, world.lead, factories.again(session, world.supervisor)]
        at_once = queries.acts_after(session, viewers, 0)
        end = queries.trail_end(session, world.lead.study_id)
        for viewer in viewers:
            alone = queries.latest_heard(session, viewer, end, 10_000)

            assert [act for act, hearers in at_once if viewer in hearers] == alone
            assert queries.heard_count(session, viewer, end) == len(alone)


def test_the_cursor_is_dense_whatever_others_do_meanwhile(write, read):
    world = World(write, read)

    def count():
        with read() as session:
            return queries.heard_count(session, world.first, queries.trail_end(session, world.first.study_id))

    before = count()
    world.work(world.second, "Of the second")
    after_others = count()
    with write() as session:
        factories.code(session, world.first, name="One more")

    assert (after_others, count()) == (before, before + 1)


def test_looking_for_news_costs_the_same_for_two_acts_and_twenty_viewers(engine, write, read):
    with write() as session:
        lead = factories.study(session)
        others = [factories.member(session, lead) for _ in range(20)]
        code = factories.code(session, lead)
    with read() as session, statements(engine) as few:
        live.news(session, lead.study_id, [lead], 0)
    with read() as session, statements(engine) as many:
        live.news(session, lead.study_id, [lead, *others], 0)

    assert code.name
    assert len(few) == len(many)


def test_whoever_is_not_the_viewer_any_more_is_told_nothing(session, lead):
    other = factories.member(session, lead)
    factories.code(session, lead)
    [lead_now, other_now] = factories.blind(session, lead, other)
    session.commit()

    heard = live.news(session, lead.study_id, [lead, other, other_now], 0)

    assert heard.there == {other_now}
    assert lead_now.blind_rounds
    assert {viewer for _, hearers in heard.acts for viewer in hearers} == {other_now}


# --- What an act has changed ---


def last_heard(session, lead):
    return heard_by(session, lead)[-1]


def test_a_coding_that_moves_touches_the_turns_before_and_after(session, lead):
    talk = factories.transcript(session, lead)
    factories.coding(session, lead, talk=talk, turn=2)
    [row] = factories.coding_queries.codings(session, lead, talk.id)
    passage = factories.passage(session, lead, talk, "coffee and time")
    coding.move_coding(session, lead, coding_id=row.id, passage=passage)

    told = last_heard(session, lead)

    assert (told.kind, told.transcript, told.first, told.last) == ("coding", str(talk.id), 2, 3)


def test_a_coding_that_gets_another_code_touches_both_codes(session, lead):
    talk, other = factories.transcript(session, lead), factories.code(session, lead)
    change = factories.coding(session, lead, talk=talk, turn=2)
    [row] = factories.coding_queries.codings(session, lead, talk.id)
    coding.recode(session, lead, coding_id=row.id, code_id=other.id)

    assert set(last_heard(session, lead).codes) == {str(other.id), str(change.code_id)}
    session.commit()
    undoing.undo(session, lead)
    assert set(last_heard(session, lead).codes) == {str(other.id), str(change.code_id)}


def test_where_the_words_have_changed_since_any_turn_may_have_changed(session, lead):
    talk = factories.transcript(session, lead)
    factories.coding(session, lead, talk=talk, turn=2)
    told = last_heard(session, lead)
    talk.revision += 1
    session.flush()

    assert (told.first, told.last) == (2, 2)
    assert (last_heard(session, lead).first, last_heard(session, lead).last) == (None, None)


def test_an_act_whose_payload_was_erased_tells_that_something_has_changed(session, lead):
    act = queries.HeardAct(1, "coding.applied", lead.member_id, uuid4(), None)

    told = live.happening(session, lead.study_id, act)

    assert (told.kind, told.transcript, told.first, told.codes) == ("coding", None, None, ())


# --- Where a stream begins ---


def joined(session, viewer, *, behind=None, drawn=None):
    session.commit()
    end = queries.trail_end(session, viewer.study_id)
    last = None
    if behind is not None:
        last = (live.view_of(viewer), queries.heard_count(session, viewer, end) - behind)
    return live.joined(session, viewer, end, last=last, drawn=drawn)


@pytest.mark.parametrize(("behind", "missed"), [(0, 0), (1, 1), (live.MOST, live.MOST), (live.MOST + 1, None)])
def test_a_stream_goes_on_after_what_was_heard_last(session, lead, behind, missed):
    for number in range(live.MOST + 1):
        factories.code(session, lead, name=f"Code {number}")

    found = joined(session, lead, behind=behind).missed

    assert (None if found is None else len(found)) == missed


def test_a_cursor_from_before_a_round_opened_means_nothing_in_it(session, lead):
    factories.code(session, lead)
    session.commit()
    before = live.view_of(lead)
    [blind] = factories.blind(session, lead)

    assert live.view_of(blind) != before
    assert live.joined(session, blind, 3, last=(before, 1), drawn=None).missed is None


def test_a_page_that_was_just_drawn_hears_what_came_since(session, lead):
    factories.code(session, lead)

    assert len(joined(session, lead, drawn=timedelta(minutes=1)).missed) == 1
    assert joined(session, lead).missed == []


# --- What a member chooses ---


def test_a_choice_is_the_members_own(session, lead):
    other = factories.member(session, lead)
    live.choose(session, other, colleagues=Colleagues.FINISHED, shown=False)
    live.choose(session, other, colleagues=Colleagues.AT_ONCE, shown=False)

    assert queries.choice_of(session, other) == (Colleagues.AT_ONCE, False)
    assert queries.choice_of(session, lead) == (Colleagues.AT_ONCE, True)


def test_counts_follow_what_the_viewer_may_see(write, read):
    world = World(write, read)
    world.work(world.second, "Of the second")
    with read() as session:
        codes = [row.id for row in code_queries.codes(session, factories.again(session, world.supervisor))]
        seen = {who: queries.counts_of(session, getattr(world, who), codes) for who in ("first", "second")}
        for who, counts in seen.items():
            own = {row.id: row.codings for row in code_queries.codes(session, getattr(world, who))}
            assert counts == own

    assert len(codes) == 3
    assert [len(counts) for counts in seen.values()] == [2, 2]
