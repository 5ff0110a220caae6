"""Every address asks who is there: a walk over all routes, as each of five people."""

import re
from uuid import uuid4

import pytest
from fastapi.routing import iter_route_contexts

from app.security.permissions import Role
from app.store.queries.coding import codings
from app.store.queries.people import bands_of, voices
from app.store.queries.studies import rounds
from app.store.tables import Bearer, MemoOn
from app.workbench import jobs, members, memos
from app.workbench.anonymity import note_key
from app.workbench.attributes import add_attribute
from tests import factories
from tests.importing.readers import word_files
from tests.web.carrying import in_review, to_sign, who_speaks
from tests.web.scene import LINES

ACTORS = ("anonymous", "outsider", "co-researcher", "supervisor", "lead")

# What each of them is answered, in this order.
EVERYBODY_READS = (303, 404, 200, 200, 200)
ACCOUNTS_READ = (303, 200, 200, 200, 200)
AUDITORS_READ = (303, 404, 403, 200, 200)
LEAD_READS = (303, 404, 403, 403, 200)
LEAD_DOES = (401, 404, 403, 403, 303)
LEAD_GOES_ON = (401, 404, 403, 403, 200)
EVERYBODY_DOES = (401, 404, 303, 303, 303)
CODERS_DO = (401, 404, 303, 403, 303)
AUTHORS_DO = CODERS_DO  # the memo is by whoever codes; a supervisor tries the lead's

# The only addresses that do not ask who is there.
OPEN = {
    "entrance:home": (303,) * 5,
    "entrance:sign_in": (200,) * 5,
    "entrance:enter": (401,) * 5,
    "entrance:language": (303,) * 5,
    "entrance:invitation": (200,) * 5,
    "entrance:join": (303,) * 5,
    "static": (200,) * 5,
    "healthz": (200,) * 5,
}
ASKING = {
    "studies:all": ACCOUNTS_READ,
    "studies:begin": (401, 403, 403, 403, 303),
    "studies:home": EVERYBODY_READS,
    "studies:settings": LEAD_READS,
    "studies:edit": LEAD_DOES,
    "studies:add_stakeholder": LEAD_DOES,
    "studies:add_district": LEAD_DOES,
    "studies:add_focus_group": LEAD_DOES,
    "members:all": EVERYBODY_READS,
    "members:invite": (401, 404, 403, 403, 200),
    "transcripts:all": EVERYBODY_READS,
    "transcripts:job": LEAD_READS,
    "importing:begin": LEAD_READS,
    "importing:lost": (303, 404, 303, 303, 303),  # to the beginning, whoever asks
    "importing:next": LEAD_GOES_ON,
    "importing:speakers": LEAD_GOES_ON,
    "importing:split": LEAD_GOES_ON,
    "importing:settle": LEAD_GOES_ON,
    "importing:identifiers": LEAD_GOES_ON,
    "importing:check": LEAD_GOES_ON,
    "importing:store": LEAD_GOES_ON,
    "importing:key": LEAD_GOES_ON,
    "importing:destroyed": LEAD_DOES,
    "asking:all": LEAD_READS,
    "asking:confirm": LEAD_DOES,
    "coding:screen": EVERYBODY_READS,
    "coding:apply": CODERS_DO,
    "coding:new_code": CODERS_DO,
    "coding:recode": CODERS_DO,
    "coding:move": CODERS_DO,
    "coding:remove": CODERS_DO,
    "coding:undo": CODERS_DO,
    "coding:redo": CODERS_DO,
    "coding:reading": CODERS_DO,
    "units:keep": CODERS_DO,
    "units:unit": EVERYBODY_READS,
    "units:describe": CODERS_DO,
    "units:let_go": CODERS_DO,
    "search:all": EVERYBODY_READS,
    "search:find": (401, 404, 200, 200, 200),
    "keys:all": EVERYBODY_READS,
    "keys:choose": EVERYBODY_DOES,
    "codebook:all": EVERYBODY_READS,
    "codebook:create": CODERS_DO,
    "codebook:code": EVERYBODY_READS,
    "codebook:edit": LEAD_DOES,
    "rounds:all": EVERYBODY_READS,
    "themes:board": EVERYBODY_READS,
    "themes:create": CODERS_DO,
    "themes:place": CODERS_DO,
    "themes:edit": CODERS_DO,
    "themes:remove": CODERS_DO,
    "comparison:matrix": EVERYBODY_READS,
    "comparison:passages": EVERYBODY_READS,
    "agreement:audit": EVERYBODY_READS,
    "quotes:all": EVERYBODY_READS,
    "quotes:choose": CODERS_DO,
    "quotes:before": EVERYBODY_READS,
    "quotes:word": (401, 404, 303, 303, 303),  # its labels point at few people: first to the page before it
    "quotes:remove": CODERS_DO,
    "memos:all": EVERYBODY_READS,
    "memos:find": EVERYBODY_DOES,
    "memos:take_out": (401, 404, 200, 200, 200),
    "memos:on": EVERYBODY_READS,
    "memos:write": EVERYBODY_DOES,
    "memos:answer": EVERYBODY_DOES,
    "memos:edit": AUTHORS_DO,
    "memos:share": AUTHORS_DO,
    "memos:remove": AUTHORS_DO,
    "memos:put_back": AUTHORS_DO,
    "trail:all": AUDITORS_READ,
    "people:all": EVERYBODY_READS,
    "people:risk": AUDITORS_READ,
    "people:voice": LEAD_READS,
    "people:kind": LEAD_DOES,
    "people:link": LEAD_DOES,
    "people:unlink": LEAD_DOES,
    "people:bands": LEAD_DOES,
    "people:add_attribute": LEAD_DOES,
    "people:attribute": LEAD_READS,
    "people:edit_attribute": LEAD_DOES,
    "people:ranges": LEAD_DOES,
    "people:remove_attribute": LEAD_DOES,
    "people:template": LEAD_READS,
    "people:check_table": (401, 404, 403, 403, 200),
    "people:store_table": (401, 404, 403, 403, 200),  # it is not what was seen: it is shown anew
    "rounds:open": LEAD_DOES,
    "rounds:reveal": LEAD_DOES,
    "withdrawing:begin": LEAD_READS,
    "withdrawing:find": LEAD_DOES,
    "withdrawing:participant": LEAD_READS,
    "withdrawing:withdraw": (401, 404, 403, 403, 200),
    "revising:turn": LEAD_READS,
    "revising:look": (401, 404, 403, 403, 200),
    "revising:change": (401, 404, 403, 403, 200),
    "entrance:join_with_account": (401, 303, 409, 409, 409),
    "entrance:leave": (401, 303, 303, 303, 303),
}
YES = "\n".join(line.partition(": ")[2] for line in LINES).index("Yes")
DOORS = {"entrance:enter", "entrance:join"}
TABLE = {**OPEN, **ASKING}


