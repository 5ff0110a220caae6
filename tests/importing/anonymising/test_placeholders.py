"""Placeholders are in the transcript's language, tell nobody, and are told from a transcriber's remarks."""

import pytest

from app.importing.anonymising.identifiers import Category
from app.importing.anonymising.placeholders import (
    BracketsInPlaceholder,
    NoPlaceholder,
    PlaceholderIsRemark,
    PlaceholderTellsWho,
    bracketed,
    highest_numbers,
    suggestion,
)

EVERY_LANGUAGE = ("en", "nb", "sv", "da", "nl", "de")


@pytest.mark.parametrize(
    ("category", "language", "placeholder"),
    [
        (Category.PERSON, "en", "[name 1]"),
        (Category.PERSON, "nb", "[navn 1]"),
        (Category.PERSON, "nn", "[navn 1]"),
        (Category.PERSON, "de", "[Name 1]"),
        (Category.PLACE, "nb", "[sted 1]"),
        (Category.PLACE, "sv", "[plats 1]"),
        (Category.ORGANISATION, "nb", "[organisasjon 1]"),
        (Category.HEALTH, "en", "[diagnosis 1]"),
        (Category.ROLE, "nl", "[rol 1]"),
        (Category.DATE, "nb", "[dato]"),
        (Category.PHONE, "nl", "[telefoon]"),
        (Category.EMAIL, "en", "[e-mail]"),
        (Category.ADDRESS, "da", "[adresse]"),
        (Category.URL, "en", "[web address]"),
        (Category.HANDLE, "en", "[user name]"),
        (Category.NATIONAL_ID, "en", "[number]"),
        (Category.NUMBER, "sv", "[nummer]"),
        (Category.PERSON, "fr", "[name 1]"),  # a language that we do not know
    ],
)
def test_a_placeholder_is_in_the_language_of_the_transcript(category: Category, language: str, placeholder: str):
    assert suggestion(category, "Kari", language, 1) == placeholder


@pytest.mark.parametrize(
    ("shown", "placeholder"), [("103", "[90 eller over]"), ("ninety-two", "[90 eller over]"), ("67", "[alder]")]
)
def test_only_a_high_age_is_called_one(shown: str, placeholder: str):
    assert suggestion(Category.AGE, shown, "nb", 1) == placeholder


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_the_numbers_of_a_partly_anonymised_file_are_seen_in_every_language(language: str):
    for category in (Category.PERSON, Category.PLACE, Category.ORGANISATION, Category.HEALTH, Category.ROLE):
        placeholder = suggestion(category, "", language, 7)

        assert highest_numbers([f"and then {placeholder} said", "[name 3]"])[category] == 7


@pytest.mark.parametrize("typed", ["a small town", "[a small town]", "  a  small town "])
def test_brackets_are_put_around_what_is_typed(typed: str):
    assert bracketed(typed, [("hamar",)]) == "[a small town]"


@pytest.mark.parametrize("typed", ["", "  ", "[]", "[ ]", "a\x00b"])
def test_a_placeholder_has_words(typed: str):
    with pytest.raises(NoPlaceholder):
        bracketed(typed, [])


@pytest.mark.parametrize("typed", ["a [small] town", "name] 1", "[name 1] and [name 2]"])
def test_a_placeholder_has_no_brackets_inside(typed: str):
    with pytest.raises(BracketsInPlaceholder):
        bracketed(typed, [])


@pytest.mark.parametrize("typed", ["kari", "Kari's friend", "friend of KARI", "my friend Kari Nordmann"])
def test_a_placeholder_does_not_hold_what_it_replaces(typed: str):
    with pytest.raises(PlaceholderTellsWho):
        bracketed(typed, [("kari",), ("kari", "nordmann")])


def test_a_word_that_only_contains_the_letters_is_no_identifier():
    assert bracketed("a solar company", [("ola",)]) == "[a solar company]"


def test_the_usual_placeholder_is_never_refused():
    # 90 is replaced by the band that begins with it.
    assert bracketed("90 or over", [("90",)]) == "[90 or over]"


@pytest.mark.parametrize(
    "typed",
    ["pause", "Pause 3 sec", "laughs", "LATTER", "inaudible", "uhørbart", "3 s", "00:12:03", "…", "lacht", "skratt"],
)
def test_a_placeholder_does_not_look_like_a_remark_about_the_recording(typed: str):
    with pytest.raises(PlaceholderIsRemark):
        bracketed(typed, [])
