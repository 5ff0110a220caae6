"""What every test of the web may ask for.

- `application`  the workbench on a new database (on SQLite and on PostgreSQL in turn), not started yet.
- `scene`        the same, started, with a small study and its people (tests/web/scene.py).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.settings import Settings
from app.web.application import create_application
from tests.factories import KEY
from tests.web.scene import Scene


@pytest.fixture
def application(database_url: str, tmp_path: Path) -> FastAPI:
    return create_application(
        Settings(database_url=database_url, secret_key=KEY.decode(), data_directory=tmp_path / "nothing")
    )


@pytest.fixture
def scene(application: FastAPI) -> Iterator[Scene]:
    with TestClient(application) as door:
        yield Scene(application, door.portal)
