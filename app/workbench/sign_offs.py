"""Sign-offs: a member stands behind a step, theme, finding or transcript, until something changes under it."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.security.permissions import Action, NotAllowed, require
from app.security.viewer import Viewer
from app.sentences import N_
from app.store.queries import findings, steps, themes, transcripts
from app.store.queries import sign_offs as queries
from app.store.queries.sign_offs import Changed as Changed  # for the actions that call reopen
from app.store.tables import SignedThing, SignOff
from app.store.trail_chain import Act, record

# What finds a thing of each kind, or raises NotInThisStudy.
FOUND: Final[Mapping[SignedThing, Callable[[Session, Viewer, UUID], object]]] = {
    SignedThing.STEP: steps.step,
    SignedThing.THEME: themes.theme,
    SignedThing.FINDING: findings.finding,
    SignedThing.TRANSCRIPT: transcripts.transcript,
}


class SignedBySomebodyElse(NotAllowed):
    """Taking back another member's sign-off."""

    sentence = N_("Only whoever signed can take a sign-off back.")


def sign_off(
    session: Session, viewer: Viewer, *, thing: SignedThing, thing_id: UUID, words: str = "",
    sign_off_id: UUID | None = None,
) -> SignOff:  # fmt: skip
    """Stand behind something as it is now, in words of one's own."""
    require(viewer, Action.SIGN_OFF)
    FOUND[thing](session, viewer, thing_id)
    signed = SignOff(
        study_id=viewer.study_id, id=sign_off_id or uuid4(), thing=thing, thing_id=thing_id,
        member_id=viewer.member_id, words=words.strip(),
    )  # fmt: skip
    session.add(signed)
    session.flush()
    payload = {"thing": thing.value, "id": thing_id}
    record(session, Act(viewer.study_id, viewer.member_id, "sign-off.given", signed.id, payload=payload))
    return signed


def take_back(session: Session, viewer: Viewer, sign_off_id: UUID) -> SignOff:
    """Take one's own sign-off back; the trail keeps that it was given."""
    require(viewer, Action.SIGN_OFF)
    signed = queries.sign_off(session, viewer, sign_off_id)
    if signed.member_id != viewer.member_id:
        raise SignedBySomebodyElse
    session.delete(signed)
    session.flush()
    payload = {"thing": signed.thing.value, "id": signed.thing_id}
    record(session, Act(viewer.study_id, viewer.member_id, "sign-off.taken back", sign_off_id, payload=payload))
    return signed


def reopen(session: Session, viewer: Viewer, changed: Changed) -> int:
    """Reopen the sign-offs under which something has changed, and say so on the trail; return how many.

    The one function that every action calls which changes what somebody can stand behind. While a coding is in a blind
    round nothing is reopened for it: a reopened sign-off would tell of it. Revealing the round does it then.
    """
    if changed.coding is not None and viewer.blind_rounds:
        return 0
    if not queries.is_signed_off(session, viewer):  # most often, and coding is quick
        return 0
    count = queries.reopen_under(session, viewer, changed)
    if count:
        payload = {"sign-offs": count}
        record(session, Act(viewer.study_id, viewer.actor_id, "sign-off.reopened", payload=payload))
    return count
