"""A file that holds names comes in: by keyboard, with a refusal on the way, back and forth, and nothing of it is left."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Locator, expect

from app.importing.anonymising.key_file import decrypted
from tests.stories import screens
from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.looking import EVERY_LOOK, is_open_to_everybody
from tests.stories.running import Workbench, running
from tests.web.talk import ORIGINALS, TALK, word_file

pytestmark = pytest.mark.usefixtures("console_stays_empty")

PASSPHRASE = "kettle ladder harbour plum"
GROUP = "Volunteers 2"
IN_HAND = "document.activeElement.closest('.identifier')?.querySelector('.shown').textContent ?? ''"
# Where some words stand on the screen, for a mouse that marks them.
CORNERS = """(it, words) => {
  const walker = document.createTreeWalker(it, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return [left, right, (top + bottom) / 2];
  }
}"""


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running(tmp_path_factory.mktemp("demo"), "demo") as workbench:
        yield workbench


@pytest.fixture
def lead(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[Researcher]:
    researcher = Researcher(chromium, workbench.address)
    everybody.append(researcher)
    researcher.sign_in("lead", workbench.passwords["lead"])
    researcher.page.get_by_role("link", name="Social support").click()
    yield researcher
    researcher.context.close()


def talk(*lines: str) -> FilePayload:
    """Return a Word file with the talk that holds names, or with other lines."""
    return {"name": "Ylva and Torvald.docx", "mimeType": "application/octet-stream", "buffer": word_file(*lines)}


def in_hand(who: Researcher) -> str:
    """Return the words of the row that has the focus."""
    return str(who.page.evaluate(IN_HAND))


def row(who: Researcher, words: str) -> Locator:
    return who.page.locator(".identifier").filter(has=who.page.locator(".shown").get_by_text(words, exact=True))


def open_rows(who: Researcher) -> Locator:
    return who.page.locator("#open-rows")


def mark_with_the_mouse(who: Researcher, words: str) -> None:
    """Drag over words in the text."""
    text = who.page.locator("#raw-text .preview").filter(has_text=words)
    text.scroll_into_view_if_needed()
    left, right, middle = text.evaluate(CORNERS, words)
    who.page.mouse.move(left + 1, middle)
    who.page.mouse.down()
    who.page.mouse.move((left + right) / 2, middle)
    who.page.mouse.move(right - 1, middle)
    who.page.mouse.up()


def names_in(folder: Path) -> dict[str, list[str]]:
    """Return which names each file under the folder holds."""
    found = {}
    for file in folder.rglob("*"):
        text = file.read_bytes().decode("utf-8", "replace").casefold() if file.is_file() else ""
        found[file.name] = [one for one in ORIGINALS if one.casefold() in text]
    return {name: names for name, names in found.items() if names}


def test_a_talk_with_names_is_decided_by_keyboard_and_stored_without_them(
    lead: Researcher, workbench: Workbench, tmp_path: Path
):
    page, press = lead.page, lead.page.keyboard.press
    screens.upload(lead, GROUP, talk())
    assert screens.labels_shown(lead) == {
        "Ingfrid (moderator)": (2, "Moderator"), "Torvald": (3, "Participant"), "Ylva": (3, "Participant"),
    }  # fmt: skip
    screens.look_for_names(lead)
    assert names_in(workbench.folder) == {}

    # Whoever comes to the page by keyboard is at the first row that must be decided.
    expect(open_rows(lead)).to_have_text("Still to decide: 9")
    assert in_hand(lead) == page.locator(".identifier .shown").first.inner_text()
    decided = []
    while in_hand(lead) != "Eldbjorn":
        decided.append(in_hand(lead))
        if decided[-1] == "Torvald":
            press("e")
            page.keyboard.type("somebody close")
            press("Enter")
        else:
            press("r")
    assert sorted(decided) == sorted(["3 March 2025", "Ylva Skarnes", "934 82 107", "Torvald", TALK[4].split()[5]])
    expect(open_rows(lead)).to_have_text("Still to decide: 4")

    # Too early: the sentence comes to the page, and everything that was decided is still there.
    with lead.refused(422):
        page.get_by_role("button", name="Go on to the check").click()
        expect(page.get_by_role("alert")).to_contain_text("4 are still open")
    expect(lead.heading).to_have_text("What identifies people?")
    expect(row(lead, "Torvald").get_by_label("Replace with", exact=True)).to_be_checked()
    expect(row(lead, "Torvald").get_by_role("textbox")).to_have_value("somebody close")

    # Eldbjorn is two people: the third place keeps its word.
    row(lead, "Eldbjorn").focus()
    press("p")
    expect(row(lead, "Eldbjorn").get_by_role("checkbox").first).to_be_focused()
    press("Tab")
    press("Tab")
    press("Space")
    press("j")
    assert in_hand(lead) == "Havnehuset"
    press("u")
    assert in_hand(lead) == "Eldbjorn"
    press("ArrowDown")
    press("r")
    assert in_hand(lead) == "Brekkvika"
    press("k")
    assert in_hand(lead) == "Ingfrid Holmsund"
    press("r")
    expect(open_rows(lead)).to_have_text("Everything that must be decided is decided.")

    mark_with_the_mouse(lead, "gets hard")
    expect(page.get_by_label("Words", exact=True)).to_have_value("gets hard")
    page.get_by_label("They tell of").select_option(label="health")
    page.get_by_role("button", name="Mark these words").click()
    expect(row(lead, "gets hard")).to_be_focused()
    expect(row(lead, "Brekkvika").get_by_label("Keep as it is")).to_be_checked()
    expect(row(lead, "Eldbjorn").get_by_label("Decide each place")).to_be_checked()
    press("r")

    screens.go_on_to_the_check(lead)
    shown = page.locator(".preview .words").all_inner_texts()
    assert shown[3] == "It was my brother [name 4] who drove me to [place 1]."
    assert shown[6] == "In Brekkvika everybody knows everybody. [name 4] too, but that is another Eldbjorn."
    assert shown[7] == "Somebody who stays when it [diagnosis 1]."
    page.get_by_role("button", name="Back to what identifies").click()
    expect(lead.heading).to_have_text("What identifies people?")
    expect(open_rows(lead)).to_have_text("Everything that must be decided is decided.")
    expect(row(lead, "Eldbjorn").get_by_role("checkbox").nth(2)).to_be_checked()
    # On second thoughts the place, and the other Eldbjorn, are replaced as well.
    for words in ("Brekkvika", "Eldbjorn"):
        row(lead, words).focus()
        press("r")
    screens.go_on_to_the_check(lead)

    page.get_by_text("Take out a key to the names").click()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    with page.expect_download() as file:
        page.get_by_role("button", name="Take out the key file").click()
    file.value.save_as(tmp_path / "names.key")
    assert decrypted((tmp_path / "names.key").read_bytes(), PASSPHRASE)["[name 4]"] == ("Eldbjorn",)
    expect(lead.heading).to_have_text("Check and sign")
    assert names_in(workbench.folder) == {}

    page.get_by_label("Make a withdrawal slip for each new participant").check()
    screens.sign(lead, "The bicycle shed")
    expect(page.get_by_text(re.compile(r"^[a-z0-9]{4}(-[a-z0-9]{4}){3}$"))).to_have_count(2)
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert names_in(workbench.folder) == {}

    page.get_by_role("link", name="Read The bicycle shed").click()
    desk = CodingScreen(lead)
    expect(desk.turn(2)).to_contain_text("When [name 2] rings me on [phone], I know that somebody is there.")
    expect(desk.turn(7)).to_contain_text("In [place 2] everybody knows everybody. [name 4] too")
    lead.go("Overview")
    expect(page.get_by_text("Pseudonymised (a key exists)")).to_be_visible()
