"""What a memo can hang on: find it as the viewer sees it, and say where a memo's place is."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries import coding, people, studies, themes, transcripts
from app.store.queries import memos as queries
from app.store.queries.memos import MemoRow
from app.store.queries.transcripts import NotInThisStudy, TranscriptLine
from app.store.tables import Degree, FocusGroup, MeaningUnit, MemoOn, Turn
from app.store.visible import visible
from app.workbench.placing import Place

EXCERPT: Final = 160
NUMBER: Final = re.compile(r"^\s*(?:\(?\d+[.)]?|[-–*•])\s*")
Columns = Mapping[str, UUID | int | None]


@dataclass(frozen=True, slots=True)
class Where:
    """What a memo hangs on, in names. `gone` when it is no longer there, `withdrawn` when its words are not."""

    hangs_on: MemoOn
    id: UUID | int | None
    name: str = ""
    transcript_id: UUID | None = None
    title: str = ""
    group_id: UUID | None = None
    turns: tuple[int, int] | None = None
    speaker: str = ""
    excerpt: str = ""
    gone: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that memos can hang on: what it is, what a memo on it holds, and which memos hang there."""

    where: Where
    columns: Columns
    memos: ColumnElement[bool]
    turn: int = field(default=0)

    @property
    def id(self) -> str:
        """What names it in an address."""
        return str(self.where.id)


def steps_of(method: str) -> tuple[str, ...]:
    """Return the steps of a method: its lines, or what stands between semicolons after a colon."""
    lines = [line for line in method.splitlines() if line.strip()]
    if len(lines) == 1:
        lines = lines[0].rpartition(":")[2].split(";")
        if len(lines) < 2:
            return ()
    return tuple(NUMBER.sub("", line).strip(" .") for line in lines)


def thing(session: Session, viewer: Viewer, hangs_on: MemoOn, id_: str) -> Thing:
    """Return what a memo is to hang on, if the viewer may see it; raises NotInThisStudy."""
    if hangs_on is MemoOn.STEP:
        return _step(session, viewer, id_)
    try:
        key = UUID(id_)
    except ValueError:
        raise NotInThisStudy from None
    return FINDERS[hangs_on](session, viewer, key)


