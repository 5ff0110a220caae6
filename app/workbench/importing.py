"""Store a transcript: from confirmed turns in memory to participants, turns and their places."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.importing.labels import ConfirmedTurn, Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import studies
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Participant, Transcript, Turn
from app.store.trail_chain import Act, Reference, record

NOBODY = "–"


def store_transcript(
    session: Session, viewer: Viewer, *, focus_group_id: UUID, title: str, header: Sequence[str],
    turns: Sequence[ConfirmedTurn], transcript_id: UUID | None = None,
) -> Transcript:  # fmt: skip
    """Keep a conversation of a focus group. A participant whose label is known there is the same participant."""
    require(viewer, Action.IMPORT_TRANSCRIPT)
    if focus_group_id not in {group.id for group in studies.focus_groups(session, viewer)}:
        raise NotInThisStudy
    participants = _participants(session, viewer, focus_group_id, turns)
    transcript = Transcript(
        study_id=viewer.study_id, id=transcript_id or uuid4(), focus_group_id=focus_group_id, title=title.strip(),
        header="\n".join(header), turn_count=len(turns),
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
                "words": turn.words, "revision": 0,
            }
        )  # fmt: skip
        start = end + 1
    session.execute(insert(Turn), rows)
    payload: dict[str, Reference] = {"focus group": focus_group_id, "turns": len(turns)}
    record(session, Act(viewer.study_id, viewer.member_id, "transcript.imported", transcript.id, payload=payload))
    return transcript


def _participants(
    session: Session, viewer: Viewer, focus_group_id: UUID, turns: Sequence[ConfirmedTurn]
) -> dict[tuple[str, Kind], UUID]:
    """Return the id of each voice of the turns, made now where the focus group does not know it yet."""
    known = session.execute(
        select(Participant.label, Participant.kind, Participant.id).where(
            Participant.study_id == viewer.study_id, Participant.focus_group_id == focus_group_id
        )
    )
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
