"""The codebooks that we ship are whole in both languages, and their rules name codes that are there."""

import re
from pathlib import Path

import pytest

from app.analysis.codebook.near_names import near_names
from app.importing.codebooks.reading import read_codebook
from app.importing.codebooks.starters import FOLDER, LANGUAGES, STARTERS, starter_entries

BOTH = [(starter.key, language) for starter in STARTERS for language in LANGUAGES]
NAMED = {"en": re.compile("“([^”]+)”"), "nb": re.compile("«([^»]+)»")}
CODES = {"social-support": 4, "recovery-capital": 4, "supporting-relationship": 12}


@pytest.mark.parametrize(("key", "language"), BOTH)
def test_every_code_has_a_definition_and_says_when_to_use_it_and_when_not(key, language):
    entries = starter_entries(key, language)

    assert len(entries) == CODES[key]
    for one in entries:
        assert all((one.definition, one.use_when, one.do_not_use_when, one.codable))
        assert (one.path, one.example, one.near_miss) == ((), "", "")


@pytest.mark.parametrize(("key", "language"), BOTH)
def test_rules_name_other_codes_of_the_same_book(key, language):
    entries = starter_entries(key, language)
    names = {one.name for one in entries}

    for one in entries:
        named = set(NAMED[language].findall(one.do_not_use_when))
        assert named, one.name
        assert named <= names - {one.name}


@pytest.mark.parametrize(("key", "language"), BOTH)
def test_no_two_names_are_near_to_each_other_and_nothing_was_left_out(key, language):
    data = (FOLDER / f"{key}.{language}.csv").read_bytes()

    assert near_names({one.name: one.name for one in starter_entries(key, language)}, language) == ()
    assert read_codebook(data, ".csv").remarks == ()


def test_the_two_languages_name_the_same_others_in_each_rule():
    for starter in STARTERS:
        english, norwegian = (starter_entries(starter.key, language) for language in LANGUAGES)
        for one, other in zip(english, norwegian, strict=True):
            assert pointed_at(one, english, "en") == pointed_at(other, norwegian, "nb"), one.name


def pointed_at(one, entries, language):
    names = [entry.name for entry in entries]
    return [names.index(name) for name in NAMED[language].findall(one.do_not_use_when)]


def test_another_language_is_served_in_english():
    assert starter_entries("social-support", "de") == starter_entries("social-support", "en")


def test_what_we_do_not_ship_is_no_path():
    with pytest.raises(KeyError):
        starter_entries("../starters/social-support", "en")


def test_every_file_belongs_to_a_book_and_a_language():
    assert {path.name for path in Path(FOLDER).iterdir()} == {f"{key}.{language}.csv" for key, language in BOTH}


def test_a_book_names_its_source_only_where_we_are_sure_of_it():
    sources = {starter.key: starter.source for starter in STARTERS}

    assert sources["social-support"].startswith("J. S. House (1981), Work Stress and Social Support")
    assert sources["supporting-relationship"].startswith("A. Breier and J. S. Strauss (1984)")
    assert sources["recovery-capital"] == ""
