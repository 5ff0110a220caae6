"""How the number of codes grows from focus group to focus group, as held and in any order: per stakeholder."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Final
from uuid import UUID

from app.analysis.undefined import Undefined
from app.sentences import N_

NO_CODES: Final = Undefined(N_("This focus group carries no codes, so none of them can be new."))


@dataclass(frozen=True, slots=True)
class Sample:
    """One focus group, or one transcript, with its stakeholder and the codes that it carries."""

    id: UUID
    stakeholder: UUID
    codes: AbstractSet[UUID]


@dataclass(frozen=True, slots=True)
class Step:
    """The codes after one more sample.

    `carried` are the codes of this sample, `new` those of them that no earlier one carries, `found` all codes up to
    here; `new_share` is new / carried, 0 to 1. `expected` is the mean of `found` over all orders of the samples.
    """

    sample: UUID
    carried: int
    new: int
    found: int
    new_share: float | Undefined
    expected: float


@dataclass(frozen=True, slots=True)
class Growth:
    """A curve: its steps in the order given; `stakeholder` is None for all of them together.

    `once` and `twice` are the numbers of codes that one sample only, and two samples, carry: many of them say that more
    samples would bring more codes.
    """

    stakeholder: UUID | None
    steps: tuple[Step, ...]
    once: int
    twice: int


def growth(samples: Sequence[Sample]) -> tuple[Growth, ...]:
    """Return the curve of all samples, then one for each stakeholder, in the order in which they come first.

    The order given is the actual one, such as that in which the conversations were held, or read. Without samples there
    is one curve without steps. No curve says that nothing new would come: it shows what was found, by these coders.
    """
    kinds = dict.fromkeys(sample.stakeholder for sample in samples)
    own = [(kind, [sample for sample in samples if sample.stakeholder == kind]) for kind in kinds]
    return (_curve(None, samples), *(_curve(kind, some) for kind, some in own))


def expected_codes(samples: Sequence[AbstractSet[UUID]]) -> tuple[float, ...]:
    """Return the mean number of different codes in 1, 2, ... of the samples, over all orders; exact, not simulated.

    With n samples, of which n_i carry the code i, the first t samples of a random order miss it with probability
    C(n - n_i, t) / C(n, t); the mean is the sum over the codes of 1 minus that. Sums are exact, rounded once.

    Sources: K. I. Ugland, J. S. Gray and K. E. Ellingsen (2003), The species-accumulation curve and estimation of
    species richness, Journal of Animal Ecology 72(5), 888-897; R. K. Colwell, C. X. Mao and J. Chang (2004),
    Interpolating, extrapolating, and comparing incidence-based species accumulation curves, Ecology 85(10), 2717-2727.
    """
    n = len(samples)
    carrying = _how_many(Counter(code for codes in samples for code in codes))
    return tuple(
        float(sum(many * (1 - Fraction(comb(n - some, t), comb(n, t))) for some, many in carrying.items()))
        for t in range(1, n + 1)
    )


def _how_many(samples_of: Mapping[UUID, int]) -> Mapping[int, int]:
    """Return how many codes are carried by so many samples."""
    return Counter(samples_of.values())


def _curve(stakeholder: UUID | None, samples: Sequence[Sample]) -> Growth:
    steps, found = [], set[UUID]()
    for sample, mean in zip(samples, expected_codes([sample.codes for sample in samples]), strict=True):
        carried, new = len(sample.codes), len(sample.codes - found)
        found |= sample.codes
        share = new / carried if carried else NO_CODES
        steps.append(Step(sample.id, carried, new, len(found), share, mean))
    carrying = _how_many(_samples_of(samples))
    return Growth(stakeholder, tuple(steps), once=carrying.get(1, 0), twice=carrying.get(2, 0))


def _samples_of(samples: Iterable[Sample]) -> Mapping[UUID, int]:
    return Counter(code for sample in samples for code in sample.codes)
