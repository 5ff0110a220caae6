"""Coding by single keys, the palette, the bar beside marked words, and bounds that move: in a real browser."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from app.web.pages import static_address
from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.running import Workbench, running_demo

pytestmark = pytest.mark.usefixtures("console_stays_empty")

ComesIn = Callable[..., Researcher]
PALETTE_CASES = Path(__file__).parents[1] / "reference" / "palette_cases.json"
SELECTED = """() => {
  const { top, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
  return [top, bottom];
}"""
FITS = ("exact", "prefix", "word_starts", "initials", "subsequence")


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


@pytest.fixture
def comes_in(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[ComesIn]:
    """Somebody of the demo comes to its study with a fresh browser."""

    def come(login: str) -> Researcher:
        researcher = Researcher(chromium, workbench.address)
        everybody.append(researcher)
        researcher.sign_in(login, workbench.passwords[login])
        researcher.page.get_by_role("link", name="Social support").click()
        return researcher

    yield come
    for researcher in everybody:
        researcher.context.close()


def mine(screen: CodingScreen, number: int, initials: str = "LA") -> list[str]:
    return [code.removesuffix(f" {initials}") for code in screen.codes_on(number) if code.endswith(f" {initials}")]


def has(screen: CodingScreen, number: int, code: str, times: int = 1) -> None:
    """Wait until a code of mine lies on a turn so often."""
    own = (
        screen.turn(number)
        .locator(".codings li")
        .filter(has=screen.page.locator(".coder").get_by_text("LA", exact=True))
    )
    expect(own.locator(".code-name").get_by_text(code, exact=True)).to_have_count(times)


def test_a_talk_is_coded_by_single_keys_alone(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("lead"), "Volunteers 2")
    press = screen.page.keyboard.press
    first = screen.codes_offered()[0]
    screen.page.get_by_role("radio").first.focus()

    def pressed(*keys: str) -> None:
        for key in keys[:-1]:
            press(key)
        with screen.answered():
            press(keys[-1])

    # Turn 4: the first code by its number, the same code again on turn 5, and that undone and done again.
    assert not {first, "Ghosting", "Shame"} & {*mine(screen, 4), *mine(screen, 5)}
    pressed("j", "j", "j", "j", "1")
    has(screen, 4, first)
    pressed("j", ".")
    has(screen, 5, first)
    pressed("Control+z")
    has(screen, 5, first, 0)
    pressed("Control+Shift+z")
    has(screen, 5, first)

    # The palette finds a code by a few letters; the focus is back on the turn afterwards.
    press("c")
    palette = screen.page.get_by_role("dialog", name="Find a code")
    screen.page.keyboard.type("gh")
    expect(palette.get_by_role("option").first).to_contain_text("Ghosting")
    pressed("Enter")
    expect(palette).to_be_hidden()
    has(screen, 5, "Ghosting")
    assert screen.page.evaluate("document.activeElement.value") == "5"

    # Going round the codings of the turn, one of mine gets another code, then is taken off.
    for _ in screen.codes_on(5):
        press("o")
        if "Ghosting LA" in screen.said():
            break
    press("r")
    screen.page.keyboard.type("shame")
    pressed("Enter")
    has(screen, 5, "Shame")
    has(screen, 5, "Ghosting", 0)
    pressed("x")
    has(screen, 5, "Shame", 0)
    has(screen, 5, first)


def test_two_whole_turns_are_taken_in_by_key_and_a_new_code_is_made_of_them(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("lead"), "Volunteers 2")
    screen.choose(8)
    screen.page.keyboard.press("Shift+J")
    words = [screen.turn(number).locator(".words").text_content() for number in (8, 9)]
    assert screen.in_hand() == "\n".join(words)
    screen.page.keyboard.press("Shift+K")
    assert screen.in_hand() == words[0]
    screen.page.keyboard.press("Shift+J")

    screen.page.keyboard.press("c")
    screen.page.keyboard.type("Taking turns")
    with screen.answered():
        screen.page.keyboard.press("Control+Enter")

    for number in (8, 9):
        has(screen, number, "Taking turns")
        assert "".join(screen.marks_in(number)).endswith(words[number - 8])


def is_long(screen: CodingScreen, number: int) -> bool:
    return len(screen.turn(number).locator(".words").text_content() or "") > 120


def marked_now(screen: CodingScreen, number: int, wanted: str) -> None:
    """Wait until just these words are marked."""
    expect(screen.turn(number).locator("mark")).to_have_text([wanted])


def test_how_turns_answer_each_other_is_marked_by_single_keys(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("lead"), "Volunteers 2")
    press = screen.page.keyboard.press
    speakers = [one.inner_text() for one in screen.page.locator(".turn .voice").all()]
    number = next(
        at
        for at, who in enumerate(speakers[5:], start=6)
        if who.startswith("P") and speakers[at - 2].startswith("P") and speakers[at - 2] != who
    )
    answers = screen.turn(number).locator(".answers")

    screen.choose(number)
    with screen.answered():
        press("v")
    expect(answers).to_have_text(re.compile(rf"challenges turn {number - 1} LA"))
    with screen.answered():
        press("Control+z")
    expect(answers).to_have_count(0)

    # The last turn of what is marked answers the first; the button beside the mark takes it off.
    screen.choose(number - 1)
    press("Shift+J")
    with screen.answered():
        press("g")
    expect(answers).to_have_text(re.compile(rf"agrees with turn {number - 1} LA"))
    with screen.answered():
        answers.get_by_role("button", name=f"Take off: agrees with turn {number - 1}").click()
    expect(answers).to_have_count(0)


def test_words_become_a_code_and_their_bounds_move_by_key_and_by_handle(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("lead"), "Service users 2")
    expect(screen.page.locator("#strip rect").first).to_be_attached()
    number = next(number for number in range(2, 60) if is_long(screen, number) and not screen.codes_on(number))
    text = screen.turn(number).locator(".words").text_content() or ""
    words = text.split()
    screen.drag(number, " ".join(words[3:6]))
    bar = screen.page.get_by_role("toolbar", name="What is marked")
    expect(bar).to_be_visible()
    lies = bar.bounding_box()
    assert lies is not None
    top, bottom = screen.page.evaluate(SELECTED)
    assert lies["y"] >= bottom or lies["y"] + lies["height"] <= top
    name = screen.in_hand()
    with screen.answered():
        bar.get_by_role("button", name="Words as a code").click()
    expect(bar).to_be_hidden()
    has(screen, number, name)
    marked_now(screen, number, name)

    screen.page.keyboard.press("o")
    screen.page.keyboard.press("w")
    marked_now(screen, number, " ".join(words[3:7]))
    screen.page.keyboard.press("Shift+W")
    marked_now(screen, number, " ".join(words[2:7]))

    end = screen.page.get_by_role("button", name="Where the coding ends")
    end.press("ArrowLeft")
    marked_now(screen, number, " ".join(words[2:6]))
    box = end.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    screen.page.mouse.move(x, y)
    screen.page.mouse.down()
    with screen.answered():
        screen.page.mouse.move(x + 60, y, steps=5)
        screen.page.mouse.up()
    expect(screen.turn(number).locator("mark")).not_to_have_text([" ".join(words[2:6])])
    [wider] = screen.marks_in(number)
    assert wider.split() == words[2 : 2 + len(wider.split())]
    assert len(wider.split()) > 4


def test_whatever_is_marked_is_painted_with_the_last_code(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("lead"), "Volunteers 1")
    screen.code_turn(3, "Hope")
    screen.page.keyboard.press("p")
    expect(screen.page.locator("#painting")).to_have_text("Hope")
    words = " ".join((screen.turn(5).locator(".words").text_content() or "").split()[:3])
    with screen.answered():
        screen.drag(5, words)
    has(screen, 5, "Hope")
    screen.page.keyboard.press("p")
    expect(screen.page.locator("#painting")).to_be_empty()


def test_single_keys_rest_for_a_co_researcher_until_they_are_switched_on_and_changed(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("co-researcher-1"), "Volunteers 2")
    screen.choose(4)
    before = screen.codes_on(4)
    screen.page.keyboard.press("1")
    screen.page.keyboard.press("j")
    assert screen.radio(4).is_checked()
    assert screen.codes_on(4) == before

    screen.page.get_by_role("button", name="Keys").click()
    screen.page.get_by_role("link", name="Switch keys on or off, or change them").click()
    screen.page.get_by_label("Single keys are on").check()
    screen.page.get_by_label("Go to the next turn", exact=True).fill("d")
    screen.page.get_by_role("button", name="Save").click()
    expect(screen.page.get_by_text("Saved.")).to_be_visible()

    screen = CodingScreen.of(screen.who, "Volunteers 2")
    screen.choose(4)
    screen.page.keyboard.press("d")
    expect(screen.radio(5)).to_be_checked()
    screen.page.keyboard.press("j")
    expect(screen.radio(5)).to_be_checked()


def test_words_are_found_and_only_chosen_codings_are_shown(comes_in: ComesIn):
    screen = CodingScreen.of(comes_in("lead"), "Service users 1")
    expect(screen.page.locator("#strip rect").first).to_be_attached()
    screen.page.keyboard.press("/")
    screen.page.keyboard.type("the bus")
    found = int((screen.page.locator("#found-words").inner_text()).removeprefix("Found: "))
    text = "\n".join(screen.page.locator(".words[data-turn]").all_text_contents()).lower()
    assert found == text.count("the bus") > 0
    screen.page.keyboard.press("Enter")
    expect(screen.page.locator("#found-words")).to_have_text(f"1 / {found}")
    screen.page.keyboard.press("Escape")

    screen.page.get_by_label("Show", exact=True).select_option("only mine")
    expect(screen.page).to_have_url(re.compile("show=mine"))
    expect(screen.page.locator(".coder").filter(has_text="C1")).to_have_count(0)
    expect(screen.page.locator(".coder").filter(has_text="LA").first).to_be_attached()


def module(workbench: Workbench, name: str) -> str:
    return workbench.address + static_address(f"coding/{name}")


def test_the_palette_ranks_as_the_server_does(comes_in: ComesIn, workbench: Workbench):
    who = comes_in("supervisor")
    cases = json.loads(PALETTE_CASES.read_text("utf-8"))["cases"]
    assert len(cases) >= 20
    for case in cases:
        offers = [{"name": name, "uses": uses} for name, uses in case["names"]]
        found = who.page.evaluate(
            "async ([address, query, offers]) => (await import(address)).ranked(query, offers)",
            [module(workbench, "ranking.js"), case["query"], offers],
        )
        assert [[one["name"], FITS[one["fit"]]] for one in found] == case["expected"], case["about"]


# Letters, blanks and signs that a browser and Python count differently, or that belong together.
SIGNS = [
    "a",
    "ø",
    "é",
    "e\u0301",
    " ",
    "  ",
    "\n",
    "'",
    "-",
    ".",
    "🙂",
    "👩‍🌾",
    "🇳🇴🇸🇪",
    "👍🏽",
    "שלום",
    "نعم",
    "\u200d",
    "\ufe0f",
    "中",
    "[name 1]",
]
BLOCKS = """([address, turns]) => {
  document.querySelector("main").replaceChildren(...turns.map(([start, words], place) => {
    const block = document.createElement("p");
    block.className = "words";
    block.dataset.turn = place + 1;
    block.dataset.start = start;
    // Marks cut the words anywhere; together they are the words.
    for (const piece of words) {
      const mark = Object.assign(document.createElement("mark"), { textContent: piece });
      block.append(piece.length % 2 ? mark : piece);
    }
    return block;
  }));
}"""
ASK = """async ([address, start, end]) => {
  const { between, rangeOf, marked } = await import(address);
  const passage = between(start, end);
  return [passage, passage && marked(rangeOf(passage))];
}"""


@pytest.fixture
def page_of_turns(comes_in: ComesIn, workbench: Workbench):
    return comes_in("supervisor").page, module(workbench, "passages.js")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_passage_of_the_browser_is_a_slice_of_the_words_as_python_counts(page_of_turns, data):
    page, address = page_of_turns
    spoken = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=12).filter(lambda signs: "".join(signs).strip())
    turns = data.draw(st.lists(spoken, min_size=1, max_size=3))
    words = "\n".join("".join(turn) for turn in turns)
    starts, at = [], 0
    for turn in turns:
        starts.append(at)
        at += len("".join(turn)) + 1
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(words))] * 2)))
    page.evaluate(BLOCKS, [address, [list(one) for one in zip(starts, turns, strict=True)]])

    passage, again = page.evaluate(ASK, [address, start, end])

    if passage is None:
        assert not words[start:end].strip()
        return
    assert words[passage["start"] : passage["end"]] == passage["words"]
    assert passage["words"] == passage["words"].strip()
    assert again == passage
