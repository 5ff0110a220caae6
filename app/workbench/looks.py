"""Second looks: a reader who was done looks once more for a code that was made later."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import agreement, studies
from app.store.queries import codes as code_queries
from app.store.queries import readings as queries
from app.store.queries.readings import ReadingLine
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import ReadingState, RoundState, SecondLook
from app.store.trail_chain import Act, Reference, record

LOOKED = "reading.second look"


class NothingToLookFor(Refusal):
    """A second look for a code that the reader had, in a reading that is not done, or in a round that is over."""

    sentence = N_("A second look is for codes that were made after your reading was done, while its round is open.")


@dataclass(frozen=True, slots=True)
class Missing:
    """A code that one of the viewer's done readings did not have."""

    reading: ReadingLine
    code_id: UUID
    code: str


def missing_codes(session: Session, viewer: Viewer) -> list[Missing]:
    """Return the codes that the viewer's own done readings did not have, in rounds that are open."""
    require(viewer, Action.READ)
    is_open = {one.id for one in studies.rounds(session, viewer) if one.state is RoundState.OPEN}
    done = [
        line
        for line in queries.readings(session, viewer)
        if line.member_id == viewer.member_id and line.state is ReadingState.DONE and line.round_id in is_open
    ]
    if not done:
        return []
    codes, looked = agreement.code_lines(session, viewer), queries.second_looks(session, viewer)
    rounds = {one.round_id for one in done}
    since = {round_id: code_queries.code_revisions(session, viewer, round_id) for round_id in rounds}
    return [
        Missing(line, code.id, code.name)
        for line in done
        for code in codes
        if not code.retired and since[line.round_id][code.id] > (line.codebook_revision or 0)
        and code.id not in looked.get(line.id, ())
    ]  # fmt: skip


def take_second_look(session: Session, viewer: Viewer, reading_id: UUID, code_id: UUID) -> None:
    """Note that the viewer has looked for a code once more: where they did not put it, they decided against it."""
    require(viewer, Action.MARK_READING)
    reading = queries.reading(session, viewer, reading_id)
    if reading.member_id != viewer.member_id:
        raise NotInThisStudy
    code_queries.code(session, viewer, code_id)
    if not any((one.reading.id, one.code_id) == (reading_id, code_id) for one in missing_codes(session, viewer)):
        raise NothingToLookFor
    session.add(SecondLook(study_id=viewer.study_id, reading_id=reading_id, code_id=code_id))
    session.flush()
    payload: dict[str, Reference] = {"transcript": reading.transcript_id, "code": code_id}
    record(session, Act(viewer.study_id, viewer.member_id, LOOKED, reading_id, reading.round_id, payload=payload))
