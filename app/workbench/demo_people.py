"""The demo's people: the attributes of its settings, who is in which band, and the ranges of whole stakeholders."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import people as queries
from app.store.queries import studies
from app.store.tables import Bearer
from app.workbench.attributes import add_attribute
from app.workbench.bands import put_in_bands, set_range
from app.workbench.demo_files import DemoFilesDiffer


def load_people(session: Session, lead: Viewer, facts: dict[str, Any]) -> None:
    """Name the attributes and put the participants of each focus group into their bands; raises DemoFilesDiffer."""
    kinds = {one.name: one.id for one in studies.stakeholders(session, lead)}
    for attribute in facts.get("attribute", ()):
        made = add_attribute(
            session, lead, name=attribute["name"], bearer=Bearer(attribute["bearer"]), bands=attribute["bands"]
        )
        for stakeholder, (lowest, highest) in attribute["ranges"].items():
            set_range(
                session, lead, attribute_id=made.id, stakeholder_id=kinds[stakeholder], lowest=lowest, highest=highest
            )
    put_in_bands(session, lead, _chosen(session, lead, facts))


def _chosen(session: Session, lead: Viewer, facts: dict[str, Any]) -> dict[tuple[UUID, UUID], UUID | None]:
    voices = {(one.focus_group, one.label): one.id for one in queries.voices(session, lead)}
    attributes = {one.name: one for one in queries.attributes(session, lead)}
    bands = {(one.name, band.name): band.id for one in attributes.values() for band in one.bands}
    chosen: dict[tuple[UUID, UUID], UUID | None] = {}
    for group in facts["focus_group"]:
        for name, people in group.get("bands", {}).items():
            for label, band in people.items():
                if (group["label"], label) not in voices or (name, band) not in bands:
                    raise DemoFilesDiffer(f"study.toml, {group['label']}: {label} and {name} are not both known")
                chosen[voices[group["label"], label], attributes[name].id] = bands[name, band]
    return chosen
