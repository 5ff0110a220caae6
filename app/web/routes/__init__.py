"""The routes: each reads a form, calls one action, chooses a template."""

from app.web.routes import (
    agreement,
    asking,
    attributes,
    codebook,
    coding,
    comparison,
    entrance,
    importing,
    members,
    memos,
    people,
    quotes,
    revising,
    rounds,
    signing,
    static,
    studies,
    themes,
    trail,
    transcripts,
    withdrawing,
)

every_router = [
    room.router
    for room in (
        static, entrance, studies, members, transcripts, importing, signing, asking, coding, codebook, rounds, themes,
        comparison, agreement, quotes, memos, trail, people, attributes, revising, withdrawing,
    )
]  # fmt: skip
