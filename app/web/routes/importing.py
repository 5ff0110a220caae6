"""The way in: a file, who speaks, what identifies. Nothing is stored here, and nothing is kept between two steps."""

import base64
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, File, Form, Request, UploadFile
from pydantic import AfterValidator
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse

from app.importing.anonymising.identifiers import Category
from app.importing.anonymising.review import Raw
from app.importing.draft import Draft, DraftTurn
from app.importing.labels import split
from app.importing.plain import NotWhole
from app.sentences import Refusal
from app.store.tables import JobState
from app.web import forms, importing_pages
from app.web.carried import (
    FIELDS,
    UPLOAD,
    Carried,
    WholeForm,
    carried_in,
    decisions_in,
    draft_in,
    is_place,
    known_language,
    sitting_of,
    words_of,
)
from app.web.importer import Importer, IsImporter, SaidOfLabel, sessions_of, settled_turns, worth_remembering
from app.web.pages import go_to
from app.web.reviewing import lines_of, marked, review_page, with_list
from app.web.sessions import CurrentViewer, in_turn
from app.workbench import jobs
from app.workbench.worker import WorkFailed, read_in_worker

router = APIRouter(prefix="/studies/{study_id}/import")
review = partial(router.post, max_body_size=UPLOAD, form_limits={"max_part_size": UPLOAD, "max_fields": FIELDS})
TalkLanguage = Annotated[str, Form(), AfterValidator(known_language)]


@router.get("", name="importing:begin")
async def begin(request: Request, who: IsImporter, done: str = "") -> HTMLResponse:
    """Show the first step: choose a file."""
    return importing_pages.begin(request, who, "", done)


@router.get("/{step}", name="importing:lost")
def lost(request: Request, viewer: CurrentViewer, step: str) -> RedirectResponse:
    """Send whoever reloads a later step back to the first: what was not stored is gone."""
    del step
    return go_to(request, "importing:begin", "begin again", study_id=viewer.study_id)


@review("/next", name="importing:next")
async def next_file(request: Request, who: IsImporter, sitting: forms.Draft = "") -> HTMLResponse:
    """Begin again in the same sitting: the placeholders go on."""
    sitting_of(sitting)
    return importing_pages.begin(request, who, sitting)


@review("/speakers", name="importing:speakers")
async def speakers(
    request: Request, who: IsImporter, operation: Annotated[UUID, Form()], focus_group: Annotated[UUID, Form()],
    talk_language: TalkLanguage, file: Annotated[UploadFile | None, File()] = None, encoding: forms.Line = "",
    file_again: forms.Draft = "", sitting: forms.Draft = "",
) -> HTMLResponse:  # fmt: skip
    """Read an uploaded file in the worker and show who seems to speak."""
    who.group(focus_group)
    if file is None and not file_again:
        raise NotWhole
    data = await file.read() if file is not None else _again(file_again)
    suffix = PurePath(file.filename or "").suffix.lower() if file is not None else ".txt"
    draft = await _read(who, operation, data, suffix, encoding)
    carried = {"focus_group": str(focus_group), "talk_language": talk_language, "sitting": sitting}
    return await run_in_threadpool(importing_pages.speakers, request, who, draft, carried, data)


def _again(field: str) -> bytes:
    """Return the bytes of a file that travels with the form, to be read with other letters."""
    try:
        return base64.b64decode(field, validate=True)
    except ValueError:
        raise NotWhole from None


async def _read(who: Importer, operation: UUID, data: bytes, suffix: str, encoding: str) -> Draft:
    """Read a file in the worker, and keep the job's row up to date."""
    desk = who.desk
    await in_turn(desk, lambda session: jobs.begin_job(session, who.viewer, operation, "read"))
    state = JobState.FAILED
    try:
        async with desk.workers:
            draft = await read_in_worker(data, desk.settings.worker_seconds, suffix=suffix, encoding=encoding)
        state = JobState.DONE
        return draft
    except Refusal as refusal:
        state = JobState.FAILED if isinstance(refusal, WorkFailed) else JobState.REFUSED
        raise
    finally:
        await in_turn(desk, lambda session: jobs.end_job(session, who.viewer, operation, state))


@review("/split", name="importing:split")
async def split_label(
    request: Request, who: IsImporter, form: WholeForm, draft: forms.Draft, focus_group: Annotated[UUID, Form()],
    talk_language: TalkLanguage, split_at: Annotated[int, Form(alias="split")], sitting: forms.Draft = "",
) -> HTMLResponse:  # fmt: skip
    """Give some turns of a label to somebody else, and show the labels again."""
    keys = words_of(form, "label_key")
    turns = {int(number) for number in words_of(form, f"split-{split_at}") if is_place(number)}
    if not 0 <= split_at < len(keys):
        raise NotWhole
    anew = split(draft_in(draft), keys[split_at], turns)
    carried = {"focus_group": str(focus_group), "talk_language": talk_language, "sitting": sitting}
    said = {(one.session, one.label): one for one in _said_of_labels(form)}
    return await run_in_threadpool(importing_pages.speakers, request, who, anew, carried, b"", said)


@review("/names", name="importing:settle")
async def settle(
    request: Request, who: IsImporter, form: WholeForm, draft: forms.Draft, focus_group: Annotated[UUID, Form()],
    talk_language: TalkLanguage, listed: forms.Words = "", sitting: forms.Draft = "",
) -> HTMLResponse:  # fmt: skip
    """Settle who speaks, and look for what identifies people."""
    whole, said = draft_in(draft), _said_of_labels(form)
    groups = _groups(form, whole, focus_group)
    for group in groups.values():
        who.group(group)
    turns, voices = settled_turns(whole, said, groups, who.taken)
    raw = Raw(
        header=whole.header, turns=tuple(DraftTurn(turn.label, turn.words) for turn in turns),
        speakers=tuple(dict.fromkeys(turn.label for turn in whole.turns if turn.label)), language=talk_language,
        listed=lines_of(listed), sitting=sitting_of(sitting),
    )  # fmt: skip
    return await review_page(request, who, Carried(raw, turns, groups, voices, worth_remembering(said)), ())


@review("/identifiers", name="importing:identifiers")
async def identifiers(
    request: Request, who: IsImporter, form: WholeForm, raw: forms.Draft, do: forms.Line = "", listed: forms.Words = "",
    mark_words: forms.Line = "", mark_category: forms.Line = Category.PERSON.value, keep_header: forms.Line = "",
    mark_now: forms.Line = "",
) -> HTMLResponse:  # fmt: skip
    """Look again: with a list, with words that somebody marked, or on the way back from the last step."""
    carried = carried_in(raw)
    if do != "back" and not mark_now:  # the last step's form has neither the list nor the header
        carried = with_list(replace(carried, keep_header=bool(keep_header)), listed)
    return await review_page(request, who, *marked(carried, decisions_in(form), mark_now or mark_words, mark_category))


def _said_of_labels(form: FormData) -> list[SaidOfLabel]:
    names = ("label_session", "label", "kind", "same_as")
    try:
        return [SaidOfLabel(*said) for said in zip(*(words_of(form, name) for name in names), strict=True)]
    except ValueError:
        raise NotWhole from None


def _groups(form: FormData, draft: Draft, focus_group: UUID) -> dict[str, UUID]:
    """Return the focus group of each session: the one chosen for it, or the file's."""
    try:
        chosen = dict(zip(words_of(form, "session"), map(UUID, words_of(form, "session_group")), strict=True))
    except ValueError:
        raise NotWhole from None
    return {session: chosen.get(session, focus_group) for session in sessions_of(draft)}
