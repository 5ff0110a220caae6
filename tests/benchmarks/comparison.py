"""How long the matrix of a million codings takes (python -m tests.benchmarks.comparison [ADDRESS]).

100 transcripts of 3,000 turns, 30 codes, three coders. Without an address a SQLite file is made and thrown away; on
PostgreSQL the database must be new, and its user may switch foreign keys off. Times are for the whole comparison, with
themes, words and layers: by the clock, and of this process's processor. "Before" counts every projected row in Python,
as the comparison did until it had tallies.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from uuid import UUID

from sqlalchemy import Connection, Engine, delete, insert

from app.analysis.comparison import Column, matrix
from app.importing.roles import Kind
from app.security.viewer import Viewer
from app.store.base import now
from app.store.database import is_sqlite, open_engine, reader, writing
from app.store.queries.studies import rounds
from app.store.queries.tallies import MADE, keep_tallies
from app.store.tables import Coding, KeptTally, MeaningUnit, Participant, Transcript, Turn, UnitTurn
from app.workbench.comparison import compare
from tests import factories
from tests.coded_turns import coded_turns
from tests.databases import migrate_at
from tests.factories import KEY

TRANSCRIPTS, TURNS, CODINGS, CODES, VOICES = 100, 3_000, 1_000_000, 30, 8
WORDS = " ".join(["one two three four five six seven eight nine ten"] * 3)
LONG = len(WORDS) + 1
TRIES = 3
chance = random.Random(1)  # noqa: S311 (a benchmark is no secret)


def fresh() -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def begun(engine: Engine) -> tuple[Viewer, list[UUID], list[UUID], list[UUID], UUID]:
    """Begin a study with three coders, 30 codes in six subthemes of three themes, and a focus group a transcript."""
    with writing(engine, KEY) as session:
        lead = factories.study(session)
        coders = [lead.member_id, *(factories.member(session, lead).member_id for _ in range(2))]
        themes = [factories.theme(session, lead) for _ in range(3)]
        subthemes = [factories.theme(session, lead, under=themes[number % 3]) for number in range(6)]
        codes = [factories.code(session, lead, theme=subthemes[number % 6]).id for number in range(CODES)]
        kinds = ("Service user", "Professional", "Volunteer")
        groups = [
            factories.focus_group(session, lead, stakeholder=kinds[number % 3], district=f"District {number % 4}").id
            for number in range(TRANSCRIPTS)
        ]
        return lead, coders, codes, groups, rounds(session, lead)[0].id


def filled(engine: Engine) -> Viewer:
    """Fill the study, by rows."""
    lead, coders, codes, groups, round_id = begun(engine)
    with engine.begin() as connection:
        off = "PRAGMA defer_foreign_keys=ON" if is_sqlite(engine) else "SET session_replication_role=replica"
        connection.exec_driver_sql(off)
        for group in groups:
            turns, transcript = talk(connection, lead.study_id, group)
            rows = marks(lead.study_id, transcript, turns, coders, codes, round_id)
            units, projected, coded = (list(part) for part in rows)
            for table, part in ((MeaningUnit, units), (UnitTurn, projected), (Coding, coded)):
                connection.execute(insert(table), part)
    with engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")
    return lead


Row = dict[str, object]


def talk(connection: Connection, study: UUID, group: UUID) -> tuple[list[Row], UUID]:
    """Put one transcript in: a moderator and eight participants, who speak as it happens."""
    transcript, voices = fresh(), [fresh() for _ in range(VOICES + 1)]
    connection.execute(
        insert(Participant),
        [
            {
                "study_id": study, "id": one, "focus_group_id": group, "person_id": one,
                "label": f"P{number}" if number else "I", "kind": Kind.PARTICIPANT if number else Kind.MODERATOR,
            }
            for number, one in enumerate(voices)
        ],
    )  # fmt: skip
    said: Row = {"study_id": study, "id": transcript, "focus_group_id": group, "title": "Talk"}
    connection.execute(insert(Transcript), [{**said, "turn_count": TURNS, "length": TURNS * LONG}])
    turns: list[Row] = [
        {
            "study_id": study, "id": fresh(), "transcript_id": transcript, "participant_id": chance.choice(voices),
            "number": number + 1, "start": number * LONG, "end": number * LONG + LONG - 1, "words": WORDS,
        }
        for number in range(TURNS)
    ]  # fmt: skip
    connection.execute(insert(Turn), turns)
    return turns, transcript


def marks(
    study: UUID, transcript: UUID, turns: list[Row], coders: list[UUID], codes: list[UUID], round_id: UUID
) -> tuple[list[Row], list[Row], list[Row]]:
    """Return units of one turn, sometimes two, with their projection and a code or two."""
    units, projected, coded = list[Row](), list[Row](), list[Row]()
    seen = set()
    while len(coded) < CODINGS // TRANSCRIPTS:
        first, length = chance.randrange(TURNS - 1), 1 if chance.random() < 0.9 else 2
        start, end, coder = chance.randrange(15) * 5, chance.randrange(20, 31) * 4, chance.choice(coders)
        if (key := (coder, first, start, end, length)) in seen:
            continue
        seen.add(key)
        unit = fresh()
        units.append(
            {
                "study_id": study, "id": unit, "transcript_id": transcript, "round_id": round_id, "coder_id": coder,
                "start": first * LONG + start, "end": (first + length - 1) * LONG + end, "first_turn": first + 1,
                "last_turn": first + length,
            }
        )  # fmt: skip
        projected += [
            {
                "study_id": study, "unit_id": unit, "turn_id": turn["id"], "participant_id": turn["participant_id"],
                "words": 5, "voice": length == 1,
            }
            for turn in turns[first : first + length]
        ]  # fmt: skip
        chosen = chance.sample(codes, 1 if chance.random() < 0.6 else 2)
        coded += [
            {"study_id": study, "id": fresh(), "unit_id": unit, "code_id": code, "created_at": now()} for code in chosen
        ]
    return units, projected, coded


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Return how long something takes, by the clock and of the processor."""
    started, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - busy


