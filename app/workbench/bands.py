"""Bands: put participants and focus groups into theirs, and keep an exact range over a whole stakeholder only."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import delete, insert, tuple_
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import people as queries
from app.store.queries import studies
from app.store.queries.people import AttributeLine
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import AttributeRange, Bearer, FocusGroupBand, ParticipantBand
from app.store.trail_chain import Act, Reference, record

# (participant or focus group, attribute) -> band, or None for no band
Choices = Mapping[tuple[UUID, UUID], UUID | None]

# Databases take some tens of thousands of values in one statement.
AT_ONCE = 5_000


class NoRange(Refusal):
    """A range whose ends are the same, missing or the wrong way round."""

    sentence = N_("A range needs a lowest and a highest whole number, and they must not be the same.")


def put_in_bands(session: Session, viewer: Viewer, chosen: Choices) -> int:
    """Put participants and focus groups into bands, or out of them; return how many changed.

    Raises NotInThisStudy for a band of another attribute, and for voices that are not counted: those have no bands.
    """
    require(viewer, Action.EDIT_PEOPLE)
    attributes = {one.id: one for one in queries.attributes(session, viewer)}
    _check(session, viewer, chosen, attributes)
    before = queries.chosen_bands(session, viewer)
    changed = {key: band for key, band in chosen.items() if before.get(key) != band}
    for bearer in Bearer:
        _keep(session, viewer, bearer, {k: band for k, band in changed.items() if attributes[k[1]].bearer is bearer})
    if changed:
        payload: dict[str, Reference] = {
            f"{who} {attribute}": f"{before.get((who, attribute), '-')} {band or '-'}"
            for (who, attribute), band in changed.items()
        }
        record(session, Act(viewer.study_id, viewer.member_id, "bands.chosen", payload=payload))
    return len(changed)


def _check(session: Session, viewer: Viewer, chosen: Choices, attributes: Mapping[UUID, AttributeLine]) -> None:
    bearers = dict.fromkeys(queries.participant_ids(session, viewer), Bearer.PARTICIPANT)
    bearers |= {one.id: Bearer.FOCUS_GROUP for one in studies.focus_groups(session, viewer)}
    bands = {attribute.id: {band.id for band in attribute.bands} for attribute in attributes.values()}
    for (who, attribute_id), band in chosen.items():
        if attribute_id not in attributes or bearers.get(who) is not attributes[attribute_id].bearer:
            raise NotInThisStudy
        if band is not None and band not in bands[attribute_id]:
            raise NotInThisStudy


def _keep(session: Session, viewer: Viewer, bearer: Bearer, changed: Choices) -> None:
    """Write the rows of one table anew: those of participants, or those of focus groups."""
    table = ParticipantBand if bearer is Bearer.PARTICIPANT else FocusGroupBand
    who = ParticipantBand.participant_id if bearer is Bearer.PARTICIPANT else FocusGroupBand.focus_group_id
    keys = list(changed)
    for at in range(0, len(keys), AT_ONCE):
        these = tuple_(who, table.attribute_id).in_(keys[at : at + AT_ONCE])
        session.execute(delete(table).where(table.study_id == viewer.study_id, these))
    rows = [
        {"study_id": viewer.study_id, who.key: bearer_id, "attribute_id": attribute_id, "band_id": band}
        for (bearer_id, attribute_id), band in changed.items()
        if band is not None
    ]
    if rows:
        session.execute(insert(table), rows)


def set_range(
    session: Session, viewer: Viewer, *, attribute_id: UUID, stakeholder_id: UUID,
    lowest: int | None, highest: int | None,
) -> None:  # fmt: skip
    """Keep the exact range of an attribute over a whole stakeholder (`22–67`), or take it away without both ends."""
    require(viewer, Action.EDIT_PEOPLE)
    queries.attribute(session, viewer, attribute_id)
    if stakeholder_id not in {one.id for one in studies.stakeholders(session, viewer)}:
        raise NotInThisStudy
    words = _range(lowest, highest)
    if words == queries.ranges(session, viewer).get((attribute_id, stakeholder_id), ""):
        return
    key = {"study_id": viewer.study_id, "attribute_id": attribute_id, "stakeholder_id": stakeholder_id}
    here = [getattr(AttributeRange, name) == value for name, value in key.items()]
    session.execute(delete(AttributeRange).where(*here))
    if words:
        session.execute(insert(AttributeRange), [key | {"words": words}])
    payload: dict[str, Reference] = {"stakeholder": stakeholder_id}
    act = "range.written" if words else "range.removed"
    record(session, Act(viewer.study_id, viewer.member_id, act, attribute_id, payload=payload))


def _range(lowest: int | None, highest: int | None) -> str:
    if lowest is None and highest is None:
        return ""
    if lowest is None or highest is None or lowest >= highest:
        raise NoRange
    return f"{lowest}–{highest}"
