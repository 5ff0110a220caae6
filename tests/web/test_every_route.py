"""Every address asks who is there: a walk over all routes, as each of five people."""

import re
from itertools import count
from uuid import uuid4

import pytest

from app.security.permissions import Role
from app.store.queries.answers import answers_on
from app.store.queries.coding import codings
from app.store.queries.people import bands_of, voices
from app.store.queries.studies import round_of_work, rounds
from app.store.queries.trail import acts
from app.store.tables import Bearer, How, MemoOn, Proposal, RoundKind, SignedThing
from app.web.routes import every_router
from app.workbench import jobs, members, memos, readings, steps
from app.workbench import rounds as rounds_room
from app.workbench.anonymity import note_key
from app.workbench.answering import mark_answer
from app.workbench.attributes import add_attribute
from app.workbench.code_places import place_code
from app.workbench.findings import make_finding
from app.workbench.sign_offs import sign_off
from app.workbench.theme_review import mark_fit
from app.workbench.versions import keep_version
from tests import factories
from tests.importing.readers import word_files
from tests.web.carrying import in_review, to_sign, who_speaks
from tests.web.differing import differences, read_differently, settled_once
from tests.web.listening import listening
from tests.web.scene import LINES

names = count(1)
ACTORS = ("anonymous", "outsider", "co-researcher", "supervisor", "lead")

