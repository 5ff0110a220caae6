"""Names, places and organisations are found by the way people speak of them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.languages import LANGUAGES, language_of
from app.importing.anonymising.screening import screen, settled, uncased
from tests.importing.anonymising.passages import (
    ENGLISH,
    NORWEGIAN,
    UNCASED_ENGLISH,
    UNCASED_NORWEGIAN,
    passages,
    together,
)
from tests.machine import in_time, spent

EDITED = [("en", passage) for passage in passages(ENGLISH)] + [("nb", passage) for passage in passages(NORWEGIAN)]


def words(text: str, language: str = "en", **known) -> list[str]:
    return [text[one.start : one.end] for one in screen(text, language, **known)]


def tiers(text: str, language: str = "en", **known) -> dict[str, Tier]:
    return {text[one.start : one.end]: one.tier for one in screen(text, language, **known)}


@pytest.mark.parametrize(("language", "passage"), EDITED, ids=lambda value: getattr(value, "text", value))
def test_a_sentence_gives_its_identifiers_and_takes_no_common_word_for_sure(language, passage):
    found = screen(passage.text, language)

    for start, end in passage.wanted:
        letters = [at for at in range(start, end) if passage.text[at].isalnum()]
        assert any(all(one.start <= at < one.end for at in letters) for one in found), passage.text[start:end]
    for start, end in passage.traps:
        assert not [one for one in found if one.start < end and start < one.end and one.tier is Tier.SURE]


@pytest.mark.parametrize(("language", "sentences"), [("en", ENGLISH), ("nb", NORWEGIAN)])
def test_few_common_words_are_shown_for_review(language, sentences):
    passage = together(sentences)

    found = screen(passage.text, language)
    right = [one for one in found if any(one.start < end and start < one.end for start, end in passage.wanted)]

    assert len(right) >= 0.85 * len(found)


@pytest.mark.parametrize(("language", "sentences"), [("en", UNCASED_ENGLISH), ("nb", UNCASED_NORWEGIAN)])
def test_recognised_speech_without_capitals_still_gives_most_names(language, sentences):
    passage = together(sentences)

    found = screen(passage.text, language)
    missed = [
        passage.text[start:end]
        for start, end in passage.wanted
        if not any(one.start <= start and end <= one.end for one in found)
    ]

    assert uncased(passage.text)
    assert len(missed) <= 0.2 * len(passage.wanted), missed


def test_a_name_found_once_is_found_everywhere_with_its_genitive():
    assert words("So Rukmini told me. And rukmini's mum came, and RUKMINI cried.").count("Rukmini") == 1
    assert len(screen("So Rukmini told me. And rukmini's mum came, and RUKMINI cried.", "en")) == 3
    assert words("Det var Torgunn som sa det. Torgunns mor visste det.", "nb") == ["Torgunn", "Torgunns"]


def test_a_name_that_is_a_common_word_is_found_again_only_with_its_capital():
    text = "My brother Hope rang. We all hope he comes. Then Hope came."

    found = [one.start for one in screen(text, "en")]

    assert found == [text.index("Hope"), text.rindex("Hope")]


def test_labels_that_are_names_are_sure_and_their_owners_are_found_in_the_text():
    text = "Interviewer: How was it?\nMorwenna: Good.\nP2: Morwenna is right.\nMorwenna: Thanks."

    found = tiers(text)

    assert found == {"Morwenna": Tier.SURE}
    assert len(screen(text, "en")) == 3


def test_given_speakers_are_found_where_others_name_them():
    text = "I think morwenna said that first."

    assert tiers(text, speakers=["Morwenna", "P2", "Interviewer"]) == {"morwenna": Tier.SURE}


@pytest.mark.parametrize(
    "text",
    [
        "I met [name 1] in [place 2] on [date].",
        "He said [inaudible 00:12:33] and left (laughs).",
        "Det var [navn 1] som [uhørlig 00:14] ringte (ler).",
        "She is [90 or over] and lives in [a small town].",
        "[Navn er endret] sa det, og [NAVN] svarte.",
    ],
)
def test_placeholders_and_notes_of_the_transcriber_are_left_alone(text):
    assert words(text, "nb" if "navn" in text.lower() else "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It was cold in May. Hope is all we have. God knows. The NHS did nothing, and Facebook less."),
        ("en", "On Monday I speak Polish, at Christmas I watch the BBC."),
        ("nb", "Vi så en bjørn på NAV. Herregud, det var i mai, og jula var over. Norsk er vanskelig."),
        ("sv", "På måndag pratar vi svenska. Herregud, julen är svår."),
        ("de", "Am Montag gehe ich zur Arbeit, und an Weihnachten bleibt das Haus leer."),
    ],
)
def test_common_words_with_a_capital_are_not_shown(language, text):
    assert words(text, language) == []


def test_a_month_is_a_name_when_it_acts_as_one():
    assert words("It was May who told me, in May.") == ["May"]
    assert words("April Jones came in April.") == ["April Jones"]
    assert words("Jeg heter Mai, og jeg er født i mai.", "nb") == ["Mai"]


def test_a_line_of_capitals_says_nothing_about_names():
    text = "FOCUS GROUP WITH PEOPLE WHO WORK NIGHTS\nI was SO tired and I NEVER slept, said Oluwadamilola."

    assert words(text) == ["Oluwadamilola"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("We met at the Corner House every week.", "the Corner House"),
        ("I was with Jan van der Meulen then.", "Jan van der Meulen"),
        ("She went to the University of Lanchester.", "the University of Lanchester"),
        ("They kept me in Ward 12 for weeks.", "Ward 12"),
        ("It was J. R. Okafor who signed.", "J. R. Okafor"),
        ("He lives in Ashby-de-la-Launde now.", "Ashby-de-la-Launde"),
        ("I like Siobhán O'Shaughnessy-Brown.", "Siobhán O'Shaughnessy-Brown"),
    ],
)
def test_a_name_is_found_whole(text, whole):
    assert whole in words(text)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I told Rukmini everything.", Category.PERSON),
        ("I moved to Todbury last year.", Category.PLACE),
        ("I work for Todbury Community College.", Category.ORGANISATION),
        ("I have Huntington's disease.", Category.HEALTH),
        ("I was the only midwife there.", Category.ROLE),
        ("Mail me at a.b@example.org please.", Category.EMAIL),
    ],
)
def test_what_is_found_has_its_kind(text, category):
    assert [one.category for one in screen(text, "en")] == [category]


def test_offsets_count_code_points():
    text = "😀😀 I told Rukmini 😀."

    (found,) = screen(text, "en")

    assert text[found.start : found.end] == "Rukmini"


def test_identifiers_that_overlap_become_one_and_the_surest_names_it():
    name = Identifier(3, 12, Category.PERSON, Tier.LIKELY)
    street = Identifier(0, 8, Category.ADDRESS, Tier.SURE)
    beside = Identifier(12, 15, Category.PLACE, Tier.POSSIBLE)

    assert settled([name, beside, street]) == [
        Identifier(0, 12, Category.ADDRESS, Tier.SURE),
        Identifier(12, 15, Category.PLACE, Tier.POSSIBLE),
    ]


@pytest.mark.parametrize(
    ("code", "meant"), [("no", "nb"), ("nn", "nb"), ("nb-NO", "nb"), ("en_GB", "en"), ("de", "de")]
)
def test_a_language_is_known_by_the_usual_codes(code, meant):
    assert language_of(code).code == meant


@given(
    st.text(max_size=300) | st.text("AaBb1 .,:@/-[]'\n", max_size=300),
    st.sampled_from(sorted(LANGUAGES)),
    st.lists(st.text(max_size=12), max_size=3),
)
def test_whatever_the_text_the_identifiers_stand_in_order_inside_it(text, language, listed):
    found = screen(text, language, listed, speakers=listed)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


PIECES = [
    "a",
    "a.",
    "1 ",
    "1(",
    "a@",
    "(",
    "[a",
    "a\n",
    "Kari ",
    "e\u0301",
    "www.",
    "u/",
    "\u202e\u05d0",
    "the 3rd of ",
    "12/",
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_million_characters_of_anything_are_screened_in_two_seconds(piece):
    text = (piece * (1_000_000 // len(piece) + 1))[:1_000_000]
    screen("warm", "nb")

    assert in_time(2, lambda: spent(lambda: screen(text, "nb")))
