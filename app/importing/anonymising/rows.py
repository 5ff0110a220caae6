"""What a person decides about: one row for everything that seems to be the same identifier."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.importing.anonymising.finds import CERTAINTY, Mark, finds, maybe_genitives
from app.importing.anonymising.forms import Form, Words, key_of
from app.importing.anonymising.grouping import Group, Stretch, groups
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.placeholders import Sitting, highest_numbers, suggestion
from app.importing.anonymising.screened_text import Context, ScreenedText
from app.importing.draft import Remark
from app.sentences import N_

SHARED_NAME: Final = N_("This name may be any of %(count)s people here. Decide at each place who is meant.")
MAYBE_GENITIVE: Final = N_("This may be the genitive of another name here. If it is, give both the same placeholder.")
NOTHING_YET: Final[Sitting] = {}


class Place(NamedTuple):
    """Where an identifier stands: code points of the screened text, and the number of the turn (0: the header).

    `ending` is the genitive at its end, which stays behind the placeholder. `found` tells places that a detector or a
    person found from those that were taken along because they have the same letters.
    """

    start: int
    end: int
    turn: int
    ending: str
    found: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One identifier with all its places, in order.

    `spellings` are as they stand in the text, the most frequent first; `key` and `forms` are folded. They name people
    and travel with the form only. `alike` counts the places with the same letters that are no place of the row, because
    they outnumber those that were found, as everyday words do (`Will`, `will`).
    """

    key: str
    forms: tuple[Form, ...]
    category: Category
    tier: Tier
    spellings: tuple[str, ...]
    places: tuple[Place, ...]
    contexts: tuple[Context, ...]
    suggested: str
    remarks: tuple[Remark, ...]
    alike: int

    @property
    def shown(self) -> str:
        """The most frequent spelling."""
        return self.spellings[0]

    @property
    def needs_decision(self) -> bool:
        """Whether nothing may be stored before a person has decided about this row."""
        return self.tier is not Tier.POSSIBLE


class _Sorted(NamedTuple):
    """A group with its places, on its way to a row."""

    group: Group
    stretches: list[Stretch]


def rows(
    text: ScreenedText, identifiers: Iterable[Identifier], marked: Iterable[Mark] = (), *,
    language: str, sitting: Sitting = NOTHING_YET,
) -> tuple[Row, ...]:  # fmt: skip
    """Return one row for each identifier: sure ones first, then likely, then possible; each with the frequent first.

    What was marked by hand is sure and applies to every place with the same form. `sitting` gives forms that have a
    placeholder already, here or in an earlier transcript; new numbers go on after those in it and in the text.
    """
    words = Words(text.text)
    stems = {word for key in sitting for word in key.split()}
    found = finds(text, words, identifiers, marked, stems, language)
    grouped = [_Sorted(group, group.stretches(text.text)) for group in groups(text, words, found, language)]
    grouped.sort(key=lambda each: (each.group.tier is Tier.POSSIBLE, each.stretches[0].start, each.group.forms))
    doubtful = maybe_genitives({form for each in grouped for form in each.group.forms})
    suggested = _suggestions(text.text, [each.group for each in grouped], sitting, language)
    result = [_row(text, each, next(suggested), doubtful) for each in grouped]
    return tuple(sorted(result, key=lambda row: (-CERTAINTY[row.tier], -len(row.places), row.places[0].start, row.key)))


def _suggestions(text: str, ordered: Sequence[Group], sitting: Sitting, language: str) -> Iterator[str]:
    """Yield a placeholder for each group: the one that a form of it already has, or a new one."""
    highest = highest_numbers([text, *sitting.values()])
    for group in ordered:
        known = next((sitting[key] for key in map(key_of, group.forms) if key in sitting), None)
        if known is None:
            first = group.found[0]
            highest[group.category] = highest.get(group.category, 0) + 1
            known = suggestion(group.category, text[first.start : first.end], language, highest[group.category])
        yield known


def _row(text: ScreenedText, sorted_: _Sorted, suggested: str, doubtful: set[Form]) -> Row:
    group, stretches = sorted_
    surfaces = [" ".join(text.text[each.start : each.end - len(each.ending)].split()) for each in stretches]
    remarks = []
    if group.shared:
        remarks.append(Remark(SHARED_NAME, {"count": group.shared}))
    if doubtful.intersection(group.forms):
        remarks.append(Remark(MAYBE_GENITIVE))
    return Row(
        key=key_of(group.forms[0]),
        forms=group.forms,
        category=group.category,
        tier=group.tier,
        spellings=tuple(spelling for spelling, _ in Counter(surfaces).most_common()),
        places=tuple(
            Place(each.start, each.end, text.turn_of(each.start), each.ending, each.found) for each in stretches
        ),
        contexts=tuple(text.context(each.start, each.end) for each in _telling(text, stretches, surfaces)),
        suggested=suggested,
        remarks=tuple(remarks),
        alike=group.alike,
    )


def _telling(text: ScreenedText, stretches: Sequence[Stretch], surfaces: Sequence[str]) -> list[Stretch]:
    """Return the two places that tell most: the first one found, and one written otherwise or in another turn."""
    first = next((number for number, each in enumerate(stretches) if each.found), 0)
    others = [number for number in range(len(stretches)) if number != first]
    turn = text.turn_of(stretches[first].start)
    second = min(
        others,
        key=lambda n: (surfaces[n] == surfaces[first], text.turn_of(stretches[n].start) == turn, n),
        default=None,
    )
    return [stretches[number] for number in (first, second) if number is not None]