# What each of them is answered, in this order.
EVERYBODY_READS = (303, 404, 200, 200, 200)
ACCOUNTS_READ = (303, 200, 200, 200, 200)
AUDITORS_READ = (303, 404, 403, 200, 200)
LEAD_READS = (303, 404, 403, 403, 200)
LEAD_DOES = (401, 404, 403, 403, 303)
LEAD_GOES_ON = (401, 404, 403, 403, 200)
EVERYBODY_DOES = (401, 404, 303, 303, 303)
CODERS_READ = (303, 404, 200, 403, 200)
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
    "studies:words": LEAD_DOES,
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
    "answers:mark": CODERS_DO,
    "answers:take_off": CODERS_DO,
    "units:unit": EVERYBODY_READS,
    "units:describe": CODERS_DO,
    "units:voice": CODERS_DO,
    "units:let_go": CODERS_DO,
    "search:all": EVERYBODY_READS,
    "search:find": (401, 404, 200, 200, 200),
    "keys:all": EVERYBODY_READS,
    "keys:choose": EVERYBODY_DOES,
    "reading:card": CODERS_READ,
    "reading:step": CODERS_DO,
    "reading:apply": CODERS_DO,
    "reading:remove": CODERS_DO,
    "reading:undo": CODERS_DO,
    "reading:finish": CODERS_DO,
    "reading:again": CODERS_DO,
    "planning:plan": LEAD_READS,
    "planning:assign": LEAD_DOES,
    "planning:take_back": LEAD_DOES,
    "planning:note": LEAD_DOES,
    "planning:remove_note": LEAD_DOES,
    "practice:card": ACCOUNTS_READ,
    "entrance:keep_language": (401, 303, 303, 303, 303),
    "codebook:all": EVERYBODY_READS,
    "codebook:create": CODERS_DO,
    "codebook:code": EVERYBODY_READS,
    "codebook:edit": LEAD_DOES,
    "codebook:near": EVERYBODY_READS,
    "codebook:card": EVERYBODY_READS,
    "codebook:take_back": CODERS_DO,
    "codebook:place": CODERS_DO,
    "codebook:pin": CODERS_DO,
    "codebook:unpin": CODERS_DO,
    "codebook:retire": LEAD_DOES,
    "codebook:back": LEAD_DOES,
    "splitting:proposals": EVERYBODY_READS,
    "splitting:answer": CODERS_DO,
    "splitting:walk": LEAD_READS,
    "splitting:move": LEAD_DOES,
    "splitting:undo": CODERS_DO,
    "merging:look": LEAD_READS,
    "merging:merge": LEAD_DOES,
    "merging:part": LEAD_DOES,
    "versions:all": EVERYBODY_READS,
    "versions:keep": LEAD_DOES,
    "versions:compared": EVERYBODY_READS,
    "versions:version": EVERYBODY_READS,
    "book:begin": LEAD_READS,
    "book:starter": LEAD_READS,
    "book:read": (401, 404, 403, 403, 200),
    "book:store": LEAD_DOES,
    "book:export": (401, 404, 200, 200, 200),
    "rounds:all": EVERYBODY_READS,
    "steps:all": LEAD_READS,
    "steps:add": LEAD_DOES,
    "steps:method": (401, 404, 403, 403, 409),  # the team has been in a step
    "steps:edit": LEAD_DOES,
    "steps:order": LEAD_DOES,
    "steps:remove": LEAD_DOES,
    "steps:go": CODERS_DO,
    "thoughts:all": EVERYBODY_READS,
    "thoughts:one": EVERYBODY_READS,
    "thoughts:keep": CODERS_DO,
    "thoughts:open": LEAD_DOES,
    "themes:board": EVERYBODY_READS,
    "themes:create": CODERS_DO,
    "themes:place": CODERS_DO,
    "themes:split": CODERS_DO,
    "themes:map": EVERYBODY_READS,
    "themes:earlier": EVERYBODY_READS,
    "themes:code": EVERYBODY_READS,
    "themes:theme": EVERYBODY_READS,
    "themes:change": EVERYBODY_READS,
    "themes:edit": CODERS_DO,
    "grid:page": EVERYBODY_READS,
    "grid:take_out": (401, 404, 200, 200, 200),
    "grid:consensus": EVERYBODY_READS,
    "grid:respond": CODERS_DO,
    "grid:cell": EVERYBODY_READS,
    "grid:write": CODERS_DO,
    "themes:state": CODERS_DO,
    "themes:check": CODERS_DO,
    "themes:answer": CODERS_DO,
    "themes:reflect": CODERS_DO,
    "codings:fit": CODERS_DO,
    "sign_offs:give": EVERYBODY_DOES,
    "sign_offs:take_back": (401, 404, 303, 403, 303),  # a supervisor tries the lead's
    "themes:under": CODERS_DO,
    "themes:merge": CODERS_DO,
    "themes:take_back": CODERS_DO,
    "themes:discard": CODERS_DO,
    "themes:remove": CODERS_DO,
    "statistics:page": EVERYBODY_READS,
    "comparison:matrix": EVERYBODY_READS,
    "comparison:passages": EVERYBODY_READS,
    "comparison:take_out": (401, 404, 200, 200, 200),
    "comparison:asked": CODERS_DO,
    "comparison:commonalities": EVERYBODY_READS,
    "comparison:text": (401, 404, 200, 200, 200),
    "heard:page": EVERYBODY_READS,
    "heard:portrait": EVERYBODY_READS,
    "heard:take_out": (401, 404, 200, 200, 200),
    "words:page": EVERYBODY_READS,
    "words:lines": EVERYBODY_READS,
    "words:similar": EVERYBODY_READS,
    "words:code": CODERS_DO,
    "words:leave_out": CODERS_DO,
    "findings:all": EVERYBODY_READS,
    "findings:make": CODERS_DO,
    "findings:finding": EVERYBODY_READS,
    "findings:change": CODERS_DO,
    "findings:code": CODERS_DO,
    "findings:passage": CODERS_DO,
    "findings:remove": CODERS_DO,
    "draft:page": EVERYBODY_READS,
    "draft:check": (401, 404, 200, 200, 200),
    **dict.fromkeys(
        (f"agreement:{side}" for side in ("audit", "sets", "coders", "groups", "time", "passages", "methods")),
        EVERYBODY_READS,
    ),
    "agreement:file": (401, 404, 200, 200, 200),
    "agreement:approach": LEAD_DOES,
    "deciding:walk": EVERYBODY_READS,
    "deciding:all": EVERYBODY_READS,
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
    "changes:mine": EVERYBODY_READS,
    "changes:turn": (401, 404, 303, 404, 303),  # it is the lead's, whom a supervisor cannot undo
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
    "rounds:look": CODERS_DO,
    "rounds:close": LEAD_DOES,
    "rounds:reopen": LEAD_DOES,
    "rounds:open": LEAD_DOES,
    "rounds:reveal": LEAD_DOES,
    "deciding:settle": CODERS_DO,
    "deciding:agreed": CODERS_DO,
    "deciding:take_back": CODERS_DO,
    "live:stream": EVERYBODY_READS,
    "live:turns": EVERYBODY_READS,
    "live:codes": EVERYBODY_READS,
    "live:here": (401, 404, 204, 204, 204),
    "live:choice": EVERYBODY_READS,
    "live:choose": (401, 404, 303, 303, 303),
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
    return {route.name: (*route.methods, re.findall(r"{(\w+)", route.path)) for route in application.routes}


