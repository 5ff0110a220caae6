"""Read an exchanged codebook (REFI-QDA, .qdc).

Source: Rotterdam Exchange Format Initiative (2019), REFI-QDA specification 1.5, section 5.2.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from lxml import etree

from app.analysis.codebook.entries import Entry, Path
from app.importing.codebooks.places import SURE, parts
from app.importing.codebooks.refusals import NoCodebook, WholeProject, refuse_too_many_levels
from app.importing.codebooks.table import PARTED
from app.importing.codebooks.wording import Gathering
from app.importing.readers.markup import tree
from app.sentences import N_

OURS: Final = "Common Ground"
TRUE: Final = frozenset({"true", "1"})

SETS: Final = N_("Groups of codes read as themes: %(count)s.")
SETS_LEFT_OUT: Final = N_("Groups of codes left out, because the codes have themes already: %(count)s.")
MORE_SETS: Final = N_("Codes in more than one group, read in the first of them: %(count)s.")
NAMELESS_CODES: Final = N_("Codes without a name left out; what stands below them was kept: %(count)s.")


class Group(NamedTuple):
    """A set of codes: its name, what it says about itself, its identifier, and those of its codes."""

    name: str
    about: str
    guid: str
    codes: tuple[str, ...]


def read_qdc(gathering: Gathering, data: bytes) -> None:
    """Gather the entries of an exchanged codebook. What cannot be coded with is a theme.

    Programs without themes write groups of codes, or themes into names (`Support::Peers`); both are read as themes
    where no code stands below another. Addresses in the file are never followed.
    """
    root = tree(data)
    kind = etree.QName(root).localname
    if kind == "Project":
        raise WholeProject
    if kind != "CodeBook":
        raise NoCodebook
    codes = root.findall("{*}Codes/{*}Code")
    entries = list(entries_below(gathering, codes, ()))
    groups = [group_of(gathering, one) for one in root.iterfind("{*}Sets/{*}Set")]
    flat = not any(entry.path for entry, _ in entries)
    if flat and root.get("origin") != OURS:
        entries = parted(gathering, entries)
    if flat and not any(entry.path for entry, _ in entries):
        entries = grouped(gathering, entries, groups)
    else:
        gathering.counts[SETS_LEFT_OUT] += len(groups)
    for entry, guid in entries:
        gathering.add(replace(entry, guid=gathering.guid(guid)))


def entries_below(gathering: Gathering, codes: Sequence[etree._Element], path: Path) -> Iterator[tuple[Entry, str]]:
    """Yield each code, then what stands below it, with its identifier as it is written."""
    refuse_too_many_levels(len(path))
    for code in codes:
        name = gathering.name(code.get("name", ""))
        if name:
            codable = code.get("isCodable", "true").strip() in TRUE
            entry = Entry(name, path=path, codable=codable, colour=gathering.colour(code.get("color", "")))
            yield gathering.described(entry, description_of(code)), code.get("guid", "")
        else:
            gathering.counts[NAMELESS_CODES] += 1
        yield from entries_below(gathering, code.findall("{*}Code"), (*path, name) if name else path)


def description_of(element: etree._Element) -> str:
    """Return the description of a code or group, or nothing."""
    return "".join(text for about in element.findall("{*}Description")[:1] for text in map(str, about.itertext()))


def group_of(gathering: Gathering, one: etree._Element) -> Group:
    """Return a set of codes."""
    codes = tuple(member.get("guid", "").strip("{} ").casefold() for member in one.iterfind("{*}MemberCode"))
    return Group(gathering.name(one.get("name", "")), gathering.words(description_of(one)), one.get("guid", ""), codes)


def parted(gathering: Gathering, entries: Sequence[tuple[Entry, str]]) -> list[tuple[Entry, str]]:
    """Return the entries with the themes that their names hold."""
    found = []
    for entry, guid in entries:
        place = parts(SURE, entry.name)
        gathering.counts[PARTED] += len(place) > 1
        found.append((replace(entry, name=place[-1], path=place[:-1]), guid))
    return found


def grouped(
    gathering: Gathering, entries: Sequence[tuple[Entry, str]], groups: Sequence[Group]
) -> list[tuple[Entry, str]]:
    """Return the entries below the groups that they are in, each group as a theme before its codes."""
    named = [group for group in groups if group.name and group.codes]
    first: dict[str, Group] = {}
    more: set[str] = set()
    for group in named:
        for code in dict.fromkeys(group.codes):
            if first.setdefault(code, group) is not group:
                more.add(code)
    gathering.counts[SETS] += len(named)
    gathering.counts[MORE_SETS] += len(more)
    themes = [(Entry(one.name, one.about, codable=False), one.guid) for one in named]
    within = [(first.get(guid.strip("{} ").casefold()), entry, guid) for entry, guid in entries]
    return [*themes, *((replace(entry, path=(one.name,)) if one else entry, guid) for one, entry, guid in within)]
