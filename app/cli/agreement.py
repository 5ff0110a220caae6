"""Compute agreement from a table of units by coders. Nothing is written."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from app.analysis.coefficients.interval import DRAWS, LEVEL, Interval
from app.analysis.coefficients.kinds import Name
from app.analysis.coefficients.report import CodeReport, Coefficient, Report, report_of
from app.analysis.coefficients.unit_table import UnitTable
from app.analysis.undefined import Undefined
from app.cli.files import bytes_of, encoding_option, file_argument, json_option, one_sentence
from app.importing.coded_units import read_coded_units
from app.importing.readers.decoding import as_chosen

LABELS: Final = {
    Name.ALPHA: "Krippendorff's alpha",
    Name.PERCENT: "percent agreement",
    Name.POSITIVE: "positive agreement",
    Name.NEGATIVE: "negative agreement",
    Name.AC1: "Gwet's AC1",
    Name.BRENNAN_PREDIGER: "Brennan and Prediger",
    Name.COHEN: "Cohen's kappa",
    Name.SCOTT: "Scott's pi",
    Name.FLEISS: "Fleiss' kappa",
    Name.CONGER: "Conger's kappa",
    Name.LIGHT: "Light's kappa",
    Name.MASI: "Krippendorff's alpha, MASI",
    Name.JACCARD: "Krippendorff's alpha, Jaccard",
}
BLOCKS: Final = "blocks"
FOCUS_GROUPS: Final = "focus groups"


HELP: Final = """Show how far coders agree, by every coefficient that makes sense. Nothing is written anywhere.

FILE is a csv (comma, semicolon or tab; UTF-8 or --encoding) with one row for each unit, coder and code, and these
columns in any order; others do not count:

\b
  focus group  the talk that the unit is from
  block        the stretch of the talk that it lies in, such as what
               follows one question; blocks are drawn for intervals
  unit         the unit, such as a turn; its name is used once in its
               focus group
  coder        who judged it
  code         the code that it was judged by
  value        coded, not coded, or missing (did not read or decide)

