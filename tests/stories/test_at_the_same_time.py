"""Two researchers at work at the same time, each in a browser of their own: what one codes comes to the other."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.machine import leeway
from tests.stories.browsing import Researcher
from tests.stories.coding_screen import BRING, CodingScreen
from tests.stories.looking import is_open_to_everybody
from tests.stories.relay import relayed
from tests.stories.running import Workbench, running_demo

pytestmark = pytest.mark.usefixtures("console_stays_empty")

TALK, CODE = "Service users 2", "Shame"
# How the tabs of one browser share their stream: by electing one of them, or by a worker of their own.
WAYS = {"elected": "delete window.SharedWorker;", "shared": ""}
both_ways = pytest.mark.parametrize("come", WAYS, indirect=True)
SECOND = round(1_000 * leeway())  # milliseconds
WHAT_IS_HELD = """() => ({
  selected: document.getSelection().toString(),
  focus: document.activeElement.outerHTML.slice(0, 80),
  top: document.getElementById("turn-9").getBoundingClientRect().top,
})"""

# Turns with some words that nobody has coded, and whose neighbours this module does not use.
UNCODED = """() => [...document.querySelectorAll(".turn:not(:has(.codings))")].map((turn) => Number(turn.id.slice(5)))
  .filter((turn) => turn > 9 && document.querySelector(`#turn-${turn} .words`).textContent.length > 20)"""

MARK = """(turn) => {
  const words = document.querySelector(`#turn-${turn} .words`).firstChild;
  const text = words.nodeType === Node.TEXT_NODE ? words : words.firstChild;
  document.getSelection().setBaseAndExtent(text, 0, text, 12);
  return document.getSelection().toString();
}"""


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


@pytest.fixture
def come(request, chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator:
    """Let people of the demo come in, with tabs that share their stream in one way or the other."""
    here = []

    def comes(login: str, address: str = "") -> Researcher:
        researcher = Researcher(chromium, address or workbench.address)
        researcher.context.add_init_script(WAYS[getattr(request, "param", "elected")])
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


def listens(page: Page) -> None:
    """Wait until a page hears what colleagues do."""
    expect(page.locator("#live")).to_have_attribute("data-state", "open")


def opens(who: Researcher, talk: str = TALK) -> CodingScreen:
    screen = CodingScreen.of(who, talk)
    listens(who.page)
    return screen


def chooses(who: Researcher, when: str, *, seen: bool = True) -> None:
    who.go("Members")
    who.page.get_by_role("link", name="How colleagues at work").click()
    who.page.get_by_label(when).check()
    who.page.get_by_label("Colleagues and I see").set_checked(seen)
    who.page.get_by_role("button", name="Keep this").click()
    expect(who.page.get_by_text("Saved.")).to_be_visible()


@pytest.fixture(scope="module")
def free(chromium: Browser, workbench: Workbench) -> Iterator[int]:
    """Give turns on which nobody has coded yet, each once: the demo's people are shared by all tests here."""
    lead = Researcher(chromium, workbench.address)
    lead.sign_in("lead", workbench.passwords["lead"])
    lead.page.get_by_role("link", name="Social support").click()
    CodingScreen.of(lead, TALK)
    found = lead.page.evaluate(UNCODED)
    lead.context.close()
    return iter(found)


def shows(page: Page, turn: int, times: int = 1, *, within: int = SECOND) -> None:
    """Wait until a page shows a code so many times on a turn."""
    expect(page.locator(f"#turn-{turn} .codings .code-name").get_by_text(CODE, exact=True)).to_have_count(
        times, timeout=within
    )


def marks(screen: CodingScreen, turn: int) -> str:
    """Select the first words of a turn, and return them."""
    screen.page.evaluate(BRING, turn)
    return str(screen.page.evaluate(MARK, turn))


