"""The routes: each reads a form, calls one action, chooses a template."""

from app.web.routes import (
    agreement,
    answers,
    asking,
    attributes,
    codebook,
    codebook_files,
    coding,
    comparison,
    deciding,
    drafts,
    entrance,
    findings,
    grid,
    heard,
    importing,
    keys,
    live,
    members,
    memos,
    merging,
    methods,
    my_changes,
    people,
    planning,
    practice,
    quotes,
    reading,
    revising,
    rounds,
    saying,
    search,
    signing,
    static,
    statistics,
    steps,
    studies,
    theme_pages,
    themes,
    trail,
    transcripts,
    units,
    versions,
    withdrawing,
)

# A request is compared with one after the other, so what is asked for most often comes first.
every_router = [
    room.router
    for room in (
        coding, units, answers, live, reading, memos, static, entrance, studies, members, transcripts, search,
        importing, signing, asking, keys, versions, codebook_files, merging, codebook, rounds, steps, themes,
        theme_pages, statistics, comparison, findings, drafts, heard, saying, grid, agreement, deciding, methods,
        quotes, trail, my_changes, people, attributes, revising, withdrawing, planning, practice,
    )
]  # fmt: skip
