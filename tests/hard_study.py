"""A study as hard as it gets for the pages that compare: nobody fills it in like this, and no page may break."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries.people import voices
from app.store.tables import Bearer, Response
from app.workbench.attributes import add_attribute
from app.workbench.bands import put_in_bands
from app.workbench.consensus import say_responses
from app.workbench.findings import make_finding, put_code_behind
from app.workbench.grid import summarise
from app.workbench.people import everybody
from app.workbench.theme_review import answer_case, mark_fit, write_reflection
from app.workbench.theme_shaping import discard, merge
from tests import factories

HOSTILE = "{{ 7 * 7 }} <script>alert(1)</script> "
VALUES = 40
LONGEST = 500
DAY = date(2026, 3, 2)


def named(what: str) -> str:
    """Return a name of 500 characters without a blank to break it at."""
    start = f"{what} {HOSTILE}"
    return start + "x" * (LONGEST - len(start))


@dataclass(frozen=True, slots=True)
class HardStudy:
    """What stands in the addresses of its pages."""

    lead: Viewer
    talk: UUID
    code: UUID
    theme: UUID
    group: UUID
    finding: UUID
    attribute: UUID


def hard_study(session: Session, lead: Viewer) -> HardStudy:
    """Fill a study: groups of one, no districts, 40 values, endless names, themes without codes and codes without."""
    kinds = [named("Kind A"), named("Kind B"), "Volunteer"]
    groups = [
        factories.focus_group(session, lead, label=named(f"G{n}"), stakeholder=kind) for n, kind in enumerate(kinds)
    ]
    lines = [f"I: {HOSTILE}why?", f"P1: {HOSTILE}{'y' * LONGEST}", "P1: And coffee, and more coffee"]
    talks = [factories.transcript(session, lead, lines=lines, group=one, title=named(one.label[:2])) for one in groups]
    theme = factories.theme(session, lead, name=named("Theme"))
    below = factories.theme(session, lead, name=named("Subtheme"), under=theme)
    factories.theme(session, lead, name=named("Without codes"))
    code, other = (factories.code(session, lead, name=named(name), theme=below) for name in ("Code", "Other"))
    factories.code(session, lead, name=named("In no theme"))
    for talk, label, turn in ((talks[0], code, 2), (talks[0], other, 2), (talks[1], code, 1), (talks[1], code, 3)):
        factories.coding(session, lead, talk=talk, label=label, turn=turn)
    factories.quote(session, lead, talk=talks[0], speaks_for=below)
    finding = make_finding(session, lead, theme_id=below.id, sentence=named("It is found that"))
    put_code_behind(session, lead, finding, code.id)
    tried(session, lead, below.id, talks[0], groups[0].id)
    gone, merged = (factories.theme(session, lead, name=named(name)) for name in ("Gone", "Merged"))
    discard(session, lead, gone.id, why=named("Because"))
    merge(session, lead, merged.id, below.id)
    attribute = add_attribute(
        session, lead, name=named("Attribute"), bearer=Bearer.PARTICIPANT,
        bands=[named(f"Value {number}") for number in range(VALUES)],
    )  # fmt: skip
    band = everybody(session, lead).attributes[0].bands[0].id
    put_in_bands(session, lead, {(voices(session, lead)[-1].id, attribute.id): band})
    return HardStudy(lead, talks[0].id, code.id, below.id, groups[0].id, finding, attribute.id)


def tried(session: Session, lead: Viewer, theme_id: UUID, talk: factories.Transcript, group: UUID) -> None:
    """Try a theme in every way, in words that are hard to show."""
    odd = factories.coding_ids(session, lead, talk)[0]
    mark_fit(session, lead, odd, does_not_fit=True)
    answer_case(session, lead, theme_id, odd, words=named("It says"))
    write_reflection(session, lead, theme_id, words=named("They said"), said_on=DAY, today=DAY, focus_group_id=group)
    summarise(session, lead, theme_id, group, words=named("In short"), before="", finished=False)
    [voice] = [one.id for one in voices(session, lead) if one.focus_group_id == group and one.label == "P1"]
    say_responses(session, lead, theme_id, [(voice, Response.DISSENT)])


def pages(hard: HardStudy) -> list[str]:
    """Return the pages that compare, theme, find and count, below the address of the study."""
    by = f"by={hard.attribute}"
    return [
        "", "/themes", "/themes/map", "/themes/earlier", "/themes/earlier?at=2100-01-01T00:00:00Z", "/steps",
        f"/themes/{hard.theme}", f"/themes/{hard.theme}/change", f"/themes/codes/{hard.code}", "/first-thoughts",
        f"/first-thoughts/{hard.talk}", "/comparison", "/comparison?by=stakeholder&codes=true&moderators=true",
        "/comparison?by=district&count=words&scale=share", f"/comparison?{by}&count=participants&codes=true",
        f"/comparison/passages/{hard.theme}", f"/comparison/passages/{hard.code}", "/comparison/commonalities",
        f"/comparison/statistics?{by}", f"/comparison/statistics?row={hard.theme}&by=district", "/findings",
        f"/findings/{hard.finding}", "/draft", "/comparison/heard", "/comparison/heard?growing=true",
        f"/comparison/heard/{hard.talk}", "/comparison/words", "/comparison/words?view=keyness",
        "/comparison/words?view=collocations", "/comparison/words/lines?asked=coffee", "/comparison/words/similar",
        f"/comparison/words/similar?code={hard.code}", "/comparison/grid", f"/comparison/grid?group={hard.group}",
        f"/comparison/grid/{hard.theme}/{hard.group}", "/comparison/grid/consensus",
    ]  # fmt: skip
