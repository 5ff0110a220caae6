"""Every reference case, published or made, is met to its tolerance; `COMMONGROUND_AGREEMENT_CASES` brings others."""

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
import pytest

from app.analysis.coefficients.alpha import (
    alpha_of_value,
    distance_spread,
    interval_spread,
    krippendorff_alpha,
    nominal_alpha,
    ordinal_spread,
)
from app.analysis.coefficients.chance import brennan_prediger, gwet_ac1
from app.analysis.coefficients.clustered import presence_sums, weighted
from app.analysis.coefficients.coding_alpha import cu_alpha, ku_alpha
from app.analysis.coefficients.continuum import Continuum, Mark
from app.analysis.coefficients.fleiss import fleiss_kappa, fleiss_kappa_of
from app.analysis.coefficients.pairs import cohen_kappa, conger_kappa, light_kappa, scott_pi
from app.analysis.coefficients.percent import negative_agreement, percent_agreement, positive_agreement
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NO_VARIATION, Pattern, dichotomised, patterns, totals
from app.analysis.coefficients.resampling import without_each
from app.analysis.coefficients.segmentation import windowdiff
from app.analysis.coefficients.sets import alpha_over_sets, jaccard, masi, set_distance
from app.analysis.coefficients.spans import span_f1_characters, span_f1_exact, span_f1_overlap
from app.analysis.coefficients.unitizing import alpha_of_characters, u_alpha, u_alpha_binary, u_alpha_of
from app.analysis.undefined import Undefined
from tests.analysis.agreement_cases import OURS, cases, rows_of

Case = dict[str, Any]
Answer = float | Undefined


def params(case: Case) -> dict[str, Any]:
    return case.get("params") or {}


def table(case: Case) -> list[Pattern[Hashable]]:
    return patterns(rows_of(case["data"]))


def presence(case: Case) -> list[Pattern[bool]]:
    return list(dichotomised(table(case), params(case).get("value", 1)))


def categories(case: Case) -> int:
    """The number to choose from: as the case says, as its contingency table has them, or as they were used."""
    named = case["data"].get("categories") or {value for row in rows_of(case["data"]) for value in row} - {None}
    return params(case).get("q", len(named))


def texts(case: Case) -> list[Continuum[str]]:
    data = case["data"]
    assert data["form"] in ("segments", "documents"), f"{data['form']} is no text"
    return [
        Continuum(text["length"], frozenset(text["coders"]), frozenset(Mark(*mark) for mark in text["segments"]))
        for text in data.get("documents", [data])
    ]


def sets(case: Case) -> list[tuple[frozenset[str] | None, ...]]:
    assert case["data"]["form"] == "sets"
    return [tuple(None if one is None else frozenset(one) for one in row) for row in case["data"]["rows"]]


def ordinal(case: Case) -> Answer:
    some = table(case)
    return krippendorff_alpha(some, ordinal_spread(totals(one for one in some if one.values > 1)))


def by_distance(case: Case) -> Answer:
    given = params(case)["distance"]

    def distance(first: Hashable, second: Hashable) -> float:
        return given[f"{first}|{second}"] if f"{first}|{second}" in given else given[f"{second}|{first}"]

    return krippendorff_alpha(table(case), distance_spread(distance))


def of_groups(case: Case, weights: Callable[[list[str]], Any]) -> Answer:
    """Alpha of a code with the sums of its focus groups, weighted."""
    groups = list(dict.fromkeys(case["data"]["groups"]))
    rows = list(zip(case["data"]["groups"], case["data"]["rows"], strict=True))
    clusters = [[list(dichotomised(patterns(row for at, row in rows if at == group), 1))] for group in groups]
    quotient = nominal_alpha(weighted(presence_sums(clusters), np.array([weights(groups)], dtype=float)))
    return Quotient(quotient.over[0, 0], quotient.under[0, 0]).number(NO_VARIATION)