Every combination of unit, coder and code has its row: silence is neither "not coded" nor "missing". A coefficient
that does not exist is shown as – with the reason. Two coders: Cohen's kappa and Scott's pi are added to what is
always shown; more coders: Fleiss', Conger's and Light's kappa.
"""


@click.command(help=HELP)
@file_argument
@click.option("--seed", default=1, show_default=True, type=click.IntRange(min=0), help="Of the draws for intervals.")
@click.option(
    "--draws", default=DRAWS, show_default=True, type=click.IntRange(min=100, max=20_000), help="For intervals."
)
@click.option(
    "--clusters", default=BLOCKS, show_default=True, type=click.Choice([BLOCKS, FOCUS_GROUPS]),
    help="What is drawn for intervals: blocks within each focus group, or whole focus groups (ten or more).",
)  # fmt: skip
@json_option
@encoding_option
def agreement(file: Path, seed: int, draws: int, clusters: str, as_json: bool, encoding: str | None) -> None:
    """Print the report of a table; HELP says what stands in it."""
    with one_sentence():
        table = read_coded_units(as_chosen(bytes_of(file), encoding or "utf-8"))
        report = report_of(table, seed, by_block=clusters == BLOCKS, draws=draws)
        if as_json:
            click.echo(json.dumps(plain(table, report, clusters), ensure_ascii=False, allow_nan=False))
        else:
            click.echo("\n".join(summary(table, report, clusters)))


def plain(table: UnitTable, report: Report, clusters: str) -> dict[str, object]:
    """Return a report as it is printed."""
    return {
        "units": len(table.units),
        "coders": list(table.coders),
        "focus_groups": list(table.focus_groups),
        "intervals": {"clusters": clusters, "draws": report.draws, "seed": report.seed, "level": LEVEL},
        "codes": [plain_code(code) for code in report.codes],
        "sets_of_codes": {"units": report.units, "coefficients": plain_coefficients(report.overall)},
    }


def plain_code(code: CodeReport) -> dict[str, object]:
    """Return the report of one code as it is printed; its units are those that two coders decided on."""
    return {
        "code": code.code,
        "units": code.counts.turns,
        "coded_by_any": code.counts.carried_by_any,
        "coded_by_all": code.counts.carried_by_all,
        "rare": code.counts.rare,
        "coefficients": plain_coefficients(code.coefficients),
        "alpha_without_focus_group": {group: plain_value(value) for group, value in code.without.items()},
    }


def plain_coefficients(coefficients: tuple[Coefficient, ...]) -> dict[str, object]:
    """Return coefficients by their names."""
    return {one.name: {**plain_value(one.value), "interval": plain_interval(one.interval)} for one in coefficients}


def plain_value(value: float | Undefined) -> dict[str, object]:
    """Return a number, or why there is none."""
    return {"value": None, "reason": value.reason} if isinstance(value, Undefined) else {"value": value}


def plain_interval(interval: Interval | Undefined) -> dict[str, object]:
    """Return an interval, or why there is none."""
    if isinstance(interval, Undefined):
        return {"low": None, "high": None, "reason": interval.reason}
    return {
        "low": interval.low,
        "high": interval.high,
        "clusters": interval.clusters,
        "undefined_draws": interval.undefined,
        "below_0.667": interval.below_tentative,
        "below_0.800": interval.below_reliable,
    }


def summary(table: UnitTable, report: Report, clusters: str) -> Iterator[str]:
    """Yield the lines that tell a person how far coders agree."""
    groups = len(table.focus_groups)
    yield f"{len(table.units)} units in {groups} focus groups, {len(table.coders)} coders: {', '.join(table.coders)}"
    yield f"intervals: {LEVEL:.0%}, {report.draws} draws of {clusters}, seed {report.seed}"
    for code in report.codes:
        counts = code.counts
        yield ""
        yield f"{code.code}{'  (rare: fewer than five units)' if counts.rare else ''}"
        yield f"  n {counts.turns} units, coded by any {counts.carried_by_any}, by all {counts.carried_by_all}"
        for one in code.coefficients:
            yield line(one)
            yield from bounds(one)
        yield from left_out(code)
    yield ""
    yield "all codes together, as the set of codes on each unit"
    yield f"  n {report.units} units"
    yield from map(line, report.overall)


def line(one: Coefficient) -> str:
    """Return a coefficient with its interval, or with the reason why it is missing."""
    label = f"  {LABELS[one.name]:<30}"
    if isinstance(one.value, Undefined):
        return f"{label}      –  {one.value.reason}"
    if isinstance(one.interval, Undefined):
        return f"{label} {one.value:>6.3f}  {one.interval.reason}"
    without = f", {one.interval.undefined} draws undefined" if one.interval.undefined else ""
    return f"{label} {one.value:>6.3f}  {one.interval.low:.3f} to {one.interval.high:.3f}{without}"


def bounds(one: Coefficient) -> Iterator[str]:
    """Yield how likely alpha fails Krippendorff's bounds, which are bounds of alpha only."""
    if one.name is Name.ALPHA and isinstance(one.interval, Interval):
        below = f"{one.interval.below_tentative:.1%} below .667, {one.interval.below_reliable:.1%} below .800"
        yield f"  {'':<30}         {below}"


def left_out(code: CodeReport) -> Iterator[str]:
    """Yield the lowest and the highest alpha that leaving out one focus group brings, if there are others."""
    numbers = [(value, group) for group, value in code.without.items() if not isinstance(value, Undefined)]
    if numbers:
        (low, lowest), (high, highest) = min(numbers), max(numbers)
        label = "  alpha without one focus group"
        yield f"{label:<32} {low:>6.3f} (without {lowest}) to {high:.3f} (without {highest})"
