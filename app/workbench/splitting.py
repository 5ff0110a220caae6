"""Split a code: walk its passages one by one into new codes; what colleagues coded is proposed to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import codebook as queries
from app.store.queries import coding, proposals
from app.store.queries.codebook import CodingOfCode
from app.store.queries.standing import stands_for
from app.store.tables import Answer, Code, Proposal
from app.store.trail_chain import Act, Reference, record
from app.workbench.codebook import create_code, in_use
from app.workbench.coding import Change, recode

PROPOSED: Final = "recoding.proposed"
ANSWERED: Final = "recoding.answered"
Place = tuple[UUID, int, int]


class NoNewCode(Refusal):
    """Moving a passage without saying where."""

    sentence = N_("Choose one of the codes for this passage, or write the name of a new one.")


class StepIsOver(Refusal):
    """Moving a passage that does not carry the code any more."""

    sentence = N_("This passage does not carry the code any more, so nothing was changed. Go on with the next one.")


@dataclass(frozen=True, slots=True)
class Step:
    """One passage of the code to be split: the viewer's own codings of it, and those of colleagues."""

    rows: tuple[CodingOfCode, ...]
    mine: tuple[CodingOfCode, ...]
    theirs: tuple[CodingOfCode, ...]

    @property
    def place(self) -> Place:
        """The transcript, the start and the end of the passage."""
        return place_of(self.rows[0])


@dataclass(frozen=True, slots=True)
class Walk:
    """What is to be decided of a code, and how many codings stay because their round is over."""

    code: Code
    steps: tuple[Step, ...]
    closed: int


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a passage: the code it has now, how many codings changed, how many were proposed."""

    code: Code
    recoded: int
    proposed: int


def place_of(row: CodingOfCode) -> Place:
    """Return where a coding lies."""
    return row.transcript_id, row.start, row.end


def walk(session: Session, viewer: Viewer, code_id: UUID) -> Walk:
    """Return the passages of a code that are to be decided, in the order of the talk.

    Codings of a round that is over stay as they are; for a colleague's coding one proposal is made at most.
    """
    require(viewer, Action.EDIT_CODEBOOK)
    code = in_use(session, viewer, code_id)
    rows = queries.codings_of(session, viewer, code.id)
    asked = proposals.proposed(session, viewer, code.id)
    by_place: dict[Place, list[CodingOfCode]] = {}
    for row in rows:
        if row.open and row.id not in asked:
            by_place.setdefault(place_of(row), []).append(row)
    return Walk(code, tuple(_step(viewer, some) for some in by_place.values()), sum(not row.open for row in rows))


def _step(viewer: Viewer, rows: Iterable[CodingOfCode]) -> Step:
    every = tuple(rows)
    mine = tuple(row for row in every if row.coder_id == viewer.member_id)
    return Step(every, mine, tuple(row for row in every if row.coder_id != viewer.member_id))


def parts_of(session: Session, viewer: Viewer, code_id: UUID) -> list[Code]:
    """Return the codes that were made out of a code and are in use, in the order in which they were made."""
    codes = queries.every_code(session, viewer)
    merged = stands_for(session, viewer)
    parts = [one for one in codes if one.split_from_id == code_id and one.id not in merged and not one.retired_at]
    return sorted(parts, key=lambda one: (one.made_at_revision, one.created_at))


def move_passage(
    session: Session,
    viewer: Viewer,
    code_id: UUID,
    place: Place,
    *,
    to_code_id: UUID | None = None,
    new_name: str = "",
    new_id: UUID | None = None,
) -> Moved:
    """Give the viewer's codings of a passage another code, and propose the same to the colleagues who coded it."""
    require(viewer, Action.EDIT_CODEBOOK)
    step = next((one for one in walk(session, viewer, code_id).steps if one.place == place), None)
    if step is None:
        raise StepIsOver
    if new_name.strip():
        code = create_code(session, viewer, name=new_name, code_id=new_id, split_from_id=code_id)
    elif to_code_id is not None:
        code = in_use(session, viewer, to_code_id)
    else:
        raise NoNewCode
    for row in step.mine:
        recode(session, viewer, coding_id=row.id, code_id=code.id)
    # A code that is its coder's own until the reveal is proposed to nobody.
    theirs = () if code.owner_key else step.theirs
    _propose(session, viewer, code_id, code, theirs)
    return Moved(code, len(step.mine), len(theirs))


def _propose(session: Session, viewer: Viewer, code_id: UUID, code: Code, rows: Iterable[CodingOfCode]) -> None:
    every = list(rows)
    for row in every:
        session.add(
            Proposal(
                study_id=viewer.study_id, coding_id=row.id, from_code_id=code_id, to_code_id=code.id,
                proposed_by_id=viewer.member_id,
            )
        )  # fmt: skip
    session.flush()
    if every:
        told = " ".join(sorted(str(row.id) for row in every))
        payload: dict[str, Reference] = {"from": code_id, "codings": told}
        record(session, Act(viewer.study_id, viewer.member_id, PROPOSED, code.id, payload=payload))


def answer_proposal(session: Session, viewer: Viewer, proposal_id: UUID, *, take: bool) -> Change | None:
    """Take a proposal, which recodes the viewer's own coding, or leave it; return what changed."""
    require(viewer, Action.APPLY_CODE)
    proposal = proposals.proposal(session, viewer, proposal_id)
    _, _, round_id = coding.coding(session, viewer, proposal.coding_id)
    change = None
    if take:
        change = recode(session, viewer, coding_id=proposal.coding_id, code_id=proposal.to_code_id)
    proposal.answer = Answer.TAKEN if take else Answer.LEFT
    session.flush()
    payload: dict[str, Reference] = {"answer": proposal.answer.value, "coding": proposal.coding_id}
    record(session, Act(viewer.study_id, viewer.member_id, ANSWERED, proposal.to_code_id, round_id, payload=payload))
    return change
