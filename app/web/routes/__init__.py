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
    keys,
    members,
    memos,
    people,
    quotes,
    revising,
    rounds,
    search,
    signing,
    static,
    studies,
    themes,
    trail,
    transcripts,
    units,
    withdrawing,
)

every_router = [
    room.router
    for room in (
        static, entrance, studies, members, transcripts, search, importing, signing, asking, coding, units, keys,
        codebook, rounds, themes, comparison, agreement, quotes, memos, trail, people, attributes, revising,
        withdrawing,
    )
]  # fmt: skip
