"""Pieces of a file put together: what goes on with the turn before, what begins one, what is nobody's."""

from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Final, NamedTuple

from app.importing.draft import DraftTurn
from app.importing.roles import Kind, known_kind

SCREEN: Final = 300  # characters, more than a cue holds
SENTENCE_ENDS: Final = (".", "?", "!", "…", ".”", ".»", '."', "?”", "?»", '?"', "!”", "!»", '!"')


class Piece(NamedTuple):
    """A stretch of words. Its label is None when it goes on with the turn before, and empty when it is nobody's.

    A cue is a stretch of a recording, mostly cut where the screen was full. What `may_be_direction` is one only
    between turns: inside a turn it is how something was said. `ends` when the time is that of its end.
    """

    words: str
    label: str | None = None
    start_ms: int | None = None
    session: str = ""
    is_cue: bool = False
    may_be_direction: bool = False
    ends: bool = False


@dataclass(slots=True)
class Growing:
    """A turn as far as it has been read."""

    label: str
    session: str
    start_ms: int | None = None
    pieces: list[Piece] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        """Go on with a piece; a time is the turn's own where no words came before it."""
        if piece.start_ms is not None and self.start_ms is None and (piece.ends or not self.pieces):
            self.start_ms = piece.start_ms
        if piece.words:
            self.pieces.append(piece)

    def words(self) -> str:
        """Return the words: cues joined by blanks, paragraphs by LF."""
        if len(self.pieces) < 2:
            return self.pieces[0].words if self.pieces else ""
        joints = (joint(before, after) for before, after in pairwise(self.pieces))
        return "".join(chain.from_iterable(zip((piece.words for piece in self.pieces), (*joints, ""), strict=True)))


def joint(before: Piece, after: Piece) -> str:
    """Return what stands between two pieces of a turn. A whole paragraph of a recording is no longer a cue."""
    is_paragraph = len(before.words) > SCREEN and before.words.endswith(SENTENCE_ENDS)
    return " " if before.is_cue and after.is_cue and not is_paragraph else "\n"


class Conversation:
    """Takes the pieces in their order. What comes before the first turn is the header."""

    def __init__(self) -> None:
        self.header: list[str] = []
        self.turns: list[DraftTurn] = []
        self.empty = 0
        self._open: Growing | None = None
        self._held: list[Piece] = []

    def take(self, piece: Piece) -> None:
        """Put the next piece where it belongs."""
        if piece.label is None and piece.may_be_direction:
            self._held.append(piece)
        elif self._open is not None and goes_on(self._open, piece):
            self._held, inside = [], self._held
            for each in (*inside, piece):
                self._open.add(each)
        else:
            self._let_go()
            self._begin(piece)

    def end(self) -> None:
        """Finish the last turn."""
        self._let_go()
        self._close()

    def _begin(self, piece: Piece) -> None:
        if piece.label or self._open is not None:
            self._close()
            self._open = Growing(piece.label or "", piece.session)
            self._open.add(piece)
        elif piece.words:
            self.header.append(piece.words)

    def _let_go(self) -> None:
        """Leave the directions that stood between two turns to nobody."""
        held, self._held = self._held, []
        for piece in held:
            self._begin(piece)

    def _close(self) -> None:
        if self._open is None:
            return
        turn = self._open
        if turn.pieces:
            self.turns.append(DraftTurn(turn.label, turn.words(), turn.start_ms, turn.session))
        else:
            self.empty += 1


def goes_on(turn: Growing, piece: Piece) -> bool:
    """Whether a piece is part of the turn before it."""
    if piece.label is None:
        return bool(turn.label) and turn.session == piece.session
    if piece.label != turn.label or piece.session != turn.session or not turn.pieces:
        return False
    # Two unknown voices need not be one.
    return piece.is_cue and turn.pieces[-1].is_cue and known_kind(piece.label) is not Kind.UNKNOWN
