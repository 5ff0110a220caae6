"""A review on its way: what is asked, what was found, and what will be stored. Most of it names people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.importing.anonymising.decisions import Decision
from app.importing.anonymising.identifiers import Category
from app.importing.anonymising.replacing import Counted
from app.importing.anonymising.rows import Row
from app.importing.anonymising.screened_text import Context
from app.importing.anonymising.second_look import Combination, Remaining
from app.importing.draft import DraftTurn


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that somebody marked by hand, and what they tell of."""

    words: str
    category: Category


@dataclass(frozen=True, slots=True)
class Raw:
    """A transcript with its own words, and all that was said about them so far. It names people.

    `speakers` are the labels of the file, `listed` the names that somebody pasted, `sitting` the placeholders that
    forms got in the transcripts before. `turns` have labels that are safe to store.
    """

    header: tuple[str, ...]
    turns: tuple[DraftTurn, ...]
    speakers: tuple[str, ...]
    language: str
    listed: tuple[str, ...] = ()
    marked: tuple[Marked, ...] = ()
    sitting: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line or turn: found to identify or not, or, after the review, a placeholder or not."""

    words: str
    stands_out: bool


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decides about: the rows, every place of each, and the text with its finds."""

    rows: tuple[Row, ...]
    every: tuple[tuple[Context, ...], ...]
    header: tuple[tuple[Piece, ...], ...]
    turns: tuple[tuple[Piece, ...], ...]
    uncased: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What will be stored, and what a second look at it finds; `version` is the detectors'.

    `sitting` and `key` name people.
    """

    header: tuple[str, ...]
    turns: tuple[str, ...]
    header_pieces: tuple[tuple[Piece, ...], ...]
    turn_pieces: tuple[tuple[Piece, ...], ...]
    counts: Mapping[Category, Counted]
    remaining: tuple[Remaining, ...]
    together: tuple[Combination, ...]
    sitting: Mapping[str, str]
    version: str
    key: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Decided:
    """A raw transcript with what a person decided about it."""

    raw: Raw
    decisions: tuple[Decision, ...]
