"""The sides of an audit: between coders, between groups of talks, between backgrounds, and over time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.agreement import CodeAgreement
from app.analysis.audit.figures import Cells, Pair, across, among, by_row, figures, over_all, pairs
from app.analysis.audit.tally import Tally, added
from app.analysis.coefficients.ratings import NO_PAIRS
from app.analysis.undefined import Undefined
from app.security.viewer import Viewer
from app.sentences import N_
from app.store.queries import agreement as queries
from app.workbench.audit.ground import Basis, Ground
from app.workbench.audit.shelf import Shelf

FEWEST_ALIKE: Final = 2  # of whom one cannot tell who is who
BETWEEN_WORDS: Final = re.compile(r"[,;/]|\band\b|\bog\b")
WHO_IT_IS = Undefined(N_("Not shown: one person could be recognised."))

Number = float | Undefined


@dataclass(frozen=True, slots=True)
class BetweenCoders:
    """Every two coders, and for each coder the agreement of the others: what leaving this one out would change."""

    pairs: tuple[Pair, ...]
    without: tuple[Number, ...]

    def of(self, first: int, second: int) -> Pair | None:
        """Return the pair of two coders, in any order."""
        return next((one for one in self.pairs if {one.first, one.second} == {first, second}), None)


def between_coders(found: Basis, cells: Mapping[int, Cells]) -> BetweenCoders:
    """Compare every two coders over all codes."""
    codes = [cells[row] for row in range(found.book.codes) if row in cells]
    everybody = (1 << len(found.coders)) - 1
    without = []
    for number in range(len(found.coders)):
        rest = [some for one in codes if (some := among(one, everybody & ~(1 << number)))]
        without.append(over_all(rest))
    return BetweenCoders(tuple(pairs(codes)), tuple(without))


@dataclass(frozen=True, slots=True)
class Stratum:
    """Some talks: how far coders agree over all codes there, and about each row."""

    id: UUID | None
    name: str
    units: int
    overall: Number
    rows: Mapping[int, CodeAgreement]


STRATA: Final = Shelf[Stratum](500)


def strata(here: Ground, parts: Iterable[tuple[UUID | None, str, Sequence[UUID]]]) -> list[Stratum]:
    """Return the agreement in each part of the talks, in the order of the parts."""
    return [_stratum(here, id_, name, talks) for id_, name, talks in parts]


def _stratum(here: Ground, id_: UUID | None, name: str, talks: Sequence[UUID]) -> Stratum:
    """Return the agreement in some talks, from what is kept if nothing has changed there."""
    found = here.basis
    place = found.round.id, found.choice.cut, found.choice.moderators, id_, name, tuple(talks)
    rests_on = tuple(found.rests_on(talk) for talk in talks)
    kept = STRATA.find(place, rests_on)
    if kept is None:
        kept = _computed(found, id_, name, [here.tallies[talk] for talk in talks])
        STRATA.keep(place, rests_on, kept)
    return kept


def _computed(found: Basis, id_: UUID | None, name: str, tallies: Sequence[Tally]) -> Stratum:
    whole = added(tallies, found.book)
    cells = by_row(whole.rows())
    codes = [cells[row] for row in range(found.book.codes) if row in cells]
    rows = {row: figures(some).agreement for row, some in cells.items()}
    return Stratum(id_, name, whole.read_by_two, over_all(codes) if whole.read_by_two else NO_PAIRS, rows)


def by_focus_group(here: Ground) -> list[Stratum]:
    """Return the agreement in each focus group."""
    talks: dict[UUID, list[UUID]] = defaultdict(list)
    for talk in here.basis.talks:
        talks[talk.focus_group_id].append(talk.id)
    return strata(here, ((id_, here.basis.groups[id_].label, some) for id_, some in talks.items()))


def by_stakeholder(here: Ground) -> list[Stratum]:
    """Return the agreement among the talks with each kind of participant."""
    talks: dict[tuple[UUID, str], list[UUID]] = defaultdict(list)
    for talk in here.basis.talks:
        group = here.basis.groups[talk.focus_group_id]
        talks[group.stakeholder_id, group.stakeholder].append(talk.id)
    return strata(here, ((id_, name, some) for (id_, name), some in talks.items()))


@dataclass(frozen=True, slots=True)
class Background:
    """Coders who share a background: how far they agree among themselves, the others, and the two with each other.

    All three are hidden where one of the two sides is a single person.
    """

    name: str
    coders: int
    inside: Number
    others: Number
    across: Number

    @property
    def is_hidden(self) -> bool:
        """Whether one person could be recognised."""
        return self.across is WHO_IT_IS


def by_background(found: Basis, cells: Mapping[int, Cells]) -> list[Background]:
    """Compare coders of each background with the others; what differs between them is a finding, not a mistake."""
    codes = [cells[row] for row in range(found.book.codes) if row in cells]
    every = (1 << len(found.coders)) - 1
    some: dict[str, int] = defaultdict(int)
    for number, coder in enumerate(found.coders):
        for name in {part.strip().casefold() for part in BETWEEN_WORDS.split(coder.backgrounds) if part.strip()}:
            some[name] |= 1 << number
    return [_background(name, inside, every & ~inside, codes) for name, inside in sorted(some.items())]


def _background(name: str, inside: int, rest: int, codes: Sequence[Cells]) -> Background:
    count = inside.bit_count()
    if min(count, rest.bit_count()) < FEWEST_ALIKE:
        return Background(name, count, WHO_IT_IS, WHO_IT_IS, WHO_IT_IS)
    own, others = ([among(cells, some) for cells in codes] for some in (inside, rest))
    return Background(name, count, over_all(own), over_all(others), across(codes, inside, rest))


@dataclass(frozen=True, slots=True)
class OverTime:
    """The talks in the order in which their coding began, and their first half against the second."""

    talks: tuple[tuple[datetime, Stratum], ...]
    halves: tuple[Stratum, ...]


def over_time(session: Session, viewer: Viewer, here: Ground) -> OverTime:
    """Return how agreement went on from talk to talk; talks that nobody has coded are left out."""
    found = here.basis
    begun = queries.begun(session, viewer, found.round.id, [talk.id for talk in found.talks])
    titles = {talk.id: talk.title or talk.focus_group for talk in found.talks}
    order = sorted((when, talk) for talk, when in begun.items() if here.tallies[talk].read_by_two)
    each = strata(here, ((talk, titles[talk], [talk]) for _, talk in order))
    ids = [talk for _, talk in order]
    middle = len(ids) // 2
    halves = strata(here, ((None, name, some) for name, some in (("first", ids[:middle]), ("second", ids[middle:]))))
    return OverTime(tuple(zip((when for when, _ in order), each, strict=True)), tuple(halves) if middle else ())