def every_route(application):
    """Return the method and the places in the path of every route, by its name."""
    return {
        route.name: (*route.methods, re.findall(r"{(\w+)", route.path))
        for route in iter_route_contexts(application.routes)
    }


def belongings(scene, actor):
    """Give whoever codes a coding, an empty theme and a quote of their own; the others try the lead's."""
    viewer = scene.viewers[actor if actor == "co-researcher" else "lead"]
    with scene.write() as session:
        change = factories.coding(session, viewer, talk=scene.talk, turn=2)
        quote = factories.quote(session, viewer, talk=scene.talk, speaks_for=scene.theme)
        factories.coding(session, viewer, talk=scene.talk, turn=6)
        quoted, coding = codings(session, viewer, scene.talk.id)
        job = uuid4()
        other = factories.transcript(session, scene.viewers["lead"])
        people = {one.focus_group_id: one.id for one in voices(session, scene.viewers["lead"]) if one.label == "P1"}
        attribute = add_attribute(
            session, scene.viewers["lead"], name="Age", bearer=Bearer.PARTICIPANT, bands=["20–39"]
        )
        jobs.begin_job(session, scene.viewers["lead"], job, "read")
        key = uuid4()
        note_key(session, scene.viewers["lead"], key)
        return {
            "code": change.code_id, "coding": coding.id, "unit": quoted.unit_id, "job": job, "key": key,
            "quote": quote, "attribute": attribute.id, "participant": people[scene.group.id],
            "other": people[other.focus_group_id],
            "band": bands_of(session, scene.viewers["lead"], attribute.id)[0].id,
            "theme": factories.theme(session, viewer).id, "stakeholder": scene.group.stakeholder_id,
            "memo": memos.write_memo(
                session, viewer, MemoOn.CODE, str(change.code_id), words="Words", private=False
            ).id,
            "token": members.invite_member(session, scene.viewers["lead"], role=Role.CO_RESEARCHER),
        }  # fmt: skip


