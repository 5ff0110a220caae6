"""While a round is blind, nothing that a colleague does reaches a coder: no byte of any page."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from app.store.queries.coding import codings
from app.store.queries.memos import memos
from app.store.queries.transcripts import turns
from app.web.application import create_application
from app.workbench.quotes import choose_quote
from tests import factories
from tests.databases import BOTH
from tests.factories import KEY
from tests.web.scene import Scene, take_out

PAGES = (
    "studies:all", "studies:home", "members:all", "transcripts:all", "people:all", "coding:screen", "codebook:all",
    "rounds:all", "themes:board", "comparison:matrix", "agreement:audit", "quotes:all", "memos:all", "trail:all",
    "studies:settings",
)  # fmt: skip
RANDOM = re.compile(rb"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{64}")


def play(url, folder, *, with_colleague):
    """Play one afternoon in a blind round and return everything that its co-researcher is sent."""
    settings = Settings(database_url=url, secret_key=KEY.decode(), data_directory=folder)
    application = create_application(settings)
    with TestClient(application) as door:
        scene = Scene(application, door.portal)
        with scene.write() as session:
            factories.member(
                session, scene.viewers["lead"], initials="CO", by=factories.account(session, login="co", name="Co")
            )
        scene.lead.fill_in(scene.to("coding:reading"), state="done")
        scene.code_turn(2)
        assert scene.lead.fill_in(memo_pages(scene)[0], words="From before", reach="team").status_code == 303
        assert scene.lead.fill_in(scene.to("rounds:open")).status_code == 303
        received = [*pages(scene)]
        if with_colleague:
            work_beside(scene)
        received += [*my_work(scene)]
        if with_colleague:
            work_beside(scene, again=True)
        received += [*pages(scene)]
    return blinded(received)


def work_beside(scene, *, again=False):
    """Let the lead code the same and other passages, make codes, read, choose quotes, and undo."""
    lead, name = scene.lead, "Kept at arm’s length" if again else "Shame"
    for number in (2, 3, 4, 6):
        assert scene.code_turn(number).status_code == 303
    made = lead.fill_in(scene.to("coding:new_code"), name=name, turn="4")
    assert made.status_code == 303
    code = lead.fill_in(scene.to("codebook:create"), name=f"{name} again")
    code_id = code.headers["location"].partition("#code-")[2]
    assert lead.fill_in(scene.to("themes:place"), code=code_id, theme=str(scene.subtheme.id)).status_code == 303
    assert scene.code_turn(3, code_id=code_id).status_code == 303
    with scene.write() as session:
        viewer = factories.again(session, scene.viewers["lead"])
        mine = codings(session, viewer, scene.talk.id)[-1]  # the last turn: coded in the blind round only
        choose_quote(session, viewer, theme_id=scene.theme.id, unit_id=mine.unit_id)
    assert lead.fill_in(scene.to("coding:undo")).status_code == 303
    assert lead.fill_in(scene.to("coding:reading"), state="done").status_code == 303
    for address in memo_pages(scene):
        for reach in ("team", "private"):
            assert lead.fill_in(address, words=f"{name} again", reach=reach, kind="analytic").status_code == 303
    with scene.read() as session:
        shared = memos(session, factories.again(session, scene.viewers["lead"]))[0].id
    assert lead.fill_in(scene.to("memos:answer", memo_id=shared), words=name).status_code == 303


def memo_pages(scene):
    """Return the addresses of the memos on what two coders both work with."""
    with scene.read() as session:
        turn = turns(session, scene.viewers["lead"], scene.talk.id)[1]
    things = {
        "code": scene.code.id, "theme": scene.theme.id, "transcript": scene.talk.id, "turn": turn.id,
        "participant": turn.participant_id, "focus-group": scene.group.id,
    }  # fmt: skip
    return [scene.to("memos:on", hangs_on=on, thing_id=str(id_)) for on, id_ in things.items()]


def my_work(scene):
    """Let the co-researcher code, uncode, make codes, undo, read and choose a quote; yield every answer."""
    mine, htmx = scene.co_researcher, {"HX-Request": "true"}
    yield mine.fill_in(scene.to("coding:apply"), htmx, turn="6", code=str(scene.code.id))
    yield mine.fill_in(scene.to("coding:new_code"), htmx, turn="4", name="Shame")
    yield mine.fill_in(scene.to("coding:new_code"), turn="3", name="shame")
    yield mine.fill_in(scene.to("codebook:create"), name="Shame again", definition="Being looked down on.")
    yield mine.fill_in(scene.to("coding:apply"), htmx, turn="3", code=str(scene.code.id))
    yield mine.fill_in(scene.to("coding:undo"), htmx)
    yield mine.fill_in(scene.to("coding:reading"), state="done")
    yield mine.fill_in(scene.to("themes:create"), name="Mine", parent=str(scene.theme.id))
    yield mine.get(scene.to("themes:board"))
    for address in memo_pages(scene):
        yield mine.fill_in(address, htmx, words="Mine", reach="team")
        yield mine.fill_in(address, words="Only mine", reach="private", kind="reaction")


def pages(scene):
    """Yield every page that the co-researcher can open, and those that say no."""
    mine = scene.co_researcher
    for name in PAGES:
        yield mine.get(scene.to(name))
    for query in ("?by=stakeholder&count=turns&codes=true", "?by=district&count=participants", "?count=focus_groups"):
        yield mine.get(scene.to("comparison:matrix") + query)
    for row in (scene.theme.id, scene.subtheme.id, scene.code.id):
        yield mine.get(scene.to("comparison:passages", row_id=row))
    yield mine.get(scene.to("codebook:code", code_id=scene.code.id))
    for address in memo_pages(scene):
        yield mine.get(address)
        yield mine.get(address, headers={"HX-Request": "true"})
    for find in ("again", ""):
        yield mine.fill_in(scene.to("memos:find"), find=find, operation=None)
    for whose in ("team", "mine"):
        yield mine.fill_in(scene.to("memos:take_out", file="memos.docx"), whose=whose)
    yield mine.get(scene.to("coding:screen"), headers={"HX-Request": "true"})
    for form in ("quote-table", "quotes-as-text"):
        yield mine.get(scene.to("quotes:before", form=form))
        yield take_out(mine, scene, form)


def blinded(received):
    """Return status, headers and body of every answer, with what is random named by its order of appearance."""
    seen = {}
    texts = []
    for answer in received:
        assert answer.status_code < 500
        head = "\n".join(
            f"{name}: {value}" for name, value in sorted(answer.headers.items()) if name != "content-length"
        )
        body = ZipFile(BytesIO(answer.content)).read("word/document.xml") if "docx" in head else answer.content
        text = f"{answer.request.method} {answer.status_code}\n{head}\n".encode() + body
        texts.append(RANDOM.sub(lambda found: seen.setdefault(found[0], f"({len(seen)})".encode()), text))
    return texts


@pytest.mark.parametrize("kind", BOTH)
def test_a_blind_coder_receives_the_same_bytes_whatever_a_colleague_does(databases, tmp_path, kind):
    with databases.fresh(kind) as alone, databases.fresh(kind) as beside:
        first = play(alone, tmp_path, with_colleague=False)
        second = play(beside, tmp_path, with_colleague=True)

    assert len(first) > 40
    for one, other in zip(first, second, strict=True):
        assert one.decode() == other.decode()
