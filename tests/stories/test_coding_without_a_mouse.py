"""The whole story of a coder who has no mouse, from the door to the end; every state is open to everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.looking import is_open_to_everybody
from tests.stories.running import Workbench, running_demo

pytestmark = pytest.mark.usefixtures("console_stays_empty")

TALK = "Professionals 1"
# What has no words of its own yet: a turn of a participant, long enough, on which nobody has coded.
LONG = """() => [...document.querySelectorAll(".turn:not(.not-counted):not(:has(.codings))")]
  .filter((turn) => turn.querySelector(".words").textContent.split(/\\s+/).length > 14)
  .map((turn) => Number(turn.id.slice(5)))"""

UNCODED = """() => [...document.querySelectorAll(".turn:not(.not-counted):not(:has(.codings))")]
  .map((turn) => Number(turn.id.slice(5)))"""


@pytest.fixture
def workbench(chromium: Browser, tmp_path) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path) as workbench:
        yield workbench


@pytest.fixture
def coder(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[Researcher]:
    researcher = Researcher(chromium, workbench.address)
    everybody.append(researcher)
    # Whoever touches the mouse after all breaks the story.
    researcher.context.add_init_script(
        "for (const kind of ['mousedown', 'pointerdown', 'touchstart']) "
        "addEventListener(kind, () => { throw new Error('a mouse was used'); }, true);"
    )
    yield researcher
    researcher.context.close()


def walk(who: Researcher, wanted: Locator, key: str = "Tab", patience: int = 400) -> None:
    """Press a key until what is wanted has the focus."""
    for _ in range(patience):
        if wanted.evaluate("it => it === document.activeElement"):
            return
        who.page.keyboard.press(key)
    raise AssertionError(f"{key} does not lead there.")


def enter(who: Researcher, wanted: Locator) -> None:
    walk(who, wanted)
    who.page.keyboard.press("Enter")


def come_in(who: Researcher, workbench: Workbench) -> None:
    """Go from the door to the transcript."""
    page = who.page
    who.open("/sign-in")
    walk(who, page.get_by_label("Login"))
    page.keyboard.type("lead")
    page.keyboard.press("Tab")
    page.keyboard.type(workbench.passwords["lead"])
    page.keyboard.press("Enter")
    expect(who.heading).to_have_text("Studies")
    enter(who, page.get_by_role("link", name="Social support"))
    enter(who, page.get_by_role("navigation", name="Study").get_by_role("link", name="Transcripts"))
    enter(who, page.get_by_role("link", name=TALK, exact=True))
    expect(who.heading).to_have_text(TALK)


def has_mine(screen: CodingScreen, number: int, codes: list[str]) -> None:
    """Hold that these come to be the lead's own codes on a turn."""
    for _ in range(100):
        found = [code.removesuffix(" LA") for code in screen.codes_on(number) if code.endswith(" LA")]
        if found == codes:
            return
        screen.page.wait_for_timeout(100)
    assert found == codes


def marked(screen: CodingScreen, words: str) -> None:
    expect(screen.page.locator("#words")).to_have_value(words)


