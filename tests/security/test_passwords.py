"""Passwords are kept as argon2id, refused when too short or too long, and never told apart by time."""

import pytest

from app.security import passwords

GOOD = "tea with the neighbours"


@pytest.fixture(scope="module")
def kept() -> str:
    return passwords.hashed(GOOD)


def test_only_the_right_password_opens(kept):
    assert passwords.is_right(GOOD, kept)
    assert not passwords.is_right("tea with the neighbour", kept)


def test_a_password_is_kept_as_argon2id_with_the_recommended_cost(kept):
    # OWASP ASVS 5.0, appendix on password storage: argon2id, at least 46 MiB with one pass or more, one lane.
    assert kept.startswith("$argon2id$v=19$m=47104,t=2,p=1$")
    assert GOOD not in kept


def test_two_people_with_one_password_have_different_hashes(kept):
    assert passwords.hashed(GOOD) != kept


@pytest.mark.parametrize("kept_instead", [None, "", "nothing that argon2 wrote"])
def test_nothing_opens_an_account_without_a_hash(kept_instead):
    assert not passwords.is_right(GOOD, kept_instead)


def test_without_an_account_a_hash_is_computed_all_the_same(monkeypatch):
    asked = []
    monkeypatch.setattr(passwords._hasher.__class__, "verify", lambda _, *both: asked.append(both) or True)

    assert not passwords.is_right(GOOD, None)
    assert len(asked) == 1


@pytest.mark.parametrize("length", [0, 11])
def test_a_short_password_is_refused_with_the_length_it_needs(length):
    with pytest.raises(passwords.PasswordTooShort) as refused:
        passwords.hashed("x" * length)

    assert refused.value.values == {"shortest": 12}


def test_a_password_that_would_cost_too_much_is_refused_before_any_work(monkeypatch, kept):
    monkeypatch.setattr(passwords, "_hasher", None)

    with pytest.raises(passwords.PasswordTooLong):
        passwords.hashed("x" * 257)
    assert not passwords.is_right("x" * 257, kept)


def test_fresh_passwords_are_long_different_and_readable():
    fresh = {passwords.fresh() for _ in range(50)}

    assert len(fresh) == 50
    for password in fresh:
        assert [len(part) for part in password.split("-")] == [5, 5, 5, 5]
        assert not set(password) & set("ilo01O")
