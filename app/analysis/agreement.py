"""How far coders who read the same turns agree about one code."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.analysis.coefficients.alpha import nominal_alpha
from app.analysis.coefficients.percent import percent, positive
from app.analysis.coefficients.ratings import Pattern
from app.analysis.coefficients.sums import sums_of
from app.analysis.undefined import Undefined
from app.sentences import N_

NO_TURNS = Undefined(N_("There are no turns of participants to compare."))
TOO_FEW_READERS = Undefined(
    N_("No turn of a participant has been read by two coders who have marked their reading as done.")
)
NOBODY_USED_IT = Undefined(N_("Nobody used this code, so there is nothing to compare."))
EVERYBODY_USED_IT = Undefined(N_("Everyone used this code on every turn, so agreement cannot be told from chance."))

RARE_BELOW = 5

Transcript = TypeVar("Transcript", bound=Hashable)


@dataclass(frozen=True, slots=True)
class TurnOf(Generic[Transcript]):
    """One turn: its transcript, and its place in it."""

    transcript: Transcript
    position: int


@dataclass(frozen=True, slots=True)
class Judged:
    """One turn and one code: how many readers are done with the turn, how many of them put the code on it."""

    readers: int
    carrying: int

    def __post_init__(self) -> None:
        if not 0 <= self.carrying <= self.readers:
            raise ValueError(f"{self.carrying} of {self.readers} readers cannot put a code on a turn")


@dataclass(frozen=True, slots=True)
class CodeAgreement:
    """Agreement about one code, over the turns that two coders or more have read.

    `turns` counts those turns; `carried_by_any` and `carried_by_all` those of them on which at least one
    reader, and every reader, put the code. The three coefficients are described at `code_agreement`.
    """

    turns: int
    carried_by_any: int
    carried_by_all: int
    alpha: float | Undefined
    percent: float | Undefined
    positive: float | Undefined

    @property
    def rare(self) -> bool:
        """Fewer than five turns carry the code: one turn more or less would move the coefficients far."""
        return self.carried_by_any < RARE_BELOW


def judged(
    turns: Iterable[TurnOf[Transcript]],
    readers: Mapping[Transcript, AbstractSet[Hashable]],
    carried: Mapping[TurnOf[Transcript], AbstractSet[Hashable]],
) -> Iterator[Judged]:
    """Count, for one code, each turn's readers and those of them who put the code on it.

    `readers` holds the coders who are done with each transcript; `carried` the coders who put the code on
    each turn. A reader who is not in `carried` decided "no"; a coder who is not in `readers` decided nothing,
    so their codings are left out. For a code made after a coder's reading was done, the caller leaves that
    coder out of `readers`. Where coders read stretches, a stretch may stand for the transcript.
    """
    nobody: frozenset[Hashable] = frozenset()
    for turn in turns:
        done = readers.get(turn.transcript, nobody)
        yield Judged(len(done), len(done & carried.get(turn, nobody)))


def code_agreement(turns: Iterable[Judged]) -> CodeAgreement:
    """Compare the readers of each turn about one code: it is there, or it is not.

    Turns with fewer than two readers are dropped; when no turn is left, nothing is defined.

    - `alpha`, Krippendorff's alpha (`krippendorff_alpha` with two values), at most 1; below 0 when coders differ more
      than by chance. Undefined when nobody, or everybody everywhere, used the code.
    - `percent`, the mean over turns of the share of pairs of readers who agree, 0 to 1 (`percent_agreement`).
    - `positive`, agreement about presence, 0 to 1 (`positive_agreement`). Undefined when nobody used the code.

    Sums are exact; each result is rounded once. The sources stand with the three functions in `coefficients`.
    """
    return counted_agreement(Counter((turn.readers, turn.carrying) for turn in turns))


def counted_agreement(every: Mapping[tuple[int, int], int]) -> CodeAgreement:
    """Compare as `code_agreement`, from how many turns have (readers, those of them who put the code on it)."""
    compared = {(m, x): count for (m, x), count in every.items() if m > 1}
    sums = sums_of(Pattern({True: x, False: m - x}, count) for (m, x), count in compared.items())
    missing = None if compared else TOO_FEW_READERS if every else NO_TURNS
    return CodeAgreement(
        turns=sum(compared.values()),
        carried_by_any=sum(count for (_, x), count in compared.items() if x > 0),
        carried_by_all=sum(count for (m, x), count in compared.items() if x == m),
        alpha=missing or nominal_alpha(sums).number(EVERYBODY_USED_IT if sums.totals[True] else NOBODY_USED_IT),
        percent=missing or percent(sums).number(TOO_FEW_READERS),
        positive=missing or positive(sums).number(NOBODY_USED_IT),
    )
