"""What a codebook says about its codes and themes, as it is exchanged with other programs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

Path = tuple[str, ...]
RULE: Final = ("definition", "use_when", "do_not_use_when", "example", "near_miss")


@dataclass(frozen=True, slots=True)
class Entry:
    """A code with the rule for using it; or, where `codable` is false, a theme or subtheme with its central idea.

    `path` names the themes (or codes) that it stands below, the outermost first; empty at the top. `colour` is
    `#rrggbb` in small letters, or empty. `guid` is the one of the file that the entry came from, or of our own code.
    """

    name: str
    definition: str = ""
    use_when: str = ""
    do_not_use_when: str = ""
    example: str = ""
    near_miss: str = ""
    path: Path = ()
    codable: bool = True
    colour: str = ""
    guid: UUID | None = None

    @property
    def place(self) -> Path:
        """The path that what stands below this entry has."""
        return (*self.path, self.name)


def with_rule(entry: Entry, parts: Mapping[str, str]) -> Entry:
    """Return an entry with the parts of a rule, by their names in RULE; what is not there is empty."""
    return replace(
        entry,
        definition=parts.get("definition", ""),
        use_when=parts.get("use_when", ""),
        do_not_use_when=parts.get("do_not_use_when", ""),
        example=parts.get("example", ""),
        near_miss=parts.get("near_miss", ""),
    )


@dataclass(frozen=True, slots=True)
class Branch:
    """An entry with everything that stands below it, in order."""

    entry: Entry
    below: list["Branch"] = field(default_factory=list)


def branches(entries: Iterable[Entry]) -> list[Branch]:
    """Return the entries as a tree, in the order in which they (or what stands below them) come first.

    A theme that only paths name is put in. Where two entries have one place, what stands below goes to the first.
    """
    listed = tuple(entries)
    written = {entry.place for entry in listed}
    top: list[Branch] = []
    known: dict[Path, Branch] = {}
    waiting: dict[Path, list[Branch]] = {}  # what came before its parent does

    def grow(entry: Entry) -> None:
        branch = Branch(entry, waiting.pop(entry.place, []) if entry.place not in known else [])
        known.setdefault(entry.place, branch)
        parent = entry.path
        if not parent:
            top.append(branch)
        elif parent in known:
            known[parent].below.append(branch)
        else:
            first_time = parent not in waiting
            waiting.setdefault(parent, []).append(branch)
            if first_time and parent not in written:
                grow(Entry(parent[-1], path=parent[:-1], codable=False))

    for entry in listed:
        grow(entry)
    return top


def in_order(tree: Iterable[Branch]) -> Iterator[Entry]:
    """Yield the entries of a tree, each before what stands below it."""
    for branch in tree:
        yield branch.entry
        yield from in_order(branch.below)


def whole(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries in the order of their tree, with an entry for every theme that a path names.

    Twice is as good as once. Nothing is left out: entries of one place stay apart.
    """
    return tuple(in_order(branches(entries)))
