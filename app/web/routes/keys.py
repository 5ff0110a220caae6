"""The keys of the coding screen: switched on or off, and changed, by each for themselves."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse

from app.store.queries import studies
from app.web import forms
from app.web.carried import WholeForm
from app.web.keys import COMMANDS, FIXED, kept_keys, keys_of
from app.web.pages import go_to, render
from app.web.sessions import CurrentAccount, CurrentViewer, FormOnce, InSession
from app.workbench.accounts import keep_keys

router = APIRouter(prefix="/studies/{study_id}/keys")


@router.get("", name="keys:all")
def every_key(
    request: Request, session: InSession, viewer: CurrentViewer, account: CurrentAccount, done: str = ""
) -> HTMLResponse:
    """Show what each key does."""
    return render(
        request, "coding/keys.html", study=studies.study(session, viewer), commands=COMMANDS, fixed=FIXED,
        keys=keys_of(account.keys, viewer.role), done=done,
    )  # fmt: skip


@router.post("", name="keys:choose")
def choose(
    request: Request, session: InSession, viewer: CurrentViewer, account: CurrentAccount, once: FormOnce,
    form: WholeForm, single: forms.Line = "",
) -> RedirectResponse:  # fmt: skip
    """Keep the keys that somebody has chosen, for all their studies."""
    del once
    chosen = {name: value for name, value in form.items() if isinstance(value, str)}
    keep_keys(session, account.id, kept_keys(single=bool(single), by_command=chosen))
    return go_to(request, "keys:all", "saved", study_id=viewer.study_id)
