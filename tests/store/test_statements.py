"""A list costs the same number of statements for two rows and for twenty."""

import pytest
from sqlalchemy.orm import Session

from app.analysis.comparison import Column
from app.security.viewer import Viewer
from app.store.queries import accounts, coding, readings, studies, transcripts
from app.store.queries import codes as code_queries
from app.workbench.audit.choice import USUAL
from app.workbench.audit.page import audit
from app.workbench.chips import on_turn
from app.workbench.comparison import compare
from app.workbench.my_work import my_work
from app.workbench.quotes import chosen_quotes, exported_quotes, passages
from app.workbench.readings import assign_stretch, set_content_note
from app.workbench.rounds import mark_reading
from app.workbench.theme_tree import tree
from tests import factories
from tests.coded_turns import coded_turns
from tests.databases import statements
from tests.on_the_trail import newest_acts


def whole_transcript(session: Session, viewer: Viewer) -> list[object]:
    return coding.codings(session, viewer, transcripts.transcripts(session, viewer)[0].id)


def every_passage(session: Session, viewer: Viewer) -> list[object]:
    return passages(session, viewer, code_ids=[code.id for code in code_queries.codes(session, viewer)])


def taps(session: Session, viewer: Viewer) -> list[object]:
    talk = transcripts.transcripts(session, viewer)[0]
    [turn] = transcripts.turns(session, viewer, talk.id, [1])
    return [chip for group in on_turn(session, viewer, talk.id, turn, []).groups for chip in group.chips]


LISTS = {
    "codes": code_queries.codes,
    "codings": whole_transcript,
    "coded turns": coded_turns,
    "passages": every_passage,
    "quotes": lambda session, viewer: [said for part in chosen_quotes(session, viewer) for said in part.quotes],
    "exported quotes": exported_quotes,
    "transcripts": transcripts.transcripts,
    "turns": lambda session, viewer: transcripts.turns(
        session, viewer, transcripts.transcripts(session, viewer)[0].id
    ),
    "readings": readings.readings,
    "turns read": readings.turns_read,
    "content notes": lambda session, viewer: readings.content_notes(
        session, viewer, transcripts.transcripts(session, viewer)[0].id
    ),
    "work of mine": lambda session, viewer: [my_work(session, viewer).next, *my_work(session, viewer).waiting],
    "codes to tap": lambda session, viewer: taps(session, viewer),
    "focus groups": studies.focus_groups,
    "members": accounts.members,
    "studies": lambda session, viewer: accounts.studies_of(session, viewer.account_id),
    "trail": newest_acts,
    "tree": lambda session, viewer: tree(session, viewer).themes,
    "comparison of focus groups": lambda session, viewer: compare(session, viewer, Column.FOCUS_GROUP).lines,
    "comparison of stakeholders": lambda session, viewer: compare(session, viewer, Column.STAKEHOLDER).headings,
    "comparison of districts": lambda session, viewer: compare(session, viewer, Column.DISTRICT).headings,
    "agreement": lambda session, viewer: audit(session, viewer, USUAL).lines,
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
        assign_stretch(session, lead, member_id=lead.member_id, transcript_id=talk.id, first=1, last=1)
        first = transcripts.transcripts(session, lead)[0].id
        set_content_note(session, lead, transcript_id=first, words="Speaks of loss")
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
