"""While a round is blind, nothing that a colleague does reaches a coder: no byte of any page."""

import json
import re
from difflib import unified_diff
from io import BytesIO
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from app.store.queries.coding import codings
from app.store.queries.findings import findings
from app.store.queries.first_thoughts import own_thought
from app.store.queries.memos import memos
from app.store.queries.steps import steps
from app.store.queries.studies import round_of_work
from app.store.queries.transcripts import turns
from app.web.application import create_application
from app.workbench.quotes import choose_quote
from tests import factories
from tests.databases import BOTH
from tests.factories import KEY
from tests.web.differing import differences, read_differently
from tests.web.scene import Scene, take_out

PAGES = (
    "studies:all", "studies:home", "members:all", "transcripts:all", "people:all", "coding:screen", "codebook:all",
    "rounds:all", "themes:board", "comparison:matrix", "statistics:page", "comparison:commonalities",
    "heard:page", "heard:portrait", "words:page", "words:lines", "words:similar", "findings:all", "draft:page",
    "agreement:audit", "quotes:all", "memos:all", "trail:all", "studies:settings", "versions:all", "versions:compared",
    "splitting:proposals", "reading:card", "practice:card", "themes:map", "themes:earlier", "thoughts:all",
    "changes:mine", "thoughts:one", "steps:all", "agreement:sets", "agreement:coders", "agreement:groups",
    "agreement:time",
    "agreement:passages", "agreement:methods", "deciding:walk", "deciding:all", "grid:page", "grid:consensus",
)  # fmt: skip
DRAFT = "Ground to stand on\n\nAll focus groups spoke of being seen: “Someone who stays” (P1, Service users 1)."
# Identifiers, the moments in the addresses of earlier boards, and of a cookie's end.
RANDOM = re.compile(
    rb"expires=[^;]+|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{64}|\d{4}-\d\d-\d\dT\d\d%3A[\d%ABZ.]+"
)


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
        differing = before_we_code_alone(scene)
        received = [*pages(scene)]
        if with_colleague:
            work_beside(scene)
        received += [*my_work(scene, differing)]
        if with_colleague:
            work_beside(scene, again=True)
        received += [*pages(scene)]
    return blinded(received)


def before_we_code_alone(scene):
    """Let the lead work in the open, open a blind round, and return what two of them had read differently before."""
    scene.lead.fill_in(scene.to("coding:reading"), state="done")
    scene.code_turn(2)
    finding = made(scene.lead.fill_in(scene.to("findings:make"), theme=str(scene.theme.id), sentence="Some stay."))
    scene.lead.fill_in(scene.to("findings:code", finding_id=finding), code=str(scene.code.id))
    assert scene.lead.fill_in(memo_pages(scene)[0], words="From before", reach="team").status_code == 303
    with scene.write() as session:
        differing = read_differently(session, scene)
    assert scene.lead.fill_in(scene.to("versions:keep"), reason="Before we code alone.").status_code == 303
    signed_off(scene)
    assert scene.lead.fill_in(scene.to("rounds:open")).status_code == 303
    return differing


def made(answer):
    """Return the id that a form's answer leads to."""
    assert answer.status_code == 303
    return answer.headers["location"].partition("?")[0].rpartition("/")[2]


def signed_off(scene):
    """Choose the steps, and let the lead stand behind a step, a theme and a transcript."""
    assert scene.lead.fill_in(scene.to("steps:method"), method="four steps").status_code == 303
    with scene.read() as session:
        step = steps(session, scene.viewers["lead"])[1]
    for thing, on in (("step", step.id), ("theme", scene.theme.id), ("transcript", scene.talk.id)):
        assert scene.lead.fill_in(scene.to("sign_offs:give"), thing=thing, on=str(on)).status_code == 303


