"""Counts from tallies are those of a slow, obvious recount, for any study."""

import re
from dataclasses import dataclass
from uuid import UUID, uuid5

from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.counting import Counts, Layer, Places, cell_passages, heard_by, matrix
from app.analysis.tallies import MarkedPassage, SaidTurn, bits, places, run, tally
from app.analysis.tally_packing import packed, unpacked


def known(name):
    return uuid5(UUID(int=0), name)


CODES = [known(f"code {number}") for number in range(3)]
CODERS = [known(f"coder {number}") for number in range(3)]
ROUNDS = [known(f"round {number}") for number in range(2)]
COLUMNS = [known("here"), known("there"), None]
WORD = re.compile(r"\w+(?:['’\-]\w+)*")
ROWS = {known("theme"): CODES[:2], CODES[0]: [CODES[0]], CODES[1]: [CODES[1]], CODES[2]: [CODES[2]], known("empty"): []}


@dataclass
class Talk:
    """A transcript before it is tallied."""

    id: UUID
    turns: list
    marked: list


@dataclass
class Study:
    talks: list
    where: Places


@st.composite
def talks(draw, name, people):
    said = draw(st.lists(st.tuples(st.sampled_from(people), st.integers(1, 4)), min_size=1, max_size=4))
    turns, start = [], 0
    for number, (who, words) in enumerate(said, 1):
        text = " ".join(["mm", "it's", "a-b", "ja"][:words])
        turns.append(SaidTurn(number, who, start, text))
        start += len(text) + 1
    marked = []
    for _ in range(draw(st.integers(0, 4))):
        first = draw(st.integers(0, start - 2))
        after = draw(st.integers(first + 1, start - 1))
        touched = [turn for turn in turns if words_in(turn, first, after)]
        if touched:
            voiced = {turn.number: draw(st.booleans()) for turn in touched}
            codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True))
            coder, round_ = draw(st.sampled_from(CODERS)), draw(st.sampled_from(ROUNDS))
            marked.append(MarkedPassage(coder, round_, first, after, tuple(codes), voiced))
    return Talk(known(name), turns, marked)


@st.composite
def studies(draw):
    people = {known(f"p{number}"): known(f"human {number // 2}") for number in range(4)}
    moderators = [known("moderator"), known("nobody")]
    columns = {one: draw(st.sampled_from(COLUMNS)) for one in people}
    found = [draw(talks(f"talk {number}", [*people, *moderators])) for number in range(draw(st.integers(1, 2)))]
    groups = {talk.id: known(f"group {draw(st.integers(0, 1))}") for talk in found}
    return Study(found, Places(columns, people, groups, frozenset(moderators[:1])))


def words_in(turn, start, end):
    """The whole words of a turn that a passage holds, as places in the transcript."""
    found = [(turn.start + one.start(), turn.start + one.end()) for one in WORD.finditer(turn.words)]
    return {one for one in found if start <= one[0] and one[1] <= end}


def recount(study, codes, layer, who):
    """Count one row among some participants, by looking at everything anew for every number."""
    counted = {"passages": set(), "turns": set(), "words": set(), "people": set(), "groups": set()}
    for talk in study.talks:
        in_layer = [one for one in talk.marked if layer.holds(one.coder, one.round)]
        for code in codes:
            own = [one for one in in_layer if code in one.codes]
            for one in own:
                for number, voice in one.voiced.items():
                    coders = {other.coder for other in own if number in other.voiced}
                    turn = next(turn for turn in talk.turns if turn.number == number)
                    if len(coders) < layer.at_least or turn.participant not in who:
                        continue
                    counted["passages"].add((talk.id, one.start, one.end))
                    counted["turns"].add((talk.id, number))
                    counted["words"] |= {(talk.id, word) for word in words_in(turn, one.start, one.end)}
                    counted["groups"].add(study.where.groups[talk.id])
                    if voice:
                        counted["people"].add(study.where.people.get(turn.participant, turn.participant))
    return counted


