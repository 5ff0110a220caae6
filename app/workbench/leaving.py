"""Before quotes leave the server: what each form of their labels tells, and whether somebody has chosen one of them."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.exporting.quotes import LabelForm, label, pattern_of
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import studies
from app.workbench.quotes import Said, chosen_quotes
from app.workbench.risk import FOCUS_GROUP, STAKEHOLDER, Flag, all_leaving

TOLD = {"{group}": FOCUS_GROUP, "{stakeholder}": STAKEHOLDER}


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the labels: an example, the small cells that it shows, and whether it tells participants' numbers."""

    form: LabelForm
    example: str
    flags: tuple[Flag, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody should know before the chosen quotes leave.

    `adding_up` says how many quotes each participant has who has more than one: (label, focus group) -> quotes.
    """

    forms: tuple[Form, ...]
    adding_up: tuple[tuple[tuple[str, str], int], ...]

    @property
    def digest(self) -> str:
        """Return the small cells, shortened: a choice is one about these, and another is asked for when they change."""
        return hashlib.sha256(repr([(one.form, one.flags) for one in self.forms]).encode()).hexdigest()

    def may_leave(self, form: LabelForm, seen: str) -> bool:
        """Say whether quotes may leave with these labels: they show no small cell, or somebody has seen which."""
        flags = next(one.flags for one in self.forms if one.form is form)
        return not flags or seen == self.digest


def before_leaving(session: Session, viewer: Viewer) -> Leaving:
    """Return what the chosen quotes would tell of whom, in each form of their labels."""
    require(viewer, Action.EXPORT_QUOTES)
    quotes = [said for part in chosen_quotes(session, viewer) for said in part.quotes]
    study_pattern = studies.study(session, viewer).label_pattern
    patterns = {form: pattern_of(form, study_pattern) for form in LabelForm}
    shown = [[told for place, told in TOLD.items() if place in pattern] for pattern in patterns.values()]
    flagged = all_leaving(session, viewer, shown, {said.focus_group for said in quotes})
    forms = (
        Form(form, _example(pattern, quotes), flags, "{participant}" in pattern)
        for (form, pattern), flags in zip(patterns.items(), flagged, strict=True)
    )
    return Leaving(tuple(forms), _adding_up(quotes))


def _example(pattern: str, quotes: Sequence[Said]) -> str:
    """Return the label of the first quote, so that the choice is one between labels and not between words for them."""
    for said in quotes[:1]:
        who = ", ".join(said.voices)
        return label(pattern, participant=who, group=said.focus_group, stakeholder=said.stakeholder)
    return ""


def _adding_up(quotes: Sequence[Said]) -> tuple[tuple[tuple[str, str], int], ...]:
    """Count the quotes of each participant; a quote that speaks for two themes is one quote."""
    different = {said.unit_id: said for said in quotes}.values()
    count = Counter((voice, said.focus_group) for said in different for voice in said.voices)
    return tuple(sorted(((who, number) for who, number in count.items() if number > 1), key=lambda one: -one[1]))
