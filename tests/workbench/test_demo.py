"""The demo study loads through the workbench's own actions, and its counts carry findings of the seed's kind."""

import csv
import shutil
from collections import Counter
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from app.analysis.comparison import Column
from app.analysis.wording import Quantifier
from app.importing.labels import Kind
from app.security.permissions import Role
from app.shipped import shipped
from app.store.database import open_engine, reader, writing
from app.store.queries import accounts, coding, studies, themes
from app.store.queries import codes as code_queries
from app.store.queries.accounts import viewer_of
from app.store.queries.readings import readings
from app.store.queries.transcripts import person_count, transcripts
from app.store.tables import Account, Participant, ReadingState, Turn
from app.workbench.audit.choice import USUAL
from app.workbench.audit.page import audit
from app.workbench.comparison import compare
from app.workbench.demo import load_demo
from app.workbench.demo_files import DemoFilesDiffer
from app.workbench.first_thoughts import side_by_side
from app.workbench.people import everybody
from app.workbench.quotes import chosen_quotes
from app.workbench.risk import FOCUS_GROUP, STAKEHOLDER, risks
from app.workbench.step_board import step_board
from app.workbench.theme_board import discarded
from app.workbench.theme_page import theme_page
from app.workbench.trail import verify_trails
from tests.databases import BOTH
from tests.factories import KEY, NO_PASSWORD

FOLDER = shipped("transcripts")
PEOPLE = ("lead", "co-researcher-1", "co-researcher-2", "supervisor")
HASHES = dict.fromkeys(PEOPLE, NO_PASSWORD)


@pytest.fixture(scope="module", params=BOTH)
def demo(request, databases):
    """The demo, loaded once for this module, and a session that reads it as its lead."""
    with databases.fresh(request.param) as url:
        engine = open_engine(url)
        with writing(engine, KEY) as session:
            study_id = load_demo(session, FOLDER, HASHES, KEY)
        with reader(engine) as session:
            account_id = session.scalars(select(Account.id).where(Account.login == "lead")).one()
            yield SimpleNamespace(session=session, lead=viewer_of(session, account_id, study_id))
        engine.dispose()


@pytest.fixture(scope="module")
def lines(demo):
    return {line.name: line for line in compare(demo.session, demo.lead, Column.FOCUS_GROUP).lines}


def heard_in(demo, line):
    labels = {group.id: group.label for group in studies.focus_groups(demo.session, demo.lead)}
    return {labels[group] for group in line.heard_in}


def test_the_four_people_have_their_parts(demo):
    assert {line.login: line.role for line in accounts.members(demo.session, demo.lead)} == {
        "lead": Role.LEAD, "co-researcher-1": Role.CO_RESEARCHER, "co-researcher-2": Role.CO_RESEARCHER,
        "supervisor": Role.SUPERVISOR,
    }  # fmt: skip


def test_seven_focus_groups_of_three_kinds_in_three_districts(demo):
    groups = studies.focus_groups(demo.session, demo.lead)

    assert Counter(group.stakeholder for group in groups) == {"Service users": 3, "Professionals": 2, "Volunteers": 2}
    assert len({group.district for group in groups}) == 3
    assert {group.transcripts for group in groups} == {1}


def test_eleven_twelve_and_nine_people_took_part(demo):
    people = Counter()
    for group in studies.focus_groups(demo.session, demo.lead):
        people[group.stakeholder] += group.participants

    assert people == {"Service users": 11, "Professionals": 12, "Volunteers": 9}
    assert person_count(demo.session, demo.lead) == 32


def test_everybody_is_in_an_age_band_and_exact_ages_are_known_of_stakeholders_only(demo):
    shown = everybody(demo.session, demo.lead)

    [age] = shown.attributes
    assert age.name == "Age"
    assert sum(shown.in_band.values()) == 32
    assert all(one.bands for group in shown.groups for one in group.participants)
    plurals = {one.id: one.plural for one in studies.stakeholders(demo.session, demo.lead)}
    assert {plurals[of]: words for (_, of), words in shown.ranges.items()} == {
        "Service users": "22–67", "Professionals": "28–61", "Volunteers": "24–78",
    }  # fmt: skip


