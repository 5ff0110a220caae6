"""What coders said of units: rows of values, and the patterns in which they said it."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

from app.analysis.undefined import Undefined
from app.sentences import N_

NO_UNITS = Undefined(N_("There are no units to compare."))
NO_PAIRS = Undefined(N_("No unit has been read by two coders."))
NO_VARIATION = Undefined(N_("Every value is the same, so agreement cannot be told from chance."))
NEVER_GIVEN = Undefined(N_("Nobody gave this value, so there is nothing to compare."))
INCOMPLETE = Undefined(N_("Some values are missing, and this coefficient asks every coder for every unit."))
UNEQUAL = Undefined(N_("This coefficient asks for equally many values of every unit."))
NOT_TWO = Undefined(N_("This coefficient compares two coders, no more and no fewer."))

Value = TypeVar("Value", bound=Hashable)

# One unit: the value of each coder, in one order for all units; None where the coder did not code the unit.
Row: TypeAlias = Sequence[Value | None]


@dataclass(frozen=True, slots=True)
class Pattern(Generic[Value]):
    """Units of which the same was said: how many coders gave each value, and how many such units there are.

    `given` leaves out missing values. Units are whole, or characters where a stretch of text is the unit.
    """

    given: Mapping[Value, int]
    units: int = 1

    @property
    def values(self) -> int:
        """How many coders gave a value of each of these units."""
        return sum(self.given.values())


def patterns(rows: Iterable[Row[Value]]) -> list[Pattern[Value]]:
    """Count the rows by what was said, whoever said it. Units without any value are left out."""
    return together(Pattern(Counter(value for value in row if value is not None)) for row in rows)


def together(some: Iterable[Pattern[Value]]) -> list[Pattern[Value]]:
    """Put units of which the same was said together. Units without any value are left out."""
    every: Counter[frozenset[tuple[Value, int]]] = Counter()
    for pattern in some:
        every[frozenset(pattern.given.items())] += pattern.units
    return [Pattern(dict(given), units) for given, units in every.items() if any(count for _, count in given)]


def dichotomised(some: Iterable[Pattern[Value]], value: Value) -> Iterator[Pattern[bool]]:
    """Set one value against all others: True where a coder gave it."""
    for pattern in some:
        given = pattern.given.get(value, 0)
        yield Pattern({True: given, False: pattern.values - given}, pattern.units)


def totals(some: Iterable[Pattern[Value]]) -> Counter[Value]:
    """Count how often each value was given, over all units."""
    every: Counter[Value] = Counter()
    for pattern in some:
        for value, given in pattern.given.items():
            every[value] += given * pattern.units
    return every


def nothing_paired(some: Iterable[Pattern[Value]]) -> Undefined | None:
    """Return why nothing can be compared, or None where some unit has two values."""
    most = max((pattern.values for pattern in some), default=0)
    return None if most > 1 else NO_PAIRS if most else NO_UNITS
