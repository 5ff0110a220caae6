"""The word for a finding as it stands in a paper, in English and in Norwegian Bokmål."""

from uuid import UUID, uuid5

import pytest

from app.analysis.phrasing import PHRASES, counts_in_words, in_words
from app.analysis.wording import Group, Level, Quantifier, Selection, Wording, WordingRules, wording, wording_among


def known(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


DEMO = [
    Group(known(label), known(label[:-1]), known(place))
    for label, place in zip(["SU1", "SU2", "SU3", "P1", "P2", "V1", "V2"], "ABCABBC", strict=True)
]
ENGLISH = {known("SU"): ("Service users", "SU"), known("P"): ("Professionals", "P"), known("V"): ("Volunteers", "V")}
BOKMAL = {known("SU"): ("Tjenestebrukere", "TB"), known("P"): ("Fagpersoner", "F"), known("V"): ("Frivillige", "FR")}


def worded(heard: str, **rules: int) -> Wording:
    return wording({known(label) for label in heard.split()}, DEMO, WordingRules(**rules))


@pytest.mark.parametrize(
    ("heard", "english", "bokmal"),
    [
        ("", "No focus group", "Ingen fokusgrupper"),
        ("SU1 P1", "Some focus groups", "Noen fokusgrupper"),
        ("SU1 SU2 SU3", "All focus groups among service users", "Alle fokusgruppene blant tjenestebrukere"),
        ("P2", "One of two focus groups among professionals", "Én av to fokusgrupper blant fagpersoner"),
        ("V1 V2", "Both focus groups among volunteers", "Begge fokusgruppene blant frivillige"),
    ],
)
def test_a_wording_is_said_in_both_languages(heard: str, english: str, bokmal: str):
    assert in_words(worded(heard), ENGLISH) == english
    assert in_words(worded(heard), BOKMAL, "nb") == bokmal


def test_the_counts_are_said_of_everybody_and_by_kind():
    result = worded("SU1 SU2 SU3 P1 V2")

    assert counts_in_words(result, ENGLISH) == "5 of 7: SU 3/3, P 1/2, V 1/2"
    assert counts_in_words(result, BOKMAL, "nb") == "5 av 7: TB 3/3, F 1/2, FR 1/2"


def test_counts_of_one_kind_still_show_the_others():
    assert counts_in_words(worded("SU1 SU2 SU3"), ENGLISH) == "3 of 7: SU 3/3, P 0/2, V 0/2"


def test_a_wording_of_a_district_names_it():
    # District A holds SU1 and P1.
    found = wording_among(
        {known("SU1"), known("P1")}, DEMO, WordingRules(), Selection(districts=frozenset([known("A")]))
    )

    assert in_words(found, ENGLISH, districts={known("A"): "District A"}) == "Both focus groups in District A"
    assert in_words(found, BOKMAL, "nb", {known("A"): "distrikt A"}) == "Begge fokusgruppene i distrikt A"


def test_a_language_that_has_no_phrases_is_said_in_english():
    assert in_words(worded("SU1 P1"), ENGLISH, "sv") == "Some focus groups"


def test_without_focus_groups_the_counts_are_none_of_none():
    assert counts_in_words(wording(set(), [], WordingRules()), ENGLISH) == "0 of 0"


@pytest.mark.parametrize("language", PHRASES)
@pytest.mark.parametrize("level", Level)
def test_every_word_can_be_said_of_every_level(language: str, level: Level):
    assert set(PHRASES[language].quantified[level]) == set(Quantifier)
