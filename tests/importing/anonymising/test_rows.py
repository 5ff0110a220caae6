"""One row for everything that seems to be the same identifier, and never one row for two people."""

import pytest

from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.rows import MAYBE_GENITIVE, SHARED_NAME, rows
from tests.importing.anonymising.spoken import by_key, found, spoken, surfaces


def test_a_name_is_one_row_whatever_its_case_and_its_genitive():
    text = spoken("Kari said so.", "Karis mother and KARI", "kari again, Kari's too")
    identifiers = [*found(text, "Kari"), *found(text, "Karis"), *found(text, "KARI"), *found(text, "kari")]

    (row,) = rows(text, identifiers, language="nb")

    assert (row.key, row.category, row.shown, row.suggested) == ("kari", Category.PERSON, "Kari", "[navn 1]")
    assert surfaces(text, row) == ["Kari", "Karis", "KARI", "kari", "Kari's"]
    assert [place.ending for place in row.places] == ["", "s", "", "", "'s"]
    assert [place.turn for place in row.places] == [1, 2, 2, 3, 3]


def test_a_bare_s_is_no_genitive_in_english():
    text = spoken("William came with Williams.")

    found_rows = rows(text, [*found(text, "William"), *found(text, "Williams")], language="en")

    assert [row.key for row in found_rows] == ["william", "williams"]


def test_an_s_is_a_genitive_only_where_the_rest_is_known():
    text = spoken("Thuys bil sto der.")

    (row,) = rows(text, found(text, "Thuys"), language="nb")

    assert (row.key, row.places[0].ending) == ("thuys", "")


def test_andreas_is_not_taken_for_the_genitive_of_andrea():
    text = spoken("Andrea kom. Andreas kom.")

    both = by_key(rows(text, [*found(text, "Andrea"), *found(text, "Andreas")], language="nb"))

    assert both.keys() == {"andrea", "andreas"}
    assert [remark.sentence for remark in both["andreas"].remarks] == [MAYBE_GENITIVE]
    assert both["andrea"].remarks == ()


def test_parts_of_a_full_name_go_with_it():
    text = spoken("Kari Nordmann kom.", "Kari lo.", "Fru Nordmann lo, og Nordmanns hund.")
    identifiers = [
        *found(text, "Kari Nordmann"),
        *found(text, "Kari"),
        *found(text, "Fru Nordmann"),
        *found(text, "Nordmanns"),
    ]

    (row,) = rows(text, identifiers, language="nb")

    assert row.key == "kari nordmann"
    assert surfaces(text, row) == ["Kari Nordmann", "Kari", "Fru Nordmann", "Nordmanns"]


def test_a_surname_that_nobody_found_by_itself_goes_with_its_full_name():
    text = spoken("Kari Nordmann came.", "Then Nordmann left.")

    (row,) = rows(text, found(text, "Kari Nordmann"), language="en")

    assert surfaces(text, row) == ["Kari Nordmann", "Nordmann"]
    assert [place.found for place in row.places] == [True, False]


def test_a_part_of_two_full_names_is_a_row_of_its_own_that_says_so():
    text = spoken("Kari Nordmann and Ola Nordmann came.", "Nordmann left.")
    identifiers = [*found(text, "Kari Nordmann"), *found(text, "Ola Nordmann"), *found(text, "Nordmann")]

    all_rows = by_key(rows(text, identifiers, language="en"))

    assert all_rows.keys() == {"kari nordmann", "ola nordmann", "nordmann"}
    assert surfaces(text, all_rows["nordmann"]) == ["Nordmann"]
    assert [(remark.sentence, remark.values) for remark in all_rows["nordmann"].remarks] == [
        (SHARED_NAME, {"count": 2})
    ]


def test_a_couple_of_one_name_is_told_apart_by_their_titles():
    text = spoken("Mrs Hill came with Mr Hill.", "Hill left.")
    identifiers = [*found(text, "Mrs Hill"), *found(text, "Mr Hill"), *found(text, "Hill")]

    all_rows = by_key(rows(text, identifiers, language="en"))

    assert all_rows.keys() == {"mrs hill", "mr hill", "hill"}
    assert [remark.sentence for remark in all_rows["hill"].remarks] == [SHARED_NAME]


