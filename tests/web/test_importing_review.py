"""What identifies people: found or marked by hand, decided row by row or place by place, and looked at once more."""

import json

import pytest

from tests.factories import on_sqlite
from tests.web.kept import talks_of
from tests.web.talk import ANONYMISED, word_file
from tests.web.way_in import HTMX, ON_TO_CHECK, decisions, sign

MARK = "Mark these words"
AGAIN = "Look again with this list"
BACK = "Back to what identifies"


def words(step, number):
    """Return the words of a turn of the page's text, by its number."""
    return step.turns()[number - 1][1]


@on_sqlite
def test_what_was_not_found_is_marked_by_hand_and_replaced_everywhere(way):
    lines = ("I: Who?", "P1: The blue kitchen was warm.", "P2: In our Blue\nkitchen, yes.")
    found = way.identifiers(word_file(*lines, header=""))
    assert not {row for row in found.rows() if "kitchen" in row.casefold()}

    marked = found.press(MARK, {"mark_words": " Blue  kitchen ", "mark_category": "PLACE"})
    check = way.check(step=marked)

    row = marked.rows()["blue kitchen"]
    assert (row.tier, row.suggested, len(row.places)) == ("sure", "[place 1]", 2)
    assert [words(check, number) for number in (2, 3)] == ["The [place 1] was warm.", "In our [place 1], yes."]


@on_sqlite
def test_what_was_decided_stays_when_more_is_marked_or_listed(way):
    found = way.identifiers()
    said = decisions(found, keep=["Brekkvika"], named={"Eldbjorn": "my brother"}, kept_at={"Torvald": []})

    marked = found.press(MARK, {**said, "mark_words": "every Thursday", "mark_category": "DATE"})
    listed = marked.press(AGAIN, {"listed": "Welcome\r\n\r\nsupport"})

    assert marked.chosen().items() >= found.chosen().items()
    assert listed.chosen() == marked.chosen()
    assert listed.chosen()["Brekkvika"][0] == "keep"
    assert listed.chosen()["Eldbjorn"] == ("replace", "my brother")
    assert {"every Thursday", "Welcome", "support"} <= set(listed.rows())
    assert listed.values("listed") == ["Welcome\nsupport"]


@on_sqlite
def test_words_that_the_text_does_not_hold_are_refused_and_the_review_stays(way):
    refused = way.identifiers().press(MARK, {"mark_words": "Zugvogelheim", "mark_category": "PLACE"}, headers=HTMX)

    assert refused.status == 422
    assert "These words do not stand in the transcript." in refused.said
    assert refused.answer.headers["hx-retarget"] == "#alert"
    assert "Zugvogelheim" not in refused.answer.text


@on_sqlite
def test_words_typed_and_a_list_changed_are_looked_at_before_the_check(way):
    found = way.identifiers()
    said = decisions(found)

    typed = found.press(ON_TO_CHECK, {**said, "mark_words": "every Thursday", "mark_category": "DATE"})
    listed = found.press(ON_TO_CHECK, {**said, "listed": "support"})

    assert (typed.heading, listed.heading) == ("What identifies people?", "What identifies people?")
    assert "every Thursday" in typed.rows()
    assert "support" in listed.rows()
    assert typed.chosen() == {words: listed.chosen()[words] for words in typed.chosen()} == found_chosen(said, found)


def found_chosen(said, step):
    """Return what was decided about each row of a step, from the fields that say so."""
    chosen = {row.words: said.get(f"choice-{row.at}") for row in step.rows().values()}
    return {words: (choice, step.rows()[words].suggested) for words, choice in chosen.items() if choice}


@on_sqlite
def test_words_that_were_kept_and_are_marked_must_be_decided_anew(way):
    found = way.identifiers()

    marked = found.press(
        MARK, {**decisions(found, keep=["Brekkvika"]), "mark_words": "brekkvika", "mark_category": "PLACE"}
    )

    assert "Brekkvika" not in marked.chosen()
    assert "Still to decide: 1" in marked.text


@on_sqlite
def test_a_person_decides_each_place_keeps_and_writes_something_more_general(scene, way):
    found = way.identifiers()
    # Eldbjorn stands in turn 4, and twice in turn 7: there the second is another one, who may be named.
    check = way.check(
        step=found, keep=["Brekkvika"], named={"Havnehuset": "a place to work"}, kept_at={"Eldbjorn": [2]}
    )
    sign(check)

    [(_, kept)] = talks_of(scene, way.group)
    # Without Brekkvika and Havnehuset nothing else has a number that changes.
    assert kept[3] == ("P1", "It was my brother [name 4] who drove me to [a place to work].")
    assert kept[6] == (
        "P2", "In Brekkvika everybody knows everybody. [name 4] too, but that is another Eldbjorn.",
    )  # fmt: skip
    assert kept[1] == ANONYMISED[1]
    rows = [[cell.text for cell in row] for row in check.tree.xpath("//section[h2='Counted']//tbody/tr")]
    # Six places told of people, of which one was kept; of places two of Brekkvika were kept and two replaced.
    assert ["a person", "5", "1"] in rows
    assert ["a place", "2", "2"] in rows


@on_sqlite
def test_open_rows_are_counted_and_keep_the_review_on_the_page(way):
    found = way.identifiers()

    refused = found.press(ON_TO_CHECK, decisions(found, leave=["Torvald", "Eldbjorn"]), headers=HTMX)
    everything = found.press(ON_TO_CHECK, headers=HTMX)

    assert "Still to decide: 9" in found.text
    assert len(found.tree.find_class("undecided")) == 9
    assert (refused.status, everything.status) == (422, 422)
    assert "2 are still open" in refused.said
    assert "9 are still open" in everything.said
    assert refused.answer.headers["hx-retarget"] == "#alert"


