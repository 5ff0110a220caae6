"""The check of the trail shows what anybody did to it behind our back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, update

from app.security import seals
from app.store.tables import TrailHead, TrailPayload, TrailRow
from app.store.trail_chain import row_hash
from app.workbench.trail import FIELDS, verify_trails
from tests import factories
from tests.factories import KEY

pytestmark = pytest.mark.usefixtures("lead")  # every test stands on the study with six acts


@contextmanager
def behind_our_back(engine: Engine) -> Iterator[Connection]:
    """Change rows as somebody can who holds the whole database: foreign keys do not stop them."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        yield connection
        connection.commit()
        connection.detach()  # nobody else gets this connection


@pytest.fixture
def lead(write):
    """A study with six acts on its trail: the study itself, and five codes."""
    with write() as session:
        lead = factories.study(session)
    for _ in range(5):
        with write() as session:
            factories.code(session, lead)
    return lead


def found(read, key: bytes = KEY) -> list[tuple[int, str]]:
    with read() as session:
        return [(fault.number, fault.what) for fault in verify_trails(session, key)[1]]


ALTERED = "the row was altered"
MISPLACED = "the row does not follow the one before it"
TAIL = "the trail does not end where its head says: its tail was cut or added to"
SEAL = "the seal of the head is not ours: the head was altered, or the key is another"


def test_an_untouched_trail_is_sound(read):
    with read() as session:
        assert verify_trails(session, KEY) == (6, [])


OTHER_ID = uuid4()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_id", None),
        ("act", "code.removed"),
        ("subject_id", OTHER_ID),
        ("round_id", OTHER_ID),
        ("undoes", 2),
        ("payload_hash", "0" * 64),
        ("hash", "0" * 64),
    ],
)
def test_an_altered_column_is_found_in_its_row(engine, read, column, value):
    with behind_our_back(engine) as connection:
        connection.execute(update(TrailRow).where(TrailRow.number == 3).values({column: value}))

    assert (3, ALTERED) in found(read)


def test_an_altered_time_is_found_to_the_microsecond(engine, read):
    with behind_our_back(engine) as connection:
        at = connection.execute(select(TrailRow.at).where(TrailRow.number == 3)).scalar_one()
        later = at + timedelta(microseconds=1)
        connection.execute(update(TrailRow).where(TrailRow.number == 3).values(at=later))

    assert found(read) == [(3, ALTERED)]


def test_an_altered_link_to_the_row_before_is_found(engine, read):
    with behind_our_back(engine) as connection:
        connection.execute(update(TrailRow).where(TrailRow.number == 3).values(previous="0" * 64))

    assert found(read) == [(3, MISPLACED), (3, ALTERED)]


def test_a_row_with_another_number_is_found(engine, read):
    with behind_our_back(engine) as connection:
        for table in (TrailRow, TrailPayload):
            connection.execute(update(table).where(table.number == 6).values(number=7))

    assert found(read) == [(7, "rows 6 to 6 are missing"), (7, ALTERED), (7, TAIL)]


def test_a_row_moved_into_another_study_is_found_in_both(lead, engine, read, write):
    with write() as session:
        other = factories.study(session)
    with behind_our_back(engine) as connection:
        for table in (TrailRow, TrailPayload):
            moved = update(table).where(table.study_id == lead.study_id, table.number == 6)
            connection.execute(moved.values(study_id=other.study_id, number=2))

    with read() as session:
        faulty = {(fault.study_id, fault.what) for fault in verify_trails(session, KEY)[1]}
    assert {(lead.study_id, TAIL), (other.study_id, ALTERED), (other.study_id, TAIL)} <= faulty


def test_a_row_altered_with_its_own_hash_breaks_the_chain_after_it(engine, read):
    with behind_our_back(engine) as connection:
        row = dict(connection.execute(select(TrailRow.__table__).where(TrailRow.number == 3)).mappings().one())
        row["act"] = "code.removed"
        cleverly = row_hash({name: row[name] for name in FIELDS})
        connection.execute(update(TrailRow).where(TrailRow.number == 3).values(act=row["act"], hash=cleverly))

    assert found(read) == [(4, MISPLACED)]


@pytest.mark.parametrize("change", [{"payload": '{"role": "lead"}'}, {"salt": "0" * 32}])
def test_an_altered_payload_is_found(engine, read, change):
    with behind_our_back(engine) as connection:
        connection.execute(update(TrailPayload).where(TrailPayload.number == 4).values(change))

    assert found(read) == [(4, "the payload was altered")]


def test_a_removed_payload_is_found(engine, read):
    with behind_our_back(engine) as connection:
        connection.execute(delete(TrailPayload).where(TrailPayload.number == 4))

    assert found(read) == [(4, "the payload is missing")]


@pytest.mark.parametrize(("gone", "seen_at"), [(1, 2), (3, 4), (5, 6)])
def test_a_removed_row_is_found(engine, read, gone, seen_at):
    with behind_our_back(engine) as connection:
        connection.execute(delete(TrailPayload).where(TrailPayload.number == gone))
        connection.execute(delete(TrailRow).where(TrailRow.number == gone))

    assert found(read) == [(seen_at, f"rows {gone} to {gone} are missing"), (seen_at, MISPLACED)]


def cut(connection: Connection, after: int) -> None:
    connection.execute(delete(TrailPayload).where(TrailPayload.number > after))
    connection.execute(delete(TrailRow).where(TrailRow.number > after))


def test_a_cut_tail_is_found(engine, read):
    with behind_our_back(engine) as connection:
        cut(connection, after=4)

    assert found(read) == [(4, TAIL)]


def test_a_cut_tail_is_found_when_the_head_was_rewritten_without_the_key(lead, engine, read):
    with behind_our_back(engine) as connection:
        cut(connection, after=4)
        last = connection.execute(select(TrailRow.hash).where(TrailRow.number == 4)).scalar_one()
        seal = seals.head_seal(b"not the key", str(lead.study_id), 4, last)
        connection.execute(update(TrailHead).values(number=4, hash=last, seal=seal))

    assert found(read) == [(4, SEAL)]


def test_a_trail_that_was_removed_whole_with_its_head_is_found(engine, read):
    with behind_our_back(engine) as connection:
        cut(connection, after=0)
        connection.execute(delete(TrailHead))

    assert found(read) == [(0, "the head of the trail is missing")]


def test_two_rows_that_changed_places_are_found(engine, read):
    with behind_our_back(engine) as connection:
        for table in (TrailRow, TrailPayload):
            for was, becomes in ((3, 0), (4, 3), (0, 4)):
                connection.execute(update(table).where(table.number == was).values(number=becomes))

    assert {number for number, what in found(read) if what == ALTERED} == {3, 4}


def test_a_row_added_without_the_key_is_found(lead, engine, read):
    with behind_our_back(engine) as connection:
        row = dict(connection.execute(select(TrailRow.__table__).where(TrailRow.number == 6)).mappings().one())
        salt = seals.fresh_salt()
        row |= {"number": 7, "previous": row["hash"], "payload_hash": seals.payload_hash(salt, "{}")}
        row["hash"] = row_hash({name: row[name] for name in FIELDS})
        connection.execute(insert(TrailRow.__table__), row)
        connection.execute(
            insert(TrailPayload), {"study_id": lead.study_id, "number": 7, "salt": salt, "payload": "{}"}
        )

    assert found(read) == [(7, TAIL)]


def test_with_another_key_the_seal_is_not_ours(read):
    assert found(read, b"another key") == [(6, SEAL)]
