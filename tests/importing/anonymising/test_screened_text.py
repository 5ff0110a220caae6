"""What is screened is one text, and every place in it leads back to a header line or a turn."""

from hypothesis import given
from hypothesis import strategies as st

from app.importing.anonymising.screened_text import Context, Spot, screened_text
from app.importing.draft import DraftTurn
from tests.importing.anonymising.spoken import spoken


def test_labels_are_not_screened_with_the_words():
    text = screened_text(["Focus group 1"], [DraftTurn("Kari", "Hello."), DraftTurn("Ola", "Hi.")])

    assert text.text == "Focus group 1\nHello.\nHi."


def test_a_place_leads_to_its_turn_and_back():
    # "Held on Monday" is 14 long: the first turn begins at 15, the second at 15 + 6 + 1 = 22.
    text = spoken("Hello.", "Hi Kari", header=("Held on Monday",))

    assert text.spot(0) == Spot(in_header=True, number=0, offset=0)
    assert text.spot(25) == Spot(in_header=False, number=1, offset=3)
    assert [text.turn_of(place) for place in (0, 15, 25)] == [0, 1, 2]


def test_what_runs_over_the_end_of_a_turn_is_cut_there():
    text = spoken("I met Kari", "Nordmann said no")

    pieces = text.within_stretches(6, 19)

    assert [text.text[start:end] for start, end in pieces] == ["Kari", "Nordmann"]


def test_nothing_lies_outside_the_text():
    text = spoken("Hello.")

    assert text.within_stretches(4, 4) == text.within_stretches(-1, 3) == text.within_stretches(2, 7) == []


def test_a_context_stays_within_its_turn_and_begins_with_a_whole_word():
    text = spoken("Before that.", "I think that we should all of us have gone to see\nKari much sooner.", "After that.")
    start = text.text.index("Kari")

    context = text.context(start, start + 4)

    # 40 code points before are "k that we should all of us have gone to see"[-40:]: its first word is cut off.
    assert context == Context(" we should all of us have gone to see ", "Kari", " much sooner.")


@given(st.lists(st.text("ab \n", max_size=6), max_size=4), st.lists(st.text("ab \n", max_size=6), max_size=4))
def test_every_code_point_of_the_draft_has_its_place(header: list[str], said: list[str]):
    text = screened_text(header, [DraftTurn("", words) for words in said])

    for in_header, stretches in ((True, header), (False, said)):
        for number, words in enumerate(stretches):
            for offset, letter in enumerate(words):
                spot = Spot(in_header, number, offset)
                place = text.place(spot)
                assert (text.text[place], text.spot(place)) == (letter, spot)
                assert text.turn_of(place) == (0 if in_header else number + 1)
