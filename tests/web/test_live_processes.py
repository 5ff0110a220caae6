"""Live streams and the processes they run in: many listeners, several processes, and a server that stops."""

import http.client
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from app.store.database import open_engine, writing
from app.web.application import create_application
from app.web.live.presence import Place, Presence
from app.workbench import accounts
from tests import factories
from tests.factories import KEY, on_postgresql
from tests.stories.running import ROOT, free_port, surroundings, wait_for
from tests.web.listening import listening
from tests.web.scene import Browser


def test_every_listener_is_told_everything(scene, monkeypatch):
    monkeypatch.setattr("app.web.live.hub.STREAMS", 20)
    address = scene.to("live:stream")
    with ExitStack() as stack:
        streams = [stack.enter_context(listening(scene.lead, address)) for _ in range(20)]
        for number in range(15):
            scene.code_turn((2, 3, 4, 6)[number % 4], "co-researcher")
            scene.co_researcher.fill_in(scene.to("coding:undo"))
        told = [stream.hears(30) for stream in streams]

    assert [[one.place for one in heard] for heard in told] == [
        list(range(told[0][0].place, told[0][0].place + 30))
    ] * 20


def test_a_stream_holds_no_connection_while_it_waits(scene):
    with ExitStack() as stack:
        for who in ("lead", "co-researcher", "supervisor"):
            stack.enter_context(listening(scene.browsers[who], scene.to("live:stream")))

        assert scene.engine.pool.checkedout() == 0
        assert not scene.portal.call(scene.application.state.desk.places.locked)


@on_postgresql
def test_what_one_process_keeps_is_heard_in_another(scene, database_url, tmp_path):
    settings = Settings(database_url=database_url, secret_key=KEY.decode(), data_directory=tmp_path / "second")
    elsewhere = create_application(settings)
    with TestClient(elsewhere) as door:
        lead = Browser(elsewhere, door.portal, scene.lead.token)
        with listening(lead, scene.to("live:stream")) as stream:
            scene.code_turn(2, "co-researcher")
            stream.hears(1)
            tab = str(uuid4())
            scene.supervisor.fill_in(scene.to("live:here"), tab=tab, transcript=str(scene.talk.id), turn="3")
            stream.until(lambda: any(one.event == "presence" for one in stream.events()))
            scene.lead.fill_in(scene.to("entrance:leave"))
            stream.until(lambda: stream.ended)


@on_postgresql
def test_a_lost_line_to_the_database_is_opened_again(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        with scene.engine.connect() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND query LIKE 'LISTEN%%'"
            )
        scene.code_turn(2, "co-researcher")
        stream.hears(1)


@on_postgresql
def test_a_notice_that_is_none_of_ours_wakes_nobody(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        with scene.engine.begin() as connection:
            for payload in ("", "[]", "{", '{"about": "study"}', '{"about": "here", "study": "x"}', '"x"'):
                connection.exec_driver_sql("SELECT pg_notify('commonground', %s)", (payload,))
            connection.exec_driver_sql(
                "SELECT pg_notify('commonground', %s)", (f'{{"about": "here", "study": "{scene.study_id}"}}',)
            )
        scene.code_turn(2, "co-researcher")
        stream.hears(1)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_server_with_open_streams_stops_at_once(tmp_path, stop):
    port = free_port()
    with (tmp_path / "printed.txt").open("w", encoding="utf-8") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"], cwd=ROOT, env=surroundings(tmp_path, port),
            stdout=printed, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wait_for(port, process)
            study_id, token = somebody(tmp_path)
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", f"/studies/{study_id}/live", headers={"Cookie": f"commonground={token}"})
            answer = connection.getresponse()
            assert answer.read(len(b"id: ")) == b"id: "

            began = time.monotonic()
            process.send_signal(stop)
            rest = answer.read()
            answer.close()
            connection.close()
            process.wait(20)
            took = time.monotonic() - began
        finally:
            process.kill()
            process.wait(20)

    assert b"event: begun" in rest
    assert took < 4  # without our help the server would wait 5 seconds, and complain
    assert not re.search("Traceback|exceeded|ERROR", (tmp_path / "printed.txt").read_text())


def somebody(folder):
    settings = Settings(data_directory=folder / "data", database_url="", secret_key="")
    engine = open_engine(settings.database)
    with writing(engine, settings.key) as session:
        lead = factories.study(session)
        token = accounts.sign_in(session, lead.account_id)
    engine.dispose()
    return lead.study_id, token


# --- Who is here ---


def place(member="m", transcript="t", turn=1, until=100.0):
    return Place(member, member.upper(), transcript, turn, until)


def test_a_member_with_two_tabs_is_here_once_where_they_were_last():
    here = Presence()
    here.put("one", place(turn=3))
    here.put("two", place(turn=8))
    here.put("other", place(member="a", turn=2))

    assert here.here("t") == [("a", "A", 2), ("m", "M", 8)]


def test_who_is_here_is_told_only_when_it_changes():
    here = Presence()

    assert here.put("tab", place(turn=3)) == {"t"}
    assert here.put("tab", place(turn=3, until=200.0)) == set()
    assert here.put("tab", place(turn=4)) == {"t"}
    assert here.put("tab", place(transcript="u")) == {"t", "u"}
    assert here.here("t") == []


def test_who_is_silent_or_leaves_is_here_no_more():
    here = Presence()
    here.put("one", place(until=10.0))
    here.put("two", place(until=20.0, transcript="u"))

    assert here.expire(15.0) == {"t"}
    assert here.take("m", "one") == set()
    assert here.take("m") == {"u"}
    assert here.transcripts() == set()


def test_presence_has_an_end():
    here = Presence()
    for number in range(600):
        here.put(str(number), place(turn=number))

    assert len(here._tabs) == 500
