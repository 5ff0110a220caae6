"""The theme board: make and shape themes and subthemes, move codes between them, look at how they were."""

from collections.abc import Callable
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.security.viewer import Viewer
from app.store.queries import studies
from app.store.queries import themes as queries
from app.store.queries.memos import memo_counts
from app.store.tables import MemoOn, ThemeState
from app.web.forms import Line, Words, WordsIfSent
from app.web.pages import go_to, is_fragment, render
from app.web.routes.codebook import Edition, both_texts
from app.web.sessions import CurrentViewer, FormOnce, InSession
from app.workbench import theme_board, theme_shaping, theme_tree
from app.workbench import themes as actions
from app.workbench.code_quotes import quotes_of
from app.workbench.codebook import EditedSince
from app.workbench.theme_board import Card

router = APIRouter(prefix="/studies/{study_id}/themes")
OrNothing = UUID | Literal[""]
ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# A code as it lies on the board: its id, and after a blank that of the theme that the page shows it in.
CardField = Annotated[list[Annotated[str, Query(pattern=f"^{ID}( {ID})?$")]] | None, Form()]
Seen = Annotated[str, Form(max_length=60)]
DONE = {
    ThemeState.CANDIDATE: "candidate", ThemeState.REVIEWED: "reviewed", ThemeState.DEFINED: "defined",
}  # fmt: skip


def addresses_of_quotes(request: Request, study_id: UUID) -> Callable[[UUID], str]:
    """Return what gives the address of a code's quotes: asking the routes for each of hundreds of cards takes long."""
    nobody = UUID(int=0)
    path = str(request.app.url_path_for("themes:code", study_id=study_id, code_id=nobody))
    return lambda code_id: path.replace(str(nobody), str(code_id))


def cards_of(fields: list[str] | None) -> list[Card]:
    """Return the codes that were ticked."""
    halves = [one.partition(" ") for one in dict.fromkeys(fields or ())]
    return [Card(UUID(code), UUID(theme) if theme else None) for code, _, theme in halves]


@router.get("", name="themes:board")
def board(request: Request, session: InSession, viewer: CurrentViewer, done: str = "") -> HTMLResponse:
    """Show themes, subthemes, and the codes in them."""
    template = "themes/_board.html" if is_fragment(request) else "themes/board.html"
    return render(
        request, template, study=studies.study(session, viewer), tree=theme_tree.tree(session, viewer), done=done,
        discarded=theme_board.discarded(session, viewer), memo_counts=memo_counts(session, viewer, MemoOn.THEME),
        quotes_at=addresses_of_quotes(request, viewer.study_id),
    )  # fmt: skip


@router.post("", name="themes:create")
def create(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, name: Line,
    central_idea: Words = "", parent: Annotated[OrNothing, Form()] = "",
) -> RedirectResponse:  # fmt: skip
    """Make a theme or subtheme; it takes the form's operation id as its own."""
    if once.is_first:
        actions.create_theme(
            session, viewer, name=name, central_idea=central_idea, parent_id=parent or None, theme_id=once.id
        )
    return go_to(request, "themes:board", "changed", f"#theme-{once.id}", study_id=viewer.study_id)