@pytest.mark.parametrize(
    ("short", "long"),
    [("Kari N.", "Kari Nordmann"), ("Kari Nordmann", "Kari Lie Nordmann"), ("Dr Nordmann", "Kari Nordmann")],
)
def test_a_shortened_full_name_is_the_same_person(short: str, long: str):
    text = spoken(f"{short} came.", f"{long} left.")
    identifiers = [
        Identifier(text.text.index(name), text.text.index(name) + len(name), Category.PERSON, Tier.LIKELY)
        for name in (short, long)
    ]

    (row,) = rows(text, identifiers, language="en")

    assert len(row.places) == 2


def test_initials_that_fit_two_people_are_a_row_of_their_own():
    text = spoken("Kari Nordmann, Kari Nilsen and Kari N. came.", "Kari left.")
    identifiers = [
        *found(text, "Kari Nordmann"),
        *found(text, "Kari Nilsen"),
        *found(text, "Kari N"),
        *found(text, "Kari"),
    ]

    all_rows = by_key(rows(text, identifiers, language="en"))

    assert all_rows.keys() == {"kari nordmann", "kari nilsen", "kari n", "kari"}
    assert [all_rows[key].remarks[0].values for key in ("kari n", "kari")] == [{"count": 2}, {"count": 2}]


def test_a_person_and_a_place_of_one_name_are_one_row_of_the_surer_category():
    text = spoken("Hull is far.", "I know Hull.")
    first, second = found(text, "Hull", Category.PLACE, Tier.LIKELY)
    sure = Identifier(second.start, second.end, Category.PERSON, Tier.SURE)

    (row,) = rows(text, [first, second, sure], language="en")

    assert (row.category, row.tier, len(row.places)) == (Category.PERSON, Tier.SURE, 2)


def test_an_organisation_does_not_swallow_the_place_in_its_name():
    text = spoken("Brackwater College is in Brackwater.")
    identifiers = [
        *found(text, "Brackwater College", Category.ORGANISATION),
        *found(text, "Brackwater", Category.PLACE)[1:],
    ]

    all_rows = by_key(rows(text, identifiers, language="en"))

    assert {key: row.category for key, row in all_rows.items()} == {
        "brackwater college": Category.ORGANISATION,
        "brackwater": Category.PLACE,
    }
    assert surfaces(text, all_rows["brackwater"]) == ["Brackwater"]


def test_a_place_in_a_phrase_that_is_only_possible_has_its_row():
    text = spoken("I was the only vicar in Hull.")
    identifiers = [
        *found(text, "only vicar in Hull", Category.ROLE, Tier.POSSIBLE),
        *found(text, "Hull", Category.PLACE, Tier.SURE),
    ]

    all_rows = by_key(rows(text, identifiers, language="en"))

    assert (all_rows["hull"].tier, all_rows["only vicar in hull"].tier) == (Tier.SURE, Tier.POSSIBLE)


def test_an_article_makes_no_other_organisation():
    text = spoken("We met at the Corner Kitchen. Corner Kitchen was closed.")
    identifiers = [
        *found(text, "the Corner Kitchen", Category.ORGANISATION),
        *found(text, "Corner Kitchen", Category.ORGANISATION)[1:],
    ]

    (row,) = rows(text, identifiers, language="en")

    assert surfaces(text, row) == ["the Corner Kitchen", "Corner Kitchen"]


def test_a_number_is_the_same_with_and_without_blanks():
    text = spoken("Ring 35 21 41 48.", "35214148, sa jeg.")
    identifiers = [*found(text, "35 21 41 48", Category.PHONE), *found(text, "35214148", Category.PHONE)]

    (row,) = rows(text, identifiers, language="nb")

    assert len(row.places) == 2


def test_two_dates_of_the_same_digits_are_two_rows():
    text = spoken("Født 1.11.80 eller 11.1.80.")
    identifiers = [*found(text, "1.11.80", Category.DATE), *found(text, "11.1.80", Category.DATE)]

    assert len(rows(text, identifiers, language="nb")) == 2


