"""A findings text is checked against the study as it stands: names, counts, words and labels."""

import asyncio

import pytest

from app.analysis.manuscript.judging import Verdict
from app.analysis.manuscript.quotations import TooManyQuotes
from app.analysis.manuscript.report import Part, report
from app.workbench.draft_check import LONGEST, DraftTooLong, checking
from app.workbench.worker import check_in_worker
from tests import factories

DRAFT = (
    "Being noticed\n\nAll focus groups spoke of being noticed. Several focus groups spoke of shame. "
    "Most participants agreed. “I counted the cars” (P1, Home 1). “I counted the trains that day” (P1, Home 1). "
    "“I counted the cars” (P9, Home 1)."
)


@pytest.fixture
def lead(session):
    """Two focus groups: being noticed is heard in both, shame in one."""
    lead = factories.study(session)
    theme = factories.theme(session, lead, name="Being noticed")
    noticed = factories.code(session, lead, name="Looks", theme=theme)
    shame = factories.code(session, lead, name="Shame")
    for label in ("Home 1", "Home 2"):
        group = factories.focus_group(session, lead, label=label)
        talk = factories.transcript(session, lead, group=group, lines=["I: Ask", "P1: I counted the cars that day."])
        factories.coding(session, lead, talk=talk, label=noticed, turn=2)
    factories.coding(session, lead, talk=talk, label=shame, turn=2)
    session.commit()
    return lead


def verdicts(found, text):
    return [(one.part, text[one.start : one.end], one.verdict) for one in found.remarks]


def test_every_heading_quantifier_and_quote_gets_a_verdict(session, lead):
    found = report(checking(session, lead, DRAFT))

    assert verdicts(found, DRAFT) == [
        (Part.HEADING, "Being noticed", Verdict.RIGHT),
        (Part.QUANTIFIER, "All focus groups", Verdict.RIGHT),
        (Part.QUANTIFIER, "Several focus groups", Verdict.WRONG),
        (Part.QUANTIFIER, "Most participants", Verdict.UNDEFINED),
        (Part.QUOTE, "I counted the cars", Verdict.RIGHT),
        (Part.QUOTE, "I counted the trains that day", Verdict.WRONG),
        (Part.QUOTE, "I counted the cars", Verdict.WRONG),
    ]
    assert [found.count(verdict) for verdict in Verdict] == [3, 3, 1]


def test_a_wrong_word_says_what_the_counts_allow(session, lead):
    wrong = report(checking(session, lead, DRAFT)).remarks[2]

    assert [saying.values for saying in wrong.sayings] == [
        {}, {"topic": "Shame", "heard": "1", "of": "2"}, {"wording": "One of two focus groups"},
    ]  # fmt: skip


def test_the_worker_gives_the_same_report(session, lead):
    asked = checking(session, lead, DRAFT)

    assert asyncio.run(check_in_worker(asked, 30)) == report(asked)


def test_the_worker_tells_that_there_are_too_many_quotes(session, lead):
    asked = checking(session, lead, "“a b c d” " * 1_001)

    with pytest.raises(TooManyQuotes) as refused:
        asyncio.run(check_in_worker(asked, 30))

    assert refused.value.values == {"quotes": 1001, "most": 1000}


def test_the_layer_decides_what_is_heard(session, lead):
    mate = factories.member(session, lead)

    alone = report(checking(session, lead, DRAFT, f"coder-{mate.member_id}"))

    assert [one.verdict for one in alone.remarks[1:3]] == [Verdict.WRONG, Verdict.WRONG]


def test_a_text_without_anything_to_check_and_one_that_is_too_long(session, lead):
    assert report(checking(session, lead, "")).remarks == ()
    assert report(checking(session, lead, "{{ 1 }} <script>alert(1)</script> %(topic)s.")).remarks == ()
    with pytest.raises(DraftTooLong):
        checking(session, lead, "a" * (LONGEST + 1))
