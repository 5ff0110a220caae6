"""What the agreement page costs the server (python -m tests.benchmarks.agreement_page).

10 coders, 100 transcripts of 40,000 characters, 42,000 codings of 30 codes: page at most 1 s cold and 0.1 s warm, one
changed transcript at most 2 ms, the counting of all at most 60 ms. 2 coders x 7 transcripts x 500 codings each: at most
20 ms for counting and computing everything that the page says, intervals too, once the codings are read; "cold" has
what reading them costs besides. All of it is CPU time.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.analysis.audit.tally import tally
from app.analysis.audit.units import units_of
from app.security.viewer import Viewer
from app.store.base import now
from app.store.database import open_engine, reader, writing
from app.store.migrating import migrate
from app.store.queries.studies import rounds
from app.store.queries.transcripts import TurnRow
from app.store.queries.transcripts import turns as turns_of
from app.store.tables import (
    Coding,
    MeaningUnit,
    Reading,
    ReadingState,
    Transcript,
    UnitTurn,
)
from app.workbench.audit import ground as grounds
from app.workbench.audit import page as pages
from app.workbench.audit.choice import USUAL
from app.workbench.audit.ground import Ground, TalkInUnits, basis, talks_in_units
from app.workbench.audit.page import audit
from app.workbench.audit.sets import KEPT, set_numbers
from tests import factories
from tests.factories import KEY

TURNS, LETTERS, QUESTIONS, TRIES = 300, 133, 12, 5
WORDS = ("word " * 40)[: LETTERS - 1].strip()
LINES = [f"{'I' if n % (TURNS // QUESTIONS) == 0 else 'P1'}: {WORDS}" for n in range(TURNS)]


def study(session: Session, coders: int, talks: int, codings: int, codes: int) -> Viewer:
    """Make a study of this size."""
    chance, lead = random.Random(1), factories.study(session)  # noqa: S311 (nothing secret)
    people = [lead, *(factories.member(session, lead) for _ in range(coders - 1))]
    book = [factories.code(session, lead).id for _ in range(codes)]
    [round_] = rounds(session, lead)
    groups = [factories.focus_group(session, lead) for _ in range(min(7, talks))]
    for number in range(talks):
        group = groups[number % len(groups)]
        talk = factories.transcript(session, lead, lines=LINES, group=group, title=f"Talk {number}")
        spoken = turns_of(session, lead, talk.id)
        _codings(session, lead, round_.id, people, book, spoken, talk.id, codings // talks, chance)
    revision = len(book) + 10
    session.execute(
        insert(Reading),
        [
            {
                "study_id": lead.study_id, "id": uuid4(), "round_id": round_.id, "member_id": who.member_id,
                "transcript_id": talk.id, "first_turn": 1, "last_turn": TURNS, "at_turn": 1,
                "state": ReadingState.DONE, "codebook_revision": revision, "because": "", "moved_at": now(),
            }
            for talk in session.query(Transcript).filter_by(study_id=lead.study_id)
            for who in people
        ],
    )  # fmt: skip
    return lead


def _codings(
    session: Session, lead: Viewer, round_id: UUID, people: list[Viewer], book: list[UUID], spoken: list[TurnRow],
    talk: UUID, count: int, chance: random.Random,
) -> None:  # fmt: skip
    units, turns, codings, taken = [], [], [], set()
    for _ in range(count):
        who, number = chance.choice(people), chance.randrange(2, TURNS + 1)
        turn = spoken[number - 1]
        start = turn.start + 5 * chance.randrange(3)
        if (who.member_id, start) in taken:
            continue
        taken.add((who.member_id, start))
        unit_id = uuid4()
        units.append({
            "study_id": lead.study_id, "id": unit_id, "transcript_id": talk, "round_id": round_id,
            "coder_id": who.member_id, "start": start, "end": start + 60, "first_turn": number, "last_turn": number,
            "condensation": "", "kept": False,
        })  # fmt: skip
        turns.append({
            "study_id": lead.study_id, "unit_id": unit_id, "turn_id": turn.id, "participant_id": turn.participant_id,
            "words": 12, "voice": True,
        })  # fmt: skip
        codings.append({
            "study_id": lead.study_id, "id": uuid4(), "unit_id": unit_id, "code_id": chance.choice(book),
            "created_at": now(),
        })  # fmt: skip
    for table, rows in ((MeaningUnit, units), (UnitTurn, turns), (Coding, codings)):
        session.execute(insert(table), rows)


def shortest(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """Return the milliseconds of CPU time of the best of some tries."""
    times = []
    for _ in range(TRIES):
        before()
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return 1000 * min(times)


def forget() -> None:
    """Begin with nothing kept."""
    grounds.TALKS._kept.clear()
    pages.PAGES._kept.clear()


def measure(session: Session, lead: Viewer, what: str) -> None:
    found = basis(session, lead, USUAL)
    assert found is not None
    talks = list(talks_in_units(session, lead, found, [talk.id for talk in found.talks]))
    one = talks[0]

    def counted(some: Iterable[TalkInUnits]) -> Ground:
        return Ground(
            found, {talk.id: tally(units_of(USUAL.cut, talk.turns, talk.marked), found.book) for talk in some}
        )

    forget()
    sys.stdout.write(
        f"{what}: cold {shortest(lambda: audit(session, lead, USUAL), forget):.0f} ms, "
        f"warm {shortest(lambda: audit(session, lead, USUAL)):.0f} ms; "
        f"counting all {shortest(lambda: counted(talks)):.0f} ms, "
        f"and computing all {shortest(lambda: pages.computed(counted(talks))):.0f} ms, "
        f"one changed transcript {shortest(lambda: counted([one])):.2f} ms; "
        f"sets of codes {shortest(lambda: set_numbers(session, lead, found), clear_sets):.0f} ms\n"
    )


def clear_sets() -> None:
    """Forget the sets of codes."""
    KEPT._kept.clear()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'study.sqlite'}")
        migrate(engine)
        for what, size in {
            "10 coders x 100 transcripts": (10, 100, 42_500, 30),
            "2 coders x 7 transcripts": (2, 7, 3_500, 30),
        }.items():
            with writing(engine, KEY) as session:
                lead = study(session, *size)
            with reader(engine) as session:
                measure(session, lead, what)
        engine.dispose()


if __name__ == "__main__":
    main()