def test_the_limit_on_a_form_stands_at_its_route_for_a_router_gives_it_only_what_is_included():
    assert not [router.prefix for router in every_router if router.form_limits]


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
        version = keep_version(session, scene.viewers["lead"], "Before we went on.")
        factories.coding(session, viewer, talk=scene.talk, turn=5)
        [mark] = [row.id for row in codings(session, viewer, scene.talk.id) if row.first_turn == 5]
        about = factories.coding(session, viewer, talk=scene.talk, turn=3).code_id
        [other_coding] = [row.id for row in codings(session, viewer, scene.talk.id) if row.code_id == about]
        proposal = Proposal(
            id=uuid4(), study_id=scene.study_id, coding_id=other_coding, from_code_id=about,
            to_code_id=scene.code.id, proposed_by_id=viewer.member_id,
        )  # fmt: skip
        session.add(proposal)
        spare = factories.code(session, viewer)
        begun, unused = (steps.add_step(session, scene.viewers["lead"], name=f"Step {uuid4()}") for _ in range(2))
        steps.go_to_step(session, viewer, begun.id)
        signed = sign_off(session, viewer, thing=SignedThing.THEME, thing_id=scene.theme.id)
        key = uuid4()
        note_key(session, scene.viewers["lead"], key)
        finding = make_finding(session, viewer, theme_id=scene.theme.id, sentence="Somebody stays.")
        return {
            "step": begun.id, "unused_step": unused.id, "mark": mark, "signed": signed.id,
            "version": version.id, "proposal": proposal.id, "spare": spare.id,
            "place": {"transcript": str(scene.talk.id), "start": str(quoted.start), "end": str(quoted.end)},
            "code": change.code_id, "coding": coding.id, "unit": quoted.unit_id, "job": job, "key": key,
            "quote": quote, "attribute": attribute.id, "participant": people[scene.group.id],
            "other": people[other.focus_group_id],
            "finding": finding, "band": bands_of(session, scene.viewers["lead"], attribute.id)[0].id,
            "theme": factories.theme(session, viewer).id, "stakeholder": scene.group.stakeholder_id,
            "memo": memos.write_memo(
                session, viewer, MemoOn.CODE, str(change.code_id), words="Words", private=False
            ).id,
            "token": members.invite_member(session, scene.viewers["lead"], role=Role.CO_RESEARCHER),
            **to_read(session, scene, viewer),
            **to_settle(session, scene, viewer),
        }  # fmt: skip


def to_read(session, scene, viewer):
    """Return what the viewer has read and tapped, a stretch that nobody has begun, and a content note."""
    lead, another = scene.viewers["lead"], factories.transcript(session, scene.viewers["lead"])
    given = readings.assign_stretch(session, lead, member_id=lead.member_id, transcript_id=another.id, first=1, last=2)
    note = readings.set_content_note(session, lead, words="Speaks of loss", transcript_id=scene.talk.id, first=6)
    done = rounds_room.mark_reading(session, viewer, transcript_id=factories.transcript(session, lead).id, done=True)
    factories.coding(session, viewer, talk=scene.talk, turn=3)
    tapped = next(one.id for one in codings(session, viewer, scene.talk.id) if one.first_turn == 3)
    mark_answer(session, viewer, transcript_id=scene.talk.id, number=4, how=How.CHALLENGES)
    [answer] = answers_on(session, viewer, scene.talk.id)
    return {"given": given.id, "note": note.id, "done": done.id, "tapped": tapped, "answer": answer.id}


def to_settle(session, scene, viewer):
    """Return a talk that two have read differently, what was settled there, and a code made after a reading."""
    talk = read_differently(session, scene)
    another = factories.transcript(session, viewer if viewer.role is Role.LEAD else scene.viewers["lead"])
    looked = rounds_room.mark_reading(session, viewer, transcript_id=another.id, done=True)
    return {
        "differing": talk, "decision": settled_once(session, scene, talk).id, "looked": looked.id,
        "late": factories.code(session, viewer).id,
    }  # fmt: skip


def open_difference(scene, mine):
    with scene.read() as session:
        return {**differences(session, scene, mine["differing"])[-1], "outcome": "none", "reason": "We talked"}


