"""Everything that is said of one table, in one record. Loads scipy: for the worker process."""

from app.analysis.crosstab.association import (
    chi_square,
    corrected_cramers_v,
    cramers_v,
    g_statistic,
    phi,
    yates_chi_square,
)
from app.analysis.crosstab.fisher import exact_odds_ratio, fisher
from app.analysis.crosstab.notes import ESTIMATED, Counted, Note, notes
from app.analysis.crosstab.odds import halved_odds_ratio, odds_ratio
from app.analysis.crosstab.records import Crosstab, Fisher, Simulated
from app.analysis.crosstab.residuals import adjusted_residuals
from app.analysis.crosstab.significance import significance
from app.analysis.crosstab.table import Table, column_percentages, expected, row_percentages
from app.analysis.undefined import Undefined


def crosstab(
    table: Table, counted: Counted, seed: int, *, in_several_cells: bool = False, of: int | None = None
) -> Crosstab:
    """Say everything of one table.

    `seed` is used where Fisher's test has to be estimated (`fisher`); `in_several_cells` and `of` by `notes`. Intervals
    cover 95 of 100. Raises ValueError when `seed` is below 0 or the table holds more than `of`.
    """
    whatever_the_sample = fisher(table, seed)
    return Crosstab(
        table=table,
        counted=counted,
        row_percentages=row_percentages(table),
        column_percentages=column_percentages(table),
        expected=expected(table),
        adjusted_residuals=adjusted_residuals(table),
        chi_square=significance(chi_square(table)),
        yates_chi_square=significance(yates_chi_square(table)),
        g_statistic=significance(g_statistic(table)),
        fisher=whatever_the_sample,
        phi=phi(table),
        cramers_v=cramers_v(table),
        corrected_cramers_v=corrected_cramers_v(table),
        odds_ratio=odds_ratio(table),
        halved_odds_ratio=halved_odds_ratio(table),
        exact_odds_ratio=exact_odds_ratio(table),
        notes=(
            *notes(table, counted, in_several_cells=in_several_cells, of=of),
            *_note_on_estimate(whatever_the_sample),
        ),
    )


def _note_on_estimate(found: Fisher | Undefined) -> tuple[Note, ...]:
    if isinstance(found, Simulated):
        return (Note(ESTIMATED, {"draws": found.draws, "seed": found.seed}),)
    return ()