@both_ways
def test_a_colleagues_coding_appears_at_once_and_leaves_the_reader_alone(come, free):
    lead, other, turn = come("lead"), come("co-researcher-1"), next(free)
    reading, coding = opens(lead), opens(other)
    selected = marks(reading, 9)
    reading.code(CODE).focus()
    before, count = lead.page.evaluate(WHAT_IS_HELD), reading.count(CODE)

    coding.code_turn(turn, CODE)

    shows(lead.page, turn)
    expect(reading.code(CODE).locator(".count")).to_have_text(str(count + 1), timeout=SECOND)
    assert before["selected"] == selected
    assert CODE in lead.page.evaluate("document.activeElement.textContent")
    assert lead.page.evaluate(WHAT_IS_HELD) == before
    assert reading.codes_on(turn) == coding.codes_on(turn)


def test_what_grows_above_does_not_move_what_is_read(come, free):
    lead, other, turn = come("lead"), come("co-researcher-1"), next(free)
    reading, coding = opens(lead), opens(other)
    lead.page.evaluate("(turn) => document.getElementById(`turn-${turn}`).scrollIntoView()", turn + 3)
    lead.page.wait_for_timeout(100)
    where = f"document.getElementById('turn-{turn + 4}').getBoundingClientRect().top"
    before, height = lead.page.evaluate(where), reading.turn(turn).bounding_box()["height"]

    coding.code_turn(turn, CODE)
    shows(lead.page, turn)
    lead.page.wait_for_timeout(500)

    assert reading.turn(turn).bounding_box()["height"] >= height
    assert lead.page.evaluate(where) == pytest.approx(before, abs=1)


def test_a_turn_in_hand_waits_and_keeps_its_selection_when_it_is_asked_for(come, free):
    lead, other, turn = come("lead"), come("co-researcher-1"), next(free)
    reading, coding = opens(lead), opens(other)
    selected = marks(reading, turn)

    coding.code_turn(turn, CODE)

    expect(lead.page.locator("#live-said")).to_have_text("A colleague has changed the turn you are in")
    shows(lead.page, turn, 0)
    is_open_to_everybody(lead)
    lead.page.locator("#live-show").click()
    shows(lead.page, turn)
    assert lead.page.evaluate("document.getSelection().toString()") == selected
    expect(lead.page.locator("#live-line")).to_be_hidden()


def test_a_turn_in_hand_follows_when_it_is_let_go(come, free):
    lead, other, turn = come("lead"), come("co-researcher-1"), next(free)
    reading, coding = opens(lead), opens(other)
    reading.choose(turn)
    coding.code_turn(turn, CODE)
    expect(lead.page.locator("#live-said")).to_have_text("A colleague has changed the turn you are in")

    reading.choose(turn + 1)

    shows(lead.page, turn)
    assert reading.radio(turn + 1).is_checked()


def test_whoever_wants_to_be_asked_is_asked(come, free):
    # A co-researcher who has chosen nothing is asked.
    lead, other, turn, second = come("co-researcher-2"), come("co-researcher-1"), next(free), next(free)
    reading, coding = opens(lead), opens(other)
    count = reading.count(CODE)

    coding.code_turn(turn, CODE)
    expect(lead.page.locator("#live-said")).to_have_text("1 change by a colleague")
    coding.code_turn(second, CODE)

    expect(lead.page.locator("#live-said")).to_have_text("2 changes by colleagues")
    shows(lead.page, turn, 0)
    assert reading.count(CODE) == count
    is_open_to_everybody(lead)
    lead.page.locator("#live-show").click()
    shows(lead.page, turn)
    shows(lead.page, second)
    expect(reading.code(CODE).locator(".count")).to_have_text(str(count + 2))


def test_whoever_wants_nothing_until_the_end_is_left_alone(come, free):
    lead, other, turn = come("supervisor"), come("co-researcher-1"), next(free)
    chooses(lead, "when I have read the transcript", seen=False)
    opens(lead)
    coding = opens(other)

    coding.code_turn(turn, CODE)
    lead.page.wait_for_timeout(SECOND)

    shows(lead.page, turn, 0)
    expect(lead.page.locator("#live")).to_be_hidden()