@pytest.mark.parametrize(
    ("placeholder", "sentence"),
    [
        ("my friend torvald", "holds the very words that it should replace"),
        ("[name] 2", "Leave the brackets out"),
        ("laughs", "would look like a remark about the recording"),
        ("  ", "Write what should stand in place of the words"),
        ("a man\x07", "Write what should stand in place of the words"),
    ],
)
@on_sqlite
def test_a_placeholder_that_tells_who_or_cannot_be_read_is_refused(way, placeholder, sentence):
    found = way.identifiers(word_file("I: Who?", "Torvald: I.", "Ylva: Torvald.", "Torvald: Yes.", header=""))

    refused = found.press(ON_TO_CHECK, decisions(found, named={"Torvald": placeholder}), headers=HTMX)

    assert refused.status == 422
    assert sentence in refused.said
    assert json.loads(refused.answer.headers["hx-trigger"]) == {"refused-row": found.rows()["Torvald"].at}
    assert "orvald" not in refused.answer.text


@pytest.mark.parametrize("keep", [True, False], ids=["kept", "left out"])
@on_sqlite
def test_the_header_is_stored_only_when_somebody_says_so_and_with_placeholders(scene, way, keep):
    found = way.identifiers()

    check = found.press(ON_TO_CHECK, {**decisions(found), **({"keep_header": "yes"} if keep else {})})
    sign(check)

    [(talk, kept)] = talks_of(scene, way.group)
    header = "Focus group, [date], held by [name 1]"
    assert talk.header == (header if keep else "")
    assert (header in check.text) == keep
    assert kept == list(ANONYMISED)


@on_sqlite
def test_back_from_the_check_every_decision_is_still_there(way):
    found = way.identifiers()
    said = decisions(found, keep=["Brekkvika"], named={"Havnehuset": "a place to work"}, kept_at={"Eldbjorn": [2]})

    check = found.press(ON_TO_CHECK, {**said, "keep_header": "yes"})
    back = check.press(BACK)
    again = back.press(ON_TO_CHECK)

    assert back.heading == "What identifies people?"
    assert "Still to decide: 0" in back.text
    assert back.tree.find_class("undecided") == []
    assert back.chosen()["Eldbjorn"] == ("each place", "[name 4]")
    at = back.rows()["Eldbjorn"].at
    assert back.values(f"kept-{at}") == [back.rows()["Eldbjorn"].places[2]]
    assert back.chosen()["Havnehuset"] == ("replace", "a place to work")
    # What it would be replaced with, on second thoughts: no other place has a number now.
    assert back.chosen()["Brekkvika"] == ("keep", "[place 1]")
    assert back.values("keep_header") == ["yes"]
    assert again.turns() == check.turns()


ONLY = (
    "I: Who?",
    "Torvald: I live in Brekkvika, and I am the only vet.",
    "Ylva: They call him torv ald.",
    "Torvald: Yes.",
    "Ylva: Torvald is from here.",
)


@on_sqlite
def test_a_possible_row_is_left_as_it_is_unless_somebody_decides(way):
    found = way.identifiers(word_file(*ONLY, header=""))
    vet = found.rows()["vet"]

    left = way.check(step=found)
    taken = way.check(step=found, named={"vet": "somebody who works with animals"})

    assert (vet.tier, vet.suggested) == ("possible", "[role 1]")
    assert words(left, 2) == "I live in [place 1], and I am the only vet."
    assert words(taken, 2) == "I live in [place 1], and I am the only [somebody who works with animals]."


@on_sqlite
def test_a_second_look_finds_what_is_left_and_what_tells_together(way):
    check = way.check(word_file(*ONLY, header=""))

    left = check.tree.xpath("//section[h2='Look at these once more']//li")
    assert [one.findtext(".//mark") for one in left][:1] == ["torv ald"]
    assert "may be split or spelt out, 1 place" in left[0].text_content()
    [together] = check.tree.xpath("//section[h2='Together these could tell who it is']//li")
    assert together.text_content() == "Turn 2: vet"


@on_sqlite
def test_what_the_second_look_found_is_marked_on_the_spot(way):
    check = way.check(word_file(*ONLY, header=""))

    marked = check.press_first("It identifies: mark it")

    assert marked.heading == "What identifies people?"
    assert marked.rows()["torv ald"].tier == "sure"
    assert "torv ald" not in marked.chosen()
    assert "Torvald" in marked.chosen()


@on_sqlite
def test_where_nothing_is_left_there_is_nothing_to_look_at_once_more(way):
    check = way.check(word_file("I: Who?", "P1: Somebody.", "P2: Somebody else.", header=""))

    assert "Look at these once more" not in check.text
    assert "Together these could tell who it is" not in check.text
    assert "Nothing was replaced." in check.text


@on_sqlite
def test_a_text_without_capitals_asks_for_a_list_or_for_reading(way):
    lines = [f"p{number % 2 + 1}: {said}" for number, said in enumerate(
        ["when torvald rings me i know that somebody is there", "we went to brekkvika and nobody was in a hurry"] * 9
    )]  # fmt: skip

    found = way.identifiers(word_file("i: who?", *lines, header=""))
    listed = found.press(AGAIN, {"listed": "Torvald\nBrekkvika"})

    assert "hardly any capitals" in found.text
    assert {"torvald", "brekkvika"} <= {row.casefold() for row in listed.rows()}
