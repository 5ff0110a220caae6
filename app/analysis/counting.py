"""Who speaks of what, counted from tallies: the one place in which every page and every export counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from app.analysis.tallies import Tally, Voice, bits, places, run


@dataclass(frozen=True, slots=True)
class Counts:
    """How often something is heard: different passages, turns, words, participants and focus groups."""

    passages: int = 0
    turns: int = 0
    words: int = 0
    participants: int = 0
    focus_groups: int = 0


NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class Layer:
    """Which codings count: those of some rounds, of some coders (None: of all), on turns marked by `at_least` of them.

    With two coders or more, a code counts on a turn that so many different coders have marked with it, and a passage
    when it holds a word of such a turn.
    """

    rounds: frozenset[UUID] | None = None
    coders: frozenset[UUID] | None = None
    at_least: int = 1

    def holds(self, coder: UUID, round_: UUID) -> bool:
        """Whether a coder's codings in a round are of the layer."""
        return (self.coders is None or coder in self.coders) and (self.rounds is None or round_ in self.rounds)


@dataclass(frozen=True, slots=True)
class Places:
    """Where everybody stands: by participant the column and the human, by transcript the focus group.

    Who is in `columns` is counted; a column of None is nowhere but in the totals. `apart` are moderators, whose turns
    are told apart and never added.
    """

    columns: Mapping[UUID, UUID | None]
    people: Mapping[UUID, UUID]
    groups: Mapping[UUID, UUID]
    apart: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the matrix: its cells by column, its total, what moderators say, and where each of the two is heard.

    A column in which nothing is heard has no cell. A passage, a person and a focus group count once in the total,
    whatever columns they are in.
    """

    cells: Mapping[UUID, Counts]
    total: Counts
    moderators: Counts
    heard_in: frozenset[UUID]
    moderators_in: frozenset[UUID]


EMPTY = Row({}, NOTHING, NOTHING, frozenset(), frozenset())


@dataclass(slots=True)
class _Marks:
    """The bits of one row in one transcript."""

    turns: int = 0
    voiced: int = 0
    passages: int = 0
    stretches: int = 0

    def take(self, other: "_Marks") -> None:
        self.turns |= other.turns
        self.voiced |= other.voiced
        self.passages |= other.passages
        self.stretches |= other.stretches


@dataclass(slots=True)
class _Sum:
    """What is added up over the transcripts."""

    passages: int = 0
    turns: int = 0
    words: int = 0
    people: set[UUID] = field(default_factory=set)
    groups: set[UUID] = field(default_factory=set)

    @property
    def counts(self) -> Counts:
        return Counts(self.passages, self.turns, self.words, len(self.people), len(self.groups))


@dataclass(slots=True)
class _Side:
    """The voices of one column in one transcript, their bits joined."""

    voices: list[Voice] = field(default_factory=list)
    turns: int = 0
    passages: int = 0
    stretches: int = 0

    def take(self, voice: Voice) -> None:
        self.voices.append(voice)
        self.turns |= voice.turns
        self.passages |= voice.passages
        self.stretches |= voice.stretches


def matrix(
    tallies: Iterable[Tally], rows: Mapping[UUID, Collection[UUID]], where: Places, layer: Layer, *,
    only_heard: bool = False,
) -> dict[UUID, Row]:  # fmt: skip
    """Count what each row holds in each column, in all columns together, and among moderators.

    `rows` gives the codes that count for each row: itself for a code, all codes below it for a theme. The result has
    one row for each of them, in their order. With `only_heard` it tells the focus groups only: passages and words of
    two coders take a while.
    """
    sums = {row: _Sums() for row in rows}
    for one in tallies:
        sides = _sides(one, where)
        marked = _Marked(one, layer, only_heard=only_heard)
        for row, codes in rows.items():
            sums[row].add(one, marked, codes, sides, where)
    return {row: found.row() for row, found in sums.items()}


@dataclass(slots=True)
class HeardBy:
    """In which focus groups a topic is heard, and who speaks of it."""

    groups: set[UUID] = field(default_factory=set)
    people: set[UUID] = field(default_factory=set)


def heard_by(
    tallies: Iterable[Tally], rows: Mapping[UUID, Collection[UUID]], where: Places, layer: Layer
) -> dict[UUID, HeardBy]:
    """Return where each row is heard and from whom: the focus groups and people that `matrix` counts."""
    found = {row: HeardBy() for row in rows}
    for one in tallies:
        marked, everybody = _Marked(one, layer, only_heard=True), _sides(one, where).everybody
        for row, codes in rows.items():
            marks = marked.on(codes, everybody)
            if marks.turns:
                found[row].groups.add(where.groups[one.transcript])
                found[row].people.update(_speaking(marks, everybody, where))
    return found


def cell_passages(
    tallies: Iterable[Tally],
    codes: Collection[UUID],
    where: Places,
    layer: Layer,
    columns: Collection[UUID | None] | None,
) -> set[tuple[UUID, int, int]]:
    """Return the passages that a cell counts, as (transcript, start, end); without columns those of the whole row."""
    found = set()
    for one in tallies:
        side = _Side()
        for voice in one.voices:
            if voice.participant in where.columns and (columns is None or where.columns[voice.participant] in columns):
                side.take(voice)
        for place in places(_Marked(one, layer).on(codes, side).passages):
            bounds = one.bounds(place)
            found.add((one.transcript, bounds.start, bounds.end))
    return found


@dataclass(slots=True)
class _Sides:
    """Who speaks in a transcript: by column, everybody who is counted, and the moderators."""

    columns: dict[UUID | None, _Side]
    everybody: _Side
    moderators: _Side


class _Sums:
    """The sums of one row."""

    def __init__(self) -> None:
        self.cells: defaultdict[UUID, _Sum] = defaultdict(_Sum)
        self.total, self.moderators = _Sum(), _Sum()

    def add(self, tally: Tally, marked: "_Marked", codes: Collection[UUID], sides: _Sides, where: Places) -> None:
        group = where.groups[tally.transcript]
        _add(self.total, tally, marked.on(codes, sides.everybody), sides.everybody, where, group)
        _add(self.moderators, tally, marked.on(codes, sides.moderators), sides.moderators, where, group)
        for column, side in sides.columns.items():
            marks = marked.on(codes, side)
            if column is not None and marks.turns:
                _add(self.cells[column], tally, marks, side, where, group)

    def row(self) -> Row:
        return Row(
            {column: found.counts for column, found in self.cells.items()}, self.total.counts,
            self.moderators.counts, frozenset(self.total.groups), frozenset(self.moderators.groups),
        )  # fmt: skip


def _add(found: _Sum, tally: Tally, marks: _Marks, side: _Side, where: Places, group: UUID) -> None:
    if not marks.turns:
        return
    found.passages += marks.passages.bit_count()
    found.turns += marks.turns.bit_count()
    found.words += _weight(marks.stretches, tally)
    found.people.update(_speaking(marks, side, where))
    found.groups.add(group)


def _speaking(marks: _Marks, side: _Side, where: Places) -> Iterator[UUID]:
    """Yield the people whose turns carry the marks; a moderator is whoever sat there."""
    for voice in side.voices:
        if marks.voiced & voice.turns:
            yield where.people.get(voice.participant, voice.participant)


def _weight(stretches: int, tally: Tally) -> int:
    """Return how many words the stretches hold."""
    return sum((stretches & plane).bit_count() << number for number, plane in enumerate(tally.planes))


def _sides(tally: Tally, where: Places) -> _Sides:
    columns: defaultdict[UUID | None, _Side] = defaultdict(_Side)
    everybody, moderators = _Side(), _Side()
    for voice in tally.voices:
        if voice.participant in where.columns:
            columns[where.columns[voice.participant]].take(voice)
            everybody.take(voice)
        elif voice.participant in where.apart:
            moderators.take(voice)
    return _Sides(columns, everybody, moderators)


class _Marked:
    """What is marked in one transcript in a layer, code by code."""

    def __init__(self, tally: Tally, layer: Layer, *, only_heard: bool = False) -> None:
        self._tally, self._only_heard, self._layer = tally, only_heard, layer
        by_coder: defaultdict[UUID, dict[UUID, _Marks]] = defaultdict(dict)
        for strand in tally.strands:
            if layer.holds(strand.coder, strand.round):
                own = by_coder[strand.code].setdefault(strand.coder, _Marks())
                own.take(_Marks(strand.turns, strand.voiced, strand.passages, strand.stretches))
        self._codes = {code: _agreed(coders.values(), layer.at_least) for code, coders in by_coder.items()}
        self._kept: dict[tuple[UUID, int], _Marks] = {}

    def on(self, codes: Collection[UUID], side: _Side) -> _Marks:
        """Return what some codes mark of what one side says."""
        marks = _Marks()
        for code in codes:
            if code in self._codes:
                marks.take(self._codes[code] if self._layer.at_least == 1 else self._on_agreed(code, side))
        return _Marks(
            marks.turns & side.turns, marks.voiced & side.turns, marks.passages & side.passages,
            marks.stretches & side.stretches,
        )  # fmt: skip

    def _on_agreed(self, code: UUID, side: _Side) -> _Marks:
        """Return what a code marks on the turns of a side that enough coders have: only passages and words there."""
        marks = self._codes[code]
        turns = marks.turns & side.turns
        if self._only_heard or not turns:
            return _Marks(turns, marks.voiced & turns)
        if (code, turns) not in self._kept:
            held = _touching(turns, marks.passages, self._tally)
            stretches = marks.stretches & _stretches_of(turns, self._tally)
            self._kept[code, turns] = _Marks(turns, marks.voiced & turns, held, stretches)
        return self._kept[code, turns]


def _agreed(coders: Collection[_Marks], at_least: int) -> _Marks:
    """Join what the coders marked; of the turns those that at least so many of them have."""
    marks, seen = _Marks(), [0] * at_least
    for own in coders:
        marks.take(own)
        for level in range(at_least - 1, 0, -1):
            seen[level] |= seen[level - 1] & own.turns
        seen[0] |= own.turns
    marks.turns = seen[-1]
    marks.voiced &= seen[-1]
    return marks


def _touching(turns: int, passages: int, tally: Tally) -> int:
    """Return those passages that touch one of the turns; ten thousands come by, so their bounds are not unpacked."""
    numbers, chosen = tally.places, frozenset(places(turns))
    return bits(
        place
        for place in places(passages)
        if (first := numbers[4 * place + 2]) in chosen
        or ((last := numbers[4 * place + 3]) > first and not chosen.isdisjoint(range(first, last + 1)))
    )


def _stretches_of(turns: int, tally: Tally) -> int:
    """Return the stretches of which some turns are made."""
    within, numbers = 0, tally.turn_stretches
    for at in range(0, len(numbers), 3):
        if turns >> numbers[at] & 1:
            within |= run(numbers[at + 1], numbers[at + 2])
    return within
