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
    """How many focus groups the study calls several, and how many some; the other words mean what they say."""

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

    With a `stakeholder` the word speaks of this kind of people only, and `heard` and `of` count its focus groups.
    `by_stakeholder` has (stakeholder, heard, of) for every kind, in the order of the study: SU 3/3, P 1/2, V 0/2.
    """

    quantifier: Quantifier
    heard: int
    of: int
    stakeholder: UUID | None
    by_stakeholder: tuple[tuple[UUID, int, int], ...]


def wording(heard_in: AbstractSet[UUID], groups: Sequence[Group], rules: WordingRules) -> Wording:
    """Find the word for a finding that is heard in some focus groups, out of `groups`, each given once.

    `groups` are the focus groups within the finding's scope; others in `heard_in` do not count. Two questions,
    in this order. First, of whom do we speak? Of one stakeholder, when every focus group that was heard is of
    that kind and `groups` has other kinds too; of all focus groups otherwise. Then, with `heard` out of `of`
    among those, the first that fits:

    - 0 heard: NONE. What was not heard may still have been thought: the page says which emptiness it is.
    - of = 2: BOTH or ONE_OF_TWO.
    - 1 heard: ONE, also where there is only one to hear.
    - all heard: ALL.
    - `rules.several` or more: SEVERAL; `rules.some` or more: SOME.

    With service users 1-3, professionals 1-2 and volunteers 1-2:
    7 of 7 ALL; 6 of 7 SEVERAL; one service users' and one professionals' SOME; all three of service users ALL
    (role-specific, 3 of 3: "all focus groups among service users"); two of them SOME (role-specific, 2 of 3); one
    of them ONE (role-specific, 1 of 3); both of professionals BOTH (role-specific); one of them ONE_OF_TWO
    (role-specific).
    """
    by_stakeholder = _by_stakeholder(heard_in, groups)
    kinds_heard = [row for row in by_stakeholder if row[1] > 0]
    if len(kinds_heard) == 1 and len(by_stakeholder) > 1:
        stakeholder, heard, of = kinds_heard[0]
        return Wording(_quantifier(heard, of, rules), heard, of, stakeholder, by_stakeholder)
    heard, of = sum(row[1] for row in by_stakeholder), len(groups)
    return Wording(_quantifier(heard, of, rules), heard, of, None, by_stakeholder)


def _by_stakeholder(
    heard_in: AbstractSet[UUID], groups: Sequence[Group]
) -> tuple[tuple[UUID, int, int], ...]:
    held_with: dict[UUID, list[UUID]] = {}
    for group in groups:
        held_with.setdefault(group.stakeholder, []).append(group.id)
    return tuple((kind, len(heard_in.intersection(ids)), len(ids)) for kind, ids in held_with.items())


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
