"""Store a transcript: from confirmed turns in memory to participants, turns and their places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.importing.labels import ConfirmedTurn, Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import in_study
from app.store.queries import studies, transcripts
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Degree, FocusGroup, Participant, Transcript, Turn
from app.store.trail_chain import Act, Reference, record
from app.workbench.anonymity import Signature, remember_labels, sign
from app.workbench.withdrawing import give_slips

NOBODY = "–"


class SpeakerHasWithdrawn(Refusal):
    """Storing words of a participant who has had theirs removed."""

    sentence = N_(
        "%(label)s has withdrawn, and their words were removed. Take their turns out of the file, "
        "or choose another participant for this label, before you import it."
    )


def store_transcript(
    session: Session, viewer: Viewer, *, focus_group_id: UUID, title: str, header: Sequence[str],
    turns: Sequence[ConfirmedTurn], transcript_id: UUID | None = None, language: str = "en",
) -> Transcript:  # fmt: skip
    """Keep a conversation of a focus group. A participant whose label is known there is the same participant."""
    require(viewer, Action.IMPORT_TRANSCRIPT)
    if focus_group_id not in {group.id for group in studies.focus_groups(session, viewer)}:
        raise NotInThisStudy
    participants = _participants(session, viewer, focus_group_id, turns)
    transcript = Transcript(
        study_id=viewer.study_id, id=transcript_id or uuid4(), focus_group_id=focus_group_id, title=title.strip(),
        header="\n".join(header), language=language, turn_count=len(turns),
        length=sum(len(turn.words) + 1 for turn in turns) - 1,
    )  # fmt: skip
    session.add(transcript)
    session.flush()
    rows, start = [], 0
    for number, turn in enumerate(turns, 1):
        end = start + len(turn.words)
        rows.append(
            {
                "study_id": viewer.study_id, "id": uuid4(), "transcript_id": transcript.id, "number": number,
                "participant_id": participants[turn.label or NOBODY, turn.kind], "start": start, "end": end,
                "words": turn.words, "time_ms": turn.start_ms, "revision": 0,
            }
        )  # fmt: skip
        start = end + 1
    session.execute(insert(Turn), rows)
    payload: dict[str, Reference] = {"focus group": focus_group_id, "turns": len(turns)}
    record(session, Act(viewer.study_id, viewer.member_id, "transcript.imported", transcript.id, payload=payload))
    return transcript


@dataclass(frozen=True, slots=True)
class NewTranscript:
    """An anonymised conversation with the id that it will have."""

    id: UUID
    focus_group_id: UUID
    title: str
    header: tuple[str, ...]
    turns: tuple[ConfirmedTurn, ...]
    language: str


class Slip(NamedTuple):
    """A withdrawal slip, and to whom it is to be given."""

    label: str
    focus_group: str
    slip: str


def import_signed(
    session: Session, viewer: Viewer, new: Sequence[NewTranscript], signature: Signature, meant: Mapping[str, Kind], *,
    slips: bool,
) -> list[Slip]:  # fmt: skip
    """Store transcripts that somebody signs for; return the withdrawal slip of each new participant.

    The slips are told once: only their hashes are kept. Raises AlreadyHere.
    """
    known = transcripts.participant_labels(session, viewer)
    for one in new:
        store_transcript(
            session, viewer, focus_group_id=one.focus_group_id, title=one.title, header=one.header, turns=one.turns,
            transcript_id=one.id, language=one.language,
        )  # fmt: skip
        sign(session, viewer, one.id, [turn.words for turn in one.turns], signature)
    remember_labels(session, viewer, meant)
    return _slips(session, viewer, {one.focus_group_id for one in new}, known) if slips else []


def _slips(session: Session, viewer: Viewer, groups: set[UUID], known: Mapping[UUID, frozenset[str]]) -> list[Slip]:
    """Give a slip to every participant whom the focus groups did not know before."""
    people = session.execute(
        select(Participant.id, Participant.label, FocusGroup.id, FocusGroup.label)
        .join(FocusGroup, in_study(Participant.focus_group_id, FocusGroup.id))
        .where(
            Participant.study_id == viewer.study_id, Participant.focus_group_id.in_(groups),
            Participant.kind == Kind.PARTICIPANT,
        )
        .order_by(FocusGroup.label, func.length(Participant.label), Participant.label)
    )  # fmt: skip
    fresh = {row[0]: (row[1], row[3]) for row in people if row[1] not in known.get(row[2], frozenset())}
    given = give_slips(session, viewer, list(fresh))
    return [Slip(*who, given[participant]) for participant, who in fresh.items()]


def _participants(
    session: Session, viewer: Viewer, focus_group_id: UUID, turns: Sequence[ConfirmedTurn]
) -> dict[tuple[str, Kind], UUID]:
    """Return the id of each voice of the turns, made now where the focus group does not know it yet."""
    known = session.execute(
        select(Participant.label, Participant.kind, Participant.id, Participant.withdrawn).where(
            Participant.study_id == viewer.study_id, Participant.focus_group_id == focus_group_id
        )
    ).all()
    speaking = {turn.label for turn in turns}
    gone = next((row[0] for row in known if row[3] is Degree.REMOVED and row[0] in speaking), None)
    if gone is not None:
        raise SpeakerHasWithdrawn(label=gone)
    voices: dict[tuple[str, Kind], UUID] = {(row[0], row[1]): row[2] for row in known}
    labels = {label for label, _ in voices}
    for turn in turns:
        voice = (turn.label or NOBODY, turn.kind)
        if voice in voices:
            continue
        label = voice[0] if voice[0] not in labels else f"{voice[0]} ({turn.kind.value})"
        id_ = uuid4()
        session.add(
            Participant(
                study_id=viewer.study_id,
                id=id_,
                focus_group_id=focus_group_id,
                label=label,
                kind=turn.kind,
                person_id=id_,
            )
        )
        voices[voice] = id_
        labels.add(label)
    session.flush()
    return voices
