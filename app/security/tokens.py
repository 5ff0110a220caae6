"""Random tokens for cookies and links, and how we keep them: as hashes."""

import hashlib
import hmac
import secrets


def fresh() -> str:
    """Return a new token of 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def form_token(session_token: str) -> str:
    """Return the token that every form of a signed-in browser carries."""
    return hmac.digest(session_token.encode(), b"form", "sha256").hex()


def same(first: str, second: str) -> bool:
    """Compare two tokens without telling how far they agree."""
    return hmac.compare_digest(first.encode(), second.encode())