def work_beside(scene, *, again=False):
    """Let the lead code the same and other passages, make codes, read, choose quotes, and undo."""
    lead, name = scene.lead, "Kept at arm’s length" if again else "Shame"
    for number in (2, 3, 4, 6):
        assert scene.code_turn(number).status_code == 303
    made = lead.fill_in(scene.to("coding:new_code"), name=name, turn="4")
    assert made.status_code == 303
    code = lead.fill_in(scene.to("codebook:create"), name=f"{name} again")
    code_id = code.headers["location"].partition("#code-")[2]
    assert lead.fill_in(scene.to("themes:place"), card=code_id, theme=str(scene.subtheme.id)).status_code == 303
    assert scene.code_turn(3, code_id=code_id).status_code == 303
    with scene.write() as session:
        viewer = factories.again(session, scene.viewers["lead"])
        mine = codings(session, viewer, scene.talk.id)[-1]  # the last turn: coded in the blind round only
        choose_quote(session, viewer, theme_id=scene.theme.id, unit_id=mine.unit_id)
    with scene.read() as session:
        [finding] = findings(session, scene.viewers["lead"])
    assert lead.fill_in(scene.to("findings:code", finding_id=finding.id), code=code_id).status_code == 303
    assert scene.code_turn(4).status_code == 303
    beside_in_the_themes(scene, code_id, mine.id)
    beside_in_the_book(scene, code_id, name)
    assert lead.fill_in(scene.to("coding:undo")).status_code == 303
    assert lead.fill_in(scene.to("coding:reading"), state="done").status_code == 303
    with scene.read() as session:
        round_id = str(round_of_work(session, viewer).id)
    for step in ("on", "leave out", "on"):
        sent = {"turn": "2", "round": round_id, "step": step}
        assert lead.fill_in(scene.to("reading:step"), **sent).status_code == 303
    tapped = lead.fill_in(scene.to("reading:apply"), turn="5", round=round_id, code=str(scene.code.id))
    assert tapped.status_code == 303
    of_lead = {"member": str(scene.viewers["lead"].member_id), "first": "1", "last": "5" if again else "3"}
    assert lead.fill_in(scene.to("planning:assign"), **of_lead).status_code == 303
    for address in memo_pages(scene):
        for reach in ("team", "private"):
            assert lead.fill_in(address, words=f"{name} again", reach=reach, kind="analytic").status_code == 303
    with scene.read() as session:
        shared = memos(session, factories.again(session, scene.viewers["lead"]))[0].id
    assert lead.fill_in(scene.to("memos:answer", memo_id=shared), words=name).status_code == 303


def beside_in_the_themes(scene, code_id, coding_id):
    """Let the lead move their own code about, say what does not fit and answer it, and hand first thoughts in."""
    lead, here = scene.lead, f"{code_id} {scene.subtheme.id}"
    moves = [(here, scene.theme.id), (f"{code_id} {scene.theme.id}", scene.subtheme.id)]
    for card, to in moves:
        assert lead.fill_in(scene.to("themes:place"), card=card, theme=str(to)).status_code == 303
    fit = lead.fill_in(scene.to("codings:fit", coding_id=coding_id), does_not_fit="true")
    assert fit.status_code == 303
    answer = scene.to("themes:answer", theme_id=scene.subtheme.id)
    assert lead.fill_in(answer, coding=str(coding_id), words="It widens it.").status_code == 303
    with scene.read() as session:
        thoughts = own_thought(session, factories.again(session, scene.viewers["lead"]), scene.talk.id)
    revision = str(thoughts.revision if thoughts else 0)
    kept = lead.fill_in(scene.to("thoughts:keep"), what="hand in", words="Warm.", revision=revision, may_open="true")
    assert kept.status_code == 303


def memo_pages(scene):
    """Return the addresses of the memos on what two coders both work with."""
    with scene.read() as session:
        turn = turns(session, scene.viewers["lead"], scene.talk.id)[1]
    things = {
        "code": scene.code.id, "theme": scene.theme.id, "transcript": scene.talk.id, "turn": turn.id,
        "participant": turn.participant_id, "focus-group": scene.group.id,
    }  # fmt: skip
    return [scene.to("memos:on", hangs_on=on, thing_id=str(id_)) for on, id_ in things.items()]


