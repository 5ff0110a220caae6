"""Cross-tabulations of published studies and made ones: every number that R, scipy or a paper gives for them."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.analysis.crosstab.notes import Counted
from app.analysis.crosstab.summary import Crosstab, crosstab
from app.analysis.crosstab.table import Table
from app.analysis.undefined import Undefined

CASES_FILE = os.environ.get(
    "COMMONGROUND_CROSSTAB_CASES", Path(__file__).parents[1] / "reference" / "crosstab_cases.json"
)
CASES: list[dict[str, Any]] = json.loads(Path(CASES_FILE).read_text(encoding="utf-8"))["cases"]

# What a case calls each number, and where it stands in the record.
NUMBERS: dict[str, Callable[[Crosstab], Any]] = {
    "n": lambda found: found.table.total,
    "row_totals": lambda found: found.table.row_totals,
    "column_totals": lambda found: found.table.column_totals,
    "row_percent": lambda found: found.row_percentages,
    "column_percent": lambda found: found.column_percentages,
    "expected_min": lambda found: inside(found.expected, "least"),
    "expected_share_below_5": lambda found: inside(found.expected, "share_below_five"),
    "chi2": lambda found: inside(found.chi_square, "value"),
    "dof": lambda found: inside(found.chi_square, "degrees_of_freedom"),
    "p": lambda found: inside(found.chi_square, "p"),
    "chi2_yates": lambda found: inside(found.yates_chi_square, "value"),
    "p_yates": lambda found: inside(found.yates_chi_square, "p"),
    "g_statistic": lambda found: inside(found.g_statistic, "value"),
    "g_p": lambda found: inside(found.g_statistic, "p"),
    "fisher_p": lambda found: inside(found.fisher, "p"),
    "phi": lambda found: found.phi,
    "cramers_v": lambda found: found.cramers_v,
    "cramers_v_bias_corrected": lambda found: found.corrected_cramers_v,
    "odds_ratio": lambda found: inside(found.odds_ratio, "ratio"),
    "odds_ratio_ci95_woolf": lambda found: ends(inside(found.odds_ratio, "interval")),
    "odds_ratio_haldane": lambda found: inside(found.halved_odds_ratio, "ratio"),
    "adjusted_residuals": lambda found: found.adjusted_residuals,
}
# Numbers that a case gives beside the others: how near one of them must come.
TOLERANCES = {"fisher_p_tolerance": "fisher_p"}


def inside(record: object, field: str) -> Any:
    """Return a field of a record; what is undefined has undefined fields."""
    return record if isinstance(record, Undefined) else getattr(record, field)


def ends(interval: Any) -> Any:
    return interval if isinstance(interval, Undefined) else (interval.lower, interval.upper)


def described(case: dict[str, Any]) -> Crosstab:
    data = case["data"]
    assert case["coefficient"] == "crosstab"
    assert not case.get("params")
    assert set(data) == {"form", "rows", "columns", "counts"}
    assert data["form"] == "crosstab"
    table = Table(tuple(tuple(row) for row in data["counts"]))
    assert table.shape == (len(data["rows"]), len(data["columns"]))
    return crosstab(table, Counted.PARTICIPANTS, seed=1)


def is_met(value: Any, wanted: Any, tolerance: float) -> bool:
    if wanted is None:
        return isinstance(value, Undefined) and bool(value.reason)
    if isinstance(wanted, list):
        return len(value) == len(wanted) and all(map(is_met, value, wanted, [tolerance] * len(wanted)))
    return not isinstance(value, Undefined) and value == pytest.approx(wanted, rel=0, abs=tolerance)


def test_there_are_cases():
    assert CASES
    assert len({case["id"] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_number_of_the_case_is_met(case: dict[str, Any]):
    found, wanted = described(case), case["expected"]

    values = {name: NUMBERS[name](found) for name in wanted if name not in TOLERANCES}
    tolerances = {TOLERANCES[name]: wanted[name] for name in wanted if name in TOLERANCES}

    assert values
    assert not set(tolerances) - set(values)
    for name, value in values.items():
        assert is_met(value, wanted[name], tolerances.get(name, case["tolerance"])), (name, value, wanted[name])


@pytest.mark.parametrize("case", [case for case in CASES if "published" in case], ids=lambda case: case["id"])
def test_what_was_printed_is_met_to_its_printed_digits(case: dict[str, Any]):
    found = described(case)

    for name, printed in case["published"].items():
        if name == "significant_at_05":
            assert (NUMBERS["p"](found) < 0.05) is printed
        elif name == "column_percent":  # the first row is printed, the second is what is left
            assert_printed(NUMBERS[name](found)[0], printed)
        else:
            assert_printed(NUMBERS[name](found), printed)


def assert_printed(value: Any, printed: Any) -> None:
    """A printed number stands for whatever is no further from it than half of its last digit."""
    if isinstance(printed, list):
        assert len(value) == len(printed)
        for one, its_print in zip(value, printed, strict=True):
            assert_printed(one, its_print)
    else:
        digits = len(str(printed).partition(".")[2])
        assert value == pytest.approx(printed, rel=0, abs=0.5 * 10**-digits * (1 + 1e-12))
