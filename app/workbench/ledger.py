"""Apply the ledger: what an old backup brings back is redacted and withdrawn again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.analysis.edit_map import EditMap, Stretch
from app.analysis.passages import slice_of
from app.importing.roles import Kind
from app.security.viewer import Role, Viewer
from app.store.ledger import Entry
from app.store.queries import people, revisions, transcripts
from app.store.queries.transcripts import NotInThisStudy
from app.store.queries.withdrawals import their_turns
from app.store.tables import Degree, Member, Participant, Revising
from app.store.trail_chain import Act, Reference, record
from app.workbench.codebook import next_revision
from app.workbench.occurrences import replace_in_texts, replace_unseen, same_words
from app.workbench.rewriting import Replacement, rewrite
from app.workbench.withdrawing import DEGREES, carry_out, withdrawn_sign

WITHDREW = "withdrew"


@dataclass(frozen=True, slots=True)
class Line:
    """A change of a transcript as the ledger holds it; `after` is the change before it, `root` the one it repeats."""

    id: str
    root: str
    after: str | None
    transcript_id: UUID
    why: Revising
    edits: tuple[tuple[Stretch, str], ...]
    texts: tuple[str, ...]

    @property
    def change(self) -> EditMap:
        """Where positions went."""
        return revisions.edit_map(self.why, (stretch for stretch, _ in self.edits))


@dataclass(frozen=True, slots=True)
class Applied:
    """How many lines of the ledger were applied, and how many could not be: what they build on is in no ledger."""

    lines: int
    lost: int


def apply_ledger(session: Session, entries: Sequence[Entry]) -> Applied:
    """Do again what the ledger says and the database does not have. Applied twice is as good as once."""
    lines = {line.id: line for line in map(_line, entries) if line is not None}
    done = lost = 0
    for entry in entries:
        viewer = _viewer(session, UUID(str(entry["study"])), UUID(str(entry["by"])))
        if viewer is None:
            continue
        if entry["act"] == WITHDREW:
            done += _withdraw_again(session, viewer, entry)
        elif entry["act"] == Revising.REDACTED.value:
            again = _redact_again(session, viewer, lines[str(entry["id"])], lines)
            done, lost = done + (again is True), lost + (again is None)
    return Applied(done, lost)


def _line(entry: Entry) -> Line | None:
    if entry["act"] == WITHDREW:
        return None
    edits, texts = entry["edits"], entry["texts"]
    assert isinstance(edits, list) and isinstance(texts, list)  # noqa: S101, PT018 (the seal says that we wrote it so)
    return Line(
        str(entry["id"]), str(entry["again"] or entry["id"]), None if entry["after"] is None else str(entry["after"]),
        UUID(str(entry["transcript"])), Revising(str(entry["act"])),
        tuple((Stretch(start, end, length), words or "") for start, end, length, words in edits), tuple(texts),
    )  # fmt: skip


def _viewer(session: Session, study_id: UUID, by: UUID) -> Viewer | None:
    """Return whoever did it as one who sees everything, or where they are not in the backup, a lead of the study."""
    members = session.scalars(select(Member).where(Member.study_id == study_id).order_by(Member.id)).all()
    leads = [member for member in members if member.role is Role.LEAD]
    member = next((one for one in members if one.id == by), leads[0] if leads else None)
    if member is None:
        return None
    return Viewer(study_id, member.id, member.account_id, Role.LEAD, member.initials, frozenset())


def _redact_again(session: Session, viewer: Viewer, line: Line, lines: Mapping[str, Line]) -> bool | None:
    """Redact what a line redacted, where it stands again; None when its place cannot be found any more."""
    try:
        language = revisions.language_of(session, viewer, line.transcript_id)
    except NotInThisStudy:
        return False
    here = list(map(str, revisions.revision_ids(session, viewer, line.transcript_id)))
    if any(one.root == line.root and one.id in here for one in lines.values()):
        return False
    back, common = _back(line, lines, here)
    if common is None:
        return None
    edits = _standing_again(session, viewer, line, back, common)
    if not edits:
        return False
    texts = set[str]()
    for edit in edits:
        same = same_words(edit.expected, language)
        texts |= replace_in_texts(session, viewer, same, edit.words, line.texts)
        replace_unseen(session, viewer, same, edit.words)
    if texts:
        next_revision(session, viewer)
    rewrite(session, viewer, line.transcript_id, edits, Revising.REDACTED, texts=line.texts, again=UUID(line.root))
    payload: dict[str, Reference] = {"ledger": line.root, "places": len(edits), "texts": " ".join(sorted(texts))}
    record(session, Act(viewer.study_id, None, "transcript.redacted.again", line.transcript_id, payload=payload))
    return True


def _standing_again(
    session: Session, viewer: Viewer, line: Line, back: Sequence[EditMap], common: int
) -> list[Replacement]:
    """Return the places of a line where its words stand, with what stands there now."""
    forward = revisions.changes(session, viewer, line.transcript_id, after=common)
    turns = transcripts.turns(session, viewer, line.transcript_id)
    edits: list[Replacement] = []
    for stretch, new in line.edits:
        place = _carried(stretch, back, forward)
        if place is not None and not any(one.start < place[1] and place[0] < one.end for one in edits):
            edits.append(Replacement(*place, new, slice_of(turns, *place)))
    return [edit for edit in edits if edit.expected != edit.words]


def _back(line: Line, lines: Mapping[str, Line], here: Sequence[str]) -> tuple[list[EditMap], int | None]:
    """Return the way from a line's positions back to a revision that the database has, and that revision's number."""
    back: list[EditMap] = []
    at = line.after
    while at is not None and at not in here:
        if at not in lines:
            return back, None
        back.append(lines[at].change.back())
        at = lines[at].after
    return back, 1 if at is None else here.index(at) + 2


def _carried(
    stretch: Stretch, back: Sequence[EditMap], forward: Sequence[tuple[Revising, EditMap]]
) -> tuple[int, int] | None:
    """Return where a stretch lies in the database, or None when it has been redacted or withdrawn there since."""
    place: tuple[int, int] | None = (stretch.start, stretch.end)
    for change in back:
        place = place and change.carried(*place)
    for why, change in forward:
        if place is None or (why is Revising.REDACTED and change.holds(*place)):
            return None
        place = change.carried(*place)
    return place


def _withdraw_again(session: Session, viewer: Viewer, entry: Entry) -> bool:
    """Let participants withdraw who had done so, and who are back with what they said."""
    ids = entry["participants"]
    assert isinstance(ids, list)  # noqa: S101 (the seal says that we wrote it so)
    degree, done = Degree(str(entry["degree"])), False
    for id_ in ids:
        try:
            participant = people.participant(session, viewer, UUID(id_))
        except NotInThisStudy:
            continue
        if participant.kind is Kind.PARTICIPANT and _is_back(session, viewer, participant, degree):
            asked = [one.withdrawn for one in people.same_person(session, viewer, participant.person_id)]
            furthest = max([degree, *filter(None, asked)], key=DEGREES.index)
            carry_out(session, viewer, participant, furthest, act="participant.withdrew.again", by=None)
            done = True
    return done


def _is_back(session: Session, viewer: Viewer, participant: Participant, degree: Degree) -> bool:
    if participant.withdrawn is not None and DEGREES.index(participant.withdrawn) > DEGREES.index(degree):
        return False
    if participant.withdrawn is not degree:
        return True
    if degree is not Degree.REMOVED:
        return False
    return any(
        turn.words != withdrawn_sign(revisions.language_of(session, viewer, turn.transcript_id))
        for turn in their_turns(session, viewer, [participant.id])
    )
