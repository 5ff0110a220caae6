"""Who took up what somebody said: when that person's words are removed, their echo may still tell what they were."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from app.importing.anonymising.forms import WORD, Form, folded
from app.importing.anonymising.placeholders import is_remark

NEXT_TURNS: Final = 5
SEQUENCE: Final = 3  # words
# On the scale of G. K. Zipf: the logarithm of how often a word is said in a thousand million words.
RARE: Final = 3.5
FREQUENT: Final = 5.3  # a sequence of nothing but such words (`and then I`) is nobody's own
SHORTEST: Final = 3  # letters of a rare word: shorter ones are mostly `eh` and `mm`
PLACEHOLDER_OR_WORD: Final = re.compile(rf"\[[^\[\]\n]*\]|{WORD.pattern}")

Commonness = Callable[[str], float]  # of a word without capitals; 0 for one that is in no list


class Said(Protocol):
    """A turn: its number in the transcript and its words."""

    @property
    def number(self) -> int: ...
    @property
    def words(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Echo:
    """Somebody else's turn with the words and sequences that it shares; `named` says that it names the person's label.

    Only sharing within the next five turns counts; a label may be named anywhere.
    """

    turn: int
    shared: tuple[str, ...]
    named: bool


def echoes(
    of_person: Sequence[Said], others: Sequence[Said], label: str, commonness: Commonness, within: int = NEXT_TURNS
) -> tuple[Echo, ...]:
    """Return others' turns in which a person's words live on: rare words, sequences of three and more, and the label.

    Both are turns of one transcript. A placeholder is one word, and a rare one.
    """
    said = {turn.number: _tokens(turn.words) for turn in of_person}
    found = []
    for turn in sorted(others, key=lambda turn: turn.number):
        tokens = _tokens(turn.words)
        before = [said[number] for number in range(turn.number - within, turn.number) if number in said]
        shared = tuple(dict.fromkeys(_shared(tokens, before, commonness))) if before else ()
        named = _names(tokens, label)
        if shared or named:
            found.append(Echo(turn.number, shared, named))
    return tuple(found)


def _tokens(words: str) -> Form:
    """Return the folded words with placeholders as one word each, without remarks such as `[laughs]`."""
    found = (match[0] for match in PLACEHOLDER_OR_WORD.finditer(words))
    return tuple(
        token.casefold() if token.startswith("[") else folded(token)[0]
        for token in found
        if not (token.startswith("[") and is_remark(token[1:-1]))
    )


def _shared(tokens: Form, before: Sequence[Form], commonness: Commonness) -> Iterator[str]:
    """Yield the sequences, then the rare words outside them, that were said in one of the turns before."""
    sequences = {turn[start : start + SEQUENCE] for turn in before for start in range(len(turn) - SEQUENCE + 1)}
    in_sequence: set[int] = set()
    for start, end in _runs(tokens, sequences):
        run = tokens[start:end]
        if any(_weight(token, commonness) < FREQUENT for token in run):
            in_sequence.update(range(start, end))
            yield " ".join(run)
    known = {token for turn in before for token in turn}
    outside = [token for number, token in enumerate(tokens) if number not in in_sequence and token in known]
    yield from (token for token in outside if len(token) >= SHORTEST and _weight(token, commonness) < RARE)


def _runs(tokens: Form, sequences: set[Form]) -> Iterator[tuple[int, int]]:
    """Yield the longest stretches of the tokens all of whose sequences are known."""
    start = 0
    while start <= len(tokens) - SEQUENCE:
        end = start
        while tokens[end : end + SEQUENCE] in sequences:
            end += 1
        if end > start:
            yield start, end + SEQUENCE - 1
        start = end + 1


def _weight(token: str, commonness: Commonness) -> float:
    return 0 if token.startswith("[") else commonness(token)


def _names(tokens: Form, label: str) -> bool:
    """Whether the label is said. One letter is no label that could be told from a word (`I`)."""
    name = folded(label)
    return len("".join(name)) > 1 and any(
        tokens[start : start + len(name)] == name for start in range(len(tokens) - len(name) + 1)
    )
