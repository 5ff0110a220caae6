"""The last step of an import: look once more, sign, store; or take out a key to the names."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated
from uuid import UUID, uuid5

from fastapi import APIRouter, Form, Request
from pydantic import AfterValidator, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.importing.anonymising.checklist import CHECKLIST
from app.importing.anonymising.identifiers import Category
from app.importing.anonymising.review import Checked, Decided
from app.importing.plain import from_plain
from app.sentences import N_, Refusal
from app.store.queries import studies
from app.web import forms, importing_pages
from app.web.carried import (
    FIELDS,
    UPLOAD,
    Carried,
    Ready,
    WholeForm,
    carried_in,
    decisions_in,
    sealed,
    sitting_of,
    unsealed,
    words_of,
)
from app.web.importer import IsImporter
from app.web.pages import go_to
from app.web.reviewing import lines_of, marked, review_page, with_list
from app.web.sessions import CurrentViewer, FormOnce, InDesk, InSession, in_turn
from app.workbench.anonymity import Signature, confirm_destroyed, note_key
from app.workbench.importing import NewTranscript, Slip, import_signed
from app.workbench.worker import Key, lock_in_worker, replace_in_worker

router = APIRouter(prefix="/studies/{study_id}")
review = partial(router.post, max_body_size=UPLOAD, form_limits={"max_part_size": UPLOAD, "max_fields": FIELDS})
# One for each recording session.
Titles = Annotated[list[Annotated[str, Field(max_length=500), AfterValidator(forms.storable)]], Form()]


class NotLookedAt(Refusal):
    """Signing without having ticked the whole checklist."""

    sentence = N_("Please look at every point of the list and tick it before you sign.")


@review("/import/check", name="importing:check")
async def check(
    request: Request, who: IsImporter, form: WholeForm, raw: forms.Draft, keep_header: forms.Line = "",
    listed: forms.Words = "", mark_words: forms.Line = "", mark_category: forms.Line = Category.PERSON.value,
) -> HTMLResponse:  # fmt: skip
    """Put the placeholders in as decided, look at the result once more, and ask for a signature.

    Words that were typed to be marked, and a list that was changed, are looked at first: nothing typed is lost.
    """
    carried = replace(carried_in(raw), keep_header=bool(keep_header))
    decisions, settings = decisions_in(form), who.desk.settings
    if mark_words.strip() or lines_of(listed) != carried.raw.listed:
        return await review_page(
            request, who, *marked(with_list(carried, listed), decisions, mark_words, mark_category)
        )
    async with who.desk.workers:
        checked = await replace_in_worker(Decided(carried.raw, decisions), settings.worker_seconds)
    fields = sealed(_ready(carried, checked), settings.key, who.viewer.study_id)
    return await run_in_threadpool(importing_pages.check, request, who, carried, decisions, checked, fields)


def _ready(carried: Carried, checked: Checked) -> Ready:
    turns = (replace(turn, words=words) for turn, words in zip(carried.turns, checked.turns, strict=True))
    counts = {category.value: count._asdict() for category, count in checked.counts.items()}
    return Ready(
        checked.header if carried.keep_header else (), tuple(turns), carried.groups, carried.meant,
        carried.raw.language, checked.version, counts,
    )  # fmt: skip


@review("/import", name="importing:store")
def store(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, desk: InDesk, form: WholeForm,
    ready: forms.Draft, seal: forms.Line, title: Titles, sitting: forms.Draft = "", give_slips: forms.Line = "",
) -> HTMLResponse:  # fmt: skip
    """Store what somebody has signed for; the transcripts' ids come from the form's own."""
    whole = unsealed(ready, seal, desk.settings.key, viewer.study_id)
    sitting_of(sitting)
    if not {question.key for question in CHECKLIST} <= set(words_of(form, "looked_at")):
        raise NotLookedAt
    new = _new(whole, once.id, title)
    slips: Sequence[Slip] = ()
    if once.is_first:
        slips = import_signed(
            session, viewer, new, Signature(whole.counts, whole.version), whole.meant, slips=bool(give_slips)
        )
    return importing_pages.stored(
        request, study=studies.study(session, viewer), talks=new, slips=slips, again=not once.is_first, sitting=sitting
    )


def _new(ready: Ready, operation: UUID, titles: list[str]) -> list[NewTranscript]:
    """Return a transcript for each recording session."""
    titles = titles + [""] * (len(ready.groups) - len(titles))
    return [
        NewTranscript(
            uuid5(operation, session), group, title, ready.header,
            tuple(turn for turn in ready.turns if turn.session == session), ready.language,
        )
        for (session, group), title in zip(ready.groups.items(), titles, strict=False)
    ]  # fmt: skip


@review("/import/key", name="importing:key")
async def key(
    who: IsImporter, operation: Annotated[UUID, Form()], stands_for: forms.Draft, passphrase: forms.Line
) -> Response:
    """Lock a key to the names with a passphrase and hand it out; it is kept nowhere, only that it exists."""
    made = Key(from_plain(dict[str, tuple[str, ...]], stands_for), passphrase, {"study": who.study.title})
    async with who.desk.workers:
        file = await lock_in_worker(made, who.desk.settings.worker_seconds)
    await in_turn(who.desk, lambda session: note_key(session, who.viewer, operation))
    headers = {"Content-Disposition": 'attachment; filename="names.key"'}
    return Response(file, media_type="application/octet-stream", headers=headers)


@router.post("/keys/{key_id}/destroyed", name="importing:destroyed")
def destroyed(
    request: Request, session: InSession, viewer: CurrentViewer, once: FormOnce, key_id: UUID
) -> RedirectResponse:
    """Note that every copy of a key is destroyed."""
    if once.is_first:
        confirm_destroyed(session, viewer, key_id)
    return go_to(request, "transcripts:all", "key destroyed", study_id=viewer.study_id)
