"""Attributes: name what is known of participants or of focus groups, and the bands it is known in."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import people as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Attribute, Band, Bearer
from app.store.trail_chain import Act, Reference, record
from app.workbench.studies import NameTaken, TitleMissing


class BandsMissing(Refusal):
    """An attribute without a single band."""

    sentence = N_("An attribute needs bands. Write one on each line, such as 20–39.")


class AttributeInUse(Refusal):
    """Removing an attribute that still tells something."""

    sentence = N_("This attribute is still used. Take everybody out of its bands and remove its ranges first.")


class BandInUse(Refusal):
    """Removing a band that somebody is in."""

    sentence = N_("Somebody is still in a band that you want to remove. Put them into another band first.")


def add_attribute(session: Session, viewer: Viewer, *, name: str, bearer: Bearer, bands: Sequence[str]) -> Attribute:
    """Name something that is known of participants or of focus groups, and the bands it is known in."""
    require(viewer, Action.EDIT_PEOPLE)
    name, names = _free_name(session, viewer, name, None), _different(bands)
    if not names:
        raise BandsMissing
    position = len(queries.attributes(session, viewer)) + 1
    attribute = Attribute(study_id=viewer.study_id, id=uuid4(), name=name, bearer=bearer, position=position)
    session.add(attribute)
    session.flush()
    add_bands(session, viewer, attribute.id, names)
    payload: dict[str, Reference] = {"bearer": bearer.value, "bands": len(names)}
    record(session, Act(viewer.study_id, viewer.member_id, "attribute.added", attribute.id, payload=payload))
    return attribute


def add_bands(session: Session, viewer: Viewer, attribute_id: UUID, names: Sequence[str]) -> dict[str, UUID]:
    """Put bands behind those that an attribute has; return the id of each. Records nothing: its callers do."""
    require(viewer, Action.EDIT_PEOPLE)
    first = max((band.position for band in queries.bands_of(session, viewer, attribute_id)), default=0) + 1
    made = [
        Band(study_id=viewer.study_id, id=uuid4(), attribute_id=attribute_id, name=name, position=position)
        for position, name in enumerate(names, first)
    ]
    session.add_all(made)
    session.flush()
    return {band.name: band.id for band in made}


def edit_attribute(
    session: Session, viewer: Viewer, attribute_id: UUID, *, name: str, kept: Mapping[UUID, str], added: Sequence[str]
) -> None:
    """Rename an attribute and its bands, add bands, and remove those whose name is empty and that nobody is in."""
    require(viewer, Action.EDIT_PEOPLE)
    attribute = queries.attribute(session, viewer, attribute_id)
    attribute.name = _free_name(session, viewer, name, attribute)
    bands = {band.id: band for band in queries.bands_of(session, viewer, attribute_id)}
    if not kept.keys() <= bands.keys():
        raise NotInThisStudy
    names = {id_: _tidy(kept.get(id_, band.name)) for id_, band in bands.items()}
    gone = [id_ for id_, words in names.items() if not words]
    if not set(gone).isdisjoint(queries.chosen_bands(session, viewer).values()):
        raise BandInUse
    whole = [words for words in (*names.values(), *map(_tidy, added)) if words]
    if not whole:
        raise BandsMissing
    if len(_different(whole)) < len(whole):
        raise NameTaken
    renamed = {id_: words for id_, words in names.items() if words and words != bands[id_].name}
    _rename(session, bands, renamed, gone)
    add_bands(session, viewer, attribute_id, _different(added))
    payload = {"bands": len(whole), "renamed": len(renamed), "removed": len(gone)}
    record(session, Act(viewer.study_id, viewer.member_id, "attribute.changed", attribute_id, payload=payload))


def _rename(session: Session, bands: Mapping[UUID, Band], renamed: Mapping[UUID, str], gone: Sequence[UUID]) -> None:
    """Give bands their new names, in two steps: two of them may have exchanged theirs."""
    for id_ in gone:
        session.delete(bands[id_])
    for id_ in renamed:
        bands[id_].name = str(id_)
    session.flush()
    for id_, words in renamed.items():
        bands[id_].name = words
    session.flush()


def remove_attribute(session: Session, viewer: Viewer, attribute_id: UUID) -> None:
    """Remove an attribute that tells nothing of anybody any more."""
    require(viewer, Action.EDIT_PEOPLE)
    attribute = queries.attribute(session, viewer, attribute_id)
    told = {key[1] for key in queries.chosen_bands(session, viewer)}
    told |= {key[0] for key in queries.ranges(session, viewer)}
    if attribute.id in told:
        raise AttributeInUse
    session.execute(delete(Band).where(Band.study_id == viewer.study_id, Band.attribute_id == attribute_id))
    session.delete(attribute)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "attribute.removed", attribute_id))


def _free_name(session: Session, viewer: Viewer, name: str, attribute: Attribute | None) -> str:
    name = _tidy(name)
    if not name:
        raise TitleMissing
    for other in queries.attributes(session, viewer):
        if other.name.casefold() == name.casefold() and (attribute is None or other.id != attribute.id):
            raise NameTaken
    return name


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _different(names: Sequence[str]) -> list[str]:
    """Return the names that are not empty, each once, in their order."""
    seen: dict[str, str] = {}
    for name in map(_tidy, names):
        if name:
            seen.setdefault(name.casefold(), name)
    return list(seen.values())
