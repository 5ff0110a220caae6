"""What the audit's intervals are counted from, and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.analysis.audit.tally import Tally
from app.analysis.coefficients.interval import Interval
from app.analysis.coefficients.kinds import Name
from app.analysis.undefined import Undefined


@dataclass(frozen=True, slots=True)
class Part:
    """A talk with its focus group, and the name of each of its blocks, which decides their order within the group."""

    focus_group: str
    blocks: Mapping[int, str]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure alpha of a row is, and its alpha without each focus group, if there is more than one."""

    interval: Interval | Undefined
    without: Mapping[str, float | Undefined]


@dataclass(frozen=True, slots=True)
class OverSets:
    """A coefficient over sets of codes."""

    name: Name
    value: float | Undefined
    interval: Interval | Undefined


@dataclass(frozen=True, slots=True)
class SetNumbers:
    """The coefficients over the sets of codes on so many units."""

    units: int
    coefficients: tuple[OverSets, ...]