def address(scene, name, places, mine):
    with scene.read() as session:
        round_id = rounds(session, scene.viewers["lead"])[-1].id
    known = {
        "study_id": scene.study_id, "transcript_id": scene.talk.id, "code_id": mine["code"], "round_id": round_id,
        "participant_id": mine["participant"], "attribute_id": mine["attribute"],
        "theme_id": mine["theme"], "quote_id": mine["quote"], "row_id": scene.theme.id, "job_id": mine["job"],
        "key_id": mine["key"], "unit_id": mine["unit"], "step": "speakers",
        "token": mine["token"] if name == "entrance:join_with_account" else scene.invitation,
        "chosen": "nb", "form": "quote-table", "digest": "0", "name": "ground.css", "memo_id": mine["memo"],
        "hangs_on": "theme", "thing_id": str(scene.theme.id), "file": "memos.txt",
    }  # fmt: skip
    return scene.application.url_path_for(name, **{place: known[place] for place in places})


def fields(scene, mine):
    """Return fields that every form finds what it needs in."""
    return {
        **who_speaks(scene), **in_review(scene), **to_sign(scene), "passphrase": "kettle ladder harbour plum",
        "stands_for": '{"[name 1]": ["Words"]}', "move": "probe",
        "login": "newcomer", "password": "a few words in a row", "name": f"Name {uuid4()}", "title": "Title",
        "research": "Why?", "guide": "Why?", "several": "3", "stakeholder": str(mine["stakeholder"]),
        "role": "supervisor", "turn": "4", "code": str(mine["code"]),
        "coding": str(mine["coding"]), "state": "done", "theme": str(scene.subtheme.id), "unit": str(mine["unit"]),
        "row": str(scene.theme.id), "group": str(scene.group.id), "other": str(mine["other"]), "bands": "40–59",
        "bearer": "participant", "band": [str(mine["band"])], "band_name": ["20–30"], "lowest": [""], "highest": [""],
        "choice": [f"{mine['participant']} {mine['attribute']}"], "seen": "nothing",
        "table": "focus group,participant,Age\nService users 1,P2,20–30", "participant": str(mine["participant"]),
        "degree": "not quoted", "looked": "true", "looked_for": "e", "start": str(YES), "end": str(YES + 3),
        "words": "Yes", "why": "redacted", "new": "name 1",
        "reach": "team", "revision": "1",
    }  # fmt: skip


def answered(scene, actor, name, route, mine):
    """Let one actor use a route as its page would, and return the status."""
    browser = scene.another_browser(actor) if name in DOORS else scene.browsers[actor]
    method, places = route
    if method == "GET":
        return browser.get(address(scene, name, places, mine)).status_code
    sent = {**browser.once(), **fields(scene, mine)}
    if name == "studies:add_focus_group":
        sent["label"] = "Service users 9"
    if name == "coding:move":
        sent |= {"start": "0", "end": "4", "words": "What"}  # where no other code lies
    if name == "asking:confirm":
        sent["turn"] = "5"  # one of the moderator's
    if name.startswith("memos:"):
        sent["kind"] = "analytic"
    files = {"file": ("a.docx", word_files.transcript("P1: Yes."))} if name == "importing:speakers" else None
    return browser.post(address(scene, name, places, mine), data=sent, files=files).status_code


def test_every_address_is_in_the_table(application):
    found = every_route(application)

    assert len(found) >= 40
    assert set(found) == set(TABLE)


@pytest.mark.parametrize("actor", ACTORS)
def test_every_address_answers_each_person_as_the_table_says(scene, actor):
    found, mine = every_route(scene.application), belongings(scene, actor)

    got = {name: answered(scene, actor, name, found[name], mine) for name in TABLE}

    assert got == {name: row[ACTORS.index(actor)] for name, row in TABLE.items()}


def changing(application):
    return {name: route for name, route in every_route(application).items() if route[0] != "GET"}


def test_no_form_is_accepted_without_the_token_of_the_sign_in(scene):
    mine, file = belongings(scene, "lead"), {"file": ("a.docx", word_files.transcript("P1: Yes."))}
    forms = {name: route for name, route in changing(scene.application).items() if name not in DOORS}

    for name, (_, places) in forms.items():
        sent = {**fields(scene, mine), "operation": str(uuid4())}
        files = file if name == "importing:speakers" else None
        to = address(scene, name, places, mine)
        for wrong in ({}, {"form_token": ""}, {"form_token": scene.co_researcher.once()["form_token"]}):
            answer = scene.lead.post(to, data={**sent, **wrong}, files=files)
            assert (name, answer.status_code) == (name, 403)

    assert len(forms) >= 20


def test_no_form_is_accepted_from_another_site(scene):
    mine, forms = belongings(scene, "lead"), changing(scene.application)
    strangers = (
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"},
    )  # fmt: skip

    for name, (_, places) in forms.items():
        for stranger in strangers:
            sent = {**scene.lead.once(), **fields(scene, mine)}
            answer = scene.lead.post(address(scene, name, places, mine), data=sent, headers=stranger)
            assert (name, answer.status_code) == (name, 403)
