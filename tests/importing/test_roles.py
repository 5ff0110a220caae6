"""What labels mean by themselves, and which of them a study may remember."""

import pytest

from app.importing.labels import may_be_kept
from app.importing.roles import Kind, known_kind


@pytest.mark.parametrize(
    "label",
    [
        *("MF", "D1", "R1", "I", "O", "Moderator", "Medforsker 2", "Flere", "?", "P12", "SU-3", "Participant 3", "19"),
        *("Tjenestebruker 2", "Speaker A", "Pt1–1", "Respondent", "Unknown speaker", "int."),
    ],
)
def test_role_words_and_codes_may_be_remembered(label):
    assert may_be_kept(label)


@pytest.mark.parametrize(
    "label",
    [
        *("Kari", "Hansen, Grete", "+47 000 00 000", "KARI1", "Bo 1", "Ola", "Bo", "KN", "Anna (moderator)"),
        *("Interviewer (Kari)", "Volunteer 3 (Guest)", "Moderator Kari", "S. Berg", "12345678", "", "P1 and Kari"),
    ],
)
def test_a_name_a_telephone_number_or_initials_are_never_remembered(label):
    assert not may_be_kept(label)


@pytest.mark.parametrize("label", ["FG 1", "Q1", "kl 12", "Nr 3", "ICD-10", "uke 3", "Anna", "Example", ""])
def test_what_could_be_anything_has_no_kind(label):
    assert known_kind(label) is None


def test_a_role_beside_a_name_is_the_kind_of_the_name():
    assert known_kind("Anna (co-moderator)") is Kind.CO_MODERATOR
    assert known_kind("Interviewer (KB)") is Kind.MODERATOR
    assert known_kind("Anna (Guest)") is None
