"""Our own words for the statistics of a table, in the reader's language."""

from collections.abc import Iterator
from typing import Final

from app.analysis.crosstab.notes import Note
from app.analysis.crosstab.odds import OddsRatio
from app.analysis.crosstab.records import Crosstab, Fisher, Significance, Simulated
from app.analysis.undefined import Undefined
from app.sentences import N_
from app.web.language import decimal, gettext, ngettext

FOURFOLD: Final = frozenset({"yates_chi_square", "phi"})  # of two rows and two columns
LEAST: Final = 0.001  # smaller p values are written as below it
TESTS: Final = (
    ("chi_square", N_("Chi-square")),
    ("yates_chi_square", N_("Chi-square with Yates' correction")),
    ("g_statistic", N_("G (likelihood ratio)")),
)
SIZES: Final = (
    ("cramers_v", N_("Cramér's V")),
    ("corrected_cramers_v", N_("Cramér's V, corrected for small samples")),
    ("phi", N_("Phi")),
)
ODDS: Final = (
    ("odds_ratio", N_("Odds ratio (Woolf)")),
    ("halved_odds_ratio", N_("Odds ratio with a half added to every cell")),
    ("exact_odds_ratio", N_("Odds ratio, exact")),
)


def measures(found: Crosstab) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of what is said of a table of this shape; why, where there is no value."""
    fourfold = found.table.shape == (2, 2)
    for name, words in TESTS:
        if fourfold or name not in FOURFOLD:
            yield gettext(words), _test(getattr(found, name))
    yield gettext(N_("Fisher's exact test")), _fisher(found.fisher)
    for name, words in SIZES:
        if fourfold or name not in FOURFOLD:
            yield gettext(words), number(getattr(found, name))
    for name, words in ODDS if fourfold else ():
        yield gettext(words), _odds(getattr(found, name))


def signed(residual: float) -> str:
    """Write a residual with its sign; one that is nothing when rounded has none."""
    rounded = round(residual, 1)
    return decimal(0.0, 1) if not rounded else f"{'+' if rounded > 0 else '−'}{decimal(abs(rounded), 1)}"


def number(found: float | Undefined, digits: int = 2) -> str:
    """Write a number, or why there is none."""
    return gettext(found.reason) if isinstance(found, Undefined) else decimal(found, digits)


def note(one: Note) -> str:
    """Return a sentence to keep in mind."""
    return gettext(one.sentence) % one.values


def _p(p: float) -> str:
    return f"p < {decimal(LEAST, 3)}" if p < LEAST else f"p = {decimal(p, 3)}"


def _test(found: Significance | Undefined) -> str:
    if isinstance(found, Undefined):
        return gettext(found.reason)
    free = found.degrees_of_freedom
    what = {"value": decimal(found.value, 2), "df": free, "p": _p(found.p)}
    words = ngettext("%(value)s, %(df)s degree of freedom, %(p)s", "%(value)s, %(df)s degrees of freedom, %(p)s", free)
    return words % what


def _fisher(found: Fisher | Undefined) -> str:
    if isinstance(found, Undefined):
        return gettext(found.reason)
    if isinstance(found, Simulated):
        return gettext(N_("%(p)s, estimated (standard error %(error)s)")) % {
            "p": _p(found.p), "error": decimal(found.standard_error, 4),
        }  # fmt: skip
    return _p(found.p)


def _odds(found: OddsRatio | Undefined) -> str:
    if isinstance(found, Undefined):
        return gettext(found.reason)
    if isinstance(found.interval, Undefined):
        return f"{number(found.ratio)} · {gettext(found.interval.reason)}"
    upper = "∞" if isinstance(found.interval.upper, Undefined) else decimal(found.interval.upper, 2)
    ends = {"ratio": number(found.ratio), "lower": decimal(found.interval.lower, 2), "upper": upper}
    return gettext(N_("%(ratio)s, 95 %% interval %(lower)s to %(upper)s")) % ends
