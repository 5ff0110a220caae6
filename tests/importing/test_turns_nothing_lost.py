"""Whatever a text looks like, every word of it is found again, and no text stops the reading."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.importing.draft import Draft, Paragraph
from app.importing.turns import NoTurns
from app.importing.words import UnreadableCharacters
from tests.importing.spoken import read, said

BEGINNINGS = [
    *("", "", "P1: ", "P2: ", "Anna: ", "Bo:", "I: ", "**P1:** ", "[id1] ", "P1 – ", "P1\t", "Note: ", "Date: ", "- "),
    *(
        "[00:12:03] ",
        "0:14 P1: ",
        "P1 (whispering): ",
        "P1 (FG1): ",
        "Interviewer (I): ",
        "All: ",
        "http://",
        "1 ",
        "2. ",
    ),
    *("(", "--- ", "My doctor said: ", "so: ", "Present: ", "Participants:\n", "Moderator: ", "[T001] P1: "),
]
ENDS = ["", "", ".", "?", " (laughs)", " #00:00:12-3#", " [00:12]", ")", " ---", ":", "\n"]
SPEAKERS = st.sampled_from([None, None, None, "", "Vera", "Omar", "?", "Interviewer:"])


@st.composite
def paragraphs(draw: st.DrawFn) -> list[Paragraph]:
    """Paragraphs of the things that transcripts are made of, around words that are all different: w0, w1, ..."""
    found: list[Paragraph] = []
    for number in range(draw(st.integers(1, 12))):
        lines = [
            f"{draw(st.sampled_from(BEGINNINGS))}w{number}x{line}q more{draw(st.sampled_from(ENDS))}"
            for line in range(draw(st.integers(1, 3)))
        ]
        end = draw(st.sampled_from([None, None, number * 1_000]))
        found.append(Paragraph("\n".join(lines), draw(SPEAKERS), end, end, draw(st.sampled_from(["", "", "FG1"]))))
    return found


def words_in(draft: Draft) -> list[str]:
    everything = [*draft.header, *(turn.words for turn in draft.turns)]
    return re.findall(r"w\d+x\dq", "\n".join(everything))


@given(paragraphs())
def test_every_word_is_in_the_header_or_in_a_turn_once(found):
    try:
        draft = read(*found)
    except NoTurns:
        return

    words = [word for paragraph in found for word in re.findall(r"w\d+x\dq", paragraph.text)]
    assert sorted(words_in(draft)) == sorted(words)


@given(st.lists(st.text(), max_size=8), st.lists(SPEAKERS, min_size=8, max_size=8))
def test_no_text_stops_the_reading(texts, speakers):
    try:
        draft = read(*(Paragraph(text, speaker) for text, speaker in zip(texts, speakers, strict=False)))
    except (NoTurns, UnreadableCharacters):
        return

    assert all(turn.words for turn in draft.turns)
    assert any(turn.label for turn in draft.turns)


WORDS = st.text("abc åø\n", min_size=1).map(lambda text: "\n".join(" ".join(line.split()) for line in text.split("\n")))
CLEAN = WORDS.map(lambda text: re.sub(r"\n+", "\n", text).strip("\n ")).filter(bool)
TURNS = st.lists(st.tuples(st.sampled_from(["P1", "P12", "I", "Anna", "Hansen, Grete", "All", "?"]), CLEAN), min_size=1)


@given(TURNS)
def test_turns_that_are_written_down_are_read_as_they_were(turns):
    twice = turns * 2  # a name needs to begin two lines

    assert said(read(*(f"{label}: {words}" for label, words in twice))) == twice
