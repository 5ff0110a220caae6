"""The ledger's file holds places and placeholders, sealed; the terminal applies it and says what it did."""

import json

import pytest
from click.testing import CliRunner

from app.cli import main
from app.store.ledger import Ledger, LedgerAltered
from app.store.tables import Degree, Revising
from app.workbench.ledger import Applied
from app.workbench.revising import revise
from app.workbench.rewriting import Replacement
from tests import factories
from tests.factories import KEY, on_postgresql, on_sqlite
from tests.workbench.putting_back import CANARY, House


@pytest.fixture
def house(database_url, tmp_path):
    house = House(database_url, tmp_path)
    yield house
    house.engine.dispose()


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
    monkeypatch.setattr("app.cli.serving.serve_on", lambda settings: None)  # noqa: ARG005 (the signature is ours)

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
