"""What a withdrawal would mean, before anybody carries it out: seen as the viewer sees the study."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.importing.anonymising.echoes import echoes
from app.importing.anonymising.forms import WORD
from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import people as people_queries
from app.store.queries import texts
from app.store.queries import withdrawals as queries
from app.store.queries.people import VoiceLine
from app.store.queries.texts import SaidTurn
from app.store.queries.transcripts import NotInThisStudy
from app.store.queries.withdrawals import ExportLine, TheirQuote
from app.store.tables import Degree
from app.workbench.withdrawing import NotAParticipant

# How common a word is in this study, on the scale of the echoes: what few turns hold is rare, what many hold is not.
RARE_TURNS: Final = 3
FREQUENT_SHARE: Final = 0.005
RARE, USUAL, FREQUENT = 0.0, 4.0, 6.0


@dataclass(frozen=True, slots=True)
class InTranscript:
    """What of a transcript a withdrawal reaches: turns, codings that would go or shrink, and others' echoes."""

    id: UUID
    title: str
    turns: int
    going: int
    shrinking: int
    signed: bool
    echoes: tuple["EchoLine", ...]


@dataclass(frozen=True, slots=True)
class EchoLine:
    """Somebody else's turn that takes up what the participant said."""

    turn: int
    participant: str
    shared: tuple[str, ...]
    named: bool


@dataclass(frozen=True, slots=True)
class Consequences:
    """Whom a withdrawal is about, what it would reach, and which quotes of theirs are out already."""

    people: tuple[VoiceLine, ...]
    withdrawn: Degree | None
    transcripts: tuple[InTranscript, ...]
    quotes: tuple[TheirQuote, ...]
    exports: tuple[ExportLine, ...]


def consequences(session: Session, viewer: Viewer, participant_id: UUID) -> Consequences:
    """Return what a participant's withdrawal would reach; raises NotInThisStudy and NotAParticipant."""
    require(viewer, Action.WITHDRAW_PARTICIPANT)
    same = _same_person(session, viewer, participant_id)
    ids = {one.id for one in same}
    exports = tuple(line for line in queries.exports(session, viewer) if line.participants & ids)
    return Consequences(
        tuple(same), same[0].withdrawn, _transcripts(session, viewer, ids),
        tuple(queries.their_quotes(session, viewer, ids)), exports,
    )  # fmt: skip


def _same_person(session: Session, viewer: Viewer, participant_id: UUID) -> list[VoiceLine]:
    everybody = people_queries.voices(session, viewer)
    here = next((one for one in everybody if one.id == participant_id), None)
    if here is None:
        raise NotInThisStudy
    if here.kind is not Kind.PARTICIPANT:
        raise NotAParticipant
    rest = [one for one in everybody if one.person_id == here.person_id and one.kind is Kind.PARTICIPANT]
    return [here, *(one for one in rest if one.id != here.id)]


def _transcripts(session: Session, viewer: Viewer, ids: Collection[UUID]) -> tuple[InTranscript, ...]:
    codings = queries.their_codings(session, viewer, ids)
    titles, signed = queries.titles(session, viewer), queries.signed(session, viewer)
    said = list(texts.said(session, viewer))
    commonness = _commonness(said)
    found = []
    for transcript_id, turns in groupby(queries.their_turns(session, viewer, ids), key=lambda turn: turn.transcript_id):
        mine = [one for one in codings if one.transcript_id == transcript_id]
        going = sum(one.alone for one in mine)
        here = [turn for turn in said if turn.transcript_id == transcript_id]
        found.append(
            InTranscript(
                transcript_id, titles[transcript_id], sum(1 for _ in turns), going, len(mine) - going,
                transcript_id in signed, tuple(_echoes(here, ids, commonness)),
            )
        )  # fmt: skip
    return tuple(found)


def _echoes(turns: Sequence[SaidTurn], ids: Collection[UUID], commonness: Callable[[str], float]) -> Iterator[EchoLine]:
    """Yield the turns of others in which the person's words live on; of withdrawn words there is no echo to find."""
    theirs = [turn for turn in turns if turn.participant_id in ids]
    others = {turn.number: turn for turn in turns if turn.participant_id not in ids}
    label = theirs[0].participant if theirs else ""
    for echo in echoes(theirs, list(others.values()), label, commonness):
        yield EchoLine(echo.turn, others[echo.turn].participant, echo.shared, echo.named)


def _commonness(said: Sequence[SaidTurn]) -> Callable[[str], float]:
    """Return how common a word is among the turns of the study, which need no list of a language."""
    held: Counter[str] = Counter()
    for turn in said:
        held.update(set(WORD.findall(turn.words.casefold())))
    frequent = max(RARE_TURNS + 1, FREQUENT_SHARE * len(said))

    def commonness(word: str) -> float:
        if held[word] <= RARE_TURNS:
            return RARE
        return FREQUENT if held[word] >= frequent else USUAL

    return commonness
