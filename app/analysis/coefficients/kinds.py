"""The coefficients of one code that is there or is not: each by its name, exactly, and in every draw."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.analysis.coefficients.alpha import krippendorff_alpha, nominal_alpha
from app.analysis.coefficients.chance import ac1, brennan_prediger, gwet_ac1, uniform
from app.analysis.coefficients.fleiss import fleiss, fleiss_kappa
from app.analysis.coefficients.pairs import PairSums, cohen_kappa, conger, conger_kappa, light, light_kappa, scott_pi
from app.analysis.coefficients.percent import (
    negative,
    negative_agreement,
    percent,
    percent_agreement,
    positive,
    positive_agreement,
)
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import Pattern
from app.analysis.coefficients.sums import Sums
from app.analysis.coefficients.unit_table import Marks
from app.analysis.undefined import Undefined

CATEGORIES: Final = 2  # a code is there, or it is not


class Name(StrEnum):
    """The names of the coefficients, as they stand in files."""

    ALPHA = "krippendorff_alpha_nominal"
    PERCENT = "percent_agreement"
    POSITIVE = "positive_agreement"
    NEGATIVE = "negative_agreement"
    AC1 = "gwet_ac1"
    BRENNAN_PREDIGER = "brennan_prediger"
    COHEN = "cohen_kappa"
    SCOTT = "scott_pi"
    FLEISS = "fleiss_kappa"
    CONGER = "conger_kappa"
    LIGHT = "light_kappa"
    MASI = "alpha_masi"
    JACCARD = "alpha_jaccard"


@dataclass(frozen=True, slots=True)
class Said:
    """What coders said about one code: unit by unit with their names, and in patterns without."""

    rows: Sequence[Marks]
    patterns: Sequence[Pattern[bool]]


@dataclass(frozen=True, slots=True)
class Summed:
    """The same as sums in every draw; `pairs` are empty where a value is missing."""

    sums: Sums[bool]
    pairs: Sequence[PairSums[bool]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A coefficient: `exact` gives the number, `drawn` the quotients of all draws where there is a number."""

    name: Name
    exact: Callable[[Said], float | Undefined]
    drawn: Callable[[Summed], Quotient]


WHOEVER: Final = (
    Kind(Name.ALPHA, lambda said: krippendorff_alpha(said.patterns), lambda all_: nominal_alpha(all_.sums)),
    Kind(Name.PERCENT, lambda said: percent_agreement(said.patterns), lambda all_: percent(all_.sums)),
    Kind(Name.POSITIVE, lambda said: positive_agreement(said.patterns), lambda all_: positive(all_.sums)),
    Kind(Name.NEGATIVE, lambda said: negative_agreement(said.patterns), lambda all_: negative(all_.sums)),
    Kind(Name.AC1, lambda said: gwet_ac1(said.patterns, CATEGORIES), lambda all_: ac1(all_.sums, CATEGORIES)),
    Kind(
        Name.BRENNAN_PREDIGER,
        lambda said: brennan_prediger(said.patterns, CATEGORIES),
        lambda all_: uniform(all_.sums, CATEGORIES),
    ),
)
OF_TWO: Final = (
    Kind(Name.COHEN, lambda said: cohen_kappa(said.rows), lambda all_: conger(all_.pairs)),
    Kind(Name.SCOTT, lambda said: scott_pi(said.rows), lambda all_: fleiss(all_.sums)),
)
OF_MORE: Final = (
    Kind(Name.FLEISS, lambda said: fleiss_kappa(said.patterns), lambda all_: fleiss(all_.sums)),
    Kind(Name.CONGER, lambda said: conger_kappa(said.rows), lambda all_: conger(all_.pairs)),
    Kind(Name.LIGHT, lambda said: light_kappa(said.rows), lambda all_: light(all_.pairs)),
)


def kinds(coders: int) -> tuple[Kind, ...]:
    """Return the coefficients that make sense for so many coders; others would only repeat one of them."""
    return WHOEVER + (OF_MORE if coders > 2 else OF_TWO)
