"""Who is behind the labels: proposed here, confirmed by a person, and stored as numbers only."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from app.importing.roles import Kind, known_kind
from app.importing.turns import Draft
from app.sentences import N_, Refusal

__all__ = [
    "ConfirmedTurn",
    "Kind",
    "LabelFound",
    "LabelWithoutKind",
    "NoParticipants",
    "confirm",
    "labels_found",
]

FIRST_WORDS: Final = 80
PARTICIPANT_NUMBER: Final = re.compile(r"P[1-9]\d?", re.IGNORECASE)
STORED: Final[Mapping[Kind, str]] = {Kind.SEVERAL: "All", Kind.UNKNOWN: "?", Kind.NONE: ""}
NUMBERED: Final[Mapping[Kind, str]] = {Kind.MODERATOR: "I", Kind.CO_MODERATOR: "C"}


class LabelWithoutKind(Refusal):
    sentence = N_("Choose who is behind each label. Labels still without a choice: %(count)s.")


class NoParticipants(Refusal):
    sentence = N_("None of the labels is a participant. Choose participant for at least one of them.")


@dataclass(frozen=True, slots=True)
class LabelFound:
    """A label of the draft, with what helps to recognise who it is."""

    label: str
    turns: int
    first_words: str
    proposed: Kind


@dataclass(frozen=True, slots=True)
class ConfirmedTurn:
    """A turn under a label that is safe to store: P1, I, C, All, ?, or nothing."""

    label: str
    kind: Kind
    words: str


def labels_found(draft: Draft) -> tuple[LabelFound, ...]:
    """Return the labels in order of their first turn."""
    turns = Counter(turn.label for turn in draft.turns)
    first = {turn.label: turn.words for turn in reversed(draft.turns)}
    return tuple(
        LabelFound(label, turns[label], shortened(first[label]), known_kind(label) or Kind.PARTICIPANT)
        for label in turns
    )


def shortened(words: str) -> str:
    """Return the beginning of the words on one line, cut between words where that is possible."""
    line = words.replace("\n", " ")
    if len(line) <= FIRST_WORDS:
        return line
    beginning = line[: FIRST_WORDS - 1]
    return (beginning.rpartition(" ")[0] or beginning) + "…"


def confirm(draft: Draft, kinds: Mapping[str, Kind]) -> tuple[ConfirmedTurn, ...]:
    """Return the turns under the labels to store; of the file's own labels only those like P1 survive."""
    labels = tuple(dict.fromkeys(turn.label for turn in draft.turns))
    missing = sum(label not in kinds for label in labels)
    if missing:
        raise LabelWithoutKind(count=missing)
    if not any(kinds[label] is Kind.PARTICIPANT for label in labels):
        raise NoParticipants
    stored = stored_labels(labels, kinds)
    return tuple(ConfirmedTurn(stored[turn.label], kinds[turn.label], turn.words) for turn in draft.turns)


def stored_labels(labels: tuple[str, ...], kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Return the label to store for each label of the draft, given in order of their first turn."""
    by_kind = {kind: [label for label in labels if kinds[label] is kind] for kind in Kind}
    stored = {label: name for kind, name in STORED.items() for label in by_kind[kind]}
    for kind, letter in NUMBERED.items():
        stored |= {label: letter if n == 1 else f"{letter}{n}" for n, label in enumerate(by_kind[kind], start=1)}
    return stored | numbered_participants(by_kind[Kind.PARTICIPANT])


def numbered_participants(labels: list[str]) -> dict[str, str]:
    """Keep labels like P1, and give every other participant the next number that is free."""
    kept = {label: label.upper() for label in labels if PARTICIPANT_NUMBER.fullmatch(label)}
    free = free_numbers(frozenset(kept.values()))
    return {label: kept.get(label) or next(free) for label in labels}


def free_numbers(taken: frozenset[str]) -> Iterator[str]:
    """Yield P1, P2, ... without those that are taken."""
    return (f"P{number}" for number in count(1) if f"P{number}" not in taken)
