"""Codes whose names are so near to each other that they may be one code."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final, Generic, TypeVar

from app.analysis.codebook.spelling import alike_among, nearly_alike
from app.analysis.codebook.word_forms import FORMS
from app.sentences import N_

Key = TypeVar("Key", bound=Hashable)
WORD: Final = re.compile(r"[^\W_]+")
APOSTROPHE: Final = re.compile("['’]")
SMALL_WORDS: Final = frozenset({"a", "an", "the", "and", "og", "en", "ei", "et"})


class Likeness(StrEnum):
    """In what two names differ, while they may mean the same; the nearest first."""

    LETTERS = "letters"
    WORD_ORDER = "word order"
    PLURAL = "plural"
    STEM = "stem"
    SPELLING = "spelling"


WHY: Final[Mapping[Likeness, str]] = {
    Likeness.LETTERS: N_("Only capitals, blanks, punctuation or small words differ."),
    Likeness.WORD_ORDER: N_("The words stand in another order."),
    Likeness.PLURAL: N_("One is the plural or the definite form of the other."),
    Likeness.STEM: N_("Words have other endings."),
    Likeness.SPELLING: N_("A word is spelt nearly alike."),
}
NEAREST: Final = {kind: place for place, kind in enumerate(Likeness)}


@dataclass(frozen=True, slots=True)
class Near(Generic[Key]):
    """Two names, in the order in which they were given, and all in which they differ, one of `Likeness` at least."""

    first: Key
    second: Key
    why: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is compared: its words in small letters, without small words, and two forms of each."""

    words: tuple[str, ...]
    singulars: tuple[str, ...]
    stems: tuple[str, ...]

    @property
    def letters(self) -> str:
        """All letters of the name."""
        return "".join(self.words)


def compared(name: str, language: str = "en") -> Name:
    """Return a name as it is compared. In a language without forms (not `en`, `nb`, `nn`) words have only their own."""
    folded = unicodedata.normalize("NFKC", APOSTROPHE.sub("", unicodedata.normalize("NFKC", name).casefold()))
    every = tuple(WORD.findall(folded)) or (folded.strip(),)  # a name may be a sign
    words = tuple(word for word in every if word not in SMALL_WORDS) or every
    if language not in FORMS:
        return Name(words, words, words)
    singular, stem = FORMS[language]
    return Name(words, tuple(map(singular, words)), tuple(map(stem, words)))


def likeness(first: Name, second: Name) -> tuple[Likeness, ...]:
    """Return all in which two names differ, if they may mean the same; else nothing.

    They may when the letters are the same; when the words, their singulars or their stems are, in any order; or when
    all stems but one are and the words of these two are nearly alike (see `spelling.nearly_alike`).
    """
    if first.letters == second.letters:
        return (Likeness.LETTERS,)
    for one, other, why in (
        (first.words, second.words, ()),
        (first.singulars, second.singulars, (Likeness.PLURAL,)),
        (first.stems, second.stems, (Likeness.STEM,)),
    ):
        if sorted(one) == sorted(other):
            return (*order(one, other), *why)
    return misspelt(first, second)


def order(first: Sequence[str], second: Sequence[str]) -> tuple[Likeness, ...]:
    """Return whether the same words stand in another order."""
    return () if tuple(first) == tuple(second) else (Likeness.WORD_ORDER,)


def misspelt(first: Name, second: Name) -> tuple[Likeness, ...]:
    """Return in what two names differ of which one word is spelt nearly alike; nothing where they are not near."""
    if len(first.words) != len(second.words):
        return ()
    [*ours], [*theirs] = Counter(first.stems) - Counter(second.stems), Counter(second.stems) - Counter(first.stems)
    if len(ours) != 1 or len(theirs) != 1 or first.stems.count(ours[0]) - second.stems.count(ours[0]) > 1:
        return ()
    for i in places(first.stems, ours[0]):
        for j in places(second.stems, theirs[0]):
            if forms_alike(first, i, second, j):
                moved = (*first.stems[:i], theirs[0], *first.stems[i + 1 :])
                return (*order(moved, second.stems), Likeness.SPELLING)
    return ()


def places(words: Sequence[str], word: str) -> list[int]:
    """Return where a word stands."""
    return [place for place, one in enumerate(words) if one == word]


def forms_alike(first: Name, i: int, second: Name, j: int) -> bool:
    """Whether a word of each name is spelt nearly alike, as it stands or as singulars."""
    return nearly_alike(first.words[i], second.words[j]) or nearly_alike(first.singulars[i], second.singulars[j])


def near_to(name: str, names: Mapping[Key, str], language: str = "en") -> dict[Key, tuple[Likeness, ...]]:
    """Return the names that a name is near to, with all in which they differ, the nearest first."""
    ours = compared(name, language)
    found = {key: why for key, other in names.items() if (why := likeness(ours, compared(other, language)))}
    return dict(sorted(found.items(), key=lambda pair: distance(pair[1])))


def near_names(names: Mapping[Key, str], language: str = "en") -> tuple[Near[Key], ...]:
    """Return all pairs of names that are near to each other, the nearest first; else in the order of `names`.

    The same as asking `likeness` for each pair, but only names that have letters, stems, or all words but one in
    common are compared: 1,000 random names of one to five words took 0.02 s of the processor (best of seven).
    """
    listed = [compared(name, language) for name in names.values()]
    keys = list(names)
    pairs = sorted(set(meeting(listed)))
    found = [Near(keys[i], keys[j], why) for i, j in pairs if (why := likeness(listed[i], listed[j]))]
    return tuple(sorted(found, key=lambda pair: distance(pair.why)))


def distance(why: Sequence[Likeness]) -> tuple[int, int]:
    """Return how far apart two names are, for putting the nearest first."""
    return max(NEAREST[kind] for kind in why), len(why)


def meeting(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Yield the places of the names that may be near to each other."""
    together: defaultdict[Hashable, list[int]] = defaultdict(list)
    beside: defaultdict[tuple[str, ...], defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, name in enumerate(names):
        for key in {("letters", name.letters), tuple(sorted(name.stems)), tuple(sorted(name.singulars))}:
            together[key].append(number)
        for place, stem in enumerate(name.stems):
            others = tuple(sorted((*name.stems[:place], *name.stems[place + 1 :])))
            for form in {stem, name.words[place], name.singulars[place]}:
                beside[others][form].append(number)
    for numbers in together.values():
        yield from combinations(numbers, 2)
    alike = alike_among(form for name in names for form in (*name.words, *name.singulars))
    for forms in beside.values():
        yield from misspelt_among(forms, alike)


def misspelt_among(
    forms: Mapping[str, Iterable[int]], alike: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """Yield the places of names that have all words but one in common, where these are nearly alike."""
    for form, numbers in forms.items():
        for other in alike.get(form, frozenset()) & forms.keys():
            yield from ((one, two) for one in numbers for two in forms[other] if one < two)
