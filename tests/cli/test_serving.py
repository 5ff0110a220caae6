"""Serving loads what serves: the process stays small, and its first answer comes soon."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# For computing, screening, reading and the demo, which other processes do, and for the other database.
ELSEWHERE = (
    "numpy", "scipy", "wordfreq", "langcodes", "pypdf", "psycopg", "app.cli.agreement", "app.cli.files",
    "app.workbench.demo",
)  # fmt: skip


def test_serving_loads_nothing_that_only_others_need():
    script = "import sys, app.cli.serving, app.web.application; print(*sys.modules, sep='\\n')"

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )

    loaded = set(done.stdout.split())
    assert "app.web.application" in loaded
    assert loaded.isdisjoint(ELSEWHERE)


def test_a_terminal_loads_no_command_but_the_one_that_is_asked_for():
    script = "import sys; from app.cli import main; main(['serve', '--help'], standalone_mode=False); "
    script += "print(*sorted(one for one in sys.modules if one.startswith('app.cli')))"

    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )

    assert done.stdout.splitlines()[-1] == "app.cli app.cli.ledger app.cli.serving"