@router.post("/codes", name="themes:place")
def place(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, card: CardField = None,
    theme: Annotated[OrNothing, Form()] = "", also: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Move codes into a theme or subtheme, or into none; with `also` they stay where they are too."""
    cards, to = cards_of(card), theme or None
    touched = {to, *(one.theme_id for one in cards)}
    if once.is_first:
        astray = [] if also else theme_board.moved_meanwhile(session, viewer, cards, to)
        if astray:
            return _both(request, session, viewer, cards, to, astray)
        touched = theme_board.move_codes(session, viewer, cards, to, also=also)
    if not is_fragment(request):
        anchor = f"#theme-{to}" if to else "#unsorted"
        return go_to(request, "themes:board", "moved codes", anchor, study_id=viewer.study_id)
    tree = theme_tree.tree(session, viewer)
    tops = [one for one in tree.themes if touched & {one.id, *(below.id for below in one.subthemes)}]
    return render(
        request, "themes/_moved.html", study=studies.study(session, viewer), tree=tree, tops=tops,
        unsorted=None in touched or to is None, count=len(cards), to=_name(session, viewer, to), also=also,
        memo_counts=memo_counts(session, viewer, MemoOn.THEME),
        quotes_at=addresses_of_quotes(request, viewer.study_id),
    )  # fmt: skip


def _name(session: Session, viewer: Viewer, theme_id: UUID | None) -> str:
    return queries.theme(session, viewer, theme_id).name if theme_id else ""


def _both(
    request: Request, session: Session, viewer: Viewer, cards: list[Card], to: UUID | None,
    astray: list[theme_board.Elsewhere],
) -> HTMLResponse:  # fmt: skip
    """Show where the page saw the codes and where they are now; nothing is moved until somebody decides."""
    answer = render(
        request, "themes/_both.html" if is_fragment(request) else "themes/both.html", 409, astray=astray, theme_id=to,
        study=studies.study(session, viewer), to=_name(session, viewer, to),
        rest=[one for one in cards if one not in {other.card for other in astray}],
    )  # fmt: skip
    if is_fragment(request):
        answer.headers.update({"HX-Retarget": "#alert", "HX-Reswap": "innerHTML show:top"})
    return answer


@router.post("/split", name="themes:split")
def split(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, name: Line, card: CardField = None,
    central_idea: Words = "", parent: Annotated[OrNothing, Form()] = "",
) -> Response:  # fmt: skip
    """Make a new theme or subtheme out of the ticked codes; it takes the form's operation id as its own."""
    cards = cards_of(card)
    if once.is_first:
        astray = theme_board.moved_meanwhile(session, viewer, cards, None)
        if astray:
            return _both(request, session, viewer, cards, None, astray)
        theme_board.split_off(
            session, viewer, cards, name=name, central_idea=central_idea, parent_id=parent or None, theme_id=once.id
        )
    return go_to(request, "themes:board", "split", f"#theme-{once.id}", study_id=viewer.study_id)


@router.get("/codes/{code_id}", name="themes:code")
def quotes_behind(
    request: Request, session: InSession, viewer: CurrentViewer, code_id: UUID,
    after: Annotated[int, Query(ge=0, le=2**31)] = 0,
) -> HTMLResponse:  # fmt: skip
    """Show what carries a code, a page at a time."""
    template = "themes/code.html"
    if is_fragment(request):
        template = "themes/_more.html" if after else "themes/_code.html"
    return render(
        request, template, study=studies.study(session, viewer), found=quotes_of(session, viewer, code_id, after=after)
    )


@router.get("/{theme_id}/change", name="themes:change")
def to_change(request: Request, session: InSession, viewer: CurrentViewer, theme_id: UUID) -> HTMLResponse:
    """Show what can be done with a theme: rename, discard, merge, put elsewhere."""
    tree = theme_tree.tree(session, viewer)
    theme = queries.theme(session, viewer, theme_id)
    branches = {one.id: one for top in tree.themes for one in (top, *top.subthemes)}
    template = "themes/_change.html" if is_fragment(request) else "themes/change.html"
    return render(
        request, template, study=studies.study(session, viewer), tree=tree, theme=theme,
        branch=branches.get(theme.id), states=list(DONE),
    )  # fmt: skip


@router.post("/{theme_id}", name="themes:edit")
def edit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID, name: Line,
    central_idea: Words = "", is_not: WordsIfSent = None, edition: Edition = None,
) -> Response:  # fmt: skip
    """Rename a theme, or say anew what it is about; where somebody was first, show both texts."""
    mine = {"name": name, "central_idea": central_idea} | ({} if is_not is None else {"is_not": is_not})
    back = request.app.url_path_for("themes:theme", study_id=viewer.study_id, theme_id=theme_id)
    if once.is_first:
        try:
            actions.edit_theme(session, viewer, theme_id, **mine, edition=edition)
        except EditedSince:
            theirs = queries.theme(session, viewer, theme_id)
            return both_texts(
                request, study=studies.study(session, viewer), theirs=theirs, ground=("edition", theirs.edition),
                mine=mine, anyway=False, back=back,
                address=request.app.url_path_for("themes:edit", study_id=viewer.study_id, theme_id=theme_id),
            )  # fmt: skip
    return go_to(request, "themes:theme", "changed", study_id=viewer.study_id, theme_id=theme_id)


@router.post("/{theme_id}/state", name="themes:state")
def state(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID,
    state: Annotated[Literal["candidate", "reviewed", "defined"], Form()], seen: Seen = "",
) -> RedirectResponse:  # fmt: skip
    """Say how far a theme is."""
    if once.is_first:
        theme_shaping.set_state(session, viewer, theme_id, ThemeState(state), seen=seen)
    return go_to(request, "themes:theme", "changed", study_id=viewer.study_id, theme_id=theme_id)


@router.post("/{theme_id}/discard", name="themes:discard")
def discard(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID, why: Words = "",
    seen: Seen = "",
) -> RedirectResponse:  # fmt: skip
    """Discard a theme, and say why."""
    if once.is_first:
        theme_shaping.discard(session, viewer, theme_id, why=why, seen=seen)
    return go_to(request, "themes:board", "discarded", "#discarded", study_id=viewer.study_id)


@router.post("/{theme_id}/take-back", name="themes:take_back")
def take_back(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID, seen: Seen = ""
) -> RedirectResponse:
    """Take a discarded theme back as a candidate."""
    if once.is_first:
        theme_shaping.take_back(session, viewer, theme_id, seen=seen)
    return go_to(request, "themes:board", "theme taken back", f"#theme-{theme_id}", study_id=viewer.study_id)


@router.post("/{theme_id}/merge", name="themes:merge")
def merge(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID,
    into: Annotated[UUID, Form()], seen: Seen = "",
) -> RedirectResponse:  # fmt: skip
    """Let another theme take over what a theme holds."""
    if once.is_first:
        theme_shaping.merge(session, viewer, theme_id, into, seen=seen)
    return go_to(request, "themes:board", "themes merged", f"#theme-{into}", study_id=viewer.study_id)


@router.post("/{theme_id}/under", name="themes:under")
def under(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID,
    parent: Annotated[OrNothing, Form()] = "", seen: Seen = "",
) -> RedirectResponse:  # fmt: skip
    """Make a subtheme a theme of its own, or put a theme under another one."""
    if once.is_first:
        theme_shaping.put_under(session, viewer, theme_id, parent or None, seen=seen)
    return go_to(request, "themes:board", "changed", f"#theme-{theme_id}", study_id=viewer.study_id)


@router.post("/{theme_id}/remove", name="themes:remove")
def remove(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, theme_id: UUID
) -> RedirectResponse:
    """Remove a theme that holds nothing any more."""
    if once.is_first:
        actions.remove_theme(session, viewer, theme_id)
    return go_to(request, "themes:board", "changed", study_id=viewer.study_id)
