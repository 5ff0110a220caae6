"""Two people of a scene who have read the same talk to the end, and not in the same way."""

from app.store.queries.studies import rounds
from app.store.tables import Outcome, RoundKind
from app.workbench.audit.walk import walk
from app.workbench.decisions import Settlement, Spot, settle
from app.workbench.rounds import mark_reading
from tests import factories

LINES = ("I: Ask", "P1: Coffee", "P2: Soup", "P1: Bread", "P2: Time")


def read_differently(session, scene):
    """Let lead and co-researcher read a talk in the shared round: they agree on turn 2 and differ on 3, 4 and 5."""
    lead, other = (factories.again(session, scene.viewers[name]) for name in ("lead", "co-researcher"))
    group = factories.focus_group(session, lead, label="Neighbours 1")
    talk = factories.transcript(session, lead, lines=LINES, title="Read by two", group=group)
    for viewer, turns in ((lead, (2, 3, 4)), (other, (2, 5))):
        for turn in turns:
            factories.coding(session, viewer, talk=talk, label=scene.code, turn=turn)
        mark_reading(session, viewer, transcript_id=talk.id, done=True)
    return talk


def shared_round(session, scene):
    """Return the round that the study began with."""
    return next(one for one in rounds(session, scene.viewers["lead"]) if one.kind is RoundKind.SHARED)


def differences(session, scene, talk):
    """Return what is open in the talk, as the forms name it."""
    viewer = factories.again(session, scene.viewers["supervisor"])
    round_ = shared_round(session, scene)
    found = walk(session, viewer, round_.id, talk.id)
    return [
        {
            "round_id": str(round_.id), "transcript": str(talk.id), "first": str(one.stretch.first),
            "last": str(one.stretch.last), "seen": one.seen,
        }
        for one in found.open
    ]  # fmt: skip


def settled_once(session, scene, talk):
    """Let the lead settle the first difference, and return the decision."""
    one, lead = differences(session, scene, talk)[0], factories.again(session, scene.viewers["lead"])
    spot = Spot(talk.id, int(one["first"]), int(one["last"]), one["seen"])
    return settle(session, lead, shared_round(session, scene).id, spot, Settlement(Outcome.BOTH, "We talked"))
