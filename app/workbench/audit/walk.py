"""The walk through what coders read differently, one stretch after the other, with everybody's passages."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.audit.differing import Said, Stretch, stretches
from app.analysis.audit.tally import Mask
from app.analysis.audit.units import Cut
from app.security.viewer import Viewer
from app.store.queries import decisions as queries
from app.store.queries.transcripts import TranscriptLine
from app.workbench.audit.book import Row
from app.workbench.audit.choice import Choice
from app.workbench.audit.ground import Basis, TalkInUnits, basis, talks_in_units


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch that coders read differently, or in the same way; `seen` is a sum of what is shown of it."""

    talk: TranscriptLine
    stretch: Stretch
    codes: tuple[tuple[Row, Said], ...]
    seen: str

    @property
    def coders(self) -> Mask:
        """Those who could have put one of the codes here."""
        every = 0
        for one in self.stretch.said:
            every |= one.able
        return every


@dataclass(frozen=True, slots=True)
class Walk:
    """What is open and what is agreed in a round, in the order of the talks; and what has been settled."""

    basis: Basis
    open: tuple[Difference, ...]
    agreed: tuple[Difference, ...]
    decided: int
    talks: Mapping[UUID, TalkInUnits]

    def find(self, transcript_id: UUID, first: int, last: int) -> Difference | None:
        """Return an open difference by its place."""
        wanted = transcript_id, first, last
        return next((one for one in self.open if (one.talk.id, one.stretch.first, one.stretch.last) == wanted), None)


def walk(session: Session, viewer: Viewer, round_id: UUID | None, only: UUID | None = None) -> Walk | None:
    """Return the walk through a round, or through one transcript of it; None without a round to look at."""
    found = basis(session, viewer, Choice(round_id, Cut.TURN))
    return None if found is None else walk_through(session, viewer, found, only)


def walk_through(session: Session, viewer: Viewer, found: Basis, only: UUID | None = None) -> Walk:
    """Return the walk through what stands on this basis; turns of participants only, whatever was chosen."""
    found = replace(found, choice=Choice(found.round.id, Cut.TURN))
    numbers = {code.id: number for number, code in enumerate(found.codes)}
    settled: dict[UUID, set[tuple[int, int]]] = defaultdict(set)
    for one in queries.settled(session, viewer):
        if one.code_id in numbers:
            settled[one.transcript_id].add((one.number, numbers[one.code_id]))
    read = [talk for talk in found.talks if len({one.member_id for one in found.read.get(talk.id, ())}) > 1]
    some = [talk.id for talk in read if only is None or talk.id == only]
    talks = {talk.id: talk for talk in talks_in_units(session, viewer, found, some)}
    shown = [talk for talk in read if talk.id in talks]
    return Walk(
        basis=found, talks=talks, decided=len(queries.decisions(session, viewer, found.round.id)),
        open=_differences(found, shown, talks, settled, agreed=False),
        agreed=_differences(found, shown, talks, settled, agreed=True),
    )  # fmt: skip


def _differences(
    found: Basis, shown: Sequence[TranscriptLine], talks: Mapping[UUID, TalkInUnits],
    settled: Mapping[UUID, Collection[tuple[int, int]]], *, agreed: bool,
) -> tuple[Difference, ...]:  # fmt: skip
    return tuple(
        Difference(talk, one, tuple((found.rows[said.code], said) for said in one.said), _seen(found, one))
        for talk in shown
        for one in stretches(talks[talk.id].turns, talks[talk.id].marked, settled.get(talk.id, ()), agreed=agreed)
    )


def _seen(found: Basis, stretch: Stretch) -> str:
    """Return a short sum of who put what, so that nobody settles something else than they saw."""
    said = ";".join(f"{found.codes[one.code].id}:{one.able}:{one.did}" for one in stretch.said)
    return sha256(f"{stretch.first}-{stretch.last}|{said}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the talk about a round stands: decisions by how they ended, and whose reading was taken up how often."""

    outcomes: Counter[str]
    prevailed: tuple[tuple[str, int], ...]


def standing(session: Session, viewer: Viewer, found: Basis) -> Standing:
    """Return where the talk about a round stands; coders in the order of their initials."""
    outcomes = Counter(one.outcome.value for one in queries.decisions(session, viewer, found.round.id))
    taken = queries.prevailed(session, viewer, found.round.id)
    return Standing(outcomes, tuple((coder.initials, taken[coder.initials]) for coder in found.coders))
