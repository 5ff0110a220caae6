"""Every quantifier of a text against the counts, in English and in Norwegian Bokmål.

Heard in the small study, of 3 + 2 + 2 focus groups: stable environments in all seven; ghosting and shame in the three
of service users; economic barriers in all but one of volunteers; shame in two of service users; travel in one of
volunteers; silence in none. Of 4 + 3 + 2 participants: all; three service users; two and two; one; one; none.
"""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.manuscript.judging import (
    NARROWED,
    NO_LEVEL,
    NO_TOPIC,
    NOBODY,
    NOT_DEFINED,
    CheckedQuantifier,
    Fault,
    Verdict,
)
from app.analysis.manuscript.lexicon import LEXICONS
from app.analysis.phrasing import counts_in_words, in_words
from app.analysis.undefined import Undefined
from app.analysis.wording import Level, Selection, Wording, WordingRules
from tests.analysis.manuscript.small_study import ENGLISH, NORWEGIAN, STUDY, check, known, topic


def only(text: str, study=STUDY, **changes: object) -> CheckedQuantifier:
    (found,) = check(text, study, **changes).quantifiers
    return found


def said(text: str, study=STUDY, **changes: object) -> list[str]:
    return [text[one.mention.start : one.mention.end] for one in check(text, study, **changes).quantifiers]


RIGHT = [
    "All focus groups spoke of stable environments.",
    "Every group spoke of stable environments.",
    "All seven focus groups spoke of stable environments.",
    "None of the focus groups spoke of silence.",
    "All of the focus group discussions among service users were about ghosting and shame.",
    "All service user groups spoke of ghosting and shame.",
    "All SU groups spoke of ghosting and shame.",
    "Among service users, all focus groups spoke of ghosting and shame.",
    "Both focus groups with professionals spoke of economic barriers.",
    "One of the two volunteer groups spoke of economic barriers.",
    "One focus group among volunteers spoke of travel.",
    "Some focus groups among service users spoke of shame.",
    "Several focus groups spoke of economic barriers.",
    "Six of the seven focus groups spoke of economic barriers.",
    "6 of 7 groups spoke of economic barriers.",
    "Three focus groups spoke of ghosting and shame.",
    "Not all focus groups spoke of economic barriers.",
    "Both focus groups in District A spoke of stable environments.",
    "All participants spoke of stable environments.",
    "Everybody spoke of stable environments.",
    "Both volunteers spoke of stable environments.",
    "No volunteer spoke of ghosting and shame.",
    "Three of the four service users spoke of ghosting and shame.",
    "One participant spoke of economic barriers.",
    "All focus groups of service users and professionals spoke of economic barriers.",
]
WRONG = [
    ("All focus groups spoke of economic barriers.", Fault.TOO_MUCH),
    ("Several focus groups spoke of stable environments.", Fault.TOO_LITTLE),
    ("Some focus groups spoke of economic barriers.", Fault.TOO_LITTLE),
    ("Several focus groups spoke of ghosting and shame.", Fault.TOO_WIDE),
    ("Some focus groups spoke of shame.", Fault.TOO_WIDE),
    ("Both focus groups spoke of shame.", Fault.WRONG_TOTAL),
    ("All six focus groups spoke of stable environments.", Fault.WRONG_TOTAL),
    ("Six of the eight focus groups spoke of economic barriers.", Fault.WRONG_TOTAL),
    ("Four focus groups spoke of ghosting and shame.", Fault.TOO_MUCH),
    ("Two focus groups spoke of ghosting and shame.", Fault.TOO_LITTLE),
    ("Not all focus groups spoke of stable environments.", Fault.TOO_LITTLE),
    ("Both volunteer groups spoke of economic barriers.", Fault.TOO_MUCH),
    ("One participant spoke of silence.", Fault.TOO_MUCH),
    ("Nobody spoke of shame.", Fault.TOO_LITTLE),
]
UNDEFINED = [
    ("Almost all the focus groups spoke of economic barriers.", NOT_DEFINED),
    ("Most focus groups spoke of economic barriers.", NOT_DEFINED),
    ("Many focus groups spoke of economic barriers.", NOT_DEFINED),
    ("A few focus groups spoke of shame.", NOT_DEFINED),
    ("Most participants spoke of stable environments.", NOT_DEFINED),
    ("Several participants spoke of ghosting and shame.", NOT_DEFINED),
    ("Several SU participants spoke of ghosting and shame.", NOT_DEFINED),
    ("Some of the service users spoke of ghosting and shame.", NOT_DEFINED),
    ("Several described shame.", NO_LEVEL),
    ("All younger participants spoke of shame.", NARROWED),
    ("All of them spoke of shame.", NARROWED),
    ("All focus groups spoke of the weather.", NO_TOPIC),
    ("All volunteer groups in District A spoke of shame.", NOBODY),
]


