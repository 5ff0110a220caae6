"""Whatever has a fixed shape is found in the shapes that people really write it in."""

import pytest

from app.importing.anonymising.identifiers import Category, Tier
from app.importing.anonymising.screening import screen


def found(text: str, language: str) -> list[tuple[str, Category, Tier]]:
    return [(text[one.start : one.end], one.category, one.tier) for one in screen(text, language)]


SURE = {
    Category.EMAIL: [
        ("en", "Write to {anne.lise+fg@mail.example.co.uk}, please."),
        ("nb", "Skriv til {åse_ødegård@example.no}."),
    ],
    Category.URL: [
        ("en", "See {https://example.org/a_b?c=d#e}, it is there."),
        ("en", "It is on {www.example.org}."),
        ("en", "We are at {facebook.com/groups/quiet.minds}."),
        ("nb", "Det ligger på {stillesinn.no}, tror jeg."),
    ],
    Category.HANDLE: [
        ("en", "I am {@night_owl.81} there."),
        ("en", "Find {u/night-owl-81} there."),
        ("nb", "Jeg er {@måne}."),
    ],
    Category.PHONE: [
        ("en", "Ring {07700 900 123}."),
        ("en", "Ring {+44 (0)20 7946 0958} now."),
        ("en", "Ring {0044 7700 900123}."),
        ("en", "Ring {(0117) 496 0123}."),
        ("nb", "Ring {412 33 998}."),
        ("nb", "Ring {+4741233998} da."),
        ("nb", "Ring {41 23 39 98}."),
        ("sv", "Ring {08-740 95 61}."),
        ("da", "Ring {+45 12 34 56 78}."),
        ("nl", "Bel {06-12345678}."),
        ("de", "Ruf {0151 23456789} an."),
    ],
    Category.NATIONAL_ID: [
        ("en", "It is {QQ 12 34 56 C}."),
        ("en", "It is {QQ123456C}."),
        ("en", "It is {943 476 5919}."),
        ("nb", "Det er {110457 43210}."),
        ("nb", "Det er {41019012345}."),
        ("sv", "Det är {811228-9874}."),
        ("da", "Det er {211062-5629}."),
        ("nl", "Het is {123456782}."),
    ],
    Category.NUMBER: [
        ("en", "Pay {GB33 BUKB 2020 1555 5555 55} today."),
        ("nb", "Betal til {NO93 8601 1117 947} i dag."),
        ("nb", "Bilen er {DN 12345}."),
        ("en", "The car is {AB12 CDE}."),
    ],
    Category.DATE: [
        ("en", "It was {the 3rd of May 2019}."),
        ("en", "It was {5th Nov 98}."),
        ("en", "It was {March 4, 2017}."),
        ("en", "It was {2/11/1957}."),
        ("en", "It was {2016-02-14}."),
        ("en", "It was {the twenty-first of August}."),
        ("en", "I was born in {1962}."),
        ("en", "I was born in {nineteen fifty-two}."),
        ("nb", "Det var {12/3-84}."),
        ("nb", "Det var {3. oktober 2017}."),
        ("nb", "Det var {tredje mai}."),
        ("nb", "Jeg er født i {1962}."),
        ("nb", "Jeg er f. {1971}."),
        ("sv", "Det var {3:e oktober 2017}."),
        ("da", "Det var {den 3. oktober 2017}."),
        ("nl", "Het was {3 oktober 2017}."),
        ("de", "Es war {3. Oktober 2017}."),
    ],
    Category.AGE: [
        ("en", "He is {94} now."),
        ("en", "She turned {ninety-four}."),
        ("en", "A {97-year-old}."),
        ("en", "And he's {92} now."),
        ("en", "Mum's {91} and still drives."),
        ("en", "She lived till she was {a hundred and one}."),
        ("nb", "Hun ble {94}."),
        ("nb", "Hun er {nitti fire}."),
        ("nb", "Hun er {97} år."),
        ("nb", "En {97-åring}."),
        ("de", "Sie ist {vierundneunzig}."),
    ],
    Category.ADDRESS: [
        ("en", "I live at {14 Elm Close}."),
        ("en", "I live at {Flat 12b, 200 St Mary's Road, SE15 4NB}."),
        ("en", "I live at {Flat 2/1, 17 Byres Avenue}."),
        ("en", "I live at {45 Long Acre, Bristol BS1 4QA}."),
        ("en", "My postcode is {BD16 2QF}."),
        ("nb", "Jeg bor i {Storgata 12B}."),
        ("nb", "Jeg bor i {Kongens gate 7, 0153 Oslo}."),
        ("nb", "Jeg bor i {Øvre Fossveien 3 C}."),
        ("nb", "Skriv til {Postboks 12, 4790 Lillesand}."),
        ("sv", "Jag bor på {Storgatan 12}."),
        ("da", "Jeg bor på {Nørre Allé 3}."),
        ("nl", "Ik woon op {Dorpsstraat 12, 1234 AB Zutphen}."),
        ("de", "Ich wohne in der {Hauptstraße 7}."),
    ],
}
CASES = [(category, *case) for category, cases in SURE.items() for case in cases]


@pytest.mark.parametrize(("category", "language", "marked"), CASES, ids=[marked for _, _, marked in CASES])
def test_a_fixed_shape_is_found_whole_and_for_sure(category, language, marked):
    before, _, rest = marked.partition("{")
    words, _, after = rest.partition("}")

    assert (words, category, Tier.SURE) in found(before + words + after, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It cost 1,500,000 pounds, or £2 000 000, between 2015-2019."),
        ("en", "About 95 people came, 90 % of them by bus 97, at 12.30, 24/7."),
        ("en", "Everyone has a hundred friends, and ninety minutes to spare."),
        ("en", "It took 45 minutes and 10,000 steps at 00:12:33."),
        ("en", "I may come, but 2 may be too many, and in 2019 it was fine."),
        ("nb", "Det kosta 1 500 000 kroner i 2019 og 2020, og 95 personer kom."),
        ("nb", "Alle har hundre venner, og 17. mai varer i 90 minutter."),
        ("nb", "Klokka 12.30 den dagen, 24/7, side 104 i kapittel 3."),
        ("sv", "Det kostade 1 500 000 kronor, och hundra personer kom."),
    ],
)
def test_amounts_times_and_years_are_no_identifiers(language, text):
    assert found(text, language) == []


def test_an_address_read_out_is_likely_a_mail_address():
    text = "det er kari punktum vik krøllalfa example punktum no"

    assert (text[7:], Category.EMAIL, Tier.LIKELY) in found(text, "nb")


def test_a_number_read_out_digit_by_digit_is_likely_a_telephone():
    assert ("zero seven seven double one two three", Category.PHONE, Tier.LIKELY) in found(
        "it is zero seven seven double one two three", "en"
    )


def test_a_name_in_the_shape_of_screens_is_likely_a_handle():
    assert ("greyskies77", Category.HANDLE, Tier.LIKELY) in found("I am greyskies77 there, not covid19.", "en")


@pytest.mark.parametrize(("language", "words", "age"), [
    ("en", "Granny, 93, lives alone.", "93"), ("nb", "Farmor, 94, bor alene.", "94"),
])  # fmt: skip
def test_a_high_number_between_commas_is_likely_an_age(language, words, age):
    found = [(words[one.start : one.end], one.category, one.tier) for one in screen(words, language)]

    assert (age, Category.AGE, Tier.LIKELY) in found
