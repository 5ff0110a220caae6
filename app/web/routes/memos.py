"""Memos: on one thing, beside it or on a page of their own; and all of the study."""

import json
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Query, Request
from sqlalchemy.orm import Session
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.exporting.memos import ExportedMemo, MemoHeadings, Said, memos_as_text, memos_as_word
from app.security.viewer import Viewer
from app.store.database import reader
from app.store.queries import memos as queries
from app.store.queries import studies
from app.store.queries.memos import MemoRow
from app.store.tables import MemoKind, MemoOn
from app.web import forms, memo_words
from app.web.language import day, gettext
from app.web.pages import go_to, is_fragment, render
from app.web.sessions import Asker, CurrentViewer, FormOnce, InDesk, InSession
from app.workbench import memo_lists
from app.workbench import memos as actions
from app.workbench.memo_lists import Thread, Wanted, Whose
from app.workbench.memo_things import steps_of
from app.workbench.memos import Differs
from app.workbench.placing import Passage

router = APIRouter(prefix="/studies/{study_id}/memos")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_PAGES = 100_000


class MemoFile(StrEnum):
    """The form of a file of memos."""

    WORD = "memos.docx"
    TEXT = "memos.txt"


class Reach(StrEnum):
    """Who may read a memo."""

    TEAM = "team"
    PRIVATE = "private"


Page = Annotated[int, Query(ge=1, le=MOST_PAGES)]


async def wanted(
    kind: Annotated[MemoKind, Form()] = MemoKind.ANALYTIC, on: Annotated[MemoOn | Literal[""], Form()] = "",
    by: Annotated[UUID | Literal[""], Form()] = "", whose: Annotated[Whose, Form()] = Whose.ALL,
    find: forms.Line = "",
) -> Wanted:  # fmt: skip
    """Read from a form which memos are asked for."""
    return Wanted(kind, on or None, by or None, whose, find.strip())


IsWanted = Annotated[Wanted, Depends(wanted)]


@router.get("", name="memos:all")
def all_memos(
    request: Request, session: InSession, viewer: CurrentViewer, kind: MemoKind = MemoKind.ANALYTIC,
    on: MemoOn | None = None, by: UUID | None = None, whose: Whose = Whose.ALL, page: Page = 1,
) -> HTMLResponse:  # fmt: skip
    """Show the memos of the study, the newest first."""
    return _all(request, session, viewer, Wanted(kind, on, by, whose), page)


@router.post("/find", name="memos:find", response_model=None)
def find(
    request: Request, desk: InDesk, viewer: Asker, wanted: IsWanted,
    page: Annotated[int, Form(ge=1, le=MOST_PAGES)] = 1,
) -> Response:  # fmt: skip
    """Show the memos in which some words stand: asked by a form, so that the words are in no address."""
    if not wanted.words:
        told = {
            "kind": wanted.kind.value, "on": wanted.hangs_on and wanted.hangs_on.value, "by": wanted.by,
            "whose": wanted.whose.value, "page": page if page > 1 else None,
        }  # fmt: skip
        query = urlencode({name: value for name, value in told.items() if value is not None})
        return RedirectResponse(f"{request.app.url_path_for('memos:all', study_id=viewer.study_id)}?{query}", 303)
    with reader(desk.engine) as session:
        return _all(request, session, viewer, wanted, page)


