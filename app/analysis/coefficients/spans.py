"""F1 of marks: one coder's marks against another's, as in information extraction. Not corrected for chance."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.analysis.coefficients.continuum import Code, Continuum, Mark, presence_patterns
from app.analysis.coefficients.percent import positive_agreement
from app.analysis.coefficients.ratings import NEVER_GIVEN, NO_PAIRS, NOT_TWO
from app.analysis.undefined import Undefined


def span_f1_characters(texts: Iterable[Continuum[Code]], code: Code | None) -> float | Undefined:
    """Return 2 x the characters that both marked with a code (None: any) / those of the one + those of the other.

    0 to 1: the positive agreement of characters. Undefined when a text has more or fewer than two readers, without
    texts, and when nobody used the code.
    """
    some = list(texts)
    found = _not_two(some)
    return found or positive_agreement(pattern for text in some for pattern in presence_patterns(text, code))


def span_f1_exact(texts: Iterable[Continuum[Code]]) -> float | Undefined:
    """Return 2 x the marks with the same start, end and code / the marks of the one + those of the other, 0 to 1.

    Undefined as `span_f1_characters`, and when nobody marked anything.
    """
    return _matched(texts, 1)


def span_f1_overlap(texts: Iterable[Continuum[Code]], share: float) -> float | Undefined:
    """Return 2 x the matched marks / the marks of the one + those of the other, 0 to 1.

    Two marks with the same code may match when the characters in both are at least `share` of those in either (their
    intersection over union), and each matches one other at most; as many as possible match. Undefined as
    `span_f1_exact`. Raises ValueError unless 0 < share <= 1.
    """
    if not 0 < share <= 1:
        raise ValueError(f"a share of {share} is not above 0 and at most 1")
    return _matched(texts, share)


def _matched(texts: Iterable[Continuum[Code]], share: float) -> float | Undefined:
    some = list(texts)
    if found := _not_two(some):
        return found
    marks = matches = 0
    for text in some:
        first, second = sorted(text.coders, key=repr)
        one = [mark for mark in text.counted if mark.coder == first]
        other = [mark for mark in text.counted if mark.coder == second]
        marks += len(one) + len(other)
        matches += most_matches({place: list(_similar(mark, other, share)) for place, mark in enumerate(one)})
    return 2 * matches / marks if marks else NEVER_GIVEN


def _similar(mark: Mark[Code], others: Sequence[Mark[Code]], share: float) -> Iterator[int]:
    """Yield the places of the marks that may match."""
    for place, other in enumerate(others):
        shared = min(mark.end, other.end) - max(mark.start, other.start)
        either = mark.end - mark.start + other.end - other.start - shared
        if mark.code == other.code and shared > 0 and shared >= share * either:
            yield place


def most_matches(may_match: Mapping[int, Sequence[int]]) -> int:
    """Return how many can be matched one to one at most, by augmenting paths (H. W. Kuhn 1955)."""
    taken_by: dict[int, int] = {}

    def finds(one: int, tried: set[int]) -> bool:
        for other in may_match[one]:
            if other not in tried:
                tried.add(other)
                if other not in taken_by or finds(taken_by[other], tried):
                    taken_by[other] = one
                    return True
        return False

    return sum(finds(one, set()) for one in may_match)


def _not_two(texts: Sequence[Continuum[Code]]) -> Undefined | None:
    if not texts:
        return NO_PAIRS
    return NOT_TWO if any(len(text.coders) != 2 for text in texts) else None
