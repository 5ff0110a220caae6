"""The reference cases of agreement; COMMONGROUND_AGREEMENT_CASES names another file of them."""

import json
import os
from pathlib import Path
from typing import Any

OURS = Path(__file__).parents[1] / "reference" / "agreement_cases.json"


def cases() -> list[dict[str, Any]]:
    path = Path(os.environ.get("COMMONGROUND_AGREEMENT_CASES") or OURS)
    return json.loads(path.read_text(encoding="utf-8"))["cases"]


def rows_of(data: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the units of a table or of a contingency table: the value of each coder, None where it is missing."""
    if data["form"] == "table":
        return [tuple(row) for row in data["rows"]]
    assert data["form"] == "contingency", f"{data['form']} is no table"
    return [
        (first, second)
        for first, counts in zip(data["categories"], data["counts"], strict=True)
        for second, count in zip(data["categories"], counts, strict=True)
        for _ in range(count)
    ]
