"""Which quantifier word the counts of a finding allow: all, almost all, most, many, several, some, both, one."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from app.analysis.undefined import Undefined
from app.sentences import N_, Refusal

NO_WORDS_FOR_PARTICIPANTS: Final = Undefined(
    N_("The study says “some” and “several” of focus groups only. Write how many participants, or define the words.")
)


class CountWithoutWord(Refusal):
    """The thresholds leave a number of focus groups for which the study has no word."""

    sentence = N_(
        "“Some” has to begin at two focus groups, and “several” at two or more; otherwise some findings"
        " would have no word. You chose %(some)s and %(several)s."
    )


class SharesOutOfOrder(Refusal):
    """The shares for many, most and almost all are no shares, or a weaker word asks for more than a stronger one."""

    sentence = N_(
        "“Many”, “most” and “almost all” begin at 1 to 99 percent, “most” and “almost all” above 50, and a stronger"
        " word never asks for less than a weaker one."
    )


@dataclass(frozen=True, slots=True)
class WordingRules:
    """From how many the study says several, and some, and from what percentage many, most, and almost all.

    The last three exist only if the study defines them; None leaves the word out. The other words mean what they say.
    """

    several: int = 3
    some: int = 2
    many: int | None = None
    most: int | None = None
    almost_all: int | None = None

    def __post_init__(self) -> None:
        if not 2 == self.some <= self.several:
            raise CountWithoutWord(some=self.some, several=self.several)
        shares = [share for share in (self.many, self.most, self.almost_all) if share is not None]
        above_half = all(share is None or share > 50 for share in (self.most, self.almost_all))
        if shares != sorted(shares) or not above_half or any(not 1 <= share <= 99 for share in shares):
            raise SharesOutOfOrder

    def defines(self, quantifier: "Quantifier") -> bool:
        """Whether the word has a meaning in the study."""
        shares = {Quantifier.MANY: self.many, Quantifier.MOST: self.most, Quantifier.ALMOST_ALL: self.almost_all}
        return shares.get(quantifier, 0) is not None


class Level(StrEnum):
    """What a finding counts."""

    FOCUS_GROUPS = "focus groups"
    PARTICIPANTS = "participants"


class Countable(Protocol):
    """A focus group or a participant, with the kind of people it stands for and where."""

    @property
    def id(self) -> UUID: ...
    @property
    def stakeholder(self) -> UUID: ...
    @property
    def district(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Group:
    """One focus group that the finding could have been heard in, the kind of people in it, and its district."""

    id: UUID
    stakeholder: UUID
    district: UUID | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """One participant who could have spoken of it; somebody who came twice is one person."""

    id: UUID
    stakeholder: UUID
    district: UUID | None = None


class Quantifier(StrEnum):
    """The word that the counts allow."""

    NONE = "none"
    ONE = "one"
    BOTH = "both"
    ONE_OF_TWO = "one of two"
    SOME = "some"
    SEVERAL = "several"
    MANY = "many"
    MOST = "most"
    ALMOST_ALL = "almost all"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """Of whom a finding speaks: some kinds of people, some districts, or both; None is everybody."""

    stakeholders: frozenset[UUID] | None = None
    districts: frozenset[UUID] | None = None

    def holds(self, one: Countable) -> bool:
        """Whether a focus group or participant is meant."""
        return (self.stakeholders is None or one.stakeholder in self.stakeholders) and (
            self.districts is None or one.district in self.districts
        )


EVERYBODY: Final = Selection()


@dataclass(frozen=True, slots=True)
class Wording:
    """A quantifier with the counts behind it: `heard` focus groups (or participants: `level`) out of `of`.

    With a `stakeholder` the word speaks of this kind of people only, and `heard` and `of` count its focus
    groups. `by_stakeholder` has (stakeholder, heard, of) for every kind, in the order in which `groups` names
    them: SU 3/3, P 1/2, V 0/2. With `districts` the word speaks of these only.
    """

    quantifier: Quantifier
    heard: int
    of: int
    stakeholder: UUID | None
    by_stakeholder: tuple[tuple[UUID, int, int], ...]
    level: Level = Level.FOCUS_GROUPS
    districts: frozenset[UUID] | None = None


def wording(heard_in: AbstractSet[UUID], groups: Sequence[Countable], rules: WordingRules) -> Wording:
    """Find the word for a finding that is heard in some focus groups, out of `groups`, each given once.

    `groups` are the focus groups within the finding's scope; others in `heard_in` do not count. Two
    questions, in this order. First, of whom do we speak? Of one stakeholder (role-specific), when every
    focus group that was heard is of that kind and `groups` has other kinds too; of all focus groups
    otherwise. Then, with `heard` out of `of` among those, the first that fits:

    - 0 heard: NONE. Not heard is not the same as not meant: the page says which emptiness it is.
    - of = 2: BOTH or ONE_OF_TWO.
    - 1 heard: ONE, also where there is only one to hear.
    - every one heard: ALL.
    - where the study defines them, ALMOST_ALL, MOST, MANY: 100 * heard is at least the percentage times of.
    - `rules.several` or more: SEVERAL.
    - `rules.some` or more, which is all that is left: SOME.

    Where service users have three focus groups, professionals two and volunteers two:

    - 7 of 7: ALL; 6 of 7: SEVERAL; one of service users and one of professionals: SOME, 2 of 7.
    - only service users: three are ALL ("all focus groups among service users"), two SOME, one ONE, of 3.
    - only professionals: two are BOTH, one is ONE_OF_TWO, of 2.
    """
    return wording_among(heard_in, groups, rules, EVERYBODY)


def wording_among(
    heard_in: AbstractSet[UUID],
    groups: Sequence[Countable],
    rules: WordingRules,
    selection: Selection,
    level: Level = Level.FOCUS_GROUPS,
) -> Wording:
    """Find the word for a finding about a selection: a kind of people, a district, both, or several of them.

    As `wording`, with the `groups` that the selection holds. When those are of one stakeholder and the study has
    others, the word speaks of that stakeholder, whatever others say. A selection that holds nobody gives NONE, 0 of 0.
    """
    chosen = [group for group in groups if selection.holds(group)]
    by_stakeholder = tuple(_by_stakeholder(heard_in, chosen))
    spoken_of = [row for row in by_stakeholder if row[1] > 0] if len(by_stakeholder) > 1 else by_stakeholder
    if len(spoken_of) == 1 and len({group.stakeholder for group in groups}) > 1:
        stakeholder, heard, of = spoken_of[0]
        quantifier = quantifier_of(heard, of, rules)
        return Wording(quantifier, heard, of, stakeholder, by_stakeholder, level, selection.districts)
    heard, of = sum(row[1] for row in by_stakeholder), len(chosen)
    return Wording(quantifier_of(heard, of, rules), heard, of, None, by_stakeholder, level, selection.districts)


def participant_wording(
    heard: AbstractSet[UUID], people: Sequence[Countable], rules: WordingRules | None, selection: Selection = EVERYBODY
) -> Wording | Undefined:
    """Find the word for a finding that counts participants: `heard` are those who spoke of it, out of `people`.

    `rules` are the study's rules for participants, which are not those for focus groups. Without them (None) only none,
    one, one of two, both and all have a meaning; any other count is undefined, and wants its number.
    """
    found = wording_among(heard, people, rules or WordingRules(), selection, Level.PARTICIPANTS)
    vague = found.quantifier in {Quantifier.SOME, Quantifier.SEVERAL}
    return NO_WORDS_FOR_PARTICIPANTS if rules is None and vague else found


def _by_stakeholder(heard_in: AbstractSet[UUID], groups: Sequence[Countable]) -> Iterator[tuple[UUID, int, int]]:
    held_with: dict[UUID, list[UUID]] = {}
    for group in groups:
        held_with.setdefault(group.stakeholder, []).append(group.id)
    return ((kind, len(heard_in & set(ids)), len(ids)) for kind, ids in held_with.items())


def quantifier_of(heard: int, of: int, rules: WordingRules) -> Quantifier:
    """Return the word for `heard` out of `of`, by the list at `wording`; `heard` is at most `of`."""
    if heard == 0:
        return Quantifier.NONE
    if of == 2:
        return Quantifier.BOTH if heard == 2 else Quantifier.ONE_OF_TWO
    if heard == 1:
        return Quantifier.ONE
    return Quantifier.ALL if heard == of else _part(heard, of, rules)


def _part(heard: int, of: int, rules: WordingRules) -> Quantifier:
    """Return the word for two or more that are not all."""
    shares = ((Quantifier.ALMOST_ALL, rules.almost_all), (Quantifier.MOST, rules.most), (Quantifier.MANY, rules.many))
    for word, percent in shares:
        if percent is not None and 100 * heard >= percent * of:
            return word
    return Quantifier.SEVERAL if heard >= rules.several else Quantifier.SOME
