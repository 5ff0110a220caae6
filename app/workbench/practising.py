"""The practice: a made-up talk that is shipped with the workbench, to try the reading mode on.

It is read from a file and belongs to no study. What somebody tries travels with their page; nothing here can reach a
database, so nothing of it can be counted, exported or seen by anybody else.
"""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "practice_talks"
LANGUAGES: Final = ("en", "nb")


@dataclass(frozen=True, slots=True)
class Seen:
    """A code that somebody might have chosen, and why."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class PracticeTurn:
    """A turn of the talk; `note` is what a reader is told before, `asks` that it is the moderator's."""

    number: int
    who: str
    words: str
    note: str
    asks: bool
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Practice:
    """The talk, and its themes with their codes. A code is known by its number, the same in every language."""

    title: str
    themes: tuple[tuple[str, tuple[tuple[int, str], ...]], ...]
    turns: tuple[PracticeTurn, ...]

    @property
    def codes(self) -> dict[int, str]:
        """Return the name of each code, by its number."""
        return {number: name for _, codes in self.themes for number, name in codes}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to whoever tapped codes on a turn: which of them others chose, too, and what others saw besides."""

    shared: tuple[Seen, ...]
    besides: tuple[Seen, ...]
    own: tuple[str, ...]


@cache
def practice(language: str) -> Practice:
    """Return the talk in a language, or in English where there is none."""
    written = language if language in LANGUAGES else LANGUAGES[0]
    told = tomllib.loads((FOLDER / f"{written}.toml").read_text(encoding="utf-8"))
    themes, number = [], 0
    for theme in told["theme"]:
        codes = tuple(enumerate(theme["codes"], number + 1))
        number += len(codes)
        themes.append((theme["name"], codes))
    turns = tuple(
        PracticeTurn(
            place, turn["who"], turn["words"], turn.get("note", ""), turn.get("asks", False),
            tuple(Seen(**one) for one in turn.get("seen", ())),
        )
        for place, turn in enumerate(told["turn"], 1)
    )  # fmt: skip
    return Practice(told["title"], tuple(themes), turns)


def reply(talk: Practice, turn: PracticeTurn, tapped: Collection[int]) -> Reply:
    """Answer the codes that somebody tapped on a turn. There is no wrong one."""
    names = [name for number, name in talk.codes.items() if number in tapped]
    shared = tuple(one for one in turn.seen if one.code in names)
    besides = tuple(one for one in turn.seen if one.code not in names)
    known = {one.code for one in turn.seen}
    return Reply(shared, besides, tuple(name for name in names if name not in known))
