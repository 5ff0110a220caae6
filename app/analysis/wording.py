"""Which quantifier word the counts of a finding allow: all, several, some, both, one of two, one."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.sentences import N_, Refusal


class CountWithoutWord(Refusal):
    """The thresholds leave a number of focus groups for which the study has no word."""

    sentence = N_(
        "“Some” has to begin at two focus groups, and “several” at two or more; otherwise some findings"
        " would have no word. You chose %(some)s and %(several)s."
    )


@dataclass(frozen=True, slots=True)
class WordingRules:
    """From how many focus groups the study says several, and some; the other words mean what they say."""

    several: int = 3
    some: int = 2

    def __post_init__(self) -> None:
        if not 2 == self.some <= self.several:
            raise CountWithoutWord(some=self.some, several=self.several)


@dataclass(frozen=True, slots=True)
class Group:
    """One focus group that the finding could have been heard in, and the kind of people in it."""

    id: UUID
    stakeholder: UUID


class Quantifier(StrEnum):
    """The word that the counts allow."""

    NONE = "none"
    ONE = "one"
    BOTH = "both"
    ONE_OF_TWO = "one of two"
    SOME = "some"
    SEVERAL = "several"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Wording:
    """A quantifier with the counts behind it: `heard` focus groups out of `of`.

    With a `stakeholder` the word speaks of this kind of people only, and `heard` and `of` count its focus
    groups. `by_stakeholder` has (stakeholder, heard, of) for every kind, in the order in which `groups` names
    them: SU 3/3, P 1/2, V 0/2.
    """

    quantifier: Quantifier
    heard: int
    of: int
    stakeholder: UUID | None
    by_stakeholder: tuple[tuple[UUID, int, int], ...]


def wording(heard_in: AbstractSet[UUID], groups: Sequence[Group], rules: WordingRules) -> Wording:
    """Find the word for a finding that is heard in some focus groups, out of `groups`, each given once.

    `groups` are the focus groups within the finding's scope; others in `heard_in` do not count. Two
    questions, in this order. First, of whom do we speak? Of one stakeholder (role-specific), when every
    focus group that was heard is of that kind and `groups` has other kinds too; of all focus groups
    otherwise. Then, with `heard` out of `of` among those, the first that fits:

    - 0 heard: NONE. Not heard is not the same as not meant: the page says which emptiness it is.
    - of = 2: BOTH or ONE_OF_TWO.
    - 1 heard: ONE, also where there is only one to hear.
    - every one heard: ALL.
    - `rules.several` or more: SEVERAL.
    - `rules.some` or more, which is all that is left: SOME.

    Where service users have three focus groups, professionals two and volunteers two:

    - 7 of 7: ALL; 6 of 7: SEVERAL; one of service users and one of professionals: SOME, 2 of 7.
    - only service users: three are ALL ("all focus groups among service users"), two SOME, one ONE, of 3.
    - only professionals: two are BOTH, one is ONE_OF_TWO, of 2.
    """
    by_stakeholder = _by_stakeholder(heard_in, groups)
    kinds_heard = [row for row in by_stakeholder if row[1] > 0]
    if len(kinds_heard) == 1 and len(by_stakeholder) > 1:
        stakeholder, heard, of = kinds_heard[0]
        return Wording(_quantifier(heard, of, rules), heard, of, stakeholder, by_stakeholder)
    heard, of = sum(row[1] for row in by_stakeholder), len(groups)
    return Wording(_quantifier(heard, of, rules), heard, of, None, by_stakeholder)


def _by_stakeholder(heard_in: AbstractSet[UUID], groups: Sequence[Group]) -> tuple[tuple[UUID, int, int], ...]:
    held_with: dict[UUID, list[UUID]] = {}
    for group in groups:
        held_with.setdefault(group.stakeholder, []).append(group.id)
    return tuple((kind, len(heard_in & set(ids)), len(ids)) for kind, ids in held_with.items())


def _quantifier(heard: int, of: int, rules: WordingRules) -> Quantifier:
    if heard == 0:
        return Quantifier.NONE
    if of == 2:
        return Quantifier.BOTH if heard == 2 else Quantifier.ONE_OF_TWO
    if heard == 1:
        return Quantifier.ONE
    if heard == of:
        return Quantifier.ALL
    return Quantifier.SEVERAL if heard >= rules.several else Quantifier.SOME