def test_the_risk_of_the_demo_is_that_of_a_small_study(demo):
    found = {line.attributes: line for line in risks(demo.session, demo.lead).lines}

    # 11, 12 and 9 people; groups of 4, 4, 3, 6, 6, 5 and 4, of which all but the two of professionals are small.
    assert (found[STAKEHOLDER,].smallest, found[STAKEHOLDER,].in_small_cells) == (9, 0)
    with_group = found[STAKEHOLDER, FOCUS_GROUP]
    assert (with_group.smallest, with_group.in_small_cells, with_group.unique) == (3, 20, 0)


def test_every_transcript_has_two_moderators_and_at_least_2500_words(demo):
    rows = demo.session.execute(
        select(Turn.transcript_id, Turn.words, Participant.kind).join(
            Participant, (Participant.study_id == Turn.study_id) & (Participant.id == Turn.participant_id)
        )
    )
    words, kinds = Counter(), {}
    for transcript_id, said, kind in rows:
        words[transcript_id] += len(said.split())
        kinds.setdefault(transcript_id, set()).add(kind)

    assert len(words) == 7
    assert min(words.values()) >= 2500
    assert all({Kind.MODERATOR, Kind.CO_MODERATOR, Kind.PARTICIPANT} <= found for found in kinds.values())


def test_every_header_says_that_the_talk_is_fictional(demo):
    assert all("fictional" in talk.header.lower() for talk in transcripts(demo.session, demo.lead))


def test_at_least_25_codes_have_their_whole_rule(demo):
    codes = code_queries.codes(demo.session, demo.lead)

    assert len(codes) >= 25
    assert [
        code.name for code in codes if not all((code.definition, code.use_when, code.do_not_use_when, code.example))
    ] == []
    assert [code.name for code in codes if not code.codings] == []


def test_three_coders_made_at_least_600_codings_and_every_line_of_the_files_is_one(demo):
    kept = [
        (talk.title, row.initials)
        for talk in transcripts(demo.session, demo.lead)
        for row in coding.codings(demo.session, demo.lead, talk.id)
    ]
    in_files = 0
    for file in FOLDER.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            in_files += sum(1 for _ in csv.DictReader(opened))

    assert len(kept) == in_files
    assert len(kept) >= 600
    assert {initials for _, initials in kept} == {"LA", "C1", "C2"}
    assert len({title for title, _ in kept}) == 7


def test_every_reading_of_the_three_coders_is_done(demo):
    done = readings(demo.session, demo.lead)

    assert len(done) == 7 * 3
    assert {line.state for line in done} == {ReadingState.DONE}


@pytest.mark.parametrize("name", ["Stable environments and room for diversity", "Social rhythm and healing rituals"])
def test_what_facilitates_support_is_heard_in_all_focus_groups(lines, name):
    worded = lines[name].wording

    assert (worded.quantifier, worded.heard, worded.of, worded.stakeholder) == (Quantifier.ALL, 7, 7, None)


def test_ghosting_and_shame_is_heard_in_all_focus_groups_of_service_users_and_nowhere_else(demo, lines):
    worded = lines["Ghosting and shame"].wording

    assert heard_in(demo, lines["Ghosting and shame"]) == {"Service users 1", "Service users 2", "Service users 3"}
    assert (worded.quantifier, worded.heard, worded.of) == (Quantifier.ALL, 3, 3)


def test_economic_barriers_are_heard_in_six_of_seven(lines):
    worded = lines["Economic barriers"].wording

    assert (worded.quantifier, worded.heard, worded.of) == (Quantifier.SEVERAL, 6, 7)


def test_three_themes_have_two_subthemes_each(lines):
    assert Counter(line.depth for line in lines.values() if line.depth < 2) == {0: 3, 1: 6}


def test_the_coders_differ_believably(demo):
    shown = audit(demo.session, demo.lead, USUAL)
    alphas = [line.figures.agreement.alpha for line in shown.lines if isinstance(line.figures.agreement.alpha, float)]

    assert shown.coders == ("C1", "C2", "LA")
    assert len(alphas) >= 25
    assert 0.3 < sum(alphas) / len(alphas) < 0.95
    assert len(set(alphas)) > 10


