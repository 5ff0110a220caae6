"""The summary grid and the consensus matrix of a small study."""

from uuid import uuid4

import pytest

from app.security.permissions import NotAllowed, Role
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Degree, Response
from app.workbench.consensus import consensus, say_responses
from app.workbench.grid import counted_voices, grid, one_cell, summarise
from app.workbench.keeping import WrittenMeanwhile
from app.workbench.themes import ThemeInUse, remove_theme
from app.workbench.withdrawing import withdraw
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def theme(session, lead):
    """P1 and P2 of the first group speak of rest, nobody of the second does."""
    rest = factories.theme(session, lead, name="Rest")
    code = factories.code(session, lead, theme=rest)
    first, second = (factories.focus_group(session, lead, label=label) for label in ("SU1", "SU2"))
    talk = factories.transcript(session, lead, lines=["I: Ask", "P1: Sleep", "P2: A nap", "P3: No"], group=first)
    factories.transcript(session, lead, lines=["I: Ask", "P1: Work"], group=second)
    for turn in (2, 3):
        factories.coding(session, lead, talk=talk, label=code, turn=turn)
    session.commit()
    return rest


def write(session, lead, theme, column, words, *, before="", finished=False):
    summarise(session, lead, theme.id, column, words=words, before=before, finished=finished)


def test_cells_with_passages_and_no_finished_summary_are_open(session, lead, theme):
    found = grid(session, lead)

    [cells] = found.cells
    assert [(cell.passages, cell.open) for cell in cells] == [(2, True), (0, False)]
    assert found.unfinished == 1

    write(session, lead, theme, found.columns[0].id, "They sleep.", finished=True)

    assert grid(session, lead).unfinished == 0
    assert grid(session, lead).cells[0][0].words == "They sleep."


def test_the_participants_of_a_focus_group_can_be_the_columns(session, lead, theme):
    group = grid(session, lead).columns[0].id

    found = grid(session, lead, group)

    assert [(one.name, cell.passages) for one, cell in zip(found.columns, found.cells[0], strict=True)] == [
        ("P1", 1), ("P2", 1), ("P3", 0),
    ]  # fmt: skip
    one = one_cell(session, lead, theme.id, found.columns[1].id)
    assert (one.column, [turn.words for said in one.passages for turn in said.turns]) == ("P2, SU1", ["A nap"])


def test_whoever_writes_second_is_shown_what_stands_there(session, lead, theme):
    column = grid(session, lead).columns[0].id
    write(session, lead, theme, column, "They sleep.")

    with pytest.raises(WrittenMeanwhile) as refused:
        write(session, lead, theme, column, "They nap.", before="")
    assert refused.value.values == {"now": "They sleep."}

    write(session, lead, theme, column, "", before="They sleep.")
    assert grid(session, lead).cells[0][0].words == ""


def test_a_theme_with_a_summary_is_not_removed_on_the_quiet(session, lead):
    theme, group = factories.theme(session, lead), factories.focus_group(session, lead)
    factories.transcript(session, lead, group=group)
    write(session, lead, theme, group.id, "Words")

    with pytest.raises(ThemeInUse):
        remove_theme(session, lead, theme.id)


def test_silence_is_not_consent(session, lead, theme):
    voices = counted_voices(session, lead)
    first, second = voices[0].id, voices[1].id

    say_responses(session, lead, theme.id, [(first, Response.AGREE), (second, Response.DISSENT)])
    say_responses(session, lead, theme.id, [(second, None)])

    found = consensus(session, lead)
    assert found.given == {(theme.id, first): Response.AGREE}
    assert found.speaking == {(theme.id, first), (theme.id, second)}
    assert found.tally(theme.id) == {
        Response.AGREE: 1, Response.DISSENT: 0, Response.EXAMPLE: 0, Response.SILENT: 0,
    }  # fmt: skip


def test_what_is_written_of_somebody_goes_with_them(session, lead, theme):
    voice = counted_voices(session, lead)[0].id
    write(session, lead, theme, voice, "Sleeps a lot.")
    say_responses(session, lead, theme.id, [(voice, Response.AGREE)])

    withdraw(session, lead, voice, Degree.REMOVED)

    assert consensus(session, lead).given == {}
    with pytest.raises(NotInThisStudy):
        one_cell(session, lead, theme.id, voice)


def test_supervisors_and_strangers_write_nothing(session, lead, theme):
    column = grid(session, lead).columns[0].id
    supervisor = factories.member(session, lead, role=Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        write(session, supervisor, theme, column, "Words")
    with pytest.raises(NotAllowed):
        say_responses(session, supervisor, theme.id, [])
    for wrong in (uuid4(), theme.id):
        with pytest.raises(NotInThisStudy):
            write(session, lead, theme, wrong, "Words")
    with pytest.raises(NotInThisStudy):
        say_responses(session, lead, theme.id, [(uuid4(), Response.AGREE)])
