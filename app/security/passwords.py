"""Passwords: argon2id, and nothing that anybody could guess from our side."""

import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.sentences import N_, Refusal

SHORTEST = 12
LONGEST = 256
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"

# 46 MiB, two passes, one lane: the recommended floor of OWASP ASVS 5.0 with margin. At most two at once,
# or a flood of sign-ins would take all memory.
_hasher = PasswordHasher(time_cost=2, memory_cost=46 * 1024, parallelism=1)
_places = BoundedSemaphore(2)
_NOBODY = _hasher.hash(secrets.token_hex(16))


class PasswordTooShort(Refusal):
    """A new password is shorter than we accept."""

    sentence = N_("A password needs at least %(shortest)s characters. A few words in a row are easy to remember.")


class PasswordTooLong(Refusal):
    """A new password is longer than we accept."""

    sentence = N_("A password can have at most %(longest)s characters.")


def hashed(password: str) -> str:
    """Return the argon2id hash of a new password."""
    if len(password) < SHORTEST:
        raise PasswordTooShort(shortest=SHORTEST)
    if len(password) > LONGEST:
        raise PasswordTooLong(longest=LONGEST)
    with _places:
        return _hasher.hash(password)


def is_right(password: str, password_hash: str | None) -> bool:
    """Compare a password with a hash; without a hash, take as long as with one and say no."""
    if len(password) > LONGEST:
        return False
    with _places:
        try:
            return _hasher.verify(password_hash or _NOBODY, password) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def fresh() -> str:
    """Return a new random password that can be read out: four times five letters or digits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
