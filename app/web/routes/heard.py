"""Who is heard, the portrait of a transcript, and every chart of the comparison as a file."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response

from app.analysis.words.concordance import Order
from app.charts.sheet import Chart, Frame
from app.charts.theme_map import theme_map
from app.exporting.charts import chart_word
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_
from app.store.queries import studies, transcripts
from app.store.queries.transcripts import NotInThisStudy
from app.store.trail_chain import Act, record
from app.web import charts, comparison_words
from app.web.counting import KeepsCounts, Looking, looked_at
from app.web.language import gettext
from app.web.pages import render
from app.web.routes.quotes import WORD
from app.web.sessions import Asker, CurrentViewer, InDesk, InSession, in_turn
from app.web.theme_charts import map_of
from app.workbench.comparison import compare
from app.workbench.heard import heard
from app.workbench.portrait import portrait
from app.workbench.saying import lines
from app.workbench.theme_tree import tree
from app.workbench.worker import picture_in_worker

router = APIRouter(prefix="/studies/{study_id}/comparison/heard")
LayerName = Annotated[str, Query(max_length=64)]


class ChartName(StrEnum):
    """A chart that can be taken out."""

    TALK = "talk"
    GROWTH = "growth"
    TOGETHER = "together"
    PORTRAIT = "portrait"
    MATRIX = "matrix"
    STRIPS = "strips"
    MAP = "map"


class PictureForm(StrEnum):
    """The form of a file of a chart."""

    SVG = "svg"
    PNG = "png"
    WORD = "docx"


MEDIA: Final[Mapping[PictureForm, str]] = {
    PictureForm.SVG: "image/svg+xml", PictureForm.PNG: "image/png", PictureForm.WORD: WORD,
}  # fmt: skip
SPOKEN: Final = N_("Participants' turns are counted; what moderators say is left out.")
NOTES: Final[Mapping[ChartName, str]] = {ChartName.MAP: N_("The numbers are codings, whoever made them.")}


@router.get("", name="heard:page", dependencies=[KeepsCounts])
def page(
    request: Request, session: InSession, viewer: CurrentViewer, layer: LayerName = "", growing: bool = False
) -> HTMLResponse:
    """Show who talks how much and who is quoted, who answers whom, how the codes grow, and which codes meet."""
    found = heard(session, viewer, layer, growing=growing)
    drawn = {
        "talk": charts.talk_chart(found, Frame("talk", charts.WIDTH, heading=False)),
        "growth": charts.growth_chart(found, Frame("growth", charts.WIDTH, heading=False)) if found.growth else None,
        "together": charts.together_chart(found, Frame("together", charts.WIDTH, heading=False)),
    }
    return render(
        request, "comparison/heard.html", study=studies.study(session, viewer), found=found, charts=drawn,
        percent=charts.percent, say=comparison_words,
    )  # fmt: skip


@router.get("/{transcript_id}", name="heard:portrait", dependencies=[KeepsCounts])
def portrait_of(
    request: Request, session: InSession, viewer: CurrentViewer, transcript_id: UUID, layer: LayerName = ""
) -> HTMLResponse:
    """Show one transcript at a glance."""
    found = portrait(session, viewer, transcript_id, layer)
    chart = charts.portrait_chart(found, Frame("portrait", charts.WIDTH, heading=False))
    return render(
        request, "comparison/portrait.html", study=studies.study(session, viewer), found=found, chart=chart,
        percent=charts.percent, say=comparison_words,
    )  # fmt: skip


@router.post("/charts", name="heard:take_out")
async def take_out(
    desk: InDesk, viewer: Asker, looking: Annotated[Looking, Depends(looked_at)],
    chart: Annotated[ChartName, Form()], form: Annotated[PictureForm, Form()],
    transcript: Annotated[UUID | Literal[""], Form()] = "", asked: Annotated[str, Form(max_length=200)] = "",
) -> Response:  # fmt: skip
    """Send a chart as a file, as it is looked at."""
    require(viewer, Action.EXPORT_QUOTES)
    if chart is ChartName.PORTRAIT and not transcript:
        raise NotInThisStudy

    def draw(session: Session) -> tuple[Chart, str]:
        drawn = _drawers(session, viewer, looking, transcript or viewer.study_id, asked)[chart]()
        record(session, Act(viewer.study_id, viewer.member_id, "chart.exported", payload={"chart": chart.value}))
        return drawn, studies.study(session, viewer).title

    drawn, study = await in_turn(desk, draw)
    file = drawn.svg.encode()
    if form is not PictureForm.SVG:
        async with desk.workers:
            file = await picture_in_worker(drawn.svg, desk.settings.worker_seconds)
    if form is PictureForm.WORD:
        file = await run_in_threadpool(chart_word, study, [gettext(NOTES.get(chart, SPOKEN))], drawn, file)
    name = {"Content-Disposition": f'attachment; filename="{chart.value}.{form.value}"'}
    return Response(file, media_type=MEDIA[form], headers=name)


def _drawers(
    session: Session, viewer: Viewer, looking: Looking, transcript_id: UUID, asked: str
) -> Mapping[ChartName, Callable[[], Chart]]:
    whole = charts.OF_FILE
    return {
        ChartName.TALK: lambda: charts.talk_chart(heard(session, viewer, looking.layer), whole),
        ChartName.GROWTH: lambda: charts.growth_chart(heard(session, viewer, looking.layer, growing=True), whole),
        ChartName.TOGETHER: lambda: charts.together_chart(heard(session, viewer, looking.layer), whole),
        ChartName.PORTRAIT: lambda: charts.portrait_chart(
            portrait(session, viewer, transcript_id, looking.layer), whole
        ),
        ChartName.STRIPS: lambda: charts.dispersion_chart(
            asked,
            lines(session, viewer, asked, Order.PLACE).strips,
            {one.id: one for one in transcripts.transcripts(session, viewer)},
            whole,
        ),
        ChartName.MAP: lambda: theme_map(map_of(tree(session, viewer)), whole),
        ChartName.MATRIX: lambda: charts.matrix_chart(compare(session, viewer, looking.by, looking.layer), whole),
    }
