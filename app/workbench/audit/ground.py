"""The ground of an audit: who has read what with which codes, and the counts of every talk."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.audit.tally import Book, Mask, Readings, Tally, tally
from app.analysis.audit.units import Cut, Marked, Spoken, units_of
from app.importing.back_channels import is_back_channel
from app.importing.roles import Move
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import agreement as queries
from app.store.queries import readings, studies, transcripts
from app.store.queries.agreement import CodeLine, CoderLine, MarkRow, OutlineTurn
from app.store.queries.readings import TurnsRead
from app.store.queries.standing import stands_for
from app.store.queries.studies import GroupLine
from app.store.queries.transcripts import TranscriptLine
from app.store.tables import Round
from app.workbench.audit.book import Row, codes_had, rows_of
from app.workbench.audit.choice import Choice
from app.workbench.audit.shelf import Shelf

TALKS: Final = Shelf[Tally](2_000)
NEED_WORDS: Final = frozenset({Cut.SAYING, Cut.SENTENCE, Cut.CHARACTER})

# A member's bit, the codes that they had, and the turns that they read.
Reader = tuple[Mask, Mask, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the counts rest on, without the counts.

    Coders and rows are numbered by their places. `read` holds the readings of the round; `revisions` rises for a talk
    with every change of its words, codings, voices or questions.
    """

    choice: Choice
    round: Round
    coders: tuple[CoderLine, ...]
    codes: tuple[CodeLine, ...]
    rows: tuple[Row, ...]
    book: Book
    talks: tuple[TranscriptLine, ...]
    groups: Mapping[UUID, GroupLine]
    read: Mapping[UUID, tuple[TurnsRead, ...]]
    had: Mapping[UUID, Mask]
    revisions: Mapping[UUID, tuple[int, int]]
    merged: tuple[tuple[UUID, UUID], ...]
    left_out: frozenset[UUID]

    @property
    def bits(self) -> dict[UUID, int]:
        """The number of each coder."""
        return {coder.id: number for number, coder in enumerate(self.coders)}

    def readers(self, transcript_id: UUID) -> tuple[Reader, ...]:
        """Return the readers of a talk; somebody with two stretches stands there twice."""
        bits = self.bits
        return tuple(
            (1 << bits[one.member_id], self.had[one.reading_id], one.numbers)
            for one in self.read.get(transcript_id, ())
        )

    def rests_on(self, transcript_id: UUID) -> tuple[object, ...]:
        """Return everything that could change the counts of a talk."""
        return (
            self.revisions.get(transcript_id), self.readers(transcript_id), tuple(one.id for one in self.coders),
            tuple(one.id for one in self.codes), self.book, self.merged, self.left_out,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ground:
    """The basis with the counts of every talk."""

    basis: Basis
    tallies: Mapping[UUID, Tally]


def rounds_to_compare(session: Session, viewer: Viewer) -> list[Round]:
    """Return the rounds whose coders the viewer may see compared."""
    require(viewer, Action.SEE_AGREEMENT)
    return queries.audited_rounds(session, viewer)


def basis(session: Session, viewer: Viewer, choice: Choice) -> Basis | None:
    """Return what the counts of a round rest on, or None when there is no round to look at."""
    rounds = rounds_to_compare(session, viewer)
    every = readings.turns_read(session, viewer)
    round_ = _chosen(session, viewer, rounds, choice, {one.round_id for one in every})
    if round_ is None:
        return None
    read: dict[UUID, list[TurnsRead]] = defaultdict(list)
    for one in every:
        if one.round_id == round_.id:
            read[one.transcript_id].append(one)
    here = [one for some in read.values() for one in some]
    codes = queries.code_lines(session, viewer)
    rows, book = rows_of(session, viewer, codes)
    return Basis(
        choice=choice, round=round_,
        coders=tuple(queries.coder_lines(session, viewer, {one.member_id for one in here})),
        codes=tuple(codes), rows=rows, book=book,
        talks=tuple(transcripts.transcripts(session, viewer)),
        groups={group.id: group for group in studies.focus_groups(session, viewer)},
        read={id_: tuple(some) for id_, some in read.items()},
        had=codes_had(session, viewer, round_.id, codes, here),
        revisions=queries.revisions(session, viewer),
        merged=tuple(sorted(stands_for(session, viewer).items())),
        left_out=queries.left_out_voices(session, viewer),
    )  # fmt: skip


def numbered_talks(found: Basis) -> list[tuple[int, TranscriptLine]]:
    """Return the talks, each with its number within its focus group."""
    seen: Counter[UUID] = Counter()
    numbered = []
    for talk in found.talks:
        seen[talk.focus_group_id] += 1
        numbered.append((seen[talk.focus_group_id], talk))
    return numbered


def ground(session: Session, viewer: Viewer, found: Basis) -> Ground:
    """Return the basis with the counts of every talk; talks that did not change are not counted again."""
    place = viewer.study_id, found.round.id, found.choice.cut, found.choice.moderators
    tallies, missing = dict[UUID, Tally](), list[UUID]()
    for talk in found.talks:
        kept = TALKS.find((*place, talk.id), found.rests_on(talk.id))
        if kept is None:
            missing.append(talk.id)
        else:
            tallies[talk.id] = kept
    for transcript_id, counted in _counted(session, viewer, found, missing):
        tallies[transcript_id] = counted
        TALKS.keep((*place, transcript_id), found.rests_on(transcript_id), counted)
    return Ground(found, tallies)


def _counted(
    session: Session, viewer: Viewer, found: Basis, transcript_ids: Sequence[UUID]
) -> Iterable[tuple[UUID, Tally]]:
    for talk in talks_in_units(session, viewer, found, transcript_ids):
        yield talk.id, tally(units_of(found.choice.cut, talk.turns, talk.marked), found.book)


@dataclass(frozen=True, slots=True)
class TalkInUnits:
    """A talk's turns that can be compared, and who put what on them."""

    id: UUID
    turns: Sequence[Spoken]
    marked: Sequence[Marked]


def talks_in_units(
    session: Session, viewer: Viewer, found: Basis, transcript_ids: Sequence[UUID]
) -> Iterable[TalkInUnits]:
    """Yield the talks, ready to be cut into units."""
    if not transcript_ids:
        return
    words = found.choice.cut in NEED_WORDS
    outlines = queries.outlines(session, viewer, transcript_ids, words=words)
    numbers = {code.id: number for number, code in enumerate(found.codes)}
    marks = queries.marks(session, viewer, found.round.id, transcript_ids, found.bits, numbers)
    languages = {talk.id: talk.language for talk in found.talks}
    for transcript_id in transcript_ids:
        turns = spoken(outlines[transcript_id], found.choice, found.readers(transcript_id), languages[transcript_id])
        yield TalkInUnits(transcript_id, turns, [_marked(row) for row in marks[transcript_id]])


def _marked(row: MarkRow) -> Marked:
    return Marked(row.number, 1 << row.coder, row.code, row.start, row.end)


def spoken(outline: Sequence[OutlineTurn], choice: Choice, readers: Sequence[Reader], language: str) -> list[Spoken]:
    """Return the turns that are compared, each in its block and with who has read it.

    A block is what is said under one question of the guide; where nobody has said which turns ask, each turn of the
    moderator begins one.
    """
    asks = any(turn.move is Move.QUESTION for turn in outline)
    block, found, known = 0, list[Spoken](), dict[Readings, Readings]()
    for turn in outline:
        if turn.move is Move.QUESTION or (turn.moderator and not asks):
            block += 1
        if not (turn.counted or (choice.moderators and turn.moderator)):
            continue
        if choice.cut is Cut.SAYING and is_back_channel(turn.words, language):
            continue
        who = _who_read(turn.number, readers)
        found.append(Spoken(turn.number, block, known.setdefault(who, who), turn.start, turn.words))
    return found


def _who_read(number: int, readers: Sequence[Reader]) -> Readings:
    who: dict[Mask, Mask] = {}
    for bit, had, numbers in readers:
        if number in numbers:
            who[bit] = who.get(bit, 0) | had
    return tuple(who.items())


def _chosen(
    session: Session, viewer: Viewer, rounds: Sequence[Round], choice: Choice, with_readings: set[UUID]
) -> Round | None:
    if choice.round_id is not None:
        return queries.audited_round(session, viewer, choice.round_id)
    return next((one for one in reversed(rounds) if one.id in with_readings), rounds[-1] if rounds else None)
