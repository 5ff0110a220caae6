"""The reference set of made-up passages, and how much of it is found."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.importing.anonymising.identifiers import Tier
from app.importing.anonymising.screening import screen

OWN = Path(__file__).with_name("identifiers.jsonl")
STRUCTURED = {"EMAIL", "PHONE", "NATID", "DATE", "URL", "HANDLE", "ADDRESS", "AGE"}
NAMED = {"PERSON", "PLACE", "ORG"}


def cases() -> list[dict]:
    """Return the passages, of another set where the environment names one."""
    path = Path(os.environ.get("COMMONGROUND_IDENTIFIER_CASES") or OWN)
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@dataclass
class Score:
    """What was asked for and found, by kind and category, and what the detections and traps were."""

    asked: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    detections: int = 0
    right: int = 0
    traps_taken_for_sure: int = 0
    missed: list[str] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        return self.found[kind] / max(1, self.asked[kind])

    @property
    def precision(self) -> float:
        return self.right / max(1, self.detections)


def score(passages: Iterable[dict], listed: Sequence[str] = ()) -> Score:
    """Screen the passages and compare with what is marked in them, speakers' labels left out of what is asked for."""
    total = Score()
    for case in passages:
        found = screen(case["text"], case["lang"], listed)
        for span in case["spans"]:
            if span["sub"] != "speaker":
                count(total, case["text"], span, found)
        total.detections += len(found)
        total.right += sum(any(touch(one, span) for span in case["spans"]) for one in found)
        total.traps_taken_for_sure += sum(
            any(touch(one, trap) and one.tier is Tier.SURE for one in found) for trap in case["traps"]
        )
    return total


def count(total: Score, text: str, span: dict, found) -> None:
    """Note whether one detection holds every letter and digit of a span."""
    letters = [at for at in range(span["start"], span["end"]) if text[at].isalnum()]
    is_found = any(all(one.start <= at < one.end for at in letters) for one in found)
    kinds = ["all", span["kind"], *(["structured"] if span["category"] in STRUCTURED else [])]
    total.asked.update(kinds)
    total.found.update(kinds if is_found else [])
    if not is_found:
        total.missed.append(f"{span['category']}: {text[max(0, span['start'] - 30) : span['end'] + 15]!r}")


def touch(one, span: dict) -> bool:
    return one.start < span["end"] and span["start"] < one.end


def project_list(passages: Iterable[dict]) -> list[str]:
    """Return seven in ten of the different names, places and organisations, chosen by a digest of each."""
    names = {
        span["text"].casefold()
        for case in passages
        for span in case["spans"]
        if span["category"] in NAMED and span["sub"] != "speaker"
    }
    return sorted(name for name in names if int(hashlib.sha256(name.encode()).hexdigest(), 16) % 10 < 7)
