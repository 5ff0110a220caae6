"""Quotes of a text and their labels: said so, and by the one whom the label names."""

from dataclasses import replace

import pytest

from app.analysis.manuscript.labels import Existence, labels
from app.analysis.manuscript.quotations import Attribution, CheckedQuote, Order, TooManyQuotes, Verbatim
from app.analysis.manuscript.study import Talk
from tests.analysis.manuscript.small_study import STUDY, TALKS, check

FG = "(FG, Service users 1)"


def only(text: str) -> CheckedQuote:
    (quote,) = check(text).quotes
    return quote


def blocks(text: str) -> list[tuple[str, Attribution, Order]]:
    return [(one.quote.words, one.attribution, one.order) for one in check(text).quotes]


@pytest.mark.parametrize(
    ("opening", "closing"), [("“", "”"), ("„", "“"), ('"', '"'), ("«", "»"), ("\u2018", "\u2019"), ("'", "'")]
)
def test_a_quote_is_found_in_marks_of_any_kind(opening: str, closing: str):
    text = f"She said {opening}they’re holding something hot{closing} P2 {FG}."

    found = only(text)

    assert text[found.quote.start : found.quote.end] == "they’re holding something hot"
    assert (found.verbatim, found.attribution) == (Verbatim.SAID, Attribution.RIGHT)


def test_apostrophes_are_no_quotation_marks():
    assert check("The users' and the volunteers' groups don't differ, it's said.").quotes == ()


def test_marks_inside_a_quote_belong_to_it():
    assert [one.quote.words for one in check("“He said 'no' and left”, she said.").quotes] == ["He said 'no' and left"]


@pytest.mark.parametrize(
    ("label", "attribution"),
    [
        (f"P2 {FG}", Attribution.RIGHT),
        (FG, Attribution.RIGHT),
        ("p2 (fg,  service users 1)", Attribution.RIGHT),
        (f"P1 {FG}", Attribution.OTHER_VOICE),
        (f"P9 {FG}", Attribution.NO_SUCH_PARTICIPANT),
        ("P2 (FG, Volunteers 1)", Attribution.OTHER_GROUP),
        ("P2 (FG, Voluntears 1)", Attribution.NO_SUCH_GROUP),
        ("", Attribution.NO_LABEL),
    ],
)
def test_a_label_must_exist_and_name_who_said_the_words(label: str, attribution: Attribution):
    assert only(f"One put it so: “holding something hot” {label}.").attribution == attribution


def test_words_that_two_people_said_are_right_for_either_and_wrong_for_a_third():
    # "I was so lonely" is said by P2 of the service users and by P2 of the volunteers.
    assert only(f"“I was so lonely” P2 {FG}.").attribution == Attribution.RIGHT
    assert only("“I was so lonely” P2 (FG, Volunteers 1).").attribution == Attribution.RIGHT
    assert only("“I was so lonely” P1 (FG, Volunteers 1).").attribution == Attribution.OTHER_VOICE
    assert [place.talk for place in only("“I was so lonely”.").places] == list(TALKS)


def test_a_label_may_stand_before_its_quote_and_each_label_serves_one_quote():
    text = f"P1 {FG} said “there was an old fellow at the stop”, and “holding something hot” is of P2."

    assert [one.attribution for one in check(text).quotes] == [Attribution.RIGHT, Attribution.NO_LABEL]


def test_the_turns_of_an_exchange_are_checked_one_by_one():
    text = f"P2: You don’t get the face.\n[...]\nP3: And [name 1] pushes the chair out\nP1: I was so lonely {FG}"

    assert blocks(text) == [
        ("You don’t get the face.", Attribution.RIGHT, Order.AS_SAID),
        ("And [name 1] pushes the chair out", Attribution.RIGHT, Order.AS_SAID),
        ("I was so lonely", Attribution.OTHER_VOICE, Order.AS_SAID),
    ]


def test_turns_left_out_of_an_exchange_must_show():
    assert [order for _, _, order in blocks(f"P2: You don’t get the face.\nP2: I was so lonely {FG}")] == [
        Order.AS_SAID, Order.GAP_NOT_SHOWN,
    ]  # fmt: skip


