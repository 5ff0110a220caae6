"""How the study thinks about coders who differ."""

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import studies
from app.store.tables import Approach
from app.store.trail_chain import Act, record


def set_approach(session: Session, viewer: Viewer, approach: Approach) -> None:
    """Say how the study thinks about differences; it decides what the agreement room opens on."""
    require(viewer, Action.EDIT_STUDY)
    study = studies.study(session, viewer)
    before, study.approach = study.approach, approach
    session.flush()
    payload = {"before": before.value, "approach": approach.value}
    record(session, Act(viewer.study_id, viewer.member_id, "study.approach", viewer.study_id, payload=payload))