def looked(engine: Engine, viewer: Viewer, **choice: object) -> Callable[[], object]:
    """Return one look at the matrix; what it makes is kept, as after a page."""

    def look() -> None:
        with reader(engine) as session:
            compare(session, viewer, **choice)
            made = session.info.get(MADE)
        if made:
            with writing(engine, KEY) as session:
                keep_tallies(session, viewer, made)

    return look


def measured(engine: Engine, viewer: Viewer) -> Iterator[tuple[str, tuple[float, float]]]:
    def before() -> None:
        with reader(engine) as session:
            rows = coded_turns(session, viewer)
            matrix(rows, {row.code: [row.code] for row in rows}, Column.FOCUS_GROUP)

    yield "before: every row in Python", seconds(before)
    yield "first look ever, nothing kept", seconds(looked(engine, viewer))
    for name, choice in (
        ("by focus group", {}), ("by stakeholder", {"by": Column.STAKEHOLDER}), ("words", {"words": True}),
        ("at least two coders", {"layer": "2"}),
    ):  # fmt: skip
        yield name, min(seconds(looked(engine, viewer, **choice)) for _ in range(TRIES))
    with engine.begin() as connection:
        one = connection.exec_driver_sql("SELECT transcript_id FROM kept_tally LIMIT 1").scalar_one()
        some = KeptTally.transcript_id == (one if isinstance(one, UUID) else UUID(hex=one))
        connection.execute(delete(KeptTally).where(some))
    yield "after a coding in one transcript", seconds(looked(engine, viewer))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{folder}/study.db"
        migrate_at(url)
        engine = open_engine(url)
        viewer = filled(engine)
        for name, (taken, busy) in measured(engine, viewer):
            sys.stdout.write(f"{name:<36} {taken:6.2f} s {busy:6.2f} s\n")
            sys.stdout.flush()
        engine.dispose()


if __name__ == "__main__":
    main()
