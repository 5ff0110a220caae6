"""Where the forms of what was found stand besides, so that a name is not replaced here and left there."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.importing.anonymising.finds import CERTAINTY, NUMBERS, Find
from app.importing.anonymising.forms import BETWEEN_PARTS, BETWEEN_WORDS, Form, Words, genitive_stem
from app.importing.anonymising.identifiers import Category, Tier
from app.importing.anonymising.screened_text import ScreenedText


class Occurrence(NamedTuple):
    """A stretch of the text with the letters of a form; `ending` is its genitive, `bare` one without apostrophe."""

    start: int
    end: int
    form: Form
    ending: str
    bare: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which forms to look for, with their categories.

    `firm` are those that were surely or likely found somewhere: what is part of them is no place of another. `loose`
    are those written with commas. `parts` of full names are looked for only with a capital; `everywhere` are the forms
    that somebody marked by hand, which are looked for inside finds of other categories as well.
    """

    forms: Mapping[Form, Category]
    firm: Collection[Form]
    loose: Collection[Form]
    parts: Collection[str]
    everywhere: Collection[Form]


def occurrences(
    text: ScreenedText, words: Words, wanted: Wanted, found: Sequence[Find], language: str
) -> Iterator[Occurrence]:
    """Yield the other places of the wanted forms, outside what was surely or likely found."""
    beginnings = _by_beginning(wanted)
    covered = _covered(words, found)
    most_digits = max((len(form[0]) for form, category in wanted.forms.items() if category in NUMBERS), default=0)
    for number, word in enumerate(words.words):
        for form in _that_may_begin(words, number, beginnings, language):
            between = BETWEEN_PARTS if form in wanted.loose else BETWEEN_WORDS
            occurrence = _at(text, words, number, form, between, language)
            if occurrence is None or not (form in wanted.forms or words.text[word.start].isupper()):
                continue
            stretch = slice(number, number + len(form))
            category = wanted.forms.get(form, Category.PERSON)
            mine = _Cover(occurrence.start, occurrence.end, category)
            if not any(cover and cover.keeps_out(mine, form in wanted.everywhere) for cover in covered[stretch]):
                if form in wanted.firm:
                    covered[stretch] = [mine] * len(form)
                yield occurrence
        if word.folded.isdigit():
            numbers = _numbers_at(text, words, number, wanted.forms, most_digits)
            cover = covered[number]
            yield from (each for each in numbers if cover is None or each.end > cover.end)


class _Cover(NamedTuple):
    """What a word is part of already."""

    start: int
    end: int
    category: Category

    def keeps_out(self, other: "_Cover", marked: bool) -> bool:
        """Whether another one inside it is no place of its own; what is marked by hand may be one of another kind."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and not (marked and other.category is not self.category)


def _by_beginning(wanted: Wanted) -> Mapping[Form, list[Form]]:
    """Return the forms by their first two words, the longest first."""
    by_beginning: defaultdict[Form, list[Form]] = defaultdict(list)
    for form in {*wanted.forms, *((part,) for part in wanted.parts)}:
        by_beginning[form[:2]].append(form)
    for forms in by_beginning.values():
        forms.sort(key=lambda form: (-len(form), form))
    return by_beginning


def _that_may_begin(words: Words, number: int, beginnings: Mapping[Form, list[Form]], language: str) -> Iterator[Form]:
    """Yield the forms that may begin with a word, the longest first."""
    first = words.words[number].folded
    if number + 1 < len(words.words):
        second = words.words[number + 1].folded
        yield from beginnings.get((first, second), ())
        yield from beginnings.get((first, genitive_stem(second, language)), ())
    yield from beginnings.get((first,), ())
    yield from beginnings.get((genitive_stem(first, language),), ())


def _covered(words: Words, found: Sequence[Find]) -> list[_Cover | None]:
    """Say of each word what was surely or likely found there; what is only possible need not be decided."""
    covered: list[_Cover | None] = [None] * len(words.words)
    for find in found:
        if CERTAINTY[find.tier] > CERTAINTY[Tier.POSSIBLE]:
            for number in words.touched(find.start, find.end):
                covered[number] = _Cover(find.start, find.end, find.category)
    return covered


def _at(
    text: ScreenedText, words: Words, first: int, form: Form, between: re.Pattern[str], language: str
) -> Occurrence | None:
    """Return the form's occurrence that begins with the word numbered `first`, if it stands there in one turn."""
    last = first + len(form) - 1
    said = words.words[first : last + 1]
    if len(said) < len(form) or any(word.folded != part for word, part in zip(said[:-1], form[:-1], strict=True)):
        return None
    bare = said[-1].folded != form[-1]
    if bare and (said[-1].ending or genitive_stem(said[-1].folded, language) != form[-1]):
        return None
    start, end = said[0].start, said[-1].end
    if first != last and not (
        words.belong_together(first, last, between) and text.stretch_of(start) == text.stretch_of(end - 1)
    ):
        return None
    return Occurrence(start, end, form, text.text[end - 1] if bare else said[-1].ending, bare)


def _numbers_at(
    text: ScreenedText, words: Words, first: int, forms: Mapping[Form, Category], most_digits: int
) -> Iterator[Occurrence]:
    """Yield the numbers that begin with a word, which are written with blanks there."""
    digits = words.words[first].folded
    for last in range(first + 1, len(words.words)):
        digits += words.words[last].folded
        if not digits.isdigit() or len(digits) > most_digits or not words.belong_together(last - 1, last):
            return
        start, end = words.words[first].start, words.words[last].end
        if forms.get((digits,)) in NUMBERS and text.stretch_of(start) == text.stretch_of(end - 1):
            yield Occurrence(start, end, (digits,), "", bare=False)
