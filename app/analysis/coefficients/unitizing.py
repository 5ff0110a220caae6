"""Krippendorff's alphas for unitizing: whether coders mark the same stretches, with the same codes.

Source of all: K. Krippendorff, Y. Mathet, S. Bouvry and A. Widlöcher (2016), On the reliability of unitizing textual
continua: further developments, Quality & Quantity 50(6), 2347-2364. They take texts read by the same coders; here the
sums of texts with different coders are added, each with its own 1 / (m - 1), and divided once.

Each reader of a text gives every character one value, a code or a gap. A mark stays one piece: a piece of length l has
l² pairs of its own characters, which chance cannot set against each other. A gap is taken character by character. A
text with fewer than two readers is left out. All are at most 1; 0 is what chance would bring.
"""

from collections.abc import Iterable, Sequence

from app.analysis.coefficients.alpha import krippendorff_alpha
from app.analysis.coefficients.continuum import Code, Continuum, gap_patterns, presence_patterns, refuse_overlaps
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NO_PAIRS, NO_UNITS, NO_VARIATION
from app.analysis.coefficients.sums import nominal_spread, sums_of
from app.analysis.undefined import Undefined


def u_alpha(texts: Iterable[Continuum[Code]]) -> float | Undefined:
    """Return how far coders agree on the stretches and their codes.

    Undefined without texts, without a text that two coders read, and when every character has the same value. Raises
    ValueError when marks of one coder overlap: use `u_alpha_of`.
    """
    return _u_alpha(not_overlapping(texts))


def u_alpha_binary(texts: Iterable[Continuum[Code]]) -> float | Undefined:
    """Return how far coders agree on what is worth a mark, whatever the code. Undefined and refused as `u_alpha`.

    Marks that touch stay separate.
    """
    return _u_alpha([text.unnamed() for text in not_overlapping(texts)])


def u_alpha_of(texts: Iterable[Continuum[Code]], code: Code) -> float | Undefined:
    """Return how far coders agree where one code begins and ends, against everything else.

    This is the number for codes that overlap: marks of one coder with the code that overlap or touch are put together
    first, other codes count as gaps. Undefined as `u_alpha`.
    """
    return _u_alpha([text.marked_with(code) for text in texts])


def alpha_of_characters(texts: Iterable[Continuum[Code]], code: Code | None) -> float | Undefined:
    """Return Krippendorff's alpha with the character as unit: marked with a code (None: with any) or not.

    Undefined as `krippendorff_alpha`.
    """
    return krippendorff_alpha(pattern for text in texts for pattern in presence_patterns(text, code))


def not_overlapping(texts: Iterable[Continuum[Code]]) -> list[Continuum[Code]]:
    """Return the texts, or raise ValueError where marks of one coder overlap."""
    every = list(texts)
    for text in every:
        refuse_overlaps(text)
    return every


def read_by_two(texts: Sequence[Continuum[Code]]) -> list[Continuum[Code]] | Undefined:
    """Return the texts that two coders read, or why there are none."""
    some = [text for text in texts if text.length and len(text.coders) > 1]
    if some:
        return some
    return NO_PAIRS if any(text.length and text.coders for text in texts) else NO_UNITS


def _u_alpha(texts: Sequence[Continuum[Code]]) -> float | Undefined:
    some = read_by_two(texts)
    if isinstance(some, Undefined):
        return some
    sums = sums_of(pattern for text in some for pattern in gap_patterns(text))
    own = sum(_own_pairs(text) for text in some)
    chance = sums.values * nominal_spread(sums.totals)
    return Quotient(sums.split * (sums.values * sums.values - own), chance).number(NO_VARIATION)


def _own_pairs(text: Continuum[Code]) -> int:
    """Count pairs of characters within a piece: squares of the lengths of marks, and each character of a gap."""
    lengths = [mark.end - mark.start for mark in text.counted]
    return sum(length * length for length in lengths) + len(text.coders) * text.length - sum(lengths)
