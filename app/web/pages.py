"""Draw a page or a fragment from a template, with what every template may use."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from fastapi import Request
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.datastructures import URL
from starlette.responses import HTMLResponse, RedirectResponse

from app.analysis.undefined import Undefined
from app.security.permissions import Action, may
from app.web import agreement_words, drawing, import_words, language, memo_words, theme_words, words

ROOM = Path(__file__).parent
SHORT = 12


@cache
def static_address(name: str) -> str:
    """Return the address of a static file; it changes with the file, so that browsers may keep it for ever.

    Scripts of one folder import each other under the same digest, so theirs changes with any of them.
    """
    file = ROOM / "static" / name
    if not file.exists():
        return ""
    together = sorted(file.parent.glob("*.js")) if file.parent != ROOM / "static" else [file]
    digest = hashlib.sha256(b"".join(one.read_bytes() for one in dict.fromkeys((*together, file))))
    return f"/static/{digest.hexdigest()[:SHORT]}/{name}"


@pass_context
def address(context: Context, name: str, /, **path: object) -> URL:
    """Return where a page is."""
    request: Request = context["request"]
    return URL(str(request.app.url_path_for(name, **path)))


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOM / "templates"), autoescape=True, undefined=StrictUndefined, auto_reload=False,
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.install_gettext_callables(language.gettext, language.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        static=static_address, language=language.current, languages=language.LANGUAGES, operation=uuid4,
        url_for=address,
        Action=Action, may=may, drawing=drawing, words=words, import_words=import_words, memo_words=memo_words,
        theme_words=theme_words,
        agreement_words=agreement_words,
        query=urlencode,
    )  # fmt: skip
    environment.filters.update(day=language.day, date=language.date, decimal=language.decimal)
    environment.tests["undefined_number"] = lambda value: isinstance(value, Undefined)
    return environment


templates = Jinja2Templates(env=_environment())


def is_fragment(request: Request) -> bool:
    """Say whether htmx asks for a part of a page, rather than a browser for a whole one."""
    headers = request.headers
    return "HX-Request" in headers and "HX-Boosted" not in headers and "HX-History-Restore-Request" not in headers


def render(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """Return a page or fragment drawn from `template`."""
    state = request.state
    context = {
        "account": getattr(state, "account", None), "form_token": getattr(state, "form_token", ""),
        "viewer": getattr(state, "viewer", None), "study": None, **context,
    }  # fmt: skip
    return templates.TemplateResponse(request, template, context, status_code=status)


def draw(template: str, **context: object) -> Markup:
    """Return a fragment, to be kept or put together with others."""
    return Markup(templates.get_template(template).render(context))  # noqa: S704 (its template has escaped it)


def go_to(
    request: Request, name: str, message: str = "", anchor: str = "", *,
    query: Mapping[str, str] | Sequence[tuple[str, str]] | None = None, **path: object,
) -> RedirectResponse:  # fmt: skip
    """Send the browser on to a page, with the name of a message to show there."""
    address = str(request.app.url_path_for(name, **path))
    asked = [*(query.items() if isinstance(query, Mapping) else query or ()), *([("done", message)] if message else [])]
    if asked:
        address += "?" + urlencode(asked)
    return RedirectResponse(address + anchor, 303)
