"""A form that is sent twice, by a double click or a lost answer, does its thing once."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.store.base import Base
from app.store.tables import MemoOn
from app.workbench.anonymity import note_key
from app.workbench.memos import write_memo
from tests import factories
from tests.web.carrying import to_sign
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
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=6)
        quote = factories.quote(session, lead, talk=scene.talk, speaks_for=scene.theme)
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=4)
        note_key(session, lead, key := uuid4())
        [unit, other] = factories.coding_queries.codings(session, lead, scene.talk.id)
        return {
            "quote": quote, "coding": unit.id, "unit": other.unit_id, "empty": factories.theme(session, lead).id,
            "memo": write_memo(session, lead, MemoOn.CODE, str(scene.code.id), words="Said", private=False).id,
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
    "coding:remove": ({"coding": "{coding}"}, {"coding": -1, "meaning_unit": -1, "unit_turn": -1, "trail_row": 1}),
    "coding:recode": ({"coding": "{coding}", "code": "{free}"}, {"trail_row": 1}),
    "coding:move": ({"coding": "{coding}", "start": "0", "end": "9", "words": "What does"}, {"trail_row": 1}),
    "coding:undo": ({}, {"coding": -1, "meaning_unit": -1, "unit_turn": -1, "trail_row": 1}),
    "coding:reading": ({"state": "done"}, {"reading": 1, "trail_row": 1}),
    "codebook:create": ({"name": "Shame"}, {"code": 1, "trail_row": 1}),
    "codebook:edit": ({"name": "Seen"}, {"trail_row": 1}),
    "themes:create": ({"name": "Mine", "parent": ""}, {"theme": 1, "trail_row": 1}),
    "themes:place": ({"code": "{free}", "theme": "{subtheme}"}, {"theme_code": 1, "trail_row": 1}),
    "themes:edit": ({"name": "Firm ground"}, {"trail_row": 1}),
    "themes:remove": ({}, {"theme": -1, "trail_row": 1}),
    "quotes:choose": ({"theme": "{subtheme}", "unit": "{unit}", "row": "{theme}"}, {"quote": 1, "trail_row": 1}),
    "quotes:remove": ({}, {"quote": -1, "trail_row": 1}),
    "memos:write": ({"words": "A thought", "reach": "team"}, {"memo": 1, "trail_row": 1}),
    "memos:answer": ({"words": "Another"}, {"memo": 1, "trail_row": 1}),
    "memos:edit": ({"words": "Another", "revision": "1"}, {"earlier_words": 1, "trail_row": 1}),
    "memos:remove": ({}, {"trail_row": 1}),
    "rounds:open": ({}, {"round": 1, "trail_row": 1}),
}  # fmt: skip


SHOWN_ONCE = {"members:invite", "importing:store"}


def addressed(scene, name, things):
    own = {
        "codebook:edit": {"code_id": scene.code.id}, "themes:edit": {"theme_id": scene.theme.id},
        "themes:remove": {"theme_id": things["empty"]}, "quotes:remove": {"quote_id": things["quote"]},
        "importing:destroyed": {"key_id": things["key"]},
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
    sent, before = {**scene.lead.once(), **to_sign(scene), **filled}, rows(scene)

    first = scene.lead.post(addressed(scene, name, things), data=sent)
    once = rows(scene)
    second = scene.lead.post(addressed(scene, name, things), data=sent)

    assert first.status_code == second.status_code == (200 if name in SHOWN_ONCE else 303)
    assert {table: count - before[table] for table, count in once.items() if count != before[table]} == {
        "operation": 1, **expected, **({"trail_payload": expected["trail_row"]} if "trail_row" in expected else {}),
    }  # fmt: skip
    assert rows(scene) == once


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

    assert len(ids) >= 5
    assert len(set(ids)) == len(ids)
