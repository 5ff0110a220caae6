"""What every test of the web may ask for.

- `application`  the workbench on a new database (on SQLite and on PostgreSQL in turn), not started yet.
- `scene`        the same, started, with a small study and its people (tests/web/scene.py).
- `way`          the lead's way into a focus group of the study in which nobody has spoken yet (tests/web/way_in.py).
- `no_files`     holds that nothing is written to a temporary file, neither here nor in the worker.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.settings import Settings
from app.web.application import create_application
from tests import factories
from tests.factories import KEY
from tests.web.scene import Scene
from tests.web.way_in import Way


@pytest.fixture
def application(database_url: str, tmp_path: Path) -> FastAPI:
    return create_application(
        Settings(database_url=database_url, secret_key=KEY.decode(), data_directory=tmp_path / "nothing")
    )


@pytest.fixture
def scene(application: FastAPI) -> Iterator[Scene]:
    with TestClient(application) as door:
        yield Scene(application, door.portal)


@pytest.fixture
def way(scene: Scene) -> Way:
    with scene.write() as session:
        group = factories.focus_group(session, scene.viewers["lead"], label="Volunteers 1", stakeholder="Volunteer")
        return Way(scene, group.id)


@pytest.fixture
def no_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("an upload was written to a file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    yield
    assert list(folder.iterdir()) == []
