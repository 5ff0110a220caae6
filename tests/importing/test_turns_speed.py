"""However a text is made, it is read in a moment: no pattern looks back again and again."""

import gc
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest

from app.importing.draft import Paragraph
from app.importing.labels import Choice, labels_found, settled
from app.importing.turns import NoTurns, read_turns
from tests.importing.spoken import material
from tests.machine import in_time, leeway

MILLION = 1_000_000
WORDS = "people who stay when it is hard to be there "  # nine words


@contextmanager
def alone() -> Iterator[None]:
    """Leave what pytest holds in memory out of what is measured: the worker process holds nothing else."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def seconds(paragraphs: Sequence[str | Paragraph]) -> float:
    """Return the processor time from paragraphs to labels that a person can confirm."""
    found = material(*paragraphs)
    with alone():
        begun = time.process_time()
        labels_found(read_turns(found))
        return time.process_time() - begun


def test_a_transcript_of_twelve_thousand_words_takes_a_tenth_of_a_second_at_most():
    # 1,334 turns of 9 words are 12,006.
    texts = [f"P{n % 8 + 1}: {WORDS}" for n in range(1_334)]
    table = [Paragraph(WORDS, f"Name {n % 8}", n * 1_000) for n in range(1_334)]

    assert in_time(0.1, lambda: seconds(texts))
    assert in_time(0.1, lambda: seconds(table))


LONG_TURNS = {
    "words": "word " * (MILLION // 5), "one word": "w" * MILLION, "brackets that open": "(" * MILLION,
    "brackets and then words": "(a)" * (MILLION // 3) + "x", "square ones": "[00:00:00" * (MILLION // 9) + "]",
    "dashes": "-" * MILLION + "x", "rules": "---" + "-- " * (MILLION // 3), "colons": ":" * MILLION,
    "blanks": "a" + " " * MILLION + ":", "digits": "1" * MILLION, "times": "00:00:00 " * (MILLION // 9),
    "hashes": "#" * MILLION, "tabs": "a\t" * (MILLION // 2),
    "stars": "*" * MILLION + "a",
    "no ends": "Hm? " * (MILLION // 4),
    "names": "Hansen, " * (MILLION // 8) + ": a", "quotes": "(a “" * (MILLION // 4), "equals": "= " * (MILLION // 2),
}  # fmt: skip


@pytest.mark.parametrize("words", LONG_TURNS.values(), ids=LONG_TURNS)
def test_a_turn_of_a_million_characters_is_read(words):
    assert in_time(2, lambda: seconds([f"P1: {words}", "P2: Yes.", words, "P2: No."]))
    assert in_time(2, lambda: seconds(["Present: " + words, words, "Date: today", "P1: Yes.", "P2: No."]))


@pytest.mark.parametrize("speaker", ["-" * MILLION, "a" + " " * MILLION + "b", "(" * MILLION, "a, " * (MILLION // 3)])
def test_a_column_of_speakers_with_a_million_characters_in_it_is_read(speaker):
    assert in_time(
        2, lambda: seconds([Paragraph("One.", "P1"), Paragraph("Two.", speaker), Paragraph("Three.", speaker)])
    )


def test_a_text_of_two_hundred_thousand_lines_is_read():
    lines = ["word"] * 200_000

    assert in_time(2, lambda: seconds(lines))
    assert in_time(2, lambda: seconds(["P1: " + "\n".join(lines)]))


def test_two_hundred_thousand_turns_are_confirmed():
    draft = read_turns(material(*["word"] * 200_000))
    [found] = labels_found(draft)

    with alone():
        begun = time.process_time()
        turns = settled(draft, {found.key: Choice(found.proposed)})
        assert time.process_time() - begun < 2 * leeway()

    assert len(turns) == 200_000


MANY = {
    "labels": [f"P{n % 9}: a" for n in range(20_000)], "people": [f"Name {n % 10_000}: a" for n in range(20_000)],
    "codes": [f"ABC{n}: a" for n in range(20_000)], "notes": [f"Ab (N{n}): a" for n in range(20_000)],
    "speakers": [Paragraph("a", f"Name {n}") for n in range(20_000)], "numbers": [f"{n} a" for n in range(20_000)],
    "directions": ["P1: a", *["(laughs)"] * 20_000, "P1: b"],
    "cues": [Paragraph("a", "P1", n, n) for n in range(20_000)],
}  # fmt: skip


@pytest.mark.parametrize("paragraphs", MANY.values(), ids=MANY)
def test_ten_times_as_much_takes_about_ten_times_as_long(paragraphs):
    # Far more than twice ten would be a search that begins again for each line; nothing here takes a second.
    assert in_time(1, lambda: seconds(paragraphs))


def test_a_label_that_is_none_is_put_back_in_a_moment():
    draft = read_turns(material("P1: a", *["Example: word word word"] * 50_000))
    begun = time.process_time()

    [turn] = settled(draft, {"P1": Choice(labels_found(draft)[0].proposed), "Example": Choice(None)})

    assert len(turn.words) > MILLION
    assert time.process_time() - begun < leeway()


def test_a_million_characters_that_nobody_says_are_refused_in_a_moment():
    begun = time.process_time()

    with pytest.raises(NoTurns):
        read_turns(material("(" + "a" * MILLION + ")"))

    assert time.process_time() - begun < leeway()
