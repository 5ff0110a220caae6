"""What goes wrong at a desk ends in the right state and a plain sentence: no network, two clicks, many tabs, haste."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.browsing import Researcher
from tests.stories.coding_screen import BRING, CodingScreen
from tests.stories.looking import is_open_to_everybody
from tests.stories.relay import relayed
from tests.stories.running import Workbench, running_demo

pytestmark = pytest.mark.usefixtures("console_stays_empty")

SETTLED = 500  # what lies off the screen is drawn a little later
TALK, CODE, OTHER = "Service users 3", "Shame", "Hope"
# Turns that nobody has coded, with enough words.
UNCODED = """() => [...document.querySelectorAll(".turn:not(:has(.codings))")].map((turn) => Number(turn.id.slice(5)))
  .filter((turn) => turn > 3 && document.querySelector(`#turn-${turn} .words`).textContent.length > 20)"""
# A browser that shares nothing between its tabs, and says truly which of them can be seen.
ALONE = """delete window.SharedWorker; delete window.BroadcastChannel;
Object.defineProperty(navigator, "locks", { get: () => undefined });
let away = false;
Object.defineProperty(document, "hidden", { get: () => away });
window.goAway = (now) => { away = now; document.dispatchEvent(new Event("visibilitychange")); };"""
# Many codings in one go, each a request of its own, as fast as a colleague's browser can send them.
BURST = """async ([turns, code]) => {
  const form = document.getElementById("code-form"), token = form.elements.form_token.value;
  const sent = turns.map((turn) => fetch(form.action, { method: "POST", headers: { "HX-Request": "true" },
    body: new URLSearchParams({ form_token: token, operation: window.freshOperation(), turn, code }) }));
  return (await Promise.all(sent)).map((answer) => answer.status);
}"""
WHERE = "(turn) => document.getElementById(`turn-${turn}`).getBoundingClientRect().top"
ON_THE_SHELF = (
    "Object.entries({ ...localStorage }).filter(([name]) => name.startsWith('unsent')).map(([, kept]) => kept)"
)


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


@pytest.fixture
def come(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator:
    """Let people of the demo come in; what their browsers ask for, and of whom, is remembered."""
    here = []

    def comes(login: str, address: str = "", script: str = "") -> Researcher:
        researcher = Researcher(chromium, address or workbench.address)
        researcher.asked = []
        researcher.context.on("request", lambda request: researcher.asked.append(request.url))
        if script:
            researcher.context.add_init_script(script)
        everybody.append(researcher)
        here.append(researcher)
        researcher.sign_in(login, workbench.passwords[login])
        researcher.page.get_by_role("link", name="Social support").click()
        return researcher

    yield comes
    for researcher in here:
        everybody.remove(researcher)
        researcher.context.close()
        assert researcher.console == []


def opens(who: Researcher, talk: str = TALK) -> CodingScreen:
    screen = CodingScreen.of(who, talk)
    expect(who.page.locator("#live")).to_have_attribute("data-state", "open")
    return screen


def shows(page: Page, turn: int, code: str = CODE, times: int = 1) -> None:
    expect(page.locator(f"#turn-{turn} .codings .code-name").get_by_text(code, exact=True)).to_have_count(times)


def free(screen: CodingScreen, count: int) -> list[int]:
    """Return turns that nobody has coded; each test takes those that are left."""
    found = screen.page.evaluate(UNCODED)
    assert len(found) >= count, found
    return list(found[:count])


def test_codings_made_without_a_network_are_kept_and_sent_once(come, workbench):
    with relayed(workbench.address) as line:
        lead = come("lead", line.address)
        screen = opens(lead)
        first, second, third, fourth = free(screen, 4)
        words = " ".join((screen.turn(second).locator(".words").text_content() or "").split()[:3])
        before = screen.count(CODE)
        unsent = lead.page.locator("#unsent")
        line.cut()

        screen.choose(first)
        screen.code(CODE).click()
        expect(unsent).to_contain_text("1 change is not sent yet. It is kept on this device")
        screen.drag(second, words)
        screen.code(CODE).click()
        expect(unsent).to_contain_text("2 changes are not sent yet.")
        screen.choose(third)
        lead.page.get_by_label("Find a code, or name a new one").fill("Out of the rain")
        lead.page.get_by_role("button", name="New code").click()
        expect(unsent).to_contain_text("3 changes are not sent yet.")
        screen.choose(fourth)
        screen.code(CODE).click()
        expect(unsent).to_contain_text("4 changes are not sent yet.")
        lead.page.get_by_role("button", name="Undo my last coding").click()
        expect(unsent).to_contain_text("The last change that was not sent is dropped.")
        is_open_to_everybody(lead)
        [kept] = lead.page.evaluate(ON_THE_SHELF)
        assert words not in kept
        line.mend()

        expect(unsent).to_have_text("Everything is sent.", timeout=30_000)
        shows(lead.page, first)
        shows(lead.page, second)
        shows(lead.page, third, "Out of the rain")
        shows(lead.page, fourth, times=0)
        screen.has_count(CODE, before + 2)
        assert lead.page.evaluate(ON_THE_SHELF) == []
        lead.page.reload()
        expect(unsent).to_be_hidden()
        screen.has_count(CODE, before + 2)
        assert screen.marks_in(second) == [words]
        lead.page.goto("about:blank")
        lead.console.clear()  # what Chromium says of a network that is not there


def test_what_waits_outlives_the_page_and_belongs_to_its_account(come, workbench):
    with relayed(workbench.address) as line:
        lead = come("lead", line.address)
        screen = opens(lead)
        address, [turn] = lead.page.url, free(screen, 1)
        line.cut()
        screen.choose(turn)
        screen.code(OTHER).click()
        expect(lead.page.locator("#unsent")).to_contain_text("1 change is not sent yet.")
        lead.page.goto("about:blank")
        line.mend()

        # Somebody else at the same device sends nothing of it.
        lead.context.clear_cookies()
        lead.sign_in("co-researcher-1", workbench.passwords["co-researcher-1"])
        lead.open(address)
        expect(lead.page.locator("#live")).to_have_attribute("data-state", "open")
        expect(lead.page.locator("#unsent")).to_be_hidden()
        shows(lead.page, turn, OTHER, times=0)

        lead.context.clear_cookies()
        lead.sign_in("lead", workbench.passwords["lead"])
        lead.open(address)
        expect(lead.page.locator("#unsent")).to_have_text("Everything is sent.")
        shows(lead.page, turn, OTHER)
        assert "LA" in "".join(screen.codes_on(turn))
        lead.page.goto("about:blank")
        lead.console.clear()


def test_what_was_kept_for_a_code_that_is_retired_by_then_is_dropped_with_a_sentence(come, workbench):
    with relayed(workbench.address) as line:
        lead, other = come("lead", line.address), come("lead")
        screen = opens(lead)
        other.open(lead.page.url.replace(line.address, workbench.address))
        there = CodingScreen(other)
        [turn, away] = free(screen, 2)
        there.choose(away)
        there.new_code("Soon retired", on=away)
        expect(screen.code("Soon retired")).to_be_visible()
        line.cut()
        screen.choose(turn)
        screen.code("Soon retired").click()
        expect(lead.page.locator("#unsent")).to_contain_text("1 change is not sent yet.")
        other.go("Codebook")
        other.page.get_by_role("link", name="Soon retired", exact=True).click()
        other.page.get_by_role("button", name="Retire").click()
        expect(other.page.get_by_role("button", name="Take back into use")).to_be_visible()
        line.mend()

        expect(lead.page.locator("#alert")).to_contain_text("This code is retired.", timeout=30_000)
        assert lead.page.evaluate(ON_THE_SHELF) == []
        shows(lead.page, turn, "Soon retired", times=0)
        lead.page.goto("about:blank")
        lead.console.clear()


def test_a_double_click_on_a_code_codes_once(come):
    lead = come("lead")
    screen = opens(lead)
    [turn], before = free(screen, 1), screen.count(CODE)
    screen.choose(turn)

    screen.code(CODE).dblclick()

    shows(lead.page, turn)
    screen.has_count(CODE, before + 1)
    lead.page.get_by_role("button", name="Undo", exact=True).click()
    shows(lead.page, turn, times=0)
    screen.has_count(CODE, before)


def test_what_somebody_codes_themselves_is_not_told_as_a_colleagues(come):
    lead = come("lead")
    screen = opens(lead)
    [turn] = free(screen, 1)
    words = " ".join((screen.turn(turn).locator(".words").text_content() or "").split()[:3])

    screen.code_words(turn, words, CODE)
    lead.page.wait_for_timeout(2 * SETTLED)

    assert screen.in_hand() == words
    expect(lead.page.locator("#live-line")).to_be_hidden()
    screen.take_off(turn, CODE)


def test_enter_says_that_several_codes_have_these_letters_instead_of_making_another(come):
    lead = come("lead")
    screen = opens(lead)
    [turn] = free(screen, 1)
    screen.choose(turn)
    before = screen.codes_offered()
    lead.page.get_by_label("Find a code, or name a new one").fill("E")

    lead.page.keyboard.press("Enter")

    expect(lead.page.locator("#status")).to_contain_text("Several codes have these letters.")
    assert screen.codes_offered() == before
    assert screen.codes_on(turn) == []
    lead.page.get_by_label("Find a code, or name a new one").fill(CODE.upper())
    with screen.answered():
        lead.page.keyboard.press("Enter")
    shows(lead.page, turn)


def test_a_burst_of_25_codings_by_a_colleague_neither_reloads_nor_disturbs(come):
    lead, other = come("lead"), come("co-researcher-1")
    reading, coding = opens(lead), opens(other)
    free_ = free(reading, 12)
    turns = [*free_[:5], free_[-1]]  # the last one is looked at, and stays where it is
    codes = other.page.evaluate(
        "[...document.querySelectorAll('#codes button[name=code]')].slice(0, 5).map((it) => it.value)"
    )
    lead.page.evaluate("window.here = true")
    lead.page.get_by_label("Find a code, or name a new one").fill("half a wor")
    lead.page.evaluate(BRING, turns[5])
    lead.page.wait_for_timeout(SETTLED)
    where = lead.page.evaluate(WHERE, turns[5])
    before = lead.page.locator(".coder").filter(has_text="C1").count()

    for code in codes:
        answered = other.page.evaluate(BURST, [turns[:5], code])
        assert answered == [200] * 5

    expect(lead.page.locator(".coder").filter(has_text="C1")).to_have_count(before + 25)
    assert lead.page.evaluate("window.here") is True
    expect(lead.page.get_by_label("Find a code, or name a new one")).to_have_value("half a wor")
    assert abs(lead.page.evaluate(WHERE, turns[5]) - where) <= 1
    lead.page.reload()
    for number in turns[:5]:
        assert reading.codes_on(number) == coding.codes_on(number) or len(reading.codes_on(number)) == len(codes)


def test_a_passage_over_several_turns_is_gone_everywhere_when_it_is_taken_off(come):
    lead, other = come("lead"), come("co-researcher-1")
    reading = CodingScreen.of(other, "Professionals 1")
    screen = CodingScreen.of(lead, "Professionals 1")
    first = next(n for n in range(3, 60) if not any(screen.codes_on(n + more) for more in range(5)))
    screen.choose(first)
    for _ in range(4):
        lead.page.keyboard.press("Shift+J")
    screen.press(CODE, on=first)
    for number in range(first, first + 5):
        shows(lead.page, number)
    lead.page.get_by_role("button", name=f"Take {CODE} off").locator("visible=true >> nth=0").wait_for()

    screen.turn(first + 2).get_by_role("button", name=f"Take {CODE} off").click()

    for number in range(first, first + 5):
        shows(lead.page, number, times=0)
        assert screen.marks_in(number) == reading.marks_in(number) == []


@pytest.mark.parametrize("tabs", [7, 12])
def test_tabs_that_share_nothing_all_open_and_catch_up_when_they_are_looked_at(come, tabs):
    lead, other = come("lead", script=ALONE), come("co-researcher-1")
    screen, coding = opens(lead), opens(other)
    [turn] = free(screen, 1)
    pages = [lead.page]
    for _ in range(tabs - 1):
        pages[-1].evaluate("goAway(true)")
        page = lead.context.new_page()
        page.goto(lead.page.url)
        expect(page.locator("#live")).to_have_attribute("data-state", "open")
        pages.append(page)

    coding.code_turn(turn, CODE)

    shows(pages[-1], turn)
    for page in pages[-2::-1]:
        pages[-1].evaluate("goAway(true)")
        page.evaluate("goAway(false)")
        shows(page, turn)
        page.evaluate("goAway(true)")


def test_no_page_asks_another_machine_for_anything(come, workbench):
    lead = come("lead")
    for room in ("Transcripts", "People", "Codebook", "Rounds", "Themes", "Comparison", "Quotes", "Memos", "Settings"):
        lead.go(room)
        lead.page.wait_for_load_state("load")
    opens(lead)

    assert len(lead.asked) > 30
    assert {url.split("/")[2] for url in lead.asked} == {workbench.address.removeprefix("http://")}


def card_with_codes(who: Researcher, talk: str) -> Page:
    """Open the reading mode and go on to a turn that may be coded."""
    page = who.page
    who.go("Transcripts")
    page.get_by_role("link", name=re.compile(f"^Read one turn at a time ?: {talk}$")).click()
    expect(page.locator("#live")).to_have_attribute("data-state", "open")
    while not page.get_by_role("heading", name="What is this about?").is_visible():
        at = page.locator("#card-head").inner_text()
        page.get_by_role("button", name="On", exact=True).click()
        expect(page.locator("#card-head")).not_to_have_text(at)
    return page


def test_taps_on_a_card_without_a_network_are_kept_shown_and_sent_once(come, workbench):
    with relayed(workbench.address) as line:
        reader = come("co-researcher-2", line.address)
        page = card_with_codes(reader, "Volunteers 1")
        chips, unsent = page.locator(".chip-group").last.locator(".tap[aria-pressed=false]"), page.locator("#unsent")
        first, second, third = (page.locator(f"#{chips.nth(at).get_attribute('id')}") for at in range(3))
        line.cut()

        first.click()
        expect(unsent).to_contain_text("1 change is not sent yet. It is kept on this device")
        expect(first).to_have_attribute("aria-pressed", "true")
        second.click()
        expect(unsent).to_contain_text("2 changes are not sent yet.")
        second.click()  # tapped again, it waits no longer
        expect(unsent).to_contain_text("1 change is not sent yet.")
        expect(second).to_have_attribute("aria-pressed", "false")
        third.click()
        expect(unsent).to_contain_text("2 changes are not sent yet.")
        page.get_by_role("button", name="Undo").click()
        expect(unsent).to_contain_text("The last change that was not sent is dropped.")
        expect(third).to_have_attribute("aria-pressed", "false")
        is_open_to_everybody(reader)
        assert len(page.evaluate(ON_THE_SHELF)) == 1
        line.mend()

        expect(unsent).to_have_text("Everything is sent.", timeout=30_000)
        expect(first).to_have_attribute("aria-pressed", "true")
        expect(first).to_have_attribute("name", "coding")
        assert page.evaluate(ON_THE_SHELF) == []
        page.reload()
        expect(unsent).to_be_hidden()
        expect(first).to_have_attribute("aria-pressed", "true")
        for other in (second, third):
            expect(other).to_have_attribute("aria-pressed", "false")
        page.goto("about:blank")
        reader.console.clear()  # what Chromium says of a network that is not there
