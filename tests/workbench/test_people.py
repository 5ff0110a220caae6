"""People: participants and their bands, who a voice really is, and who came to two focus groups."""

import json
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.analysis.comparison import Column
from app.importing.roles import Kind, Move
from app.security.permissions import NotAllowed, Role
from app.store.queries import people as queries
from app.store.queries import studies
from app.store.queries.transcripts import NotInThisStudy, person_count, turns
from app.store.tables import Bearer, TrailPayload, TrailRow, Turn, UnitTurn
from app.workbench.attributes import (
    AttributeInUse,
    BandInUse,
    BandsMissing,
    add_attribute,
    edit_attribute,
    remove_attribute,
)
from app.workbench.bands import NoRange, put_in_bands, set_range
from app.workbench.comparison import compare
from app.workbench.people import (
    LinkedPerson,
    NotTwoParticipants,
    SameFocusGroup,
    correct_kind,
    everybody,
    link_person,
    unlink_person,
)
from app.workbench.questions import confirm_moves, set_questions
from app.workbench.studies import NameTaken, TitleMissing
from tests import factories
from tests.coded_turns import coded_turns

AGES = ("20–39", "40–59", "60+")


@pytest.fixture
def lead(session):
    return factories.study(session)


@pytest.fixture
def talk(session, lead):
    group = factories.focus_group(session, lead, label="Service users 1")
    lines = ("I: What helps?", "P1: Coffee and\ntime.", "P2: Soup.", "All: Yes!", "P1: Quiet.", "P10: Cake, too.")
    return factories.transcript(session, lead, group=group, lines=lines)


@pytest.fixture
def second(session, lead):
    group = factories.focus_group(session, lead, label="Volunteers 1", stakeholder="Volunteer")
    return factories.transcript(session, lead, group=group, lines=("P1: Bread.", "P2: Salt."))


@pytest.fixture
def age(session, lead):
    return add_attribute(session, lead, name="Age", bearer=Bearer.PARTICIPANT, bands=AGES)


def who(session, viewer, group, label):
    return next(one for one in queries.voices(session, viewer) if (one.focus_group, one.label) == (group, label))


def band(session, viewer, name):
    bands = [one for attribute in queries.attributes(session, viewer) for one in attribute.bands]
    return next(one.id for one in bands if one.name == name)


def acts(session):
    session.commit()
    return list(session.scalars(select(TrailRow.act).order_by(TrailRow.number)))


def test_each_group_shows_its_participants_with_their_words_and_the_others_apart(session, lead, talk):
    [group] = everybody(session, lead).groups

    counted = [(one.line.label, one.line.turns, one.line.words) for one in group.participants]
    # P1: "Coffee and", "time.", and "Quiet." are 4 words in 2 turns.
    assert counted == [("P1", 2, 4), ("P2", 1, 1), ("P10", 1, 2)]
    assert {(one.line.label, one.line.kind) for one in group.others} == {("I", Kind.MODERATOR), ("All", Kind.SEVERAL)}
    assert (group.group.label, talk.turn_count) == ("Service users 1", 6)


@pytest.mark.usefixtures("talk")
@pytest.mark.parametrize("role", [Role.CO_RESEARCHER, Role.SUPERVISOR])
def test_everybody_reads_and_only_a_lead_edits(session, lead, age, role):
    voice = who(session, lead, "Service users 1", "P1")
    viewer = factories.member(session, lead, role=role)

    assert len(everybody(session, viewer).groups) == 1
    for edit in (
        lambda: add_attribute(session, viewer, name="Gender", bearer=Bearer.PARTICIPANT, bands=["x"]),
        lambda: edit_attribute(session, viewer, age.id, name="Age", kept={}, added=[]),
        lambda: remove_attribute(session, viewer, age.id),
        lambda: put_in_bands(session, viewer, {(voice.id, age.id): None}),
        lambda: set_range(session, viewer, attribute_id=age.id, stakeholder_id=uuid4(), lowest=1, highest=2),
        lambda: correct_kind(session, viewer, voice.id, Kind.MODERATOR),
        lambda: link_person(session, viewer, voice.id, voice.id),
        lambda: unlink_person(session, viewer, voice.id),
    ):
        with pytest.raises(NotAllowed):
            edit()


