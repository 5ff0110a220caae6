"""The words of the agreement room: its choices, how differences end, and what a coefficient is called."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from app.analysis.agreement import CodeAgreement
from app.analysis.audit.units import Cut
from app.analysis.coefficients.interval import RELIABLE, TENTATIVE, Interval
from app.analysis.undefined import Undefined
from app.security.viewer import Viewer
from app.sentences import N_
from app.store.tables import Account, Approach, Outcome
from app.web.keys import keys_of
from app.web.language import gettext
from app.workbench.audit.choice import Rows
from app.workbench.audit.passages import Did, How


class Side(StrEnum):
    """The pages of the room, in the order of their tabs."""

    CODES = "codes"
    CODERS = "coders"
    GROUPS = "groups"
    TIME = "time"
    DIFFERENCES = "differences"
    DECISIONS = "decisions"
    METHODS = "methods"


SIDES: Final = {
    Side.CODES: ("agreement:audit", N_("Codes")),
    Side.CODERS: ("agreement:coders", N_("Between coders")),
    Side.GROUPS: ("agreement:groups", N_("Between groups")),
    Side.TIME: ("agreement:time", N_("Over time")),
    Side.DIFFERENCES: ("deciding:walk", N_("Differences")),
    Side.DECISIONS: ("deciding:all", N_("Decisions")),
    Side.METHODS: ("agreement:methods", N_("Methods and files")),
}
CUTS: Final[Mapping[Cut, str]] = {
    Cut.TURN: N_("Turns"),
    Cut.SAYING: N_("Turns without back-channels (“mm”, “yes”)"),
    Cut.SENTENCE: N_("Sentences"),
    Cut.BLOCK: N_("What is said under one question"),
    Cut.TALK: N_("Whole transcripts"),
    Cut.CHARACTER: N_("Characters"),
}
UNITS: Final[Mapping[Cut, tuple[str, str]]] = {
    Cut.TURN: (N_("%(count)s turn"), N_("%(count)s turns")),
    Cut.SAYING: (N_("%(count)s turn"), N_("%(count)s turns")),
    Cut.SENTENCE: (N_("%(count)s sentence"), N_("%(count)s sentences")),
    Cut.BLOCK: (N_("%(count)s answer"), N_("%(count)s answers")),
    Cut.TALK: (N_("%(count)s whole talk"), N_("%(count)s whole talks")),
    Cut.CHARACTER: (N_("%(count)s character"), N_("%(count)s characters")),
}
ROWS: Final[Mapping[Rows, str]] = {
    Rows.CODES: N_("Codes"),
    Rows.SUBTHEMES: N_("Subthemes, rolled up from their codes"),
    Rows.THEMES: N_("Themes, rolled up from their codes"),
}
ROW_HEADS: Final[Mapping[Rows, str]] = {
    Rows.CODES: N_("Code"),
    Rows.SUBTHEMES: N_("Subtheme"),
    Rows.THEMES: N_("Theme"),
}
OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.ONE: N_("One reading is taken up"),
    Outcome.BOTH: N_("Both are right: all of these codes"),
    Outcome.ANOTHER: N_("Another code says it better"),
    Outcome.NONE: N_("None of these codes"),
    Outcome.STAND: N_("Both readings stand beside each other"),
    Outcome.AGREED: N_("Everybody read it the same way"),
}
APPROACHES: Final[Mapping[Approach, str]] = {
    Approach.RELIABILITY: N_("Coding reliability: coders are to apply a shared codebook in the same way"),
    Approach.CODEBOOK: N_("Codebook: a shared codebook guides us, and we talk about where we differ"),
    Approach.REFLEXIVE: N_("Reflexive: each reading is somebody's own, and differences open the talk"),
}
DID: Final[Mapping[Did, str]] = {Did.YES: N_("coded"), Did.NO: N_("not coded"), Did.MISSING: N_("missing")}
HOW: Final[Mapping[How, str]] = {
    How.ANY: N_("coded by at least one"),
    How.ALL: N_("coded by all"),
    How.DIFFER: N_("read differently"),
    How.COMPARED: N_("compared"),
}


def units(cut: Cut, count: int) -> str:
    """Return a number of units: `312 turns`."""
    one, many = UNITS[cut]
    return gettext(one if count == 1 else many) % {"count": count}


def verdict(agreement: CodeAgreement, interval: Interval | Undefined) -> str:
    """Return what the number suggests, in words; of a rare code nothing.

    Who reads alike is called unsure where the interval reaches below what is worth even a tentative conclusion.
    """
    if isinstance(agreement.alpha, Undefined):
        return ""
    if agreement.rare:
        return gettext("rare code")
    if agreement.alpha < TENTATIVE:
        return gettext("talk it over")
    if agreement.alpha < RELIABLE:
        return gettext("tentative")
    unsure = isinstance(interval, Interval) and interval.low < TENTATIVE
    return gettext("read alike, unsure") if unsure else gettext("read alike")


def picture(value: float) -> float:
    """Return where a coefficient stands on a line from 0 to 1 that is a hundred long; below 0 it stands at 0."""
    return round(2 + 100 * min(max(value, 0.0), 1.0), 1)


def single_keys(account: Account, viewer: Viewer) -> bool:
    """Whether single keys are on for this person."""
    return keys_of(account.keys, viewer.role).single
