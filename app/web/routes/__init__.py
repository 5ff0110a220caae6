"""The routes: each reads a form, calls one action, chooses a template."""

from app.web.routes import (
    agreement,
    codebook,
    coding,
    comparison,
    entrance,
    members,
    quotes,
    rounds,
    static,
    studies,
    themes,
    trail,
    transcripts,
)

every_router = [
    room.router
    for room in (
        static, entrance, studies, members, transcripts, coding, codebook, rounds, themes, comparison, agreement,
        quotes, trail,
    )
]  # fmt: skip
