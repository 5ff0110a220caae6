"""What the worker process does comes back whole: drafts, reviews, what will be stored, moves, keys, and refusals."""

import asyncio

import pytest

from app.importing.anonymising.decisions import Choice, Decision, RowsAreOpen
from app.importing.anonymising.key_file import WeakPassphrase, decrypted
from app.importing.anonymising.review import Decided, Marked, Raw
from app.importing.anonymising.reviewing import WordsNotThere
from app.importing.draft import Draft, DraftTurn
from app.importing.plain import NotWhole, from_plain, plain
from app.importing.readers.decoding import OtherEncoding
from app.importing.readers.limits import DamagedFile
from app.importing.roles import Move
from app.importing.turns import NoTurns
from app.importing.words import UnreadableCharacters
from app.sentences import Refusal
from app.workbench.worker import (
    Asking,
    Key,
    WorkFailed,
    WorkTookTooLong,
    find_in_worker,
    lock_in_worker,
    moves_in_worker,
    read_in_worker,
    replace_in_worker,
)
from tests.importing.readers import word_files

ENOUGH = 30.0
TURNS = (DraftTurn("I", "What helps?"), DraftTurn("P1", "Torvald rang me."), DraftTurn("P2", "Torvald did."))


def read(data: bytes, suffix: str = ".docx", seconds: float = ENOUGH, encoding: str = "") -> Draft:
    return asyncio.run(read_in_worker(data, seconds, suffix=suffix, encoding=encoding))


def test_a_word_file_comes_back_as_a_draft():
    data = word_files.transcript("Date: 1 May", "I: What helps?", "P1: Coffee på café 🙂", "P1:", "P2: Soup.")

    draft = read(data)

    assert draft.header == ("Date: 1 May",)
    assert draft.turns == (
        DraftTurn("I", "What helps?"),
        DraftTurn("P1", "Coffee på café 🙂"),
        DraftTurn("P2", "Soup."),
    )
    assert draft.format == "docx"
    assert [remark.values for remark in draft.warnings] == [{"count": 1}]


def test_the_letters_that_a_person_chose_reach_the_reader():
    data = "P1: på café\nP2: ja\nP1: øl\n".encode("cp1252")

    assert read(data, ".txt").encoding == "cp1252"
    assert read(data, ".txt", encoding="cp1252").encoding == ""
    assert read(data, ".txt", encoding="mac-roman").turns[0].words == "pÂ cafÈ"


@pytest.mark.parametrize(
    ("data", "suffix", "refusal", "values"),
    [
        (b"%PDF-1.7 and so on", ".pdf", Refusal, set()),
        (b"", ".docx", Refusal, set()),
        (word_files.zipped(word_files.word_parts_of(word_files.word_xml("")))[:-40], ".docx", DamagedFile, set()),
        (word_files.transcript(" "), ".docx", NoTurns, set()),
        (word_files.transcript("P1: one", "P1: two", "P2: \x85\x86"), ".docx", UnreadableCharacters, {"number"}),
    ],
    ids=["a PDF", "nothing", "half a file", "no words", "controls"],
)
def test_a_refusal_comes_through_with_its_values(data, suffix, refusal, values):
    with pytest.raises(refusal) as refused:
        read(data, suffix)

    assert set(refused.value.values) == values
    assert refused.value.sentence % refused.value.values
    assert not isinstance(refused.value, WorkTookTooLong | WorkFailed)


def test_a_refused_encoding_comes_through_with_its_name():
    with pytest.raises(OtherEncoding) as refused:
        read("P1: på".encode("cp1252"), ".txt", encoding="utf-8")

    assert refused.value.values == {"encoding": "utf-8"}


def test_a_review_and_what_is_stored_come_back_whole():
    raw = Raw(("Held by Torvald",), TURNS, ("I", "P1", "P2"), "en", marked=(Marked("rang", "ROLE"),))

    found = asyncio.run(find_in_worker(Decided(raw, ()), ENOUGH))
    decisions = tuple(Decision(row.key, Choice.REPLACE, "[name 7]") for row in found.rows)
    checked = asyncio.run(replace_in_worker(Decided(raw, decisions), ENOUGH))

    assert {row.shown for row in found.rows} == {"Torvald", "rang"}
    assert ["".join(piece.words for piece in turn) for turn in found.turns] == [turn.words for turn in TURNS]
    assert checked.turns == ("What helps?", "[name 7] [name 7] me.", "[name 7] did.")
    assert checked.header == ("Held by [name 7]",)
    assert set(checked.key) == {"[name 7]"}


def test_what_a_review_refuses_comes_through():
    raw = Raw((), TURNS, ("I", "P1", "P2"), "en")
    elsewhere = Raw((), TURNS, ("I", "P1", "P2"), "en", marked=(Marked("Brekkvika", "PLACE"),))

    with pytest.raises(RowsAreOpen) as still:
        asyncio.run(replace_in_worker(Decided(raw, ()), ENOUGH))
    with pytest.raises(WordsNotThere) as marked:
        asyncio.run(find_in_worker(Decided(elsewhere, ()), ENOUGH))

    assert still.value.values == {"count": 1}
    assert marked.value.values == {}


def test_moves_and_key_files_come_back():
    asking = Asking(("What does support mean to you?", "Mm.", "And why?"), ("What does support mean?",), "en")

    moves = asyncio.run(moves_in_worker(asking, ENOUGH))
    key = asyncio.run(lock_in_worker(Key({"P1": ("Torvald",)}, "kettle ladder harbour plum", {"study": "S"}), ENOUGH))

    assert moves == [(Move.QUESTION, 1), (Move.BACK_CHANNEL, None), (Move.PROBE, None)]
    assert decrypted(key, "kettle ladder harbour plum") == {"P1": ("Torvald",)}
    with pytest.raises(WeakPassphrase):
        asyncio.run(lock_in_worker(Key({}, "aaaaaaaaaaaaaaaa", {}), ENOUGH))


def test_a_large_file_passes_through_the_pipe():
    # About a million characters: more than a pipe holds at once.
    turns = [f"P{number % 4 + 1}: {' '.join(map(str, range(number, 150_000 + number)))}" for number in range(2)]

    draft = read(word_files.transcript(*turns))

    assert sum(len(turn.words) for turn in draft.turns) > 1_000_000


def test_a_draft_survives_its_plain_form():
    draft = Draft(("Header",), (DraftTurn("P1", "Coffee", 1000, "FG1"),), (), (), "docx", "cp1252")

    assert from_plain(Draft, plain(draft)) == draft


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "{}", "[]", '{"header": [], "turns": 7}', '{"header": 7, "turns": []}',
        '{"header": [], "turns": [["P1", "a"]]}', '{"header": [], "turns": [{"label": "P1"}]}',
        '{"header": [], "turns": [{"label": "P1", "words": 5}]}', "[" * 100_000, "9" * 10_000,
        '{"header": [], "turns": [{"label": "P1", "words": "\\ud800"}]}',
    ],
)  # fmt: skip
def test_what_is_no_draft_is_not_taken_for_one(text):
    with pytest.raises(NotWhole) as refused:
        from_plain(Draft, text)

    assert refused.value.__suppress_context__