def counts(found):
    return Counts(*(len(found[name]) for name in ("passages", "turns", "words", "people", "groups")))


def held(study):
    return [tally(talk.id, talk.turns, talk.marked) for talk in study.talks]


LAYERS = st.builds(
    Layer,
    rounds=st.none() | st.frozensets(st.sampled_from(ROUNDS)),
    coders=st.none() | st.frozensets(st.sampled_from(CODERS)),
    at_least=st.integers(1, 3),
)


@settings(max_examples=60, deadline=None)
@given(studies(), LAYERS)
def test_every_cell_and_total_is_that_of_an_obvious_recount(study, layer):
    found, where = matrix(held(study), ROWS, study.where, layer), study.where

    for row, codes in ROWS.items():
        everybody = recount(study, codes, layer, set(where.columns))
        assert found[row].total == counts(everybody)
        assert found[row].heard_in == everybody["groups"]
        assert found[row].moderators == counts(recount(study, codes, layer, where.apart))
        for column in COLUMNS[:2]:
            here = {one for one, place in where.columns.items() if place == column}
            assert found[row].cells.get(column, Counts()) == counts(recount(study, codes, layer, here))


@settings(max_examples=30, deadline=None)
@given(studies(), LAYERS)
def test_the_quotes_behind_a_cell_are_the_passages_that_it_counts(study, layer):
    for codes in ROWS.values():
        for columns in (None, [COLUMNS[0]], [None]):
            where = study.where.columns.items()
            here = {one for one, place in where if columns is None or place in columns}
            wanted = recount(study, codes, layer, here)["passages"]
            assert cell_passages(held(study), codes, study.where, layer, columns) == wanted


@settings(max_examples=30, deadline=None)
@given(studies(), LAYERS)
def test_who_is_heard_is_the_same_by_the_short_way(study, layer):
    heard = heard_by(held(study), ROWS, study.where, layer)
    short = matrix(held(study), ROWS, study.where, layer, only_heard=True)

    for row, codes in ROWS.items():
        everybody = recount(study, codes, layer, set(study.where.columns))
        assert (heard[row].groups, heard[row].people) == (everybody["groups"], everybody["people"])
        assert short[row].heard_in == everybody["groups"]


@settings(max_examples=30, deadline=None)
@given(studies())
def test_a_tally_that_was_kept_is_the_tally(study):
    for one in held(study):
        marks, words = packed(one)
        whole = unpacked(one.transcript, marks, words)
        assert (whole.strands, whole.voices, whole.planes) == (one.strands, one.voices, one.planes)
        assert (list(whole.places), list(whole.turn_stretches)) == (list(one.places), list(one.turn_stretches))
        assert matrix([unpacked(one.transcript, marks)], ROWS, study.where, Layer()).keys() == ROWS.keys()


@given(st.sets(st.integers(0, 300)))
def test_a_row_of_bits_gives_its_places_back(chosen):
    assert list(places(bits(chosen))) == sorted(chosen)


def test_a_run_of_bits():
    # Bits 2, 3 and 4: 4 + 8 + 16.
    assert (run(2, 5), run(3, 3)) == (28, 0)


def test_words_in_overlapping_passages_count_once():
    # One turn of four words. The first coder marks words 1-3, the second 2-4: four words, two passages, one turn.
    who, talk = known("p0"), known("talk")
    turn = SaidTurn(1, who, 0, "one two three four")
    marked = [
        MarkedPassage(CODERS[0], ROUNDS[0], 0, 13, (CODES[0],), {1: True}),
        MarkedPassage(CODERS[1], ROUNDS[0], 4, 18, (CODES[0],), {1: True}),
    ]
    where = Places({who: COLUMNS[0]}, {who: who}, {talk: known("group")})

    found = matrix([tally(talk, [turn], marked)], {CODES[0]: [CODES[0]]}, where, Layer())

    assert found[CODES[0]].total == Counts(2, 1, 4, 1, 1)