def test_quotes_are_chosen_in_every_subtheme(demo, lines):
    chosen = {part.subtheme for part in chosen_quotes(demo.session, demo.lead)}

    assert chosen == {line.name for line in lines.values() if line.depth == 1}


def test_the_team_went_through_its_four_steps_and_once_back(demo):
    board = step_board(demo.session, demo.lead)

    assert [one.step.name for one in board] == [
        "Naive reading", "Generating units of meaning", "Developing emerging themes",
        "Reviewing, defining and naming themes",
    ]  # fmt: skip
    assert [one.here for one in board] == [False, False, False, True]
    assert [move.words for one in board for move in one.moves if move.back] == [
        "Several units held two thoughts. We put them in short again before going on."
    ]
    assert [one.name for one in discarded(demo.session, demo.lead)] == ["Being brave"]


@pytest.mark.parametrize(
    ("name", "quantifier", "state", "signs", "cases"),
    [
        ("Lived experience: mutual support and understanding", Quantifier.SEVERAL, "defined", ["C1"], 1),
        ("Ghosting and shame", Quantifier.ALL, "reviewed", [], 0),
        ("Social rhythm and healing rituals", Quantifier.ALL, "defined", [], 0),
    ],
)
def test_a_subthemes_page_says_how_many_speak_of_it_and_how_it_was_tried(demo, name, quantifier, state, signs, cases):
    ids = {one.name: one.id for one in themes.themes(demo.session, demo.lead)}

    page = theme_page(demo.session, demo.lead, ids[name])

    assert (page.spread.wording.quantifier, page.theme.state.value) == (quantifier, state)
    assert [one.initials for one in page.sign_offs if one.reopened_at is None] == signs
    assert len(page.cases) == cases
    assert page.quotes


def test_first_thoughts_are_open_where_all_are_in(demo):
    beside = {one.transcript.title: one for one in side_by_side(demo.session, demo.lead)}

    assert {one.initials for one in beside["Service users 1"].others} == {"C1", "C2"}
    assert beside["Service users 2"].others == ()
    assert beside["Service users 2"].missing == ("C2", "LA")


def test_the_trail_of_the_demo_is_sound(demo):
    rows, faults = verify_trails(demo.session, KEY)

    assert faults == []
    assert rows > 600


def test_no_coding_lies_on_turns_that_it_does_not_hold(demo):
    units = coding.UnitTurn
    without = demo.session.scalar(
        select(func.count()).select_from(coding.MeaningUnit)
        .outerjoin(units, (units.study_id == coding.MeaningUnit.study_id) & (units.unit_id == coding.MeaningUnit.id))
        .where(units.turn_id.is_(None))
    )  # fmt: skip

    assert without == 0


def spoilt(folder, old, new):
    """Copy as much of the demo as one focus group needs, with a mistake in its codings."""
    for name in ("codebook.toml", "professionals-1.docx"):
        shutil.copy(FOLDER / name, folder)
    without_quotes = (FOLDER / "study.toml").read_text(encoding="utf-8").partition("[[quote]]")[0]
    settings, *groups = without_quotes.split("[[focus_group]]")
    [group] = [one for one in groups if 'transcript = "professionals-1"' in one]
    (folder / "study.toml").write_text(f"{settings}[[focus_group]]{group}", encoding="utf-8")
    codings = (FOLDER / "professionals-1.csv").read_text(encoding="utf-8")
    assert old in codings
    (folder / "professionals-1.csv").write_text(codings.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [("lead,5,", "lead,6,"), ("lead,5,", "lead,5000,"), ("lead,5,", "nobody,5,"), ("Paid and", "Unpaid and")],
)
def test_files_that_do_not_fit_together_are_told_with_their_place(tmp_path, databases, old, new):
    spoilt(tmp_path, old, new)

    with databases.fresh("sqlite") as url:
        engine = open_engine(url)
        with pytest.raises(DemoFilesDiffer, match=r"professionals-1\.csv, entry 1"), writing(engine, KEY) as session:
            load_demo(session, tmp_path, HASHES, KEY)
        with reader(engine) as session:
            assert session.scalar(select(func.count()).select_from(Account)) == 0
        engine.dispose()
