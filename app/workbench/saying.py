"""The words room: which words are said, where, next to which, and what sounds like the passages of a code."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.analysis.counting import Layer
from app.analysis.meetings import code_turns
from app.analysis.tallies import places
from app.analysis.words.concordance import Line, Order, concordance, sorted_lines
from app.analysis.words.counting import AskedWords, View
from app.analysis.words.similar import Alike, most_alike, telling_words
from app.analysis.words.spoken import SpokenTurn
from app.analysis.words.stop_words import STOP_WORDS
from app.analysis.words.strips import Strip, strips
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import codes as code_queries
from app.store.queries import people, said, studies
from app.store.queries.tallies import tallies
from app.store.tables import StopWords
from app.store.trail_chain import Act, record
from app.store.word_search import says_any
from app.workbench.coding import apply_code_to_turn
from app.workbench.layers import layers

MOST_LINES: Final = 200  # of a concordance on one page
MOST_ALIKE: Final = 20
MOST_STOP_WORDS: Final = 2_000
BLANKS: Final = re.compile(r"[\s,;]+")


class TooManyStopWords(Refusal):
    """A list that is longer than any list of little words."""

    sentence = N_("This list is too long: it can have 2,000 words at most.")


def stop_words(session: Session, viewer: Viewer) -> frozenset[str]:
    """Return the words that the study leaves out: its own list, or the one that comes with its language."""
    require(viewer, Action.READ)
    own = session.get(StopWords, viewer.study_id)
    if own is not None:
        return frozenset(own.words.split("\n")) - {""}
    return STOP_WORDS.get(studies.study(session, viewer).language, frozenset())


def leave_out(session: Session, viewer: Viewer, words: str) -> None:
    """Keep the study's own list of stop words; nothing brings back the one of its language."""
    require(viewer, Action.EDIT_THEMES)
    wanted = sorted({word for word in BLANKS.split(words.lower().replace("\u2019", "'")) if word})
    if len(wanted) > MOST_STOP_WORDS:
        raise TooManyStopWords
    session.execute(delete(StopWords).where(StopWords.study_id == viewer.study_id))
    if wanted:
        session.add(StopWords(study_id=viewer.study_id, words="\n".join(wanted)))
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "words.left out", payload={"words": len(wanted)}))


def asked_words(
    session: Session, viewer: Viewer, view: View, first: UUID | None, second: UUID | None, *, stems: bool
) -> AskedWords:
    """Return what the worker counts: a side is a stakeholder or a focus group; without one, the first is everybody.

    Without a second side, the second is everybody else.
    """
    require(viewer, Action.READ)
    turns = said.spoken(session, viewer)
    one = [turn for turn in turns if first is None or first in _sides(turn)]
    other = [turn for turn in turns if (second in _sides(turn) if second else first not in _sides(turn))]
    others = tuple(other) if view is View.KEYNESS and first is not None else ()
    language = studies.study(session, viewer).language
    return AskedWords(view, tuple(one), others, stop_words(session, viewer), language, stems)


def _sides(turn: SpokenTurn) -> tuple[UUID, UUID]:
    return turn.stakeholder, turn.focus_group


@dataclass(frozen=True, slots=True)
class Said:
    """The places where some words are said: the first lines, how many there are, and a strip for each transcript."""

    lines: tuple[Line, ...]
    count: int
    focus_groups: int
    strips: tuple[Strip, ...]


def lines(session: Session, viewer: Viewer, asked: str, order: Order) -> Said:
    """Return the places where participants say these words; one that ends with `*` stands for all that begin so."""
    require(viewer, Action.READ)
    turns = said.spoken(session, viewer)
    found = sorted_lines(concordance(turns, asked), order)
    marks = strips(turns, ((line.turn.transcript, line.start, line.end) for line in found)) if found else ()
    groups = {line.turn.focus_group for line in found}
    return Said(tuple(found[:MOST_LINES]), len(found), len(groups), marks)


def similar(session: Session, viewer: Viewer, code_id: UUID) -> tuple[tuple[str, ...], tuple[Alike, ...]]:
    """Return the telling words of a code's turns, and the turns of participants that share most of them without it.

    Raises NotInThisStudy. Codings of any coder count, as far as the viewer sees them.
    """
    require(viewer, Action.READ)
    code = code_queries.code(session, viewer, code_id)
    marked = _marked(session, viewer, code.id, layers(session, viewer).chosen("any").layer)
    own = [turn for turn in said.spoken(session, viewer) if (turn.transcript, turn.number) in marked] if marked else []
    telling = telling_words(own, stop_words(session, viewer))
    condition = says_any(session, viewer, list(telling))
    if condition is None:
        return (), ()
    near = (turn for turn in said.spoken(session, viewer, where=condition))
    fresh = [turn for turn in near if (turn.transcript, turn.number) not in marked]
    return telling, most_alike(telling, fresh, MOST_ALIKE)


def _marked(session: Session, viewer: Viewer, code_id: UUID, layer: Layer) -> set[tuple[UUID, int]]:
    counted: Collection[UUID] = {one.id for one in people.counted_people(session, viewer)}
    return {
        (tally.transcript, number)
        for tally in tallies(session, viewer)
        for number in places(code_turns(tally, counted, layer).get(code_id, 0))
    }


def code_turns_at(session: Session, viewer: Viewer, code_id: UUID, ticked: Iterable[tuple[UUID, int]]) -> int:
    """Put a code on every turn that was ticked; return how many there were. Twice is as good as once."""
    wanted: Sequence[tuple[UUID, int]] = list(dict.fromkeys(ticked))
    for transcript_id, number in wanted:
        apply_code_to_turn(session, viewer, transcript_id=transcript_id, code_id=code_id, number=number)
    return len(wanted)
