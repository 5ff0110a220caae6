"""What waits for the one writer at the same moment is kept together, and what fails touches nobody else."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from uuid import uuid4

import httpx2
import pytest
from sqlalchemy import event, func, select

from app.store.base import now
from app.store.database import is_sqlite
from app.store.tables import Coding, MeaningUnit, Operation
from app.web.group_commit import AT_ONCE, Interrupted, Waiting
from app.workbench.trail import verify_trails
from tests.factories import KEY
from tests.web.scene import COOKIE

FRAGMENT = {"HX-Request": "true"}


@contextmanager
def commits(engine) -> Iterator[list[object]]:
    kept = []

    def note(connection):
        kept.append(connection)

    event.listen(engine, "commit", note)
    yield kept
    event.remove(engine, "commit", note)


def at_once(scene, *forms):
    """Send forms, each (who, route, fields), while somebody else has the turn, and then let all of them go."""

    async def send(client, who, route, fields, headers=FRAGMENT):
        browser = scene.browsers[who]
        sent = {**browser.once(), **fields}
        return await client.post(scene.to(route), data=sent, headers={**headers, "Cookie": f"{COOKIE}={browser.token}"})

    async def everybody():
        desk = scene.application.state.desk
        async with httpx2.AsyncClient(
            transport=httpx2.ASGITransport(scene.application), base_url="http://testserver", timeout=30
        ) as client:
            turn = desk.turn or asyncio.Lock()
            await turn.acquire()
            sending = [asyncio.ensure_future(send(client, *form)) for form in forms]
            while desk.turn and len(desk.together.waiting) < len(forms):
                await asyncio.sleep(0.01)
            turn.release()
            return await asyncio.gather(*sending)

    return scene.portal.call(everybody)


def coded(scene) -> int:
    """Return how many codings stand, on a trail that is whole."""
    with scene.read() as session:
        assert verify_trails(session, KEY)[1] == []
        return session.scalar(select(func.count()).select_from(Coding))


def on(scene, turn):
    return {"turn": str(turn), "code": str(scene.code.id)}


def test_changes_that_wait_are_kept_in_one_transaction_and_each_is_answered(scene):
    forms = [("lead" if turn % 2 else "co-researcher", "coding:apply", on(scene, turn)) for turn in range(1, 7)]

    with commits(scene.engine) as kept:
        answers = at_once(scene, *forms)

    assert [answer.status_code for answer in answers] == [200] * 6
    for turn, answer in enumerate(answers, 1):
        assert f'id="turn-{turn}"' in answer.text
    assert coded(scene) == 6
    assert len(kept) == (1 if is_sqlite(scene.engine) else 6)


def test_more_than_a_transaction_may_hold_are_kept_in_the_next(scene):
    forms = [("lead", "coding:apply", on(scene, n % 6 + 1)) for n in range(AT_ONCE + 1)]

    with commits(scene.engine) as kept:
        answers = at_once(scene, *forms)

    assert {answer.status_code for answer in answers} == {200}
    assert coded(scene) == 6
    if is_sqlite(scene.engine):
        assert len(kept) == 2


def test_one_that_is_refused_is_told_so_and_the_others_are_kept(scene):
    gone = {"turn": "99", "code": str(scene.code.id)}

    answers = at_once(
        scene,
        ("lead", "coding:apply", on(scene, 1)),
        ("lead", "coding:apply", gone),
        ("outsider", "coding:apply", on(scene, 2)),
        ("co-researcher", "coding:apply", on(scene, 3)),
    )

    assert [answer.status_code for answer in answers] == [200, 404, 404, 200]
    assert coded(scene) == 2


def test_who_undoes_at_once_undoes_what_came_right_before(scene):
    with commits(scene.engine) as kept:
        answers = at_once(
            scene,
            ("lead", "coding:apply", on(scene, 1)),
            ("co-researcher", "coding:apply", on(scene, 2)),
            ("lead", "coding:undo", {}),
        )

    with scene.read() as session:
        turns = set(session.scalars(select(MeaningUnit.first_turn)))
    in_turn = is_sqlite(scene.engine)  # without turns the undoing may have come first
    assert [answer.status_code for answer in answers][:2] == [200] * 2
    assert answers[2].status_code == 200 if in_turn else answers[2].status_code in {200, 409}
    assert turns == {2} if in_turn else turns >= {2}
    assert len(kept) == 1 or not in_turn
    assert coded(scene) == len(turns)


def test_a_form_that_is_sent_twice_at_once_is_carried_out_once(scene):
    form = {**scene.lead.once(), **on(scene, 1)}

    answers = at_once(scene, ("lead", "coding:apply", form), ("lead", "coding:apply", form))

    assert [answer.status_code for answer in answers] == [200, 200]
    assert coded(scene) == 1


def test_each_is_answered_in_their_own_language(scene):
    norwegian = {**FRAGMENT, "Accept-Language": "nb"}

    first, second = at_once(
        scene,
        ("co-researcher", "coding:apply", on(scene, 1)),
        ("lead", "coding:apply", on(scene, 2), norwegian),
    )

    assert "is coded as" in first.text
    assert "er kodet som" in second.text


def test_what_is_not_yet_stored_when_the_next_begins_is_kept(scene):
    def operation():
        return Operation(account_id=scene.viewers["lead"].account_id, id=uuid4(), at=now())

    made = [operation(), operation()]

    async def both():
        desk = scene.application.state.desk
        async with desk.turn or nullcontext():
            waiting = [
                asyncio.ensure_future(desk.together.carry_out(lambda session, it=it: session.add(it))) for it in made
            ]
            await asyncio.sleep(0)
        return await asyncio.gather(*waiting)

    ids = {one.id for one in made}
    scene.portal.call(both)
    with scene.read() as session:
        assert ids == set(session.scalars(select(Operation.id).where(Operation.id.in_(ids))))


def test_who_goes_before_their_turn_changes_nothing(scene):
    def work(session):
        raise AssertionError(session)

    async def leave():
        desk = scene.application.state.desk
        if desk.turn is None:
            return
        async with desk.turn:
            waiting = asyncio.ensure_future(desk.together.carry_out(work))
            await asyncio.sleep(0)
            assert len(desk.together.waiting) == 1
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            assert desk.together.waiting == []

    scene.portal.call(leave)


def test_what_was_under_way_when_the_server_stopped_is_not_said_to_be_kept():
    with pytest.raises(Interrupted):
        Waiting(lambda session: session).outcome()