@both_ways
def test_ones_own_coding_comes_to_ones_other_tabs(come, free):
    other, turn = come("co-researcher-1"), next(free)
    here = opens(other)
    [tab] = more_tabs(other, 1)

    here.code_turn(turn, CODE)

    shows(tab, turn)


def more_tabs(who: Researcher, count: int) -> list[Page]:
    """Open the page that somebody is on in more tabs of the same browser, and wait until all of them hear."""
    pages = [who.context.new_page() for _ in range(count)]
    for page in pages:
        page.goto(who.page.url)
    for page in pages:
        listens(page)
    return pages


@both_ways
@pytest.mark.parametrize("tabs", [7, 12])
def test_so_many_tabs_all_open_and_all_hear(come, free, tabs):
    lead, other, turn = come("lead"), come("co-researcher-1"), next(free)
    coding = opens(other)
    opens(lead)
    pages = [lead.page, *more_tabs(lead, tabs - 1)]

    coding.code_turn(turn, CODE)

    for page in pages:
        shows(page, turn, within=5 * SECOND)


@both_ways
def test_when_the_tab_that_leads_is_closed_the_others_go_on(come, free):
    lead, other, turn = come("lead"), come("co-researcher-1"), next(free)
    coding = opens(other)
    opens(lead)
    [second] = more_tabs(lead, 1)
    lead.page.close()

    coding.code_turn(turn, CODE)

    shows(second, turn, within=3 * SECOND)


def test_colleagues_see_who_has_the_same_transcript_open(come):
    lead, other = come("lead"), come("co-researcher-1")
    opens(lead)
    there = opens(other)
    there.choose(6)

    expect(lead.page.locator("#live-who")).to_have_text("C1 (turn 6)")
    is_open_to_everybody(lead)
    other.open(other.study)
    expect(lead.page.locator("#live-here")).to_be_hidden()


@both_ways
def test_signing_out_is_said_in_the_other_tabs(come):
    lead = come("lead")
    opens(lead)
    [second] = more_tabs(lead, 1)
    second.locator("#find").fill("half a wor")

    lead.page.get_by_role("button", name="Sign out").click()

    expect(second.locator("#live-said")).to_have_text(
        "You are no longer signed in here. What you have written is still on this page."
    )
    expect(second.locator("#find")).to_have_value("half a wor")
    lead.console.clear()  # the answer 401 that the leading tab may have got before it left


@both_ways
def test_a_gap_in_the_network_is_said_quietly_and_nothing_is_missed(come, free, workbench):
    with relayed(workbench.address) as line:
        lead, other, turn = come("lead", line.address), come("co-researcher-1"), next(free)
        opens(lead)
        coding = opens(other)
        lead.page.locator("#find").fill("half a wor")
        line.cut()
        expect(lead.page.locator("#live-said")).to_contain_text("No connection to the workbench just now.")
        is_open_to_everybody(lead)
        coding.code_turn(turn, CODE)
        line.mend()

        shows(lead.page, turn, within=20 * SECOND)
        expect(lead.page.locator("#live-line")).to_be_hidden()
        expect(lead.page.locator("#find")).to_have_value("half a wor")
        lead.page.goto("about:blank")
        lead.console.clear()  # what Chromium says of a network that is not there


def test_a_colleagues_coding_draws_one_turn_and_not_the_page(come, free):
    lead, other, turns = come("lead"), come("co-researcher-1"), [next(free) for _ in range(5)]
    opens(lead)
    coding = opens(other)
    measured = lead.context.new_cdp_session(lead.page)
    measured.send("Performance.enable")
    costs = []
    for turn in turns:
        before = busy(measured)
        coding.code_turn(turn, CODE)
        lead.page.wait_for_timeout(400)
        costs.append(busy(measured) - before)
        shows(lead.page, turn)

    assert sorted(costs)[2] <= 0.1, costs  # 30 ms on a quiet machine; the whole page takes half a second


def busy(measured) -> float:
    """Return how long the page's main thread has worked so far, in seconds."""
    found = {one["name"]: one["value"] for one in measured.send("Performance.getMetrics")["metrics"]}
    return found["TaskDuration"]
