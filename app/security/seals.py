"""The arithmetic of the trail: salted payloads, chained rows, a sealed head."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence

Plain = str | int | bool | None


def fresh_salt() -> str:
    """Return a new random salt of 128 bits."""
    return secrets.token_hex(16)


def payload_hash(salt: str, payload: str) -> str:
    """Return sha256(salt || payload), which says nothing once the salt is gone."""
    return hashlib.sha256((salt + payload).encode()).hexdigest()


def row_hash(previous: str, fields: Sequence[Plain]) -> str:
    """Chain a row's fields to the row before it."""
    text = json.dumps([previous, *fields], ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def head_seal(key: bytes, study: str, number: int, head: str) -> str:
    """Seal the end of a trail with a key kept outside the database: a plain chain cannot show a cut tail."""
    return hmac.new(key, f"{study}:{number}:{head}".encode(), hashlib.sha256).hexdigest()


def ledger_seal(key: bytes, previous: str, line: str) -> str:
    """Seal a line of the ledger together with the one before it."""
    return hmac.new(key, f"ledger:{previous}:{line}".encode(), hashlib.sha256).hexdigest()


def form_seal(key: bytes, study: str, purpose: str, text: str) -> str:
    """Seal what a form carries through the browser, so that only what we gave out for this purpose comes back."""
    return hmac.new(key, f"form:{study}:{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
