"""The passages behind a number of the audit: turns with each coder's passages drawn on their words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.audit.tally import Mask, Readers, readers_of
from app.analysis.audit.units import Cut, Marked, Spoken
from app.security.viewer import Viewer
from app.store.queries import themes
from app.store.queries.themes import SpokenTurn
from app.store.queries.transcripts import NotInThisStudy, TranscriptLine
from app.workbench.audit.again import twice
from app.workbench.audit.book import Row
from app.workbench.audit.choice import Choice
from app.workbench.audit.ground import Basis, TalkInUnits, basis, talks_in_units

AT_ONCE: Final = 40


class How(StrEnum):
    """Which turns are wanted: coded by any, by all, read differently, or all that were compared."""

    ANY = "any"
    ALL = "all"
    DIFFER = "differ"
    COMPARED = "compared"


class Did(StrEnum):
    """What one coder did with a row on a turn."""

    YES = "yes"
    NO = "no"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is behind a number: a row, or two that were swapped; some talks; among some coders; put there by one.

    Or what one coder of a repetition read differently `again`.
    """

    row_id: UUID | None = None
    how: How = How.DIFFER
    other_id: UUID | None = None
    group_id: UUID | None = None
    stakeholder_id: UUID | None = None
    transcript_id: UUID | None = None
    coder_ids: frozenset[UUID] = frozenset()
    by_id: UUID | None = None
    again_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of a turn's words, and whose passages lie on them."""

    words: str
    initials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One row on a turn: its words in pieces, and what each reader did."""

    row: Row
    pieces: tuple[Piece, ...]
    did: tuple[tuple[str, Did], ...]


@dataclass(frozen=True, slots=True)
class TurnShown:
    """A turn with the rows that were asked for, or with every row on which readers differ."""

    talk: TranscriptLine
    turn: SpokenTurn
    rows: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a number: some of the turns, and how many there are."""

    basis: Basis
    rows: tuple[Row, ...]
    turns: tuple[TurnShown, ...]
    count: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages they fill."""
        return -(-self.count // AT_ONCE)


Place = tuple[UUID, Spoken, dict[int, tuple[Mask, Mask]], Sequence[Marked]]


def behind(session: Session, viewer: Viewer, choice: Choice, wanted: Wanted, page: int = 1) -> Behind | None:
    """Return the turns behind a number, in the order of the talks; None when there is no round to look at."""
    found = basis(session, viewer, replace(choice, cut=Cut.TURN if choice.cut is not Cut.SAYING else Cut.SAYING))
    if found is None:
        return None
    rows = [_number(found, id_) for id_ in (wanted.row_id, wanted.other_id) if id_ is not None]
    by_id = {talk.id: talk for talk in found.talks if _is_wanted(found, talk, wanted)}
    if wanted.again_id is None:
        units = talks_in_units(session, viewer, found, list(by_id))
    else:
        both = twice(session, viewer, found, wanted.again_id)
        found, units = both.basis, [talk for talk in both.talks if talk.id in by_id]
    places = list(_places(found, units, rows, wanted))
    page = max(1, min(page, -(-len(places) // AT_ONCE)))
    some = places[(page - 1) * AT_ONCE : page * AT_ONCE]
    turns = themes.spoken_turns(session, viewer, {(id_, turn.number) for id_, turn, *_ in some})
    shown = tuple(_shown(found, by_id[place[0]], place, turns) for place in some)
    return Behind(found, tuple(found.rows[row] for row in rows), shown, len(places), page)


def _number(found: Basis, row_id: UUID) -> int:
    for number, row in enumerate(found.rows):
        if row.id == row_id:
            return number
    raise NotInThisStudy


def _is_wanted(found: Basis, talk: TranscriptLine, wanted: Wanted) -> bool:
    group = found.groups[talk.focus_group_id]
    return (
        wanted.transcript_id in {None, talk.id}
        and wanted.group_id in {None, group.id}
        and wanted.stakeholder_id in {None, group.stakeholder_id}
    )


def _places(found: Basis, talks: Iterable[TalkInUnits], rows: Sequence[int], wanted: Wanted) -> Iterator[Place]:
    among = sum(1 << number for id_, number in found.bits.items() if id_ in wanted.coder_ids) or -1
    by = _bit(found, wanted.by_id)
    for talk in talks:
        marks: dict[int, list[Marked]] = {}
        for one in talk.marked:
            marks.setdefault(one.number, []).append(one)
        for turn in talk.turns:
            readers, here = readers_of(turn.readings, found.book), marks.get(turn.number, [])
            said = _said(found, readers, here, rows or _touched(found, readers, here), among)
            if not rows:
                said = {row: (able, did) for row, (able, did) in said.items() if able != did}
            if said and _fits(wanted, list(said.values()), by):
                yield talk.id, turn, said, here


def _touched(found: Basis, readers: Readers, here: Iterable[Marked]) -> list[int]:
    return sorted({one.code for one in here if one.code < found.book.codes and one.coder & readers.able[one.code]})


def _said(
    found: Basis, readers: Readers, here: Iterable[Marked], rows: Iterable[int], among: Mask
) -> dict[int, tuple[Mask, Mask]]:
    """Return who could put each row on a turn, and who did; rows that fewer than two could use are left out."""
    some = list(here)
    said = {}
    for row in rows:
        codes = codes_of(found, row) & (readers.common if row >= found.book.codes else codes_of(found, row))
        able = readers.able[row] & among
        did = 0
        for one in some:
            if one.code in codes:
                did |= one.coder & able
        if able.bit_count() > 1:
            said[row] = able, did
    return said


def codes_of(found: Basis, row: int) -> frozenset[int]:
    """Return the codes of a row: itself, or those of a theme."""
    return frozenset({row}) if row < found.book.codes else found.book.themes[row - found.book.codes]


def _bit(found: Basis, coder_id: UUID | None) -> Mask:
    """Return the bit of one coder, or those of all."""
    if coder_id is None:
        return -1
    if coder_id not in found.bits:
        raise NotInThisStudy
    return 1 << found.bits[coder_id]


def _fits(wanted: Wanted, said: Sequence[tuple[Mask, Mask]], by: Mask) -> bool:
    if wanted.other_id is not None:
        if len(said) < 2:
            return False
        (able, did), (other_able, other_did) = said
        return bool(did & ~other_did & other_able) and bool(other_did & ~did & able)
    return {
        How.ANY: any(did & by for _, did in said),
        How.ALL: any(did == able for able, did in said),
        How.DIFFER: any(did and did != able for able, did in said),
        How.COMPARED: True,
    }[wanted.how]


def _shown(found: Basis, talk: TranscriptLine, place: Place, turns: Mapping[tuple[UUID, int], SpokenTurn]) -> TurnShown:
    _, turn, said, here = place
    spoken = turns[talk.id, turn.number]
    return TurnShown(
        talk, spoken,
        tuple(drawn(found, row, able, did, turn, spoken, here) for row, (able, did) in said.items()),
    )  # fmt: skip


def drawn(
    found: Basis, row: int, able: Mask, did: Mask, turn: Spoken, spoken: SpokenTurn, here: Iterable[Marked]
) -> Drawn:
    """Draw a row on a turn: whose passages lie where, and what each of its readers did."""
    codes = codes_of(found, row)
    spans = {
        (found.coders[one.coder.bit_length() - 1].initials, one.start - spoken.start, one.end - spoken.start)
        for one in here
        if one.code in codes and one.coder & did
    }
    readers = sum(bit for bit, _ in turn.readings)
    who = tuple(
        (coder.initials, Did.YES if did >> number & 1 else Did.NO if able >> number & 1 else Did.MISSING)
        for number, coder in enumerate(found.coders)
        if (readers | able) >> number & 1
    )
    return Drawn(found.rows[row], pieces(spoken.words, sorted(spans)), who)


def pieces(words: str, spans: Sequence[tuple[str, int, int]]) -> tuple[Piece, ...]:
    """Cut a turn's words where a passage begins or ends; together the pieces are the words again."""
    inside = [(initials, max(start, 0), min(end, len(words))) for initials, start, end in spans]
    cuts = sorted({0, len(words), *(place for _, *both in inside for place in both)})
    return tuple(
        Piece(
            words[low:high],
            tuple(dict.fromkeys(initials for initials, start, end in inside if start <= low and high <= end)),
        )
        for low, high in pairwise(cuts)
    )
