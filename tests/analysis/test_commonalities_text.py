"""Commonalities and differences in words, in both languages."""

from uuid import UUID, uuid5

from app.analysis.commonalities import Heard, compared
from app.analysis.commonalities_text import Naming, commonalities_text
from app.analysis.wording import Group, WordingRules


def known(name):
    return uuid5(UUID(int=0), name)


GROUPS = [Group(known(label), known(label[:-1])) for label in ("SU1", "SU2", "SU3", "P1", "P2")]
READ = frozenset(known(label) for label in ("SU1", "SU2", "SU3", "P1"))
NAMING = Naming(
    {known("Rest"): "Rest", known("Money"): "Money", known("Hope"): "Hope"},
    {known("SU"): ("Service users", "SU"), known("P"): ("Professionals", "P")},
    {group.id: label for group, label in zip(GROUPS, ("SU1", "SU2", "SU3", "P1", "P2"), strict=True)},
)
BOKMAL = Naming({known("Rest"): "Hvile"}, {known("SU"): ("Brukere", "B"), known("P"): ("Fagfolk", "F")}, NAMING.groups)


def heard(topic, *groups, asked=None):
    asked_in = None if asked is None else frozenset(map(known, asked))
    return Heard(known(topic), frozenset(map(known, groups)), asked_in=asked_in)


def said(*topics, naming=NAMING, language="en"):
    lines = compared(topics, GROUPS, READ, WordingRules())
    return [piece.words for piece in commonalities_text(lines, naming, language)]


def test_what_is_shared_stands_before_what_only_one_kind_says():
    # Professionals 1 were asked about rest and did not take it up; P2 is not fully read.
    assert said(heard("Rest", "SU1", "SU2", "SU3", asked=["P1"]), heard("Money", "SU1", "P1", "P2"), heard("Hope")) == [
        "What all kinds of participants share",
        "All kinds of participants speak of “Money” (1 of 3: SU 1/3; 2 of 2: P 2/2). That is one focus group among "
        "service users and both focus groups among professionals.",
        "What only one kind of participants speaks of",
        "Only service users speak of “Rest” (3 of 3: SU 3/3). That is all focus groups among service users. It is not "
        "heard among professionals: asked and not taken up in P1; not fully read in P2. Some of these focus groups are "
        "not fully read, so this may change.",
        "What is not heard yet",
        "“Hope” is not heard from any participant. Some of these focus groups are not fully read, so this may change.",
    ]


def test_bokmal_says_the_same():
    assert said(heard("Rest", "SU1", "SU2", "SU3"), naming=BOKMAL, language="nb") == [
        "Det bare én type deltakere snakker om",
        "Bare brukere snakker om «Hvile» (3 av 3: B 3/3). Det er alle fokusgruppene blant brukere. Det er ikke hørt "
        "blant fagfolk: ikke kodet i P1; ikke lest ferdig i P2. Noen av disse fokusgruppene er ikke lest ferdig, så "
        "dette kan endre seg.",
    ]


def test_an_unknown_language_is_said_in_english():
    assert said(heard("Money", "P1"), language="sv")[0] == "What only one kind of participants speaks of"
