"""Tokens for cookies and forms, and the arithmetic of the trail's seals."""

import hashlib

from app.security import seals, tokens


def test_tokens_are_long_different_and_kept_as_a_digest():
    fresh = {tokens.fresh() for _ in range(50)}

    assert len(fresh) == 50
    assert all(len(token) >= 43 for token in fresh)  # 256 bits in base64: 256 / 6 = 42.7
    assert tokens.digest("abc") == hashlib.sha256(b"abc").hexdigest()


def test_a_form_token_belongs_to_one_sign_in_and_does_not_tell_it():
    first, second = tokens.form_token("one sign-in"), tokens.form_token("another")

    assert first == tokens.form_token("one sign-in")
    assert first != second
    assert first not in {tokens.digest("one sign-in"), "one sign-in"}


def test_tokens_are_compared_whole():
    assert tokens.same("æøå", "æøå")
    assert not tokens.same("abc", "abcd")
    assert not tokens.same("", "a")


def test_a_payload_hash_needs_its_salt():
    # The published test value of SHA-256 for "abc" (FIPS 180-2, appendix B.1), here as salt "a" and payload "bc".
    assert seals.payload_hash("a", "bc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert seals.payload_hash("b", "bc") != seals.payload_hash("a", "bc")
    assert len(seals.fresh_salt()) == 32  # 128 bits
    assert seals.fresh_salt() != seals.fresh_salt()


def test_a_row_hash_changes_with_each_field_and_with_where_one_field_ends():
    row = seals.row_hash("before", ["ab", "c", None])

    assert row != seals.row_hash("after", ["ab", "c", None])
    assert row != seals.row_hash("before", ["a", "bc", None])
    assert row != seals.row_hash("before", ["ab", "c", "None"])
    assert row == seals.row_hash("before", ["ab", "c", None])


def test_a_head_seal_changes_with_key_study_number_and_hash():
    variants = [
        (b"key", "a", 1, "f"),
        (b"kez", "a", 1, "f"),
        (b"key", "b", 1, "f"),
        (b"key", "a", 2, "f"),
        (b"key", "a", 1, "e"),
    ]

    assert len({seals.head_seal(*variant) for variant in variants}) == len(variants)
