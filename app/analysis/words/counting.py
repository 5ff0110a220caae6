"""What the words room asks of the worker, and what comes back: tables of words, ready to be shown."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.analysis.undefined import Undefined
from app.analysis.words.collocations import collocations
from app.analysis.words.frequency import frequencies, same
from app.analysis.words.keyness import keyness
from app.analysis.words.spoken import SpokenTurn, most_common_forms

MOST: Final = 100  # lines of a table


class View(StrEnum):
    """A way to look at words."""

    FREQUENCY = "frequency"
    KEYNESS = "keyness"
    COLLOCATIONS = "collocations"


@dataclass(frozen=True, slots=True)
class AskedWords:
    """Turns of one side, and for keyness those of the other; `stems` joins the forms of a word in the language."""

    view: View
    turns: tuple[SpokenTurn, ...]
    others: tuple[SpokenTurn, ...]
    stop_words: frozenset[str]
    language: str
    stems: bool


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word: how often, in how many turns, from how many people, in how many focus groups, how unevenly spread."""

    word: str
    count: int
    turns: int
    participants: int
    focus_groups: int
    deviation: float | None


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A word on two sides: counts, rates in a thousand words, in how many focus groups of each; see `keyness`."""

    word: str
    counts: tuple[int, int]
    rates: tuple[float | None, float | None]
    heard_in: tuple[int, int]
    log_ratio: float
    g2: float
    deviation: float | None


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two words that stand together: how often, in how many focus groups; see `collocations`."""

    words: tuple[str, str]
    count: int
    focus_groups: int
    g2: float
    pmi: float


@dataclass(frozen=True, slots=True)
class Worded:
    """The answer: one of three tables, all words said on each side, and the focus groups of each side."""

    words: tuple[WordLine, ...] = ()
    keys: tuple[KeyLine, ...] = ()
    pairs: tuple[PairLine, ...] = ()
    said: tuple[int, int] = (0, 0)
    focus_groups: tuple[int, int] = (0, 0)


def worded(asked: AskedWords, stem: Callable[[str], str]) -> Worded:
    """Count the words as they are asked for; `stem` is used where stems are asked for."""
    key = stem if asked.stems else same
    forms = most_common_forms((*asked.turns, *asked.others), key) if asked.stems else {}
    if asked.view is View.COLLOCATIONS:
        pairs = collocations(asked.turns, asked.stop_words, key)[:MOST]
        lines = (
            PairLine((_form(one.first, forms), _form(one.second, forms)), one.count, one.focus_groups,
                     one.log_likelihood, one.pmi)
            for one in pairs
        )  # fmt: skip
        return Worded(pairs=tuple(lines), focus_groups=(_groups(asked.turns), 0))
    first = frequencies(asked.turns, asked.stop_words, key)
    if asked.view is View.FREQUENCY:
        words = (
            WordLine(_form(one.word, forms), one.count, one.turns, one.participants, one.focus_groups,
                     _number(one.deviation))
            for one in first.words[:MOST]
        )  # fmt: skip
        return Worded(words=tuple(words), said=(first.said, 0), focus_groups=(len(first.by_focus_group), 0))
    second = frequencies(asked.others, asked.stop_words, key)
    keys = (
        KeyLine(
            _form(one.word, forms), (one.first.count, one.second.count),
            (_number(one.first.per_thousand), _number(one.second.per_thousand)),
            (one.first.heard_in, one.second.heard_in), one.log_ratio, one.g2, _number(one.louder.deviation),
        )
        for one in keyness(first, second)
        if not isinstance(one.log_ratio, Undefined) and not isinstance(one.g2, Undefined)
    )  # fmt: skip
    return Worded(
        keys=tuple(keys)[:MOST], said=(first.said, second.said),
        focus_groups=(len(first.by_focus_group), len(second.by_focus_group)),
    )  # fmt: skip


def _form(word: str, forms: dict[str, str]) -> str:
    return forms.get(word, word)


def _number(found: float | Undefined) -> float | None:
    return None if isinstance(found, Undefined) else found


def _groups(turns: tuple[SpokenTurn, ...]) -> int:
    return len(set[UUID](turn.focus_group for turn in turns))
