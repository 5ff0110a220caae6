"""What was redacted and withdrawn stays so when an old copy of the database is put back."""

import pytest
from sqlalchemy import select

from app.store.database import open_engine, writing
from app.store.queries.coding import codings
from app.store.tables import Degree, Member, Participant, Revising
from app.workbench.ledger import Applied
from app.workbench.revising import revise
from app.workbench.rewriting import Replacement
from tests import factories
from tests.factories import KEY, on_sqlite
from tests.workbench.putting_back import CANARY, House


@pytest.fixture
def house(database_url, tmp_path):
    house = House(database_url, tmp_path)
    yield house
    house.engine.dispose()


@on_sqlite
def test_what_was_redacted_is_redacted_again(house):
    copy = house.back_up()
    house.redact_everywhere(CANARY, "name 1")
    house.restore(copy)
    assert house.holds(CANARY)

    assert house.apply() == Applied(1, 0)

    assert house.words() == ["I know [name 1] wel", "My brother Torolv too", "[name 1] again"]
    with house.read() as session:
        assert session.get(factories.Code, (house.lead.study_id, house.code.id)).example == "As [name 1] said"
    assert not house.holds(CANARY)
    assert house.acts()[0] == ("transcript.redacted.again", None)


@on_sqlite
def test_what_is_there_already_is_not_done_twice(house):
    copy = house.back_up()
    house.redact_everywhere(CANARY, "name 1")
    house.withdraw("P2", Degree.REMOVED)
    assert house.apply() == Applied(0, 0)
    house.restore(copy)

    assert [house.apply().lines, house.apply().lines, house.apply().lines] == [2, 0, 0]


@on_sqlite
@pytest.mark.parametrize("degree", Degree)
def test_whoever_withdrew_is_withdrawn_again(house, degree):
    copy = house.back_up()
    house.withdraw("P2", degree)
    house.restore(copy)

    assert house.apply() == Applied(1, 0)

    gone = "[withdrawn]" if degree is Degree.REMOVED else "My brother Torolv too"
    assert house.words()[1] == gone
    with house.read() as session:
        asked = select(Participant.withdrawn).where(Participant.label == "P2")
        assert session.scalars(asked).all() == [degree]
    assert house.holds("Torolv") == (degree is not Degree.REMOVED)
    assert house.acts()[0] == ("participant.withdrew.again", None)


@on_sqlite
def test_places_are_found_behind_changes_that_the_backup_lacks(house):
    # The correction (1 longer) and the first redaction lie before the second; none of the three is in the copy.
    copy = house.back_up()
    house.change("wel", "well", Revising.CORRECTED)
    house.change(CANARY, "[name 1]")
    house.withdraw("P2", Degree.REMOVED)
    house.change(CANARY, "[name 1]")
    house.restore(copy)

    assert house.apply() == Applied(3, 0)

    assert house.words() == ["I know [name 1] wel", "[withdrawn]", "[name 1] again"]


@on_sqlite
def test_places_are_found_behind_changes_that_were_made_since(house):
    copy = house.back_up()
    house.change("Torolv", "[name 2]")
    house.restore(copy)
    house.change("I know", "So I truly know", Revising.CORRECTED)
    house.change("brother", "sister", Revising.CORRECTED)

    assert house.apply() == Applied(1, 0)

    assert house.words()[:2] == [f"So I truly know {CANARY} wel", "My sister [name 2] too"]


@on_sqlite
def test_what_was_coded_in_the_copy_keeps_its_words(house):
    with house.write() as session:
        factories.coding(session, house.lead, talk=house.talk, label=house.code, words="brother Torolv too")
    copy = house.back_up()
    house.redact_everywhere(CANARY, "name 1")
    house.change("Torolv", "[name 2]")
    house.restore(copy)

    house.apply()

    with house.read() as session:
        whole = "\n".join(house.words())
        assert [whole[row.start : row.end] for row in codings(session, house.lead, house.talk.id)] == [
            "brother [name 2] too"
        ]


@on_sqlite
def test_an_older_copy_can_be_put_back_again_and_again(house):
    oldest = house.back_up()
    house.change(CANARY, "[name 1]")
    middle = house.back_up()
    house.change("Torolv", "[name 2]")
    for copy, lines in ((middle, 1), (oldest, 2), (middle, 1), (oldest, 2)):
        house.restore(copy)

        assert house.apply() == Applied(lines, 0)

        assert house.words() == ["I know [name 1] wel", "My brother [name 2] too", f"{CANARY} again"]
        assert house.apply() == Applied(0, 0)


@on_sqlite
def test_a_line_that_no_commit_followed_is_applied_and_does_no_harm(house, monkeypatch):
    dialect = house.engine.dialect

    def fail(_):
        raise dialect.loaded_dbapi.OperationalError("the disk is full")

    with monkeypatch.context() as failing:
        failing.setattr(dialect, "do_commit", fail)
        with pytest.raises(Exception, match="disk is full"):
            house.change("Torolv", "[name 2]")
    assert house.words()[1] == "My brother Torolv too"
    house.change("My brother Torolv", "[name 3]")  # the same words again, before anybody applies the ledger

    assert house.apply() == Applied(0, 0)

    assert house.words()[1] == "[name 3] too"


@on_sqlite
def test_where_a_change_is_in_no_ledger_the_line_after_it_is_counted_as_lost(house):
    copy = house.back_up()
    without = open_engine(house.url)  # an engine without a ledger
    with writing(without, KEY) as session:
        place = factories.passage(session, house.lead, house.talk, "I know")
        edit = Replacement(place.start, place.end, "So", "I know")
        revise(session, house.lead, house.talk.id, [edit], Revising.CORRECTED)
    without.dispose()
    house.change("Torolv", "[name 2]")
    house.restore(copy)

    assert house.apply() == Applied(0, 1)


@on_sqlite
def test_a_study_that_the_copy_does_not_have_is_passed_over(house):
    copy = house.back_up()
    with house.write() as session:
        other = factories.study(session)
        talk = factories.transcript(session, other)
        revise(session, other, talk.id, [Replacement(0, 4, "[x]", "What")], Revising.REDACTED)
    house.restore(copy)

    assert house.apply() == Applied(0, 0)


@on_sqlite
def test_whoever_is_no_member_of_the_copy_leaves_it_to_a_lead(house):
    copy = house.back_up()
    with house.write() as session:
        later = factories.member(session, house.lead, role=factories.Role.LEAD)
        place = factories.passage(session, later, house.talk, "Torolv")
        revise(session, later, house.talk.id, [Replacement(place.start, place.end, "[x]", "Torolv")],
               Revising.REDACTED)  # fmt: skip
    house.restore(copy)

    assert house.apply() == Applied(1, 0)

    with house.read() as session:
        assert len(session.scalars(select(Member)).all()) == 1
    assert house.words()[1] == "My brother [x] too"
