"""A key that tells which placeholder stands for whom: taken out by choice, locked with a passphrase, never kept here.

The file begins with a line that names the format and its version, then a line of JSON that anybody can read (what the
key is about, salt and nonce), then the locked rest. Version 1 derives the key from the passphrase with scrypt,
N = 2**16, r = 8, p = 2 (64 MiB; a guess costs about a quarter of a second), and locks with AES-256-GCM, which also
notices any change, of the readable lines as well.
"""

import json
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from secrets import token_bytes
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.sentences import N_, Refusal

# Placeholders and labels, each with what it stands for: {"[name 1]": ["..."], "P3": ["..."]}.
Key = Mapping[str, Sequence[str]]

FORMAT: Final = b"Common Ground key "
VERSION: Final = b"1"
COST: Final = 2**16
BLOCK_SIZE: Final = 8
LANES: Final = 2
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
PADDED_TO: Final = 4096  # bytes, so that the length of the file does not tell how many names there are
SHORTEST: Final = 12  # characters of a passphrase
FEWEST_DIFFERENT: Final = 5


class WeakPassphrase(Refusal):
    sentence = N_(
        "Choose a passphrase of at least 12 characters, not all alike: four words that do not belong together."
    )


class NotAKeyFile(Refusal):
    sentence = N_("This is not a key file of Common Ground, or it is damaged.")


class KeyFileIsNewer(Refusal):
    sentence = N_("This key file was made by a newer version of Common Ground. Open it with that version.")


class WrongPassphrase(Refusal):
    sentence = N_("This passphrase does not open the key file, or the file was changed since it was made.")


def encrypted(key: Key, passphrase: str, about: Mapping[str, str]) -> bytes:
    """Return the key file. `about` (the study, the transcript, the day) can be read by anybody who has the file."""
    words = unicodedata.normalize("NFC", passphrase)
    if len(words.strip()) < SHORTEST or len(set(words)) < FEWEST_DIFFERENT:
        raise WeakPassphrase
    salt, nonce = token_bytes(SALT_BYTES), token_bytes(NONCE_BYTES)
    told = {"about": dict(about), "salt": b64encode(salt).decode(), "nonce": b64encode(nonce).decode()}
    header = FORMAT + VERSION + b"\n" + json.dumps(told).encode() + b"\n"
    plain = json.dumps({placeholder: list(words) for placeholder, words in key.items()}).encode()
    plain += b" " * (-len(plain) % PADDED_TO)
    return header + AESGCM(_derived(passphrase, salt)).encrypt(nonce, plain, header)


def decrypted(data: bytes, passphrase: str) -> dict[str, tuple[str, ...]]:
    """Return what the placeholders of a key file stand for."""
    header, salt, nonce = _read_header(data)
    try:
        plain = AESGCM(_derived(passphrase, salt)).decrypt(nonce, data[len(header) :], header)
    except InvalidTag:
        raise WrongPassphrase from None
    return {placeholder: tuple(words) for placeholder, words in json.loads(plain).items()}


def _read_header(data: bytes) -> tuple[bytes, bytes, bytes]:
    first, _, rest = data.partition(b"\n")
    if not first.startswith(FORMAT):
        raise NotAKeyFile
    if first != FORMAT + VERSION:
        raise KeyFileIsNewer
    second, _, _ = rest.partition(b"\n")
    try:
        told = json.loads(second)
        salt, nonce = b64decode(told["salt"], validate=True), b64decode(told["nonce"], validate=True)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise NotAKeyFile from None
    if (len(salt), len(nonce)) != (SALT_BYTES, NONCE_BYTES):
        raise NotAKeyFile
    return first + b"\n" + second + b"\n", salt, nonce


def _derived(passphrase: str, salt: bytes) -> bytes:
    words = unicodedata.normalize("NFC", passphrase)
    return Scrypt(salt=salt, length=KEY_BYTES, n=COST, r=BLOCK_SIZE, p=LANES).derive(words.encode())
