"""Labels that are written in two ways: `Interviewer (I):` once and then `I:`; `Anna (moderator):` and then `Anna:`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from app.importing.roles import Kind, known_kind, role_word
from app.importing.speaking.forms import Parsed

Key = tuple[str, str]  # label and note, folded


def spellings(parsed: Sequence[Parsed]) -> Mapping[Key, str]:
    """Return for each label with its note (both folded) the one spelling under which its turns stand."""
    written = {each.key: (each.label, each.note) for each in reversed(parsed)}
    first = {each.key[0]: each.label for each in reversed(parsed)}
    notes = Counter(folded for folded, note in written if note)
    spelled: dict[Key, str] = {}
    for key, (_, note) in written.items():
        if note:
            stands_for = first.get(key[1]) if (key[1], "") in written else None
            spelled[key] = with_note(first[key[0]], note, stands_for, alone=notes[key[0]] == 1)
    explained = explanations(spelled)
    return spelled | {key: only(explained.get(key[0], ()), first[key[0]]) for key in written if not key[1]}


def with_note(label: str, note: str, stands_for: str | None, *, alone: bool) -> str:
    """Return the spelling of a label with a note: the short one that it explains, or itself where the note matters.

    `stands_for` is the label that the note repeats; a note that is `alone` does not tell two people apart.
    """
    if stands_for is not None and says_the_same(label, stands_for):
        return stands_for
    return label if alone and stands_for is None and role_word(note) is None else f"{label} ({note})"


def explanations(spelled: Mapping[Key, str]) -> Mapping[str, Collection[str]]:
    """Return for each label that stands alone elsewhere, folded, what labels with notes say of it.

    What a note says (`Interviewer (I)` of `I`) comes before what the label says (`Anna (moderator)` of `Anna`).
    """
    of_labels, of_notes = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for (label, note), spelling in spelled.items():
        of_labels[label].add(spelling)
        of_notes[note].add(spelling)
    return of_labels | of_notes


def only(spellings: Collection[str], otherwise: str) -> str:
    """Return the one spelling there is; if there is none or a choice, the other one."""
    return next(iter(spellings)) if len(spellings) == 1 else otherwise


def says_the_same(long: str, short: str) -> bool:
    """Whether the short label alone would be taken for what the long one says."""
    return (role_word(long) or Kind.PARTICIPANT) is (known_kind(short) or Kind.PARTICIPANT)
