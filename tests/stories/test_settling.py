"""An afternoon of the team: two code alone, the round is revealed, and they settle what they read differently."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.stories import screens
from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.looking import is_open_to_everybody
from tests.stories.running import Workbench, commonground, running_demo

TOLD_IN_ORDER = True
pytestmark = pytest.mark.usefixtures("console_stays_empty")

TALK = "Volunteers 1"
# What each puts where. They agree on turns 2 and 21, and differ on ten others; 5 and 18 are swaps.
FIRST = {2: "Hope", 5: "Hope", 8: "Hope", 18: "Hope", 20: "Hope", 21: "Shame", 24: "Shame", 29: "Hope", 36: "Hope"}
SECOND = {2: "Hope", 5: "Shame", 18: "Shame", 21: "Shame", 37: "Hope", 38: "Hope", 45: "Shame"}
DIFFERENT = (5, 8, 18, 20, 24, 29, 36, 37, 38, 45)
OUTCOMES = ("C1", "Both are right", "C2", "None of these codes", "Both readings stand")


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


@pytest.fixture(scope="module")
def team(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[dict[str, Researcher]]:
    found = {}
    for login in ("lead", "co-researcher-1", "co-researcher-2"):
        who = Researcher(chromium, workbench.address)
        everybody.append(who)
        who.sign_in(login, workbench.passwords[login])
        who.page.get_by_role("link", name="Social support").click()
        expect(who.page).to_have_url(re.compile("/studies/"))
        found[login] = who
    yield found
    for who in everybody:
        who.context.close()


def test_two_coders_code_alone_and_see_nothing_of_each_other(team: dict[str, Researcher]):
    lead = team["lead"]
    lead.go("Rounds")
    lead.page.get_by_role("button", name="Open an independent round").click()
    expect(lead.page.get_by_role("heading", name="3. Independent round")).to_contain_text("open")
    # Whoever opened it is not told to reload a page that shows it already; what is told has come by then.
    expect(lead.page.locator("#live")).to_have_attribute("data-state", "open")
    lead.page.wait_for_timeout(1_000)
    assert "The round has changed" not in lead.page.locator("#live").inner_text()

    for login, work in (("co-researcher-1", FIRST), ("co-researcher-2", SECOND)):
        coder = CodingScreen.of(team[login], TALK)
        for turn, code in work.items():
            coder.code_turn(turn, code)
        coder.mark_as_read()

    second = team["co-researcher-2"]
    second.go("Agreement")
    expect(second.page.get_by_label("Round")).to_have_count(1)
    assert "3." not in second.page.get_by_label("Round").inner_text()


def test_the_lead_closes_the_round_with_a_reason_and_reveals_it(team: dict[str, Researcher]):
    lead = team["lead"]
    lead.go("Rounds")
    card = lead.page.locator("section.card").filter(has_text="3. Independent round")
    expect(card).to_contain_text("2 of 2 readings are done.")
    card.get_by_text("Close this round").first.click()
    card.get_by_label("Why is it closed?").fill("Both are done")
    card.get_by_role("button", name="Close this round").click()
    expect(card).to_contain_text("Closed because: Both are done")

    card.get_by_role("button", name="Reveal this round").click()

    expect(lead.page.get_by_role("heading", name="3. Independent round")).to_contain_text("revealed")


def test_the_audit_says_what_was_swapped_and_every_number_opens_its_passages(team: dict[str, Researcher]):
    lead = team["lead"]
    lead.go("Agreement")
    expect(
        lead.page.get_by_text("80 turns of participants in 1 transcript, read by at least two of C1, C2.")
    ).to_be_visible()
    expect(lead.page.get_by_text("“Hope” and “Shame” were swapped in 2 turns.")).to_be_visible()
    table = lead.page.get_by_role("region", name="Agreement").get_by_role("table")
    # Hope: C1 on 7 turns, C2 on 3, both on 2 alone: any 9, all 1. Shame: C1 on 2, C2 on 4, both on 21: any 5, all 1.
    assert screens.row_of(table, "Hope")[4:] == ["9", "1", "C1 7 C2 3"]
    assert screens.row_of(table, "Shame")[4:] == ["5", "1", "C1 2 C2 4"]
    is_open_to_everybody(lead)

    table.get_by_role("link", name="coded by all, Hope").click()
    expect(lead.page.get_by_role("heading", level=2)).to_have_text([re.compile("turn 2 P")])
    expect(lead.page.locator(".did")).to_have_text("C1: coded C2: coded")
    is_open_to_everybody(lead)


@pytest.mark.parametrize("side", ["Between coders", "Between groups", "Over time", "Differences", "Methods and files"])
def test_every_side_is_open_to_everybody(team: dict[str, Researcher], side: str):
    lead = team["lead"]
    lead.go("Agreement")
    lead.page.get_by_role("navigation", name="Sides of agreement").get_by_role("link", name=side).click()

    is_open_to_everybody(lead)


def test_the_keyboard_walks_through_the_differences(team: dict[str, Researcher]):
    lead = team["lead"]
    lead.go("Agreement")
    lead.page.keyboard.press("d")
    expect(lead.page.locator("#difference-title")).to_have_text("Difference 1 of 10 Volunteers 1, turn 5")
    lead.page.keyboard.press("d")
    expect(lead.page.locator("#difference-title")).to_contain_text("Difference 2 of 10")
    lead.page.keyboard.press("Shift+D")
    expect(lead.page.locator("#difference-title")).to_contain_text("Difference 1 of 10")
    lead.page.get_by_role("link", name="Meeting view").click()
    leave = lead.page.get_by_role("link", name="Leave the meeting view")
    expect(leave).to_be_visible()
    is_open_to_everybody(lead)
    leave.click()
    expect(leave).to_have_count(0)


def test_ten_decisions_settle_everything_that_was_different(team: dict[str, Researcher]):
    lead = team["lead"]
    lead.go("Agreement")
    lead.page.keyboard.press("d")
    for number, turn in enumerate(DIFFERENT):
        title = lead.page.locator("#difference-title")
        expect(title).to_contain_text(f"Difference 1 of {len(DIFFERENT) - number}")
        expect(title).to_contain_text(f"turn {turn}")
        outcome = OUTCOMES[number % len(OUTCOMES)]
        if outcome in {"C1", "C2"}:
            lead.page.get_by_label("Whose reading").select_option(label=outcome)
        else:
            lead.page.get_by_label(outcome).check()
        lead.page.get_by_label("Why?").fill(f"We read turn {turn} together.")
        lead.page.get_by_role("button", name="Settle", exact=True).click()
        expect(lead.page.get_by_role("status").filter(has_text="Settled.")).to_be_visible()

    expect(lead.page.get_by_text("No difference is open here.")).to_be_visible()


def test_what_all_agree_on_is_taken_along_in_one_step_and_the_findings_change(team: dict[str, Researcher]):
    lead = team["lead"]
    agreed = lead.page.locator("details").filter(has_text="Volunteers 1: 2 passages")
    agreed.locator("summary").click()
    expect(agreed.get_by_role("listitem")).to_have_text([re.compile("^Hope turn 2"), re.compile("^Shame turn 21")])
    agreed.get_by_role("button", name="Take these into the consensus").click()
    expect(lead.page.get_by_role("status").filter(has_text="is in the consensus now")).to_be_visible()

    lead.page.get_by_role("link", name="Decisions", exact=True).click()

    expect(lead.page.get_by_text("The consensus holds 1 of 7 transcripts to the end.")).to_be_visible()
    findings = lead.page.get_by_role("region", name="What it changes in the findings").get_by_role("table")
    assert "changed" in {
        cell for cells in (findings.get_by_role("row").all_inner_texts()) for cell in cells.split("\t")
    }
    expect(lead.page.locator("ol.decisions > li")).to_have_count(11)
    expect(lead.page.get_by_text("Whose reading was taken up, and how often: C1 2, C2 2.")).to_be_visible()
    is_open_to_everybody(lead)


def test_before_and_after_stand_side_by_side_and_originals_stay(team: dict[str, Researcher]):
    lead = team["lead"]
    lead.page.get_by_role("link", name="Over time", exact=True).click()
    expect(lead.page.get_by_text("“After” is negotiated agreement")).to_be_visible()
    screen = CodingScreen.of(lead, TALK)
    assert {"Hope C1", "Shame C2"} <= set(screen.codes_on(5))


def test_the_table_and_the_minutes_leave_and_are_computed_again(team: dict[str, Researcher], tmp_path: Path):
    lead = team["lead"]
    lead.go("Agreement")
    shown = screens.row_of(lead.page.get_by_role("region", name="Agreement").get_by_role("table"), "Hope")[0]
    lead.page.get_by_role("link", name="Methods and files").click()
    with lead.page.expect_download() as expected:
        lead.page.get_by_role("button", name="Units by coders (csv)").click()
    expected.value.save_as(tmp_path / "units.csv")
    printed = json.loads(commonground(tmp_path, "agreement", str(tmp_path / "units.csv"), "--json"))

    [alpha] = [
        code["coefficients"]["krippendorff_alpha_nominal"]["value"]
        for code in printed["codes"]
        if code["code"] == "Hope"
    ]
    assert shown.startswith(f"{alpha:.2f}")
    lead.page.get_by_role("link", name="Decisions", exact=True).click()
    with lead.page.expect_download() as minutes:
        lead.page.get_by_role("button", name="Minutes (Word)").click()
    minutes.value.save_as(tmp_path / "minutes.docx")
    assert (tmp_path / "minutes.docx").read_bytes()[:2] == b"PK"
