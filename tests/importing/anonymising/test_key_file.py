"""A key is taken out locked, and opens with its passphrase only."""

import json

import pytest

from app.importing.anonymising.key_file import (
    KeyFileIsNewer,
    NotAKeyFile,
    WeakPassphrase,
    WrongPassphrase,
    decrypted,
    encrypted,
)
from app.sentences import Refusal

KEY = {"[name 1]": ["Kari Nordmann", "Kari"], "P3": ["Ola Ås"]}
PASSPHRASE = "heather lamp canoe ærlig"
ABOUT = {"study": "Recovery", "made": "a Monday"}


@pytest.fixture(scope="module")
def made() -> bytes:
    return encrypted(KEY, PASSPHRASE, ABOUT)


def test_a_key_opens_with_its_passphrase(made: bytes):
    assert decrypted(made, PASSPHRASE) == {"[name 1]": ("Kari Nordmann", "Kari"), "P3": ("Ola Ås",)}


def test_a_passphrase_is_the_same_however_its_letters_were_typed():
    # An accent typed as a letter of its own: a and ring instead of å.
    composed = encrypted(KEY, "p\u00e5 heiane i mai", ABOUT)

    assert decrypted(composed, "pa\u030a heiane i mai").keys() == KEY.keys()


def test_what_the_key_is_about_can_be_read_and_nobodys_name(made: bytes):
    first, second, _ = made.split(b"\n", 2)

    assert first == b"Common Ground key 1"
    assert json.loads(second)["about"] == ABOUT
    assert not any(
        word in made for word in (b"Kari", b"Nordmann", b"name 1", b'"P3"')
    )  # two bytes alone may come by chance


def test_two_keys_of_the_same_names_have_nothing_in_common(made: bytes):
    again = encrypted(KEY, PASSPHRASE, ABOUT)

    assert made.split(b"\n", 2)[2] != again.split(b"\n", 2)[2]


def test_the_length_of_a_key_does_not_tell_how_many_names_it_holds(made: bytes):
    assert len(encrypted({}, PASSPHRASE, ABOUT)) == len(made)


def test_another_passphrase_is_refused(made: bytes):
    with pytest.raises(WrongPassphrase):
        decrypted(made, PASSPHRASE + " ")


@pytest.mark.parametrize("place", [45, -1, -2000])
def test_a_file_that_was_changed_is_refused(made: bytes, place: int):
    changed = bytearray(made)
    changed[place] ^= 1

    with pytest.raises(WrongPassphrase):
        decrypted(bytes(changed), PASSPHRASE)


@pytest.mark.parametrize("length", [0, 10, 60, 150])
def test_a_file_that_was_cut_is_refused(made: bytes, length: int):
    with pytest.raises(Refusal):
        decrypted(made[:length], PASSPHRASE)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 something else",
        b"Common Ground key 1\n",
        b"Common Ground key 1\n[]\n",
        b'Common Ground key 1\n{"salt": 1, "nonce": 2}\n',
        b'Common Ground key 1\n{"salt": "AAAA", "nonce": "AAAA"}\n',
        b'Common Ground key 1\n{"salt": "\xc3\xa6", "nonce": "!"}\n',
        b"Common Ground key 1\n\xff\xff\n",
        b"Common Ground key 1\n" + b"[" * 100_000 + b"\n",
    ],
)
def test_what_is_no_key_file_is_refused_without_a_guess(data: bytes):
    with pytest.raises(NotAKeyFile):
        decrypted(data, PASSPHRASE)


def test_a_key_of_a_later_version_says_so(made: bytes):
    with pytest.raises(KeyFileIsNewer):
        decrypted(made.replace(b"key 1", b"key 2", 1), PASSPHRASE)


@pytest.mark.parametrize("weak", ["", "short", "eleven char", "           12", "aaaaaaaaaaaaaaaa", "abcdabcdabcd"])
def test_a_weak_passphrase_is_refused(weak: str):
    with pytest.raises(WeakPassphrase):
        encrypted(KEY, weak, ABOUT)
