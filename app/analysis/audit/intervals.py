"""How sure the audit's numbers are: intervals from drawing blocks within focus groups, and leaving one group out."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from app.analysis.audit.certainty import Certainty, Part
from app.analysis.audit.tally import Book, readers_of
from app.analysis.coefficients.alpha import alpha
from app.analysis.coefficients.quotient import Quotient
from app.analysis.coefficients.ratings import NO_PAIRS, NO_VARIATION
from app.analysis.coefficients.resampling import FEWEST_CLUSTERS, Draws, Floats, drawn_in_parts, without_each
from app.analysis.undefined import Undefined

PAIRS, VALUES, YES, SPLIT = range(4)  # what is summed for each cluster and row


def certainties(parts: Sequence[Part], book: Book, seed: int, draws: int) -> list[Certainty]:
    """Return, for each row, the interval of Krippendorff's alpha and its values without each focus group.

    The numbers are those of `report_of` for the table of the same units.
    """
    names, sums = _clusters(parts, book)
    strata = [group for group, _ in names]
    weights = np.concatenate([_weighted(some, sums) for some in drawn_in_parts(strata, seed, draws)], axis=1)
    resampled = Draws(tuple(strata), seed, FEWEST_CLUSTERS, np.empty((0, 0)))
    left = {group: _weighted(one[None, :], sums)[:, 0] for group, one in without_each(strata).items()}
    return [
        Certainty(
            resampled.interval(_alpha(weights[:, :, row]), (sums[PAIRS, :, row] > 0).tolist()),
            {group: _number(one[:, row]) for group, one in left.items()} if len(left) > 1 else {},
        )
        for row in range(book.rows)
    ]


def _weighted(weights: Floats, sums: Floats) -> Floats:
    """Return the sums of each draw: sums x draws x rows."""
    kinds, clusters, rows = sums.shape
    together = weights @ sums.transpose(1, 0, 2).reshape(clusters, kinds * rows)
    return together.reshape(len(weights), kinds, rows).transpose(1, 0, 2)


def _alpha(sums: Floats) -> Quotient:
    yes, values = sums[YES], sums[VALUES]
    return alpha(values, sums[SPLIT], 2 * yes * (values - yes))


def _number(sums: Floats) -> float | Undefined:
    return _alpha(sums).number(NO_VARIATION) if sums[PAIRS] else NO_PAIRS


def _clusters(parts: Sequence[Part], book: Book) -> tuple[list[tuple[str, str]], Floats]:
    """Return the names of the clusters in their order, and their sums: sums x clusters x rows."""
    names = sorted(
        {
            (part.focus_group, part.blocks[block])
            for part in parts
            for c in part.tally.parts.values()
            for block in c.seen
        }
    )
    places = {name: place for place, name in enumerate(names)}
    rows = [row for part in parts for row in _rows(part, book, places)]
    cluster, row, able, did, units = np.array(rows, dtype=np.float64).reshape(-1, 5).T
    paired = units * (able > 1)
    at, shape = (cluster * book.rows + row).astype(np.int64), (len(names), book.rows)
    amounts = (paired, paired * able, paired * did, 2 * paired * did * (able - did) / np.maximum(able - 1, 1))
    summed = [np.bincount(at, one, minlength=shape[0] * shape[1]).reshape(shape) for one in amounts]
    return names, np.stack(summed)


def _rows(part: Part, book: Book, places: Mapping[tuple[str, str], int]) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield cluster, row, how many could and how many did, and on how many units."""
    for readings, counts in part.tally.parts.items():
        able = [mask.bit_count() for mask in readers_of(readings, book).able]
        at = {block: places[part.focus_group, part.blocks[block]] for block in counts.seen}
        left = {block: [units] * book.rows for block, units in counts.seen.items()}
        for (block, row, did), units in counts.marked.items():
            left[block][row] -= units
            yield at[block], row, able[row], did.bit_count(), units
        for block, some in left.items():
            for row, units in enumerate(some):
                yield at[block], row, able[row], 0, units
