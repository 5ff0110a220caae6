"""Many people at once: nobody's coding is lost, and nobody waits for ever."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2
from sqlalchemy import func, select

from app.store.tables import Coding, TrailRow
from app.workbench.trail import verify_trails
from tests import factories
from tests.factories import KEY
from tests.web.scene import COOKIE

WRITES, SLOW_READERS, PAGES = 64, 6, 24
LONGEST = 30  # seconds, for all of it


def test_sixty_four_codings_at_once_beside_slow_readers_are_all_stored(scene):
    lines = [
        "I: Please go on.",
        *(f"P{1 + number % 9}: This is what I said, number {number}." for number in range(WRITES)),
    ]
    with scene.write() as session:
        talk = factories.transcript(session, scene.viewers["lead"], lines=lines, group=scene.group)
    with scene.read() as session:
        acts = session.scalar(select(func.count()).select_from(TrailRow).where(TrailRow.study_id == scene.study_id))

    def read_slowly():
        with scene.read() as session:
            seen = session.scalar(select(func.count()).select_from(Coding))
            time.sleep(1)
            return seen == session.scalar(select(func.count()).select_from(Coding))

    async def everybody():
        async with asyncio.timeout(LONGEST), httpx2.AsyncClient(
            transport=httpx2.ASGITransport(scene.application), base_url="http://testserver", timeout=LONGEST
        ) as client:  # fmt: skip
            return await asyncio.gather(
                *(write(client, number) for number in range(WRITES)), *(page(client) for _ in range(PAGES))
            )

    def of(number):
        return scene.browsers["lead" if number % 2 else "co-researcher"]

    async def write(client, number):
        browser, headers = of(number), {"HX-Request": "true"} if number % 3 else {}
        sent = {**browser.once(), "turn": str(number + 2), "code": str(scene.code.id)}
        answer = await client.post(
            scene.to("coding:apply", transcript_id=talk.id), data=sent,
            headers={**headers, "Cookie": f"{COOKIE}={browser.token}"},
        )  # fmt: skip
        return answer.status_code == (200 if headers else 303)

    async def page(client):
        cookie = {"Cookie": f"{COOKIE}={scene.supervisor.token}"}
        return (await client.get(scene.to("coding:screen", transcript_id=talk.id), headers=cookie)).status_code == 200

    with ThreadPoolExecutor(SLOW_READERS) as readers:
        reading = [readers.submit(read_slowly) for _ in range(SLOW_READERS)]
        done = scene.portal.call(everybody)

    assert all(done)
    assert all(reader.result() for reader in reading)
    with scene.read() as session:
        assert session.scalar(select(func.count()).select_from(Coding)) == WRITES
        numbers = session.scalars(
            select(TrailRow.number).where(TrailRow.study_id == scene.study_id).order_by(TrailRow.number)
        ).all()
        assert numbers == list(range(1, acts + WRITES + 1))
        assert verify_trails(session, KEY)[1] == []
