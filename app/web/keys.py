"""The single keys of the coding screen: what each does, and the keys that an account has chosen instead."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.security.viewer import Role
from app.sentences import N_, Refusal


class KeyTwice(Refusal):
    """One key for two commands."""

    sentence = N_("One key can do only one thing. Please look at the key “%(key)s” again.")


class NoSingleKey(Refusal):
    """Something that is no single key, or one that has another use."""

    sentence = N_("A key is one letter or sign. The digits 1 to 9 are for codes and cannot be changed.")


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key and a button of the coding screen do; its name is the browser's."""

    name: str
    key: str
    sentence: str
    for_readers: bool = False


COMMANDS: Final = (
    Command("next", "j", N_("Go to the next turn")),
    Command("previous", "k", N_("Go to the turn before")),
    Command("palette", "c", N_("Find a code and put it on what is in hand")),
    Command("again", ".", N_("Put the same code on again")),
    Command("in-vivo", "i", N_("Make a code of the marked words")),
    Command("keep", "b", N_("Keep the passage without a code")),
    Command("about", "a", N_("Say what the passage means, and whose turns carry it")),
    Command("memo", "m", N_("Write or read memos on this turn")),
    Command("word", "w", N_("Take in the next word (with Shift the one before)")),
    Command("sentence", "s", N_("Take in the whole sentence")),
    Command("cycle", "o", N_("Look at the next coding of this turn")),
    Command("recode", "r", N_("Put another code in its place")),
    Command("builds-on", "e", N_("Say that the turn builds on the one before of another participant")),
    Command("agrees", "g", N_("Say that the turn agrees with the one before of another participant")),
    Command("challenges", "v", N_("Say that the turn challenges the one before of another participant")),
    Command("remove", "x", N_("Take my code off")),
    Command("paint", "p", N_("Paint: code whatever I mark with the last code")),
    Command("next-uncoded", "n", N_("Go to the next turn without codes")),
    Command("previous-uncoded", "N", N_("Go to the turn without codes before")),
    Command("hide", "h", N_("Hide or show the marks"), for_readers=True),
    Command("read", "f", N_("Read one turn at a time")),
    Command("focus", "t", N_("Show the text alone"), for_readers=True),
    Command("search", "/", N_("Find words in this transcript"), for_readers=True),
    Command("help", "?", N_("Show this list"), for_readers=True),
)

# Keys that stay as they are: what is pressed together, and what it does.
FIXED: Final = (
    (("1–9",), N_("Put the code with this number on what is in hand")),
    (("Shift",), N_("With next and before: take in whole turns")),
    (("←", "→"), N_("When words are marked: mark the next word instead; with Shift one word more or less")),
    (("Ctrl", "Z"), N_("Undo (with Shift: do it again); it works also when single keys are off")),
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one person: whether single keys are on, and which key does what."""

    single: bool
    by_command: Mapping[str, str]

    @property
    def plain(self) -> str:
        """The keys as the page's script reads them."""
        return json.dumps(dict(self.by_command), sort_keys=True)


def keys_of(kept: str, role: Role) -> Keys:
    """Return somebody's keys; single keys are off for co-researchers until they switch them on."""
    chosen = json.loads(kept) if kept else {}
    single = chosen.get("single", role is not Role.CO_RESEARCHER)
    return Keys(single, _without_twins(chosen.get("keys", {})))


def _without_twins(own: Mapping[str, str]) -> dict[str, str]:
    """Return the key of each command: the one that was chosen, else its usual one unless that was chosen for another.

    A command may be newer than a choice; then it has its button alone, until somebody gives it a key.
    """
    taken = {key for name, key in own.items() if any(name == command.name for command in COMMANDS)}
    return {command.name: own.get(command.name, "" if command.key in taken else command.key) for command in COMMANDS}


def kept_keys(*, single: bool, by_command: Mapping[str, str]) -> str:
    """Return what is kept of somebody's choice. Refuses a key for two commands, and what is no single key."""
    asked = {command.name: by_command.get(command.name, command.key).strip() for command in COMMANDS}
    asked = {name: key for name, key in asked.items() if key}
    taken = set[str]()
    for key in filter(None, _without_twins(asked).values()):
        if len(key) != 1 or not key.isprintable() or key.isdecimal():
            raise NoSingleKey
        if key in taken:
            raise KeyTwice(key=key)
        taken.add(key)
    own = {command.name: key for command in COMMANDS if (key := asked.get(command.name, command.key)) != command.key}
    return json.dumps({"single": single, "keys": own}, sort_keys=True)
