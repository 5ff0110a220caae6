"""Every address asks who is there: a walk over all routes, as each of five people."""

from uuid import uuid4

import pytest
from fastapi.routing import iter_route_contexts

from tests import factories
from tests.importing import word_files

ACTORS = ("anonymous", "outsider", "co-researcher", "supervisor", "lead")

# What each of them is answered, in this order.
EVERYBODY_READS = (303, 404, 200, 200, 200)
ACCOUNTS_READ = (303, 200, 200, 200, 200)
AUDITORS_READ = (303, 404, 403, 200, 200)
LEAD_READS = (303, 404, 403, 403, 200)
LEAD_DOES = (401, 404, 403, 403, 303)
CODERS_DO = (401, 404, 303, 403, 303)

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
    "transcripts:check": (401, 404, 403, 403, 200),
    "transcripts:store": LEAD_DOES,
    "transcripts:job": LEAD_READS,
    "coding:screen": EVERYBODY_READS,
    "coding:apply": CODERS_DO,
    "coding:new_code": CODERS_DO,
    "coding:remove": CODERS_DO,
    "coding:undo": CODERS_DO,
    "coding:reading": CODERS_DO,
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
    "quotes:word": EVERYBODY_READS,
    "quotes:remove": CODERS_DO,
    "trail:all": AUDITORS_READ,
    "rounds:open": LEAD_DOES,
    "rounds:reveal": LEAD_DOES,
    "entrance:join_with_account": (401, 303, 409, 409, 409),
    "entrance:leave": (401, 303, 303, 303, 303),
}
DOORS = {"entrance:enter", "entrance:join"}
TABLE = {**OPEN, **ASKING}


def every_route(application):
    return {route.name: (route.path, sorted(route.methods)) for route in iter_route_contexts(application.routes)}


@pytest.fixture
def things(scene):
    """Give everybody who codes a coding, an empty theme and a quote of their own; the others get the lead's."""
    return {
        name: _things(scene, scene.viewers[name if name == "co-researcher" else "lead"]) for name in ACTORS
    }


def _things(scene, viewer):
    with scene.write() as session:
        coding = factories.coding(session, viewer, talk=scene.talk, turn=6)
        ids = factories.coding_ids(session, viewer, scene.talk)
        quote = factories.quote(session, viewer, talk=scene.talk, speaks_for=factories.theme(session, viewer))
        return {"coding": ids[-1], "code": coding.code_id, "theme": factories.theme(session, viewer).id, "quote": quote}


def addressed(scene, path, mine):
    """Fill the places of a path with things that are there."""
    known = {
        "study_id": scene.study_id, "transcript_id": scene.talk.id, "code_id": mine["code"],
        "theme_id": mine["theme"], "quote_id": mine["quote"], "row_id": scene.theme.id, "round_id": mine["round"],
        "job_id": mine["job"], "token": scene.invitation, "chosen": "nb", "form": "quote-table",
        "digest": "0", "name:path": "ground.css",
    }  # fmt: skip
    return path.format(**known).replace("{name:path}", "ground.css")
