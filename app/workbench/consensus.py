"""The consensus matrix: who agrees, dissents, gives an example or is silent when a theme comes up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.analysis.counting import heard_by
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import grid as queries
from app.store.queries.people import VoiceLine
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Response, ThemeResponse
from app.store.trail_chain import Act, Reference, record
from app.workbench.comparison import Place, rows_of
from app.workbench.grid import counted_voices, known_places
from app.workbench.layers import layers
from app.workbench.theme_tree import tree


@dataclass(frozen=True, slots=True)
class Consensus:
    """Themes and subthemes by participants.

    `given` is what the team has said; `speaking` has (theme, participant) of everybody who speaks of it in the codings,
    so that those who were not judged yet stand out, and silence is not taken for consent.
    """

    rows: tuple[Place, ...]
    voices: tuple[VoiceLine, ...]
    given: Mapping[tuple[UUID, UUID], Response]
    speaking: frozenset[tuple[UUID, UUID]]

    def groups(self) -> list[list[VoiceLine]]:
        """Return the participants, focus group by focus group."""
        return [list(own) for _, own in groupby(self.voices, key=attrgetter("focus_group_id"))]

    def tally(self, row: UUID) -> dict[Response, int]:
        """Return how many participants respond in each way."""
        found = dict.fromkeys(Response, 0)
        for (theme, _), response in self.given.items():
            if theme == row:
                found[response] += 1
        return found


def consensus(session: Session, viewer: Viewer) -> Consensus:
    """Return the matrix."""
    require(viewer, Action.READ)
    held, known, where = known_places(session, viewer)
    rows = tuple(one for one in rows_of(tree(session, viewer, with_counts=False)) if one.depth < 2)
    heard = heard_by(held, {one.id: one.codes for one in rows}, where, layers(session, viewer, known).chosen("").layer)
    voices = tuple(counted_voices(session, viewer))
    speaking = frozenset(
        (row.id, voice.id) for row in rows for voice in voices if voice.person_id in heard[row.id].people
    )
    shown = {one.id for one in voices}
    given = {key: one for key, one in queries.responses(session, viewer).items() if key[1] in shown}
    return Consensus(rows, voices, given, speaking)


def say_responses(
    session: Session, viewer: Viewer, theme_id: UUID, given: Iterable[tuple[UUID, Response | None]]
) -> None:
    """Say how participants respond to one theme; None takes back what was said. Others stay as they are."""
    require(viewer, Action.EDIT_THEMES)
    wanted = dict(given)
    rows = {one.id for one in rows_of(tree(session, viewer, with_counts=False)) if one.depth < 2}
    if theme_id not in rows or not set(wanted) <= {one.id for one in counted_voices(session, viewer)}:
        raise NotInThisStudy
    own = ThemeResponse.study_id == viewer.study_id, ThemeResponse.theme_id == theme_id
    session.execute(delete(ThemeResponse).where(*own, ThemeResponse.participant_id.in_(wanted)))
    session.add_all(
        ThemeResponse(study_id=viewer.study_id, theme_id=theme_id, participant_id=voice, response=response)
        for voice, response in wanted.items()
        if response is not None
    )
    session.flush()
    payload: dict[str, Reference] = {"participants": len(wanted)}
    record(session, Act(viewer.study_id, viewer.member_id, "theme.responses", theme_id, payload=payload))
