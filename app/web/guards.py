"""What every answer carries and every changing request must show: pure ASGI, so that it costs nothing."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.sentences import N_
from app.web import language

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
HSTS = "max-age=31536000"
FROM_ELSEWHERE = N_("This form came from another site and was not accepted.")


class Guards:
    """Set the language, refuse requests from other sites, and put the security headers on every answer."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self.app = app
        always = HEADERS | ({"Strict-Transport-Security": HSTS} if secure else {})
        self.always = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in always.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guard one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        chosen = cookie_parser(headers.get("cookie", "")).get(language.COOKIE)
        scope["language"] = language.choose(chosen, headers.get("accept-language", ""))
        # The limit on a body then counts what arrives, and we answer; a declared length it answers in its own words.
        scope["headers"] = [header for header in scope["headers"] if header[0] != b"content-length"]

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._put_headers(MutableHeaders(scope=message))
            await send(message)

        if scope["method"] not in SAFE and not _from_here(headers):
            refusal = PlainTextResponse(language.gettext(FROM_ELSEWHERE), 403)
            await refusal(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    def _put_headers(self, headers: MutableHeaders) -> None:
        headers.raw.extend(self.always)
        headers.setdefault("Cache-Control", "no-store")
        headers.add_vary_header("HX-Request")


def _from_here(headers: Headers) -> bool:
    """Say whether the browser vouches that the request comes from our own pages, where it says anything."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")
