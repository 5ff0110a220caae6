"""How much of the reference set is found, and that what is said about it beside a review is not more."""

import pytest

from app.importing.anonymising.measured import MEASURED
from app.importing.anonymising.screening import screen, uncased
from tests.importing.anonymising.reference import cases, project_list, score
from tests.machine import in_time, spent

ALL = cases()


def of(language: str, *styles: str) -> list[dict]:
    chosen = [case for case in ALL if case["lang"] == language and (not styles or case["style"] in styles)]
    if not chosen:
        pytest.skip(f"The set named by the environment has no such passages: {language} {styles}")
    return chosen


@pytest.mark.parametrize(("language", "direct"), [("en", 0.985), ("nb", 0.98)])
def test_edited_text_gives_nearly_every_identifier(language, direct):
    found = score(of(language, "edited"))

    assert found.recall("direct") >= direct, found.missed
    assert found.recall("all") >= 0.965, found.missed


@pytest.mark.parametrize("language", ["en", "nb", "sv", "da", "nl", "de"])
def test_whatever_has_a_fixed_shape_is_found_always(language):
    found = score(of(language))

    assert found.asked["structured"] > 0
    assert found.recall("structured") == 1.0, found.missed


@pytest.mark.parametrize(("language", "least"), [("sv", 0.93), ("da", 0.93), ("nl", 0.93), ("de", 0.85)])
def test_the_neighbouring_languages_are_screened_fairly(language, least):
    assert score(of(language)).recall("all") >= least


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_list_of_seven_names_in_ten_makes_up_for_missing_capitals(language):
    passages = of(language, "asr")

    found = score(passages, project_list(of(language)))

    assert found.recall("all") >= 0.90, found.missed
    assert found.traps_taken_for_sure == 0


@pytest.mark.parametrize("language", ["en", "nb"])
def test_most_of_what_is_shown_identifies_and_no_trap_is_taken_for_sure(language):
    found = score(of(language))

    assert found.precision >= 0.85
    assert found.traps_taken_for_sure == 0


@pytest.mark.parametrize("language", ["en", "nb"])
def test_text_without_capitals_is_known_as_such(language):
    told = {case["id"]: uncased(case["text"]) for case in of(language)}

    assert told == {case["id"]: case["style"] == "asr" for case in of(language)}


@pytest.mark.parametrize("language", sorted(MEASURED))
def test_no_more_is_claimed_beside_a_review_than_is_measured(language):
    found = score(of(language, "edited"))

    assert MEASURED[language].direct <= 100 * found.recall("direct")
    assert MEASURED[language].every <= 100 * found.recall("all")


@pytest.mark.parametrize("language", ["en", "nb"])
def test_a_thousand_words_take_less_than_a_tenth_of_a_second(language):
    text = "".join(case["text"] for case in of(language))
    screen(text, language)  # the word lists are read once in a process

    assert in_time(0.1 * len(text.split()) / 1000, lambda: spent(lambda: screen(text, language)))
