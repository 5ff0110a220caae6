"""What agreement is counted from, as plain rows without ids where thousands are read: these paths are hot."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, String, and_, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.importing.roles import MODERATORS, Move
from app.security.viewer import Viewer
from app.store.base import in_study
from app.store.counted import is_counted
from app.store.queries.standing import counted, is_merged, merges
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import (
    Code,
    Coding,
    MeaningUnit,
    Member,
    Participant,
    Round,
    RoundKind,
    Transcript,
    Turn,
    UnitTurn,
)
from app.store.visible import visible

AT_ONCE = 500  # transcripts in one statement


class CodeLine(NamedTuple):
    """A code as agreement knows it."""

    id: UUID
    name: str
    retired: bool


class CoderLine(NamedTuple):
    """A member as a coder, with their backgrounds in the study's own words."""

    id: UUID
    initials: str
    backgrounds: str


class OutlineTurn(NamedTuple):
    """A turn's place in its talk: whether it counts, whether it asks; its words only where they are asked for."""

    number: int
    counted: bool
    moderator: bool
    move: Move | None
    start: int
    words: str


class MarkRow(NamedTuple):
    """A coder put a code on a turn, by a passage from `start` to `end`; coder and code by the number they are given."""

    number: int
    coder: int
    code: int
    start: int
    end: int


class PassageRow(NamedTuple):
    """A coded passage of one coder in a round."""

    unit_id: UUID
    code_id: UUID
    coder_id: UUID
    start: int
    end: int
    first_turn: int
    last_turn: int


def code_lines(session: Session, viewer: Viewer) -> list[CodeLine]:
    """Return the codes that the viewer may see, by name; those that were merged into another one are left out."""
    asked = select(Code.id, Code.name, Code.retired_at.is_not(None)).where(visible(viewer, Code), ~is_merged(viewer))
    return [CodeLine(*row) for row in session.execute(asked.order_by(func.lower(Code.name), Code.id))]


def coder_lines(session: Session, viewer: Viewer, ids: Collection[UUID]) -> list[CoderLine]:
    """Return these members by their initials."""
    asked = select(Member.id, Member.initials, Member.backgrounds)
    rows = session.execute(asked.where(Member.study_id == viewer.study_id, Member.id.in_(ids)))
    return sorted((CoderLine(*row) for row in rows), key=lambda one: (one.initials, one.id))


def audited_rounds(session: Session, viewer: Viewer) -> list[Round]:
    """Return the rounds in which the viewer may compare coders: none that is blind to them, and no consensus."""
    hidden = viewer.blind_rounds | viewer.set_aside
    asked = select(Round).where(
        Round.study_id == viewer.study_id, Round.kind != RoundKind.CONSENSUS, Round.id.not_in(hidden)
    )
    return list(session.scalars(asked.order_by(Round.position)))


def audited_round(session: Session, viewer: Viewer, round_id: UUID) -> Round:
    """Return one of these rounds; raises NotInThisStudy."""
    for one in audited_rounds(session, viewer):
        if one.id == round_id:
            return one
    raise NotInThisStudy


def revisions(session: Session, viewer: Viewer) -> dict[UUID, tuple[int, int]]:
    """Return for each transcript what rises with every change of its words, codings, voices or questions."""
    rows = session.execute(
        select(Transcript.id, Transcript.revision, func.sum(Turn.revision))
        .join(Turn, in_study(Turn.transcript_id, Transcript.id))
        .where(Transcript.study_id == viewer.study_id)
        .group_by(Transcript.id, Transcript.revision)
    )
    return {row[0]: (row[1], int(row[2])) for row in rows}


def left_out_voices(session: Session, viewer: Viewer) -> frozenset[UUID]:
    """Return the participants who have withdrawn: whether their turns count is asked of them, not of the turns."""
    asked = select(Participant.id).where(Participant.study_id == viewer.study_id, Participant.withdrawn.is_not(None))
    return frozenset(session.scalars(asked.where(~is_counted())))


def outlines(
    session: Session, viewer: Viewer, transcript_ids: Iterable[UUID], *, words: bool
) -> dict[UUID, list[OutlineTurn]]:
    """Return the turns of some transcripts in their order."""
    ids = _plain(session, transcript_ids)
    said: Mapping[UUID, list[OutlineTurn]] = {id_: [] for id_ in ids.values()}
    asked = (
        select(
            _plain_id(Turn.transcript_id), Turn.number, is_counted(), Participant.kind.in_(MODERATORS), Turn.move,
            Turn.start, Turn.words if words else type_coerce("", String),
        )
        .join(Participant, in_study(Turn.participant_id, Participant.id))
        .where(Turn.study_id == viewer.study_id)
        .order_by(Turn.transcript_id, Turn.number)
    )  # fmt: skip
    for some in _parts(ids.values()):
        for talk, *turn in session.execute(asked.where(Turn.transcript_id.in_(some))):
            said[ids[talk]].append(OutlineTurn(*turn))
    return dict(said)


