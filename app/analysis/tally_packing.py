"""A tally as bytes, to be kept until what it counts changes: marks and words apart; few pages need the words."""

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any
from uuid import UUID

from app.analysis.tallies import Strand, Tally, Voice

HEAD = 8  # bytes that say how long what stands before the rows of bits is


def packed(tally: Tally) -> tuple[bytes, bytes]:
    """Return a tally's marks and its words."""
    marks = _with_rows(
        {
            "strands": [[one.code.hex, one.coder.hex, one.round.hex] for one in tally.strands],
            "voices": [[one.participant.hex, one.said_turns, one.said_words] for one in tally.voices],
        },
        _numbers(tally.places),
        chain(
            *((one.turns, one.voiced, one.passages) for one in tally.strands),
            *((one.turns, one.passages) for one in tally.voices),
        ),
    )
    words = _with_rows(
        {"planes": len(tally.planes)},
        _numbers(tally.turn_stretches),
        [*tally.planes, *(one.stretches for one in tally.strands), *(one.stretches for one in tally.voices)],
    )
    return marks, words


def unpacked(transcript: UUID, marks: bytes, words: bytes | None = None) -> Tally:
    """Return the tally of a transcript; without its words when they are not given."""
    said, numbers, rows = _apart(marks)
    tally = Tally(
        transcript,
        tuple(
            Strand(UUID(hex=code), UUID(hex=coder), UUID(hex=round_), next(rows), next(rows), next(rows))
            for code, coder, round_ in said["strands"]
        ),
        tuple(
            Voice(UUID(hex=participant), turns, words_, next(rows), next(rows))
            for participant, turns, words_ in said["voices"]
        ),
        numbers,
    )
    return tally if words is None else _with_words(tally, words)


def _with_words(tally: Tally, words: bytes) -> Tally:
    said, numbers, rows = _apart(words)
    planes = tuple(next(rows) for _ in range(said["planes"]))
    return replace(
        tally,
        planes=planes,
        strands=tuple(replace(one, stretches=next(rows)) for one in tally.strands),
        voices=tuple(replace(one, stretches=next(rows)) for one in tally.voices),
        turn_stretches=numbers,
    )


def _numbers(values: Iterable[int]) -> bytes:
    return array("q", values).tobytes()


def _with_rows(said: dict[str, Any], numbers: bytes, rows: Iterable[int]) -> bytes:
    """Put together: the length of the head, the head, the numbers, the rows of bits."""
    written = [row.to_bytes((row.bit_length() + 7) // 8, "little") for row in rows]
    head = json.dumps({**said, "numbers": len(numbers), "rows": [len(row) for row in written]}).encode()
    return b"".join([len(head).to_bytes(HEAD, "little"), head, numbers, *written])


def _apart(data: bytes) -> tuple[dict[str, Any], "array[int]", Iterator[int]]:
    length = int.from_bytes(data[:HEAD], "little")
    said: dict[str, Any] = json.loads(data[HEAD : HEAD + length])
    at = HEAD + length + said["numbers"]
    numbers = array("q", data[HEAD + length : at])
    return said, numbers, _rows(data, at, said["rows"])


def _rows(data: bytes, at: int, lengths: Iterable[int]) -> Iterator[int]:
    for length in lengths:
        yield int.from_bytes(data[at : at + length], "little")
        at += length
