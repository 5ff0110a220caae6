"""Every coefficient that a table of units allows, with its interval: of each code, and of the sets of codes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np

from app.analysis.agreement import CodeAgreement, Judged, code_agreement
from app.analysis.coefficients.alpha import nominal_alpha
from app.analysis.coefficients.clustered import pair_sums, presence_sums, set_sums, weighted, weighted_pair
from app.analysis.coefficients.interval import DRAWS, Interval
from app.analysis.coefficients.kinds import Name, Said, Summed, kinds
from app.analysis.coefficients.pairs import PairSums, complete, pairs_of
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NO_VARIATION, nothing_paired, patterns
from app.analysis.coefficients.resampling import FEWEST_CLUSTERS, FEWEST_GROUPS, Draws, drawn, without_each
from app.analysis.coefficients.sets import jaccard, masi
from app.analysis.coefficients.sums import Sums, no_pairs
from app.analysis.coefficients.unit_table import Marks, Part, UnitTable
from app.analysis.undefined import Undefined

OVERALL: Final = {Name.MASI: masi, Name.JACCARD: jaccard}


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A coefficient with its interval. Where the one does not exist, the other does not either."""

    name: Name
    value: float | Undefined
    interval: Interval | Undefined


@dataclass(frozen=True, slots=True)
class CodeReport:
    """One code: how often it was used, its coefficients, and its alpha without each focus group."""

    code: str
    counts: CodeAgreement
    coefficients: tuple[Coefficient, ...]
    without: Mapping[str, float | Undefined]


@dataclass(frozen=True, slots=True)
class Report:
    """All codes in the order of the table, and Krippendorff's alpha over sets of codes.

    `units` counts those on which two coders decided about every code. `seed` and `draws` belong to all intervals.
    """

    codes: tuple[CodeReport, ...]
    overall: tuple[Coefficient, ...]
    units: int
    seed: int
    draws: int


def report_of(table: UnitTable, seed: int, *, by_block: bool = True, draws: int = DRAWS) -> Report:
    """Compute all that makes sense for the table.

    Intervals come from drawing blocks within each focus group, or else whole focus groups (then at least ten): see
    `drawn`. Names of blocks and focus groups decide their order, so that the order of the units does not matter.
    """
    parts = table.parts(by_block)
    strata = [part.focus_group if by_block else "" for part in parts]
    resampled = drawn(strata, seed, draws, FEWEST_CLUSTERS if by_block else FEWEST_GROUPS)
    cells = [[patterns(_rows(marks, part)) for marks in table.marks.values()] for part in parts]
    sums = presence_sums(cells)
    in_draws = weighted(sums, resampled.weights)
    codes = tuple(
        _code(code, marks, _Drawn(parts, resampled, _column(sums, place), _column(in_draws, place)))
        for place, (code, marks) in enumerate(table.marks.items())
    )
    overall, units = _overall(table, parts, resampled)
    return Report(codes, overall, units, seed, draws)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the draws of one code are made of: the parts of the talks, and the sums of each part and of each draw."""

    parts: Sequence[Part]
    draws: Draws
    of_parts: Sums[bool]
    of_draws: Sums[bool]


def _code(code: str, marks: Sequence[Marks], drawn_: _Drawn) -> CodeReport:
    said = Said(marks, patterns(marks))
    summed = Summed(drawn_.of_draws, _pairs(marks, drawn_))
    has_pairs = (drawn_.of_parts.units > 0).tolist()
    coefficients = tuple(
        _with_interval(kind.name, kind.exact(said), partial(kind.drawn, summed), drawn_.draws, has_pairs)
        for kind in kinds(len(marks[0]))
    )
    judged = (Judged(sum(mark is not None for mark in row), row.count(True)) for row in marks)
    return CodeReport(code, code_agreement(judged), coefficients, _without_each(drawn_))


def _with_interval(
    name: Name, value: float | Undefined, in_draws: Callable[[], Quotient], draws: Draws, has_pairs: Sequence[bool]
) -> Coefficient:
    """Add the interval to a number; where there is none, the draws are not even looked at."""
    if isinstance(value, Undefined):
        return Coefficient(name, value, value)
    return Coefficient(name, value, draws.interval(in_draws(), has_pairs))


def _pairs(marks: Sequence[Marks], drawn_: _Drawn) -> list[PairSums[bool]]:
    """Return the sums of each pair of coders in each draw, or none where a value is missing."""
    if isinstance(complete(marks), Undefined):
        return []
    coders = len(marks[0])
    coded = ([row for row in _rows(marks, part) if None not in row] for part in drawn_.parts)
    sums = pair_sums([list(pairs_of(rows, coders)) for rows in coded], (True, False))
    return [weighted_pair(pair, drawn_.draws.weights) for pair in sums]


def _without_each(drawn_: _Drawn) -> dict[str, float | Undefined]:
    """Return alpha without each focus group; of one focus group alone, nothing would be left."""
    left_out = without_each([part.focus_group for part in drawn_.parts])
    sums = {group: weighted(drawn_.of_parts, weights) for group, weights in left_out.items()}
    return {group: no_pairs(one) or nominal_alpha(one).number(NO_VARIATION) for group, one in sums.items()}


def _overall(table: UnitTable, parts: Sequence[Part], draws: Draws) -> tuple[tuple[Coefficient, ...], int]:
    """Return the coefficients over sets of codes, and the number of units with two sets."""
    sets = table.sets()
    in_parts = [patterns(sets[place] for place in part.places) for part in parts]
    every = [pattern for some in in_parts for pattern in some]
    coefficients = []
    for name, distance in OVERALL.items():
        sums = set_sums(in_parts, distance)
        value = nothing_paired(every) or sums.alpha(np.ones(len(parts))).number(NO_VARIATION)
        has_pairs = (sums.values > 0).tolist()
        coefficients.append(_with_interval(name, value, partial(sums.alpha, draws.weights), draws, has_pairs))
    return tuple(coefficients), sum(pattern.units for pattern in every if pattern.values > 1)


def _rows(marks: Sequence[Marks], part: Part) -> list[Marks]:
    return [marks[place] for place in part.places]


def _column(sums: Sums[bool], place: int) -> Sums[bool]:
    """Return the sums of one code."""
    return sums.each(lambda one: one[:, place])