def test_a_name_that_is_an_everyday_word_leaves_the_everyday_word_alone():
    text = spoken("Will came.", "I will. You will. Will you? He will.")
    first = Identifier(0, 4, Category.PERSON, Tier.LIKELY)

    (row,) = rows(text, [first], language="en")

    # "Will" stands once more and goes along; "will" stands three times, more often than what was found.
    assert surfaces(text, row) == ["Will", "Will"]
    assert row.alike == 3


def test_a_genitive_written_small_goes_along_only_where_the_name_is_written_small():
    named = spoken("Mai kom, og mais er godt.")
    small = spoken("kari kom, og karis mor")

    (with_capital,) = rows(named, found(named, "Mai"), language="nb")
    (without,) = rows(small, found(small, "kari"), language="nb")

    assert (surfaces(named, with_capital), with_capital.alike) == (["Mai"], 1)
    assert surfaces(small, without) == ["kari", "karis"]


def test_what_is_marked_by_hand_is_sure_and_applies_everywhere():
    text = spoken("The hope bus came.", "hope and Hope and hope's end", "Hope Street")
    start = text.text.index("hope")
    street = found(text, "Hope Street", Category.ADDRESS, Tier.LIKELY)

    all_rows = by_key(rows(text, street, [(start, start + 4, Category.ORGANISATION)], language="en"))

    assert all_rows["hope"].tier is Tier.SURE
    assert surfaces(text, all_rows["hope"]) == ["hope", "hope", "Hope", "hope's", "Hope"]


def test_a_mark_inside_a_longer_name_of_its_kind_applies_everywhere_too():
    text = spoken("We met at Hope House.", "hope was closed, and hope is gone")
    start = text.text.index("Hope")
    house = found(text, "Hope House", Category.ORGANISATION)

    all_rows = by_key(rows(text, house, [(start, start + 4, Category.ORGANISATION)], language="en"))

    assert surfaces(text, all_rows["hope"]) == ["Hope", "hope", "hope"]


def test_a_mark_overrules_what_a_detector_says_of_the_same_words():
    text = spoken("Hope came. Hope left.")
    start = text.text.index("Hope")

    (row,) = rows(
        text, found(text, "Hope", Category.PLACE, Tier.SURE), [(start, start + 4, Category.PERSON)], language="en"
    )

    assert row.category is Category.PERSON


def test_a_number_is_found_again_with_its_blanks():
    text = spoken("Ring 99 11 22.", "99 11 22 igjen, 991122, 99 11 22, 99 11 23")
    start = text.text.index("99")

    (row,) = rows(text, [Identifier(start, start + 8, Category.PHONE, Tier.SURE)], language="nb")

    assert surfaces(text, row) == ["99 11 22", "99 11 22", "991122", "99 11 22"]


def test_a_full_name_goes_along_where_only_its_surname_was_found():
    text = spoken("Kari Nordmann came.", "and kari Nordmann left")
    second = text.text.rindex("Nordmann")
    identifiers = [
        *found(text, "Kari Nordmann"),
        Identifier(second, second + 8, Category.PERSON, Tier.LIKELY),
    ]

    (row,) = rows(text, identifiers, language="en")

    assert surfaces(text, row) == ["Kari Nordmann", "kari Nordmann"]


def test_an_address_with_a_comma_goes_along_with_its_comma():
    text = spoken("I live in Hill Road 5, Otley.", "Hill Road 5, Otley, yes. Hill Road 5!")
    start = text.text.index("Hill")

    (row,) = rows(text, [Identifier(start, start + 18, Category.ADDRESS, Tier.SURE)], language="en")

    assert surfaces(text, row) == ["Hill Road 5, Otley", "Hill Road 5, Otley"]


def test_half_a_word_marked_is_the_whole_word():
    text = spoken("I Oslofolkets øyne (nei)")

    (row,) = rows(text, (), [(2, 6, Category.PLACE)], language="nb")

    assert surfaces(text, row) == ["Oslofolkets"]


def test_marks_of_nothing_are_no_rows():
    text = spoken("Hello … there")

    assert (
        rows(text, (), [(5, 8, Category.PERSON), (3, 3, Category.PERSON), (5, 90, Category.PERSON)], language="en")
        == ()
    )