def _study(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    if id_ != viewer.study_id:
        raise NotInThisStudy
    where = Where(MemoOn.STUDY, id_, studies.study(session, viewer).title)
    return Thing(where, {}, queries.on_thing(MemoOn.STUDY, id_))


def _step(session: Session, viewer: Viewer, id_: str) -> Thing:
    steps = steps_of(studies.study(session, viewer).method)
    if not id_.isascii() or not id_.isdecimal() or not 1 <= int(id_[:9]) <= len(steps):
        raise NotInThisStudy
    number = int(id_[:9])
    where = Where(MemoOn.STEP, number, steps[number - 1])
    return Thing(where, {"step": number}, queries.on_thing(MemoOn.STEP, number))


def _focus_group(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    asked = select(FocusGroup.label).where(FocusGroup.study_id == viewer.study_id, FocusGroup.id == id_)
    label = session.scalar(asked)
    if label is None:
        raise NotInThisStudy
    where = Where(MemoOn.FOCUS_GROUP, id_, label, group_id=id_)
    return Thing(where, {"focus_group_id": id_}, queries.on_thing(MemoOn.FOCUS_GROUP, id_))


def _participant(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    found = people.participant(session, viewer, id_)
    group = _focus_group(session, viewer, found.focus_group_id).where.name
    where = Where(
        MemoOn.PARTICIPANT, id_, found.label, title=group, group_id=found.focus_group_id,
        withdrawn=found.withdrawn is Degree.REMOVED,
    )  # fmt: skip
    return Thing(where, {"participant_id": id_}, queries.on_thing(MemoOn.PARTICIPANT, id_))


def _transcript(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    talk = transcripts.transcript(session, viewer, id_)
    where = Where(MemoOn.TRANSCRIPT, id_, _title(talk), id_, _title(talk), talk.focus_group_id)
    return Thing(where, {"transcript_id": id_}, queries.on_thing(MemoOn.TRANSCRIPT, id_))


def _title(talk: TranscriptLine) -> str:
    return talk.title or talk.focus_group


def _turn(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    asked = select(Turn.transcript_id, Turn.number).where(Turn.study_id == viewer.study_id, Turn.id == id_)
    row = session.execute(asked).one_or_none()
    if row is None:
        raise NotInThisStudy
    where = _in_words(session, viewer, MemoOn.TURN, id_, row[0], (row[1], row[1]))
    columns: Columns = {"transcript_id": row[0], "first_turn": row[1], "last_turn": row[1]}
    return Thing(where, columns, queries.on_turns(row[0], row[1], row[1]), row[1])


def _passage(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    """Return a passage by a meaning unit that lies on it; the memo hangs on the words, whoever keeps them."""
    unit = session.scalar(select(MeaningUnit).where(visible(viewer, MeaningUnit), MeaningUnit.id == id_))
    if unit is None:
        raise NotInThisStudy
    turns = unit.first_turn, unit.last_turn
    where = _in_words(session, viewer, MemoOn.PASSAGE, id_, unit.transcript_id, turns, (unit.start, unit.end))
    columns = _place_columns(unit.transcript_id, turns, unit.start, unit.end)
    return Thing(where, columns, queries.on_passage(unit.transcript_id, unit.start, unit.end))


def _coding(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    row, transcript_id, _ = coding.coding(session, viewer, id_)
    turns = row.first_turn, row.last_turn
    where = _in_words(session, viewer, MemoOn.CODING, id_, transcript_id, turns, (row.start, row.end), row.code)
    columns = {**_place_columns(transcript_id, turns, row.start, row.end), "thing_id": id_}
    return Thing(where, columns, queries.on_thing(MemoOn.CODING, id_))


def _code(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    where = Where(MemoOn.CODE, id_, code_queries.code(session, viewer, id_).name)
    return Thing(where, {"thing_id": id_}, queries.on_thing(MemoOn.CODE, id_))


def _theme(session: Session, viewer: Viewer, id_: UUID) -> Thing:
    where = Where(MemoOn.THEME, id_, themes.theme(session, viewer, id_).name)
    return Thing(where, {"thing_id": id_}, queries.on_thing(MemoOn.THEME, id_))


FINDERS: Final[Mapping[MemoOn, Callable[[Session, Viewer, UUID], Thing]]] = {
    MemoOn.STUDY: _study,
    MemoOn.FOCUS_GROUP: _focus_group,
    MemoOn.PARTICIPANT: _participant,
    MemoOn.TRANSCRIPT: _transcript,
    MemoOn.TURN: _turn,
    MemoOn.PASSAGE: _passage,
    MemoOn.CODING: _coding,
    MemoOn.CODE: _code,
    MemoOn.THEME: _theme,
}


def on_marked_words(turn: Thing, place: Place) -> Columns:
    """Return what a memo on words that were marked in a turn (and perhaps those after it) holds."""
    turns = place.turns[0][0].number, place.turns[-1][0].number
    if place.transcript_id != turn.where.transcript_id:
        raise NotInThisStudy
    return _place_columns(place.transcript_id, turns, place.start, place.end)


def _place_columns(transcript_id: UUID, turns: tuple[int, int], start: int, end: int) -> dict[str, UUID | int | None]:
    return {
        "transcript_id": transcript_id, "first_turn": turns[0], "last_turn": turns[1], "start": start, "end": end
    }  # fmt: skip


def _in_words(
    session: Session, viewer: Viewer, hangs_on: MemoOn, id_: UUID, transcript_id: UUID, turns: tuple[int, int],
    passage: tuple[int, int] | None = None, name: str = "",
) -> Where:  # fmt: skip
    talk = transcripts.transcript(session, viewer, transcript_id)
    [turn] = transcripts.turns(session, viewer, transcript_id, [turns[0]])
    return Where(
        hangs_on, id_, name, transcript_id, _title(talk), talk.focus_group_id, turns, turn.participant,
        excerpt(turn.words, turn.start, passage), withdrawn=turn.withdrawn is Degree.REMOVED,
    )  # fmt: skip


def excerpt(words: str, start: int, passage: tuple[int, int] | None) -> str:
    """Return the beginning of a turn's words, or of those of a passage that begins in it."""
    said = words[max(passage[0] - start, 0) : passage[1] - start] if passage else words
    return said if len(said) <= EXCERPT else f"{said[: EXCERPT - 1].rstrip()}…"


def where_is(viewer: Viewer, row: MemoRow, steps: tuple[str, ...]) -> Where:
    """Return what a memo hangs on, as it is now."""
    turns = (row.first_turn, row.last_turn or row.first_turn) if row.first_turn is not None else None
    passage = (row.start, row.end) if row.start is not None and row.end is not None else None
    lies_in_words = row.hangs_on in {MemoOn.PASSAGE, MemoOn.CODING}
    shown = row.turn_words is not None and (passage is not None or not lies_in_words)
    step = steps[row.step - 1] if row.step is not None and row.step <= len(steps) else ""
    names = {
        MemoOn.STEP: step, MemoOn.FOCUS_GROUP: row.group, MemoOn.PARTICIPANT: row.participant,
        MemoOn.TRANSCRIPT: row.title or row.group, MemoOn.CODING: row.code, MemoOn.CODE: row.code,
        MemoOn.THEME: row.theme,
    }  # fmt: skip
    return Where(
        row.hangs_on, _id_of(viewer, row), names.get(row.hangs_on) or "", row.transcript_id,
        row.title or row.group or "", row.group_id, turns, row.speaker or "",
        excerpt(row.turn_words or "", row.turn_start or 0, passage) if shown else "",
        _is_gone(row, passage), row.withdrawn is Degree.REMOVED,
    )  # fmt: skip


def _id_of(viewer: Viewer, row: MemoRow) -> UUID | int | None:
    """Return what names the thing; of a passage, the turn that it begins in."""
    if row.hangs_on is MemoOn.STUDY:
        return viewer.study_id
    if row.hangs_on in {MemoOn.TURN, MemoOn.PASSAGE}:
        return row.turn_id
    return row.thing_id or row.participant_id or row.step or row.transcript_id or row.group_id


def _is_gone(row: MemoRow, passage: tuple[int, int] | None) -> bool:
    gone = {
        MemoOn.PASSAGE: passage is None, MemoOn.CODING: row.coding_here is None, MemoOn.CODE: row.code is None,
        MemoOn.THEME: row.theme is None,
    }  # fmt: skip
    return gone.get(row.hangs_on, False)
