"""Meaning units: kept with their projection, let go with their last code, drawn anew when their codes change."""

from uuid import UUID, uuid4

from sqlalchemy import Insert, delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.tables import Coding, MeaningUnit, Quote, Turn, UnitTurn
from app.store.visible import visible
from app.workbench.placing import Place
from app.workbench.projecting import project

KEPT, LET_GO = "unit.kept", "unit.let go"


class UsedInQuote(Refusal):
    """The last coding of a passage that has been chosen as a quote."""

    sentence = N_("This passage has been chosen as a quote. Take the quote back first, under Quotes.")


def keep_unit(session: Session, viewer: Viewer, round_id: UUID, place: Place) -> UUID:
    """Return the coder's meaning unit on this passage in this round, made now if need be."""
    key = {
        "study_id": viewer.study_id, "round_id": round_id, "coder_id": viewer.member_id,
        "transcript_id": place.transcript_id, "start": place.start, "end": place.end,
    }  # fmt: skip
    unit_id, turns = uuid4(), place.turns
    numbers = {"first_turn": turns[0][0].number, "last_turn": turns[-1][0].number}
    made = session.execute(
        insert_once(session, MeaningUnit, id=unit_id, condensation="", kept=False, **numbers, **key)
    ).first()
    if made is None:
        same = [getattr(MeaningUnit, name) == value for name, value in key.items()]
        return session.scalars(select(MeaningUnit.id).where(visible(viewer, MeaningUnit), *same)).one()
    project(session, viewer, {unit_id: turns})
    return unit_id


def insert_once(session: Session, table: type[Coding | MeaningUnit], **values: object) -> Insert:
    """Return an insert that does nothing when the same row is there, and returns the id when it did something."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table).values(**values).on_conflict_do_nothing().returning(table.id)


def put_coding(session: Session, viewer: Viewer, coding_id: UUID, unit_id: UUID, code_id: UUID) -> bool:
    """Put a code on a meaning unit; False when it was there already."""
    row = {"study_id": viewer.study_id, "id": coding_id, "unit_id": unit_id, "code_id": code_id}
    return session.execute(insert_once(session, Coding, created_at=now(), **row)).first() is not None


def take_off(session: Session, viewer: Viewer, coding_id: UUID, unit_id: UUID) -> None:
    """Take a code off a meaning unit. A unit that carries no other code goes with it; raises UsedInQuote."""
    session.execute(delete(Coding).where(visible(viewer, Coding), Coding.id == coding_id))
    let_go(session, viewer, unit_id)


def let_go(session: Session, viewer: Viewer, unit_id: UUID) -> None:
    """Remove a meaning unit that carries no code any more, unless it is kept for itself; raises UsedInQuote."""
    left = select(Coding.id).where(visible(viewer, Coding), Coding.unit_id == unit_id)
    mine = visible(viewer, MeaningUnit), MeaningUnit.id == unit_id
    stays = or_(MeaningUnit.kept, MeaningUnit.condensation != "", MeaningUnit.meaning.is_not(None))
    for why in (left, select(MeaningUnit.id).where(*mine, stays)):
        if session.scalar(why.limit(1)) is not None:
            return
    if session.scalar(select(Quote.id).where(visible(viewer, Quote), Quote.unit_id == unit_id).limit(1)) is not None:
        raise UsedInQuote
    session.execute(delete(UnitTurn).where(visible(viewer, UnitTurn), UnitTurn.unit_id == unit_id))
    session.execute(delete(MeaningUnit).where(*mine))


def draw_anew(session: Session, viewer: Viewer, transcript_id: UUID, first: int, last: int) -> None:
    """Raise the revision of the turns whose codings have changed."""
    session.execute(
        update(Turn)
        .where(
            Turn.study_id == viewer.study_id,
            Turn.transcript_id == transcript_id,
            Turn.number.between(first, last),
        )
        .values(revision=Turn.revision + 1)
    )