def beside_in_the_book(scene, code_id, name):
    """Let the lead reword, split, merge and retire codes of their own, take an edit back, and take codes in and out."""
    lead = scene.lead
    assert lead.fill_in(scene.to("codebook:edit", code_id=code_id), name=f"{name} anew").status_code == 303
    [act] = re.findall(
        r'name="act" value="([0-9a-f]{64})"[^>]*>Take back<span[^>]*>: changed',
        lead.get(scene.to("codebook:code", code_id=code_id)).text,
    )[:1]
    assert lead.fill_in(scene.to("codebook:take_back"), act=act).status_code == 303
    assert lead.fill_in(scene.to("codebook:pin", code_id=code_id)).status_code == 303
    mine = lead.fill_in(scene.to("codebook:create"), name=f"{name}, quite another one", anyway="true")
    other = mine.headers["location"].partition("#code-")[2]
    assert lead.fill_in(scene.to("merging:merge", code_id=other), into=code_id).status_code == 303
    assert lead.fill_in(scene.to("merging:part", code_id=other)).status_code == 303
    assert lead.fill_in(scene.to("merging:merge", code_id=other), into=str(scene.code.id)).status_code == 303
    with scene.read() as session:
        viewer = factories.again(session, scene.viewers["lead"])
        own = next(row for row in codings(session, viewer, scene.talk.id) if str(row.code_id) == code_id)
    place = {"transcript": str(scene.talk.id), "start": str(own.start), "end": str(own.end)}
    split = lead.fill_in(scene.to("splitting:move", code_id=code_id), name=f"{name} in part", **place)
    assert split.status_code == 303
    assert lead.fill_in(scene.to("codebook:retire", code_id=code_id)).status_code == 303
    book = json.dumps({"entries": [{"name": f"{name} from a book"}]})
    assert lead.fill_in(scene.to("book:store"), book=book, take="0").status_code == 303
    assert lead.fill_in(scene.to("book:export", form="csv")).status_code == 200


def my_work(scene, differing):
    """Let the co-researcher code, uncode, make codes, undo, read and choose a quote; yield every answer."""
    mine, htmx = scene.co_researcher, {"HX-Request": "true"}
    yield mine.fill_in(scene.to("coding:apply"), htmx, turn="6", code=str(scene.code.id))
    for company in ("with", "for"):
        other = {company: str(scene.viewers["lead"].member_id)}
        yield mine.fill_in(scene.to("coding:apply"), htmx, turn="6", code=str(scene.code.id), **other)
        yield mine.get(f"{scene.to('coding:screen')}?{company}={other[company]}")
    yield mine.fill_in(scene.to("coding:new_code"), htmx, turn="4", name="Shame")
    yield mine.fill_in(scene.to("coding:new_code"), turn="3", name="shame")
    yield mine.fill_in(scene.to("codebook:create"), name="Shame again", definition="Being looked down on.")
    yield mine.fill_in(scene.to("codebook:create"), name="Shames again")
    yield mine.fill_in(scene.to("codebook:pin", code_id=scene.code.id))
    yield mine.fill_in(scene.to("book:export", form="csv"))
    yield mine.fill_in(scene.to("book:export", form="qdc"))
    yield mine.fill_in(scene.to("coding:apply"), htmx, turn="3", code=str(scene.code.id))
    yield mine.fill_in(scene.to("coding:undo"), htmx)
    yield mine.fill_in(scene.to("coding:reading"), state="done")
    with scene.read() as session:
        sent = {"round": str(round_of_work(session, scene.viewers["lead"]).id)}
    yield mine.fill_in(scene.to("reading:step"), htmx, turn="1", step="on", **sent)
    yield mine.fill_in(scene.to("reading:apply"), htmx, turn="2", code=str(scene.code.id), **sent)
    yield mine.fill_in(scene.to("reading:step"), htmx, turn="2", step="leave out", **sent)
    yield mine.fill_in(scene.to("reading:undo"), htmx, turn="3", **sent)
    yield mine.fill_in(scene.to("reading:finish"), turn="7", **sent)
    with scene.read() as session:
        open_ = differences(session, scene, differing)
    settled = {"outcome": "both", "reason": "We talked before."}
    yield mine.fill_in(scene.to("deciding:settle"), **open_[0], **settled)
    yield mine.fill_in(scene.to("themes:create"), name="Mine", parent=str(scene.theme.id))
    yield mine.get(scene.to("themes:board"))
    card = f"{scene.code.id} {scene.subtheme.id}"
    yield mine.fill_in(scene.to("themes:place"), htmx, card=card, theme=str(scene.theme.id), also="true")
    yield mine.fill_in(scene.to("themes:check", theme_id=scene.theme.id), asked="extracts", answer="yes")
    yield mine.fill_in(scene.to("thoughts:keep"), what="hand in", words="Few words.")
    yield mine.fill_in(scene.to("thoughts:open"))
    with scene.read() as session:
        viewer = factories.again(session, scene.viewers["co-researcher"])
        own = [row.id for row in codings(session, viewer, scene.talk.id) if row.coder_id == viewer.member_id]
    yield mine.fill_in(scene.to("codings:fit", coding_id=own[0]), does_not_fit="true")
    for address in memo_pages(scene):
        yield mine.fill_in(address, htmx, words="Mine", reach="team")
        yield mine.fill_in(address, words="Only mine", reach="private", kind="reaction")


