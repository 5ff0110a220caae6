"""Find the transcripts that the tests read: our copies, or those that lie where their licence lets them lie."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

OURS = Path(__file__).parent / "samples"
BESIDE = Path(__file__).parents[3] / "shared" / "samples"
FOLDERS = ("", "synthetic", "transcripts", "refi-qda", "coded")


def sample_path(name: str) -> Path:
    """Return where a sample lies; the test is skipped where it lies nowhere."""
    chosen = os.environ.get("COMMONGROUND_SAMPLES")
    roots = [Path(chosen)] if chosen else [OURS, BESIDE]
    found = (root / folder / name for root in roots for folder in FOLDERS)
    path = next((path for path in found if path.is_file()), None)
    if path is None:
        pytest.skip(f"The sample {name} may not be copied into this tree; COMMONGROUND_SAMPLES can say where it is.")
    return path


def sample(name: str) -> bytes:
    """Return the bytes of a sample."""
    return sample_path(name).read_bytes()


def expected(name: str) -> dict[str, Any]:
    """Return what a file written for this project holds."""
    entry: dict[str, Any] = json.loads(sample("EXPECTED.json"))[name]
    return entry
