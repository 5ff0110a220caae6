"""Labels that are probably one person, written in two ways: `P1` and `Pl`, `Moderator` and `Modertor`."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from app.importing.roles import WITH_NOTE, Kind, is_participant_code, known_kind

DIGITS: Final = re.compile(r"\d+$")
SEPARATORS: Final = re.compile(r"(?<!\d)[\s._–-]+|[\s._–-]+(?!\d)")
LEADING_ZEROS: Final = re.compile(r"(?<!\d)0+(?=\d)")
SPLIT_OFF: Final = re.compile(r".* \(\d+\)")
CODE: Final = 4  # characters: in so short a label l and I may be 1, and O may be 0
LOOK_ALIKE: Final = str.maketrans("lio", "110")
LONG_ENOUGH: Final = 4  # letters of a word in which one may be wrong
RARE: Final = 5  # a name misspelt is at least so many times rarer than the name
ONE_PERSON: Final = frozenset({Kind.PARTICIPANT, Kind.MODERATOR, Kind.CO_MODERATOR})
MOST_COMPARED: Final = 150  # labels; with more of them only what looks the same is found


def near_spellings(turns: Mapping[str, int]) -> dict[str, str]:
    """Return for each label that may be another one misspelt that other label, given how many turns each has.

    The one with more turns is taken for the right one, at the same number the one that comes first.
    """
    right: dict[str, str] = {}
    by_form: dict[str, list[str]] = {}
    ordered = sorted((label for label in turns if not SPLIT_OFF.fullmatch(label)), key=lambda label: -turns[label])
    compares = len(ordered) <= MOST_COMPARED
    for place, label in enumerate(ordered):
        same = by_form.setdefault(form(label), [])
        others = (other for other in ordered[:place] if is_alike(label, other, turns)) if compares else iter(())
        found = next((other for other in (*same[:1], *others) if not told_apart(label, other)), None)
        if found is not None:
            right[label] = right.get(found, found)
        same.append(label)
    return right


def without_note(label: str) -> str:
    """Return a label without what stands in brackets behind it."""
    noted = WITH_NOTE.fullmatch(label)
    return noted["label"] if noted else label


def told_apart(label: str, other: str) -> bool:
    """Whether two labels differ by what stands in brackets: `P1 (FG1)` and `P1 (FG2)`."""
    bare, bare_other = without_note(label), without_note(other)
    return bare != label and bare_other != other and label.casefold() != other.casefold()


def form(label: str) -> str:
    """Return what is left of a label without case, dots, blanks, and the order of its words."""
    text = without_note(label).casefold()
    words = [word.strip(".") for word in text.replace(",", " ").split()]
    if len(words) > 1 and all(map(str.isalpha, words)):
        return " ".join(sorted(words))
    folded = LEADING_ZEROS.sub("", SEPARATORS.sub("", text))
    return folded[:1] + folded[1:].translate(LOOK_ALIKE) if len(folded) <= CODE else folded


def is_alike(label: str, other: str, turns: Mapping[str, int]) -> bool:
    """Whether a label is an abbreviation of the other, or the other with one slip of the finger."""
    return is_short_for(label, other) or is_short_for(other, label) or is_slip(label, other, turns)


def is_short_for(short: str, long: str) -> bool:
    """Whether one label begins the other: `I` and `Interviewer`, `P1` and `Participant 1`."""
    begins, number = parts(short)
    word, same_number = parts(long)
    if number != same_number or not (0 < len(begins) < LONG_ENOUGH <= len(word) and word.startswith(begins)):
        return False
    return known_kind(short) in ONE_PERSON and known_kind(short) is known_kind(long)


def is_slip(label: str, other: str, turns: Mapping[str, int]) -> bool:
    """Whether a label differs in one letter from a known word, or from a name that is much more frequent."""
    (word, number), (right, same_number) = parts(label), parts(other)
    if number != same_number or known_kind(label) is not None or is_participant_code(label):
        return False
    return (known_kind(other) is not None or turns[label] * RARE <= turns[other]) and differ_once(word, right)


def parts(label: str) -> tuple[str, str]:
    """Return the letters of a label, and its number."""
    folded = SEPARATORS.sub("", label.casefold())
    number = DIGITS.search(folded)
    return (folded[: number.start()], number[0].lstrip("0")) if number else (folded, "")


def differ_once(first: str, second: str) -> bool:
    """Whether two words differ by one letter more, less, other, or two that changed places."""
    if min(len(first), len(second)) < LONG_ENOUGH or abs(len(first) - len(second)) > 1 or first == second:
        return False
    place = next((n for n, (one, two) in enumerate(zip(first, second, strict=False)) if one != two), None)
    return place is None or any(goes_on_alike(first[place:], second[place:]))


def goes_on_alike(one: str, two: str) -> Iterator[bool]:
    """Yield whether two words that differ in their first letter go on alike, after each kind of slip."""
    yield one[1:] == two[1:]
    yield one[1:] == two
    yield one == two[1:]
    yield one[:2] == two[1::-1] and one[2:] == two[2:]
