"""Codes from files and into files: books to start from, imports that are looked through first, exports."""

from collections.abc import Sequence
from functools import partial
from pathlib import PurePath
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.analysis.codebook.entries import RULE, Entry
from app.exporting.codebook import CodebookHeadings, codebook_csv, codebook_qdc, codebook_table
from app.importing.codebooks.reading import ReadCodebook
from app.importing.codebooks.refusals import EmptyCodebook, refuse_too_many_codes
from app.importing.codebooks.starters import STARTERS, starter_entries
from app.importing.codebooks.wording import LONGEST_NAME
from app.importing.draft import Remark
from app.importing.plain import NotWhole, from_plain, plain
from app.importing.words import UNREADABLE
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.database import reader
from app.store.queries import studies
from app.store.queries.transcripts import NotInThisStudy
from app.web import forms, language
from app.web.carried import FIELDS, UPLOAD, WholeForm, is_place, words_of
from app.web.language import gettext
from app.web.pages import go_to, render
from app.web.sessions import CurrentViewer, Desk, FormOnce, FormToken, InDesk, InSession, identify, in_turn, view
from app.workbench.codebook import WHY
from app.workbench.codebook_exports import BookForm, take_out_codebook
from app.workbench.codebook_imports import Same, Wanted, planned, store_import
from app.workbench.theme_tree import tree
from app.workbench.worker import read_codebook_in_worker