def address(scene, name, places, mine):
    with scene.read() as session:
        every = rounds(session, scene.viewers["lead"])
        round_id = [one.id for one in every if one.kind is not RoundKind.CONSENSUS][-1]
    known = {
        "study_id": scene.study_id, "transcript_id": scene.talk.id, "code_id": mine["code"], "round_id": round_id,
        "participant_id": mine["participant"], "attribute_id": mine["attribute"],
        "finding_id": mine["finding"], "theme_id": scene.subtheme.id if name in TRIED else mine["theme"],
        "column_id": scene.group.id,
        "quote_id": mine["quote"], "row_id": scene.theme.id, "job_id": mine["job"],
        "key_id": mine["key"], "unit_id": mine["unit"], "step": "speakers",
        "token": mine["token"] if name == "entrance:join_with_account" else scene.invitation,
        "step_id": mine["unused_step"] if name == "steps:remove" else mine["step"], "coding_id": mine["mark"],
        "sign_off_id": mine["signed"], "version_id": mine["version"], "proposal_id": mine["proposal"],
        "key": "social-support" if name == "book:starter" else "1",
        "decision_id": mine["decision"],
        "chosen": "nb", "form": FORM.get(name, "quote-table"), "digest": "0", "name": "ground.css",
        "memo_id": mine["memo"], "hangs_on": "theme", "thing_id": str(scene.theme.id), "file": "memos.txt",
    }  # fmt: skip
    return scene.application.url_path_for(name, **{place: known[place] for place in places})


def fields(scene, mine):
    """Return fields that every form finds what it needs in."""
    return {
        **who_speaks(scene), **in_review(scene), **to_sign(scene), "passphrase": "kettle ladder harbour plum",
        "stands_for": '{"[name 1]": ["Words"]}', "move": "probe",
        "login": "newcomer", "password": "a few words in a row", "name": f"Name {next(names)}", "title": "Title",
        "research": "Why?", "guide": "Why?", "several": "3", "stakeholder": str(mine["stakeholder"]),
        "role": "supervisor", "turn": "4", "code": str(mine["code"]),
        "coding": str(mine["coding"]), "state": "done", "theme": str(scene.subtheme.id), "unit": str(mine["unit"]),
        "row": str(scene.theme.id), "group": str(scene.group.id), "other": str(mine["other"]), "bands": "40–59",
        "bearer": "participant", "band": [str(mine["band"])], "band_name": ["20–30"], "lowest": [""], "highest": [""],
        "choice": [f"{mine['participant']} {mine['attribute']}"], "seen": "nothing",
        "table": "focus group,participant,Age\nService users 1,P2,20–30", "participant": str(mine["participant"]),
        "colleagues": "at once", "tab": str(uuid4()), "transcript": str(scene.talk.id),
        "degree": "not quoted", "looked": "true", "looked_for": "e", "start": str(YES), "end": str(YES + 3),
        "words": "Yes", "why": "redacted", "new": "name 1",
        "reach": "team", "revision": "1",
        "note": str(mine["note"]), "member": str(scene.viewers["co-researcher"].member_id), "because": "Another look",
        "bearing": "supports", "how": How.AGREES.value, "answer": str(mine["coding"]),
    }  # fmt: skip


def made_on_the_trail(scene, id_, act="code.created"):
    """Return what names the making of a code, or of something else, on the trail."""
    with scene.read() as session:
        [act] = acts(session, scene.viewers["lead"], (act,), subject_id=id_)
        return act.hash


# What the forms of the codebook and of the reading mode need besides.
def does_not_fit(scene, mine):
    """Mark a coding of a code in the subtheme as one that does not fit, and return it."""
    with scene.write() as session:
        [row] = [one for one in codings(session, scene.viewers["lead"], scene.talk.id) if one.id == mine["mark"]]
        place_code(session, scene.viewers["lead"], code_id=row.code_id, theme_id=scene.subtheme.id)
        coder = next(one for one in scene.viewers.values() if one.member_id == row.coder_id)
        mark_fit(session, coder, row.id, does_not_fit=True)
    return str(row.id)


