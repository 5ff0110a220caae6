"""The labels under which turns are stored: P1, I, C, All, ?, or nothing. No name of the file is among them."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from app.importing.roles import Kind
from app.sentences import N_, Refusal

PARTICIPANT_NUMBER: Final = re.compile(r"p[ ._-]?0*(?P<number>[1-9]\d{0,2})", re.IGNORECASE)
STORED_LABEL: Final = re.compile(r"(?:P[1-9]\d{0,5}|[IC](?:[1-9]\d{0,5})?|All|\?)?", re.ASCII)
STORED: Final[Mapping[Kind, str]] = {Kind.SEVERAL: "All", Kind.UNKNOWN: "?", Kind.NONE: ""}
NUMBERED: Final[Mapping[Kind, str]] = {Kind.MODERATOR: "I", Kind.CO_MODERATOR: "C"}


class NotInTheGroup(Refusal):
    sentence = N_(
        "One of the labels was joined to a participant whom this focus group does not have. Choose again who it is."
    )


@dataclass(frozen=True, slots=True)
class Voice:
    """Who is behind a label of the file; `stored` names a participant whom the focus group has already."""

    label: str
    kind: Kind
    stored: str = ""


def is_stored_label(label: str) -> bool:
    """Whether a label is one of ours, which names nobody."""
    return bool(STORED_LABEL.fullmatch(label))


def stored_labels(voices: Mapping[str, Voice], taken: Collection[str]) -> dict[str, str]:
    """Return the label to store for each voice, given in order of their first turn.

    `taken` are the labels that the focus group has already. P3 is P3 again; a new participant gets a free number.
    """
    if any(voice.stored and voice.stored not in taken for voice in voices.values()):
        raise NotInTheGroup
    labels = {key: STORED[voice.kind] for key, voice in voices.items() if voice.kind in STORED}
    for kind, letter in NUMBERED.items():
        keys = [key for key, voice in voices.items() if voice.kind is kind]
        labels |= {key: letter if n == 1 else f"{letter}{n}" for n, key in enumerate(keys, start=1)}
    participants = {key: voice for key, voice in voices.items() if voice.kind is Kind.PARTICIPANT}
    return labels | numbered_participants(participants, taken)


def numbered_participants(voices: Mapping[str, Voice], taken: Collection[str]) -> dict[str, str]:
    """Keep labels like P1 for the first who has them, and give every other participant the next free number."""
    chosen = {key: voice.stored for key, voice in voices.items() if voice.stored}
    kept: dict[str, str] = {}
    for key, voice in voices.items():
        match = PARTICIPANT_NUMBER.fullmatch(voice.label)
        number = f"P{match['number']}" if match else ""
        if number and key not in chosen and number not in taken and number not in kept.values():
            kept[key] = number
    free = free_numbers({*taken, *chosen.values(), *kept.values()})
    return {key: chosen.get(key) or kept.get(key) or next(free) for key in voices}


def free_numbers(taken: Collection[str]) -> Iterator[str]:
    """Yield P1, P2, ... without those that are taken."""
    return (f"P{number}" for number in count(1) if f"P{number}" not in taken)
