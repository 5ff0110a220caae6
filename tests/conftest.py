"""What every test may ask for.

A database, on SQLite (a real file) and on PostgreSQL in turn; only what a test asks for is made:

- `database_url`  the address of a new database with all tables; `engine`  an open engine on it.
- `session`       a session that writes, with its trail. Call `session.commit()` when the trail (undo, the
                  check) or another session is to see the work. What is not committed is gone at the end.
                  On SQLite it holds the one writer's place from its first statement to its next commit.
- `write`         `with write() as session:` is one whole transaction, committed at the end.
- `read`          `with read() as session:` is one that only reads.
- `databases`     for a module that fills one database and asks it many things: `databases.fresh("sqlite")`.

A test that is about one database only says so with `@on_sqlite` or `@on_postgresql` (from tests.factories).
`factories.KEY` seals the trails. `databases.statements(engine)` collects what goes to the database.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.store.database import open_engine, reader, writer, writing
from tests.databases import BOTH, Databases
from tests.factories import KEY
from tests.stories.browsing import SKIPPED, WHY

Opens = Callable[[], AbstractContextManager[Session]]


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    with ExitStack() as stack:
        yield Databases(tmp_path_factory.mktemp("databases"), stack)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, databases: Databases) -> Iterator[str]:
    with databases.fresh(request.param) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with writer(engine, KEY) as session:
        yield session


@pytest.fixture
def write(engine: Engine) -> Opens:
    return partial(writing, engine, KEY)


@pytest.fixture
def read(engine: Engine) -> Opens:
    return partial(reader, engine)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was not tested."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(SKIPPED in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_sep("!", f"{WHY} ({count} tests)", red=True, bold=True)
