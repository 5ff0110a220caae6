"""What was redacted and withdrawn stays so when an old copy of the database is put back."""

import json
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from app.cli import main
from app.store.database import open_engine, reader, writing
from app.store.ledger import Ledger, LedgerAltered
from app.store.queries.coding import codings
from app.store.queries.people import voices
from app.store.queries.transcripts import turns
from app.store.tables import Degree, Member, Participant, Revising
from app.workbench.codebook import edit_code
from app.workbench.ledger import Applied, apply_ledger
from app.workbench.revising import Decision, change_words, look, revise
from app.workbench.rewriting import Replacement
from app.workbench.trail import trail, verify_trails
from app.workbench.withdrawing import withdraw
from tests import factories
from tests.factories import KEY, on_postgresql, on_sqlite

CANARY = "Kvitrvand"
LINES = [f"P1: I know {CANARY} wel", "P2: My brother Torolv too", f"P1: {CANARY} again"]


class House:
    """A database with its ledger beside it, which can be put back to an earlier copy."""

    def __init__(self, url, folder):
        self.url = url
        self.ledger = Ledger(folder / "ledger.jsonl", KEY)
        self.file = Path(url.removeprefix("sqlite:///"))
        self.engine = open_engine(url, self.ledger.file)
        self.copies = 0
        with self.write() as session:
            self.lead = factories.study(session)
            self.talk = factories.transcript(session, self.lead, lines=LINES, title="Talk")
            self.code = factories.code(session, self.lead, name="Ground")
            edit_code(session, self.lead, self.code.id, name="Ground", rule={"example": f"As {CANARY} said"})

    @contextmanager
    def write(self):
        with writing(self.engine, KEY) as session:
            yield session

    @contextmanager
    def read(self):
        with reader(self.engine) as session:
            yield session

    def back_up(self):
        """Copy the database as a careful person does: with nobody at work."""
        self.engine.dispose()
        self.copies += 1
        copy = self.file.with_suffix(f".backup{self.copies}")
        shutil.copyfile(self.file, copy)
        return copy

    def restore(self, copy):
        self.engine.dispose()
        shutil.copyfile(copy, self.file)

    def words(self):
        with self.read() as session:
            return [turn.words for turn in turns(session, self.lead, self.talk.id)]

    def change(self, old, new, why=Revising.REDACTED):
        with self.write() as session:
            place = factories.passage(session, self.lead, self.talk, old)
            revise(session, self.lead, self.talk.id, [Replacement(place.start, place.end, new, old)], why)

    def redact_everywhere(self, words, new):
        with self.write() as session:
            passage = factories.passage(session, self.lead, self.talk, words)
            shown = look(session, self.lead, self.talk.id, passage)
            places = frozenset((spot.transcript_id, spot.start, spot.end) for spot in shown.elsewhere)
            keys = frozenset(spot.key for spot in shown.texts)
            decision = Decision(passage, Revising.REDACTED, new, places, keys)
            change_words(session, self.lead, self.talk.id, decision)

    def withdraw(self, label, degree):
        with self.write() as session:
            who = next(one for one in voices(session, self.lead) if one.label == label)
            withdraw(session, self.lead, who.id, degree)

    def apply(self):
        with self.write() as session:
            return apply_ledger(session, self.ledger.entries())

    def acts(self):
        with self.read() as session:
            assert verify_trails(session, KEY)[1] == []
            return [(line.act, line.initials) for line in trail(session, self.lead)]

    def holds(self, words):
        return any(words.encode() in part.read_bytes() for part in self.file.parent.glob(f"{self.file.name}*"))


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
def test_what_is_undone_or_refused_adds_no_line(house):
    with house.write() as session:
        place = factories.passage(session, house.lead, house.talk, "Torolv")
        revise(session, house.lead, house.talk.id, [Replacement(place.start, place.end, "x", "Torolv")],
               Revising.REDACTED)  # fmt: skip
        session.rollback()

    assert house.ledger.entries() == []


def test_the_ledger_holds_places_and_placeholders_and_no_words(house):
    house.redact_everywhere(CANARY, "name 1")
    house.change("wel", "well-known", Revising.CORRECTED)
    house.withdraw("P2", Degree.REMOVED)

    content = house.ledger.file.read_text("ascii")

    lines = [json.loads(line) for line in content.splitlines()]
    assert [line["act"] for line in lines] == ["redacted", "corrected", "withdrawn", "withdrew"]
    assert lines[0]["edits"] == [[7, 16, 8, "[name 1]"], [43, 52, 8, "[name 1]"]]
    assert lines[1]["edits"] == [[16, 19, 10, None]]
    assert not any(words in content for words in (CANARY, "Torolv", "brother", "well-known", "Ground", "Talk"))
    assert house.ledger.file.stat().st_mode & 0o077 == 0


