"""A pasted list of names, places and organisations is found in any case and with a slip of one letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.anonymising.identifiers import Tier
from app.importing.anonymising.listed import Spellings, is_one_edit
from app.importing.anonymising.screening import screen


def tiers(text: str, listed: list[str], language: str = "en") -> dict[str, Tier]:
    return {text[one.start : one.end]: one.tier for one in screen(text, language, listed)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so kestrelby is where we went", "kestrelby"),
        ("so kestrelbys is where we went", "kestrelbys"),
        ("so KESTRELBY is where we went", "KESTRELBY"),
        ("so kestrelbi is where we went", "kestrelbi"),
        ("so kestrleby is where we went", "kestrleby"),
        ("so kstrelby is where we went", "kstrelby"),
    ],
)
def test_a_listed_name_is_found_in_any_case_with_a_genitive_or_a_slip(text, found):
    assert found in tiers(text, ["Kestrelby"])


def test_a_listed_name_is_sure():
    assert tiers("We met Xanthippe Brügge there.", ["Xanthippe Brügge"]) == {"Xanthippe Brügge": Tier.SURE}


def test_whole_words_only_and_all_of_them():
    assert tiers("the kestrelbyish way", ["Kestrelby"]).get("kestrelbyish") is not Tier.SURE
    assert "open door" in tiers("we went to open door on a friday and i liked it there", ["Open Door"])
    assert "open" not in tiers("we left it open all day and i liked it there", ["Open Door"])


def test_a_listed_name_that_is_a_common_word_is_never_sure_without_its_capital():
    found = tiers("I want to mark the day, and Mark agrees. So I told Mark.", ["Mark"])

    assert found.get("mark") is not Tier.SURE
    assert found["Mark"] is Tier.SURE


def test_part_of_a_listed_name_is_likely_the_whole():
    assert tiers("We met Xanthippe there, I think.", ["Xanthippe Brügge"])["Xanthippe"] is Tier.LIKELY


def test_short_names_allow_no_slip():
    assert Spellings(["liv"]).meant("lin") == frozenset()


def test_an_ordinary_word_is_no_slip_for_a_name():
    assert "house" not in tiers("the house was cold and i liked it there all day", ["Housa"])


@given(st.text("abcde", min_size=5, max_size=9), st.integers(0, 8), st.sampled_from("abcde"))
def test_one_letter_added_left_out_or_changed_is_one_edit(word, at, letter):
    at %= len(word)

    assert is_one_edit(word, word[:at] + word[at + 1 :])
    assert is_one_edit(word, word[:at] + letter + word[at:])
    assert is_one_edit(word, word[:at] + letter + word[at + 1 :])
    assert word in Spellings([word]).meant(word[:at] + letter + word[at:])


def test_two_letters_are_two_edits():
    assert not is_one_edit("kestrel", "kastrol")
    assert not is_one_edit("kestrel", "kestrelby")
