"""While a round is blind, a coder's live stream is the same, byte by byte, whether a colleague works or not."""

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from app.web.application import create_application
from app.web.live.hub import BEAT
from tests import factories
from tests.databases import BOTH
from tests.factories import KEY
from tests.web.listening import listening
from tests.web.scene import Scene
from tests.web.test_blind import RANDOM, before_we_code_alone, my_work, work_beside

TAB = "00000000-0000-4000-8000-000000000001"


def play(url, folder, *, with_colleague):
    """Play an afternoon in a blind round; return all bytes of the co-researcher's streams: of three, one after another.

    The first hears the whole afternoon, the second comes back after a gap, the third opens a fresh page.
    """
    application = create_application(Settings(database_url=url, secret_key=KEY.decode(), data_directory=folder))
    with TestClient(application) as door:
        scene = Scene(application, door.portal)
        door.portal.call(application.state.hub._pinging.cancel)  # signs of life come when we say so
        differing = before_we_code_alone(scene)
        colleague = beside(scene) if with_colleague else iter(range(99))
        address = scene.to("live:stream")
        with listening(scene.co_researcher, address) as afternoon:
            next(colleague)
            for number, _ in enumerate(my_work(scene, differing)):
                afternoon.settle()
                scene.portal.call(application.state.hub.ping)
                if number in {1, 4}:
                    next(colleague)
            afternoon.settle()
        next(colleague)
        scene.code_turn(2, "co-researcher")
        with listening(scene.co_researcher, address, last=afternoon.events()[-1].id) as after_a_gap:
            after_a_gap.hears(1)
            next(colleague)
            scene.portal.call(application.state.hub.ping)
            after_a_gap.settle()
        with listening(scene.co_researcher, f"{address}?drawn=600") as fresh:
            fresh.settle()
    seen = {}
    whole = b"\n--\n".join(one.received for one in (afternoon, after_a_gap, fresh))
    return RANDOM.sub(lambda found: seen.setdefault(found[0], f"({len(seen)})".encode()), whole)


def beside(scene):
    """Let the lead do everything beside the coder, again and again: each step is one more."""
    work_beside(scene)
    yield
    work_beside(scene, again=True)
    yield
    with listening(scene.lead, scene.to("live:stream")) as theirs:
        scene.lead.fill_in(scene.to("live:here"), tab=TAB, transcript=str(scene.talk.id), turn="2")
        scene.lead.fill_in(scene.to("live:choose"), colleagues="when I ask")
        for turn in (2, 3, 4):
            scene.code_turn(turn, code_id=factory_code(scene, f"Beside {turn}"))
        theirs.hears(6)
    yield
    scene.sign_in_again("supervisor")
    scene.code_turn(6, code_id=factory_code(scene, "In the gap"))
    yield
    scene.code_turn(4, code_id=factory_code(scene, "After the gap"))
    yield


def factory_code(scene, name):
    with scene.write() as session:
        return factories.code(session, factories.again(session, scene.viewers["lead"]), name=name).id


@pytest.mark.parametrize("kind", BOTH)
def test_a_blind_coders_stream_is_the_same_whatever_a_colleague_does(databases, tmp_path, kind):
    with databases.fresh(kind) as alone, databases.fresh(kind) as accompanied:
        first = play(alone, tmp_path, with_colleague=False)
        second = play(accompanied, tmp_path, with_colleague=True)

    # Eight acts of the coder's own are heard in the afternoon, one of a code with each new code.
    assert first.count(b'"own":true') >= 10
    assert b'"own":false' not in first.partition(b"\n--\n")[0]
    assert first.decode() == second.decode()


def test_the_trail_is_looked_at_on_the_beats_of_a_clock(scene):
    with listening(scene.lead, scene.to("live:stream")):
        [tail] = scene.application.state.hub.tails.values()

        def woken() -> float:
            scene.application.state.hub.wake(tail)
            return tail.timer.when()

        moments = [scene.portal.call(woken) for _ in range(3)]

    assert all(
        (moment / BEAT) % 1 == pytest.approx(0, abs=1e-6) or (moment / BEAT) % 1 > 1 - 1e-6 for moment in moments
    )


def test_many_acts_in_one_beat_are_each_told(scene):
    with listening(scene.lead, scene.to("live:stream")) as stream:
        with scene.write() as session:
            for number in range(40):
                factories.code(session, scene.viewers["co-researcher"], name=f"Code {number}")
        told = stream.hears(40)

    assert [one.place for one in told] == list(range(told[0].place, told[0].place + 40))
