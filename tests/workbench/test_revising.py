"""Words that are found too late are redacted, typing mistakes corrected, and what is coded keeps its place."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from sqlalchemy import func, select

from app.security.permissions import NotAllowed, Role
from app.store.queries.coding import codings
from app.store.queries.transcripts import NotInThisStudy, turns
from app.store.tables import (
    Coding,
    Edit,
    MeaningUnit,
    Quote,
    Revising,
    Revision,
    Screening,
    TrailPayload,
    Turn,
    UnitTurn,
)
from app.workbench import placing, rewriting
from app.workbench.anonymity import Signature, hash_of, sign
from app.workbench.codebook import edit_code
from app.workbench.coding import apply_code, remove_coding, undo
from app.workbench.placing import Passage
from app.workbench.quotes import choose_quote, chosen_quotes
from app.workbench.revising import Decision, Grounds, change_words, look, revise
from app.workbench.rewriting import Replacement
from app.workbench.themes import edit_theme
from app.workbench.touching import Fate
from app.workbench.trail import trail, verify_trails
from tests import factories
from tests.factories import KEY, on_postgresql

# Turn 1 is 0 to 5, turn 2 is 6 to 31 ("Anna" 16 to 20), turn 3 is 32 to 50 ("Anna" 40 to 44).
LINES = ["I: Hello", "P1: My friend Anna, she stays", "P2: Tell us Anna's way"]
NAME = "[name 1]"  # 8 code points, 4 more than Anna


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    return factories.transcript(session, lead, lines=LINES)


def whole(session, viewer, talk):
    return "\n".join(turn.words for turn in turns(session, viewer, talk.id))


def edit(session, viewer, talk, old, new):
    place = factories.passage(session, viewer, talk, old)
    return Replacement(place.start, place.end, new, old)


def redact(session, viewer, talk, old, new=NAME):
    return revise(session, viewer, talk.id, [edit(session, viewer, talk, old, new)], Revising.REDACTED)


def correct(session, viewer, talk, old, new):
    return revise(session, viewer, talk.id, [edit(session, viewer, talk, old, new)], Revising.CORRECTED)


def coded(session, viewer, talk):
    """Return what each coding holds now: (code, words, first turn, last turn)."""
    words = whole(session, viewer, talk)
    return [
        (row.code, words[row.start : row.end], row.first_turn, row.last_turn)
        for row in codings(session, viewer, talk.id)
    ]


def counted(session, lead):
    """Return the projection: turn number, whole words, voice."""
    rows = session.execute(
        select(Turn.number, UnitTurn.words, UnitTurn.voice)
        .join(Turn, (Turn.study_id == UnitTurn.study_id) & (Turn.id == UnitTurn.turn_id))
        .where(UnitTurn.study_id == lead.study_id)
        .order_by(Turn.number, UnitTurn.words)
    )
    return [tuple(row) for row in rows]


def test_a_name_that_is_found_late_becomes_a_placeholder(session, lead, talk):
    touched = redact(session, lead, talk, "Anna")

    assert [turn.words for turn in turns(session, lead, talk.id)] == [
        "Hello", "My friend [name 1], she stays", "Tell us Anna's way",
    ]  # fmt: skip
    assert [(turn.start, turn.end) for turn in turns(session, lead, talk.id)] == [(0, 5), (6, 35), (36, 54)]
    assert (talk.revision, talk.length) == (2, 54)
    assert [(one.id, one.turns) for one in touched.transcripts] == [(talk.id, (2,))]


def test_a_revision_keeps_places_and_lengths_and_no_words(session, lead, talk):
    redact(session, lead, talk, "Anna")

    [revision] = session.scalars(select(Revision))
    [stretch] = session.scalars(select(Edit))
    assert (revision.number, revision.why, revision.made_by_id) == (2, Revising.REDACTED, lead.member_id)
    assert (stretch.start, stretch.end, stretch.length) == (16, 20, 8)


def test_passages_before_around_and_after_keep_their_words(session, lead, talk):
    labels = {name: factories.code(session, lead, name=name) for name in ("a", "b", "c", "d", "e", "f")}
    marks = {"a": "Hello", "b": "My friend Anna", "c": "Anna", "d": "she stays", "e": "Anna, she stays\nTell us",
             "f": "Tell us"}  # fmt: skip
    for name, words in marks.items():
        factories.coding(session, lead, talk=talk, label=labels[name], words=words)

    touched = redact(session, lead, talk, "Anna")

    assert sorted(coded(session, lead, talk)) == [
        ("a", "Hello", 1, 1),
        ("b", "My friend [name 1]", 2, 2),
        ("c", "[name 1]", 2, 2),
        ("d", "she stays", 2, 2),
        ("e", "[name 1], she stays\nTell us", 2, 3),
        ("f", "Tell us", 3, 3),
    ]
    assert [(line.fate, line.codes) for line in touched.units] == [
        (Fate.REWORDED, ("b",)), (Fate.REWORDED, ("c",)), (Fate.REWORDED, ("e",)),
    ]  # fmt: skip
    assert touched.moved == 2  # "d" and "f"; "Hello" lies before and stays where it is


def test_the_words_of_a_passage_are_counted_anew(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="Anna, she")
    assert counted(session, lead) == [(2, 2, True)]

    redact(session, lead, talk, "Anna")

    assert counted(session, lead) == [(2, 3, True)]  # name, 1, she


def test_a_boundary_inside_the_name_grows_to_the_whole_placeholder(session, lead, talk):
    label = factories.code(session, lead, name="a")
    place = Passage(9, 18, "friend An")
    apply_code(session, lead, transcript_id=talk.id, code_id=label.id, passage=place)

    redact(session, lead, talk, "Anna")

    assert coded(session, lead, talk) == [("a", "friend [name 1]", 2, 2)]


def test_passages_that_come_to_lie_at_one_place_become_one(session, lead, talk):
    first, second, both = (factories.code(session, lead, name=name) for name in ("first", "second", "both"))
    for label, words in ((both, "my friend Ann"), (both, "my friend Anna")):
        place = factories.passage(session, lead, talk, words.replace("my", "My"))
        apply_code(session, lead, transcript_id=talk.id, code_id=label.id, passage=place)
    place = factories.passage(session, lead, talk, "My friend Ann")
    apply_code(session, lead, transcript_id=talk.id, code_id=first.id, passage=place)
    place = factories.passage(session, lead, talk, "My friend Anna")
    apply_code(session, lead, transcript_id=talk.id, code_id=second.id, passage=place)

    touched = redact(session, lead, talk, "Anna")

    held = "My friend [name 1]"
    assert sorted(coded(session, lead, talk)) == [(name, held, 2, 2) for name in ("both", "first", "second")]
    assert session.scalar(select(func.count()).select_from(MeaningUnit)) == 1
    assert [line.fate for line in touched.units].count(Fate.JOINED) == 1


def test_passages_of_two_coders_stay_two(session, lead, talk):
    coder = factories.member(session, lead, initials="CR")
    label = factories.code(session, lead, name="a")
    factories.coding(session, lead, talk=talk, label=label, words="friend Ann")
    factories.coding(session, coder, talk=talk, label=label, words="friend Anna")

    redact(session, lead, talk, "Anna")

    assert [row.initials for row in codings(session, lead, talk.id)] == ["CR", "LA"]


def test_quotes_and_notes_of_passages_that_become_one_are_kept(session, lead, talk):
    label, theme, other = factories.code(session, lead), factories.theme(session, lead), factories.theme(session, lead)
    factories.coding(session, lead, talk=talk, label=label, words="friend Ann")
    factories.coding(session, lead, talk=talk, label=label, words="friend Anna")
    ids = [row.unit_id for row in codings(session, lead, talk.id)]
    notes = iter(("one note", "another"))
    for unit_id in ids:
        choose_quote(session, lead, theme_id=theme.id, unit_id=unit_id)
        session.get(MeaningUnit, (lead.study_id, unit_id)).condensation = next(notes)
    choose_quote(session, lead, theme_id=other.id, unit_id=ids[1])
    session.flush()

    touched = redact(session, lead, talk, "Anna")

    session.expire_all()
    [unit] = session.scalars(select(MeaningUnit))
    assert sorted(unit.condensation.split("\n")) == ["another", "one note"]
    assert {(quote.theme_id, quote.unit_id) for quote in session.scalars(select(Quote))} == {
        (theme.id, unit.id), (other.id, unit.id),
    }  # fmt: skip
    assert {name for line in touched.units for name in line.themes} == {theme.name, other.name}


def test_a_passage_of_which_no_word_is_left_goes_and_is_named(session, lead):
    talk = factories.transcript(session, lead, lines=["P1: Yes hm no"])
    label, theme = factories.code(session, lead, name="a"), factories.theme(session, lead, name="Doubt")
    factories.coding(session, lead, talk=talk, label=label, words="hm")
    factories.quote(session, lead, talk=talk, speaks_for=theme)
    factories.coding(session, lead, talk=talk, label=label, words="Yes hm")

    touched = correct(session, lead, talk, "hm", "…")

    assert coded(session, lead, talk) == [("a", "Yes …", 1, 1)]
    assert chosen_quotes(session, lead) == []
    gone = [line for line in touched.units if line.fate is Fate.GONE]
    assert [(line.turn, line.codes, line.initials, line.themes) for line in gone] == [(1, ("a",), "LA", ("Doubt",))]


def test_several_places_are_changed_at_once(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="she stays\nTell us")
    edits = [Replacement(40, 44, NAME, "Anna"), Replacement(16, 20, NAME, "Anna")]

    touched = revise(session, lead, talk.id, edits, Revising.REDACTED)

    assert whole(session, lead, talk) == "Hello\nMy friend [name 1], she stays\nTell us [name 1]'s way"
    assert coded(session, lead, talk)[0][1:] == ("she stays\nTell us", 2, 3)
    assert touched.transcripts[0].turns == (2, 3)


def test_a_typing_mistake_is_corrected(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="she stays")

    correct(session, lead, talk, "stays", "stayed there")

    assert coded(session, lead, talk)[0][1] == "she stayed there"
    assert [line.act for line in trail(session, lead) if line.act.startswith("transcript.c")] == []
    session.commit()
    assert trail(session, lead)[0].act == "transcript.corrected"


@pytest.mark.parametrize(
    ("edits", "refusal"),
    [
        ([], placing.NothingMarked),
        ([(6, 8, "x", "Mx")], placing.WordsDiffer),
        ([(6, 8, "x", "My ")], placing.WordsDiffer),
        ([(8, 9, "x", " ")], placing.NothingMarked),
        ([(8, 8, "x", "")], placing.NothingMarked),
        ([(9, 8, "x", "")], placing.NothingMarked),
        ([(-2, 2, "x", "He")], placing.PassageOutsideTranscript),
        ([(40, 400, "x", "way")], placing.PassageOutsideTranscript),
        ([(0, 8, "x", "Hello\nMy")], rewriting.AcrossTurns),
        ([(5, 6, "x", "\n")], rewriting.AcrossTurns),
        ([(6, 8, "My", "My")], rewriting.NothingChanged),
        ([(6, 8, "  ", "My")], rewriting.NoNewWords),
        ([(6, 8, "a\x07b", "My")], rewriting.NoNewWords),
        ([(6, 8, "x", "My"), (7, 15, "y", "y friend")], rewriting.SameWordsTwice),
        ([(6, 8, "x", "My"), (6, 8, "y", "My")], rewriting.SameWordsTwice),
    ],
)
def test_a_change_that_cannot_be_is_refused(session, lead, talk, edits, refusal):
    with pytest.raises(refusal):
        revise(session, lead, talk.id, [Replacement(*one) for one in edits], Revising.CORRECTED)
    assert whole(session, lead, talk) == "Hello\nMy friend Anna, she stays\nTell us Anna's way"


def test_half_a_letter_with_its_accent_is_no_place(session, lead):
    # q̈ has no letter of its own in Unicode: it is q and a combining mark. "o" before the mark would become ö.
    talk = factories.transcript(session, lead, lines=["P1: q\u0308 yes"])

    with pytest.raises(placing.NoWholeWord):
        correct(session, lead, talk, "q", "o")


def test_blanks_and_line_ends_of_new_words_are_made_one_blank(session, lead, talk):
    correct(session, lead, talk, "My friend", "  My\r\n dear  e\u0301 ")

    assert turns(session, lead, talk.id)[1].words == "My dear \u00e9 Anna, she stays"


def test_only_a_lead_author_of_the_study_changes_words(session, lead, talk):
    others = [factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)]
    outsider = factories.study(session)
    for viewer in others:
        with pytest.raises(NotAllowed):
            revise(session, viewer, talk.id, [Replacement(6, 8, "x", "My")], Revising.REDACTED)
        with pytest.raises(NotAllowed):
            look(session, viewer, talk.id, Passage(6, 8, "My"))
    with pytest.raises(NotInThisStudy):
        revise(session, outsider, talk.id, [Replacement(6, 8, "x", "My")], Revising.REDACTED)
    with pytest.raises(NotInThisStudy):
        look(session, outsider, talk.id, Passage(6, 8, "My"))


def test_the_signature_is_reopened_and_its_hash_tells_nothing_of_the_old_words(session, lead, talk):
    words = [turn.words for turn in turns(session, lead, talk.id)]
    sign(session, lead, talk.id, words, Signature({}, "1"))

    touched = redact(session, lead, talk, "Anna")

    [screening] = session.scalars(select(Screening))
    assert screening.reopened_at is not None
    assert screening.words_hash == hash_of(turn.words for turn in turns(session, lead, talk.id)) != hash_of(words)
    assert touched.transcripts[0].reopened


def test_turns_that_changed_or_moved_are_drawn_anew(session, lead, talk):
    redact(session, lead, talk, "Anna")

    assert [turn.revision for turn in turns(session, lead, talk.id)] == [0, 1, 1]


def test_the_trail_and_its_payloads_hold_no_words(session, lead, talk):
    factories.coding(session, lead, talk=talk, words="My friend Anna")
    change_words(session, lead, talk.id, decision(session, lead, talk))
    session.commit()

    payloads = [json.loads(one) for one in session.scalars(select(TrailPayload.payload).order_by(TrailPayload.number))]
    assert "Anna" not in json.dumps(payloads)
    assert NAME not in json.dumps(payloads)
    assert payloads[-1] == {"grounds": "person", "places": f"{talk.id} 2: 16-20-8", "texts": ""}
    assert trail(session, lead)[0].act == "transcript.redacted"
    assert verify_trails(session, KEY)[1] == []


def decision(session, viewer, talk, old="Anna", new="name 1", elsewhere=(), texts=()):
    place = factories.passage(session, viewer, talk, old)
    return Decision(place, Revising.REDACTED, new, frozenset(elsewhere), frozenset(texts), Grounds.PERSON)


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
        ("name", "Anna's place", "Anna"), ("example", "Anna's place", "anna"),
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
    assert sorted(name for _, name in touched.texts) == ["Anna", "Anna", "Friends"]
    session.commit()
    assert [line.act for line in trail(session, lead)].count("transcript.redacted") == 1


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


# Blindness: words change for everybody, and a lead who is blind learns nothing of it.


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


# Undo and history.


def test_undo_finds_a_coding_that_has_moved_on(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        factories.coding(session, lead, talk=talk, words="she stays")
    with write() as session:
        redact(session, lead, talk, "Anna")

    with write() as session:
        change = undo(session, lead)

    assert (change.words, change.gone) == ("she stays", False)
    with read() as session:
        assert coded(session, lead, talk) == []


def test_a_coding_that_was_taken_off_before_comes_back_where_its_words_are_now(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        factories.coding(session, lead, talk=talk, label=factories.code(session, lead, name="a"), words="Anna, she")
    with write() as session:
        remove_coding(session, lead, codings(session, lead, talk.id)[0].id)
    with write() as session:
        redact(session, lead, talk, "Anna")
        correct(session, lead, talk, "My", "Our very own")

    with write() as session:
        undo(session, lead)

    with read() as session:
        assert coded(session, lead, talk) == [("a", "[name 1], she", 2, 2)]


def test_where_no_word_is_left_undo_says_so_and_goes_on_to_the_act_before(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=["P1: Yes hm no"])
        label = factories.code(session, lead, name="a")
        factories.coding(session, lead, talk=talk, label=label, words="Yes")
    with write() as session:
        factories.coding(session, lead, talk=talk, label=label, words="hm")
    with write() as session:
        correct(session, lead, talk, "hm", "…")

    with write() as session:
        first = undo(session, lead)
    with write() as session:
        second = undo(session, lead)

    assert (first.gone, first.first_turn) == (True, 1)
    assert (second.gone, second.words) == (False, "Yes")
    with read() as session:
        assert coded(session, lead, talk) == []
        assert verify_trails(session, KEY)[1] == []


def test_of_two_codings_that_became_one_the_earlier_stays_until_it_is_undone_itself(write, read):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        label = factories.code(session, lead, name="a")
        factories.coding(session, lead, talk=talk, label=label, words="friend Anna")
    with write() as session:
        factories.coding(session, lead, talk=talk, label=label, words="friend Ann")
    with write() as session:
        redact(session, lead, talk, "Anna")

    with write() as session:
        later = undo(session, lead)
        assert coded(session, lead, talk) == [("a", "friend [name 1]", 2, 2)]
    with write() as session:
        earlier = undo(session, lead)

    assert (later.gone, earlier.gone) == (True, False)
    with read() as session:
        assert session.scalar(select(func.count()).select_from(Coding)) == 0


def test_a_stale_page_is_told_that_the_words_have_changed(session, lead, talk):
    label = factories.code(session, lead)
    redact(session, lead, talk, "Anna")

    with pytest.raises(placing.WordsDiffer):
        apply_code(session, lead, transcript_id=talk.id, code_id=label.id, passage=Passage(16, 20, "Anna"))


# Two at a time.


@on_postgresql
def test_coding_and_redacting_at_the_same_time_wait_for_each_other(write, read):
    # Whichever comes first holds the transcript until its end; the other one then finds the words where they are.
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        label = factories.code(session, lead, name="a")
    coded_first, redacted = Event(), []

    def code_slowly():
        with write() as session:
            factories.coding(session, lead, talk=talk, label=label, words="she stays")
            coded_first.set()
            sleep(0.3)  # long enough for the other to reach the transcript
            redacted.append(len(redacted))

    def redact_meanwhile():
        coded_first.wait()
        with write() as session:
            place = Replacement(16, 20, NAME, "Anna")
            revise(session, lead, talk.id, [place], Revising.REDACTED)
            redacted.append("redacted")

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(code_slowly), threads.submit(redact_meanwhile)]:
            done.result()

    assert redacted == [0, "redacted"]
    with read() as session:
        assert coded(session, lead, talk) == [("a", "she stays", 2, 2)]


@on_postgresql
def test_coding_at_a_place_that_is_being_redacted_is_told_of_the_new_words(write):
    with write() as session:
        lead = factories.study(session)
        talk = factories.transcript(session, lead, lines=LINES)
        label = factories.code(session, lead)
    redacting = Event()

    def redact_slowly():
        with write() as session:
            revise(session, lead, talk.id, [Replacement(16, 20, NAME, "Anna")], Revising.REDACTED)
            redacting.set()
            sleep(0.3)

    def code_meanwhile():
        redacting.wait()
        with write() as session:
            apply_code(session, lead, transcript_id=talk.id, code_id=label.id, passage=Passage(22, 31, "she stays"))

    with ThreadPoolExecutor(2) as threads:
        slow, late = threads.submit(redact_slowly), threads.submit(code_meanwhile)
        slow.result()
        with pytest.raises(placing.WordsDiffer):
            late.result()
