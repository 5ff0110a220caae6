"""What a transcript's header tells about who was there: names, short labels and their roles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from app.importing.headers import names_people
from app.importing.roles import Kind, role_word

BETWEEN: Final = re.compile(r"[,;/]|\s(?:and|og|och|und|en|et|with|med)\s")
IN_BRACKETS: Final = re.compile(r"(?P<before>[^()\[\],;:]{1,60})[(\[](?P<inside>[^()\[\]]{1,60})[)\]]")
EQUALS: Final = re.compile(r"(?P<short>[^\s=:–-]{1,8})\s*(?:=|:|–|-)\s*(?P<long>[^,;=]{1,60})")
MOST_LINES: Final = 60  # a header is a page at most
LONGEST_LINE: Final = 1_000  # characters
LONGEST_NAME: Final = 4  # words


def roster(lines: Iterable[str]) -> frozenset[str]:
    """Return the names and short labels, folded, of the lines that say who was there."""
    return frozenset(name for line in islice(lines, MOST_LINES) for name in names_in(line[:LONGEST_LINE]))


def names_in(line: str) -> Iterator[str]:
    """Yield the names of `Present: Anna, Bo (moderator)`."""
    label, colon, words = line.partition(":")
    if not (colon and names_people(label.strip("*_ "))):
        return
    for part in BETWEEN.split(words):
        for name in re.split(r"[()\[\]]", part):
            if 0 < len(name.split()) <= LONGEST_NAME:
                yield name.strip(" .*_").casefold()


def roles_told(header: Iterable[str]) -> Mapping[str, Kind]:
    """Return what a header says about labels, folded: `Moderator: R1 (female)`, `Ordstyrer (O)`, `MF = medforsker`."""
    lines = (line[:LONGEST_LINE] for line in islice(header, MOST_LINES))
    return {label.strip(" .*_").casefold(): kind for line in lines for label, kind in told(line)}


def told(line: str) -> Iterator[tuple[str, Kind]]:
    """Yield the labels of one line with their kinds."""
    label, colon, words = line.partition(":")
    if colon and (kind := role_word(label.strip("*_ "))):
        yield from ((name, kind) for name in re.split(r"[(),;\[\]]", words)[:1] if name.strip())
        yield from ((name, kind) for name in re.findall(r"[(\[]([A-ZÆØÅ]{1,3}\d?)[)\]]", words))
    for match in IN_BRACKETS.finditer(line):
        before, inside = match["before"].strip(), match["inside"].strip()
        if kind := role_at_end(before):
            yield inside, kind
        elif kind := role_word(inside):
            yield before.split(":")[-1].strip(), kind
    if (equal := EQUALS.fullmatch(line.strip())) and (kind := role_at_end(equal["long"].strip())):
        yield equal["short"], kind


def role_at_end(words: str) -> Kind | None:
    """Return the role that the last words name: `with a co-moderator`."""
    parts = words.split()
    candidates = (" ".join(parts[-count:]) for count in (2, 1) if len(parts) >= count)
    return next((kind for candidate in candidates if (kind := role_word(candidate))), None)