@pytest.mark.usefixtures("talk")
def test_another_study_is_not_found(session, lead, age):
    other, voice = factories.study(session), who(session, lead, "Service users 1", "P1")
    theirs = add_attribute(session, other, name="Age", bearer=Bearer.PARTICIPANT, bands=["20–39"])

    for edit in (
        lambda: correct_kind(session, other, voice.id, Kind.MODERATOR),
        lambda: edit_attribute(session, other, age.id, name="Age", kept={}, added=[]),
        lambda: remove_attribute(session, other, age.id),
        lambda: put_in_bands(session, other, {(voice.id, theirs.id): None}),
        lambda: put_in_bands(session, lead, {(voice.id, theirs.id): None}),
        lambda: unlink_person(session, other, voice.id),
    ):
        with pytest.raises(NotInThisStudy):
            edit()
    assert everybody(session, other).groups == ()


@pytest.mark.usefixtures("talk")
def test_a_participant_is_in_one_band_of_an_attribute_and_can_leave_it(session, lead, age):
    voice = who(session, lead, "Service users 1", "P1")
    young, old = band(session, lead, "20–39"), band(session, lead, "60+")

    assert put_in_bands(session, lead, {(voice.id, age.id): young}) == 1
    assert put_in_bands(session, lead, {(voice.id, age.id): old}) == 1
    assert put_in_bands(session, lead, {(voice.id, age.id): old}) == 0
    [group] = everybody(session, lead).groups
    assert group.participants[0].bands == {age.id: old}
    assert everybody(session, lead).in_band == {old: 1}

    assert put_in_bands(session, lead, {(voice.id, age.id): None}) == 1
    assert queries.chosen_bands(session, lead) == {}


@pytest.mark.usefixtures("talk")
def test_the_trail_of_a_band_holds_ids_and_never_its_name(session, lead, age):
    voice = who(session, lead, "Service users 1", "P1")
    put_in_bands(session, lead, {(voice.id, age.id): band(session, lead, "20–39")})

    assert acts(session)[-1] == "bands.chosen"
    payloads = "\n".join(session.scalars(select(TrailPayload.payload)))
    assert str(voice.id) in payloads
    assert "20–39" not in payloads.encode().decode("unicode_escape")
    assert "Age" not in payloads


def test_a_focus_group_has_its_own_attributes(session, lead, talk, age):
    setting = add_attribute(session, lead, name="Setting", bearer=Bearer.FOCUS_GROUP, bands=["town", "village"])
    town, voice = band(session, lead, "town"), who(session, lead, "Service users 1", "P1")

    put_in_bands(session, lead, {(talk.focus_group_id, setting.id): town})

    people = everybody(session, lead)
    assert people.groups[0].bands == {setting.id: town}
    assert [[one.name for one in people.of(bearer)] for bearer in Bearer] == [["Age"], ["Setting"]]
    for wrong in ((voice.id, setting.id), (talk.focus_group_id, age.id)):
        with pytest.raises(NotInThisStudy):
            put_in_bands(session, lead, {wrong: None})


@pytest.mark.usefixtures("talk")
def test_a_moderator_has_no_bands_and_a_band_belongs_to_its_attribute(session, lead, age):
    add_attribute(session, lead, name="Gender", bearer=Bearer.PARTICIPANT, bands=["woman"])
    moderator, voice = (who(session, lead, "Service users 1", label) for label in ("I", "P1"))

    for person, name in ((moderator, "20–39"), (voice, "woman")):
        with pytest.raises(NotInThisStudy):
            put_in_bands(session, lead, {(person.id, age.id): band(session, lead, name)})


