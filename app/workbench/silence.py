"""Why nothing is heard where nothing is: what was read, what was asked, and what a moderator said alone."""

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.commonalities import Emptiness, Heard, why_empty
from app.analysis.counting import Row
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import findings as queries
from app.store.queries import studies
from app.store.queries import themes as theme_queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import ThemeQuestion
from app.store.trail_chain import Act, record
from app.workbench.layers import Read
from app.workbench.looked_for import not_looked_for
from app.workbench.theme_tree import Tree

# A cell over several focus groups that are empty for different reasons: which of them is said first.
ORDER: Final = tuple(Emptiness)


@dataclass(frozen=True, slots=True)
class Silence:
    """What is needed to say why a cell is empty.

    `asked` gives for each theme, subtheme and code the focus groups in which a question about it was asked; one that no
    question is about is not there. `about` gives for each theme and subtheme what was said to be about it, `unsought`
    for each topic the focus groups of which nobody has read every turn while having all of its codes.
    """

    read: AbstractSet[UUID]
    asked: Mapping[UUID, AbstractSet[UUID]]
    about: Mapping[UUID, AbstractSet[UUID]]
    unsought: Mapping[UUID, AbstractSet[UUID]]

    def heard(self, topic: UUID, row: Row) -> Heard:
        """Return where a topic is heard, as the comparison of kinds takes it."""
        unsought = self.unsought.get(topic, frozenset())
        return Heard(topic, row.heard_in, row.moderators_in, self.asked.get(topic), unsought)

    def why(self, topic: UUID, row: Row, groups: Collection[UUID]) -> tuple[Emptiness, ...]:
        """Return why a cell over these focus groups is empty, each reason once.

        Where others of a focus group speak of it, and those of the column do not, it is not coded for them.
        """
        heard = self.heard(topic, row)
        found = {why_empty(heard, group, self.read) or Emptiness.NOT_CODED for group in groups}
        return tuple(one for one in ORDER if one in found)


def silence(session: Session, viewer: Viewer, grown: Tree, known: Read) -> Silence:
    """Return what is known of the silences of a study."""
    about, asked = queries.theme_questions(session, viewer), queries.questions_asked(session, viewer)
    return Silence(
        known.groups,
        {
            topic: frozenset(group for question in questions for group in asked.get(question, ()))
            for topic, questions in _about(grown, about).items()
            if questions
        },
        about, _unsought(grown, not_looked_for(session, viewer, known)),
    )  # fmt: skip


def _unsought(grown: Tree, by_code: Mapping[UUID, AbstractSet[UUID]]) -> Mapping[UUID, AbstractSet[UUID]]:
    """Return, for each topic, the focus groups in which one of its codes was not looked for."""
    branches = [branch for theme in grown.themes for branch in (theme, *theme.subthemes)]
    return dict(by_code) | {
        branch.id: frozenset[UUID]().union(*(by_code.get(code, ()) for code in branch.every_code()))
        for branch in branches
    }


def _about(grown: Tree, about: Mapping[UUID, set[UUID]]) -> dict[UUID, set[UUID]]:
    """Return the questions about each topic.

    What is asked about a theme is asked about all that is in it, and what is asked about a subtheme about its theme.
    """
    found: dict[UUID, set[UUID]] = {}
    for theme in grown.themes:
        own = about.get(theme.id, set())
        found[theme.id] = own.union(*(about.get(one.id, ()) for one in theme.subthemes))
        for branch in (theme, *theme.subthemes):
            questions = own | about.get(branch.id, set())
            if branch is not theme:
                found[branch.id] = questions
            for code in branch.codes:
                found.setdefault(code.id, set()).update(questions)
    return found


def say_what_is_asked(session: Session, viewer: Viewer, pairs: Iterable[tuple[UUID, UUID]]) -> None:
    """Say which guide questions are about which themes and subthemes: exactly these (theme, question) pairs."""
    require(viewer, Action.EDIT_THEMES)
    wanted = set(pairs)
    themes = {one.id for one in theme_queries.themes(session, viewer)}
    questions = {one.id for one in studies.guide(session, viewer)}
    if not {theme for theme, _ in wanted} <= themes or not {question for _, question in wanted} <= questions:
        raise NotInThisStudy
    present = {(theme, one) for theme, some in queries.theme_questions(session, viewer).items() for one in some}
    for theme, question in present - wanted:
        session.delete(session.get_one(ThemeQuestion, (viewer.study_id, theme, question)))
    session.add_all(
        ThemeQuestion(study_id=viewer.study_id, theme_id=theme, guide_question_id=question)
        for theme, question in wanted - present
    )
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "theme.asked about", payload={"pairs": len(wanted)}))
