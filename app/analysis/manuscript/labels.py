"""The labels of quotes in a text, `P3 (FG, Service users 1)`: where they stand, and whether they exist."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.analysis.manuscript.study import Talk

PLACE: Final = re.compile(r"\{(participant|group|stakeholder)\}")
ONE_VOICE: Final = r"[^\W\d_]{1,4}[ -]?\d{1,3}"
SEPARATOR: Final = re.compile(r"\s*[,&/]\s*|\s+(?:and|og)\s+")
# A group that nobody knows is found by its form: words, and a number at the end.
ANY_GROUP: Final = r"[^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){0,5}[ -]?\d{1,3}"


class Existence(StrEnum):
    """Whether the study has what a label names."""

    KNOWN = "known"
    NO_SUCH_GROUP = "no such focus group"
    NO_SUCH_PARTICIPANT = "no such participant"


@dataclass(frozen=True, slots=True)
class Label:
    """A label in the text, from `start` to `end` (not included).

    `participants` are those it names, as written; empty where it names a focus group only. `group` is as the study
    writes it where it has it, else as the text writes it; empty where the label names none.
    """

    start: int
    end: int
    participants: tuple[str, ...]
    group: str
    existence: Existence


def labels(text: str, patterns: Iterable[str], talks: Sequence[Talk]) -> tuple[Label, ...]:
    """Return the labels of the text in order, none overlapping another.

    `patterns` are as a study writes them, with `{participant}`, `{group}` and `{stakeholder}`; the one that matches the
    longest wins. Blanks and the case of letters do not matter. A pattern that names neither participant nor group
    cannot be told from other words, and finds nothing.
    """
    groups = sorted({talk.focus_group for talk in talks})
    voices = sorted({turn.label for talk in talks for turn in talk.turns if turn.label[:1].isalnum()})
    matches = [
        match
        for pattern in dict.fromkeys(patterns)
        if "{group}" in pattern or "{participant}" in pattern
        for match in re.finditer(_expression(pattern, groups, voices), text, re.IGNORECASE)
    ]
    found: list[Label] = []
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if not found or match.start() >= found[-1].end:
            found.append(_label(match, talks))
    return tuple(found)


def _expression(pattern: str, groups: Sequence[str], voices: Sequence[str]) -> str:
    group, voice = _any_of(groups, ANY_GROUP), _any_of(voices, ONE_VOICE)
    several = rf"{voice}(?:(?:\s*[,&/]\s*|\s+(?:and|og)\s+){voice}){{0,7}}"
    named = {"participant": several, "group": group, "stakeholder": r"[^\W\d_]+(?:[ -][^\W\d_]+){0,5}"}
    parts = PLACE.split(pattern)
    written = []
    for number, part in enumerate(parts):
        if number % 2 == 0:
            written.append(_loosely(part, ends=True))
        elif f"(?P<{part}>" in "".join(written):
            written.append(f"(?P={part})")
        else:
            written.append(f"(?P<{part}>{named[part]})")
    return r"(?<!\w)" + "".join(written) + r"(?!\w)"


def _any_of(known: Sequence[str], form: str) -> str:
    """Return an expression for what the study has, the longest first, and else for anything of the form."""
    return f"(?:{'|'.join([*map(_loosely, sorted(known, key=len, reverse=True)), form])})"


def _loosely(words: str, *, ends: bool = False) -> str:
    """Return an expression that takes any number of blanks where the words have some; `ends` keeps outer blanks."""
    kept = words if ends else words.strip()
    return r"\s+".join(map(re.escape, re.split(r"\s+", kept)))


def _label(match: re.Match[str], talks: Sequence[Talk]) -> Label:
    said = match.groupdict()
    named = tuple(_folded(one).upper() for one in SEPARATOR.split(said.get("participant") or "") if one)
    group = next((t.focus_group for t in talks if _folded(t.focus_group) == _folded(said.get("group") or "")), None)
    voices = {_folded(turn.label) for talk in talks if group in (None, talk.focus_group) for turn in talk.turns}
    existence = Existence.KNOWN
    if said.get("group") and group is None:
        existence = Existence.NO_SUCH_GROUP
    elif any(_folded(one) not in voices for one in named):
        existence = Existence.NO_SUCH_PARTICIPANT
    return Label(match.start(), match.end(), named, group or said.get("group") or "", existence)


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