def test_turns_of_an_exchange_in_another_order_are_told():
    assert [order for _, _, order in blocks(f"P2: I was so lonely that\nP2: You don’t get the face. {FG}")] == [
        Order.AS_SAID, Order.OUT_OF_ORDER,
    ]  # fmt: skip


def test_an_exchange_goes_on_over_blank_lines_and_ends_with_its_label():
    first = f"P1: I drove the bus\n\nP2: You don’t get the face. {FG}"
    text = f"{first}\n\nP2: I was so lonely that winter. (FG, Volunteers 1)"

    found = check(text).quotes

    assert [one.quote.block for one in found] == [1, 1, 2]
    assert {one.attribution for one in found} == {Attribution.RIGHT}


def test_an_exchange_without_a_label_says_that_there_is_none():
    assert [attribution for _, attribution, _ in blocks("P2: You don’t get the face.")] == [Attribution.NO_LABEL]


def test_words_that_were_not_said_show_the_turn_that_is_most_like_them():
    found = only(f"“You never get the face. The look like they’re holding something cold” P2 {FG}.")

    assert (found.verbatim, found.attribution) == (Verbatim.NOT_SAID, Attribution.NOT_KNOWN)
    assert found.nearest is not None
    assert (found.nearest.talk.focus_group, found.nearest.turn.number) == ("Service users 1", 3)
    # Said: You don't get the face the pause like they're holding something hot ("'t" is of its word).
    assert found.nearest.changes == (("don't", "never"), ("pause", "look"), ("hot", "cold"))


def test_words_like_nothing_that_was_said_have_no_nearest_turn():
    assert only("“entirely different words altogether”.").nearest is None


def test_a_term_in_marks_is_told_from_a_quote():
    found = only("We call it “drifting apart”.")

    assert (found.verbatim, found.term, found.nearest) == (Verbatim.NOT_SAID, True, None)


def test_the_name_of_a_theme_in_marks_is_no_quote():
    assert only("The theme “ghosting and Shame” is of loss.").verbatim == Verbatim.NAME


def test_words_of_somebody_who_must_not_be_quoted_are_told():
    assert only(f"“pushes the chair out with her foot” P3 {FG}.").withdrawn
    assert not only(f"“holding something hot” P2 {FG}.").withdrawn


def test_edits_make_a_quote_edited_and_a_needless_sign_does_not():
    assert only("“You don’t get the face. [...] like they’re holding”.").verbatim == Verbatim.EDITED
    assert only("“You don’t [...] get the face”.").verbatim == Verbatim.SAID


def test_a_moderator_has_a_label_too():
    assert only(f"“What does support mean to you?” I {FG}.").attribution == Attribution.RIGHT


def test_a_text_of_too_many_quotes_is_refused():
    with pytest.raises(TooManyQuotes) as refused:
        check("“so it was” " * 1_001)

    assert refused.value.values == {"quotes": 1_001, "most": 1_000}


def test_a_label_without_a_quote_is_checked_to_exist():
    found = check(f"This was told (FG, Service users 9), and this {FG}.").labels_alone

    assert [(one.group, one.existence) for one in found] == [
        ("Service users 9", Existence.NO_SUCH_GROUP), ("Service users 1", Existence.KNOWN),
    ]  # fmt: skip


def test_labels_are_found_as_the_study_writes_them():
    talks = [replace(talk, focus_group=name) for talk, name in zip(TALKS, ["Users A", "Helpers"], strict=True)]

    found = labels("a [P1/P3, Users A] b [P2, Helpers] c", ("[{participant}, {group}]",), talks)

    assert [(one.participants, one.group, one.existence) for one in found] == [
        (("P1", "P3"), "Users A", Existence.KNOWN), (("P2",), "Helpers", Existence.KNOWN),
    ]  # fmt: skip


def test_a_pattern_that_names_nobody_finds_nothing():
    assert labels("a service user said", ("{stakeholder}",), STUDY.talks) == ()


def test_a_study_without_transcripts_finds_no_words():
    (quote,) = check("“It was so very quiet”.", talks=()).quotes

    assert (quote.verbatim, quote.place) == (Verbatim.NOT_SAID, None)
    (empty,) = check("“It was so very quiet”.", talks=(Talk(TALKS[0].id, "X", ()),)).quotes
    assert empty.verbatim == Verbatim.NOT_SAID
