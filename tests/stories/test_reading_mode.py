"""The reading mode as a co-researcher uses it: by keyboard alone, without JavaScript, and in every state."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.stories.browsing import HEIGHT, PHONE, Researcher, too_wide
from tests.stories.looking import EVERY_LOOK, is_open_to_everybody
from tests.stories.running import Workbench, running_demo

pytestmark = pytest.mark.usefixtures("console_stays_empty")

# Whether the buttons lie over the words of the turn, and on how many lines a button says what it does.
COVERS = """() => {
  const bar = document.querySelector(".steps-bar"), words = document.getElementById("card-words");
  return bar.getBoundingClientRect().top < words.getBoundingClientRect().bottom;
}"""
LINES_IN = """(button) => {
  const range = document.createRange();
  range.selectNodeContents([...button.childNodes].find((it) => it.nodeType === 3 && it.textContent.trim()));
  return range.getClientRects().length;
}"""


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


def comes_in(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher], login: str, *, scripts: bool = True
) -> Researcher:
    researcher = Researcher(chromium, workbench.address, scripts=scripts)
    everybody.append(researcher)
    researcher.sign_in(login, workbench.passwords[login])
    researcher.page.get_by_role("link", name="Social support").click()
    expect(researcher.page.get_by_role("heading", level=1)).to_contain_text("Social support")
    return researcher


@pytest.fixture(scope="module")
def planned(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Researcher:
    """The lead, who gives the second co-researcher a stretch and writes a content note on two of its turns."""
    lead = comes_in(chromium, workbench, everybody, "lead")
    page = lead.page
    lead.go("Transcripts")
    page.get_by_role("link", name=re.compile("^Who reads what ?: Service users 2$")).click()
    expect(lead.heading).to_have_text("Who reads what")
    page.get_by_label("Reader").select_option(label="Second co-researcher (C2)")
    stretch = page.locator("#stretches")
    stretch.get_by_label("From turn").fill("2")
    stretch.get_by_label("To turn").fill("6")
    stretch.get_by_role("button", name="Give these turns").click()
    expect(stretch.get_by_text("turns 2–6").first).to_be_visible()
    notes = page.locator("#notes")
    notes.get_by_label("What it speaks of").fill("Speaks of being left alone")
    notes.get_by_label("From turn").fill("4")
    notes.get_by_label("To turn").fill("5")
    notes.get_by_role("button", name="Tell readers").click()
    expect(notes.get_by_text("Speaks of being left alone").first).to_be_visible()
    return lead


def words(who: Researcher) -> str:
    return who.page.locator("#card-words").inner_text()


def lands_on(who: Researcher, heading: str) -> None:
    """Hold that a card is shown, and that its heading has the focus and so is announced."""
    expect(who.page.locator("#card-head")).to_contain_text(heading)
    expect(who.page.locator("#card-head")).to_be_focused()


def tab_to(who: Researcher, wanted: Locator, key: str = "Tab", patience: int = 80) -> None:
    for _ in range(patience):
        who.page.keyboard.press(key)
        if wanted.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"{key} does not lead there.")


def test_a_stretch_is_read_and_coded_by_keyboard_alone(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher], planned: Researcher
):
    assert planned.console == []
    reader = comes_in(chromium, workbench, everybody, "co-researcher-2")
    page, keyboard = reader.page, reader.page.keyboard
    begin = page.get_by_role("link", name="Begin to read")
    tab_to(reader, begin)
    keyboard.press("Enter")
    expect(page.locator("#card-head")).to_contain_text("Turn 2: 1 of your 5")
    page.wait_for_load_state()

    keyboard.press("ArrowRight")
    lands_on(reader, "Turn 3: 2 of your 5")
    keyboard.press("ArrowLeft")
    lands_on(reader, "Turn 2: 1 of your 5")
    keyboard.press("ArrowRight")
    lands_on(reader, "Turn 3: 2 of your 5")

    keyboard.press("ArrowRight")  # turns 4 and 5 have a note before them
    lands_on(reader, "Before you read on")
    expect(page.get_by_text("Speaks of being left alone")).to_be_visible()
    assert page.locator("#card-words").count() == 0
    tab_to(reader, page.get_by_role("button", name="Show it"))
    keyboard.press("Enter")
    lands_on(reader, "Turn 4: 3 of your 5")

    shame = page.get_by_role("button", name="Shame", exact=True).last
    if not shame.is_visible():
        tab_to(reader, page.get_by_text("Is this about something, too?"))
        keyboard.press("Enter")
    tab_to(reader, page.get_by_label("Find a word"))
    keyboard.type("sham")
    expect(page.get_by_role("button", name="Ghosting", exact=True)).to_have_count(0)
    keyboard.press("Enter")
    expect(shame).to_be_focused()
    keyboard.press("Space")
    expect(shame).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#status")).to_have_text("Saved: Shame")
    expect(shame).to_be_focused()
    keyboard.press("Space")
    expect(shame).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#status")).to_have_text("Taken off: Shame")

    undo = page.get_by_role("button", name="Undo")
    tab_to(reader, undo, "Shift+Tab")
    keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Undone.")
    expect(shame).to_have_attribute("aria-pressed", "true")
    expect(undo).to_be_focused()

    tab_to(reader, page.get_by_role("button", name="Skip, too close to me"))
    keyboard.press("Enter")
    lands_on(reader, "Turn 5: 4 of your 5")
    keyboard.press("ArrowLeft")
    lands_on(reader, "You left this turn out.")
    keyboard.press("ArrowRight")
    lands_on(reader, "Turn 5: 4 of your 5")
    keyboard.press("ArrowRight")
    lands_on(reader, "Turn 6: 5 of your 5")
    reader.open(reader.study)
    expect(page.get_by_role("heading", name="The next thing to do")).to_be_visible()
    expect(page.get_by_text("turn 5 of 5")).to_be_visible()
    page.get_by_role("link", name="Continue where you stopped").press("Enter")
    expect(page.locator("#card-head")).to_contain_text("Turn 6: 5 of your 5")
    page.wait_for_load_state()

    page.locator("body").press("ArrowRight")
    lands_on(reader, "This is the end.")
    tab_to(reader, page.get_by_role("button", name="I have read it"))
    keyboard.press("Enter")
    lands_on(reader, "You have read this. Thank you.")


def test_space_turns_the_page_where_there_is_nothing_left_to_scroll(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher]
):
    reader = comes_in(chromium, workbench, everybody, "co-researcher-2")
    reader.page.set_viewport_size({"width": 1366, "height": 3000})
    reader.open("/practice")
    reader.page.keyboard.press("Space")
    lands_on(reader, "Turn 2 of 8")


def test_two_quick_taps_are_both_kept(chromium: Browser, workbench: Workbench, everybody: list[Researcher]):
    reader = comes_in(chromium, workbench, everybody, "co-researcher-1")
    reader.go("Transcripts")
    reader.page.get_by_role("link", name=re.compile("^Read one turn at a time ?: Volunteers 1$")).click()
    expect(reader.page.locator("#card-head")).to_contain_text("Turn 1 of")
    reader.page.wait_for_load_state()
    while not reader.page.get_by_role("heading", name="What is this about?").is_visible():
        at = reader.page.locator("#card-head").inner_text()
        reader.page.keyboard.press("ArrowRight")
        expect(reader.page.locator("#card-head")).not_to_have_text(at)
    reader.page.evaluate("""() => {
      const chips = [...document.querySelectorAll(".chip-group:last-of-type .tap")];
      for (const chip of chips.slice(0, 2)) chip.click();
    }""")

    expect(reader.page.locator(".chip-group").last.locator("[aria-pressed=true]")).to_have_count(2)
    reader.page.reload()
    expect(reader.page.locator(".chip-group").last.locator("[aria-pressed=true]")).to_have_count(2)


def test_every_state_of_the_reading_mode_is_open_to_everybody(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher], planned: Researcher
):
    is_open_to_everybody(planned)
    reader = comes_in(chromium, workbench, everybody, "co-researcher-1")
    page = reader.page
    is_open_to_everybody(reader)  # the overview with what waits
    study = reader.study
    reader.go("Transcripts")
    page.get_by_role("link", name=re.compile("^Read one turn at a time ?: Service users 2$")).click()
    expect(page.locator("#card-head")).to_contain_text("Turn 1 of")
    here = page.url
    is_open_to_everybody(reader, EVERY_LOOK)  # a moderator's turn
    for turn in (2, 3):
        reader.open(f"{here}?turn={turn}")
        chips = page.locator(".tap:visible")
        if chips.count():
            chips.last.click()
            expect(page.locator("#status")).to_contain_text("Saved:")
        is_open_to_everybody(reader, EVERY_LOOK)
    reader.open(f"{here}?turn=4")
    expect(page.locator("#card-head")).to_contain_text("Before you read on")
    is_open_to_everybody(reader, EVERY_LOOK)
    page.get_by_role("button", name="Skip it").click()
    lands_on(reader, "Turn 6 of")
    page.keyboard.press("ArrowLeft")
    lands_on(reader, "You left this turn out.")
    is_open_to_everybody(reader, EVERY_LOOK)
    reader.open(f"{here}?turn=9999")
    expect(page.locator("#card-head")).to_have_text("This is the end.")
    is_open_to_everybody(reader, EVERY_LOOK)
    page.get_by_role("button", name="I have read it").click()
    lands_on(reader, "You have read this. Thank you.")
    is_open_to_everybody(reader, EVERY_LOOK)
    page.get_by_label("Why do you open it again?").fill("I was tired at the end")
    page.get_by_role("button", name="Open it again").click()
    lands_on(reader, "Turn 1 of")
    reader.open(study + "/rounds")
    expect(page.get_by_text("opened again: I was tired at the end")).to_be_visible()
    is_open_to_everybody(reader)


def test_every_state_of_the_practice_is_open_to_everybody(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher]
):
    reader = comes_in(chromium, workbench, everybody, "co-researcher-1")
    page = reader.page
    reader.open("/practice")
    is_open_to_everybody(reader, EVERY_LOOK)
    page.keyboard.press("ArrowRight")
    lands_on(reader, "Turn 2 of 8")
    trust = page.get_by_role("button", name="Trust", exact=True)
    trust.click()
    expect(page.get_by_text("Somebody else chose Trust here, too.")).to_be_visible()
    expect(trust).to_be_focused()
    is_open_to_everybody(reader, EVERY_LOOK)
    reader.open("/practice?turn=5")
    is_open_to_everybody(reader, EVERY_LOOK)
    reader.open("/practice?turn=9")
    expect(page.locator("#card-head")).to_have_text("That was the practice.")
    is_open_to_everybody(reader, EVERY_LOOK)


@pytest.mark.parametrize("language", ["English", "Norsk bokmål"])
def test_large_letters_fit_a_small_screen(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher], language: str
):
    reader = comes_in(chromium, workbench, everybody, "co-researcher-1")
    study = reader.study
    reader.go("Transcripts")
    card = reader.page.locator("ul.cards a[href$='/read']").last.get_attribute("href")
    reader.page.get_by_role("button", name=language).click()
    expect(reader.page.get_by_role("button", name=language)).to_have_attribute("aria-current", "true")
    reader.page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    for path in (study, f"{card}?turn=2", "/practice?turn=2&on=2.2", "/practice?turn=5"):
        reader.open(path)
        for button in reader.page.locator(".steps-bar [data-key]").all():
            assert button.evaluate(LINES_IN) == 1, button.inner_text()
        reader.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not too_wide(reader.page)
        assert reader.page.locator("#card-words").count() == 0 or not reader.page.evaluate(COVERS)
    reader.page.set_viewport_size({"width": 820, "height": 1180})
    reader.page.get_by_role("button", name="English").click()
    reader.page.get_by_role("link", name="Back to my studies").click()


def test_without_scripts_a_turn_is_coded_and_the_place_is_kept(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher]
):
    reader = comes_in(chromium, workbench, everybody, "co-researcher-2", scripts=False)
    page = reader.page
    reader.go("Transcripts")
    page.get_by_role("link", name=re.compile("^Read one turn at a time ?: Professionals 1$")).click()
    page.get_by_role("button", name="On").click()
    expect(page.locator("#card-head")).to_contain_text("Turn 2 of")
    while not page.get_by_role("heading", name="What is this about?").is_visible():
        page.get_by_role("button", name="On").click()
    at = page.locator("#card-head").inner_text()
    shame = page.get_by_role("button", name="Shame", exact=True).last
    shame.click()
    expect(page.get_by_role("status").first).to_have_text("Coded.")
    expect(page.get_by_role("button", name="Shame", exact=True).last).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#card-head")).to_have_text(at)

    page.get_by_role("link", name="Stop here for now").click()
    page.get_by_role("link", name="Continue where you stopped").click()
    expect(page.locator("#card-head")).to_have_text(at)


def test_a_key_of_the_coding_screen_opens_the_turn_in_hand_as_a_card_and_a_link_leads_back(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher]
):
    lead = comes_in(chromium, workbench, everybody, "lead")
    page, keyboard = lead.page, lead.page.keyboard
    lead.go("Transcripts")
    page.get_by_role("link", name="Volunteers 2", exact=True).click()
    expect(page.locator("#strip rect").first).to_be_attached()  # the scripts are there
    page.get_by_role("radio").first.focus()
    for key in ("j", "j", "j", "f"):
        keyboard.press(key)
    expect(page.locator("#card-head")).to_contain_text("Turn 3 of")
    coded = page.locator("#card-words").inner_text()

    tab_to(lead, page.get_by_role("link", name="See the whole transcript"))
    keyboard.press("Enter")
    expect(page.locator("#turn-3 .words")).to_contain_text(coded)
    expect(page.locator("#turn-3 input[name=turn]")).to_be_checked()
    page.get_by_role("link", name=re.compile("^Read one turn at a time")).click()
    expect(page.locator("#card-head")).to_contain_text("Turn 3 of")