@on_postgresql
def test_beside_postgresql_the_ledger_is_kept_as_well(house):
    house.change("Torolv", "[name 2]")
    house.withdraw("P1", Degree.NOT_COUNTED)

    assert [entry["act"] for entry in house.ledger.entries()] == ["redacted", "withdrew"]
    assert house.apply() == Applied(0, 0)


def altered(line):
    return line.replace(b"[name 2]", b"[name 9]")


@on_sqlite
@pytest.mark.parametrize(
    ("tamper", "number"),
    [
        (lambda lines: [lines[0], altered(lines[1]), lines[2]], 2),
        (lambda lines: [lines[1], lines[2]], 1),
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [lines[0], lines[0], lines[1], lines[2]], 2),
        (lambda lines: [lines[0], b"{}", lines[1], lines[2]], 2),
        (lambda lines: [lines[0], b"not json", lines[2]], 2),
        (lambda lines: [lines[0], b"[]", lines[2]], 2),
    ],
)
def test_a_ledger_that_was_altered_is_refused_and_nothing_is_applied(house, tamper, number):
    copy = house.back_up()
    for old, new in ((CANARY, "[name 1]"), ("Torolv", "[name 2]"), ("brother", "[relative]")):
        house.change(old, new)
    house.restore(copy)
    lines = house.ledger.file.read_bytes().splitlines()
    house.ledger.file.write_bytes(b"".join(line + b"\n" for line in tamper(lines)))

    with pytest.raises(LedgerAltered) as refused:
        house.apply()

    assert refused.value.values == {"number": number}
    assert CANARY in house.words()[0]


@on_sqlite
def test_another_key_opens_no_ledger(house):
    house.change("Torolv", "[name 2]")

    with pytest.raises(LedgerAltered):
        Ledger(house.ledger.file, b"another key").entries()


@on_sqlite
def test_a_line_that_a_crash_cut_short_was_never_written(house):
    house.change("Torolv", "[name 2]")
    with house.ledger.file.open("ab") as handle:
        handle.write(b'{"act":"redac')

    assert len(house.ledger.entries()) == 1
    house.change("brother", "[relative]")
    assert [entry["edits"][0][3] for entry in house.ledger.entries()] == ["[name 2]", "[relative]"]


@on_sqlite
def test_where_a_change_is_in_no_ledger_the_line_after_it_is_counted_as_lost(house):
    copy = house.back_up()
    with writing(open_engine(house.url), KEY) as session:  # an engine without a ledger
        place = factories.passage(session, house.lead, house.talk, "I know")
        edit = Replacement(place.start, place.end, "So", "I know")
        revise(session, house.lead, house.talk.id, [edit], Revising.CORRECTED)
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


def command(house, monkeypatch, *words):
    monkeypatch.setenv("COMMONGROUND_DATA_DIRECTORY", str(house.ledger.file.parent))
    monkeypatch.setenv("COMMONGROUND_DATABASE_URL", house.url)
    monkeypatch.setenv("COMMONGROUND_SECRET_KEY", KEY.decode())
    return CliRunner().invoke(main, list(words))


@on_sqlite
def test_the_terminal_applies_the_ledger_and_says_how_much(house, monkeypatch):
    copy = house.back_up()
    house.change("wel", "well", Revising.CORRECTED)
    house.change("Torolv", "[name 2]")
    house.restore(copy)

    first, second = command(house, monkeypatch, "ledger"), command(house, monkeypatch, "ledger")

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == "2 lines in the ledger, 1 applied again.\n"
    assert second.output == "3 lines in the ledger, 0 applied again.\n"
    assert house.words()[1] == "My brother [name 2] too"
    assert not house.holds("Torolv")


@on_sqlite
def test_serving_begins_with_the_ledger(house, monkeypatch):
    copy = house.back_up()
    house.change("Torolv", "[name 2]")
    house.restore(copy)
    monkeypatch.setattr("app.cli.serving._serve", lambda settings: None)  # noqa: ARG005 (the signature is ours)

    served = command(house, monkeypatch, "serve")

    assert served.exit_code == 0
    assert "1 lines in the ledger, 1 applied again." in served.output
    assert house.words()[1] == "My brother [name 2] too"


@on_sqlite
def test_the_terminal_refuses_a_ledger_that_was_altered_with_a_sentence(house, monkeypatch):
    house.change("Torolv", "[name 2]")
    house.ledger.file.write_bytes(altered(house.ledger.file.read_bytes()))

    for name in ("ledger", "serve"):
        refused = command(house, monkeypatch, name)
        assert refused.exit_code == 1
        assert "Line 1 of the ledger is not as the workbench wrote it" in refused.output
