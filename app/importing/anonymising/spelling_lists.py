"""The spelling lists that this machine has, asked for words. We read what is installed and bring none of our own."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.importing.anonymising.languages.language import WordLists

FOLDERS: Final = (Path("/usr/share/dict"), Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
STRETCH: Final = 2**20


@dataclass(frozen=True, slots=True)
class Spelt:
    """The words found in spelling lists: in lower case, or with a capital only. `read` tells that there was a list."""

    lower: frozenset[str]
    capital: frozenset[str]
    read: bool


class SpellingList:
    """One list, a word on each line. Asked once, it is looked through; asked again, it is kept ready in memory."""

    def __init__(self, content: bytes) -> None:
        self.content, self.asked = content, 0
        self.entries: frozenset[bytes] = frozenset()

    def found(self, wanted: frozenset[bytes]) -> frozenset[bytes]:
        """Return those of the wanted words that the list holds."""
        self.asked += 1
        if self.asked == 1:
            return frozenset(self.looked_through(wanted))
        if not self.entries:
            self.entries, self.content = frozenset(self.content.split(b"\n")), b""
        return wanted & self.entries

    def looked_through(self, wanted: frozenset[bytes]) -> Iterator[bytes]:
        """Yield what a look through the whole list finds, a stretch at a time so that a long list takes no memory."""
        at = 0
        while at < len(self.content):
            end = self.content.find(b"\n", at + STRETCH)
            end = len(self.content) if end < 0 else end
            yield from wanted.intersection(self.content[at:end].split(b"\n"))
            at = end + 1


def in_lists(words: Collection[str], lists: WordLists) -> Spelt:
    """Look words in lower case up in the lists of a language."""
    wanted = {form: word for word in words for form in encoded(word)}
    capitals = {form: word for word in words for form in encoded(word.capitalize())}
    asked = frozenset(wanted.keys() | capitals.keys())
    installed = [spelling_list(path) for path in paths_of(lists)]
    found = frozenset[bytes]().union(*(one.found(asked) for one in installed))
    lower = {wanted[entry] for entry in found if entry in wanted}
    capital = {capitals[entry] for entry in found if entry in capitals}
    return Spelt(frozenset(lower), frozenset(capital - lower), read=bool(installed))


def encoded(word: str) -> Iterator[bytes]:
    """Yield a word in the two ways in which lists are written."""
    yield word.encode("utf-8", "ignore")
    yield word.encode("latin-1", "ignore")


def paths_of(lists: WordLists) -> list[Path]:
    """Return the lists of a language that this machine has: plain ones, else the words of a spelling dictionary."""
    plain = {path.resolve() for name in lists.system for path in in_folders(name)}
    return sorted(plain or {path.resolve() for name in lists.dictionaries for path in in_folders(f"{name}.dic")})


def in_folders(name: str) -> Iterable[Path]:
    return (folder / name for folder in FOLDERS if (folder / name).is_file())


@cache
def spelling_list(path: Path) -> SpellingList:
    """Return a list of this machine, read once; in a dictionary the rules after a word's stroke are left out."""
    content = path.read_bytes()
    if path.suffix == ".dic":
        content = b"\n".join(line.partition(b"/")[0] for line in content.splitlines())
    return SpellingList(content.replace(b"\r\n", b"\n"))
