"""A study of seven focus groups to check texts against: three of service users, two each of the others."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from app.analysis.manuscript.checking import CheckedText, checked_text
from app.analysis.manuscript.study import SaidTurn, Sort, StudyToCheck, Talk, Topic
from app.analysis.wording import Group, Person, WordingRules


def known(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


GROUPS = tuple(
    Group(known(label), known(label[:-1]), known(place))
    for label, place in zip(["SU1", "SU2", "SU3", "P1", "P2", "V1", "V2"], "ABCABBC", strict=True)
)
# Four service users, three professionals, two volunteers.
NAMES = ("SUa", "SUb", "SUc", "SUd", "Pa", "Pb", "Pc", "Va", "Vb")
PEOPLE = tuple(Person(known(name), known(name[:-1])) for name in NAMES)
ENGLISH = {known("SU"): ("Service users", "SU"), known("P"): ("Professionals", "P"), known("V"): ("Volunteers", "V")}
BOKMAL = {known("SU"): ("Tjenestebrukere", "TB"), known("P"): ("Fagpersoner", "F"), known("V"): ("Frivillige", "FR")}


def topic(name: str, heard_in: str = "", people: str = "", sort: Sort = Sort.THEME) -> Topic:
    groups, persons = (frozenset(map(known, some.split())) for some in (heard_in, people))
    return Topic(known(name), name, sort, groups, persons)


TOPICS = (
    topic("Stable environments", "SU1 SU2 SU3 P1 P2 V1 V2", "SUa SUb SUc SUd Pa Pb Pc Va Vb"),
    topic("Ghosting and shame", "SU1 SU2 SU3", "SUa SUb SUc"),
    topic("Economic barriers", "SU1 SU2 SU3 P1 P2 V1", "SUa SUb Pa Pb"),
    topic("Shame", "SU1 SU2", "SUa", Sort.CODE),
    topic("Travel", "V1", "Va", Sort.CODE),
    topic("Silence", "", "", Sort.CODE),
)
TALKS = (
    Talk(
        known("t1"),
        "Service users 1",
        (
            SaidTurn(1, "I", "What does support mean to you?"),
            SaidTurn(
                2, "P1", "I drove the bus for nineteen years, and there was an old fellow at the stop by the dairy."
            ),
            SaidTurn(3, "P2", "You don’t get the face. The... (pause) like they’re holding something hot."),
            SaidTurn(4, "P1", "Yes."),
            SaidTurn(
                5,
                "P3",
                "And [name 1] pushes the chair out with her foot.\nAnd that's the talk – always.",
                quotable=False,
            ),
            SaidTurn(6, "P2", "I was so lonely that I counted the cars."),
        ),
    ),
    Talk(
        known("t2"),
        "Volunteers 1",
        (
            SaidTurn(1, "P1", "We light a candle on the Tuesday, all of us."),
            SaidTurn(2, "P2", "I was so lonely that winter."),
        ),
    ),
)
STUDY = StudyToCheck(
    language="en",
    groups=GROUPS,
    people=PEOPLE,
    rules=WordingRules(),
    participant_rules=None,
    stakeholders=ENGLISH,
    singulars={known("SU"): "Service user", known("P"): "Professional", known("V"): "Volunteer"},
    topics=TOPICS,
    talks=TALKS,
    districts={known("A"): "District A", known("B"): "District B"},
)
NORWEGIAN = replace(
    STUDY,
    language="nb",
    stakeholders=BOKMAL,
    singulars={known("SU"): "Tjenestebruker", known("P"): "Fagperson", known("V"): "Frivillig"},
    topics=(
        topic("Stabile omgivelser", "SU1 SU2 SU3 P1 P2 V1 V2", "SUa SUb"),
        topic("Skam", "SU1 SU2 SU3", "SUa SUb SUc"),
        topic("Økonomi", "SU1 SU2 SU3 P1 P2 V1", "SUa SUb Pa Pb"),
    ),
)


def check(text: str, study: StudyToCheck = STUDY, **changes: object) -> CheckedText:
    return checked_text(text, replace(study, **changes))


def verdicts(text: str, study: StudyToCheck = STUDY, **changes: object) -> Mapping[str, str]:
    """The verdict of each quantifier, by its words; of several alike the last."""
    found = check(text, study, **changes).quantifiers
    return {text[one.mention.start : one.mention.end]: one.verdict.value for one in found}
