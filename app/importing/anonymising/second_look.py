"""Look once more at a transcript with its placeholders: what is left in it, and what tells together."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from app.importing.anonymising.decisions import Choice, Decision, Decisions, is_kept, outcome_of
from app.importing.anonymising.finds import CERTAINTY, NUMBERS
from app.importing.anonymising.forms import ARTICLES, Form, Words, form_of, genitive_stem, key_of
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.placeholders import STANDARD
from app.importing.anonymising.replacing import Anonymised
from app.importing.anonymising.rows import Place, Row
from app.importing.anonymising.screened_text import Context, ScreenedText, screened_text
from app.importing.anonymising.traces import Trace, gone, traces

# Screens a text: its words, its language, names that somebody listed, and who speaks.
Screen = Callable[[str, str, Sequence[str], Collection[str]], Iterable[Identifier]]

TELLING: Final = frozenset({Category.HEALTH, Category.ROLE})
WHERE: Final = frozenset({Category.PLACE, Category.ORGANISATION})
CONTEXTS: Final = 2


class Where(NamedTuple):
    """A stretch of the anonymised text, and the number of its turn (0: the header)."""

    start: int
    end: int
    turn: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """Something that is still there and that nobody decided to keep. A decision to keep `key` settles it.

    `category` and `tier` are what a detector says; without one, there is none.
    """

    trace: Trace
    key: str
    shown: str
    category: Category | None
    tier: Tier | None
    places: tuple[Where, ...]
    contexts: tuple[Context, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """A diagnosis or role that can be read in a turn which also tells of a place or an organisation."""

    turn: int
    category: Category
    shown: str


class _Left(NamedTuple):
    """One place of something that is left, before the places with the same words are put together."""

    trace: Trace
    start: int
    end: int
    category: Category | None
    tier: Tier | None


def second_look(
    anonymised: Anonymised, language: str, listed: Sequence[str], speakers: Collection[str], rows: Sequence[Row],
    decisions: Decisions, screen: Screen,
) -> tuple[Remaining, ...]:  # fmt: skip
    """Return what is left, the surest first: what `screen` still finds, and traces of what was replaced.

    Placeholders of the usual kinds are not looked into; free ones are, because they may say too much.
    """
    text = screened_text(anonymised.header, anonymised.turns)
    kept = _kept(rows, decisions)
    away = [row for row in rows if (outcome := outcome_of(row, decisions)) and outcome.choice is not Choice.KEEP]
    detected = [
        _Left(Trace.DETECTED, hit.start, hit.end, hit.category, hit.tier)
        for hit in sorted(screen(text.text, language, listed, speakers))
    ]
    others = [
        _Left(found.trace, found.start, found.end, None, None)
        for found in traces(text.text, gone(away, speakers, kept), language)
    ]
    together = _together(Words(text.text), [*detected, *others], kept, language)
    remaining = [_remaining(text, key, places) for (_, key), places in together.items()]
    return tuple(sorted(remaining, key=lambda each: (-CERTAINTY[each.tier or Tier.LIKELY], each.places[0].start)))


def _together(
    words: Words, every: Iterable[_Left], kept: Collection[Form], language: str
) -> dict[tuple[Trace, str], list[_Left]]:
    """Put together what is left of one kind and form, without what is settled and what a detector tells already."""
    settled = _settled(words, kept, language)
    together: dict[tuple[Trace, str], list[_Left]] = {}
    looked_at = bytearray(len(words.words))
    for left in every:
        touched = words.touched(left.start, left.end)
        form = form_of((words.words[number].folded for number in touched), number=left.category in NUMBERS)
        if form in kept or all(settled[number] for number in touched):
            continue
        if left.trace is Trace.DETECTED or not all(looked_at[number] for number in touched):
            together.setdefault((left.trace, key_of(form)), []).append(left)
        for number in touched:
            looked_at[number] = 1
    return together


def _kept(rows: Sequence[Row], decisions: Decisions) -> frozenset[Form]:
    """Return the forms that somebody decided to keep, everywhere or in some places."""
    of_rows = {form for row in rows if _is_kept_somewhere(outcome_of(row, decisions)) for form in row.forms}
    by_key = {tuple(key.split()) for key, decision in decisions.items() if decision.choice is Choice.KEEP}
    return frozenset(of_rows | by_key)


def _is_kept_somewhere(outcome: Decision | None) -> bool:
    return outcome is not None and (outcome.choice is Choice.KEEP or bool(outcome.kept_places))


def _settled(words: Words, kept: Collection[Form], language: str) -> bytearray:
    """Say of each word whether it needs no second look: placeholders, articles, and what was decided to be kept."""
    settled = bytearray(word.folded in ARTICLES for word in words.words)
    for match in STANDARD.finditer(words.text):
        for number in words.touched(*match.span()):
            settled[number] = 1
    by_first: defaultdict[str, list[Form]] = defaultdict(list)
    for form in filter(None, kept):
        by_first[form[0]].append(form)
    folded = [word.folded for word in words.words]
    for number, word in enumerate(folded):
        for form in by_first.get(word, ()):
            if tuple(folded[number : number + len(form)]) == form:
                settled[number : number + len(form)] = b"\1" * len(form)
        if (genitive_stem(word, language),) in kept:
            settled[number] = 1
    return settled


def _remaining(text: ScreenedText, key: str, places: Sequence[_Left]) -> Remaining:
    surest = max(places, key=lambda left: CERTAINTY[left.tier or Tier.LIKELY])
    first = places[0]
    return Remaining(
        trace=first.trace,
        key=key,
        shown=" ".join(text.text[first.start : first.end].split()),
        category=surest.category,
        tier=surest.tier,
        places=tuple(Where(left.start, left.end, text.turn_of(left.start)) for left in places),
        contexts=tuple(text.context(left.start, left.end) for left in places[:CONTEXTS]),
    )


def told_together(anonymised: Anonymised, rows: Sequence[Row], decisions: Decisions) -> tuple[Combination, ...]:
    """Return the diagnoses and roles that can be read in the same turn as a place or an organisation.

    They tell more together than alone, also when the place is a placeholder. A diagnosis or role behind a placeholder
    of the usual kind tells nothing any more; one behind a free generalisation may.
    """
    here = {
        turn
        for turn, placeholders in enumerate(anonymised.in_turns, 1)
        if any(placeholder.category in WHERE for placeholder in placeholders)
    }
    here.update(place.turn for row in rows if row.category in WHERE for place in row.places)
    found = {
        Combination(place.turn, row.category, row.shown)
        for row in rows
        if row.category in TELLING
        for place in row.places
        if place.turn in here and _can_be_read(place, outcome_of(row, decisions))
    }
    return tuple(sorted(found, key=lambda each: (each.turn, each.category, each.shown)))


def _can_be_read(place: Place, outcome: Decision | None) -> bool:
    if outcome is None or is_kept(place.start, outcome):
        return True
    return not STANDARD.fullmatch(outcome.placeholder_at(place.start))
