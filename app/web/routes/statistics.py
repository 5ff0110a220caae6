"""Statistics of the comparison, for those who want them: worked out in the worker, with what to keep in mind."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, BackgroundTasks, Query, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from app.analysis.comparison import Column
from app.analysis.crosstab.records import AskedTable
from app.analysis.measures import Counted
from app.store.queries import studies
from app.store.tables import Study
from app.web import comparison_words, statistics_words
from app.web.counting import AsLooked, keep_counts
from app.web.pages import render
from app.web.sessions import Asker, InDesk, apart
from app.workbench.comparison import Comparison, compare
from app.workbench.crosstabs import UNITS, asked_table, peopled, themes
from app.workbench.worker import crosstab_in_worker

router = APIRouter(prefix="/studies/{study_id}/comparison/statistics")


@router.get("", name="statistics:page")
async def page(
    request: Request, desk: InDesk, viewer: Asker, looking: AsLooked, background: BackgroundTasks,
    row: Annotated[UUID | Literal[""], Query()] = "", alone: Annotated[UUID | Literal[""], Query()] = "",
) -> HTMLResponse:  # fmt: skip
    """Show the table of one row, or of all themes, over all columns or one and the rest, and what may be said of it."""
    counted = looking.count if looking.count in UNITS else Counted.PARTICIPANTS

    def ask(session: Session) -> tuple[Study, Comparison, AskedTable]:
        study = studies.study(session, viewer)
        session.expunge(study)
        comparison = compare(session, viewer, looking.by, looking.layer, alone=alone or None)
        background.add_task(keep_counts, desk, session.info)
        return study, comparison, asked_table(comparison, row or None, counted)

    study, comparison, asked = await apart(desk, ask)
    async with desk.workers:
        found = await crosstab_in_worker(asked, desk.settings.worker_seconds)
    line = next((one for one in comparison.lines if one.id == row), None)
    return await run_in_threadpool(
        render, request, "comparison/statistics.html", study=study, comparison=comparison, found=found, line=line,
        rows=themes(comparison), looking=looking, counted=counted, units=UNITS, columns=Column,
        say=comparison_words, tell=statistics_words, peopled=peopled(comparison), alone=alone,
    )  # fmt: skip
