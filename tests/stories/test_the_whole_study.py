"""A team's whole study, from an empty database to the quotes in Word. The tests are told in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.stories import screens
from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.running import ROOT, Workbench, commonground, running

TOLD_IN_ORDER = True
pytestmark = pytest.mark.usefixtures("console_stays_empty")

PASSWORD = "three kettles and a spoon"
STAKEHOLDERS = (("Service user", "Service users", "SU"), ("Professional", "Professionals", "P"),
                ("Volunteer", "Volunteers", "V"))  # fmt: skip
GROUPS = (
    ("Service users 1", "Service users", "District A", 84),
    ("Service users 2", "Service users", "District B", 91),
    ("Service users 3", "Service users", "District C", 71),
    ("Professionals 1", "Professionals", "District A", 88),
    ("Professionals 2", "Professionals", "District B", 91),
    ("Volunteers 1", "Volunteers", "District A", 88),
    ("Volunteers 2", "Volunteers", "District C", 79),
)
CODES = {
    "Noticing": "Somebody sees how it is with you, or that you are not there.",
    "Shame": "Being looked at as less, or fearing it.",
    "Money": "Money decides who can be together, or for how long.",
    "Never used": "A code that nobody needs.",
}
THEMES = {
    "What makes support possible": {"Being noticed": "Noticing", "Small rituals": "Shared meals"},
    "What makes it vulnerable": {"Looks and silence": "Shame", "Economic barriers": "Money"},
}
EXCHANGE = "There was a fellow sat on it for a year. He didn't have a bicycle.\nDid you not ask what he wanted?"


@dataclass
class Team:
    """Everybody in the study, each at a browser of their own."""

    lead: Researcher
    first: Researcher
    second: Researcher
    supervisor: Researcher


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """An empty workbench with its first administrator."""
    assert chromium.is_connected()
    folder = tmp_path_factory.mktemp("workbench")
    person = ("--login", "lead", "--name", "Lead author", "--password", PASSWORD)
    assert "Account lead is made." in commonground(folder, "account", "create", *person, "--administrator")
    with running(folder, "serve") as workbench:
        yield workbench


@pytest.fixture(scope="module")
def team(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[Team]:
    everybody += [Researcher(chromium, workbench.address) for _ in range(4)]
    yield Team(*everybody)
    for researcher in everybody:
        researcher.context.close()


def test_the_administrator_signs_in_and_begins_a_study(team: Team):
    lead = team.lead
    with lead.refused(401):
        lead.open("/sign-in")
        lead.page.get_by_label("Login").fill("lead")
        lead.page.get_by_label("Password").fill("not the password")
        lead.page.get_by_role("button", name="Sign in").click()
        expect(lead.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))).to_be_visible()

    lead.sign_in("lead", PASSWORD)
    screens.begin_study(
        lead, "Social support", research="What makes support possible?\nWhat makes it vulnerable?", guide="When?"
    )

    lead.go("Overview")
    expect(lead.heading).to_have_text("Social support")
    expect(lead.page.get_by_role("list", name="Research questions").get_by_role("listitem")).to_have_text(
        ["What makes support possible?", "What makes it vulnerable?"]
    )


def test_the_lead_names_stakeholders_districts_and_focus_groups(team: Team):
    team.lead.go("Settings")
    for stakeholder in STAKEHOLDERS:
        screens.name_stakeholder(team.lead, *stakeholder)
    for district in ("District A", "District B", "District C"):
        screens.name_district(team.lead, district)
    for group in GROUPS:
        screens.name_focus_group(team.lead, *group)

    team.lead.go("Overview")
    expect(team.lead.page.get_by_role("region", name="Focus groups").get_by_role("rowheader")).to_have_text(
        [label for label, *_ in GROUPS]
    )


def test_three_people_come_in_by_their_invitations(team: Team):
    first, second = (screens.invite(team.lead, "Co-researcher") for _ in range(2))
    third = screens.invite(team.lead, "Supervisor")

    screens.join(team.first, first, name="First co-researcher", login="first", password=PASSWORD)
    screens.join(team.second, second, name="Second co-researcher", login="second", password=PASSWORD)
    screens.join(team.supervisor, third, name="Supervisor", login="supervisor", password=PASSWORD)

    team.lead.go("Members")
    members = team.lead.page.get_by_role("region", name="Members")
    assert screens.row_of(members, "First co-researcher")[:2] == ["FCR", "Co-researcher"]
    assert screens.row_of(members, "Supervisor")[:2] == ["S", "Supervisor"]
    with team.supervisor.refused(404):
        team.supervisor.open(first)
        expect(team.supervisor.heading).to_have_text("That did not work")
    team.supervisor.page.go_back()


def test_seven_transcripts_are_checked_and_stored(team: Team):
    lead = team.lead
    for label, *_ in GROUPS:
        screens.upload(lead, label, ROOT / "transcripts" / f"{label.lower().replace(' ', '-')}.docx")
        if label == "Service users 1":
            expect(lead.page.get_by_text("120 turns were found. Nothing is stored yet.")).to_be_visible()
            assert screens.labels_shown(lead) == {
                "I": (14, "Moderator"), "P3": (25, "Participant"), "P1": (30, "Participant"),
                "P2": (19, "Participant"), "P4": (25, "Participant"), "C": (7, "Co-moderator"),
            }  # fmt: skip
        if label == "Volunteers 2":
            lead.page.get_by_label("Who is C?").select_option(label="Unknown voice")
        screens.store(lead)

    # 4 + 4 + 3 service users, 6 + 6 professionals, 5 + 4 volunteers
    lead.go("Overview")
    expect(lead.page.locator("dl div").filter(has_text="Participants").get_by_role("definition")).to_have_text("32")
    changed = CodingScreen.of(lead, "Volunteers 2")
    expect(changed.turn(5).locator(".voice")).to_have_text("?")


def test_the_lead_writes_a_codebook_and_opens_an_independent_round(team: Team):
    for name, definition in CODES.items():
        screens.make_code(team.lead, name, definition)

    team.lead.go("Rounds")
    team.lead.page.get_by_role("button", name="Open an independent round").click()

    expect(team.lead.page.get_by_role("heading", name="2. Independent round")).to_contain_text("open")


def test_the_first_coder_codes_words_turns_and_an_exchange(team: Team):
    coder = CodingScreen.of(team.first, "Service users 1")
    coder.code_words(4, "Somebody who notices", "Noticing")
    assert coder.marks_in(4) == ["Somebody who notices"]
    assert "“Somebody who notices” is coded as Noticing." in coder.said()
    for turn in (6, 12):
        coder.code_turn(turn, "Noticing")
    assert coder.marks_in(12) == ["I don't have to look up. That's what I mean. If they made me sit in the circle "
                                  "I'd stop coming."]  # fmt: skip
    coder.code_turn(22, "Shame")
    assert (coder.count("Noticing"), coder.count("Shame")) == (3, 1)

    coder = CodingScreen.of(team.first, "Volunteers 1")
    coder.drag(15, "There was a fellow", until=16, last_words="what he wanted?")
    assert coder.in_hand() == EXCHANGE
    coder.press("Noticing", on=15)
    assert coder.codes_on(15) == coder.codes_on(16) == ["Noticing FCR"]


def test_a_code_made_on_the_spot_is_applied_at_once(team: Team):
    coder = CodingScreen.of(team.first, "Service users 1")
    coder.drag(7, "I do the soup upstairs here")
    coder.new_code("Shared meals", on=7)

    assert coder.codes_on(7) == ["Shared meals FCR"]
    assert coder.marks_in(7) == ["I do the soup upstairs here"]
    assert coder.count("Shared meals") == 1


def test_a_coding_is_taken_off_and_either_is_undone_even_after_a_reload(team: Team):
    coder = CodingScreen.of(team.first, "Service users 1")
    coder.code_turn(13, "Money")
    coder.take_off(13, "Money")
    assert coder.codes_on(13) == []

    coder.code_turn(18, "Shame")
    with coder.answered():
        coder.page.get_by_role("button", name="Undo", exact=True).click()
    expect(coder.page.locator("#status")).to_have_text("Undone.")
    assert coder.codes_on(18) == []

    coder.take_off(12, "Noticing")
    coder.page.reload()
    assert coder.codes_on(12) == []
    with coder.answered():
        coder.page.get_by_role("button", name="Undo my last coding").click()
    expect(coder.turn(12).locator(".codings")).to_contain_text("Noticing")
    assert (coder.count("Money"), coder.count("Shame"), coder.count("Noticing")) == (0, 1, 4)
    coder.mark_as_read()


def test_the_first_coder_goes_on_through_the_other_transcripts(team: Team):
    for transcript, codings in {
        "Service users 2": {7: "Noticing", 6: "Shame"},
        "Service users 3": {8: "Noticing", 4: "Shame"},
        "Professionals 1": {5: "Noticing", 9: "Money"},
        "Professionals 2": {9: "Noticing"},
        "Volunteers 1": {10: "Shared meals"},
    }.items():
        coder = CodingScreen.of(team.first, transcript)
        for turn, code in codings.items():
            coder.code_turn(turn, code)
    CodingScreen.of(team.first, "Volunteers 2").code_words(4, "I'd say it's the noticing", "Noticing")

    reader = CodingScreen.of(team.first, "Professionals 1")
    reader.mark_as_read()


def test_a_blind_coder_sees_nothing_of_a_colleague(team: Team):
    coder = CodingScreen.of(team.second, "Service users 1")

    expect(team.second.page.get_by_text("you see only your own coding until it is revealed")).to_be_visible()
    assert coder.codes_offered() == sorted(CODES)
    assert coder.count("Noticing") == 0
    assert [coder.codes_on(turn) for turn in (4, 6, 7, 12, 22)] == [[]] * 5
    assert CodingScreen.of(team.lead, "Service users 1").codes_on(4) == []


def test_the_second_coder_reads_the_same_transcript_differently(team: Team):
    coder = CodingScreen.of(team.second, "Service users 1")
    for turn in (4, 15):
        coder.code_turn(turn, "Noticing")
    coder.code_words(12, "I don't have to look up", "Noticing")
    coder.code_turn(22, "Shame")
    coder.code_turn(1, "Money")  # the moderator's turn: it counts nowhere

    assert coder.codes_on(4) == ["Noticing SCR"]
    coder.mark_as_read()


def test_the_lead_sees_who_is_done_and_reveals_the_round(team: Team):
    lead = team.lead
    lead.go("Rounds")
    readings = lead.page.get_by_role("region", name="Readings of round 2")
    assert screens.row_of(readings, "Service users 1") == ["done", "–", "done"]
    assert screens.row_of(readings, "Professionals 1") == ["done", "–", "–"]

    lead.page.get_by_role("button", name="Reveal this round").click()

    expect(lead.page.get_by_role("heading", name="2. Independent round")).to_contain_text("revealed")
    seen = CodingScreen.of(lead, "Service users 1")
    assert sorted(seen.codes_on(4)) == ["Noticing FCR", "Noticing SCR"]
    assert seen.codes_on(7) == ["Shared meals FCR"]
    assert "Shared meals" in CodingScreen.of(team.second, "Service users 1").codes_offered()


def test_the_team_puts_its_codes_into_themes(team: Team):
    for theme, subthemes in THEMES.items():
        screens.make_theme(team.first, theme)
        for subtheme, code in subthemes.items():
            screens.make_subtheme(team.first, theme, subtheme)
            screens.move_code(team.first, code, f"– {subtheme}")

    expect(team.first.page.locator("#unsorted .code-name")).to_have_text(["Never used"])


def test_the_comparison_words_what_the_counts_allow(team: Team):
    table = screens.compare(team.lead, by="Focus group", count="turns")

    # Noticing in Service users 1: the first coder on turns 4, 6 and 12, the second on 4, 12 and 15: four turns.
    # In Volunteers 1 it lies on an exchange of two turns; in the other five groups on one turn each.
    assert screens.row_of(table, "Being noticed") == [
        "4", "1", "1", "1", "1", "2", "1", "11", "7 of 7: SU 3/3, P 2/2, V 2/2", "All focus groups",
    ]  # fmt: skip
    assert screens.row_of(table, "Small rituals")[7:] == ["2", "2 of 7: SU 1/3, P 0/2, V 1/2", "Some focus groups"]
    assert screens.row_of(table, "Looks and silence")[7:] == [
        "3", "3 of 7: SU 3/3, P 0/2, V 0/2", "All focus groups among service users",
    ]  # fmt: skip
    # The second coder put Money on the moderator's first turn of Service users 1, which was read, and counts not.
    assert screens.row_of(table, "Economic barriers") == [
        "– not coded", "– not read yet", "– not read yet", "1", "– not read yet", "– not read yet", "– not read yet",
        "1", "1 of 7: SU 0/3, P 1/2, V 0/2", "One of two focus groups among professionals",
    ]  # fmt: skip
    expect(team.lead.page.get_by_text("Nobody has finished reading: Service users 2,")).to_be_visible()


def test_the_comparison_counts_people_and_places_too(team: Team):
    # Turns 4 and 6 are P1's, 12 and 15 are P2's. Whose turns carry the exchange is not marked: it counts for nobody.
    table = screens.compare(team.lead, by="Focus group", count="participants")
    assert screens.row_of(table, "Being noticed")[:8] == ["2", "1", "1", "1", "1", "0", "1", "7"]

    table = screens.compare(team.lead, by="Stakeholder", count="participants")
    assert screens.row_of(table, "Being noticed")[:4] == ["4", "2", "1", "7"]

    # District A: Service users 1 (4), Professionals 1 (1), Volunteers 1 (2); B and C have two groups each.
    table = screens.compare(team.lead, by="District", count="turns", codes=True)
    assert screens.row_of(table, "Noticing")[:4] == ["7", "2", "2", "11"]
    assert screens.row_of(table, "Never used")[3:] == ["0", "0 of 7: SU 0/3, P 0/2, V 0/2", "No focus group"]


def test_two_quotes_are_chosen_from_the_passages_behind_a_cell(team: Team):
    page = team.first.page
    for place, count, words, quote in (
        ("Service users 1", 6, "Somebody who notices", "P1 (FG, Service users 1)"),
        ("Volunteers 1", 1, EXCHANGE.split("\n")[0], "P5, P3 (FG, Volunteers 1)"),
    ):
        table = screens.compare(team.first, by="Focus group", count="passages")
        table.get_by_role("link", name=f"{count} passages, {place}, Being noticed").click()
        expect(team.first.heading).to_contain_text("Being noticed")
        passages = page.locator("ul.quotes > li")
        expect(passages).to_have_count(count)
        chosen = passages.first
        expect(chosen.locator("q").first).to_have_text(words)
        expect(chosen.locator(".label")).to_contain_text(quote)
        chosen.locator("summary").click()
        expect(chosen.get_by_label("Theme or subtheme").locator("option:checked")).to_have_text("– Being noticed")
        chosen.get_by_role("button", name="Choose", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="The quote is chosen.")).to_be_visible()

    team.first.go("Quotes")
    expect(page.locator("li.quote")).to_have_count(2)


def test_agreement_is_what_one_works_out_by_hand(team: Team):
    team.second.go("Agreement")
    table = team.second.page.get_by_role("region", name="Agreement").get_by_role("table")

    # Only Service users 1 was read by two: 120 turns, of which 14 are I's and 7 are C's, so 99 are compared.
    # Noticing: both on turns 4 and 12, one on 6, one on 15. Percent 97/99; positive 2*2 / (2*2 + 1 + 1) = 0.67;
    # alpha: 198 values, 6 of them yes, 192 no, two turns split: 1 - 197 * 2 / (6 * 192) = 0.658.
    assert screens.row_of(table, "Noticing") == ["0.66", "rare code", "98.0 %", "0.67", "4", "2", "99"]
    assert screens.row_of(table, "Shame") == ["1.00", "rare code", "100.0 %", "1.00", "1", "1", "99"]


def test_agreement_that_cannot_be_said_says_why(team: Team):
    team.second.go("Agreement")
    table = team.second.page.get_by_role("region", name="Agreement").get_by_role("table")

    nobody = "Nobody used this code, so there is nothing to compare."
    assert screens.row_of(table, "Never used") == ["–", nobody, "100.0 %", "–", "0", "0", "99"]
    # Money is on turns of Professionals 1, which only one coder has read, and on one of the moderator.
    assert screens.row_of(table, "Money")[:2] == ["–", nobody]
    # Shared meals was made during the round: for the second coder it was not there to be used.
    assert screens.row_of(table, "Shared meals") == [
        "–", "No turn of a participant has been read by two coders who have marked their reading as done.",
        "–", "–", "0", "0", "0",
    ]  # fmt: skip


def test_the_quotes_come_out_as_a_word_table(team: Team, tmp_path: Path):
    document = Document(str(screens.download(team.first, "Quote table (Word)", tmp_path)))

    [table] = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Theme", "Subtheme", "Illustrative quote", "Participant (group)"],
        ["What makes support possible", "Being noticed", "Somebody who notices", "P1 (FG, Service users 1)"],
        [
            "What makes support possible", "Being noticed",
            "P5: There was a fellow sat on it for a year. He didn't have a bicycle.\n"
            "P3: Did you not ask what he wanted?", "P5, P3 (FG, Volunteers 1)",
        ],
    ]  # fmt: skip


def test_the_quotes_come_out_as_running_text(team: Team, tmp_path: Path):
    document = Document(str(screens.download(team.supervisor, "Running text (Word)", tmp_path)))

    assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [
        "Quotes", "Social support", "What makes support possible", "Being noticed",
        "P1: Somebody who notices (FG, Service users 1)",
        "P5: There was a fellow sat on it for a year. He didn't have a bicycle.",
        "P3: Did you not ask what he wanted? (FG, Volunteers 1)",
    ]  # fmt: skip


def test_the_supervisor_sees_agreement_and_trail_but_cannot_code(team: Team):
    supervisor = team.supervisor
    supervisor.go("Agreement")
    expect(supervisor.page.get_by_role("region", name="Agreement").get_by_role("rowheader")).to_have_count(5)
    supervisor.go("Trail")
    acts = supervisor.page.get_by_role("region", name="Trail").locator("tbody tr")
    expect(acts.filter(has_text="revealed a round")).to_have_count(1)
    expect(acts.filter(has_text="undid a coding")).to_have_count(1)

    reader = CodingScreen.of(supervisor, "Service users 1")
    assert sorted(reader.codes_on(4)) == ["Noticing FCR", "Noticing SCR"]
    expect(supervisor.page.get_by_role("radio")).to_have_count(0)
    expect(supervisor.page.locator("#codes")).to_have_count(0)
    expect(supervisor.page.get_by_role("button", name=re.compile("^(Take|Undo|New)"))).to_have_count(0)


def test_the_server_refuses_a_supervisor_who_codes_all_the_same(team: Team):
    coder = CodingScreen.of(team.second, "Service users 1")
    code = coder.code("Shame").get_attribute("value") or ""
    forged = {"form_token": "", "operation": "6b5a3f60-19d5-4cbb-b5a0-0c1b7b2a7a11", "code": code, "turn": "2"}
    token = team.supervisor.page.locator("input[name=form_token]").first.get_attribute("value") or ""

    address = f"{team.second.page.url}/codings"
    answer = team.supervisor.context.request.post(address, form=forged | {"form_token": token})

    assert answer.status == 403
    assert "Your role in this study does not include this." in answer.text()


def test_the_trail_of_all_this_is_whole(team: Team, workbench: Workbench):
    printed = commonground(workbench.folder, "verify-trail")

    assert ", 0 faults." in printed
    assert int(printed.split(" rows read")[0].split()[-1]) > 60


def test_signing_out_leaves_nothing_in_the_browser(team: Team):
    lead, page = team.lead, team.lead.page
    here = page.url
    page.get_by_role("button", name="Sign out").click()
    expect(lead.heading).to_have_text("Sign in")
    # Chromium reports the server's wish to clear what it kept; that is all that its console may say.
    [reported] = lead.console
    assert reported.startswith("info: Clear-Site-Data")
    lead.console.clear()

    lead.open(here)
    expect(lead.heading).to_have_text("Sign in")
