"""A form that is sent twice, by a double click or a lost answer, does its thing once."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.store.base import Base
from app.store.queries.answers import answers_on
from app.store.queries.studies import round_of_work
from app.store.tables import How, MemoOn
from app.workbench.anonymity import note_key
from app.workbench.answering import mark_answer
from app.workbench.memos import write_memo
from app.workbench.readings import assign_stretch, set_content_note
from app.workbench.rounds import mark_reading
from tests import factories
from tests.web.carrying import to_sign
from tests.web.differing import differences, read_differently
from tests.web.scene import form

TEMPLATES = Path(__file__).parents[2] / "app" / "web" / "templates"
DOORS = {"entrance:enter"}
FORM = re.compile(r"<form[^>]*method=\"post\"[^>]*>.*?</form>", re.DOTALL)


def rows(scene):
    with scene.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }


def made(scene):
    """Make something for each form to work on."""
    lead = scene.viewers["lead"]
    with scene.write() as session:
        mark_answer(session, lead, transcript_id=scene.talk.id, number=4, how=How.CHALLENGES)
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=6)
        quote = factories.quote(session, lead, talk=scene.talk, speaks_for=scene.theme)
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=4)
        note_key(session, lead, key := uuid4())
        [unit, other] = factories.coding_queries.codings(session, lead, scene.talk.id)
        another = factories.transcript(session, lead)
        done = mark_reading(session, lead, transcript_id=another.id, done=True)
        given = assign_stretch(session, lead, member_id=lead.member_id, transcript_id=another.id, first=2)
        note = set_content_note(session, lead, transcript_id=another.id, words="Loss")
        talk = read_differently(session, scene)
        open_ = differences(session, scene, talk)[0]
        return {
            "answer": answers_on(session, lead, scene.talk.id)[0].id,
            "differing": talk.id, "round_id": open_["round_id"], "first": open_["first"], "last": open_["last"],
            "seen": open_["seen"], "late": factories.code(session, lead, name="Late").id,
            "read_before": done.id, "given": given.id, "note": note.id, "member": lead.member_id,
            "round": round_of_work(session, lead).id,
            "quote": quote, "coding": unit.id, "unit": other.unit_id, "empty": factories.theme(session, lead).id,
            "memo": write_memo(session, lead, MemoOn.CODE, str(scene.code.id), words="Said", private=False).id,
            "talk": scene.talk.id, "start": unit.start, "end": unit.end,
            "key": key, "free": factories.code(session, lead, name="Free").id,
        }  # fmt: skip


# Each form, and which tables hold how many rows more afterwards. Every form adds its operation.
FORMS = {
    "studies:begin": ({"title": "Mine"}, {"study": 1, "member": 1, "round": 1, "trail_head": 1, "trail_row": 1}),
    "studies:edit": (
        {"title": "Mine", "research": "Why?\nHow?", "guide": "Why?", "several": "3"},
        {"research_question": 2, "guide_question": 1, "trail_row": 2},
    ),
    "studies:add_stakeholder": ({"name": "Volunteer", "short": "V"}, {"stakeholder": 1, "trail_row": 1}),
    "studies:add_district": ({"name": "District B"}, {"district": 1, "trail_row": 1}),
    "studies:add_focus_group": ({"label": "Two", "stakeholder": "{stakeholder}"}, {"focus_group": 1, "trail_row": 1}),
    "members:invite": ({"role": "supervisor"}, {"invitation": 1, "trail_row": 1}),
    "importing:store": ({}, {"transcript": 1, "turn": 1, "screening": 1, "trail_row": 2}),
    "importing:destroyed": ({}, {"trail_row": 1}),
    "asking:confirm": ({"turn": "5", "move": "probe"}, {"trail_row": 1}),
    "coding:apply": ({"turn": "2", "code": "{code}"}, {"coding": 1, "meaning_unit": 1, "unit_turn": 1, "trail_row": 1}),
    "coding:new_code": (
        {"turn": "3", "name": "Coffee"},
        {"code": 1, "coding": 1, "meaning_unit": 1, "unit_turn": 1, "trail_row": 2},
    ),
    "answers:mark": ({"turn": "3", "how": "agrees"}, {"turn_answer": 1, "trail_row": 1}),
    "answers:take_off": ({"answer": "{answer}"}, {"turn_answer": -1, "trail_row": 1}),
    "coding:remove": ({"coding": "{coding}"}, {"coding": -1, "meaning_unit": -1, "unit_turn": -1, "trail_row": 1}),
    "coding:recode": ({"coding": "{coding}", "code": "{free}"}, {"trail_row": 1}),
    "coding:move": ({"coding": "{coding}", "start": "0", "end": "9", "words": "What does"}, {"trail_row": 1}),
    "coding:undo": ({}, {"coding": -1, "meaning_unit": -1, "unit_turn": -1, "trail_row": 1}),
    "coding:reading": ({"state": "done"}, {"reading": 1, "trail_row": 1}),
    "reading:step": ({"turn": "2", "step": "leave out"}, {"reading": 1, "left_out": 1, "trail_row": 1}),
    "reading:apply": (
        {"turn": "2", "code": "{code}"},
        {"coding": 1, "meaning_unit": 1, "unit_turn": 1, "reading": 1, "trail_row": 2},
    ),
    "reading:remove": (
        {"turn": "6", "coding": "{coding}"},
        {"coding": -1, "meaning_unit": -1, "unit_turn": -1, "reading": 1, "trail_row": 2},
    ),
    "reading:undo": ({"turn": "6"}, {"coding": -1, "meaning_unit": -1, "unit_turn": -1, "trail_row": 1}),
    "reading:finish": ({"turn": "7"}, {"reading": 1, "trail_row": 2}),
    "reading:again": ({"reading": "{read_before}", "because": "Another look"}, {"trail_row": 1}),
    "planning:assign": ({"member": "{member}", "first": "2"}, {"reading": 1, "trail_row": 1}),
    "planning:take_back": ({"reading": "{given}"}, {"reading": -1, "trail_row": 1}),
    "planning:note": ({"words": "Speaks of loss"}, {"content_note": 1, "trail_row": 1}),
    "planning:remove_note": ({"note": "{note}"}, {"content_note": -1, "trail_row": 1}),
    "entrance:keep_language": ({}, {}),
    "codebook:create": ({"name": "Shame"}, {"code": 1, "trail_row": 1}),
    "codebook:edit": ({"name": "Seen"}, {"code_wording": 1, "trail_row": 1}),
    "codebook:place": ({"theme": "{theme}"}, {"place_held": 1, "theme_code": 1, "trail_row": 1}),
    "codebook:retire": ({}, {"trail_row": 1}),
    "codebook:pin": ({"key": "3"}, {"pin": 1}),
    "merging:merge": ({"into": "{free}"}, {"stands_for": 1, "trail_row": 1}),
    "splitting:move": (
        {"name": "A part", "transcript": "{talk}", "start": "{start}", "end": "{end}"}, {"code": 1, "trail_row": 2},
    ),
    "versions:keep": (
        {"reason": "Before we went on."},
        {"codebook_version": 1, "version_code": 3, "version_theme": 3, "trail_row": 1},
    ),
    "book:store": (
        {"book": '{"entries": [{"name": "Pride", "path": ["Feelings"]}]}', "take": "0"},
        {"code": 1, "place_held": 1, "theme": 1, "theme_code": 1, "theme_edition": 1, "trail_row": 1},
    ),
    "themes:create": ({"name": "Mine", "parent": ""}, {"theme": 1, "theme_edition": 1, "trail_row": 1}),
    "themes:place": ({"card": "{free}", "theme": "{subtheme}"}, {"place_held": 1, "theme_code": 1, "trail_row": 1}),
    "themes:edit": ({"name": "Firm ground"}, {"theme_edition": 1, "trail_row": 1}),
    "themes:split": (
        {"card": "{free}", "name": "Out of one"},
        {"place_held": 1, "theme": 1, "theme_code": 1, "theme_edition": 1, "trail_row": 2},
    ),
    "themes:state": ({"state": "reviewed"}, {"theme_edition": 1, "trail_row": 1}),
    "themes:discard": ({"why": "Two thoughts in one."}, {"theme_edition": 1, "trail_row": 1}),
    "themes:merge": ({"into": "{theme}"}, {"theme_edition": 1, "trail_row": 1}),
    "themes:under": ({"parent": "{theme}"}, {"theme_edition": 1, "trail_row": 1}),
    "themes:check": ({"asked": "extracts", "answer": "yes"}, {"review_check": 1, "trail_row": 1}),
    "themes:reflect": ({"said_on": "2026-03-01", "words": "So it is."}, {"reflection": 1, "trail_row": 1}),
    "codings:fit": ({"does_not_fit": "true"}, {"trail_row": 1}),
    "sign_offs:give": ({"thing": "transcript", "on": "{talk}"}, {"sign_off": 1, "trail_row": 1}),
    "steps:add": ({"name": "Writing", "artefact": "quotes"}, {"step": 1, "step_artefact": 1, "trail_row": 1}),
    "steps:method": ({"method": "four steps"}, {"step": 4, "step_artefact": 7, "trail_row": 1}),
    "thoughts:keep": ({"what": "hand in", "words": "Warm."}, {"first_thought": 1, "trail_row": 1}),
    "themes:remove": ({}, {"theme": -1, "trail_row": 1}),
    "quotes:choose": ({"theme": "{subtheme}", "unit": "{unit}", "row": "{theme}"}, {"quote": 1, "trail_row": 1}),
    "quotes:remove": ({}, {"quote": -1, "trail_row": 1}),
    "live:choose": ({"colleagues": "when I ask"}, {"live_choice": 1}),
    "memos:write": ({"words": "A thought", "reach": "team"}, {"memo": 1, "trail_row": 1}),
    "memos:answer": ({"words": "Another"}, {"memo": 1, "trail_row": 1}),
    "memos:edit": ({"words": "Another", "revision": "1"}, {"earlier_words": 1, "trail_row": 1}),
    "memos:remove": ({}, {"trail_row": 1}),
    "deciding:settle": (
        {"round_id": "{round_id}", "transcript": "{differing}", "first": "{first}", "last": "{last}", "seen": "{seen}",
         "outcome": "both", "reason": "We talked"},
        {"decision": 1, "settled": 1, "decided_coding": 1, "coding": 1, "meaning_unit": 1, "unit_turn": 1, "round": 1,
         "trail_row": 1},
    ),
    "deciding:agreed": (
        {"round_id": "{round_id}", "transcript": "{differing}"},
        {"decision": 1, "settled": 1, "decided_coding": 1, "coding": 1, "meaning_unit": 1, "unit_turn": 1, "round": 1,
         "trail_row": 1},
    ),
    "agreement:approach": ({"approach": "reflexive"}, {"trail_row": 1}),
    "rounds:look": ({"reading": "{read_before}", "code": "{late}"}, {"second_look": 1, "trail_row": 1}),
    "rounds:open": ({}, {"round": 1, "trail_row": 1}),
}  # fmt: skip


OF_A_CODE = (
    "codebook:edit", "codebook:place", "codebook:retire", "codebook:pin", "merging:merge", "splitting:move",
)  # fmt: skip
OF_A_THEME = ("state", "discard", "merge", "under", "check", "reflect", "remove")
SHOWN_ONCE = {"members:invite", "importing:store"}


def addressed(scene, name, things):
    own = {
        **{one: {"code_id": scene.code.id} for one in OF_A_CODE}, "themes:edit": {"theme_id": scene.theme.id},
        **{f"themes:{one}": {"theme_id": things["empty"]} for one in OF_A_THEME},
        "codings:fit": {"coding_id": things["coding"]},
        "quotes:remove": {"quote_id": things["quote"]},
        "importing:destroyed": {"key_id": things["key"]},
        "entrance:keep_language": {"chosen": "nb"},
        "memos:write": {"hangs_on": "code", "thing_id": str(scene.code.id)},
        **{f"memos:{act}": {"memo_id": things["memo"]} for act in ("answer", "edit", "remove")},
    }  # fmt: skip
    return scene.to(name, **own.get(name, {}))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_twice_is_carried_out_once(scene, name):
    things, (fields, expected) = made(scene), FORMS[name]
    things |= {
        "code": scene.code.id, "theme": scene.theme.id, "subtheme": scene.subtheme.id, "group": scene.group.id,
        "stakeholder": scene.group.stakeholder_id,
    }  # fmt: skip
    filled = {
        key: str(things[value.strip("{}")]) if value.strip("{}") in things else value for key, value in fields.items()
    }
    sent, before = {**scene.lead.once(), **to_sign(scene), "round": str(things["round"]), **filled}, rows(scene)

    first = scene.lead.post(addressed(scene, name, things), data=sent)
    once = rows(scene)
    second = scene.lead.post(addressed(scene, name, things), data=sent)

    assert first.status_code == second.status_code == (200 if name in SHOWN_ONCE else 303)
    assert {table: count - before[table] for table, count in once.items() if count != before[table]} == {
        "operation": 1, **expected, **({"trail_payload": expected["trail_row"]} if "trail_row" in expected else {}),
    }  # fmt: skip
    assert rows(scene) == once


def twice(scene, address, **fields):
    """Send one form twice, and return what the first and then the second left behind."""
    sent, before = {**scene.lead.once(), **fields}, rows(scene)
    answers, left = [], []
    for _ in range(2):
        answers.append(scene.lead.post(address, data=sent).status_code)
        now = rows(scene)
        left.append({table: count - before[table] for table, count in now.items() if count != before[table]})
        before = now
    assert answers == [303, 303]
    return left


def test_a_tap_on_a_voice_is_carried_out_once(scene):
    lead = scene.viewers["lead"]
    with scene.write() as session:
        words = "Someone who stays when it gets hard.\nA place with coffee"
        factories.coding(session, lead, talk=scene.talk, label=scene.code, words=words)
        [row] = factories.coding_queries.codings(session, lead, scene.talk.id)
        voice = factories.coding_queries.unit_voices(session, lead, row.unit_id)[1].participant_id
    act = {"operation": 1, "trail_row": 1, "trail_payload": 1}

    for way in ("carries", "leaves"):
        assert twice(scene, scene.to("units:voice"), unit=str(row.unit_id), **{way: str(voice)}) == [act, {}]


@pytest.mark.parametrize(("company", "more"), [("with", {"unit_maker": 2}), ("for", {"entered_for": 1})])
def test_what_is_coded_with_or_for_somebody_is_coded_once(scene, company, more):
    other = {company: str(scene.viewers["co-researcher"].member_id)}

    first, second = twice(scene, scene.to("coding:apply"), turn="2", code=str(scene.code.id), **other)

    assert first == {
        "coding": 1, "meaning_unit": 1, "unit_turn": 1, "operation": 1, "trail_row": 1, "trail_payload": 1, **more,
    }  # fmt: skip
    assert second == {}


def test_a_round_is_revealed_once(scene):
    scene.lead.fill_in(scene.to("rounds:open"))
    page = scene.lead.get(scene.to("rounds:all")).text
    [address] = re.findall(r'action="(/[^"]+/reveal)"', page)
    sent = form(page, address)

    answers = [scene.lead.post(address, data=sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert scene.lead.fill_in(address).status_code == 409


def test_every_form_of_every_page_carries_an_operation_id_of_its_own():
    forms = {
        (path.name, one) for path in sorted(TEMPLATES.rglob("*.html")) for one in FORM.findall(path.read_text("utf-8"))
    }

    without = [one for _, one in forms if "sent_once(form_token)" not in one]

    assert len(forms) >= 20
    assert len(without) == len(DOORS)
    assert {door for door in DOORS for one in without if f"url_for('{door}'" in one} == DOORS


def test_two_forms_of_one_page_have_two_operation_ids(scene):
    page = scene.lead.get(scene.to("themes:board")).text

    ids = re.findall(r'name="operation" value="([^"]+)"', page)

    assert len(ids) >= 4
    assert len(set(ids)) == len(ids)
