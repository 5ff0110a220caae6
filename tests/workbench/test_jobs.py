"""Long work is under way until it ends, and not for ever when its process has died."""

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from app.store.base import now
from app.store.tables import Job, JobState
from app.workbench import jobs
from tests import factories


def test_a_job_is_running_until_it_ends(session):
    lead, id_ = factories.study(session), uuid4()

    jobs.begin_job(session, lead, id_, "read")
    before = jobs.job(session, lead, id_).state
    jobs.end_job(session, lead, id_, JobState.REFUSED)
    session.expire_all()

    assert (before, jobs.job(session, lead, id_).state) == (JobState.RUNNING, JobState.REFUSED)


def test_a_job_whose_process_has_died_is_not_under_way_for_ever(session):
    lead, id_ = factories.study(session), uuid4()
    jobs.begin_job(session, lead, id_, "read")
    session.execute(update(Job).values(started_at=now() - timedelta(minutes=11)))
    session.expire_all()

    assert jobs.job(session, lead, id_).state is JobState.FAILED
