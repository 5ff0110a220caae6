"""Propose what a moderator's turns do."""

from app.importing.moves import proposed_moves
from app.importing.plain import from_plain
from app.workbench.worker import Asking


def work(data: bytes) -> list[tuple[str, int | None]]:
    """Return for each turn its move and the place of the guide question that it asks."""
    asked = from_plain(Asking, data)
    return [(move.value, question) for move, question in proposed_moves(asked.turns, asked.guide, asked.language)]