def test_from_the_door_to_a_transcript_that_is_read_without_a_mouse(coder: Researcher, workbench: Workbench):
    page, press, write = coder.page, coder.page.keyboard.press, coder.page.keyboard.type
    come_in(coder, workbench)
    expect(page.locator("#live")).to_have_attribute("data-state", "open")
    screen = CodingScreen(coder)
    number, other = page.evaluate(LONG)[:2]
    words = (screen.turn(number).locator(".words").text_content() or "").split()

    def answered(*keys: str) -> None:
        for key in keys[:-1]:
            press(key)
        with screen.answered():
            press(keys[-1])

    # A turn is chosen, words are marked one by one, and a code is found for them.
    walk(coder, page.get_by_role("radio").first)
    while not screen.radio(number).is_checked():
        press("j")
    press("w")
    marked(screen, words[0])
    press("ArrowRight")
    marked(screen, words[1])
    press("Shift+ArrowRight")
    press("w")
    marked(screen, " ".join(words[1:4]))
    press("Shift+ArrowLeft")
    marked(screen, " ".join(words[1:3]))
    expect(page.locator("#status")).to_contain_text(" ".join(words[1:3]))
    is_open_to_everybody(coder)
    press("c")
    palette = page.get_by_role("dialog", name="Find a code")
    write("gho")
    expect(palette.get_by_role("option").first).to_contain_text("Ghosting")
    is_open_to_everybody(coder)
    answered("Enter")
    expect(screen.turn(number).locator("mark")).to_have_text([" ".join(words[1:3])])
    is_open_to_everybody(coder)

    # The coding is looked at, takes in its sentence, gets another code, and that is undone and done again.
    press("o")
    answered("s")
    expect(screen.turn(number).locator("mark")).not_to_have_text([" ".join(words[1:3])])
    grown = screen.marks_in(number)[0]
    assert grown.split()[: len(words)] == words[: len(grown.split())]
    press("r")
    write("sham")
    answered("Enter")
    has_mine(screen, number, ["Shame"])
    answered("Control+z")
    has_mine(screen, number, ["Ghosting"])
    answered("Control+Shift+z")
    has_mine(screen, number, ["Shame"])

    # A new code for the whole of another turn; undo takes it out of the codebook, too.
    while not screen.radio(other).is_checked():
        press("j")
    press("c")
    write("Keeping the door open")
    expect(palette).to_contain_text("No code has these letters.")
    is_open_to_everybody(coder)
    answered("Control+Enter")
    has_mine(screen, other, ["Keeping the door open"])
    answered("Control+z")
    expect(screen.code("Keeping the door open")).to_have_count(0)
    answered("Control+Shift+z")
    expect(screen.code("Keeping the door open")).to_have_count(1)

    # A memo, what the passage means, the list of keys: each opens, is written in, and lets go of the keyboard.
    press("m")
    panel = page.locator("#memo-panel")
    expect(panel.get_by_label("Write a memo")).to_be_visible()
    is_open_to_everybody(coder)
    walk(coder, panel.get_by_label("Write a memo"))
    write("A door that is kept open.")
    enter(coder, panel.get_by_role("button", name="Share with the team"))
    expect(panel.locator(".memo-words")).to_have_text("A door that is kept open.")
    press("Escape")
    expect(panel.locator("section")).to_have_count(0)
    walk(coder, screen.radio(other), "Shift+Tab")
    press("a")
    dialog = page.get_by_role("dialog", name="About this passage")
    walk(coder, dialog.get_by_label("What is said, in short"))
    write("The door stays open.")
    is_open_to_everybody(coder)
    with screen.answered():
        enter(coder, dialog.get_by_role("button", name="Save"))
    expect(dialog).to_be_hidden()
    walk(coder, screen.radio(other))
    press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_contain_text("mark the next word instead")
    expect(keys.get_by_role("heading", name="Keys")).to_be_focused()
    expect(keys.get_by_role("heading", name="Keys")).to_be_in_viewport()
    is_open_to_everybody(coder)
    press("Escape")

    # On to what nobody has coded, closer lines, and the end.
    left = [open_ for open_ in page.evaluate(UNCODED) if open_ > other]
    press("n")
    expect(screen.radio(left[0])).to_be_checked()
    assert page.evaluate("document.activeElement.value") == str(left[0])
    walk(coder, page.get_by_role("button", name="Closer lines"), "Shift+Tab")
    press("Enter")
    is_open_to_everybody(coder)
    walk(coder, page.get_by_role("button", name="I have read it all"), "Shift+Tab")
    press("Enter")
    expect(page.get_by_role("status").filter(has_text="Marked as read.")).to_be_visible()
    expect(page.get_by_role("button", name="Closer lines")).to_have_attribute("aria-pressed", "true")
    is_open_to_everybody(coder)


def test_whose_turns_carry_an_exchange_is_told_without_a_mouse(coder: Researcher, workbench: Workbench):
    come_in(coder, workbench)
    screen, press = CodingScreen(coder), coder.page.keyboard.press
    walk(coder, coder.page.get_by_role("radio").first)
    first = next(
        n for n in range(2, 60)
        if len({screen.turn(n + more).locator(".voice").inner_text() for more in (0, 1)}) == 2
        and not any("not-counted" in (screen.turn(n + more).get_attribute("class") or "") for more in (0, 1))
    )  # fmt: skip
    while not screen.radio(first).is_checked():
        press("j")
    press("Shift+J")
    with screen.answered():
        press("1")
    asked = coder.page.get_by_role("group", name="Whose turns carry it?")
    voice = asked.get_by_role("button").first
    is_open_to_everybody(coder)
    walk(coder, voice)
    with screen.answered():
        press("Enter")

    expect(asked.get_by_role("button").first).to_have_attribute("aria-pressed", "true")
    expect(asked.get_by_role("button").first).to_be_focused()
    is_open_to_everybody(coder)
    press("Escape")