router = APIRouter(prefix="/studies/{study_id}/codebook")
with_file = partial(router.post, max_body_size=UPLOAD, form_limits={"max_part_size": UPLOAD, "max_fields": FIELDS})
LONGEST_PART = 20_000
KINDS = {
    BookForm.CSV: "text/csv",
    BookForm.QDC: "application/xml",
    BookForm.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class BookNotWhole(Refusal):
    """What came back through the form of an import is not what went out."""

    sentence = N_("The codes did not arrive whole. Please choose the file again.")


async def editor(request: Request, desk: InDesk, study_id: UUID, form_token: FormToken = "") -> Viewer:
    """Ask who is there, in a transaction that ends before the file is read."""

    def ask(session: Session) -> Viewer:
        viewer = view(request, session, identify(request, desk, session, form_token), study_id)
        require(viewer, Action.EDIT_CODEBOOK)
        return viewer

    return await in_turn(desk, ask)


@router.get("/import", name="book:begin")
def begin(request: Request, session: InSession, viewer: CurrentViewer) -> HTMLResponse:
    """Choose a file, or a book to start from."""
    require(viewer, Action.EDIT_CODEBOOK)
    return render(request, "codebook/import.html", study=studies.study(session, viewer), starters=STARTERS)


@router.get("/starters/{key}", name="book:starter")
def starter(request: Request, session: InSession, viewer: CurrentViewer, key: str) -> HTMLResponse:
    """Look through a book to start from, in the language of the study."""
    require(viewer, Action.EDIT_CODEBOOK)
    found = next((one for one in STARTERS if one.key == key), None)
    if found is None:
        raise NotInThisStudy
    entries = starter_entries(key, studies.study(session, viewer).language)
    return _preview(request, session, viewer, entries, (), title=gettext(found.title), source=found.source)


@with_file("/import", name="book:read")
async def read(
    request: Request, viewer: Annotated[Viewer, Depends(editor)], desk: InDesk,
    file: Annotated[UploadFile | None, File()] = None, encoding: forms.Line = "",
) -> HTMLResponse:  # fmt: skip
    """Read a file in the worker, and show what would come in; nothing is stored."""
    if file is None:
        raise EmptyCodebook
    suffix = PurePath(file.filename or "").suffix.lower()
    data = await file.read()
    async with desk.workers:
        book = await read_codebook_in_worker(data, desk.settings.worker_seconds, suffix=suffix, encoding=encoding)
    return await run_in_threadpool(_looked_through, request, desk, viewer, book)


def _looked_through(request: Request, desk: Desk, viewer: Viewer, book: ReadCodebook) -> HTMLResponse:
    _refuse_unreadable(book.entries)
    with reader(desk.engine) as session:
        page = _preview(request, session, viewer, book.entries, book.remarks, title=gettext("Codes from a file"))
    page.headers["HX-Push-Url"] = "false"  # this page cannot be asked for again by its address
    return page


def _preview(
    request: Request, session: Session, viewer: Viewer, entries: Sequence[Entry], remarks: Sequence[Remark], *,
    title: str, source: str = "",
) -> HTMLResponse:  # fmt: skip
    codes = planned(session, viewer, entries)
    grown = tree(session, viewer)
    return render(
        request, "codebook/preview.html", study=studies.study(session, viewer), codes=codes, remarks=remarks,
        title=title, source=source, tree=grown, why=WHY, same=Same, book=plain({"entries": [*map(_plain, entries)]}),
        grouped=any(one.theme for one in codes),
    )  # fmt: skip


def _plain(entry: Entry) -> dict[str, object]:
    """Return an entry as the form carries it."""
    fields = ("name", *RULE, "path", "codable", "colour")
    told: dict[str, object] = {name: getattr(entry, name) for name in fields}
    return told | ({"guid": str(entry.guid)} if entry.guid else {})


@with_file("/import/store", name="book:store")
def store(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, form: WholeForm, book: forms.Draft,
    where: Annotated[str, Form(max_length=36)] = "file",
) -> RedirectResponse:  # fmt: skip
    """Take the ticked codes in."""
    if once.is_first:
        store_import(session, viewer, _entries_in(book), _wanted(form, where))
    return go_to(request, "codebook:all", "taken in", study_id=viewer.study_id)


def _entries_in(book: str) -> tuple[Entry, ...]:
    """Return the entries that a form carries; raises BookNotWhole when they are not such as we sent out."""
    try:
        entries = from_plain(dict[str, tuple[Entry, ...]], book).get("entries", ())
    except NotWhole:
        raise BookNotWhole from None
    refuse_too_many_codes(len(entries))
    _refuse_unreadable(entries)
    return entries


def _refuse_unreadable(entries: Sequence[Entry]) -> None:
    for entry in entries:
        texts = (*entry.place, entry.colour, *(getattr(entry, part) for part in RULE))
        names = not entry.name.strip() or max(map(len, entry.place)) > LONGEST_NAME
        if names or any(map(UNREADABLE.search, texts)) or max(map(len, texts)) > LONGEST_PART:
            raise BookNotWhole


def _wanted(form: FormData, where: str) -> Wanted:
    """Read from the form which codes come in, how and where."""
    ticked = frozenset(int(number) for number in words_of(form, "take") if is_place(number))
    same, names = {}, {}
    for number in ticked:
        chosen = next(iter(words_of(form, f"same-{number}")), "")
        if chosen in set(Same):
            same[number] = Same(chosen)
        name = next(iter(words_of(form, f"name-{number}")), "")
        if len(name) > LONGEST_NAME or UNREADABLE.search(name):
            raise BookNotWhole
        names[number] = name
    try:
        under = None if where in {"file", "none"} else UUID(where)
    except ValueError:
        raise BookNotWhole from None
    return Wanted(ticked, same, names, by_theme=where == "file", under=under)


@router.post("/export/{form}", name="book:export")
def export(
    session: InSession, viewer: CurrentViewer, once: FormOnce, form: BookForm,
    retired: Annotated[bool, Form()] = False,
) -> Response:  # fmt: skip
    """Send the codebook as a table, for other programs, or as a table for a paper."""
    del once
    found = take_out_codebook(session, viewer, form, retired=retired)
    reads = language.current()
    if form is BookForm.CSV:
        file = codebook_csv(found, reads, ";" if reads == "nb" else ",")
    elif form is BookForm.QDC:
        file = codebook_qdc(found, reads)
    else:
        file = codebook_table(_headings(studies.study(session, viewer).title), found)
    disposition = f'attachment; filename="codebook.{form.value}"'
    return Response(file, media_type=KINDS[form], headers={"Content-Disposition": disposition})


def _headings(study: str) -> CodebookHeadings:
    return CodebookHeadings(
        title=gettext("Codebook"), study=study, theme=gettext("Theme, subtheme"), code=gettext("Code"),
        definition=gettext("Definition"), use_when=gettext("Use when"), do_not_use_when=gettext("Do not use when"),
        example=gettext("Example"), near_miss=gettext("Near miss"), no_codes=gettext("No codes yet."),
    )  # fmt: skip
