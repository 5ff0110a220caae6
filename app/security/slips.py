"""Withdrawal slips: what a participant shows to prove which label is theirs, and how we keep it: as a hash."""

import hashlib
import re
import secrets
from typing import Final
from uuid import UUID

# No 0 and o, no 1 and l: what is read from paper has one reading.
LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
GROUPS, IN_GROUP = 4, 4


def fresh_slip() -> str:
    """Return a new slip of 80 random bits, such as `k7mq-2xfa-9rtd-hw4c`."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(IN_GROUP)) for _ in range(GROUPS))


def slip_digest(study_id: UUID, typed: str) -> str:
    """Return what is stored of a slip, however it was typed: capitals, blanks and hyphens do not matter.

    A plain hash is enough, because nobody can try out 2**80 slips; and one that needs no key outlives a change of keys.
    The study's id makes the same slip another one elsewhere.
    """
    slip = re.sub(r"[\W_]+", "", typed.casefold())
    return hashlib.sha256(f"slip:{study_id}:{slip}".encode()).hexdigest()