def resampled(case: Case) -> Answer:
    return of_groups(case, lambda groups: [params(case)["groups"].count(group) for group in groups])


def without_group(case: Case) -> Answer:
    return of_groups(case, lambda groups: without_each(groups)[params(case)["group"]])


def pair_distance(case: Case, distance: Any) -> float:
    [[first, second]] = sets(case)
    return set_distance(first, second, distance)


def boundaries(case: Case) -> Answer:
    assert case["data"]["form"] == "boundaries"
    first, second = ([mark == "1" for mark in case["data"][coder]] for coder in ("a", "b"))
    return windowdiff(first, second, case["data"]["k"])


COEFFICIENTS: dict[str, Callable[[Case], Answer]] = {
    "percent_agreement": lambda case: percent_agreement(table(case)),
    "positive_agreement": lambda case: positive_agreement(presence(case)),
    "negative_agreement": lambda case: negative_agreement(presence(case)),
    "krippendorff_alpha_nominal": lambda case: krippendorff_alpha(table(case)),
    "krippendorff_alpha_interval": lambda case: krippendorff_alpha(table(case), interval_spread),
    "krippendorff_alpha_ordinal": ordinal,
    "krippendorff_alpha_distance": by_distance,
    "krippendorff_alpha_value": lambda case: alpha_of_value(table(case), params(case)["value"]),
    "krippendorff_alpha_nominal_resample": resampled,
    "krippendorff_alpha_nominal_without_group": without_group,
    "cohen_kappa": lambda case: cohen_kappa(rows_of(case["data"])),
    "scott_pi": lambda case: scott_pi(rows_of(case["data"])),
    "fleiss_kappa": lambda case: fleiss_kappa(table(case)),
    "fleiss_kappa_category": lambda case: fleiss_kappa_of(table(case), params(case)["value"]),
    "conger_kappa": lambda case: conger_kappa(rows_of(case["data"])),
    "light_kappa": lambda case: light_kappa(rows_of(case["data"])),
    "brennan_prediger": lambda case: brennan_prediger(table(case), categories(case)),
    "gwet_ac1": lambda case: gwet_ac1(table(case), categories(case)),
    "masi_distance": lambda case: pair_distance(case, masi),
    "jaccard_distance": lambda case: pair_distance(case, jaccard),
    "alpha_masi": lambda case: alpha_over_sets(patterns(sets(case)), masi),
    "alpha_jaccard": lambda case: alpha_over_sets(patterns(sets(case)), jaccard),
    "u_alpha": lambda case: u_alpha(texts(case)),
    "u_alpha_binary": lambda case: u_alpha_binary(texts(case)),
    "u_alpha_code": lambda case: u_alpha_of(texts(case), params(case)["code"]),
    "cu_alpha": lambda case: cu_alpha(texts(case)),
    "ku_alpha": lambda case: ku_alpha(texts(case), params(case)["code"]),
    "alpha_binary_char": lambda case: alpha_of_characters(texts(case), params(case).get("code")),
    "span_f1_char": lambda case: span_f1_characters(texts(case), params(case).get("code")),
    "span_f1_exact": lambda case: span_f1_exact(texts(case)),
    "span_f1_overlap": lambda case: span_f1_overlap(texts(case), params(case)["iou"]),
    "windowdiff": boundaries,
}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_reference_case_is_met(case: Case):
    assert case["coefficient"] in COEFFICIENTS, f"no coefficient {case['coefficient']}"

    found = COEFFICIENTS[case["coefficient"]](case)

    if case["expected"] is None:
        assert isinstance(found, Undefined)
        assert found.reason.endswith(".")
    else:
        assert found == pytest.approx(case["expected"], abs=case["tolerance"], rel=0)


def test_our_own_file_is_whole():
    assert OURS.read_text(encoding="utf-8").count('"tolerance":') == 131  # once for each case, once in the conventions