@pytest.mark.usefixtures("age")
def test_an_attribute_needs_a_name_of_its_own_and_bands(session, lead):
    for name, bands, refusal in ((" ", AGES, TitleMissing), ("AGE", AGES, NameTaken), ("Work", [" "], BandsMissing)):
        with pytest.raises(refusal):
            add_attribute(session, lead, name=name, bearer=Bearer.PARTICIPANT, bands=bands)
    assert [one.name for one in queries.attributes(session, lead)] == ["Age"]


def test_a_band_written_twice_is_one_band(session, lead):
    add_attribute(session, lead, name="Work", bearer=Bearer.PARTICIPANT, bands=["Paid ", "", "paid", " Not  paid"])

    [work] = queries.attributes(session, lead)
    assert [one.name for one in work.bands] == ["Paid", "Not paid"]


@pytest.mark.usefixtures("talk")
def test_bands_are_renamed_added_and_removed_and_exchange_their_names(session, lead, age):
    young, middle, old = (band(session, lead, name) for name in AGES)
    voice = who(session, lead, "Service users 1", "P1")
    put_in_bands(session, lead, {(voice.id, age.id): young})

    kept = {young: "40–59", middle: "20–39", old: ""}
    edit_attribute(session, lead, age.id, name="Age band", kept=kept, added=["60–79", "80+"])

    [changed] = queries.attributes(session, lead)
    assert changed.name == "Age band"
    assert [(one.name, one.id == young) for one in changed.bands] == [
        ("40–59", True), ("20–39", False), ("60–79", False), ("80+", False),
    ]  # fmt: skip
    assert queries.chosen_bands(session, lead) == {(voice.id, age.id): young}


@pytest.mark.usefixtures("talk")
def test_a_band_that_somebody_is_in_and_an_attribute_that_tells_something_are_not_removed(session, lead, age):
    voice, young = who(session, lead, "Service users 1", "P1"), band(session, lead, "20–39")
    put_in_bands(session, lead, {(voice.id, age.id): young})

    with pytest.raises(BandInUse):
        edit_attribute(session, lead, age.id, name="Age", kept={young: ""}, added=[])
    with pytest.raises(AttributeInUse):
        remove_attribute(session, lead, age.id)
    put_in_bands(session, lead, {(voice.id, age.id): None})
    remove_attribute(session, lead, age.id)

    assert queries.attributes(session, lead) == []
    assert acts(session)[-1] == "attribute.removed"


@pytest.mark.parametrize(
    ("kept", "added", "refusal"),
    [({0: "40–59"}, [], NameTaken), ({}, ["60+"], NameTaken), ({0: "", 1: "", 2: " "}, [], BandsMissing)],
)
def test_an_edit_that_leaves_two_bands_of_a_name_or_none_is_refused(session, lead, age, kept, added, refusal):
    ids = [one.id for one in queries.attributes(session, lead)[0].bands]

    with pytest.raises(refusal):
        edit_attribute(session, lead, age.id, name="Age", kept={ids[at]: to for at, to in kept.items()}, added=added)


@pytest.mark.usefixtures("talk")
def test_an_exact_range_stands_for_a_whole_stakeholder_only(session, lead, age):
    [stakeholder] = studies.stakeholders(session, lead)
    where = {"attribute_id": age.id, "stakeholder_id": stakeholder.id}

    set_range(session, lead, **where, lowest=21, highest=70)
    set_range(session, lead, **where, lowest=22, highest=67)
    assert everybody(session, lead).ranges == {(age.id, stakeholder.id): "22–67"}
    with pytest.raises(AttributeInUse):
        remove_attribute(session, lead, age.id)
    set_range(session, lead, **where, lowest=None, highest=None)
    set_range(session, lead, **where, lowest=None, highest=None)

    assert queries.ranges(session, lead) == {}
    assert acts(session)[-3:] == ["range.written", "range.written", "range.removed"]
    payloads = session.scalars(select(TrailPayload.payload).order_by(TrailPayload.number)).all()
    assert [json.loads(one) for one in payloads[-3:]] == [{"stakeholder": str(stakeholder.id)}] * 3


