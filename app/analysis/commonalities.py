"""What all kinds of participants share, what only one kind speaks of, and why nothing is heard where nothing is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.analysis.wording import Countable, Selection, Wording, WordingRules, wording_among
from app.sentences import N_


class Emptiness(StrEnum):
    """Why a focus group is not counted for a topic; the first that holds. None of them says "never"."""

    NOT_READ = "not read"
    NOT_LOOKED_FOR = "not looked for"
    MODERATOR_ONLY = "moderator only"
    NOT_ASKED = "not asked"
    NOT_TAKEN_UP = "asked and not taken up"
    NOT_CODED = "not coded"


EMPTINESS_MEANS: Final[Mapping[Emptiness, str]] = {
    Emptiness.NOT_READ: N_("Nobody has finished reading all of this focus group."),
    Emptiness.NOT_LOOKED_FOR: N_(
        "A code of it was made after this focus group was read, and nobody has taken a second look for it."
    ),
    Emptiness.MODERATOR_ONLY: N_("Only a moderator spoke of it here."),
    Emptiness.NOT_ASKED: N_("The questions of the guide that are about it were not asked here, and nobody came to it."),
    Emptiness.NOT_TAKEN_UP: N_("It was asked about here, and no participant's turn is coded with it."),
    Emptiness.NOT_CODED: N_("No participant's turn is coded with it here."),
}
# Nobody can know yet what such a focus group holds.
NOT_KNOWN: Final = frozenset({Emptiness.NOT_READ, Emptiness.NOT_LOOKED_FOR})


class Sharing(StrEnum):
    """How many kinds of participants speak of a topic."""

    ALL_KINDS = "all kinds"
    SOME_KINDS = "some kinds"
    ONE_KIND = "one kind"
    NO_KIND = "no kind"


@dataclass(frozen=True, slots=True)
class Heard:
    """Where a theme, subtheme or code is heard.

    `by_participants` are the focus groups in which a participant's turn carries it, `by_moderators` those in which a
    moderator's does. `asked_in` are the focus groups in which a guide question about it was asked; None where no
    question of the guide is about it, so that nobody could ask. `not_looked_for_in` are those of which nobody has read
    every turn while having all of its codes.
    """

    topic: UUID
    by_participants: AbstractSet[UUID]
    by_moderators: AbstractSet[UUID] = frozenset()
    asked_in: AbstractSet[UUID] | None = None
    not_looked_for_in: AbstractSet[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class KindHeard:
    """A topic among one kind of participants: the wording of its focus groups, and why the others are empty."""

    stakeholder: UUID
    wording: Wording
    empty: tuple[tuple[UUID, Emptiness], ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A topic across the kinds of participants, in the order in which the focus groups name them.

    `provisional` says that a focus group of a kind that does not speak of it is not read yet, or not with all of its
    codes: the sharing may change.
    """

    topic: UUID
    sharing: Sharing
    kinds: tuple[KindHeard, ...]
    provisional: bool

    @property
    def speaking(self) -> tuple[UUID, ...]:
        """The kinds that speak of it."""
        return tuple(kind.stakeholder for kind in self.kinds if kind.wording.heard)

    @property
    def silent(self) -> tuple[KindHeard, ...]:
        """The kinds that do not, each with why."""
        return tuple(kind for kind in self.kinds if not kind.wording.heard)


def compared(
    topics: Iterable[Heard], groups: Sequence[Countable], read: AbstractSet[UUID], rules: WordingRules
) -> Iterator[Compared]:
    """Compare the kinds of participants, topic by topic, in the order given.

    `groups` are the study's focus groups, each once; `read` those of which every transcript has been read to the end by
    somebody. A study with one kind of participants shares everything that is heard: ALL_KINDS.
    """
    kinds = list(dict.fromkeys(group.stakeholder for group in groups))
    for heard in topics:
        told = tuple(_kind(heard, kind, groups, read, rules) for kind in kinds)
        speaking = sum(1 for kind in told if kind.wording.heard)
        unread = any(why in NOT_KNOWN for kind in told if not kind.wording.heard for _, why in kind.empty)
        yield Compared(heard.topic, _sharing(speaking, len(kinds)), told, unread)


def why_empty(heard: Heard, group: UUID, read: AbstractSet[UUID]) -> Emptiness | None:
    """Return why a focus group is not counted for a topic, or None where a participant speaks of it there."""
    if group in heard.by_participants:
        return None
    if group not in read:
        return Emptiness.NOT_READ
    if group in heard.not_looked_for_in:
        return Emptiness.NOT_LOOKED_FOR
    if group in heard.by_moderators:
        return Emptiness.MODERATOR_ONLY
    if heard.asked_in is None:
        return Emptiness.NOT_CODED
    return Emptiness.NOT_TAKEN_UP if group in heard.asked_in else Emptiness.NOT_ASKED


def _kind(
    heard: Heard, kind: UUID, groups: Sequence[Countable], read: AbstractSet[UUID], rules: WordingRules
) -> KindHeard:
    held = [group.id for group in groups if group.stakeholder == kind]
    told = ((group, why_empty(heard, group, read)) for group in held)
    words = wording_among(heard.by_participants, groups, rules, Selection(frozenset([kind])))
    return KindHeard(kind, words, tuple((group, why) for group, why in told if why is not None))


def _sharing(speaking: int, kinds: int) -> Sharing:
    if speaking == 0:
        return Sharing.NO_KIND
    if speaking == kinds:
        return Sharing.ALL_KINDS
    return Sharing.ONE_KIND if speaking == 1 else Sharing.SOME_KINDS