def test_a_name_over_the_end_of_a_turn_is_found_in_both():
    text = spoken("I met Kari", "Nordmann, you mean")

    found_rows = rows(text, [Identifier(6, 19, Category.PERSON, Tier.SURE)], language="en")

    assert {row.key: [place.turn for place in row.places] for row in found_rows} == {"kari": [1], "nordmann": [2]}


def test_first_name_and_surname_in_a_row_are_one_place_and_a_name_called_twice_is_two():
    text = spoken("Kari Nordmann.", "Nordmann Kari, sa de.", "Kari Kari!", "Karis Nordmann")
    identifiers = [*found(text, "Kari Nordmann"), *found(text, "Nordmann"), *found(text, "Kari"), *found(text, "Karis")]

    (row,) = rows(text, identifiers, language="nb")

    assert surfaces(text, row) == ["Kari Nordmann", "Nordmann Kari", "Kari", "Kari", "Karis", "Nordmann"]


def test_an_organisation_that_is_always_said_in_the_genitive_keeps_it():
    text = spoken("I work at Sainsbury's. Sainsbury's pays.")

    (row,) = rows(text, found(text, "Sainsbury's", Category.ORGANISATION), language="en")

    assert (row.shown, {place.ending for place in row.places}) == ("Sainsbury's", {""})


def test_rows_come_sure_ones_first_then_the_frequent():
    text = spoken("Bo, Kari, Kari, Hull, Otta, Otta")
    identifiers = [
        *found(text, "Bo", tier=Tier.POSSIBLE),
        *found(text, "Hull", Category.PLACE, Tier.SURE),
        *found(text, "Kari"),
        *found(text, "Otta", Category.PLACE),
    ]

    found_rows = rows(text, identifiers, language="en")

    assert [row.key for row in found_rows] == ["hull", "kari", "otta", "bo"]
    assert [row.needs_decision for row in found_rows] == [True, True, True, False]


def test_a_row_shows_its_first_place_and_one_that_is_written_otherwise_elsewhere():
    text = spoken("I met Kari Nordmann there.", "Kari Nordmann again.", "Then Kari left.")
    identifiers = [*found(text, "Kari Nordmann"), *found(text, "Kari")]

    (row,) = rows(text, identifiers, language="en")

    assert [tuple(context) for context in row.contexts] == [
        ("I met ", "Kari Nordmann", " there."),
        ("Then ", "Kari", " left."),
    ]


def test_suggestions_are_numbered_in_order_of_appearance_and_possible_ones_come_last():
    text = spoken("Bo said: Kari went to Hull with Ola on Monday.")
    identifiers = [
        *found(text, "Bo", tier=Tier.POSSIBLE),
        *found(text, "Ola", tier=Tier.SURE),
        *found(text, "Kari"),
        *found(text, "Hull", Category.PLACE),
        *found(text, "Monday", Category.DATE),
    ]

    suggested = {row.key: row.suggested for row in rows(text, identifiers, language="en")}

    assert suggested == {
        "kari": "[name 1]", "ola": "[name 2]", "bo": "[name 3]", "hull": "[place 1]", "monday": "[date]",
    }  # fmt: skip


def test_numbers_that_the_file_has_already_are_not_given_again():
    text = spoken("[name 3] told [navn 5] and Kari.")

    (row,) = rows(text, found(text, "Kari"), language="en")

    assert row.suggested == "[name 6]"


def test_a_placeholder_in_the_file_is_not_an_identifier():
    text = spoken("[name 3] came.")

    assert rows(text, [Identifier(1, 5, Category.PERSON, Tier.LIKELY)], language="en") == ()


def test_the_next_transcript_of_a_sitting_suggests_the_same_placeholder_and_goes_on_counting():
    text = spoken("Karis bror Ola.")
    sitting = {"kari": "[navn 2]", "otta": "[a small town]"}

    by_hand = by_key(rows(text, [*found(text, "Karis"), *found(text, "Ola")], language="nb", sitting=sitting))

    assert {key: row.suggested for key, row in by_hand.items()} == {"kari": "[navn 2]", "ola": "[navn 3]"}