@pytest.mark.parametrize("text", RIGHT)
def test_a_quantifier_that_the_counts_allow_is_right(text: str):
    found = only(text)

    assert (found.verdict, found.fault, found.reason) == (Verdict.RIGHT, None, None)


@pytest.mark.parametrize(("text", "fault"), WRONG)
def test_a_quantifier_that_the_counts_do_not_allow_is_wrong_and_told_why(text: str, fault: Fault):
    found = only(text)

    assert (found.verdict, found.fault, found.reason) == (Verdict.WRONG, fault, None)


@pytest.mark.parametrize(("text", "reason"), UNDEFINED)
def test_a_quantifier_that_nothing_defines_is_undefined(text: str, reason: str):
    found = only(text)

    assert (found.verdict, found.fault, found.reason) == (Verdict.UNDEFINED, None, Undefined(reason))


@pytest.mark.parametrize(
    ("text", "words", "verdict"),
    [
        ("Alle fokusgruppene snakket om stabile omgivelser.", "Alle fokusgruppene", "right"),
        ("Samtlige fokusgrupper snakket om stabile omgivelser.", "Samtlige fokusgrupper", "right"),
        ("Alle fokusgruppene med tjenestebrukere kom inn på skam.", "Alle fokusgruppene med tjenestebrukere", "right"),
        ("Alle tjenestebrukergruppene snakket om skam.", "Alle tjenestebrukergruppene", "right"),
        ("Begge gruppene blant fagpersonene snakket om økonomi.", "Begge gruppene blant fagpersonene", "right"),
        ("En av de to gruppene med frivillige nevnte økonomi.", "En av de to gruppene med frivillige", "right"),
        ("Seks av de sju fokusgruppene nevnte økonomi.", "Seks av de sju fokusgruppene", "right"),
        ("Ikke alle fokusgruppene nevnte økonomi.", "Ikke alle fokusgruppene", "right"),
        ("Ingen av de frivillige snakket om skam.", "Ingen av de frivillige", "right"),
        ("Flere fokusgrupper snakket om stabile omgivelser.", "Flere fokusgrupper", "wrong"),
        ("Noen av fokusgruppene snakket om økonomi.", "Noen av fokusgruppene", "wrong"),
        ("Nesten alle fokusgruppene snakket om økonomi.", "Nesten alle fokusgruppene", "undefined"),
        ("De fleste deltakerne snakket om økonomi.", "De fleste deltakerne", "undefined"),
        ("Flere av tjenestebrukerne fortalte om skam.", "Flere av tjenestebrukerne", "undefined"),
        ("Noen få fokusgrupper snakket om skam.", "Noen få fokusgrupper", "undefined"),
        ("Mange opplevde skam.", "Mange", "undefined"),
    ],
)
def test_quantifiers_are_read_in_bokmal(text: str, words: str, verdict: str):
    found = only(text, NORWEGIAN)

    assert text[found.mention.start : found.mention.end] == words
    assert found.verdict.value == verdict


@pytest.mark.parametrize(
    "text",
    [
        "It took some time.",
        "Both professionals and volunteers spoke of shame.",
        "They came all the way.",
        "One can say so.",
        "“All focus groups said shame”, somebody wrote.",
        "P1: All the participants spoke of shame",
        "There was no shame.",
    ],
)
def test_words_that_count_nobody_are_left_alone(text: str):
    assert said(text) == []


def test_en_is_an_article_in_bokmal():
    assert said("En deltaker fortalte om skam, og en fokusgruppe lo.", NORWEGIAN) == []


def test_a_word_inside_the_name_of_a_theme_counts_nobody():
    names = (topic("All people together", "SU1"),)

    assert said("Here all people together was told by one focus group among service users.", topics=names) == [
        "one focus group among service users"
    ]


def test_the_counts_and_the_word_that_they_allow_are_told():
    found = only("Some focus groups spoke of ghosting and shame.")

    assert (found.heard, found.of) == (3, 7)
    assert isinstance(found.allowed, Wording)
    assert in_words(found.allowed, ENGLISH) == "All focus groups among service users"
    assert counts_in_words(found.allowed, ENGLISH) == "3 of 7: SU 3/3, P 0/2, V 0/2"


