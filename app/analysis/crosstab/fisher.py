"""What needs no large sample: Fisher's exact test and the exact odds ratio. Loads scipy: for the worker process."""

from math import isinf, sqrt

import numpy as np
from scipy.stats import fisher_exact, random_table
from scipy.stats.contingency import odds_ratio as scipy_odds_ratio

from app.analysis.crosstab.enumeration import AS_LIKELY, TooManyTables, log_factorials, share_no_likelier
from app.analysis.crosstab.odds import NO_ODDS, Interval, OddsRatio
from app.analysis.crosstab.records import Exact, Fisher, Simulated
from app.analysis.crosstab.table import Table, not_comparable, not_fourfold
from app.analysis.undefined import Undefined
from app.sentences import N_

# Less than a second of the worker, and some 100 megabytes.
MOST_HALVES = 1_000_000
# With the table itself a round number, so that the least p value is .0001.
DRAWS = 9_999
AT_ONCE = 1_000

NO_UPPER_END = Undefined(N_("A cell is empty, so the interval has no upper end."))


def fisher(table: Table, seed: int, *, draws: int = DRAWS, most_halves: int = MOST_HALVES) -> Fisher | Undefined:
    """Return the two-sided p value of Fisher's exact test, for any number of rows and columns.

    It is the probability of this table and of all that are no likelier, when the totals are what they are and rows
    and columns have nothing in common. Two rows and two columns are always exact; larger tables are while
    `most_halves` suffice (`enumeration`), and beyond that are estimated as (1 + tables drawn that are no likelier) /
    (1 + draws), which is never 0. Undefined when rows and columns cannot be compared. Raises ValueError when `draws` or
    `seed` is below 0.

    Sources: R. A. Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98, 39-82;
    G. H. Freeman and J. H. Halton (1951), Note on an exact treatment of contingency, goodness of fit and other problems
    of significance, Biometrika 38, 141-149; B. Phipson and G. K. Smyth (2010), Permutation p-values should never be
    zero, Statistical Applications in Genetics and Molecular Biology 9(1), article 39.
    """
    missing = not_comparable(table)
    if missing:
        return missing
    if table.shape == (2, 2):
        return Exact(float(fisher_exact(table.counts).pvalue))
    try:
        return Exact(share_no_likelier(table, most_halves))
    except TooManyTables:
        return _simulated(table, seed, draws)


def _simulated(table: Table, seed: int, draws: int) -> Simulated:
    if draws < 1:
        raise ValueError("an estimate needs one random table at least")
    random = np.random.default_rng(seed)
    chance = random_table(table.row_totals, table.column_totals)
    factorials = log_factorials(table.total)
    limit = factorials[np.array(table.counts)].sum() - AS_LIKELY
    unlikely = 0
    for begun in range(0, draws, AT_ONCE):
        some = chance.rvs(size=min(AT_ONCE, draws - begun), random_state=random).astype(np.int64)
        unlikely += int(np.count_nonzero(factorials[some].sum(axis=(1, 2)) >= limit))
    p = (1 + unlikely) / (1 + draws)
    return Simulated(p, draws, seed, sqrt(p * (1 - p) / draws))


def exact_odds_ratio(table: Table, level: float = 0.95) -> OddsRatio | Undefined:
    """Return the conditional odds ratio, given the totals, with its exact interval, which never covers too little.

    It is the ratio that makes the table likeliest, and a little nearer to 1 than ad / bc. The ratio is undefined, and
    the interval has no upper end, when b or c is empty. Only for two rows and two columns that can be compared. Raises
    ValueError when `level` is not between 0 and 1.

    Source: J. Cornfield (1956), A statistical problem arising from retrospective studies, Proceedings of the Third
    Berkeley Symposium 4, 135-148.
    """
    missing = not_fourfold(table)
    if missing:
        return missing
    found = scipy_odds_ratio(table.counts, kind="conditional")
    lower, upper = (float(end) for end in found.confidence_interval(level))
    ratio = float(found.statistic)
    return OddsRatio(
        NO_ODDS if isinf(ratio) else ratio, Interval(lower, NO_UPPER_END if isinf(upper) else upper, level)
    )
