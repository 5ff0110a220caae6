"""Find what could tell who is who in a text: every detector in turn, then the names found again elsewhere."""

from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter
from typing import Final

from app.importing.anonymising.addresses import addresses, postcodes
from app.importing.anonymising.ages import old_ages
from app.importing.anonymising.capitals import capitals
from app.importing.anonymising.context import context_of
from app.importing.anonymising.cues import people_by_cue
from app.importing.anonymising.dates import births, dates
from app.importing.anonymising.detector import Detector
from app.importing.anonymising.identifiers import Identifier, Tier
from app.importing.anonymising.languages import language_of
from app.importing.anonymising.listed import listed
from app.importing.anonymising.names import units
from app.importing.anonymising.numbers import number_runs, numbered_cards, spoken_numbers
from app.importing.anonymising.patterns import handles, mails, web_addresses
from app.importing.anonymising.propagation import propagated
from app.importing.anonymising.speakers import labels, speakers_named
from app.importing.anonymising.telling import diagnoses, roles
from app.importing.anonymising.tokens import has_no_capitals, tokens_of
from app.importing.anonymising.uncased import organisations_by_frame, people_by_frame, places_by_frame
from app.importing.anonymising.unknown_words import unknown_words

DETECTORS: Final[tuple[Detector, ...]] = (
    mails,
    web_addresses,
    handles,
    number_runs,
    numbered_cards,
    spoken_numbers,
    dates,
    births,
    old_ages,
    addresses,
    postcodes,
    labels,
    speakers_named,
    listed,
    capitals,
    people_by_cue,
    people_by_frame,
    places_by_frame,
    organisations_by_frame,
    units,
    unknown_words,
    diagnoses,
    roles,
)
BY_STRENGTH: Final = {Tier.SURE: 0, Tier.LIKELY: 1, Tier.POSSIBLE: 2}


def screen(text: str, language: str, listed: Sequence[str] = (), speakers: Collection[str] = ()) -> list[Identifier]:
    """Return the stretches of a text that could tell who is who, in order and without overlap.

    `language` is en, nb, sv, da, nl or de. `listed` are names, places and organisations known beforehand, `speakers`
    the labels of those who speak. Offsets count code points of `text`.
    """
    context = context_of(text, language_of(language), listed, speakers)
    found = [identifier for detector in DETECTORS for identifier in detector(context)]
    found.extend(propagated(context, found))
    return settled(found)


def uncased(text: str) -> bool:
    """Whether a text came without the capitals that most names are found by: expect to miss about three in ten."""
    return has_no_capitals(tokens_of(text))


def settled(found: Iterable[Identifier]) -> list[Identifier]:
    """Make one of identifiers that overlap; the longest of the sure ones, else of all, names it."""
    merged: list[Identifier] = []
    group: list[Identifier] = []
    end = -1
    for identifier in sorted(found, key=attrgetter("start", "end")):
        if group and identifier.start >= end:
            merged.append(as_one(group))
            group = []
        group.append(identifier)
        end = max(end, identifier.end)
    return [*merged, as_one(group)] if group else merged


def as_one(group: Sequence[Identifier]) -> Identifier:
    """Return the whole stretch that overlapping identifiers cover, as sure as the surest of them."""
    if len(group) == 1:
        return group[0]
    tier = min((one.tier for one in group), key=BY_STRENGTH.__getitem__)
    named_by = min(group, key=lambda one: (one.tier is not Tier.SURE, one.start - one.end, one.start, one.category))
    return Identifier(group[0].start, max(one.end for one in group), named_by.category, tier)