def _all(request: Request, session: Session, viewer: Viewer, wanted: Wanted, page: int) -> HTMLResponse:
    threads = memo_lists.every_memo(session, viewer, wanted)
    study = studies.study(session, viewer)
    shown = threads[(page - 1) * memo_lists.AT_ONCE : page * memo_lists.AT_ONCE]
    return render(
        request, "memos/all.html", study=study, wanted=wanted, threads=shown, count=len(threads), page=page,
        pages=-(-len(threads) // memo_lists.AT_ONCE), authors=queries.memo_authors(session, viewer),
        steps=steps_of(study.method), kinds=MemoKind, places=MemoOn, whose=Whose, files=MemoFile,
    )  # fmt: skip


@router.post("/files/{file}", name="memos:take_out")
def take_out(request: Request, session: InSession, viewer: CurrentViewer, file: MemoFile, wanted: IsWanted) -> Response:
    """Send memos as a file: the team's, or the reader's own with the private ones."""
    threads = memo_lists.take_out_memos(session, viewer, wanted)
    told = [_exported(request, viewer, thread) for thread in threads]
    title, none = gettext(memo_words.KINDS[wanted.kind]), gettext("There are no memos like that.")
    headings = MemoHeadings(title, studies.study(session, viewer).title, none)
    sent: bytes | str = memos_as_word(headings, told) if file is MemoFile.WORD else memos_as_text(headings, told)
    kind = WORD if file is MemoFile.WORD else "text/plain; charset=utf-8"
    return Response(sent, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{file.value}"'})


def _exported(request: Request, viewer: Viewer, thread: Thread) -> ExportedMemo:
    path = memo_words.address(request, viewer, thread.where)
    gone = memo_words.gone(thread.where)
    place = " · ".join(filter(None, (memo_words.where(thread.where), gone)))
    address = str(request.base_url).rstrip("/") + path if path else ""
    return ExportedMemo(place, address, _said(thread.memo), tuple(map(_said, thread.replies)))


def _said(row: MemoRow) -> Said:
    words = gettext("A memo was removed here.") if row.removed_at else row.words
    return Said(
        "" if row.removed_at else row.author, day(row.written_at), words, gettext("only for me") if row.private else ""
    )


@router.get("/on/{hangs_on}/{thing_id}", name="memos:on")
def on_thing(
    request: Request, session: InSession, viewer: CurrentViewer, hangs_on: MemoOn, thing_id: str, done: str = "",
    removed: UUID | None = None,
) -> HTMLResponse:  # fmt: skip
    """Show the memos on one thing with a form to write one: to htmx as a fragment, else as a page."""
    here = memo_lists.memos_on(session, viewer, hangs_on, thing_id)
    back = memo_lists.thread_of(session, viewer, removed) if removed and not is_fragment(request) else None
    template = "memos/_on.html" if is_fragment(request) else "memos/on.html"
    return render(
        request, template, study=studies.study(session, viewer), here=here, done=done, removed=back, kinds=MemoKind
    )


@router.post("/on/{hangs_on}/{thing_id}", name="memos:write", response_model=None)
def write(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, hangs_on: MemoOn, thing_id: str,
    words: forms.Words, reach: Annotated[Reach, Form()], kind: Annotated[MemoKind, Form()] = MemoKind.ANALYTIC,
    start: forms.Place = None, end: forms.Place = None, marked: forms.Words = "",
) -> Response:  # fmt: skip
    """Write a memo on a thing; in a turn, on the words that are marked there. It takes the form's operation id."""
    if once.is_first:
        passage = Passage(start, end, marked) if start is not None and end is not None else None
        actions.write_memo(
            session, viewer, hangs_on, thing_id, words=words, private=reach is Reach.PRIVATE, kind=kind,
            marked=passage, memo_id=once.id,
        )  # fmt: skip
    if not is_fragment(request):
        return go_to(
            request, "memos:on", "memo", f"#thread-{once.id}", study_id=viewer.study_id, hangs_on=hangs_on.value,
            thing_id=thing_id,
        )  # fmt: skip
    here = memo_lists.memos_on(session, viewer, hangs_on, thing_id)
    response = render(
        request, "memos/_written.html", study=studies.study(session, viewer), here=here, kinds=MemoKind, fresh=once.id
    )
    thread = memo_lists.thread_of(session, viewer, once.id)
    return _counted(session, viewer, response, thread, {memo_words.key(here.thing.where): here.count})


@router.post("/{memo_id}/replies", name="memos:answer", response_model=None)
def answer(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, memo_id: UUID, words: forms.Words
) -> Response:
    """Answer a memo of the team."""
    if once.is_first:
        actions.answer_memo(session, viewer, memo_id, words=words, reply_id=once.id)
    return _thread(request, session, viewer, memo_id, "reply")


@router.post("/{memo_id}/edit", name="memos:edit", response_model=None)
def edit(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, memo_id: UUID, words: forms.Words,
    revision: forms.Number, kind: Annotated[MemoKind | None, Form()] = None,
) -> Response:  # fmt: skip
    """Write one's own memo anew; if it says something else than the page showed, show both."""
    differs = None
    if once.is_first:
        differs = actions.edit_memo(session, viewer, memo_id, words=words, revision=revision, kind=kind)
    return _thread(request, session, viewer, memo_id, "saved", differs)


@router.post("/{memo_id}/share", name="memos:share", response_model=None)
def share(request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, memo_id: UUID) -> Response:
    """Give one's own private memo to the team."""
    if once.is_first:
        actions.share_memo(session, viewer, memo_id)
    return _thread(request, session, viewer, memo_id, "memo shared")


@router.post("/{memo_id}/remove", name="memos:remove", response_model=None)
def remove(request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, memo_id: UUID) -> Response:
    """Remove one's own memo; it can be put back."""
    if once.is_first:
        actions.remove_memo(session, viewer, memo_id)
    return _thread(request, session, viewer, memo_id, "memo removed")


@router.post("/{memo_id}/put-back", name="memos:put_back", response_model=None)
def put_back(request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, memo_id: UUID) -> Response:
    """Put one's own removed memo back."""
    if once.is_first:
        actions.put_memo_back(session, viewer, memo_id)
    return _thread(request, session, viewer, memo_id, "memo back")


def _thread(
    request: Request, session: Session, viewer: Viewer, memo_id: UUID, message: str, differs: Differs | None = None
) -> Response:
    """Answer a change with the thread as it is now; without htmx, with the page of what it hangs on."""
    thread, study = memo_lists.thread_of(session, viewer, memo_id), studies.study(session, viewer)
    about = {
        "study": study, "thread": thread, "kinds": MemoKind, "differs": differs, "changed": memo_id, "message": message
    }  # fmt: skip
    status = 409 if differs else 200
    if is_fragment(request):
        response = render(request, "memos/_answer.html", status, **about)
        return _counted(session, viewer, response, thread, {})
    page = memo_words.panel(request, viewer, thread.where)
    if differs or not page:
        return render(request, "memos/thread.html", status, done="" if differs else message, **about)
    removed = {"removed": str(memo_id)} if message == "memo removed" else {}
    return RedirectResponse(f"{page}?{urlencode({'done': message, **removed})}#thread-{thread.memo.id}", 303)


def _counted(
    session: Session, viewer: Viewer, response: HTMLResponse, thread: Thread, counts: dict[str, int]
) -> HTMLResponse:
    """Tell the page how many memos there are now: on the thing, and on each turn that the memo touches."""
    place = thread.where
    turns: dict[int, int] = {}
    if place.turns and place.transcript_id and place.hangs_on in queries.IN_WORDS:
        marks = queries.turn_marks(session, viewer, place.transcript_id)
        turns = {number: marks.get(number, 0) for number in range(place.turns[0], place.turns[1] + 1)}
    elif not counts and place.id is not None:
        counted = queries.memo_counts(session, viewer, place.hangs_on)
        counts = {memo_words.key(place): counted.get(place.id, 0)}
    told = {"memos-counted": {"things": counts, "transcript": str(place.transcript_id or ""), "turns": turns}}
    response.headers["HX-Trigger"] = json.dumps(told)
    return response
