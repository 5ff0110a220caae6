"""Propose what a moderator's turns do."""

from app.importing.labels import ConfirmedTurn
from app.importing.moves import proposed_moves
from app.importing.plain import from_plain
from app.importing.roles import Kind
from app.workbench.worker import Asking


def work(data: bytes) -> list[tuple[str, int | None]]:
    """Return for each turn its move and the number, from 1, of the guide question that it asks."""
    asked = from_plain(Asking, data)
    turns = [ConfirmedTurn("I", Kind.MODERATOR, words) for words in asked.turns]
    found = proposed_moves(turns, asked.guide, asked.language)
    return [(found[place][0].value, found[place][1]) for place in range(len(turns))]
