"""Words of a small coded transcript are changed, for the tests of redaction and correction."""

from app.store.queries.coding import codings
from app.store.queries.transcripts import turns
from app.store.tables import (
    Revising,
)
from app.workbench.revising import Decision, Grounds, revise
from app.workbench.rewriting import Replacement
from tests import factories

# Turn 1 is 0 to 5, turn 2 is 6 to 31 ("Anna" 16 to 20), turn 3 is 32 to 50 ("Anna" 40 to 44).
LINES = ["I: Hello", "P1: My friend Anna, she stays", "P2: Tell us Anna's way"]
NAME = "[name 1]"  # 8 code points, 4 more than Anna


def whole(session, viewer, talk):
    return "\n".join(turn.words for turn in turns(session, viewer, talk.id))


def edit(session, viewer, talk, old, new):
    place = factories.passage(session, viewer, talk, old)
    return Replacement(place.start, place.end, new, old)


def redact(session, viewer, talk, old, new=NAME):
    return revise(session, viewer, talk.id, [edit(session, viewer, talk, old, new)], Revising.REDACTED)


def correct(session, viewer, talk, old, new):
    return revise(session, viewer, talk.id, [edit(session, viewer, talk, old, new)], Revising.CORRECTED)


def coded(session, viewer, talk):
    """Return what each coding holds now: (code, words, first turn, last turn)."""
    words = whole(session, viewer, talk)
    return [
        (row.code, words[row.start : row.end], row.first_turn, row.last_turn)
        for row in codings(session, viewer, talk.id)
    ]


def decision(session, viewer, talk, old="Anna", new="name 1", elsewhere=(), texts=()):
    place = factories.passage(session, viewer, talk, old)
    return Decision(place, Revising.REDACTED, new, frozenset(elsewhere), frozenset(texts), Grounds.PERSON)
