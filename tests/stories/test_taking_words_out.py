"""A name is found in a coded transcript, and a participant withdraws: with the mouse, and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.looking import is_open_to_everybody
from tests.stories.running import Workbench, running_demo

TOLD_IN_ORDER = True
pytestmark = pytest.mark.usefixtures("console_stays_empty")


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


@pytest.fixture(scope="module")
def lead(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[Researcher]:
    researcher = Researcher(chromium, workbench.address)
    everybody.append(researcher)
    researcher.sign_in("lead", workbench.passwords["lead"])
    researcher.page.get_by_role("link", name="Social support").click()
    yield researcher
    researcher.context.close()


def test_the_lead_marks_a_word_and_takes_it_out(lead: Researcher):
    desk, page = CodingScreen.of(lead, "Service users 1"), lead.page
    desk.drag(6, "the dairy")
    assert desk.in_hand() == "the dairy"

    page.get_by_role("button", name="Change these words").click()

    expect(lead.heading).to_have_text("Change these words")
    expect(page.locator(".standing mark")).to_have_text("the dairy")
    is_open_to_everybody(lead)
    page.get_by_label("Put this placeholder instead").fill("a shop")
    page.get_by_label("Why").select_option(label="a place or an organisation")
    page.get_by_role("button", name="Take the words out").click()
    expect(lead.heading).to_have_text("The words are changed")
    expect(page.get_by_text("it holds other words now").first).to_be_visible()
    is_open_to_everybody(lead)


def test_the_transcript_has_the_placeholder_and_its_codes(lead: Researcher):
    lead.page.get_by_role("link", name="Service users 1").first.click()
    desk = CodingScreen(lead)

    expect(desk.turn(6).locator(".words")).to_contain_text("at the stop by [a shop], every morning")
    assert "Same faces over time LA" in desk.codes_on(6)


def test_a_typing_mistake_is_corrected(lead: Researcher):
    desk, page = CodingScreen.of(lead, "Service users 1"), lead.page
    desk.drag(6, "somebody")
    page.get_by_role("button", name="Change these words").click()

    page.get_by_text("They are a typing mistake").click()
    page.get_by_role("textbox", name="What was said").fill("someone")
    page.get_by_role("button", name="Correct", exact=True).click()

    expect(page.get_by_text("The typing mistake is corrected.")).to_be_visible()


def test_a_participant_withdraws(lead: Researcher):
    page = lead.page
    lead.go("People")
    page.get_by_role("link", name="A participant withdraws").click()
    is_open_to_everybody(lead)
    page.get_by_text("Without a slip", exact=True).click()
    page.get_by_label("Participant").select_option(label="P1, Service users 1")
    page.get_by_role("button", name="Go on without a slip").click()
    expect(lead.heading).to_have_text("Withdrawal of P1, Service users 1")
    is_open_to_everybody(lead)

    page.get_by_label("words removed").check()
    page.get_by_label("I have looked through what would happen").check()
    page.get_by_role("button", name="Carry out the withdrawal").click()

    expect(lead.heading).to_have_text("The withdrawal is carried out")
    is_open_to_everybody(lead)
    desk = CodingScreen.of(lead, "Service users 1")
    expect(page.locator(".words", has_text=re.compile(r"^\[withdrawn\]$")).first).to_be_attached()
    expect(page.locator(".turn .withdrawn", has_text="words removed").first).to_be_attached()
    desk.page.evaluate("scrollTo(0, 0)")
    is_open_to_everybody(lead)


def test_without_scripts_a_turn_and_its_words_are_enough(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher]
):
    researcher = Researcher(chromium, workbench.address, scripts=False)
    everybody.append(researcher)
    researcher.sign_in("lead", workbench.passwords["lead"])
    page = researcher.page
    page.get_by_role("link", name="Social support").click()
    CodingScreen.of(researcher, "Volunteers 1")
    longest = max(re.findall(r"\w+", page.locator("#turn-3 .words").inner_text()), key=len)
    page.locator("#turn-3").get_by_role("radio").check()

    page.get_by_role("button", name="Change these words").click()
    page.get_by_label("Which words?").fill(longest)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Put this placeholder instead").fill("a word")
    page.get_by_role("button", name="Take the words out").click()

    expect(researcher.heading).to_have_text("The words are changed")
    researcher.context.close()
