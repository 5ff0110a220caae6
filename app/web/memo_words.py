"""What a memo hangs on, in the reader's language, and the address where that is."""

from collections.abc import Mapping
from typing import Final

from fastapi import Request

from app.security.viewer import Viewer
from app.sentences import N_
from app.store.tables import MemoKind, MemoOn
from app.web.language import gettext
from app.workbench.memo_lists import Whose
from app.workbench.memo_things import Where

ON: Final = {
    MemoOn.STUDY: N_("The whole study"),
    MemoOn.STEP: N_("Step of the method"),
    MemoOn.FOCUS_GROUP: N_("Focus group"),
    MemoOn.PARTICIPANT: N_("Participant"),
    MemoOn.TRANSCRIPT: N_("Transcript"),
    MemoOn.TURN: N_("Turn"),
    MemoOn.PASSAGE: N_("Passage"),
    MemoOn.CODING: N_("Coding"),
    MemoOn.CODE: N_("Code"),
    MemoOn.THEME: N_("Theme"),
}
KINDS: Final = {MemoKind.ANALYTIC: N_("Memos"), MemoKind.REACTION: N_("Reactions")}
ONE_KIND: Final = {MemoKind.ANALYTIC: N_("A memo about the material"), MemoKind.REACTION: N_("My reaction")}
WHOSE: Final = {
    Whose.ALL: N_("All of them"),
    Whose.MINE: N_("Mine only"),
    Whose.TEAM: N_("The team's only"),
}
GONE: Final = {
    MemoOn.PASSAGE: N_("The passage is gone: its words were taken out of the transcript."),
    MemoOn.CODING: N_("The coding was taken off."),
    MemoOn.CODE: N_("The code is no longer there."),
    MemoOn.THEME: N_("The theme is no longer there."),
}
UNNAMED: Final = {MemoOn.CODING: N_("Coding"), MemoOn.CODE: N_("Code"), MemoOn.THEME: N_("Theme")}


def where(place: Where) -> str:
    """Return what a memo hangs on: `P3, Service users 1` or `Service users 1, turn 12, P3`."""
    if place.hangs_on is MemoOn.STUDY:
        return gettext("The whole study")
    if place.hangs_on is MemoOn.STEP:
        return gettext("Step %(number)s: %(name)s") % {"number": place.id, "name": place.name or "–"}
    if place.hangs_on is MemoOn.PARTICIPANT:
        return f"{place.name}, {place.title}"
    name = place.name or gettext(UNNAMED.get(place.hangs_on, ""))
    return ": ".join(filter(None, (name if place.turns or name != place.title else "", _in_talk(place)))) or name


def _in_talk(place: Where) -> str:
    if place.turns is None:
        return ""
    first, last = place.turns
    number = str(first) if first == last else f"{first}–{last}"
    return gettext("%(title)s, turn %(number)s, %(who)s") % {
        "title": place.title, "number": number, "who": place.speaker
    }  # fmt: skip


def gone(place: Where) -> str:
    """Return the sentence that says what of the thing is no longer there, or nothing."""
    if place.gone:
        return gettext(GONE[place.hangs_on])
    return gettext("These words have been withdrawn.") if place.withdrawn and place.turns else ""


def address(request: Request, viewer: Viewer, place: Where) -> str:
    """Return the path of the page where the thing is; nothing where it is no longer."""
    if place.gone and place.turns is None:
        return ""
    study = {"study_id": viewer.study_id}
    if place.transcript_id is not None:
        path = str(request.app.url_path_for("coding:screen", transcript_id=place.transcript_id, **study))
        return f"{path}?turn={place.turns[0]}#turn-{place.turns[0]}" if place.turns else path
    route, anchor = _page(place)
    return str(request.app.url_path_for(route, **study)) + anchor


def _page(place: Where) -> tuple[str, str]:
    pages: Mapping[MemoOn, tuple[str, str]] = {
        MemoOn.FOCUS_GROUP: ("people:all", f"#group-{place.group_id}"),
        MemoOn.PARTICIPANT: ("people:all", f"#group-{place.group_id}"),
        MemoOn.CODE: ("codebook:all", f"#code-{place.id}"),
        MemoOn.THEME: ("themes:board", f"#theme-{place.id}"),
    }
    return pages.get(place.hangs_on, ("studies:home", ""))


def panel(request: Request, viewer: Viewer, place: Where) -> str:
    """Return the path of all memos on the thing; of a passage, on the turn where it begins; or nothing."""
    on = MemoOn.TURN if place.hangs_on is MemoOn.PASSAGE else place.hangs_on
    if place.id is None or (place.gone and on is not MemoOn.TURN):
        return ""
    return str(
        request.app.url_path_for("memos:on", study_id=viewer.study_id, hangs_on=on.value, thing_id=str(place.id))
    )


def key(place: Where) -> str:
    """Return what names a thing in the page, for its count."""
    on = MemoOn.TURN if place.hangs_on is MemoOn.PASSAGE else place.hangs_on
    return f"{on.value}-{place.id}"
