"""What changed between two snapshots of a codebook: for its codes, and in the same way for its themes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Kept:
    """A code, or a theme, as a snapshot keeps it.

    `fields` are its texts by name (definition, central idea, colour, ...); one that is not there is empty. `themes` are
    the themes that a code belongs to, or the one that a subtheme stands below. `stands_for` is the code that it was
    merged into, `split_from` the one that it was made out of.
    """

    id: UUID
    name: str
    fields: Mapping[str, str] = field(default_factory=dict)
    themes: frozenset[UUID] = frozenset()
    retired: bool = False
    stands_for: UUID | None = None
    split_from: UUID | None = None


class Change(StrEnum):
    """What may happen to a code between two snapshots."""

    ADDED = "added"
    SPLIT = "split"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    PARTED = "parted"
    RETIRED = "retired"
    BACK = "back"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of one code.

    `name` is its newest name. What else it tells depends on the change:

    - ADDED: nothing more. SPLIT: it is new, and was made out of the code `other`. REMOVED: nothing more.
    - RENAMED: `before` and `after` are the names.
    - MOVED: `left` and `joined` are the themes that it no longer, and newly, belongs to.
    - MERGED: into the code `other`. PARTED: it stood for `other`, and does so no longer.
    - RETIRED, BACK: nothing more.
    - CHANGED: the text `field`, with its words `before` and `after`.
    """

    change: Change
    id: UUID
    name: str
    other: UUID | None = None
    field: str = ""
    before: str = ""
    after: str = ""
    left: frozenset[UUID] = frozenset()
    joined: frozenset[UUID] = frozenset()


def difference(before: Iterable[Kept], after: Iterable[Kept]) -> tuple[Changed, ...]:
    """Return what changed from one snapshot to a later one.

    Codes are the same when their identifiers are, whatever their names. The order: codes that are there afterwards in
    the order of `after`, each with its changes in the order of `Change` and its texts in the order in which they are
    named; then those that are gone, in the order of `before`. A code that is merged anew into another target is PARTED
    from the first and MERGED into the second. What a code that is new was split from is told once, when it is new; one
    that comes into a snapshot retired or merged is told as that too. Raises ValueError when an identifier comes twice
    in one snapshot.
    """
    was, now = by_id(before), by_id(after)
    changes = [change for one in now.values() for change in changes_of(was.get(one.id), one)]
    gone = (one for one in was.values() if one.id not in now)
    return (*changes, *(Changed(Change.REMOVED, one.id, one.name) for one in gone))


def by_id(snapshot: Iterable[Kept]) -> dict[UUID, Kept]:
    """Return the codes of a snapshot by their identifiers."""
    listed = tuple(snapshot)
    found = {one.id: one for one in listed}
    if len(found) < len(listed):
        raise ValueError("A code stands in a snapshot once.")
    return found


def changes_of(was: Kept | None, now: Kept) -> Iterator[Changed]:
    """Yield the changes of a code that is there afterwards; `was` is None for a new one."""
    if was is None:
        kind = Change.SPLIT if now.split_from else Change.ADDED
        yield Changed(kind, now.id, now.name, other=now.split_from)
        # Its themes and texts are part of its being new; what has befallen it since is not.
        was = Kept(now.id, now.name, now.fields, now.themes, split_from=now.split_from)
    if was.name != now.name:
        yield Changed(Change.RENAMED, now.id, now.name, before=was.name, after=now.name)
    if was.themes != now.themes:
        left, joined = was.themes - now.themes, now.themes - was.themes
        yield Changed(Change.MOVED, now.id, now.name, left=left, joined=joined)
    yield from standing(was, now)
    for name in dict.fromkeys((*was.fields, *now.fields)):
        one, other = was.fields.get(name, ""), now.fields.get(name, "")
        if one != other:
            yield Changed(Change.CHANGED, now.id, now.name, field=name, before=one, after=other)


def standing(was: Kept, now: Kept) -> Iterator[Changed]:
    """Yield whether a code was merged or taken apart again, retired or taken back."""
    if was.stands_for != now.stands_for:
        if now.stands_for is not None:
            yield Changed(Change.MERGED, now.id, now.name, other=now.stands_for)
        if was.stands_for is not None:
            yield Changed(Change.PARTED, now.id, now.name, other=was.stands_for)
    if was.retired != now.retired:
        yield Changed(Change.RETIRED if now.retired else Change.BACK, now.id, now.name)