def marks(
    session: Session, viewer: Viewer, round_id: UUID, transcript_ids: Iterable[UUID],
    coders: Mapping[UUID, int], codes: Mapping[UUID, int],
) -> dict[UUID, list[MarkRow]]:  # fmt: skip
    """Return who put which code on which turn, in some transcripts in a round; of these coders and codes.

    A merged code is the one that it was merged into. Turns are looked up for passages over several of them only: others
    say in which turn they lie.
    """
    over_turns = and_(in_study(UnitTurn.turn_id, Turn.id), MeaningUnit.first_turn < MeaningUnit.last_turn)
    merged = merges(viewer)
    ids, of_coders, of_codes = _plain(session, transcript_ids), _plain(session, coders), _plain(session, codes)
    coder_numbers = {plain: coders[id_] for plain, id_ in of_coders.items()}
    code_numbers = {plain: codes[id_] for plain, id_ in of_codes.items()}
    found: dict[UUID, list[MarkRow]] = {id_: [] for id_ in ids.values()}
    asked = (
        select(
            _plain_id(MeaningUnit.transcript_id), func.coalesce(Turn.number, MeaningUnit.first_turn),
            _plain_id(MeaningUnit.coder_id), type_coerce(counted(merged), String), MeaningUnit.start, MeaningUnit.end,
        )
        .select_from(MeaningUnit)
        .join(UnitTurn, in_study(UnitTurn.unit_id, MeaningUnit.id))
        .join(Coding, in_study(Coding.unit_id, MeaningUnit.id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .outerjoin(Turn, over_turns)
        .where(visible(viewer, MeaningUnit), visible(viewer, UnitTurn), visible(viewer, Coding))
        .where(MeaningUnit.round_id == round_id, MeaningUnit.together == "")
    )  # fmt: skip
    for some in _parts(ids.values()):
        for talk, number, coder, code, start, end in session.execute(asked.where(MeaningUnit.transcript_id.in_(some))):
            if coder in coder_numbers and code in code_numbers:
                row = MarkRow(number, coder_numbers[coder], code_numbers[code], start, end)
                found[ids[talk]].append(row)
    return found


def passages(session: Session, viewer: Viewer, round_id: UUID, transcript_id: UUID) -> list[PassageRow]:
    """Return the coded passages of a transcript in a round, in the order of the talk."""
    merged = merges(viewer)
    asked = (
        select(
            MeaningUnit.id, counted(merged), MeaningUnit.coder_id, MeaningUnit.start, MeaningUnit.end,
            MeaningUnit.first_turn, MeaningUnit.last_turn,
        )
        .join(Coding, in_study(Coding.unit_id, MeaningUnit.id))
        .outerjoin(merged, Coding.code_id == merged.c.id)
        .where(visible(viewer, MeaningUnit), visible(viewer, Coding))
        .where(MeaningUnit.round_id == round_id, MeaningUnit.transcript_id == transcript_id)
        .where(MeaningUnit.together == "")
        .order_by(MeaningUnit.start, MeaningUnit.end, MeaningUnit.coder_id, Coding.code_id)
    )  # fmt: skip
    return [PassageRow(*row) for row in session.execute(asked)]


def begun(session: Session, viewer: Viewer, round_id: UUID, transcript_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Return when the first coding of each of these transcripts was made in a round, where there is one."""
    found: dict[UUID, datetime] = {}
    asked = (
        select(MeaningUnit.transcript_id, func.min(Coding.created_at))
        .join(Coding, in_study(Coding.unit_id, MeaningUnit.id))
        .where(visible(viewer, MeaningUnit), visible(viewer, Coding), MeaningUnit.round_id == round_id)
        .group_by(MeaningUnit.transcript_id)
    )
    for some in _parts(transcript_ids):
        found |= {row[0]: row[1] for row in session.execute(asked.where(MeaningUnit.transcript_id.in_(some)))}
    return found


def _plain_id(column: InstrumentedAttribute[UUID]) -> ColumnElement[Any]:
    """Return an id as the database gives it: to make UUIDs of ten thousands of them costs more than to read them."""
    return type_coerce(column, String)


def _plain(session: Session, ids: Iterable[UUID]) -> dict[object, UUID]:
    """Return ids by what `_plain_id` gives for them."""
    as_words = session.get_bind().dialect.name == "sqlite"
    return {id_.hex if as_words else id_: id_ for id_ in ids}


def _parts(ids: Iterable[UUID]) -> Iterable[list[UUID]]:
    every = list(ids)
    return (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE))
