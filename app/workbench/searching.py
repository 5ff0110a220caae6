"""Search over the study: which turns say some words, by whom, and with which code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import search as queries
from app.store.queries.search import SaidTurn

MOST_SHOWN: Final = 200


class NothingToFind(Refusal):
    """A search for nothing."""

    sentence = N_("Write some words, or choose a code, to look for.")


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that says what was looked for; `pieces` are its words, those that were found marked True."""

    turn: SaidTurn
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The first hits of a search, in how many turns of how many transcripts there are any."""

    hits: tuple[Hit, ...]
    turns: int
    transcripts: int


def find_turns(session: Session, viewer: Viewer, *, words: str, label: str = "", code_id: UUID | None = None) -> Found:
    """Return the turns that say these words, whatever their case, of a label and with a code if they are given.

    Only codings that the viewer may see count. Raises NothingToFind.
    """
    require(viewer, Action.READ)
    wanted = " ".join(words.split())
    if not wanted and code_id is None:
        raise NothingToFind
    turns = queries.turns_like(session, viewer, wanted, label.strip(), code_id)
    hits = [Hit(turn, pieces) for turn in turns if (pieces := _pieces(turn.words, wanted))]
    return Found(tuple(hits[:MOST_SHOWN]), len(hits), len({hit.turn.transcript_id for hit in hits}))


def _pieces(text: str, wanted: str) -> tuple[tuple[str, bool], ...]:
    """Cut a turn's words where the wanted ones stand; nothing when they do not stand there."""
    if not wanted:
        return ((text, False),)
    places = list(_places(text, wanted))
    if not places:
        return ()
    pieces, at = list[tuple[str, bool]](), 0
    for start, end in places:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return tuple(piece for piece in (*pieces, (text[at:], False)) if piece[0])


def _places(text: str, wanted: str) -> Iterator[tuple[int, int]]:
    """Yield where the wanted words stand, compared letter by letter without regard to case; blanks are alike."""
    letters = [" " if sign.isspace() else sign.casefold() for sign in text]
    starts, at = [], 0
    for letter in letters:
        starts.append(at)
        at += len(letter)
    place = {start: index for index, start in enumerate(starts)} | {at: len(text)}
    folded, looked_for, found = "".join(letters), wanted.casefold(), 0
    while (found := folded.find(looked_for, found)) >= 0:
        end = found + len(looked_for)
        if found in place and end in place:
            yield place[found], place[end]
            found = end
        else:
            found += 1
