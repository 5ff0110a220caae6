"""A wheel built from the tree and installed alone carries everything that the demo needs."""

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
CONSTRAINTS = ROOT / ".ci" / "constraints.txt"
HTMX_SHA256 = "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a source distribution, and the wheel from nothing but that."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT), folder=folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone into a fresh environment; return where its commands are."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    run(str(commands / "python"), "-m", "pip", "install", str(wheel), "-c", str(CONSTRAINTS), folder=folder)
    return commands


def test_the_wheel_carries_every_file_of_the_rooms(wheel: Path):
    carried = set(contents(wheel))

    assert carried.issuperset(f"app/{name}" for name in kept(ROOT / "app"))
    assert carried.issuperset(f"app/_shipped/migrations/{name}" for name in kept(ROOT / "migrations"))
    assert carried.issuperset(f"app/_shipped/transcripts/{name}" for name in kept(ROOT / "transcripts"))
    assert "app/_shipped/alembic.ini" in carried
    assert "app/web/locale/nb/LC_MESSAGES/messages.mo" in carried


def test_the_wheel_carries_nothing_but_the_package(wheel: Path):
    [package, about] = sorted({name.split("/")[0] for name in contents(wheel)})

    assert package == "app"
    assert about.endswith(".dist-info")


def test_the_wheel_carries_the_htmx_that_we_know(wheel: Path):
    with ZipFile(wheel) as archive:
        script = archive.read("app/web/static/vendor/htmx.min.js")

    assert hashlib.sha256(script).hexdigest() == HTMX_SHA256


def test_the_demo_runs_from_the_wheel_alone(installed: Path, tmp_path: Path):
    empty = tmp_path / "empty"
    empty.mkdir()

    printed = run(str(installed / "commonground"), "demo", "--check", folder=empty)

    assert "http://127.0.0.1:" in printed
    assert all(role in printed.lower() for role in ("lead", "co-researcher", "supervisor"))
    assert list(empty.iterdir()) == []


def test_what_htmx_came_in_is_not_installed(installed: Path):
    listed = run(str(installed / "python"), "-m", "pip", "list", "--format=freeze", folder=installed)

    assert "common-ground==" in listed
    assert "django" not in listed.lower()


def run(*command: str, folder: Path) -> str:
    """Run a program outside the tree, with none of our settings; its words explain a failure."""
    done = subprocess.run(
        command, cwd=folder, env=plain_environment(), text=True, capture_output=True, timeout=600, check=False
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def plain_environment() -> dict[str, str]:
    """Leave out what would let the tree, or this machine's study data, shine through."""
    ours = ("COMMONGROUND_", "PYTEST_", "PYTHON", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def contents(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        return archive.namelist()


def kept(folder: Path) -> Iterator[str]:
    """Name the files under a folder, from there on, without Python's own leavings."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()
