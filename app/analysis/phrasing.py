"""A wording as words for a paper, in English and Norwegian Bokmål: All focus groups among service users (3 of 3).

The language is that of the study's text, which need not be the language of the pages: so these words stand here and not
in the catalogue.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple
from uuid import UUID

from app.analysis.wording import Level, Quantifier, Wording

# The plural and the short form of each stakeholder: "Service users", "SU".
Stakeholders = Mapping[UUID, tuple[str, str]]
NO_DISTRICTS: Final[Mapping[UUID, str]] = {}


class Phrases(NamedTuple):
    """How a language says it. Places: `%s` takes what stands before, then what stands after."""

    quantified: Mapping[Level, Mapping[Quantifier, str]]
    among: str
    within: str
    of: str


ENGLISH: Final = Phrases(
    {
        Level.FOCUS_GROUPS: {
            Quantifier.NONE: "No focus group",
            Quantifier.ONE: "One focus group",
            Quantifier.BOTH: "Both focus groups",
            Quantifier.ONE_OF_TWO: "One of two focus groups",
            Quantifier.SOME: "Some focus groups",
            Quantifier.SEVERAL: "Several focus groups",
            Quantifier.MANY: "Many focus groups",
            Quantifier.MOST: "Most focus groups",
            Quantifier.ALMOST_ALL: "Almost all focus groups",
            Quantifier.ALL: "All focus groups",
        },
        Level.PARTICIPANTS: {
            Quantifier.NONE: "No participant",
            Quantifier.ONE: "One participant",
            Quantifier.BOTH: "Both participants",
            Quantifier.ONE_OF_TWO: "One of two participants",
            Quantifier.SOME: "Some participants",
            Quantifier.SEVERAL: "Several participants",
            Quantifier.MANY: "Many participants",
            Quantifier.MOST: "Most participants",
            Quantifier.ALMOST_ALL: "Almost all participants",
            Quantifier.ALL: "All participants",
        },
    },
    among="%s among %s",
    within="%s in %s",
    of="%s of %s",
)
BOKMAL: Final = Phrases(
    {
        Level.FOCUS_GROUPS: {
            Quantifier.NONE: "Ingen fokusgrupper",
            Quantifier.ONE: "Én fokusgruppe",
            Quantifier.BOTH: "Begge fokusgruppene",
            Quantifier.ONE_OF_TWO: "Én av to fokusgrupper",
            Quantifier.SOME: "Noen fokusgrupper",
            Quantifier.SEVERAL: "Flere fokusgrupper",
            Quantifier.MANY: "Mange fokusgrupper",
            Quantifier.MOST: "De fleste fokusgruppene",
            Quantifier.ALMOST_ALL: "Nesten alle fokusgruppene",
            Quantifier.ALL: "Alle fokusgruppene",
        },
        Level.PARTICIPANTS: {
            Quantifier.NONE: "Ingen deltakere",
            Quantifier.ONE: "Én deltaker",
            Quantifier.BOTH: "Begge deltakerne",
            Quantifier.ONE_OF_TWO: "Én av to deltakere",
            Quantifier.SOME: "Noen deltakere",
            Quantifier.SEVERAL: "Flere deltakere",
            Quantifier.MANY: "Mange deltakere",
            Quantifier.MOST: "De fleste deltakerne",
            Quantifier.ALMOST_ALL: "Nesten alle deltakerne",
            Quantifier.ALL: "Alle deltakerne",
        },
    },
    among="%s blant %s",
    within="%s i %s",
    of="%s av %s",
)
PHRASES: Final[Mapping[str, Phrases]] = {"en": ENGLISH, "nb": BOKMAL}


def in_words(
    wording: Wording, stakeholders: Stakeholders, language: str = "en", districts: Mapping[UUID, str] = NO_DISTRICTS
) -> str:
    """Return the wording that the counts allow: "Several focus groups", "All focus groups among service users".

    A wording of some districts only names them, by their names in `districts`. A language that is not English ("en") or
    Norwegian Bokmål ("nb") is said in English. Raises KeyError when a stakeholder or district has no name.
    """
    phrases = PHRASES.get(language, ENGLISH)
    said = phrases.quantified[wording.level][wording.quantifier]
    if wording.stakeholder is not None:
        plural = stakeholders[wording.stakeholder][0]
        said = phrases.among % (said, plural[:1].lower() + plural[1:])
    if wording.districts is not None:
        said = phrases.within % (said, ", ".join(sorted(districts[one] for one in wording.districts)))
    return said


def shares(wording: Wording, stakeholders: Stakeholders) -> str:
    """Return how many focus groups (or participants) of each stakeholder speak of it: `SU 3/3, P 1/2, V 1/2`."""
    return ", ".join(f"{stakeholders[kind][1]} {heard}/{of}" for kind, heard, of in wording.by_stakeholder)


def counts_in_words(wording: Wording, stakeholders: Stakeholders, language: str = "en") -> str:
    """Return the counts of everybody spoken of, and by stakeholder: `5 of 7: SU 3/3, P 1/2, V 1/2`.

    The first two numbers are sums over the stakeholders, also where the word speaks of one of them.
    """
    heard = sum(heard for _, heard, _ in wording.by_stakeholder)
    of = sum(of for _, _, of in wording.by_stakeholder)
    total = PHRASES.get(language, ENGLISH).of % (heard, of)
    return f"{total}: {shares(wording, stakeholders)}" if wording.by_stakeholder else total
