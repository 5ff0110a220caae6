"""Long work, as the study sees it: begun, under way, ended; never what it read."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.base import now
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Job, JobState

GIVEN_UP = timedelta(minutes=10)  # far longer than any import may take


def begin_job(session: Session, viewer: Viewer, job_id: UUID, kind: str) -> None:
    """Note that an import begins."""
    require(viewer, Action.IMPORT_TRANSCRIPT)
    if session.get(Job, (viewer.study_id, job_id)) is None:
        session.add(
            Job(
                study_id=viewer.study_id,
                id=job_id,
                member_id=viewer.member_id,
                kind=kind,
                state=JobState.RUNNING,
            )
        )
        session.flush()


def end_job(session: Session, viewer: Viewer, job_id: UUID, state: JobState) -> None:
    """Note how an import ended."""
    session.execute(
        update(Job)
        .where(Job.study_id == viewer.study_id, Job.id == job_id)
        .values(state=state, progress=100, ended_at=now())
    )


def job(session: Session, viewer: Viewer, job_id: UUID) -> Job:
    """Return one of the viewer's own jobs; raises NotInThisStudy."""
    require(viewer, Action.IMPORT_TRANSCRIPT)
    own = select(Job).where(Job.study_id == viewer.study_id, Job.id == job_id, Job.member_id == viewer.member_id)
    found = session.scalar(own)
    if found is None:
        raise NotInThisStudy
    if found.state is JobState.RUNNING and now() - found.started_at > GIVEN_UP:
        session.expunge(found)  # its process has died, and nobody is left to say so
        found.state = JobState.FAILED
    return found
