"""Coding while there is no connection: what could not be sent is kept in the browser, and sent once."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.looking import is_open_to_everybody
from tests.stories.running import Workbench, running, running_demo

TALK, CODE = "Service users 2", "Shame"
OFFLINE = (
    "ERR_INTERNET_DISCONNECTED",
    "htmx:afterRequest",
    "htmx:sendError",
    "ERR_FAILED",
    "ERR_CONNECTION_REFUSED",
    "Clear-Site-Data",
)
KEPT = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('unsent '))"
UNCODED = """() => [...document.querySelectorAll(".turn:not(:has(.codings))")].map((turn) => Number(turn.id.slice(5)))
  .filter((turn) => turn > 9 && document.querySelector(`#turn-${turn} .words`).textContent.length > 20)"""


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


@pytest.fixture
def screen(chromium: Browser, workbench: Workbench) -> Iterator[CodingScreen]:
    """Open a transcript; what Chromium says of a network that is not there is no fault of the page."""
    coder = Researcher(chromium, workbench.address)
    coder.sign_in("lead", workbench.passwords["lead"])
    coder.page.get_by_role("link", name="Social support").click()
    screen = CodingScreen.of(coder, TALK)
    expect(coder.page.locator("#live")).to_have_attribute("data-state", "open")
    yield screen
    coder.context.close()
    assert [line for line in coder.console if not any(known in line for known in OFFLINE)] == []


def kept(page: Page) -> list[dict[str, str]]:
    """Return the codings that the browser keeps."""
    found = page.evaluate(KEPT)
    assert len(found) <= 1
    return json.loads(found[0][1]) if found else []


def tries(screen: CodingScreen, turn: int) -> None:
    """Put the code on a turn, without an answer."""
    screen.choose(turn)
    screen.code(CODE).click()
    expect(screen.page.locator("#unsent")).to_contain_text("1 change is not sent yet.")


def has(page: Page, turn: int, times: int = 1) -> None:
    shown = page.locator(f"#turn-{turn} .codings .code-name").get_by_text(CODE, exact=True)
    expect(shown).to_have_count(times, timeout=15_000)


def test_a_coding_on_words_that_have_changed_since_is_not_sent(screen: CodingScreen):
    page, [turn] = screen.page, screen.page.evaluate(UNCODED)[:1]
    page.context.set_offline(True)
    tries(screen, turn)
    page.evaluate(
        "(turn) => { document.querySelector(`#turn-${turn} .words`).textContent = 'Quite other words.'; }", turn
    )

    page.context.set_offline(False)

    expect(page.locator("#unsent")).to_contain_text("Words have changed meanwhile, so 1 of your changes were not sent.")
    assert kept(page) == []
    page.reload()
    assert screen.codes_on(turn) == []


def memos_of(screen: CodingScreen, turn: int) -> Page:
    """Open the memos on a turn beside the text."""
    screen.choose(turn)
    screen.page.locator("[data-command=memo]").first.click()
    expect(screen.page.get_by_label("Write a memo")).to_be_visible()
    return screen.page


def drafts(page: Page) -> int:
    return int(page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft-')).length"))


def says(page: Page, words: str, times: int = 1) -> None:
    expect(page.locator("#memo-panel .memo-words").get_by_text(words, exact=True)).to_have_count(times, timeout=15_000)


def test_a_memo_that_could_not_be_sent_is_sent_once_the_connection_is_back(screen: CodingScreen):
    page = memos_of(screen, 3)
    page.get_by_label("Write a memo").fill("Begun on the train.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Share with the team").first.click()
    expect(page.locator(".draft-said")).to_contain_text("kept on this device and sent when the connection is back")
    expect(page.locator("#alert")).to_be_empty()
    is_open_to_everybody(screen.who)

    page.context.set_offline(False)

    says(page, "Begun on the train.")
    assert drafts(page) == 0


def test_a_memo_whose_answer_was_lost_is_there_once(screen: CodingScreen):
    page, lost = memos_of(screen, 4), []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/memos/on/**", lose, times=1)
    page.get_by_label("Write a memo").fill("Kept, but nobody said so.")
    page.get_by_role("button", name="Share with the team").first.click()

    expect(page.get_by_label("Write a memo")).to_have_value("", timeout=15_000)
    page.reload()
    memos_of(screen, 4)
    says(page, "Kept, but nobody said so.")
    assert lost == [200]


def test_what_was_begun_is_back_after_a_reload_until_it_is_taken_away(screen: CodingScreen):
    page = memos_of(screen, 5)
    page.get_by_label("Write a memo").press_sequentially("Half a thou")
    page.wait_for_timeout(500)
    page.reload()
    memos_of(screen, 5)
    expect(page.get_by_label("Write a memo")).to_have_value("Half a thou")
    expect(page.locator(".draft-said")).to_contain_text("is back. It is not saved yet.")
    is_open_to_everybody(screen.who)

    page.get_by_role("button", name="Take it away").click()

    expect(page.get_by_label("Write a memo")).to_have_value("")
    assert drafts(page) == 0


def test_nothing_that_was_begun_stays_when_somebody_signs_out(screen: CodingScreen):
    page = memos_of(screen, 6)
    page.get_by_label("Write a memo").fill("For nobody else.")
    page.wait_for_timeout(500)
    assert drafts(page) == 1
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_label("Password")).to_be_visible()
    assert drafts(page) == 0
    assert "Sign out?" in asked[0]


def test_whoever_signs_out_with_codings_that_wait_is_asked_first(screen: CodingScreen):
    page, [turn] = screen.page, screen.page.evaluate(UNCODED)[:1]
    page.context.set_offline(True)
    tries(screen, turn)
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))

    page.get_by_role("button", name="Sign out").click()

    assert "not sent yet" in asked[0]
    page.context.set_offline(False)
    has(page, turn)


def edits(who: Researcher, definition: str) -> Page:
    """Begin to write the definition of the code anew."""
    who.go("Codebook")
    who.page.get_by_role("link", name=CODE, exact=True).click()
    who.page.locator("#edit > summary").click()
    who.page.get_by_label("Definition").fill(definition)
    return who.page


def test_two_people_who_edit_one_definition_both_see_both(
    screen: CodingScreen, chromium: Browser, workbench: Workbench
):
    first, second = edits(screen.who, "Shame, as the first puts it."), Researcher(chromium, workbench.address)
    second.sign_in("lead", workbench.passwords["lead"])  # the other lead's browser; who is asked is the edition
    second.page.get_by_role("link", name="Social support").click()
    page = edits(second, "Shame, as the second puts it.")
    first.locator("#edit").get_by_role("button", name="Save").click()
    expect(first.locator(".rule .multi").first).to_have_text("Shame, as the first puts it.")

    with second.refused(409):
        page.locator("#edit").get_by_role("button", name="Save").click()
        expect(second.heading).to_have_text("Somebody was first")
    expect(page.locator("#now-definition")).to_have_text("Shame, as the first puts it.")
    expect(page.get_by_label("As you wrote it")).to_have_value("Shame, as the second puts it.")
    is_open_to_everybody(second)
    page.get_by_label("As you wrote it").fill("Shame, as both put it.")
    page.get_by_role("button", name="Store mine").click()

    expect(page.locator(".rule .multi").first).to_have_text("Shame, as both put it.")
    assert (drafts(page), second.console) == (0, [])
    second.context.close()


def test_while_the_workbench_is_restarted_everything_is_kept_and_sent_once(chromium: Browser, tmp_path):
    with running_demo(tmp_path) as workbench:
        passwords, port = workbench.passwords, int(workbench.address.rpartition(":")[2])
        coder = Researcher(chromium, workbench.address)
        coder.sign_in("lead", passwords["lead"])
        coder.page.get_by_role("link", name="Social support").click()
        book = coder.context.new_page()
        book.goto(f"{coder.study}/codebook")
        book.get_by_role("link", name=CODE, exact=True).click()
        book.locator("#edit > summary").click()
        screen = CodingScreen.of(coder, TALK)
        expect(coder.page.locator("#live")).to_have_attribute("data-state", "open")
        memos_of(screen, 3).get_by_label("Write a memo").fill("While it was away.")
        count, [turn] = screen.count(CODE), coder.page.evaluate(UNCODED)[:1]
    tries(screen, turn)
    coder.page.get_by_role("button", name="Share with the team").first.click()
    book.get_by_label("Definition").fill("Said while it was away.")
    book.locator("#edit").get_by_role("button", name="Save").click()
    for page in (coder.page, book):
        expect(page.locator(".draft-said")).to_contain_text("sent when the connection is back")

    with running(tmp_path, "serve", port=port):
        has(coder.page, turn)
        says(coder.page, "While it was away.")
        expect(book.locator(".rule .multi").first).to_have_text("Said while it was away.", timeout=15_000)
        assert (screen.count(CODE), kept(coder.page), drafts(coder.page)) == (count + 1, [], 0)
        coder.context.close()
