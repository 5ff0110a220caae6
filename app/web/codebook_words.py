"""What changed in a codebook, in sentences of the reader's language."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.analysis.codebook.difference import Change, Changed
from app.sentences import N_
from app.web.language import gettext

PARTS: Final[Mapping[str, str]] = {
    "name": N_("Name"),
    "definition": N_("Definition"),
    "use_when": N_("Use when"),
    "do_not_use_when": N_("Do not use when"),
    "example": N_("Example"),
    "near_miss": N_("Near miss"),
    "central_idea": N_("Central idea"),
    "is_not": N_("What it is not"),
}
SENTENCES: Final[Mapping[Change, str]] = {
    Change.ADDED: N_("The code “%(name)s” is new."),
    Change.SPLIT: N_("The code “%(name)s” was made out of “%(other)s”."),
    Change.REMOVED: N_("The code “%(name)s” is gone."),
    Change.RENAMED: N_("“%(before)s” is called “%(after)s” now."),
    Change.MERGED: N_("The code “%(name)s” was merged into “%(other)s”."),
    Change.PARTED: N_("The code “%(name)s” is no longer merged into “%(other)s”."),
    Change.RETIRED: N_("The code “%(name)s” was retired."),
    Change.BACK: N_("The code “%(name)s” is in use again."),
    Change.CHANGED: N_("Of “%(name)s”, this was written anew: %(part)s."),
}
OF_THEMES: Final[Mapping[Change, str]] = {
    Change.ADDED: N_("The theme “%(name)s” is new."),
    Change.REMOVED: N_("The theme “%(name)s” is gone."),
}
MOVED: Final = N_("The code “%(name)s” moved from %(left)s to %(joined)s.")
JOINED: Final = N_("The code “%(name)s” now belongs to %(joined)s.")
LEFT: Final = N_("The code “%(name)s” no longer belongs to %(left)s.")
THEME_MOVED: Final = N_("The subtheme “%(name)s” moved from %(left)s to %(joined)s.")
THEME_JOINED: Final = N_("The theme “%(name)s” is a subtheme of %(joined)s now.")
THEME_LEFT: Final = N_("“%(name)s” is no subtheme of %(left)s any more.")
GONE: Final = N_("a code that is gone")
QUOTED: Final = N_("“%(name)s”")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change in words; a text that was written anew has its words before and after."""

    words: str
    before: str = ""
    after: str = ""


def sentences(changes: Iterable[Changed], names: Mapping[UUID, str], *, of_themes: bool = False) -> list[Sentence]:
    """Return one sentence for each change; `names` are those of all codes and themes."""
    return [_sentence(change, names, of_themes=of_themes) for change in changes]


def _sentence(change: Changed, names: Mapping[UUID, str], *, of_themes: bool) -> Sentence:
    if change.change is Change.MOVED:
        return Sentence(_moved(change, names, of_themes=of_themes))
    sentence = (OF_THEMES if of_themes else {}).get(change.change, SENTENCES[change.change])
    values = {
        "name": change.name, "before": change.before, "after": change.after,
        "other": names.get(change.other, gettext(GONE)) if change.other else "",
        "part": gettext(PARTS.get(change.field, change.field)),
    }  # fmt: skip
    anew = change.change is Change.CHANGED
    return Sentence(gettext(sentence) % values, change.before if anew else "", change.after if anew else "")


def _moved(change: Changed, names: Mapping[UUID, str], *, of_themes: bool) -> str:
    whole, joined, left = (THEME_MOVED, THEME_JOINED, THEME_LEFT) if of_themes else (MOVED, JOINED, LEFT)
    sentence = whole if change.left and change.joined else joined if change.joined else left
    values = {"name": change.name, "left": _list(change.left, names), "joined": _list(change.joined, names)}
    return gettext(sentence) % values


def _list(ids: AbstractSet[UUID], names: Mapping[UUID, str]) -> str:
    found = sorted(names.get(one, gettext(GONE)) for one in ids)
    return ", ".join(gettext(QUOTED) % {"name": name} for name in found)