def compared(scene, mine):
    """Yield what the comparison, its files, the findings and the check of a draft show."""
    for query in (
        "?count=words&scale=share&moderators=true", "?layer=2&codes=true", "?layer=consensus&scale=per-1000-words",
        f"?layer=coder-{scene.viewers['lead'].member_id}&codes=true",
    ):  # fmt: skip
        yield mine.get(scene.to("comparison:matrix") + query)
    yield mine.fill_in(scene.to("comparison:take_out"), form="csv", codes="true")
    yield mine.fill_in(scene.to("comparison:text"))
    yield mine.get(scene.to("grid:cell", theme_id=scene.theme.id, column_id=scene.group.id))
    yield mine.get(scene.to("words:similar") + f"?code={scene.code.id}")
    yield mine.get(scene.to("words:lines") + "?asked=coffee")
    for chart in ("talk", "growth", "together", "portrait", "matrix", "map"):
        yield mine.fill_in(scene.to("heard:take_out"), chart=chart, form="svg", transcript=str(scene.talk.id))
    yield mine.fill_in(scene.to("draft:check"), text=DRAFT)
    with scene.read() as session:
        found = [one.id for one in findings(session, scene.viewers["lead"])]
    yield from (mine.get(scene.to("findings:finding", finding_id=one)) for one in found)
    for query in ("?by=stakeholder&count=turns&codes=true", "?by=district&count=participants", "?count=focus_groups"):
        yield mine.get(scene.to("comparison:matrix") + query)
    for row in (scene.theme.id, scene.subtheme.id, scene.code.id):
        yield mine.get(scene.to("comparison:passages", row_id=row))


def pages(scene):
    """Yield every page that the co-researcher can open, and those that say no."""
    mine = scene.co_researcher
    for name in PAGES:
        yield mine.get(scene.to(name))
    yield from compared(scene, mine)
    for query in ("?by=stakeholder&count=turns&codes=true", "?by=district&count=participants", "?count=focus_groups"):
        yield mine.get(scene.to("comparison:matrix") + query)
    for row in (scene.theme.id, scene.subtheme.id, scene.code.id):
        yield mine.get(scene.to("comparison:passages", row_id=row))
    yield from theme_pages(scene)
    yield mine.get(scene.to("codebook:code", code_id=scene.code.id))
    yield from agreement(scene)
    for address in memo_pages(scene):
        yield mine.get(address)
        yield mine.get(address, headers={"HX-Request": "true"})
    for find in ("again", ""):
        yield mine.fill_in(scene.to("memos:find"), find=find, operation=None)
    for whose in ("team", "mine"):
        yield mine.fill_in(scene.to("memos:take_out", file="memos.docx"), whose=whose)
    yield mine.get(scene.to("codebook:card", code_id=scene.code.id))
    yield mine.get(scene.to("codebook:near") + "?name=Shames")
    yield mine.get(scene.to("coding:screen"), headers={"HX-Request": "true"})
    for form in ("quote-table", "quotes-as-text"):
        yield mine.get(scene.to("quotes:before", form=form))
        yield take_out(mine, scene, form)


def theme_pages(scene):
    for theme in (scene.theme, scene.subtheme):
        yield scene.co_researcher.get(scene.to("themes:theme", theme_id=theme.id))
        yield scene.co_researcher.get(scene.to("themes:change", theme_id=theme.id))
    yield scene.co_researcher.get(scene.to("themes:code", code_id=scene.code.id))
    yield scene.co_researcher.get(scene.to("themes:board"), headers={"HX-Request": "true"})


def agreement(scene):
    """Yield what the agreement room shows of one code and in other units, and its files."""
    mine = scene.co_researcher
    yield mine.get(scene.to("agreement:passages") + f"?row={scene.code.id}&how=any")
    yield mine.get(scene.to("agreement:audit") + "?unit=sentence&rows=themes&moderators=true")
    for form in ("methods.txt", "methods.docx", "units.csv", "minutes.docx"):
        yield mine.fill_in(scene.to("agreement:file", form=form))


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
    for place, (one, other) in enumerate(zip(first, second, strict=True)):
        differing = list(unified_diff(one.decode().splitlines(), other.decode().splitlines(), lineterm="", n=0))
        assert not differing, "\n".join([f"answer {place}", *differing])