def test_words_become_right_or_wrong_once_the_study_defines_them():
    # 6 of 7 is 85.7 %; 3 of 9 participants is 33.3 %.
    rules = WordingRules(most=51, almost_all=85)

    assert only("Almost all focus groups spoke of economic barriers.", rules=rules).verdict == Verdict.RIGHT
    assert only("Most focus groups spoke of economic barriers.", rules=rules).fault == Fault.TOO_LITTLE
    most = only("Most participants spoke of ghosting and shame.", participant_rules=rules)
    assert (most.fault, most.mention.level) == (Fault.TOO_MUCH, Level.PARTICIPANTS)
    several = only("Several service users spoke of ghosting and shame.", participant_rules=WordingRules())
    assert (several.verdict, several.heard, several.of) == (Verdict.RIGHT, 3, 4)


def test_the_topic_named_nearest_in_the_sentence_is_meant():
    text = "All focus groups spoke of stable environments, but no focus group of silence."

    assert [(one.topic and one.topic.name, one.verdict.value) for one in check(text).quantifiers] == [
        ("Stable environments", "right"), ("Silence", "right"),
    ]  # fmt: skip


def test_without_a_name_in_the_sentence_the_heading_above_tells_the_topic():
    found = only("# Stable environments\nAll focus groups spoke of it.\n\n# Ghosting and shame\n")

    assert (found.topic and found.topic.name, found.by_heading) == ("Stable environments", True)


def test_a_heading_that_names_nothing_ends_what_the_one_above_said():
    assert only("# Stable environments\n\n# Discussion\nAll focus groups spoke of it.").reason == Undefined(NO_TOPIC)


def test_two_kinds_of_people_are_selected_together():
    found = only("All focus groups among service users and professionals spoke of economic barriers.")

    assert found.mention.selection == Selection(frozenset([known("SU"), known("P")]))
    assert (found.heard, found.of) == (5, 5)


def test_part_of_a_name_before_a_colon_names_the_theme_where_it_is_unique():
    names = (topic("Support: near and far", "SU1 SU2"), topic("Money: too little", ""), topic("Money: too late", ""))

    assert only("All focus groups spoke of support.", topics=names).topic == names[0]
    assert only("All focus groups spoke of money.", topics=names).topic is None


@pytest.mark.parametrize("language", LEXICONS)
def test_every_quantifier_of_a_language_is_found_before_focus_groups(language: str):
    noun = {"en": "focus groups", "nb": "fokusgruppene"}[language]
    study = {"en": STUDY, "nb": NORWEGIAN}[language]

    for phrase in LEXICONS[language].quantifiers:
        words = " ".join(phrase)
        assert said(f"Her: {words} {noun}.", study) == [f"{words} {noun}"]


PIECES = st.lists(
    st.sampled_from(
        ["all", "several", "focus groups", "of the", "two", "service users", "among", "younger", "shame", ".", "“", "”",
         "\n", "P1:", "(FG, Service users 1)", "[...]", "and", "said", "both", "# Shame", "one of"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


@given(PIECES)
def test_whatever_is_pasted_is_checked_and_lies_where_it_says(text: str):
    found = check(text)

    for one in found.quantifiers:
        assert text[one.mention.start : one.mention.end].strip() == text[one.mention.start : one.mention.end] != ""
        assert not any(quote.quote.start <= one.mention.start < quote.quote.end for quote in found.quotes)
        assert (one.verdict is Verdict.WRONG) == (one.fault is not None)
        assert (one.verdict is Verdict.UNDEFINED) == (one.reason is not None)
    assert all(text[one.quote.start : one.quote.end] == one.quote.words for one in found.quotes)


GROUPS = st.sets(st.sampled_from([group.id for group in STUDY.groups]))


@given(GROUPS)
def test_the_word_that_the_counts_allow_is_always_right(heard: set[UUID]):
    # What we would write ourselves, our own check must find right.
    study = {"topics": (replace(topic("Shame"), heard_in=frozenset(heard)),)}
    allowed = only("All focus groups spoke of shame.", **study).allowed
    assert isinstance(allowed, Wording)

    found = only(f"{in_words(allowed, ENGLISH)} spoke of shame.", **study)

    assert found.verdict == Verdict.RIGHT
