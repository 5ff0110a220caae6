"""Where meaning units begin: how two coders divide a text, whatever they say of the parts."""

from collections.abc import Sequence
from itertools import accumulate

from app.analysis.undefined import Undefined
from app.sentences import N_

TOO_SHORT = Undefined(N_("The text is shorter than one window."))


def windowdiff(first: Sequence[bool], second: Sequence[bool], width: int) -> float | Undefined:
    """Return the share of windows in which two coders set unequally many boundaries, 0 (alike) to 1.

    `first[i]` and `second[i]` say whether a boundary was set at place i. A window covers `width` places, 1 or more;
    half the mean length of a part is usual. Undefined when no window fits. Raises ValueError when the texts are
    unequally long or the width is below 1.

    Source: L. Pevzner and M. A. Hearst (2002), A critique and improvement of an evaluation metric for text
    segmentation, Computational Linguistics 28(1), 19-36.
    """
    if len(first) != len(second) or width < 1:
        raise ValueError(f"windows of {width} over texts of {len(first)} and {len(second)} places")
    windows = len(first) - width + 1
    if windows < 1:
        return TOO_SHORT
    more = list(accumulate((bool(one) - bool(other) for one, other in zip(first, second, strict=True)), initial=0))
    return sum(more[place + width] != more[place] for place in range(windows)) / windows
