"""Redact words that were found late, or correct a typing mistake, in a transcript that is coded already."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.importing.anonymising.forms import folded
from app.importing.anonymising.identifiers import Category
from app.importing.anonymising.placeholders import bracketed, highest_numbers, suggestion
from app.security.permissions import Action, require
from app.security.viewer import Viewer, blind_to_nothing
from app.store.queries import coding as coding_queries
from app.store.queries import revisions as queries
from app.store.queries import texts as text_queries
from app.store.queries import transcripts
from app.store.queries.transcripts import TurnRow
from app.store.tables import Revising
from app.store.trail_chain import Act, Reference, record
from app.workbench.codebook import next_revision
from app.workbench.occurrences import (
    Spot,
    TextSpot,
    occurrences,
    replace_in_texts,
    replace_unseen,
    same_words,
    texts_with,
)
from app.workbench.placing import Passage, WordsDiffer
from app.workbench.rewriting import Replacement, checked, one_line, rewrite
from app.workbench.touching import Touched, seen, touched_by

ACTS: Final = {Revising.REDACTED: "transcript.redacted", Revising.CORRECTED: "transcript.corrected"}


class Grounds(StrEnum):
    """Why words were redacted: one of a few, because a reason in free words could hold what was redacted."""

    PERSON = "person"
    PLACE = "place"
    STORY = "story"
    ASKED = "asked"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a lead author decided: new words for a passage, and where else; `texts` are keys of the team's texts."""

    passage: Passage
    why: Revising
    new: str
    elsewhere: frozenset[tuple[UUID, int, int]] = frozenset()
    texts: frozenset[str] = frozenset()
    grounds: Grounds = Grounds.OTHER


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to decide: the turn, where the same words stand besides, a placeholder, what hangs on them."""

    turn: TurnRow
    passage: Passage
    elsewhere: tuple[Spot, ...]
    texts: tuple[TextSpot, ...]
    placeholder: str
    codings: int


def look(session: Session, viewer: Viewer, transcript_id: UUID, passage: Passage) -> Look:
    """Return what a lead author sees before words are changed; raises WordsDiffer, AcrossTurns and their like."""
    require(viewer, Action.REVISE_TRANSCRIPT)
    language = queries.language_of(session, viewer, transcript_id)
    turn, passage = checked(transcripts.turns(session, viewer, transcript_id), passage)
    spots = occurrences(session, viewer, passage.words)
    highest = highest_numbers(one.words for one in text_queries.said(session, viewer))
    number = highest.get(Category.PERSON, 0) + 1
    over = [
        row.id
        for row in coding_queries.codings(session, viewer, transcript_id, [turn.number])
        if row.start < passage.end and passage.start < row.end
    ]
    return Look(
        turn, passage, tuple(spot for spot in spots if not _overlaps(spot, transcript_id, passage)),
        tuple(texts_with(session, viewer, same_words(passage.words, language))),
        suggestion(Category.PERSON, passage.words, language, number), len(over),
    )  # fmt: skip


def _overlaps(spot: Spot, transcript_id: UUID, passage: Passage) -> bool:
    return spot.transcript_id == transcript_id and spot.start < passage.end and passage.start < spot.end


def revise(
    session: Session, viewer: Viewer, transcript_id: UUID, edits: Sequence[Replacement], why: Revising
) -> Touched:
    """Redact or correct stretches of one transcript, and return all that was touched."""
    require(viewer, Action.REVISE_TRANSCRIPT)
    return _revise_all(session, viewer, {transcript_id: edits}, why, {})


def change_words(session: Session, viewer: Viewer, transcript_id: UUID, decision: Decision) -> Touched:
    """Carry out what a lead author decided: in the passage, at the other places, and in the team's texts.

    What a redaction finds in codes, notes and memos that the viewer may not see is replaced as well, and shown to
    nobody.
    """
    require(viewer, Action.REVISE_TRANSCRIPT)
    passage, redacts = decision.passage, decision.why is Revising.REDACTED
    new = bracketed(decision.new, [folded(passage.words)]) if redacts else one_line(decision.new)
    edits = {transcript_id: [Replacement(passage.start, passage.end, new, passage.words)]}
    places = {(one.transcript_id, one.start, one.end): one for one in occurrences(session, viewer, passage.words)}
    for place in decision.elsewhere:
        spot = places.get(place)
        if spot is None:
            raise WordsDiffer
        if not _overlaps(spot, transcript_id, passage):
            edits.setdefault(spot.transcript_id, []).append(Replacement(spot.start, spot.end, new, spot.words))
    same = same_words(passage.words, queries.language_of(session, viewer, transcript_id))
    names = {spot.key: spot.name for spot in texts_with(session, viewer, same)}
    everybody = blind_to_nothing(viewer)
    hidden = {spot.key for spot in texts_with(session, everybody, same)} - names.keys() if redacts else set()
    changed = replace_in_texts(session, everybody, same, new, decision.texts & names.keys() | hidden)
    if redacts:
        replace_unseen(session, viewer, same, new)
    if changed:
        next_revision(session, viewer)  # turns are drawn anew: they show names of codes
    done = _revise_all(session, viewer, edits, decision.why, {"grounds": decision.grounds.value}, changed)
    return replace(done, texts=tuple(sorted((key, names[key]) for key in changed & names.keys())))


def _revise_all(
    session: Session, viewer: Viewer, edits: Mapping[UUID, Sequence[Replacement]], why: Revising,
    payload: Mapping[str, Reference], texts: Collection[str] = (),
) -> Touched:  # fmt: skip
    """Change words in several transcripts as one act; the trail keeps places and lengths."""
    whole, places = Touched(), list[str]()
    for transcript_id in sorted(edits, key=str):  # always in this order: two who do so never wait for each other
        was = seen(session, viewer, transcript_id)
        noted = () if places else texts
        done = rewrite(session, viewer, transcript_id, edits[transcript_id], why, texts=noted)
        whole = whole.and_(touched_by(was, done))
        stretches = " ".join(f"{one.start}-{one.end}-{one.length}" for one in done.edits.stretches)
        places.append(f"{transcript_id} {done.revision}: {stretches}")
    payload = {**payload, "places": "; ".join(places), "texts": " ".join(sorted(texts))}
    record(session, Act(viewer.study_id, viewer.member_id, ACTS[why], min(edits, key=str), payload=payload))
    return whole
