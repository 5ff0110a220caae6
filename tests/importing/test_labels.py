"""What the labels of a file probably mean is proposed to the researcher, with what helps to recognise them."""

from dataclasses import replace

import pytest

from app.importing.draft import Draft, DraftTurn
from app.importing.labels import Kind, LabelFound, labels_found
from tests.importing.spoken import read


def draft(*labels: str, header: tuple[str, ...] = ()) -> Draft:
    return Draft(header, tuple(DraftTurn(label, f"Words of turn {n}") for n, label in enumerate(labels)))


def proposals(found: Draft, **earlier: Kind) -> dict[str, Kind]:
    return {each.label: each.proposed for each in labels_found(found, earlier)}


def test_labels_are_found_in_order_with_turns_and_first_words():
    found = labels_found(draft("I", "Anna", "I", "", "I", "I"))

    assert found == (
        LabelFound("I", 4, ("Words of turn 0", "Words of turn 2", "Words of turn 4"), Kind.MODERATOR, key="I"),
        LabelFound("Anna", 1, ("Words of turn 1",), Kind.PARTICIPANT, key="Anna"),
    )


def test_first_words_are_cut_at_eighty_characters_between_words():
    [found] = labels_found(Draft((), (DraftTurn("P1", "one two\n" * 30),)))

    [words] = found.first_words
    assert len(words) <= 80
    assert words.startswith("one two one two")
    assert words.endswith((" one…", " two…"))


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (
            Kind.MODERATOR,
            [
                *("I", "Int.", "Interviewer", "MOD", "Moderator", "M", "Facilitator", "Intervjuer", "Ordstyrer", "I1"),
                *("Intervjuare", "Mødeleder", "Gespreksleider", "Moderatorin", "Anna (moderator)", "Interviewer (KB)"),
            ],
        ),
        (Kind.CO_MODERATOR, ["C", "Co", "Co-moderator", "I2", "Medforsker", "MF", "Medforskare"]),
        (Kind.SEVERAL, ["All", "Several", "Alle", "Flere", "P1 and P2", "P1/P3", "D1 og D2", "P2/PM-1", "Flera"]),
        (Kind.UNKNOWN, ["?", "??", "Unknown", "Ukjent", "Unknown speaker", "Okänd"]),
        (Kind.NONE, ["Stage direction"]),
        (
            Kind.PARTICIPANT,
            ["P1", "p1", "D2", "Participant 3", "Deltaker 12", "Kari", "Hansen, Grete", "Respondent", "+47 000 00 000"],
        ),
    ],
)
def test_the_usual_labels_are_proposed_as_what_they_mean(kind, labels):
    assert {label: proposals(draft(label))[label] for label in labels} == dict.fromkeys(labels, kind)


@pytest.mark.parametrize(
    ("line", "label", "kind"),
    [
        ("Moderator: R1 (female)", "R1", Kind.MODERATOR),
        ("Moderator: Kari Nordmann (KN)", "KN", Kind.MODERATOR),
        ("Til stede: Ordstyrer (X), medforsker (Y), D1–D3", "Y", Kind.CO_MODERATOR),
        ("Participants P1-P4, with a moderator (A) and a co-moderator (B)", "B", Kind.CO_MODERATOR),
        ("Present: Anna (moderator), Bo", "Anna", Kind.MODERATOR),
        ("MX = medforsker", "MX", Kind.CO_MODERATOR),
        ("R1: facilitator", "R1", Kind.MODERATOR),
        ("Interviews: 4 (R1)", "R1", Kind.PARTICIPANT),
    ],
)
def test_the_header_says_who_moderates(line, label, kind):
    assert proposals(draft(label, "P1", header=("Date: 3 May", line)))[label] is kind


def test_what_a_label_meant_in_the_studys_earlier_transcripts_is_offered_again():
    proposed = proposals(draft("R1", "ab", "I", "P1"), r1=Kind.MODERATOR, AB=Kind.CO_MODERATOR, I=Kind.PARTICIPANT)

    assert list(proposed.values()) == [Kind.MODERATOR, Kind.CO_MODERATOR, Kind.PARTICIPANT, Kind.PARTICIPANT]


