"""Commonalities and differences: what all kinds of participants share, and what only some of them speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.commonalities import Compared, Sharing, compared
from app.analysis.commonalities_text import Naming, Piece, commonalities_text
from app.analysis.wording import Group
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import studies
from app.store.trail_chain import Act, Reference, record
from app.workbench.comparison import Comparison, Line, compare
from app.workbench.quotes import Said, chosen_quotes
from app.workbench.wording_rules import rules_of

MOST_QUOTES: Final = 2  # of one kind of participants for one topic; all of them stand under Quotes


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme or subtheme across the kinds of participants, with quotes by kind."""

    line: Line
    compared: Compared
    quotes: Mapping[UUID, Sequence[Said]]


@dataclass(frozen=True, slots=True)
class Commonalities:
    """All topics with their sharing; `text` is the same in the words and the language of the study."""

    comparison: Comparison
    topics: tuple[Topic, ...]
    text: tuple[Piece, ...]
    groups: Mapping[UUID, str]

    def shared(self, sharing: Sharing) -> list[Topic]:
        """Return the topics of one kind of sharing."""
        return [topic for topic in self.topics if topic.compared.sharing is sharing]


def commonalities(session: Session, viewer: Viewer, layer: str = "") -> Commonalities:
    """Compare the kinds of participants, subtheme by subtheme; a theme without subthemes stands for itself."""
    require(viewer, Action.READ)
    comparison = compare(session, viewer, layer=layer)
    having = {line.parent for line in comparison.lines if line.depth == 1}
    lines = [line for line in comparison.lines if line.depth < 2 and line.id not in having]
    quiet, of = comparison.silence, comparison.setting.groups
    groups = [Group(one.id, one.stakeholder_id, one.district_id) for one in of]
    heard = [quiet.heard(line.id, line.row) for line in lines]
    found = list(compared(heard, groups, quiet.read, rules_of(session, viewer)))
    quotes = _quotes(session, viewer, {one.label: one.stakeholder_id for one in of})
    naming = Naming({line.id: line.name for line in lines}, comparison.stakeholders, {one.id: one.label for one in of})
    topics = tuple(Topic(line, one, quotes.get(line.id, {})) for line, one in zip(lines, found, strict=True))
    text = commonalities_text(found, naming, studies.study(session, viewer).language)
    return Commonalities(comparison, topics, text, naming.groups)


def text_taken_out(session: Session, viewer: Viewer, layer: str = "") -> tuple[Piece, ...]:
    """Return the text for a file, and note on the trail that somebody takes it out. It holds nobody's words."""
    require(viewer, Action.EXPORT_QUOTES)
    found = commonalities(session, viewer, layer)
    payload: dict[str, Reference] = {"layer": found.comparison.layer.key}
    record(session, Act(viewer.study_id, viewer.member_id, "matrix.text exported", payload=payload))
    return found.text


def _quotes(session: Session, viewer: Viewer, kinds: Mapping[str, UUID]) -> dict[UUID, dict[UUID, list[Said]]]:
    """Return the first chosen quotes of each theme or subtheme, by kind of participants."""
    found: dict[UUID, dict[UUID, list[Said]]] = {}
    for part in chosen_quotes(session, viewer):
        for said in part.quotes:
            own = found.setdefault(part.theme_id, {}).setdefault(kinds[said.focus_group], [])
            if len(own) < MOST_QUOTES:
                own.append(said)
    return found
