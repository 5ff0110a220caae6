"""Who speaks of what: codes, subthemes and themes across focus groups, stakeholders and districts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CodedTurn:
    """One turn of a participant that carries one code, through one meaning unit.

    `participant` is the person, so that somebody who came twice counts once; None for a turn of an exchange whose
    voices are not marked yet, which counts for the focus group at once and for nobody. Turns of moderators, and
    codings that the chosen layer leaves out, were left out by the query. A unit lies in one transcript, and a
    transcript belongs to one focus group, which has one stakeholder and at most one district.
    """

    code: UUID
    unit: UUID
    transcript: UUID
    turn: int
    participant: UUID | None
    focus_group: UUID
    stakeholder: UUID
    district: UUID | None


class Column(StrEnum):
    """What the columns of the matrix stand for; the value is the field of `CodedTurn`."""

    FOCUS_GROUP = "focus_group"
    STAKEHOLDER = "stakeholder"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Counts:
    """How often something is heard: different passages, turns, participants and focus groups."""

    passages: int
    turns: int
    participants: int
    focus_groups: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the matrix: its cells by column, its total, and the focus groups in which it is heard.

    A column in which nothing is heard has no cell; why it is empty, these records cannot tell. A focus group
    without a district is in no cell of the districts, but in the total.
    """

    cells: Mapping[UUID, Counts]
    total: Counts
    heard_in: frozenset[UUID]


def counts(rows: Iterable[CodedTurn]) -> Counts:
    """Count the different passages, turns, participants and focus groups of the rows."""
    by_code = _by_code(rows, Column.FOCUS_GROUP)
    return _row(by_code.values()).total


def matrix(rows: Iterable[CodedTurn], groups: Mapping[UUID, Collection[UUID]], column: Column) -> dict[UUID, Row]:
    """Count what each row of the matrix holds in each column, and in all columns together.

    `groups` gives the codes that count for each row: `{code: [code]}` for a code, all codes below it for a
    subtheme or theme. A passage with two codes of one subtheme counts once there; a total counts a person
    once, whatever columns they speak in. The result has one row for each key of `groups`, in the same order.
    `rows` is read once and may be a stream.
    """
    by_code = _by_code(rows, column)
    return {
        row_id: _row([by_code[code.int] for code in codes if code.int in by_code]) for row_id, codes in groups.items()
    }


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is heard in one transcript, and the column in which the transcript stands.

    Identifiers that are counted by the million stand here as whole numbers: UUID hashes and compares in
    Python, int in C, which is several times as fast.
    """

    focus_group: UUID
    column: UUID | None
    passages: set[int] = field(default_factory=set)
    turns: set[int] = field(default_factory=set)
    participants: set[int] = field(default_factory=set)


# What is heard in each transcript, by the transcript's number.
_Transcripts = Mapping[int, _Heard]


def _by_code(rows: Iterable[CodedTurn], column: Column) -> Mapping[int, _Transcripts]:
    """Sort the rows by code and transcript: the only loop that sees every row."""
    by_code: defaultdict[int, dict[int, _Heard]] = defaultdict(dict)
    for row in rows:
        transcripts = by_code[row.code.int]
        heard = transcripts.get(row.transcript.int)
        if heard is None:
            heard = transcripts[row.transcript.int] = _Heard(row.focus_group, getattr(row, column.value))
        heard.passages.add(row.unit.int)
        heard.turns.add(row.turn)
        if row.participant is not None:
            heard.participants.add(row.participant.int)
    return by_code


def _row(codes: Collection[_Transcripts]) -> Row:
    parts: defaultdict[int, list[_Heard]] = defaultdict(list)
    for transcripts in codes:
        for transcript, heard in transcripts.items():
            parts[transcript].append(heard)
    together = [_together(of_one_transcript) for of_one_transcript in parts.values()]
    by_column: defaultdict[UUID, list[_Heard]] = defaultdict(list)
    for heard in together:
        if heard.column is not None:
            by_column[heard.column].append(heard)
    return Row(
        cells={place: _counts(some) for place, some in by_column.items()},
        total=_counts(together),
        heard_in=frozenset(heard.focus_group for heard in together),
    )


def _together(parts: Sequence[_Heard]) -> _Heard:
    """Join what several codes hold of one transcript."""
    first, *others = parts
    if not others:
        return first
    return _Heard(
        first.focus_group,
        first.column,
        passages=first.passages.union(*(part.passages for part in others)),
        turns=first.turns.union(*(part.turns for part in others)),
        participants=first.participants.union(*(part.participants for part in others)),
    )


def _counts(transcripts: Collection[_Heard]) -> Counts:
    """Add up transcripts: a passage or turn lies in one, a person or focus group may be in several."""
    everybody: set[int] = set()
    return Counts(
        passages=sum(len(heard.passages) for heard in transcripts),
        turns=sum(len(heard.turns) for heard in transcripts),
        participants=len(everybody.union(*(heard.participants for heard in transcripts))),
        focus_groups=len({heard.focus_group for heard in transcripts}),
    )