def test_the_header_of_this_transcript_is_nearer_than_an_earlier_choice():
    found = draft("R1", "P1", header=("Moderator: R1",))

    assert proposals(found, R1=Kind.PARTICIPANT)["R1"] is Kind.MODERATOR


def test_the_same_label_in_two_sessions_is_two_labels():
    first = DraftTurn("P1", "Hello.", session="FG1")
    found = labels_found(Draft((), (first, replace(first, session="FG2"), replace(first, label="P2"))))

    assert [(each.label, each.session, each.key, each.turns) for each in found] == [
        ("P1", "FG1", "P1 · FG1", 1), ("P1", "FG2", "P1 · FG2", 1), ("P2", "FG1", "P2 · FG1", 1),
    ]  # fmt: skip


def test_in_a_single_session_the_key_is_the_label():
    assert labels_found(Draft((), (DraftTurn("P1", "Hello.", session="FG1"),)))[0].key == "P1"


def likes(**turns: int) -> dict[str, str]:
    """Return which label is thought to be which other one, given how many turns each has."""
    labels = [label for label, count in turns.items() for _ in range(count)]
    return {each.key: each.like for each in labels_found(draft(*labels)) if each.like}


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        *(("Pl", "P1"), ("p 1", "P1"), ("P-1", "P1"), ("P01", "P1"), ("PI", "P1"), ("F0", "FO")),
        *(
            ("Modertor", "Moderator"),
            ("Moderatro", "Moderator"),
            ("Moderrator", "Moderator"),
            ("Noderator", "Moderator"),
        ),
        *(("I", "Interviewer"), ("Mod", "Moderator"), ("P1", "Participant 1"), ("S2", "Speaker 2"), ("O", "Ordstyrer")),
        *(("Grete Hansen", "Hansen, Grete"), ("Kari N", "Kari N."), ("Marthe", "Marte"), ("Anna (moderator)", "Anna")),
        *(("Speeker 2", "Speaker 2"), ("Volunteer 3 (Guest)", "Volunteer 3"), ("Alban Broke", "Alban Brooke")),
    ],
)
def test_a_label_that_is_probably_another_one_is_said_to_be_like_it(slip, right):
    assert likes(**{right: 6, slip: 1}) == {slip: right}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("P1", "P2"), ("P1", "P11"), ("P1", "D1"), ("Speaker 1", "Speaker 2"), ("Speaker A", "Speaker B")),
        *(
            ("Pt1–1", "Pt11"),
            ("M", "M2"),
            ("F", "M"),
            ("I", "C"),
            ("Kari", "Ola"),
            ("Int", "Inga"),
            ("P1 (FG1)", "P1 (FG2)"),
        ),
        *(("Anna", "Anna (2)"), ("All", "Alle"), ("Moderator", "Moderator 2")),
    ],
)
def test_people_whose_labels_must_differ_are_not_taken_for_each_other(one, other):
    assert likes(**{other: 6, one: 1}) == {}


def test_two_names_alike_who_both_speak_often_are_two_people():
    assert likes(Anna=9, Anne=3) == {}
    assert likes(Anna=9, Anne=1) == {"Anne": "Anna"}


def test_labels_are_compared_within_their_session_only():
    first = DraftTurn("P1", "Hello.", session="FG1")

    found = labels_found(Draft((), (first, first, DraftTurn("Pl", "Hi.", session="FG2"))))

    assert [each.like for each in found] == ["", ""]


def test_the_proposals_for_a_whole_transcript():
    found = labels_found(
        read("Date: 3 May", "Moderator: R1 (female)", "R1: Welcome.", "P1: Hi.", "Pl: Yes.", "P1: So.", "All: Mm.")
    )

    assert [(each.label, each.turns, each.proposed, each.like) for each in found] == [
        ("R1", 1, Kind.MODERATOR, ""), ("P1", 2, Kind.PARTICIPANT, ""), ("Pl", 1, Kind.PARTICIPANT, "P1"),
        ("All", 1, Kind.SEVERAL, ""),
    ]  # fmt: skip
