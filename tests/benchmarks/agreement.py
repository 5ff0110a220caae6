"""How long intervals take (python -m tests.benchmarks.agreement); 2,000 draws of 30 codes in at most 0.1 s."""

import resource
import sys
import time
from collections.abc import Callable

import numpy as np

from app.analysis.coefficients.alpha import nominal_alpha
from app.analysis.coefficients.clustered import presence_sums, weighted
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import patterns
from app.analysis.coefficients.report import report_of
from app.analysis.coefficients.resampling import drawn
from app.analysis.coefficients.unit_table import PlacedUnit, UnitTable

CODES, GROUPS, BLOCKS, TURNS, CODERS = 30, 7, 12, 25, 3
TRIES = 5


def study() -> UnitTable:
    """Seven talks of 12 questions with 25 turns each, coded by three people who mostly agree."""
    chance = np.random.default_rng(1)
    units = tuple(
        PlacedUnit(f"Group {group}", f"Question {block}", f"{block}.{turn}")
        for group in range(GROUPS)
        for block in range(BLOCKS)
        for turn in range(TURNS)
    )
    marks = {
        f"Code {code}": tuple(
            tuple(chance.random() < (0.8 if there else 0.03) for _ in range(CODERS))
            for there in (chance.random() < 0.1 for _ in units)
        )
        for code in range(CODES)
    }
    return UnitTable(units, tuple(f"C{coder}" for coder in range(CODERS)), marks)


def shortest(work: Callable[[], object]) -> float:
    """Return the seconds of the best of some tries."""
    times = []
    for _ in range(TRIES):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    table = study()
    parts = table.parts(by_block=True)
    strata = [part.focus_group for part in parts]
    cells = [[patterns(marks[place] for place in part.places) for marks in table.marks.values()] for part in parts]
    sums = presence_sums(cells)
    has_pairs = (sums.units > 0).T.tolist()

    def intervals() -> None:
        draws = drawn(strata, 1)
        alpha = nominal_alpha(weighted(sums, draws.weights))
        for code in range(CODES):
            draws.interval(Quotient(alpha.over[:, code], alpha.under[:, code]), has_pairs[code])

    report = shortest(lambda: report_of(table, 1))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{CODES} codes, {len(table.units)} turns in {len(parts)} blocks, {CODERS} coders\n"
        f"sums of blocks {1000 * shortest(lambda: presence_sums(cells)):.0f} ms; "
        f"2000 draws with alpha and its interval for every code {1000 * shortest(intervals):.0f} ms; "
        f"everything that the report holds {report:.2f} s; memory {memory} MB\n"
    )


if __name__ == "__main__":
    main()
