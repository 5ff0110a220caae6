"""While an independent round is open, whoever codes in it learns nothing of what the others do."""

import pytest

from app.analysis.comparison import Column
from app.analysis.undefined import Undefined
from app.store.queries import accounts, coding, readings, studies
from app.store.queries import codes as code_queries
from app.store.queries.trail import Sought, latest_undoable, trail
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import RoundState
from app.workbench.audit.choice import USUAL, Choice
from app.workbench.audit.page import audit
from app.workbench.codebook import CodeExists, edit_code
from app.workbench.coding import remove_coding
from app.workbench.comparison import compare
from app.workbench.quotes import choose_quote, chosen_quotes, exported_quotes, passages
from app.workbench.theme_tree import tree
from tests import factories
from tests.coded_turns import coded_turns
from tests.workbench.blind_world import World


def seen_by(session, viewer, world) -> dict[str, object]:
    """Return all that the workbench tells this viewer of anybody's work."""
    codes = code_queries.codes(session, viewer)
    return {
        "codes": codes,
        "numbers of codings": [code_queries.coding_count(session, viewer, code.id) for code in codes],
        "ages of codes": code_queries.code_revisions(session, viewer).keys(),
        "codings": coding.codings(session, viewer, world.talk.id),
        "coded turns": coded_turns(session, viewer),
        "passages": passages(session, viewer, code_ids=[code.id for code in codes]),
        "tree": tree(session, viewer),
        "quotes": chosen_quotes(session, viewer),
        "exported quotes": exported_quotes(session, viewer),
        "cells": [[line.cells for line in compare(session, viewer, column).lines] for column in Column],
        "agreement": audit(session, viewer, USUAL).lines,
        "trail": trail(session, viewer, Sought(), 500),
        "to be undone": latest_undoable(session, viewer, ("coding.applied", "coding.removed")),
        "members": accounts.members(session, viewer),
    }


@pytest.fixture
def world(write, read):
    return World(write, read)


@pytest.mark.parametrize("who", ["first", "lead"])
def test_a_blind_coder_is_told_the_same_whether_a_colleague_works_or_not(world, who):
    viewer = getattr(world, who)
    with world.read() as session:
        alone = seen_by(session, viewer, world)

    world.work(world.second, "Of the second")

    with world.read() as session:
        beside_a_colleague = seen_by(session, viewer, world)
    assert {name for name in alone if alone[name] != beside_a_colleague[name]} == set()


def test_a_blind_co_researcher_sees_no_readings_of_others_and_a_lead_sees_who_is_done(world):
    world.work(world.second, "Of the second")

    with world.read() as session:
        in_round = {
            who: {
                line.initials
                for line in readings.readings(session, getattr(world, who))
                if line.round_id == world.round_id
            }
            for who in ("first", "second", "lead", "supervisor")
        }

    assert in_round == {"first": {"C1"}, "second": {"C2"}, "lead": {"C1", "C2"}, "supervisor": {"C1", "C2"}}


def test_a_blind_coder_sees_what_was_shared_before(world):
    with world.read() as session:
        rounds = {row.initials for row in coding.codings(session, world.second, world.talk.id)}

    assert rounds == {"LA"}


def test_a_supervisor_sees_everybodys_work(world):
    world.work(world.second, "Of the second")

    with world.read() as session:
        supervisor = factories.again(session, world.supervisor)
        names = {row.name for row in code_queries.codes(session, supervisor)}
        initials = {row.initials for row in coding.codings(session, supervisor, world.talk.id)}
        agreement = audit(session, supervisor, USUAL)

    assert supervisor.blind_rounds == frozenset()
    assert names == {"Shared", "Of the first", "Of the second"}
    assert initials == {"LA", "C1", "C2"}
    assert agreement.round.id == world.round_id


def test_a_colleagues_work_cannot_be_reached_by_its_id(world):
    with world.read() as session:
        supervisor = factories.again(session, world.supervisor)
        [code_id] = [row.id for row in code_queries.codes(session, supervisor) if row.name == "Of the first"]
        theirs = next(row for row in coding.codings(session, supervisor, world.talk.id) if row.initials == "C1")

    for reach in (
        lambda session: remove_coding(session, world.second, theirs.id),
        lambda session: choose_quote(session, world.second, theme_id=world.theme.id, unit_id=theirs.unit_id),
        lambda session: factories.coding(session, world.second, talk=world.talk, label=coding.Code(id=code_id)),
        lambda session: edit_code(session, world.lead, code_id, name="Found", rule={}),
        lambda session: audit(session, world.second, Choice(world.round_id)),
    ):
        with pytest.raises(NotInThisStudy), world.write() as session:
            reach(session)


def test_a_name_that_a_colleague_uses_is_free(world):
    with world.write() as session:
        own = factories.code(session, world.second, name="Of the first")

        assert own.name == "Of the first"
        with pytest.raises(CodeExists):
            factories.code(session, world.second, name="of the FIRST")
        with pytest.raises(CodeExists):
            factories.code(session, world.second, name="Shared")


def test_revealed_everybody_sees_everything(world):
    world.work(world.second, "Of the second")

    lead, first, second = world.reveal()

    with world.read() as session:
        for viewer in (lead, first, second):
            assert viewer.blind_rounds == frozenset()
            assert {row.name for row in code_queries.codes(session, viewer)} == {
                "Shared",
                "Of the first",
                "Of the second",
            }
            assert {row.initials for row in coding.codings(session, viewer, world.talk.id)} == {"LA", "C1", "C2"}
        [_, round_] = studies.rounds(session, lead)
        assert round_.state is RoundState.REVEALED


def test_of_two_codes_with_one_name_the_later_carries_its_coders_initials(world):
    world.work(world.second, "of the First")
    with world.write() as session:
        factories.code(session, world.lead, name="Of the first")

    lead, *_ = world.reveal()

    with world.read() as session:
        names = sorted(row.name for row in code_queries.codes(session, lead))
    assert names == ["Of the first", "Of the first (LA)", "Shared", "of the First (C2)"]


def test_a_name_with_initials_that_is_taken_gets_a_number(world):
    with world.write() as session:
        factories.code(session, world.first, name="Of the first (C2)")
        factories.code(session, world.second, name="Of the first")

    lead, *_ = world.reveal()

    with world.read() as session:
        names = {row.name for row in code_queries.codes(session, lead)}
    assert {"Of the first", "Of the first (C2)", "Of the first (C2 2)"} <= names


def test_after_the_reveal_a_private_code_counts_for_nobodys_silence(world):
    # The first coder's own code was never in the second coder's codebook: the second did not say "no".
    world.work(world.second, "Of the second")

    lead, *_ = world.reveal()

    with world.read() as session:
        shown = audit(session, lead, Choice(world.round_id))
    by_code = {line.row.name: line.figures.agreement for line in shown.lines}
    assert by_code["Shared"].turns == 2
    assert by_code["Of the first"].turns == 0
    assert isinstance(by_code["Of the first"].alpha, Undefined)
