"""What a cell of the matrix shows: a count as it is, per 1,000 words, or as a share of what could be counted."""

from enum import StrEnum
from typing import Final

from app.analysis.counting import Counts
from app.analysis.undefined import Undefined
from app.sentences import N_

PER_WORDS: Final = 1_000
NO_RATE: Final = Undefined(N_("Participants and focus groups are counted as they are, or as a share."))
NOTHING_TO_SHARE: Final = Undefined(N_("There is nothing here that this could be a share of."))


class Counted(StrEnum):
    """What is counted; the value is the field of `Counts`."""

    PASSAGES = "passages"
    TURNS = "turns"
    WORDS = "words"
    PARTICIPANTS = "participants"
    FOCUS_GROUPS = "focus_groups"


class Scale(StrEnum):
    """How a count is shown."""

    RAW = "raw"
    PER_WORDS = "per-1000-words"
    SHARE = "share"


def measured(counts: Counts, whole: Counts, counted: Counted, scale: Scale) -> int | float | Undefined:
    """Return what a cell shows. `whole` is what could be counted there.

    The whole is all coded passages, and all turns, words, participants and focus groups that are counted there. A rate
    is per 1,000 words said there; a share is from 0 to 1.
    """
    value: int = getattr(counts, counted.value)
    if scale is Scale.RAW:
        return value
    if scale is Scale.PER_WORDS:
        if counted in {Counted.PARTICIPANTS, Counted.FOCUS_GROUPS}:
            return NO_RATE
        return PER_WORDS * value / whole.words if whole.words else NOTHING_TO_SHARE
    of: int = getattr(whole, counted.value)
    return value / of if of else NOTHING_TO_SHARE