@pytest.mark.parametrize(("lowest", "highest"), [(22, 22), (67, 22), (22, None), (None, 67)])
@pytest.mark.usefixtures("talk")
def test_a_range_that_is_one_value_or_the_wrong_way_round_is_refused(session, lead, age, lowest, highest):
    [stakeholder] = studies.stakeholders(session, lead)

    with pytest.raises(NoRange):
        set_range(session, lead, attribute_id=age.id, stakeholder_id=stakeholder.id, lowest=lowest, highest=highest)


def test_somebody_who_came_twice_counts_once_everywhere(session, lead, talk, second):
    label = factories.code(session, lead, name="Coffee")
    for each, words in ((talk, "Coffee and"), (second, "Bread.")):
        factories.coding(session, lead, talk=each, label=label, words=words)
    first, other = who(session, lead, "Service users 1", "P1"), who(session, lead, "Volunteers 1", "P1")
    assert person_count(session, lead) == 5

    link_person(session, lead, first.id, other.id)

    assert person_count(session, lead) == 4
    [line] = [one for one in compare(session, lead, Column.FOCUS_GROUP).lines if one.name == "Coffee"]
    assert (line.total.participants, line.total.focus_groups) == (1, 2)
    people = everybody(session, lead)
    assert [one.label for one in people.groups[0].participants[0].elsewhere] == ["P1"]
    assert people.groups[1].participants[1].elsewhere == ()

    unlink_person(session, lead, other.id)
    assert person_count(session, lead) == 5
    assert acts(session)[-2:] == ["person.linked", "person.unlinked"]


@pytest.mark.usefixtures("talk", "second")
def test_of_three_who_are_one_each_can_leave(session, lead):
    factories.transcript(session, lead, lines=["P1: Tea."])
    people = [one for one in queries.voices(session, lead) if one.label == "P1"]
    link_person(session, lead, people[0].id, people[1].id)
    link_person(session, lead, people[2].id, people[1].id)
    link_person(session, lead, people[0].id, people[2].id)
    assert len({one.person_id for one in queries.voices(session, lead) if one.label == "P1"}) == 1

    for leaver, left in ((min(people, key=lambda one: one.id), 2), (max(people, key=lambda one: one.id), 3)):
        unlink_person(session, lead, leaver.id)
        named = {one.person_id for one in queries.voices(session, lead) if one.label == "P1"}
        assert len(named) == left


@pytest.mark.usefixtures("talk", "second")
def test_two_of_one_focus_group_are_two_people_even_by_way_of_a_third(session, lead):
    one, two = (who(session, lead, "Service users 1", label) for label in ("P1", "P2"))
    elsewhere, moderator = who(session, lead, "Volunteers 1", "P1"), who(session, lead, "Service users 1", "I")
    with pytest.raises(SameFocusGroup):
        link_person(session, lead, one.id, two.id)
    link_person(session, lead, one.id, elsewhere.id)

    with pytest.raises(SameFocusGroup):
        link_person(session, lead, two.id, elsewhere.id)
    with pytest.raises(NotTwoParticipants):
        link_person(session, lead, moderator.id, elsewhere.id)
    with pytest.raises(NotTwoParticipants):
        link_person(session, lead, two.id, two.id)


