"""Two people build themes at the same time: each sees the other's work, and nobody's work is undone unseen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.stories.browsing import Researcher
from tests.stories.running import Workbench, running_demo
from tests.stories.screens import cards_in

TOLD_IN_ORDER = True
pytestmark = pytest.mark.usefixtures("console_stays_empty")
RHYTHM, SHAME = "Social rhythm and healing rituals", "Ghosting and shame"
LIVED = "Lived experience: mutual support and understanding"


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


@pytest.fixture(scope="module")
def pair(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[list[Researcher]]:
    """The lead and a co-researcher, each in front of the board."""
    for login in ("lead", "co-researcher-1"):
        one = Researcher(chromium, workbench.address)
        everybody.append(one)
        one.sign_in(login, workbench.passwords[login])
        one.page.get_by_role("link", name="Social support").click()
        one.go("Themes")
    yield everybody
    for one in everybody:
        one.context.close()


def tick(who: Researcher, *codes: str) -> None:
    for code in codes:
        who.page.get_by_role("checkbox", name=code, exact=True).check()


def move(who: Researcher, to: str) -> None:
    who.page.get_by_label("Move to", exact=True).select_option(label=to)
    who.page.get_by_role("button", name="Move", exact=True).click()


def status(who: Researcher) -> Locator:
    return who.page.locator("#board-status")


def test_the_lead_moves_a_code_by_keyboard_alone(pair: list[Researcher]):
    lead, colleague = pair
    tick(colleague, "Hope", "Humour as relief")
    card = lead.page.get_by_role("checkbox", name="Hope", exact=True)
    card.focus()
    lead.page.keyboard.press("m")
    expect(lead.page.get_by_label("Move to", exact=True)).to_be_focused()
    lead.page.get_by_label("Move to", exact=True).select_option(label=f"– {RHYTHM}")
    lead.page.keyboard.press("Tab")
    lead.page.keyboard.press("Enter")

    expect(status(lead)).to_contain_text(f"1 code is in {RHYTHM} now.")
    expect(cards_in(lead, RHYTHM).filter(has_text="Hope")).to_be_visible()
    expect(cards_in(lead, "In no theme yet 1")).to_have_text(["Humour as relief"])


def test_the_colleague_on_an_older_page_is_told_and_chooses(pair: list[Researcher]):
    _, colleague = pair
    expect(status(colleague)).to_contain_text("A colleague has changed the board.")
    expect(cards_in(colleague, "In no theme yet 2")).to_have_text(["Hope", "Humour as relief"])
    with colleague.refused(409):
        move(colleague, f"– {SHAME}")
        told = colleague.page.get_by_role("group", name="Moved meanwhile")
        expect(told).to_contain_text("“Hope”: you saw it in no theme.")
        expect(told).to_contain_text(f"It is in {RHYTHM} now, moved by LA.")
    expect(colleague.page.get_by_role("button", name=f"Move to {SHAME} all the same")).to_be_visible()

    told.get_by_role("link", name="Leave it as it is now").click()

    expect(cards_in(colleague, RHYTHM).filter(has_text="Hope")).to_be_visible()
    expect(cards_in(colleague, "In no theme yet 1")).to_have_text(["Humour as relief"])


def test_a_code_is_dragged_into_a_theme_and_its_quotes_are_read_beside_the_board(pair: list[Researcher]):
    _, colleague = pair
    page = colleague.page
    page.locator(".code-card", has=page.get_by_role("checkbox", name="Humour as relief", exact=True)).hover()
    page.mouse.down()
    for _ in range(2):  # a drag begins with the first movement
        page.locator(".code-card", has=page.get_by_role("checkbox", name="Being believed", exact=True)).hover()
    page.mouse.up()
    expect(status(colleague)).to_contain_text(f"1 code is in {LIVED} now.")

    moved = page.locator(".code-card", has=page.get_by_role("checkbox", name="Humour as relief", exact=True))
    moved.get_by_role("link", name="codings of Humour as relief").click()
    behind = page.get_by_role("complementary", name="Quotes and changes")
    expect(behind.get_by_role("heading", name="Humour as relief")).to_be_visible()
    expect(behind.locator("q").first).not_to_be_empty()
    behind.get_by_role("link", name="More").click()
    expect(behind.locator("li.quote").nth(20)).to_be_attached()
    page.keyboard.press("Escape")
    expect(behind).to_be_hidden()
    expect(moved.get_by_role("link")).to_be_focused()


def test_the_lead_makes_a_theme_of_several_codes_and_sees_the_colleagues_move(pair: list[Researcher]):
    lead, _ = pair
    tick(lead, "Weekly rhythm", "Marking days")
    expect(lead.page.locator("#ticked")).to_have_text("2 codes are ticked")
    lead.page.get_by_text("New theme out of these").click()
    lead.page.locator("#split-name").fill("Days that have a name")
    lead.page.get_by_role("button", name="Make the theme").click()

    expect(lead.page.get_by_role("heading", name="Days that have a name")).to_be_visible()
    expect(cards_in(lead, "Days that have a name")).to_have_text(["Marking days", "Weekly rhythm"])
    expect(cards_in(lead, LIVED).filter(has_text="Humour as relief")).to_be_visible()


def test_two_who_word_a_theme_at_once_are_shown_both(pair: list[Researcher]):
    lead, colleague = pair
    for who in (lead, colleague):
        who.go("Themes")
        who.page.get_by_role("link", name="Change : Days that have a name").click()
        expect(who.page.locator("#change-idea")).to_be_visible()
    lead.page.locator("#change-idea").fill("The week has a shape.")
    lead.page.locator("#behind").get_by_role("button", name="Save").click()
    expect(lead.heading).to_have_text("Days that have a name")

    colleague.page.locator("#change-idea").fill("Days are told apart.")
    with colleague.refused(409):
        colleague.page.locator("#behind").get_by_role("button", name="Save").click()
        expect(colleague.heading).to_have_text("Somebody was first")
    expect(colleague.page.get_by_text("The week has a shape.")).to_be_visible()
    expect(colleague.page.locator("textarea")).to_have_value("Days are told apart.")
    colleague.page.get_by_role("button", name="Store mine").click()

    expect(colleague.heading).to_have_text("Days that have a name")
    expect(colleague.page.locator(".definition")).to_contain_text("Days are told apart.")


def test_a_theme_that_changed_meanwhile_is_not_discarded_unseen(pair: list[Researcher]):
    lead, colleague = pair
    lead.go("Themes")
    lead.page.get_by_role("link", name="Change : Days that have a name").click()
    expect(lead.page.locator("#change-why")).to_be_visible()
    colleague.go("Themes")
    tick(colleague, "Hope")
    move(colleague, "Days that have a name")
    expect(status(colleague)).to_contain_text("1 code is in Days that have a name now.")

    lead.page.locator("#change-why").fill("It belongs to the rhythm.")
    with lead.refused(409):
        lead.page.get_by_role("button", name="Discard the theme").click()
        expect(lead.page.get_by_text("Somebody has changed “Days that have a name”")).to_be_visible()

    lead.open(f"{lead.study}/themes")
    lead.page.get_by_role("link", name="Change : Days that have a name").click()
    lead.page.locator("#change-why").fill("It belongs to the rhythm.")
    lead.page.get_by_role("button", name="Discard the theme").click()
    expect(lead.page.locator("#discarded")).to_contain_text("It belongs to the rhythm.")
    expect(cards_in(lead, "In no theme yet 3")).to_have_text(["Hope", "Marking days", "Weekly rhythm"])


def test_every_earlier_board_can_be_looked_at_with_who_changed_what(pair: list[Researcher]):
    _, colleague = pair
    colleague.go("Themes")
    colleague.page.get_by_role("link", name="Earlier boards").click()
    told = colleague.page.locator(".happenings li")
    expect(told.nth(0)).to_contain_text("“Days that have a name” was discarded")
    expect(told.nth(0)).to_contain_text("LA")
    expect(told.nth(1)).to_contain_text("C1")

    colleague.page.get_by_role("link", name="Into “Days that have a name”: Marking days, Weekly rhythm").click()

    expect(colleague.page.locator(".old-board")).to_contain_text("Weekly rhythm")
    expect(colleague.page.locator("#since")).to_contain_text("No longer on the board: Days that have a name")
