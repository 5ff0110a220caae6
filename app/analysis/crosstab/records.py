"""What is asked and answered about one table of counts, as plain records: without scipy, for pages too."""

from dataclasses import dataclass
from typing import TypeAlias

from app.analysis.crosstab.notes import Counted, Note
from app.analysis.crosstab.odds import OddsRatio
from app.analysis.crosstab.table import Cells, Expected, Table
from app.analysis.undefined import Undefined


@dataclass(frozen=True, slots=True)
class AskedTable:
    """A table of which everything is to be said; the other fields are described at `crosstab` and `notes`."""

    table: Table
    counted: Counted
    in_several_cells: bool
    of: int | None


@dataclass(frozen=True, slots=True)
class Significance:
    """A statistic, 0 or more, with its degrees of freedom and its p value, 0 to 1."""

    value: float
    degrees_of_freedom: int
    p: float


@dataclass(frozen=True, slots=True)
class Exact:
    """A p value, 0 to 1, over every table with the same totals."""

    p: float


@dataclass(frozen=True, slots=True)
class Simulated:
    """A p value, above 0 and at most 1, estimated from random tables with the same totals.

    `draws` says how many there were and `seed` how to draw the same again with the same versions of numpy and scipy;
    `standard_error` how far the estimate would vary from one seed to another.
    """

    p: float
    draws: int
    seed: int
    standard_error: float


Fisher: TypeAlias = Exact | Simulated


@dataclass(frozen=True, slots=True)
class Crosstab:
    """A table of counts and what may be said of it. Each field is described at the function of its name."""

    table: Table
    counted: Counted
    row_percentages: tuple[tuple[float | Undefined, ...], ...]
    column_percentages: tuple[tuple[float | Undefined, ...], ...]
    expected: Expected | Undefined
    adjusted_residuals: Cells | Undefined
    chi_square: Significance | Undefined
    yates_chi_square: Significance | Undefined
    g_statistic: Significance | Undefined
    fisher: Fisher | Undefined
    phi: float | Undefined
    cramers_v: float | Undefined
    corrected_cramers_v: float | Undefined
    odds_ratio: OddsRatio | Undefined
    halved_odds_ratio: OddsRatio | Undefined
    exact_odds_ratio: OddsRatio | Undefined
    notes: tuple[Note, ...]
