"""The words that a study uses for counts: from how many it says several, and whether it says many, most, almost all."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.wording import Group, Person, WordingRules
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import findings as queries
from app.store.queries import people, studies
from app.store.tables import CountedLevel, DefinedWords
from app.store.trail_chain import Act, record

Shares = tuple[int | None, int | None, int | None]


class SeveralMissing(Refusal):
    """Words for shares of the participants, without the word for a number of them."""

    sentence = N_("Please say also from how many participants on the study says “several”.")


def rules_of(session: Session, viewer: Viewer) -> WordingRules:
    """Return the study's rules for focus groups."""
    require(viewer, Action.READ)
    return _for_groups(session, viewer, queries.defined_words(session, viewer).get(CountedLevel.FOCUS_GROUPS))


def both_rules(session: Session, viewer: Viewer) -> tuple[WordingRules, WordingRules | None]:
    """Return the rules for focus groups, and those for participants: None as long as the study has said nothing."""
    require(viewer, Action.READ)
    defined = queries.defined_words(session, viewer)
    own = defined.get(CountedLevel.PARTICIPANTS)
    for_people = None if own is None or own.several is None else _rules(own, own.several)
    return _for_groups(session, viewer, defined.get(CountedLevel.FOCUS_GROUPS)), for_people


def _for_groups(session: Session, viewer: Viewer, own: DefinedWords | None) -> WordingRules:
    several = studies.study(session, viewer).several
    return WordingRules(several) if own is None else _rules(own, several)


def _rules(own: DefinedWords, several: int) -> WordingRules:
    return WordingRules(several, many=own.many, most=own.most, almost_all=own.almost_all)


def define_words(
    session: Session, viewer: Viewer, *, groups: Shares, people_several: int | None, people: Shares
) -> None:
    """Say from what percentage the study says many, most and almost all; None is no word.

    `people_several` is from how many participants it says several: without it, no word for participants is defined.
    Raises SharesOutOfOrder, CountWithoutWord and SeveralMissing.
    """
    require(viewer, Action.EDIT_STUDY)
    several = studies.study(session, viewer).several
    if people_several is None and any(share is not None for share in people):
        raise SeveralMissing
    WordingRules(several, 2, *groups)
    WordingRules(people_several or several, 2, *people)
    defined = queries.defined_words(session, viewer)
    for level, chosen, shares in (
        (CountedLevel.FOCUS_GROUPS, None, groups), (CountedLevel.PARTICIPANTS, people_several, people),
    ):  # fmt: skip
        row = defined.get(level) or DefinedWords(study_id=viewer.study_id, level=level)
        row.several, (row.many, row.most, row.almost_all) = chosen, shares
        session.add(row)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "words.defined", payload={"several": people_several}))


def places(session: Session, viewer: Viewer) -> list[Group]:
    """Return the focus groups as the wording counts them, in the order of their stakeholders."""
    require(viewer, Action.READ)
    groups = studies.focus_groups(session, viewer)
    return [Group(one.id, one.stakeholder_id, one.district_id) for one in groups]


def everybody(session: Session, viewer: Viewer) -> list[Person]:
    """Return the participants who are counted, each human once, of the focus group that they came to first."""
    require(viewer, Action.READ)
    of_group = {one.id: one for one in studies.focus_groups(session, viewer)}
    found: dict[UUID, Person] = {}
    order = list(of_group)
    for one in sorted(people.counted_people(session, viewer), key=lambda one: order.index(one.focus_group_id)):
        group = of_group[one.focus_group_id]
        found.setdefault(one.person_id, Person(one.person_id, group.stakeholder_id, group.district_id))
    return list(found.values())
