"""A name that is found late is taken out wherever it stands, whoever may see it there."""

from dataclasses import replace

import pytest

from app.store.queries.coding import codings
from app.workbench import placing
from app.workbench.codebook import edit_code
from app.workbench.placing import Passage
from app.workbench.revising import change_words, look
from app.workbench.rounds import open_independent_round, reveal_round
from app.workbench.themes import edit_theme
from tests import factories
from tests.on_the_trail import newest_acts
from tests.workbench.changing import LINES, coded, decision, redact, whole


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


def test_a_lead_author_sees_where_else_the_words_stand(session, lead, talk):
    other = factories.transcript(session, lead, lines=["P1: ANNA came, Hanna did not", "P2: and anna went"])
    label = factories.code(session, lead, name="Anna's place")
    edit_code(session, lead, label.id, name="Anna's place", rule={"example": "What anna said", "definition": "Hannah"})
    factories.coding(session, lead, talk=talk, words="friend Anna")

    shown = look(session, lead, talk.id, factories.passage(session, lead, talk, "Anna"))

    assert [(spot.transcript_id, spot.turn, spot.words, spot.after[:4]) for spot in shown.elsewhere] == [
        (talk.id, 3, "Anna", "'s w"), (other.id, 1, "ANNA", " cam"), (other.id, 2, "anna", " wen"),
    ]  # fmt: skip
    assert [(text.key.split(":")[2], text.name, text.words) for text in shown.texts] == [
        ("name", "Anna's place", "Anna"), ("example", "Anna's place", "anna"), ("was_called", "Anna's place", "Anna"),
    ]  # fmt: skip
    assert (shown.turn.number, shown.placeholder, shown.codings) == (2, "[name 1]", 1)


def test_the_placeholder_that_is_offered_has_the_next_number(session, lead, talk):
    factories.transcript(session, lead, lines=["P1: And [name 3] came"])

    shown = look(session, lead, talk.id, factories.passage(session, lead, talk, "Anna"))

    assert shown.placeholder == "[name 4]"


def test_a_name_is_redacted_everywhere_at_once(session, lead, talk):
    other = factories.transcript(session, lead, lines=["P1: ANNA came"])
    label, theme = factories.code(session, lead, name="Anna"), factories.theme(session, lead)
    edit_code(session, lead, label.id, name="Anna", rule={"example": "What anna said", "near_miss": "Johanna"})
    edit_theme(session, lead, theme.id, name="Friends", central_idea="Anna and others")
    shown = look(session, lead, talk.id, factories.passage(session, lead, talk, "Anna"))
    spots = [(spot.transcript_id, spot.start, spot.end) for spot in shown.elsewhere]

    touched = change_words(
        session, lead, talk.id, decision(session, lead, talk, elsewhere=spots, texts=[one.key for one in shown.texts])
    )

    assert whole(session, lead, talk) == "Hello\nMy friend [name 1], she stays\nTell us [name 1]'s way"
    assert whole(session, lead, other) == "[name 1] came"
    assert (label.name, label.example, label.near_miss) == ("[name 1]", "What [name 1] said", "Johanna")
    assert theme.central_idea == "[name 1] and others"
    assert {one.id: one.turns for one in touched.transcripts} == {talk.id: (2, 3), other.id: (1,)}
    assert sorted(name for _, name in touched.texts) == ["Anna", "Anna", "Anna", "Friends"]  # one is an earlier wording
    session.commit()
    assert [line.act for line in newest_acts(session, lead)].count("transcript.redacted") == 1


def test_what_is_not_ticked_stays(session, lead, talk):
    other = factories.transcript(session, lead, lines=["P1: ANNA came"])
    label = factories.code(session, lead, name="Anna")

    change_words(session, lead, talk.id, decision(session, lead, talk))

    assert whole(session, lead, other) == "ANNA came"
    assert whole(session, lead, talk).endswith("Anna's way")
    assert label.name == "Anna"


def test_a_place_that_has_other_words_by_now_is_refused(session, lead, talk):
    other = factories.transcript(session, lead, lines=["P1: ANNA came"])

    with pytest.raises(placing.WordsDiffer):
        change_words(session, lead, talk.id, decision(session, lead, talk, elsewhere=[(other.id, 1, 5)]))


def test_two_names_that_become_one_stay_two(session, lead, talk):
    first = factories.code(session, lead, name="About Anna")
    second = factories.code(session, lead, name="About [name 1]")
    shown = look(session, lead, talk.id, factories.passage(session, lead, talk, "Anna"))

    change_words(session, lead, talk.id, decision(session, lead, talk, texts=[one.key for one in shown.texts]))

    assert (first.name, second.name) == ("About [name 1] 2", "About [name 1]")


def test_a_genitive_keeps_its_ending(session, lead):
    talk = factories.transcript(
        session, lead, lines=["P1: Kari kom", "P2: Karis vei, Larsens, lars", "P1: Lar det være"]
    )
    talk.language = "nb"
    session.flush()

    shown = look(session, lead, talk.id, factories.passage(session, lead, talk, "Kari"))
    spots = [(spot.transcript_id, spot.start, spot.end) for spot in shown.elsewhere]
    change_words(session, lead, talk.id, decision(session, lead, talk, "Kari", "navn 1", spots))

    assert whole(session, lead, talk).split("\n")[:2] == ["[navn 1] kom", "[navn 1]s vei, Larsens, lars"]
    start = whole(session, lead, talk).index("Lar det")
    lar = look(session, lead, talk.id, Passage(start, start + 3, "Lar"))
    assert lar.elsewhere == ()  # "lars" is a name of its own


def test_what_is_set_aside_while_it_is_coded_once_more_is_carried_all_the_same(write):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
    with write() as session:
        [lead] = factories.blind(session, lead)
        factories.coding(session, lead, talk=talk, words="she stays")
        [first] = lead.blind_rounds
    with write() as session:
        reveal_round(session, lead, first)
        open_independent_round(session, factories.again(session, lead), first)
    with write() as session:
        lead = factories.again(session, lead)
        assert codings(session, lead, talk.id) == []
        redact(session, lead, talk, "Anna")
        after = codings(session, replace(lead, blind_rounds=frozenset(), set_aside=frozenset()), talk.id)
        words = whole(session, lead, talk)

    assert [words[row.start : row.end] for row in after] == ["she stays"]


def test_what_colleagues_coded_blindly_is_carried_and_not_shown(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        coder = factories.member(session, lead, initials="CR")
    with write() as session:
        lead, coder = factories.blind(session, lead, coder)
        hidden = factories.code(session, coder, name="Anna stays")
        edit_code(session, lead, factories.code(session, lead, name="Mine").id, name="Mine", rule={"example": "Anna!"})
        factories.coding(session, coder, talk=talk, label=hidden, words="friend Anna")
    with write() as session:
        shown = look(session, lead, talk.id, factories.passage(session, lead, talk, "Anna"))
        touched = change_words(
            session, lead, talk.id, decision(session, lead, talk, texts=[one.key for one in shown.texts])
        )

    assert [text.name for text in shown.texts] == ["Mine"]
    assert (shown.codings, touched.units, touched.moved) == (0, (), 0)
    assert [name for _, name in touched.texts] == ["Mine"]
    with read() as session:
        assert coded(session, coder, talk) == [("[name 1] stays", "friend [name 1]", 2, 2)]
