"""Who is at the desk: coding together in a meeting, and work done on paper that is entered for somebody."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.security.permissions import Action, NotAllowed, may, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import studies
from app.store.queries.accounts import viewers_of
from app.store.queries.coding import TOGETHER
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import EnteredFor, RoundKind
from app.store.trail_chain import Act, record


class EachAlone(Refusal):
    """Coding together, or for somebody, while a round is blind."""

    sentence = N_(
        "In an independent round each codes alone, so that nobody sees or shapes what another one codes. "
        "Nothing was changed. Code together, or enter paper for somebody, when the round has been revealed."
    )


class DoesNotCode(NotAllowed):
    """Coding together with, or for, somebody whose role does not include coding."""

    sentence = N_("One of those whom you chose does not code in this study. Please choose others.")


class OneOrTheOther(Refusal):
    """Entering paper for one member while coding together."""

    sentence = N_("Either you code together, or you enter paper for one person. Please end one of them first.")


def at_desk(session: Session, viewer: Viewer, together: Collection[UUID] = (), member_id: UUID | None = None) -> Viewer:
    """Return the viewer as the one who codes now: with others, or in the name of whose paper they enter."""
    if together and member_id is not None:
        raise OneOrTheOther
    if member_id is not None:
        return entering_for(session, viewer, member_id)
    return coding_with(session, viewer, together) if together else viewer


def entering_for(session: Session, viewer: Viewer, member_id: UUID) -> Viewer:
    """Return the member whose paper the viewer enters; refused as long as the viewer is blind to anybody."""
    require(viewer, Action.ENTER_FOR)
    other = _coder(session, viewer, member_id)
    if viewer.blind_rounds or other.blind_rounds:
        raise EachAlone
    return viewer if other.member_id == viewer.member_id else replace(other, typed_by_id=viewer.member_id)


def coding_with(session: Session, viewer: Viewer, others: Collection[UUID]) -> Viewer:
    """Return the viewer with all who make the units together."""
    require(viewer, Action.APPLY_CODE)
    makers = {_coder(session, viewer, one).initials for one in others} | {viewer.initials}
    if in_blind_round(session, viewer):
        raise EachAlone
    return replace(viewer, together=TOGETHER.join(sorted(makers))) if len(makers) > 1 else viewer


def in_blind_round(session: Session, viewer: Viewer) -> bool:
    """Say whether what is coded now goes into an independent round."""
    round_ = studies.round_of_work(session, viewer)
    return round_ is not None and round_.kind is RoundKind.INDEPENDENT


def company_allowed(session: Session, viewer: Viewer) -> bool:
    """Say whether the viewer may code together with others now."""
    return may(viewer, Action.APPLY_CODE) and not in_blind_round(session, viewer)


def can_join(session: Session, viewer: Viewer) -> list[Viewer]:
    """Return the other members who code, by their initials."""
    everybody = viewers_of(session, viewer.study_id).values()
    others = (one for one in everybody if one.member_id != viewer.member_id and may(one, Action.APPLY_CODE))
    return sorted(others, key=lambda one: one.initials)


def makers_of(session: Session, viewer: Viewer, together: str) -> list[UUID]:
    """Return the members whose initials these are."""
    named = set(together.split(TOGETHER))
    return [one.member_id for one in viewers_of(session, viewer.study_id).values() if one.initials in named]


def note_act(session: Session, viewer: Viewer, act: Act) -> None:
    """Put an act of coding on the trail: who typed it, and for whom if not for themselves."""
    payload = {**act.payload, **({"together": viewer.together} if viewer.together else {})}
    if viewer.typed_by_id is None or act.subject_id is None:
        record(session, replace(act, payload=payload))
        return
    here = EnteredFor.study_id == viewer.study_id, EnteredFor.subject_id == act.subject_id
    if session.scalar(select(EnteredFor.subject_id).where(*here)) is None:
        session.add(
            EnteredFor(
                study_id=viewer.study_id, subject_id=act.subject_id, member_id=viewer.member_id,
                typed_by_id=viewer.typed_by_id,
            )
        )  # fmt: skip
    record(session, replace(act, actor_id=viewer.typed_by_id, payload={**payload, "for": viewer.member_id}))


def _coder(session: Session, viewer: Viewer, member_id: UUID) -> Viewer:
    """Return a member of the study who codes; raises NotInThisStudy and DoesNotCode."""
    found = next((one for one in viewers_of(session, viewer.study_id).values() if one.member_id == member_id), None)
    if found is None:
        raise NotInThisStudy
    if not may(found, Action.APPLY_CODE):
        raise DoesNotCode
    return found
