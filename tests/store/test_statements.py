"""A list costs the same number of statements for two rows and for twenty."""

import pytest
from sqlalchemy.orm import Session

from app.analysis.comparison import Column
from app.security.viewer import Viewer
from app.store.queries import accounts, coding, studies, transcripts
from app.workbench.agreement import audit
from app.workbench.comparison import compare
from app.workbench.quotes import chosen_quotes, exported_quotes, passages
from app.workbench.rounds import mark_reading
from app.workbench.themes import tree
from app.workbench.trail import trail
from tests import factories
from tests.databases import statements


def whole_transcript(session: Session, viewer: Viewer) -> list[object]:
    return coding.codings(session, viewer, transcripts.transcripts(session, viewer)[0].id)


def every_passage(session: Session, viewer: Viewer) -> list[object]:
    return passages(session, viewer, code_ids=[code.id for code in coding.codes(session, viewer)])


LISTS = {
    "codes": coding.codes,
    "codings": whole_transcript,
    "coded turns": coding.coded_turns,
    "passages": every_passage,
    "quotes": lambda session, viewer: [said for part in chosen_quotes(session, viewer) for said in part.quotes],
    "exported quotes": exported_quotes,
    "transcripts": transcripts.transcripts,
    "turns": lambda session, viewer: transcripts.turns(
        session, viewer, transcripts.transcripts(session, viewer)[0].id
    ),
    "readings": transcripts.readings,
    "focus groups": studies.focus_groups,
    "members": accounts.members,
    "studies": lambda session, viewer: accounts.studies_of(session, viewer.account_id),
    "trail": trail,
    "tree": lambda session, viewer: tree(session, viewer).themes,
    "comparison of focus groups": lambda session, viewer: compare(session, viewer, Column.FOCUS_GROUP).lines,
    "comparison of stakeholders": lambda session, viewer: compare(session, viewer, Column.STAKEHOLDER).headings,
    "comparison of districts": lambda session, viewer: compare(session, viewer, Column.DISTRICT).headings,
    "agreement": lambda session, viewer: audit(session, viewer).lines,
}  # fmt: skip


def study_with(session: Session, rows: int) -> Viewer:
    """Make a study that has this many of everything that is listed."""
    account = factories.account(session)
    for _ in range(rows - 1):
        factories.study(session, by=account)
    lead = factories.study(session, by=account)
    for number in range(rows):
        group = factories.focus_group(
            session, lead, stakeholder=f"Kind {chr(65 + number)}", district=f"District {number}"
        )
        talk = factories.transcript(
            session, lead, group=group, lines=[f"P{n + 1}: Words of theirs" for n in range(rows)]
        )
        factories.member(session, lead)
        theme = factories.theme(session, lead)
        code = factories.code(session, lead, theme=factories.theme(session, lead, under=theme))
        factories.quote(session, lead, talk=talk, speaks_for=theme)
        for turn in range(1, 1 + rows if number == 0 else 2):
            factories.coding(session, lead, talk=talk, label=code, turn=turn)
        mark_reading(session, lead, transcript_id=talk.id, done=True)
    session.commit()
    return lead


@pytest.fixture
def two_and_twenty(session):
    return study_with(session, 2), study_with(session, 20)


def test_every_list_costs_the_same_for_two_rows_and_for_twenty(engine, read, two_and_twenty):
    costs = {}
    for name, listed in LISTS.items():
        for viewer in two_and_twenty:
            with read() as session, statements(engine) as seen:
                rows = len(listed(session, viewer))
            costs.setdefault(name, []).append((rows, len(seen)))

    dearer = {name: (few, many) for name, (few, many) in costs.items() if few[1] != many[1]}
    assert dearer == {}
    assert all(few[0] < many[0] and many[0] >= 20 for few, many in costs.values()), costs
    assert all(statements_ > 0 for few, _ in costs.values() for statements_ in few[1:])
