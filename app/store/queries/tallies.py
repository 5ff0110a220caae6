"""The tallies of a study's transcripts: kept ones where they are, the others made now from what the viewer may see."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.analysis.tallies import MarkedPassage, SaidTurn, Tally, tally
from app.analysis.tally_packing import packed, unpacked
from app.security.viewer import Viewer
from app.store.base import Key, id_of, in_study, key_of
from app.store.queries.standing import merges
from app.store.tables import Coding, KeptTally, MeaningUnit, TrailHead, Transcript, Turn, UnitTurn
from app.store.visible import visible

MADE: Final = "tallies made now"
AT_ONCE: Final = 50  # transcripts whose turns and codings are in memory at the same time


@dataclass(frozen=True, slots=True)
class Made:
    """Tallies made by one request, and where the trail ended then: they are true as long as it still does."""

    viewer: Viewer
    number: int
    tallies: tuple[Tally, ...]


def tallies(session: Session, viewer: Viewer, *, words: bool = False) -> list[Tally]:
    """Return the tally of every transcript; without words, which take as much room as all the rest, unless asked for.

    A viewer in a blind round gets tallies of what they may see, made for them alone. What is kept names the codes that
    coders used; what is returned, the codes that these count as.
    """
    kept = _kept(session, viewer, words=words)
    wanted = session.scalars(
        select(Transcript.id)
        .where(Transcript.study_id == viewer.study_id)
        .order_by(Transcript.imported_at, Transcript.id)
    ).all()
    missing = [id_ for id_ in wanted if id_ not in kept]
    for at in range(0, len(missing), AT_ONCE):
        kept |= {one.transcript: one for one in _made(session, viewer, missing[at : at + AT_ONCE])}
    if missing and not viewer.blind_rounds:
        session.info[MADE] = Made(viewer, _trail_end(session, viewer), tuple(kept[id_] for id_ in missing))
    merged = merges(viewer)
    stands = {row[0]: row[1] for row in session.execute(select(merged.c.id, merged.c.counted))}
    return [_standing(kept[id_], stands) for id_ in wanted]


def _standing(tally: Tally, stands: Mapping[UUID, UUID]) -> Tally:
    """Return a tally whose merged codes are the ones that they count as."""
    if not any(strand.code in stands for strand in tally.strands):
        return tally
    strands = tuple(replace(strand, code=stands.get(strand.code, strand.code)) for strand in tally.strands)
    return replace(tally, strands=strands)


def keep_tallies(session: Session, viewer: Viewer, made: Made) -> bool:
    """Keep what a request has made, unless somebody has done something since; say whether it is kept.

    The head of the trail is held meanwhile: whoever changes a coding removes the tally after this, never before.
    """
    held = select(TrailHead.number).where(TrailHead.study_id == viewer.study_id).with_for_update()
    if session.scalar(held) != made.number:
        return False
    ids = [one.transcript for one in made.tallies]
    session.execute(delete(KeptTally).where(visible(viewer, KeptTally), KeptTally.transcript_id.in_(ids)))
    rows = [(one.transcript, *packed(one)) for one in made.tallies]
    values = [
        {"study_id": viewer.study_id, "transcript_id": id_, "marks": marks, "words": words}
        for id_, marks, words in rows
    ]
    session.execute(insert(KeptTally), values)
    return True


def _trail_end(session: Session, viewer: Viewer) -> int:
    return session.scalars(select(TrailHead.number).where(TrailHead.study_id == viewer.study_id)).one()


def _kept(session: Session, viewer: Viewer, *, words: bool) -> dict[UUID, Tally]:
    columns = (KeptTally.transcript_id, KeptTally.marks, *((KeptTally.words,) if words else ()))
    rows = session.execute(select(*columns).where(visible(viewer, KeptTally)))
    return {row[0]: unpacked(*row) for row in rows}


def _made(session: Session, viewer: Viewer, ids: Collection[UUID]) -> Iterator[Tally]:
    """Make the tallies of some transcripts, in four statements."""
    turns = _turns(session, viewer, ids)
    marked = _marked(session, viewer, ids, {turn_id: turn.number for said in turns.values() for turn_id, turn in said})
    for id_ in ids:
        yield tally(id_, [turn for _, turn in turns.get(id_, ())], marked.get(id_, ()))


def _turns(session: Session, viewer: Viewer, ids: Collection[UUID]) -> Mapping[UUID, Sequence[tuple[Key, SaidTurn]]]:
    found: defaultdict[UUID, list[tuple[Key, SaidTurn]]] = defaultdict(list)
    rows = session.execute(
        select(
            key_of(Turn.transcript_id),
            key_of(Turn.id),
            Turn.number,
            key_of(Turn.participant_id),
            Turn.start,
            Turn.words,
        )
        .where(Turn.study_id == viewer.study_id, Turn.transcript_id.in_(ids))
        .order_by(Turn.transcript_id, Turn.number)
    )
    for transcript, turn_id, number, participant, start, words in rows:
        found[id_of(transcript)].append((turn_id, SaidTurn(number, id_of(participant), start, words)))
    return found


def _marked(
    session: Session, viewer: Viewer, ids: Collection[UUID], numbers: Mapping[Key, int]
) -> Mapping[UUID, Sequence[MarkedPassage]]:
    codes: defaultdict[Key, list[Key]] = defaultdict(list)
    for unit, code in session.execute(
        select(key_of(Coding.unit_id), key_of(Coding.code_id))
        .join(MeaningUnit, in_study(Coding.unit_id, MeaningUnit.id))
        .where(visible(viewer, Coding), visible(viewer, MeaningUnit), MeaningUnit.transcript_id.in_(ids))
    ):
        codes[unit].append(code)
    voiced: defaultdict[Key, dict[int, bool]] = defaultdict(dict)
    for unit, turn, voice in session.execute(
        select(key_of(UnitTurn.unit_id), key_of(UnitTurn.turn_id), UnitTurn.voice)
        .join(MeaningUnit, in_study(UnitTurn.unit_id, MeaningUnit.id))
        .where(visible(viewer, UnitTurn), visible(viewer, MeaningUnit), MeaningUnit.transcript_id.in_(ids))
    ):
        voiced[unit][numbers[turn]] = voice
    found: defaultdict[UUID, list[MarkedPassage]] = defaultdict(list)
    for unit, transcript, coder, round_, start, end in session.execute(
        select(
            key_of(MeaningUnit.id), key_of(MeaningUnit.transcript_id), key_of(MeaningUnit.coder_id),
            key_of(MeaningUnit.round_id), MeaningUnit.start, MeaningUnit.end,
        ).where(visible(viewer, MeaningUnit), MeaningUnit.transcript_id.in_(ids))
    ):  # fmt: skip
        if unit in codes:
            of = tuple(map(id_of, codes[unit]))
            found[id_of(transcript)].append(MarkedPassage(id_of(coder), id_of(round_), start, end, of, voiced[unit]))
    return found
