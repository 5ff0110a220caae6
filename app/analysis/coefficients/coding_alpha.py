"""The alphas of Krippendorff and others (2016) for codes on stretches that two coders marked: unitizing.py names them.

l_ck adds up, over the characters of all texts, the ordered pairs of coders of whom one gave code c and the other code
k, divided by m - 1 with m readers of the text; l_c and l are its sums. s_c adds up, over the marks with code c, the
square of the number of their characters that another coder marked, with whatever code; s is its sum.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic

from app.analysis.coefficients.continuum import Code, Continuum, stretches
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NEVER_GIVEN, NO_VARIATION
from app.analysis.coefficients.unitizing import not_overlapping, read_by_two
from app.analysis.undefined import Undefined
from app.sentences import N_

NOTHING_MARKED_TWICE = Undefined(N_("No stretch was marked by two coders."))
TOO_LITTLE_MARKED = Undefined(N_("Two coders marked too little of the same text to tell agreement from chance."))


def cu_alpha(texts: Iterable[Continuum[Code]]) -> float | Undefined:
    """Return how far coders gave the same code, where two or more marked: at most 1.

    1 - sum of l_ck over c ≠ k / sum of e_ck over c ≠ k, with e_ck = l (l_c l_k - [c = k] s_c) / (l² - s). For codes
    that exclude each other. Undefined as `u_alpha`; when nothing was marked by two coders; when all of it has one code;
    and when so little was marked that l² is not above s. Raises ValueError when marks of one coder overlap.
    """
    sums = _marked_twice(texts)
    if isinstance(sums, Undefined):
        return sums
    every, own = sum(sums.given.values()), sum(sums.own.values())
    if every * every <= own:
        return TOO_LITTLE_MARKED
    chance = every * (every * every - sum(given * given for given in sums.given.values()))
    return Quotient((every - sum(sums.agreed.values())) * (every * every - own), chance).number(NO_VARIATION)


def ku_alpha(texts: Iterable[Continuum[Code]], code: Code) -> float | Undefined:
    """Return how far coders who marked the same as one of them with a code gave that code too: at most 1.

    1 - (e_k / l_k) (l_k - l_kk) / (e_k - e_kk), with e_k the sum of e_ck over c. Undefined and refused as `cu_alpha`,
    and when no stretch with the code was marked by two coders.
    """
    sums = _marked_twice(texts)
    if isinstance(sums, Undefined):
        return sums
    every, given = sum(sums.given.values()), sums.given.get(code, Fraction(0))
    if not given:
        return NEVER_GIVEN
    if every * every <= sum(sums.own.values()) or every * given <= sums.own[code]:
        return TOO_LITTLE_MARKED
    over = (every * given - sums.own[code]) * (given - sums.agreed[code])
    return Quotient(over, given * given * (every - given)).number(NO_VARIATION)


@dataclass(frozen=True, slots=True)
class _Sums(Generic[Code]):
    """For each code c: `given`, l_c; `agreed`, l_cc; `own`, s_c."""

    given: dict[Code, Fraction]
    agreed: dict[Code, Fraction]
    own: dict[Code, int]


def _marked_twice(texts: Iterable[Continuum[Code]]) -> _Sums[Code] | Undefined:
    some = read_by_two(not_overlapping(texts))
    if isinstance(some, Undefined):
        return some
    sums: _Sums[Code] = _Sums(defaultdict(Fraction), defaultdict(Fraction), defaultdict(int))
    for text in some:
        _add(text, sums)
    return sums if any(sums.given.values()) else NOTHING_MARKED_TWICE


def _add(text: Continuum[Code], sums: _Sums[Code]) -> None:
    twice_until = {0: 0}  # how many characters before a place were marked by two coders or more
    before = 0
    for start, end, given in stretches(text):
        marked = given.total()
        before += (end - start) * (marked > 1)
        twice_until[end] = before
        for code, count in given.items():
            weight = Fraction((end - start) * count, len(text.coders) - 1)
            sums.given[code] += weight * (marked - 1)
            sums.agreed[code] += weight * (count - 1)
    for mark in text.counted:
        sums.own[mark.code] += (twice_until[mark.end] - twice_until[mark.start]) ** 2
