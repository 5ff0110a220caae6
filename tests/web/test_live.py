"""Live streams: what colleagues change is told at once, by ids, to those who may see it, and to nobody else."""

import re

import pytest
from sqlalchemy import select, update

from app.security.permissions import Role
from app.store.base import now
from app.store.tables import Member, SignIn
from app.web.live import hub as hub_room
from app.workbench import accounts
from tests import factories
from tests.web.listening import listening

HERE = {"tab": "00000000-0000-4000-8000-000000000001"}


def test_a_colleagues_coding_is_told_by_its_ids(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        assert scene.code_turn(6, "co-researcher").status_code == 303
        [told] = stream.hears(1)

    assert stream.headers["content-type"].startswith("text/event-stream")
    assert told.data | {"subject": None} == {
        "kind": "coding", "subject": None, "transcript": str(scene.talk.id), "first": 6, "last": 6,
        "codes": [str(scene.code.id)], "own": False,
    }  # fmt: skip


def test_no_word_and_no_name_is_in_a_stream(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        scene.co_researcher.fill_in(scene.to("coding:new_code"), turn="2", name="Held through it")
        scene.co_researcher.fill_in(scene.to("themes:create"), name="Kindness", parent="")
        scene.co_researcher.fill_in(scene.to("coding:reading"), state="done")
        kinds = [told.data["kind"] for told in stream.hears(4)]

    assert kinds == ["code", "coding", "theme", "reading"]
    known = {"kind", "subject", "transcript", "first", "last", "codes", "own"}
    assert {key for told in stream.changes() for key in told.data} == known
    for said in (b"Held", b"Kindness", b"hard", b"Person", b"CR"):
        assert said not in stream.received


def test_an_exchange_is_told_with_its_first_and_last_turn(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        with scene.write() as session:
            who = scene.viewers["co-researcher"]
            factories.coding(session, who, talk=scene.talk, label=scene.code, words="in a hurry.\nYes")
        [told] = stream.hears(1)

    assert (told.data["first"], told.data["last"]) == (3, 4)


def test_ones_own_work_is_told_as_ones_own(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        scene.code_turn(2)
        scene.code_turn(2, "co-researcher")

        assert [told.data["own"] for told in stream.hears(2)] == [True, False]


def test_what_is_undone_is_told_too(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        scene.code_turn(2, "co-researcher")
        scene.co_researcher.fill_in(scene.to("coding:undo"))

        assert [(told.data["kind"], told.data["first"]) for told in stream.hears(2)] == [("coding", 2)] * 2


def test_another_study_is_not_heard(scene):
    with listening(scene.outsider, scene.to("live:stream", study_id=scene.viewers["outsider"].study_id)) as stream:
        scene.code_turn(2)
        stream.settle()

    assert stream.status == 200
    assert stream.changes() == []


def test_a_page_of_somebody_else_is_not_served(scene):
    address = f"{scene.to('live:stream')}?member={scene.viewers['supervisor'].member_id}"

    with listening(scene.lead, address) as stream:
        assert stream.status == 422


# --- Cursors ---


def test_places_are_dense_and_go_on_after_a_gap(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        begun = stream.events()[0]
        scene.code_turn(2, "co-researcher")
        [first] = stream.hears(1)
    for turn in (3, 4, 6):
        scene.code_turn(turn, "co-researcher")

    with listening(scene.lead, scene.to("live:stream"), last=first.id) as again:
        missed = again.hears(3)

    assert (begun.event, first.place) == ("begun", begun.place + 1)
    assert [told.place for told in missed] == [first.place + number for number in (1, 2, 3)]
    assert [told.data["first"] for told in missed] == [3, 4, 6]


def test_whoever_has_heard_everything_is_told_nothing_again(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        scene.code_turn(2)
        [told] = stream.hears(1)

    with listening(scene.lead, scene.to("live:stream"), last=told.id) as again:
        again.settle()

    assert [one.event for one in again.events()] == ["begun", "choice"]
    assert again.events()[0].id == told.id


@pytest.mark.parametrize("last", ["{view}.999999", "00000000-0000-5000-8000-000000000000.3", "{view}.-1", "nothing"])
def test_a_cursor_that_is_none_looks_at_everything(scene, last):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        view = stream.events()[0].id.partition(".")[0]

    with listening(scene.lead, scene.to("live:stream"), last=last.format(view=view)) as again:
        again.until(lambda: len(again.events()) >= 3)

    assert [one.event for one in again.events()] == ["begun", "choice", "refresh"]


def test_whoever_is_far_behind_is_told_once_to_look_at_everything(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        begun = stream.events()[0]
    with scene.write() as session:
        for number in range(301):
            factories.code(session, scene.viewers["co-researcher"], name=f"Code {number}")

    with listening(scene.lead, scene.to("live:stream"), last=begun.id) as again:
        again.until(lambda: len(again.events()) >= 3)

    assert [one.event for one in again.events()] == ["begun", "choice", "refresh"]
    assert again.events()[-1].place == begun.place + 301


def test_what_happened_since_the_page_was_drawn_is_told(scene):
    scene.code_turn(2, "co-researcher")

    with listening(scene.lead, f"{scene.to('live:stream')}?drawn=60") as stream:
        told = [one.data["kind"] for one in stream.hears(1)]

    assert told[-1] == "coding"


def test_a_browser_that_takes_nothing_is_told_to_look_at_everything(scene, monkeypatch):
    monkeypatch.setattr("app.web.live.listener.ROOM_FOR", 3)
    with listening(scene.lead, scene.to("live:stream")) as stream:
        [listener] = scene.application.state.hub.listeners()

        def flood() -> None:
            for count in range(1, 6):
                listener.tell(b"event: changed\ndata: {}\n\n", count)

        scene.portal.call(flood)
        stream.until(lambda: len(stream.events()) >= 4)

    assert [(one.event, one.place) for one in stream.events()[2:]] == [("refresh", 4), ("changed", 5)]


# --- When a stream ends ---


def test_signing_out_ends_the_stream(scene):
    with (
        listening(scene.lead, scene.to("live:stream")) as stream,
        listening(scene.supervisor, scene.to("live:stream")) as other,
    ):
        assert scene.lead.fill_in(scene.to("entrance:leave")).status_code == 303
        stream.until(lambda: stream.ended)
        assert not other.ended

    with listening(scene.lead, scene.to("live:stream")) as again:
        assert again.status == 401


def test_a_sign_in_that_idles_ends_at_the_next_sign_of_life(scene, monkeypatch):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        monkeypatch.setattr(accounts, "IDLE", -accounts.IDLE)
        scene.portal.call(scene.application.state.hub._ping)
        stream.until(lambda: stream.ended)


def test_an_open_stream_is_no_sign_of_work(scene):
    with scene.write() as session:
        session.execute(update(SignIn).values(seen_at=now() - accounts.IDLE / 2))
    with listening(scene.lead, scene.to("live:stream")):
        before = seen_at(scene)
        scene.lead.fill_in(scene.to("live:here"), transcript=str(scene.talk.id), turn="1", **HERE)

        assert seen_at(scene) == before


def seen_at(scene):
    with scene.read() as session:
        return {row.token_hash: row.seen_at for row in session.execute(select(SignIn.token_hash, SignIn.seen_at))}


def test_another_role_ends_the_stream_before_anything_more_is_told(scene):
    with listening(scene.co_researcher, scene.to("live:stream")) as stream:
        with scene.write() as session:
            member = session.get(Member, (scene.study_id, scene.viewers["co-researcher"].member_id))
            member.role = Role.SUPERVISOR
        scene.code_turn(2)
        stream.until(lambda: stream.ended)

    assert stream.changes() == []


def test_a_round_that_opens_ends_the_streams_of_those_who_are_blind_now(scene):
    with (
        listening(scene.co_researcher, scene.to("live:stream")) as coder,
        listening(scene.supervisor, scene.to("live:stream")) as supervisor,
    ):
        begun = coder.events()[0]
        scene.lead.fill_in(scene.to("rounds:open"))
        scene.code_turn(2)
        coder.until(lambda: coder.ended)
        assert [told.data["kind"] for told in supervisor.hears(2)] == ["round", "coding"]

    assert coder.changes() == []
    with listening(scene.co_researcher, scene.to("live:stream"), last=begun.id) as again:
        again.until(lambda: len(again.events()) >= 3)
    assert [one.event for one in again.events()] == ["begun", "choice", "refresh"]


def test_the_end_of_the_workbench_ends_every_stream(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        scene.portal.call(scene.application.state.hub.close)
        stream.until(lambda: stream.ended)

    with listening(scene.lead, scene.to("live:stream")) as late:
        late.until(lambda: late.ended)


def test_one_account_has_only_so_many_streams(scene, monkeypatch):
    monkeypatch.setattr(hub_room, "STREAMS", 2)
    address = scene.to("live:stream")
    with listening(scene.lead, address), listening(scene.lead, address) as second:
        with listening(scene.lead, address) as third, listening(scene.supervisor, address) as other:
            assert (third.status, other.status) == (429, 200)
        second.leave()

        with listening(scene.lead, address) as again:
            assert again.status == 200


def test_nobody_is_left_on_the_list(scene):
    with listening(scene.lead, scene.to("live:stream")):
        pass

    assert scene.application.state.hub.tails == {}


# --- Signs of life ---


def test_signs_of_life_come_on_the_beats_of_a_clock_whatever_happens(scene):
    hub = scene.application.state.hub
    before = hub._pinging.when()

    with listening(scene.lead, scene.to("live:stream")) as stream:
        scene.code_turn(2)
        stream.hears(1)

    assert hub._pinging.when() == before
    assert before % hub_room.PING == pytest.approx(0, abs=1e-6)


def test_what_did_not_reach_us_is_found_at_the_next_sign_of_life(scene):
    hub = scene.application.state.hub
    with listening(scene.lead, scene.to("live:stream")) as stream:
        scene.portal.call(setattr, hub, "wake", lambda _: None)
        scene.code_turn(2)
        stream.settle()
        assert stream.changes() == []

        scene.portal.call(delattr, hub, "wake")
        scene.portal.call(hub._ping)
        stream.hears(1)


# --- Who is here ---


def test_colleagues_see_who_has_a_transcript_open_and_at_which_turn(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        sent = scene.supervisor.fill_in(scene.to("live:here"), transcript=str(scene.talk.id), turn="3", **HERE)
        stream.until(lambda: presence(stream) != [])
        scene.supervisor.fill_in(scene.to("live:here"), **HERE)
        stream.until(lambda: len(presence(stream)) == 2)

    member = str(scene.viewers["supervisor"].member_id)
    assert sent.status_code == 204
    assert presence(stream) == [[[member, "SV", 3]], []]


def presence(stream):
    return [told.data["here"] for told in stream.events() if told.event == "presence"]


def test_whoever_comes_later_sees_who_is_here(scene):
    with listening(scene.lead, scene.to("live:stream")):
        scene.supervisor.fill_in(scene.to("live:here"), transcript=str(scene.talk.id), turn="3", **HERE)
        with listening(scene.co_researcher, scene.to("live:stream")) as stream:
            stream.until(lambda: presence(stream) != [])


def test_whoever_does_not_want_to_be_seen_is_not_seen(scene):
    with (
        listening(scene.lead, scene.to("live:stream")) as stream,
        listening(scene.supervisor, scene.to("live:stream")) as own,
    ):
        scene.supervisor.fill_in(scene.to("live:here"), transcript=str(scene.talk.id), turn="3", **HERE)
        stream.until(lambda: len(presence(stream)) == 1)
        scene.supervisor.fill_in(scene.to("live:choose"), colleagues="at once")
        stream.until(lambda: len(presence(stream)) == 2)
        own.until(lambda: [one.data for one in own.events() if one.event == "choice"][-1]["shown"] is False)
        scene.supervisor.fill_in(scene.to("live:here"), transcript=str(scene.talk.id), turn="4", **HERE)
        stream.settle()

    assert presence(stream)[1:] == [[]]


def test_in_a_blind_round_nobody_is_here(scene):
    scene.lead.fill_in(scene.to("rounds:open"))
    with listening(scene.lead, scene.to("live:stream")) as stream:
        for who in ("co-researcher", "supervisor"):
            answer = scene.browsers[who].fill_in(scene.to("live:here"), transcript=str(scene.talk.id), **HERE)
            assert answer.status_code == 204
        stream.settle()

    assert presence(stream) == []


def test_whoever_says_nothing_for_a_while_is_gone(scene):
    hub = scene.application.state.hub
    with listening(scene.lead, scene.to("live:stream")) as stream:
        scene.supervisor.fill_in(scene.to("live:here"), transcript=str(scene.talk.id), turn="3", **HERE)
        stream.until(lambda: len(presence(stream)) == 1)
        [tail] = hub.tails.values()
        later = scene.portal.call(hub.loop.time) + 76
        scene.portal.call(lambda: tail.tell_where(tail.presence.expire(later)))
        stream.until(lambda: len(presence(stream)) == 2)

    assert presence(stream)[-1] == []


def test_a_transcript_of_another_study_is_nowhere_to_be(scene):
    answer = scene.lead.fill_in(scene.to("live:here"), transcript=str(scene.other_talk.id), **HERE)

    assert answer.status_code == 404


# --- What a page fetches ---


def test_a_page_fetches_the_turns_that_it_was_told_of(scene):
    scene.code_turn(2, "co-researcher")
    asked = f"?numbers=2&numbers=4&numbers=99&codes={scene.code.id}&codes={scene.other_code.id}"

    page = scene.lead.get(scene.to("live:turns") + asked).text

    assert re.findall(r'<article id="(turn-\d+)"', page) == ["turn-2", "turn-4"]
    assert re.findall(r'id="count-([^"]+)">(\d+)<', page) == [(str(scene.code.id), "1")]
    whole = scene.lead.get(scene.to("coding:screen")).text
    for turn in re.findall(r"<article.*?</article>", page, re.DOTALL):
        assert turn in whole


def test_turns_of_another_study_are_not_there(scene):
    address = scene.to("live:turns", transcript_id=scene.other_talk.id)

    assert scene.lead.get(address + "?numbers=1").status_code == 404


@pytest.mark.parametrize("asked", ["?numbers=x", "?numbers=0", "?codes=x", "?" + "&".join(["numbers=1"] * 101)])
def test_what_cannot_be_turns_is_refused(scene, asked):
    assert scene.lead.get(scene.to("live:turns") + asked).status_code == 422


def test_the_codebook_panel_comes_as_it_is_now(scene):
    page = scene.co_researcher.get(scene.to("live:codes")).text

    assert page.strip().startswith('<div id="codes">')
    assert "Being seen" in page


def test_each_member_chooses_how_colleagues_come_onto_the_screen(scene):
    def chosen(who):
        page = scene.browsers[who].get(scene.to("live:choice")).text
        return re.findall(r'value="([^"]+)" checked', page)

    before = {who: chosen(who) for who in ("lead", "co-researcher", "supervisor")}
    scene.lead.fill_in(scene.to("live:choose"), colleagues="when I have finished", shown="true")

    assert before == {"lead": ["at once", "true"], "co-researcher": ["when I ask", "true"],
                      "supervisor": ["at once", "true"]}  # fmt: skip
    assert chosen("lead") == ["when I have finished", "true"]
    assert chosen("supervisor") == ["at once", "true"]


def test_a_choice_that_there_is_not_is_refused(scene):
    assert scene.lead.fill_in(scene.to("live:choose"), colleagues="never").status_code == 422
