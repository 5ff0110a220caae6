"""What a findings text is checked against: names, counts, and everything that was said."""

from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.comparison import Column
from app.analysis.counting import heard_by
from app.analysis.manuscript.report import Checking, KindNames
from app.analysis.manuscript.study import SaidTurn, Sort, Talk, Topic
from app.exporting.quotes import PATTERNS, LabelForm
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import studies, texts, transcripts
from app.store.queries.tallies import tallies
from app.workbench.columns import setting
from app.workbench.comparison import rows_of
from app.workbench.layers import layers, read
from app.workbench.theme_tree import tree
from app.workbench.wording_rules import both_rules, everybody, places

LONGEST: Final = 200_000  # characters: a findings section has some 30,000
IN_BRACKETS: Final = "({participant}, {group})"  # another way that papers write labels
SORTS: Final = (Sort.THEME, Sort.SUBTHEME, Sort.CODE)


class DraftTooLong(Refusal):
    """A text longer than any findings section."""

    sentence = N_("This text is too long to be checked at once. Please paste one section of it.")


def checking(session: Session, viewer: Viewer, text: str, layer: str = "") -> Checking:
    """Return a text with all that it is checked against; nothing is stored, and nothing noted on the trail."""
    require(viewer, Action.READ)
    if len(text) > LONGEST:
        raise DraftTooLong
    study = studies.study(session, viewer)
    rules, people_rules = both_rules(session, viewer)
    kinds = studies.stakeholders(session, viewer)
    return Checking(
        text, study.language, tuple(places(session, viewer)), tuple(everybody(session, viewer)), rules, people_rules,
        tuple(KindNames(one.id, one.name, one.plural, one.short) for one in kinds),
        tuple((one.id, one.name) for one in studies.districts(session, viewer)),
        _topics(session, viewer, layer), _talks(session, viewer),
        tuple(dict.fromkeys((study.label_pattern, PATTERNS[LabelForm.GROUP], IN_BRACKETS))),
    )  # fmt: skip


def _topics(session: Session, viewer: Viewer, layer: str) -> tuple[Topic, ...]:
    rows, held = rows_of(tree(session, viewer, with_counts=False)), tallies(session, viewer)
    known = read(session, viewer)
    where = setting(session, viewer, Column.FOCUS_GROUP, held, known).places
    chosen = layers(session, viewer, known).chosen(layer).layer
    heard = heard_by(held, {one.id: one.codes for one in rows}, where, chosen)
    once = {one.id: one for one in rows}
    return tuple(
        Topic(one.id, one.name, SORTS[one.depth], frozenset(heard[one.id].groups), frozenset(heard[one.id].people))
        for one in once.values()
    )


def _talks(session: Session, viewer: Viewer) -> tuple[Talk, ...]:
    lines = {talk.id: talk for talk in transcripts.transcripts(session, viewer)}
    withdrawn = texts.not_to_be_quoted(session, viewer)
    turns: dict[UUID, list[SaidTurn]] = {}
    for turn in texts.said(session, viewer):
        quotable = turn.participant_id not in withdrawn
        turns.setdefault(turn.transcript_id, []).append(SaidTurn(turn.number, turn.participant, turn.words, quotable))
    return tuple(Talk(id_, lines[id_].focus_group, tuple(said)) for id_, said in turns.items())