def test_a_participant_who_was_the_moderator_is_counted_no_more_and_comes_back_whole(session, lead, talk, age):
    label = factories.code(session, lead)
    factories.coding(session, lead, talk=talk, label=label, words="Soup.")
    voice = who(session, lead, "Service users 1", "P2")
    put_in_bands(session, lead, {(voice.id, age.id): band(session, lead, "60+")})
    before = (person_count(session, lead), len(coded_turns(session, lead)))

    correct_kind(session, lead, voice.id, Kind.CO_MODERATOR)

    assert (person_count(session, lead), len(coded_turns(session, lead))) == (2, 0)
    assert queries.chosen_bands(session, lead) == {}
    correct_kind(session, lead, voice.id, Kind.PARTICIPANT)
    assert (person_count(session, lead), len(coded_turns(session, lead))) == before == (3, 1)
    assert acts(session)[-2:] == ["participant.kind", "participant.kind"]


def test_in_an_exchange_the_last_participant_left_is_its_voice_and_no_longer_when_another_is_one(session, lead, talk):
    label = factories.code(session, lead)
    factories.coding(session, lead, talk=talk, label=label, words="time.\nSoup.\nYes!")
    voices = {name: who(session, lead, "Service users 1", name) for name in ("P1", "P2", "All")}

    def carriers():
        turns_ = session.execute(select(UnitTurn.participant_id, UnitTurn.voice)).all()
        return {name for name, one in voices.items() if (one.id, True) in [tuple(turn) for turn in turns_]}

    assert carriers() == set()
    correct_kind(session, lead, voices["P2"].id, Kind.MODERATOR)
    assert carriers() == {"P1"}
    assert {turn.participant for turn in coded_turns(session, lead)} == {voices["P1"].person_id}
    correct_kind(session, lead, voices["All"].id, Kind.PARTICIPANT)
    assert carriers() == set()
    correct_kind(session, lead, voices["P1"].id, Kind.UNKNOWN)
    assert carriers() == {"All"}


def test_a_correction_counts_also_what_a_colleague_codes_blind_and_shows_nothing_of_it(session, lead, talk):
    coder = factories.member(session, lead)
    lead, coder = factories.blind(session, lead, coder)
    factories.coding(session, coder, talk=talk, words="Soup.\nYes!")
    voice = who(session, lead, "Service users 1", "All")

    correct_kind(session, lead, voice.id, Kind.PARTICIPANT)

    assert set(session.scalars(select(UnitTurn.voice))) == {False}
    assert coded_turns(session, lead) == []
    assert {turn.participant for turn in coded_turns(session, coder)} == {None}


def test_a_corrected_voice_is_drawn_anew_and_no_participant_asks_a_guide_question(session, lead, talk):
    set_questions(session, lead, research=[], guide=["What helps?"])
    question = studies.guide(session, lead)[0].id
    confirm_moves(session, lead, talk.id, {1: (Move.QUESTION, question)})
    before = [turn.revision for turn in turns(session, lead, talk.id)]
    moderator = who(session, lead, "Service users 1", "I")

    correct_kind(session, lead, moderator.id, Kind.CO_MODERATOR)
    asking = select(Turn.move, Turn.guide_question_id).where(Turn.transcript_id == talk.id, Turn.number == 1)
    assert session.execute(asking).one() == (Move.QUESTION, question)
    correct_kind(session, lead, moderator.id, Kind.NONE)

    assert session.execute(asking).one() == (None, None)
    after = [turn.revision for turn in turns(session, lead, talk.id)]
    assert [new - old for old, new in zip(before, after, strict=True)] == [2, 0, 0, 0, 0, 0]


@pytest.mark.usefixtures("talk", "second")
def test_whoever_is_one_person_with_another_stays_a_participant(session, lead):
    first, other = who(session, lead, "Service users 1", "P1"), who(session, lead, "Volunteers 1", "P1")
    link_person(session, lead, first.id, other.id)

    with pytest.raises(LinkedPerson):
        correct_kind(session, lead, first.id, Kind.MODERATOR)


@pytest.mark.usefixtures("talk")
def test_a_kind_that_is_right_already_leaves_no_trace(session, lead):
    before = acts(session)

    correct_kind(session, lead, who(session, lead, "Service users 1", "P1").id, Kind.PARTICIPANT)

    assert acts(session) == before
