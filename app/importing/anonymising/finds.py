"""What was found in a text, by the detectors or by hand, cut to whole words of one turn and read as a form."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.importing.anonymising.forms import ENDS_IN_S, Form, Words, form_of, genitive_stem
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.placeholders import STANDARD
from app.importing.anonymising.screened_text import ScreenedText

CERTAINTY: Final = {Tier.SURE: 2, Tier.LIKELY: 1, Tier.POSSIBLE: 0}
# Made of words only: punctuation at their ends is not part of them.
OF_WORDS: Final = frozenset(
    {Category.PERSON, Category.PLACE, Category.ORGANISATION, Category.HEALTH, Category.ROLE, Category.AGE}
)

NO_PART: Final = ' \t\n,;:.!?"“”«»'  # at the ends of a number or an address
NUMBERS: Final = frozenset({Category.PHONE, Category.NATIONAL_ID, Category.NUMBER})

Mark = tuple[int, int, Category]  # start, end (not included) in the screened text


@dataclass(slots=True)
class Find:
    """A stretch of the screened text with its form; `ending` is the genitive that stays when the rest is replaced."""

    start: int
    end: int
    form: Form
    ending: str
    category: Category
    tier: Tier
    marked: bool = False

    @property
    def certainty(self) -> tuple[bool, int]:
        """What is marked by hand is more certain than anything that was detected."""
        return self.marked, CERTAINTY[self.tier]


def finds(
    text: ScreenedText, words: Words, identifiers: Iterable[Identifier], marked: Iterable[Mark], stems: Collection[str],
    language: str,
) -> list[Find]:  # fmt: skip
    """Return what was found, in order. A find inside a longer one of its category is left out and lends its certainty.

    `stems` are words of which others may be the genitive, beside those that are found themselves.
    """
    by_hand = (Identifier(start, end, category, Tier.SURE) for start, end, category in marked)
    taken = [(match.start(), match.end()) for match in STANDARD.finditer(text.text)]
    found = [
        *(find for identifier in by_hand for find in _read(text, words, identifier, taken, marked=True)),
        *(find for identifier in identifiers for find in _read(text, words, identifier, taken, marked=False)),
    ]
    longest = _without_nested(found)
    _shed_genitives(words.text, longest, stems, language)
    return longest


def _read(
    text: ScreenedText, words: Words, identifier: Identifier, taken: Sequence[tuple[int, int]], *, marked: bool
) -> Iterator[Find]:
    for low, high in text.within_stretches(identifier.start, identifier.end):
        touched = words.touched(low, high)
        if not touched:
            continue
        first, last = words.words[touched[0]], words.words[touched[-1]]
        start, end = first.start, last.end
        if identifier.category not in OF_WORDS:
            piece = text.text[low:high]
            start = min(start, low + len(piece) - len(piece.lstrip(NO_PART)))
            end = max(end, low + len(piece.rstrip(NO_PART)))
        if any(begin <= start and end <= finish for begin, finish in taken):
            continue
        form = form_of((words.words[number].folded for number in touched), number=identifier.category in NUMBERS)
        ending = last.ending if end == last.end else ""
        yield Find(start, end, form, ending, identifier.category, identifier.tier, marked)


def _without_nested(found: Iterable[Find]) -> list[Find]:
    kept: list[Find] = []
    outermost: dict[Category, Find] = {}
    for find in sorted(found, key=lambda find: (find.start, -find.end, not find.marked)):
        outer = outermost.get(find.category)
        if outer is None or find.end > outer.end:
            kept.append(find)
            outermost[find.category] = find
            continue
        outer.tier = max(outer.tier, find.tier, key=CERTAINTY.__getitem__)
        if find.marked and (find.start, find.end) != (outer.start, outer.end):
            kept.append(find)
    return kept


def _shed_genitives(text: str, found: Sequence[Find], stems: Collection[str], language: str) -> None:
    """Read `Karis` as `Kari` with an ending where `Kari` is known, and leave it alone where it is not."""
    known = {word for find in found for word in find.form}.union(stems)
    for find in found:
        stem = "" if find.ending else genitive_stem(find.form[-1], language)
        if stem in known:
            find.form, find.ending = (*find.form[:-1], stem), text[find.end - 1]


def maybe_genitives(forms: Collection[Form]) -> set[Form]:
    """Return the names that end in s by themselves and may still be the genitive of another name that was found."""
    return {form for form in forms if form[-1] in ENDS_IN_S and (*form[:-1], form[-1][:-1]) in set(forms)}


def categories(found: Iterable[Find]) -> dict[Form, Category]:
    """Return one category for each form: the most certain, then the most frequent."""
    votes: defaultdict[Form, defaultdict[Category, list[tuple[bool, int]]]] = defaultdict(lambda: defaultdict(list))
    for find in found:
        votes[find.form][find.category].append(find.certainty)
    return {
        form: max((max(certainties), len(certainties), category) for category, certainties in of_form.items())[2]
        for form, of_form in votes.items()
    }
