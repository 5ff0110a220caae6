"""A small talk from which a participant withdraws, for the tests of withdrawal."""

from app.store.queries import people
from app.store.queries.coding import codings
from app.store.queries.transcripts import turns

LINES = ["I: What helps?", "P1: My old choir in the harbour", "P2: A choir helps", "P1: Every week.", "P3: Nothing."]


def voice(session, viewer, label, group="Service users 1"):
    return next(one for one in people.voices(session, viewer) if (one.label, one.focus_group) == (label, group)).id


def said(session, viewer, talk):
    return [turn.words for turn in turns(session, viewer, talk.id)]


def coded(session, viewer, talk):
    whole = "\n".join(said(session, viewer, talk))
    return sorted(
        (row.code, whole[row.start : row.end], row.first_turn, row.last_turn)
        for row in codings(session, viewer, talk.id)
    )
