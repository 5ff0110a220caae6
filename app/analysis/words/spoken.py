"""The words of turns: each with its place, without placeholders and remarks of the transcriber.

A position is a number of Unicode code points in the transcript's words, as everywhere (`app.analysis.passages`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from app.analysis.passages import WORD
from app.analysis.words.stop_words import REMARKS

IN_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]|\([^()]*\)")
LETTER: Final = re.compile(r"[^\W\d_]")
NOTHING: Final[frozenset[str]] = frozenset()
APOSTROPHES: Final = str.maketrans("\u2019\u2018", "''")


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """One turn of a participant: where it stands, who speaks, and the words as stored, which begin at `start`.

    `participant` is the person, so that somebody who came twice is one. Turns of moderators and of those who are not
    counted are left out by whoever asks; where they are needed (`interaction`), `participant` is None for them.
    """

    transcript: UUID
    focus_group: UUID
    stakeholder: UUID
    participant: UUID | None
    number: int
    start: int
    words: str


class Word(NamedTuple):
    """A word from `start` to `end` (not included) of its transcript; `form` is in small letters."""

    form: str
    start: int
    end: int


def folded(word: str) -> str:
    """Return a word in small letters with straight apostrophes."""
    return word.casefold().translate(APOSTROPHES)


def stretches(turn: SpokenTurn, remarks: AbstractSet[str] = REMARKS) -> Iterator[list[Word]]:
    """Yield the words of a turn between placeholders and remarks, stretch by stretch, in order.

    Out are placeholders (`[name 1]`, anything in square brackets), and round brackets of which every word is a remark
    of the transcriber (`(pause)`, `(several laugh)`): both end a stretch, so that words across them are no neighbours.
    A word has at least one letter; a stretch without words is not yielded.
    """
    for first, last in _outside_brackets(turn.words, remarks):
        words = [
            Word(folded(match[0]), turn.start + match.start(), turn.start + match.end())
            for match in WORD.finditer(turn.words, first, last)
            if LETTER.search(match[0])
        ]
        if words:
            yield words


def _outside_brackets(words: str, remarks: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """Yield from where to where something is said, between placeholders and remarks."""
    at = 0
    for match in IN_BRACKETS.finditer(words) if "[" in words or "(" in words else ():
        if _is_outside(match[0], remarks):
            yield at, match.start()
            at = match.end()
    yield at, len(words)


def forms_of(turn: SpokenTurn) -> list[str]:
    """Return the words of a turn in small letters, in order, as `words_of` does, in half the time: without places."""
    return [
        form
        for first, last in _outside_brackets(turn.words, REMARKS)
        for form in WORD.findall(folded(turn.words[first:last]))
        if form.isalpha() or LETTER.search(form)
    ]


def words_of(turn: SpokenTurn, stop_words: AbstractSet[str] = NOTHING) -> Iterator[Word]:
    """Yield the words of a turn in order, without placeholders, remarks and stop words."""
    return (word for words in stretches(turn) for word in words if word.form not in stop_words)


def most_common_forms(turns: Iterable[SpokenTurn], key: Callable[[str], str]) -> dict[str, str]:
    """Return for each key, such as a stem, the form in which it is said most; of equals the first by alphabet."""
    counts: dict[str, dict[str, int]] = {}
    for turn in turns:
        for word in words_of(turn):
            forms = counts.setdefault(key(word.form), {})
            forms[word.form] = forms.get(word.form, 0) + 1
    return {one: min(forms, key=lambda form: (-forms[form], form)) for one, forms in counts.items()}


def _is_outside(bracket: str, remarks: AbstractSet[str]) -> bool:
    """Whether what stands in brackets was not said: a placeholder, or nothing but words of the transcriber."""
    said = WORD.findall(bracket)
    return bracket.startswith("[") or all(folded(word) in remarks or not LETTER.search(word) for word in said)
