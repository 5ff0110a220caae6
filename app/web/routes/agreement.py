"""Agreement: the audit of a round from every side, and the passages behind each of its numbers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import HTMLResponse

from app.analysis.audit.units import Cut
from app.store.queries import studies
from app.web.agreement_words import Side
from app.web.pages import is_fragment, render
from app.web.sessions import CurrentViewer, InSession
from app.workbench.audit.after import after_talking
from app.workbench.audit.again import with_themselves
from app.workbench.audit.choice import Choice, Rows
from app.workbench.audit.ground import ground
from app.workbench.audit.page import Audit, audit
from app.workbench.audit.passages import How, Wanted, behind
from app.workbench.audit.row import of_row
from app.workbench.audit.sets import set_numbers
from app.workbench.audit.sides import between_coders, by_background, by_focus_group, by_stakeholder, over_time
from app.workbench.audit.walk import walk_through

router = APIRouter(prefix="/studies/{study_id}/agreement")


def chosen(
    round_id: UUID | None = None, unit: Cut = Cut.TURN, rows: Rows = Rows.CODES, moderators: bool = False
) -> Choice:
    """Read the choices of the audit from an address."""
    return Choice(round_id, unit, rows, moderators)


InChoice = Annotated[Choice, Depends(chosen)]


def asked(choice: Choice) -> dict[str, str]:
    """Return a choice as it stands in an address; what is usual is left out."""
    usual = Choice()
    return {
        name: value
        for name, value, left_out in (
            ("round_id", str(choice.round_id), choice.round_id is None),
            ("unit", choice.cut.value, choice.cut is usual.cut),
            ("rows", choice.rows.value, choice.rows is usual.rows),
            ("moderators", "true", not choice.moderators),
        )
        if not left_out
    }


def page(
    request: Request, session: InSession, viewer: CurrentViewer, shown: Audit, side: Side, **context: object
) -> HTMLResponse:
    """Draw one side of an audit."""
    return render(
        request, f"agreement/{side.value}.html", 200, study=studies.study(session, viewer), audit=shown, side=side,
        choice=shown.choice, asked=asked(shown.choice), **context,
    )  # fmt: skip


@router.get("", name="agreement:audit")
def codes(request: Request, session: InSession, viewer: CurrentViewer, choice: InChoice) -> HTMLResponse:
    """Show, for each code, how far the coders who have read the same transcripts agree, most different first."""
    shown = audit(session, viewer, choice)
    found = walk_through(session, viewer, shown.basis) if shown.basis else None
    return page(request, session, viewer, shown, Side.CODES, walk=found)


@router.get("/sets", name="agreement:sets")
def sets(request: Request, session: InSession, viewer: CurrentViewer, choice: InChoice) -> HTMLResponse:
    """Show the agreement about the sets of codes on each unit, which takes longer to count."""
    shown = audit(session, viewer, choice)
    found = set_numbers(session, viewer, shown.basis) if shown.basis else None
    template = "agreement/_sets.html" if is_fragment(request) else "agreement/sets.html"
    study = studies.study(session, viewer)
    return render(request, template, sets=found, choice=choice, study=study, asked=asked(choice))


@router.get("/coders", name="agreement:coders")
def coders(request: Request, session: InSession, viewer: CurrentViewer, choice: InChoice) -> HTMLResponse:
    """Show how far every two coders agree, and how often each used each code."""
    shown = audit(session, viewer, choice)
    if shown.basis is None or shown.numbers is None:
        return page(request, session, viewer, shown, Side.CODERS)
    cells = shown.numbers.cells
    return page(
        request, session, viewer, shown, Side.CODERS, between=between_coders(shown.basis, cells),
        backgrounds=by_background(shown.basis, cells),
    )  # fmt: skip


@router.get("/groups", name="agreement:groups")
def groups(request: Request, session: InSession, viewer: CurrentViewer, choice: InChoice) -> HTMLResponse:
    """Show how far coders agree in the talks with each kind of participant, and in each focus group."""
    shown = audit(session, viewer, choice)
    if shown.basis is None:
        return page(request, session, viewer, shown, Side.GROUPS)
    here = ground(session, viewer, shown.basis)
    return page(
        request, session, viewer, shown, Side.GROUPS, stakeholders=by_stakeholder(here),
        focus_groups=by_focus_group(here), numbers={row.id: number for number, row in enumerate(here.basis.rows)},
    )  # fmt: skip


@router.get("/time", name="agreement:time")
def time(request: Request, session: InSession, viewer: CurrentViewer, choice: InChoice) -> HTMLResponse:
    """Show how agreement went on from talk to talk, and before and after the team settled what it differed on."""
    shown = audit(session, viewer, choice)
    if shown.basis is None:
        return page(request, session, viewer, shown, Side.TIME)
    here = ground(session, viewer, shown.basis)
    return page(
        request, session, viewer, shown, Side.TIME, time=over_time(session, viewer, here),
        negotiated=after_talking(session, viewer, shown.basis), again=with_themselves(session, viewer, here.basis),
    )  # fmt: skip


@router.get("/passages", name="agreement:passages")
def passages(
    request: Request, session: InSession, viewer: CurrentViewer, choice: InChoice, row: UUID | None = None,
    how: How = How.DIFFER, other: UUID | None = None, group: UUID | None = None, stakeholder: UUID | None = None,
    talk: UUID | None = None, coder: Annotated[list[UUID] | None, Query()] = None, by: UUID | None = None,
    again: UUID | None = None, page: int = 1,
) -> HTMLResponse:  # fmt: skip
    """Show the turns behind a number, with each coder's passages on their words."""
    wanted = Wanted(row, how, other, group, stakeholder, talk, frozenset(coder or ()), by, again)
    found = behind(session, viewer, choice, wanted, page)
    return render(
        request, "agreement/passages.html", study=studies.study(session, viewer), behind=found, wanted=wanted,
        choice=choice, asked=asked(choice), row=of_row(session, viewer, choice, wanted),
    )  # fmt: skip