# What is tried with a theme that stays, because the other one is removed again.
TRIED = {"themes:check", "themes:answer", "themes:reflect"}
# What the forms of the codebook and of the themes need besides.
NEEDS = {
    "themes:place": lambda scene, _: {"card": f"{scene.code.id} {scene.subtheme.id}"},
    "themes:split": lambda scene, _: {"card": f"{scene.code.id} {scene.subtheme.id}"},
    "themes:state": lambda *_: {"seen": "", "state": "reviewed"},
    "answers:mark": lambda *_: {"turn": "3", "how": "agrees"},
    "answers:take_off": lambda _, mine: {"answer": str(mine["answer"])},
    "themes:check": lambda *_: {"asked": "extracts", "answer": "partly"},
    "themes:answer": lambda scene, mine: {"coding": does_not_fit(scene, mine)},
    "themes:reflect": lambda *_: {"said_on": "2026-03-01"},
    "themes:under": lambda *_: {"seen": ""},
    "themes:merge": lambda scene, _: {"seen": "", "into": str(scene.theme.id)},
    "themes:take_back": lambda *_: {"seen": ""},
    "themes:discard": lambda *_: {"seen": "", "why": "It held two thoughts."},
    "codings:fit": lambda *_: {"does_not_fit": "true"},
    "sign_offs:give": lambda scene, _: {"thing": "theme", "on": str(scene.theme.id)},
    "sign_offs:take_back": lambda scene, _: {"thing": "theme", "on": str(scene.theme.id)},
    "steps:method": lambda *_: {"method": "six phases"},
    "steps:order": lambda *_: {"to": "earlier"},
    "thoughts:keep": lambda *_: {"what": "hand in", "revision": "0", "may_open": "true"},
    "changes:turn": lambda scene, mine: {"act": made_on_the_trail(scene, mine["mark"], "coding.applied")},
    "codebook:take_back": lambda scene, mine: {"act": made_on_the_trail(scene, mine["spare"])},
    "splitting:move": lambda _, mine: mine["place"],
    "merging:merge": lambda scene, _: {"into": str(scene.code.id)},
    "versions:keep": lambda *_: {"reason": "After we went on."},
    "findings:make": lambda *_: {"sentence": "Somebody stays."},
    "findings:change": lambda *_: {"sentence": "Somebody stays."},
    "comparison:take_out": lambda *_: {"form": "csv"},
    "heard:take_out": lambda *_: {"chart": "talk", "form": "svg"},
    "grid:take_out": lambda *_: {"form": "csv"},
    "grid:write": lambda *_: {"words": "", "before": ""},
    "words:code": lambda scene, _: {"turn": f"{scene.talk.id} 4"},
    "draft:check": lambda *_: {"text": "All focus groups spoke of it."},
    "studies:words": lambda *_: {"people_several": ""},
    "book:store": lambda *_: {"book": '{"entries": [{"name": "Pride"}]}', "take": "0"},
    "reading:remove": lambda _, mine: {"coding": str(mine["tapped"])},
    "reading:again": lambda _, mine: {"reading": str(mine["done"])},
    "deciding:settle": open_difference,
    "deciding:agreed": open_difference,
    "agreement:approach": lambda *_: {"approach": "reflexive"},
    "rounds:look": lambda _, mine: {"reading": str(mine["looked"]), "code": str(mine["late"])},
    "planning:take_back": lambda _, mine: {"reading": str(mine["given"])},
}


FORM = {"book:export": "csv", "agreement:file": "methods.txt"}


def in_the_round(scene):
    with scene.read() as session:
        return {"round": str(round_of_work(session, scene.viewers["lead"]).id), "step": "on"}


def looked_at(browser, stream):
    """Return the status of a stream: it never ends, so only its first line is read."""
    with listening(browser, stream, plain=True) as opened:
        return opened.status


def answered(scene, actor, name, route, mine):
    """Let one actor use a route as its page would, and return the status."""
    if name == "live:stream":
        return looked_at(scene.browsers[actor], address(scene, name, route[1], mine))
    return asked(scene, actor, name, route, mine).status_code


def asked(scene, actor, name, route, mine):
    """Let one actor use a route as its page would, and return the answer."""
    browser = scene.another_browser(actor) if name in DOORS else scene.browsers[actor]
    method, places = route
    if method == "GET":
        return browser.get(address(scene, name, places, mine))
    sent = {**browser.once(), **fields(scene, mine)}
    if name == "studies:add_focus_group":
        sent["label"] = "Service users 9"
    if name in NEEDS:
        sent |= NEEDS[name](scene, mine)
    if name == "coding:move":
        sent |= {"start": "0", "end": "4", "words": "What"}  # where no other code lies
    if name == "asking:confirm":
        sent["turn"] = "5"  # one of the moderator's
    if name.startswith("reading:"):
        sent |= in_the_round(scene)
    if name.startswith("memos:"):
        sent["kind"] = "analytic"
    files = {"file": ("a.docx", word_files.transcript("P1: Yes."))} if name == "importing:speakers" else None
    files = {"file": ("a.csv", b"Code,Definition\nShame,Hiding\nPride,Showing\n")} if name == "book:read" else files
    return browser.post(address(scene, name, places, mine), data=sent, files=files)


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
