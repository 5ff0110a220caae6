"""From a turn and its codings to what the eye sees: pieces of text under marks, and stripes in the margin."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from app.store.queries.answers import AnswerLine
from app.store.queries.coding import CodingRow, UnitLine
from app.store.queries.transcripts import TurnRow

HUES = 6
LANE = 7


class Lying(NamedTuple):
    """A coding, or a meaning unit without one (its `code` is empty), as it lies in the transcript."""

    id: UUID
    unit_id: UUID
    code_id: UUID | None
    code: str
    coder_id: UUID
    initials: str
    start: int
    end: int
    first_turn: int
    last_turn: int
    open: bool
    together: str = ""


def lying(codings: Iterable[CodingRow], units: Iterable[UnitLine]) -> list[Lying]:
    """Return codings and kept units in the order in which they lie."""
    kept = (
        Lying(
            one.id, one.id, None, "", one.coder_id, one.initials, one.start, one.end, one.first_turn, one.last_turn,
            one.open, one.together,
        )
        for one in units
    )  # fmt: skip
    return sorted((*(Lying(*one[:-2], one.together) for one in codings), *kept), key=lambda one: (one.start, -one.end))


@dataclass(frozen=True, slots=True)
class DrawnCoding:
    """One coding as it lies in one turn: from `start` to `end` of the turn's words, in its own lane.

    `from_` and `to` are the bounds of its whole passage, in code points of the transcript.
    """

    id: UUID
    unit_id: UUID
    code_id: UUID | None
    code: str
    from_: int
    to: int
    hue: int
    initials: str
    mine: bool
    removable: bool
    start: int
    end: int
    lane: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a turn's words under the same codings: the hue of the first, and how many there are."""

    words: str
    hue: int
    depth: int


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stripe beside the turn: `top` and `height` in hundredths of the turn's words."""

    left: int
    top: float
    height: float
    hue: int


@dataclass(frozen=True, slots=True)
class DrawnTurn:
    """A turn ready for its template."""

    turn: TurnRow
    codings: tuple[DrawnCoding, ...]
    pieces: tuple[Piece, ...]
    stripes: tuple[Stripe, ...]
    answers: tuple[AnswerLine, ...] = ()

    @property
    def width(self) -> int:
        """Return the width of the margin's stripes, in pixels."""
        return LANE * (max((coding.lane for coding in self.codings), default=0) + 1)


def hue_class(hue: int) -> int:
    """Return which of the six hues a theme has; 0 is for codes without a theme."""
    return (hue - 1) % HUES + 1 if hue else 0


def drawn_turns(
    turns: Sequence[TurnRow], codings: Sequence[Lying], hues: Mapping[UUID, int], is_mine: Callable[[Lying], bool],
    answers: Iterable[AnswerLine] = (),
) -> list[DrawnTurn]:  # fmt: skip
    """Lay the codings of a transcript over its turns, and say how these answer earlier ones."""
    said: dict[int, list[AnswerLine]] = {}
    for one in answers:
        said.setdefault(one.turn, []).append(one)
    by_turn: dict[int, list[Lying]] = {}
    for coding in codings:
        for number in range(coding.first_turn, coding.last_turn + 1):
            by_turn.setdefault(number, []).append(coding)
    return [
        replace(_drawn(turn, by_turn.get(turn.number, []), hues, is_mine), answers=tuple(said.get(turn.number, ())))
        for turn in turns
    ]


def _drawn(
    turn: TurnRow, codings: list[Lying], hues: Mapping[UUID, int], is_mine: Callable[[Lying], bool]
) -> DrawnTurn:
    length, lanes, drawn = len(turn.words), list[int](), []
    for coding in codings:
        start, end = max(coding.start - turn.start, 0), min(coding.end - turn.start, length)
        lane = next((number for number, taken in enumerate(lanes) if taken <= start), len(lanes))
        lanes[lane : lane + 1] = [end]
        mine = is_mine(coding)
        hue = hue_class(hues.get(coding.code_id, 0)) if coding.code_id else 0
        drawn.append(
            DrawnCoding(
                coding.id, coding.unit_id, coding.code_id, coding.code, coding.start, coding.end, hue,
                coding.initials, mine, coding.open and mine, start, end, lane, start == 0 and end == length,
            )
        )  # fmt: skip
    stripes = tuple(
        Stripe(
            one.lane * LANE,
            round(100 * one.start / length, 1),
            round(100 * (one.end - one.start) / length, 1),
            one.hue,
        )
        for one in drawn
    )
    return DrawnTurn(turn, tuple(drawn), pieces(turn.words, drawn), stripes)


def pieces(words: str, codings: Sequence[DrawnCoding]) -> tuple[Piece, ...]:
    """Cut a turn's words where a coding begins or ends; together the pieces are the words again."""
    cuts = sorted({0, len(words), *(one.start for one in codings), *(one.end for one in codings)})
    found = []
    for start, end in pairwise(cuts):
        over = [one for one in codings if one.start <= start and end <= one.end]
        found.append(Piece(words[start:end], over[0].hue if over else 0, len(over)))
    return tuple(found)
