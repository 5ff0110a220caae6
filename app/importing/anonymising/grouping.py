"""Which finds and other occurrences of a text are the same identifier."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from app.importing.anonymising.finds import CERTAINTY, NUMBERS, Find, categories
from app.importing.anonymising.forms import Form, Words
from app.importing.anonymising.full_names import told_apart
from app.importing.anonymising.identifiers import Category, Tier
from app.importing.anonymising.occurrences import Occurrence, Wanted, occurrences
from app.importing.anonymising.screened_text import ScreenedText


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place of a group: what was found, or what was taken along because it has the same letters."""

    start: int
    end: int
    form: Form
    ending: str
    found: bool


@dataclass(slots=True)
class Group:
    """All that seems to be one identifier.

    `alike` counts what has the same letters and was not taken along; `shared` is the number of people that the name may
    be, 0 when it is clear.
    """

    category: Category
    found: list[Find] = field(default_factory=list)
    taken_along: list[Occurrence] = field(default_factory=list)
    alike: int = 0
    shared: int = 0

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms, the fullest first."""
        forms = {find.form for find in self.found}
        return tuple(sorted(forms, key=lambda form: (-len(form), -len("".join(form)), form)))

    @property
    def tier(self) -> Tier:
        """How sure the surest of its finds is."""
        return max((find.tier for find in self.found), key=CERTAINTY.__getitem__)

    def stretches(self, text: str) -> list[Stretch]:
        """Return its places in order: none inside another, first name and surname that follow each other as one."""
        kept: list[Stretch] = []
        for place in self._all():
            last = kept[-1] if kept else None
            if last is None or place.start >= last.end:
                kept.append(place)
            elif place.end > last.end:
                kept[-1] = replace(place, start=last.start, found=last.found or place.found)
        return self._joined(text, kept) if self.category is Category.PERSON else kept

    def _all(self) -> list[Stretch]:
        # Sainsbury's is never said without its ending, which is a part of the name then.
        whole = self.category is Category.ORGANISATION and all(len(find.ending) > 1 for find in self.found)
        places = [
            *(Stretch(find.start, find.end, find.form, find.ending, found=True) for find in self.found),
            *(Stretch(other.start, other.end, other.form, other.ending, found=False) for other in self.taken_along),
        ]
        return sorted(
            (replace(place, ending="") if whole else place for place in places),
            key=lambda place: (place.start, -place.end, not place.found),
        )

    def _joined(self, text: str, places: Sequence[Stretch]) -> list[Stretch]:
        joined: list[Stretch] = []
        for place in places:
            last = joined[-1] if joined else None
            # A name called out twice stays twice.
            goes_on = last is not None and not last.ending and text[last.end : place.start] == " "
            if last is not None and goes_on and place.form != last.form:
                joined[-1] = replace(place, start=last.start, form=last.form + place.form, found=True)
            else:
                joined.append(place)
        return joined


def groups(text: ScreenedText, words: Words, found: Sequence[Find], language: str) -> list[Group]:
    """Group what was found by its form, people by their full names, and take along what has the same letters."""
    category_of = categories(found)
    names = told_apart([form for form, category in category_of.items() if category is Category.PERSON])
    by_owner: dict[tuple[bool, Form], Group] = {}
    of_form: dict[Form, Group] = {}
    for find in found:
        category = category_of[find.form]
        person = category is Category.PERSON
        owner = (person, names.whose[find.form] if person else find.form)
        group = of_form[find.form] = by_owner.setdefault(owner, Group(category))
        group.found.append(find)
        group.shared = max(group.shared, names.shared.get(find.form, 0) if person else 0)
    parts = {part: by_owner[True, fullest] for part, fullest in names.parts.items() if (part,) not in of_form}
    everywhere = {find.form for find in found if find.marked}
    firm = {find.form for find in found if find.tier is not Tier.POSSIBLE}
    loose = {find.form for find in found if not _is_of_one_piece(words, find)}
    wanted = Wanted(category_of, firm, loose, parts.keys(), everywhere)
    others: defaultdict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences(text, words, wanted, found, language):
        group = of_form.get(occurrence.form) or parts[occurrence.form[0]]
        others[id(group)].append(occurrence)
    for group in by_owner.values():
        _take_along(text.text, group, others[id(group)], everywhere)
    return list(by_owner.values())


def _is_of_one_piece(words: Words, find: Find) -> bool:
    touched = words.touched(find.start, find.end)
    return words.belong_together(touched[0], touched[-1])


def _take_along(text: str, group: Group, others: Sequence[Occurrence], everywhere: Collection[Form]) -> None:
    """Take along each spelling that does not outnumber what was found, as an everyday word (`will`) would.

    Numbers, and several words with a capital, are no everyday words. A genitive without apostrophe and without capital
    (`mais`) comes along only where the name is written so as well.
    """
    surfaces = [text[other.start : other.end - len(other.ending)] for other in others]
    times = Counter(surfaces)
    in_lower_case = any(text[find.start].islower() for find in group.found)
    for other, surface in zip(others, surfaces, strict=True):
        capital = not surface[0].islower()
        like_a_name = capital or in_lower_case or not other.bare
        everyday = group.category not in NUMBERS and not (capital and len(other.form) > 1)
        rare = times[surface] <= len(group.found) or not everyday
        if other.form in everywhere or (rare and like_a_name):
            group.taken_along.append(other)
        else:
            group.alike += 1
