"""Coding in other ways than the mouse: by keyboard, without JavaScript, in another language, and with emoji."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.support import Translations
from docx import Document
from playwright.sync_api import Browser, Locator, expect

from app.web.language import CATALOGUES
from tests.stories import screens
from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.running import Workbench, running

pytestmark = pytest.mark.usefixtures("console_stays_empty")

ComesIn = Callable[..., Researcher]
ON_A_TURN = "document.activeElement.name === 'turn' ? Number(document.activeElement.value) : document.activeElement.id"
# A farmer is three code points, two of them outside the basic plane; a browser counts five.
EMOJI = (
    "Header: written for this test",
    "I: Can you draw what you grow? 🙂",
    "P1: Here 👩‍🌾, carrots 🥕🥕 and one very crooked leek 🙂, look!",
    "P2: 🥕! I would eat that one first.",
)


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running(tmp_path_factory.mktemp("demo"), "demo") as workbench:
        yield workbench


@pytest.fixture
def comes_in(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[ComesIn]:
    """Somebody of the demo comes to its study with a fresh browser."""

    def come(login: str, *, scripts: bool = True) -> Researcher:
        researcher = Researcher(chromium, workbench.address, scripts=scripts)
        everybody.append(researcher)
        researcher.sign_in(login, workbench.passwords[login])
        researcher.page.get_by_role("link", name="Social support").click()
        return researcher

    yield come
    for researcher in everybody:
        researcher.context.close()


def tab_to(researcher: Researcher, wanted: Locator, key: str = "Tab", patience: int = 160) -> None:
    """Press the key until what is wanted has the focus."""
    for _ in range(patience):
        researcher.page.keyboard.press(key)
        if wanted.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"{key} does not lead there.")


def test_a_turn_is_coded_and_uncoded_by_keyboard_alone(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("co-researcher-1"), "Professionals 2")
    page, keyboard = screen.page, screen.page.keyboard
    tab_to(screen.who, screen.radio(1))
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    expect(screen.radio(3)).to_be_checked()
    expect(page.locator("#hand")).to_contain_text("Turn 3")

    before = screen.codes_on(3)
    tab_to(screen.who, screen.code("Weekly rhythm"), "Shift+Tab")
    with screen.answered():
        keyboard.press("Enter")
    expect(screen.turn(3).locator(".codings")).to_contain_text("Weekly rhythm")
    assert len(screen.codes_on(3)) == len(before) + 1
    expect(screen.code("Weekly rhythm")).to_be_focused()
    expect(screen.radio(3)).to_be_checked()

    tab_to(screen.who, screen.radio(3))
    tab_to(screen.who, screen.turn(3).get_by_role("button", name="Take Weekly rhythm off"))
    with screen.answered():
        keyboard.press("Enter")
    expect(screen.turn(3).get_by_role("button", name="Take Weekly rhythm off")).to_have_count(0)
    assert page.evaluate(ON_A_TURN) == 3
    keyboard.press("ArrowDown")
    assert page.evaluate(ON_A_TURN) == 4


def test_a_code_is_found_by_its_name_and_put_on_the_turn_with_enter(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("co-researcher-1"), "Professionals 2")
    screen.choose(4)
    screen.page.get_by_label("Find a code, or name a new one").fill("weekly")
    assert [name for name in screen.codes_offered() if screen.code(name).is_visible()] == ["Weekly rhythm"]

    with screen.answered():
        screen.page.keyboard.press("Enter")

    expect(screen.turn(4).locator(".codings")).to_contain_text("Weekly rhythm")
    expect(screen.page.get_by_label("Find a code, or name a new one")).to_have_value("")
    expect(screen.code("Shame")).to_be_visible()


def test_undo_by_keyboard_leads_back_to_the_turn(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("co-researcher-1"), "Professionals 2")
    screen.code_turn(7, "Shame")
    undo = screen.page.get_by_role("button", name="Undo", exact=True)
    undo.focus()
    with screen.answered():
        screen.page.keyboard.press("Enter")

    expect(screen.page.locator("#status")).to_contain_text("Undone.")
    assert screen.page.evaluate(ON_A_TURN) == 7
    expect(screen.turn(7).get_by_role("button", name="Take Shame off")).to_have_count(0)


def test_words_beside_emoji_are_stored_as_they_were_marked(comes_in: ComesIn, tmp_path: Path):
    document = Document()
    for paragraph in EMOJI:
        document.add_paragraph(paragraph)
    document.save(str(tmp_path / "emoji.docx"))
    lead = comes_in("lead")
    screens.upload(lead, "Volunteers 2", tmp_path / "emoji.docx")
    screens.store(lead, title="The garden")

    screen = CodingScreen.of(lead, "The garden")
    for number, words in ((2, "one very crooked leek"), (2, "🥕🥕 and"), (3, "I would eat that")):
        screen.code_words(number, words, "Shame")
        assert words in "".join(screen.marks_in(number))
    screen.drag(2, "leek 🙂, look!", until=3, last_words="🥕! I")
    assert screen.in_hand() == "leek 🙂, look!\n🥕! I"
    screen.press("Ghosting", on=3)

    lead.go("Codebook")
    lead.page.get_by_role("link", name="Shame", exact=True).click()
    lead.page.get_by_role("link", name="See all of them, and choose quotes").click()
    said = lead.page.locator("ul.quotes > li").filter(has_text="Volunteers 2").locator("q").all_text_contents()
    assert [words for words in said if words in "\n".join(EMOJI)] == [
        "🥕🥕 and", "one very crooked leek", "I would eat that",
    ]  # fmt: skip


def test_half_a_word_grows_to_a_whole_one(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("co-researcher-2"), "Volunteers 1")
    screen.drag(15, "ellow sat on it for a ye")

    assert screen.in_hand() == "fellow sat on it for a year"


def test_a_chosen_turn_takes_the_place_of_marked_words(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("co-researcher-2"), "Volunteers 1")
    screen.drag(15, "fellow sat")
    assert screen.in_hand() == "fellow sat"

    screen.page.keyboard.press("Escape")
    screen.choose(17)

    assert screen.in_hand() == ""
    expect(screen.page.locator("#hand")).to_contain_text("Turn 17")


def test_a_turn_is_coded_and_uncoded_without_javascript(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("co-researcher-2", scripts=False), "Volunteers 1")
    screen.radio(9).check()
    screen.code("Weekly rhythm").click()
    expect(screen.page.get_by_role("status").filter(has_text="Coded.")).to_be_visible()
    assert screen.page.url.endswith("#turn-9")
    button = screen.turn(9).get_by_role("button", name="Take Weekly rhythm off")
    expect(button).to_have_count(1)

    button.click()

    expect(screen.page.get_by_role("status").filter(has_text="The code is taken off.")).to_be_visible()
    expect(button).to_have_count(0)


def test_a_code_is_made_and_undone_without_javascript(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("co-researcher-2", scripts=False), "Volunteers 1")
    screen.radio(9).check()
    screen.page.get_by_label("Find a code, or name a new one").fill("Small surprise")
    screen.page.get_by_role("button", name="New code").click()
    expect(screen.turn(9).locator(".codings")).to_contain_text("Small surprise")

    screen.page.get_by_role("button", name="Undo my last coding").click()

    expect(screen.page.get_by_role("status").filter(has_text="Undone.")).to_be_visible()
    assert "Small surprise" not in screen.codes_offered()


def test_the_coding_screen_speaks_norwegian(comes_in: ComesIn):
    researcher = comes_in("co-researcher-2")
    researcher.page.get_by_role("button", name="Norsk bokmål").click()
    researcher.open("/studies")
    researcher.page.get_by_role("link", name="Social support").click()
    researcher.page.get_by_role("link", name="Les og kod", exact=True).click()
    researcher.page.get_by_role("link", name="Volunteers 1", exact=True).click()

    expect(researcher.page.locator("html")).to_have_attribute("lang", "nb")
    norwegian = Translations.load(CATALOGUES, ["nb"])
    for sentence in ("Mark some words, or choose a turn by its number. Then press a code.", "Undo my last coding"):
        assert norwegian.ugettext(sentence) != sentence
        expect(researcher.page.get_by_text(norwegian.ugettext(sentence))).to_be_visible()
    expect(researcher.page.get_by_text(re.compile("Undo my|Then press"))).to_have_count(0)
