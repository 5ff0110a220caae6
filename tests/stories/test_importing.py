"""A file that holds names comes in by keyboard, with a refusal on the way, and nothing of the names is left."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, expect

from app.importing.anonymising.key_file import decrypted
from tests.stories import screens
from tests.stories.browsing import Researcher
from tests.stories.coding_screen import CodingScreen
from tests.stories.importing import GROUP, in_hand, open_rows, row, talk
from tests.stories.running import Workbench, running_demo
from tests.web.talk import ORIGINALS, TALK

pytestmark = pytest.mark.usefixtures("console_stays_empty")

PASSPHRASE = "kettle ladder harbour plum"
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
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


@pytest.fixture
def lead(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[Researcher]:
    researcher = Researcher(chromium, workbench.address)
    everybody.append(researcher)
    researcher.sign_in("lead", workbench.passwords["lead"])
    researcher.page.get_by_role("link", name="Social support").click()
    yield researcher
    researcher.context.close()


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
    expect(row(lead, "gets hard")).to_have_class(re.compile("undecided"))
    expect(row(lead, "Brekkvika").get_by_label("Keep as it is")).to_be_checked()
    expect(row(lead, "Eldbjorn").get_by_label("Decide each place")).to_be_checked()
    row(lead, "gets hard").focus()
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
    # htmx notes the address of the page in the browser, and we when a form was last sent; nothing else is kept there.
    kept = page.evaluate("({ ...localStorage, ...sessionStorage })")
    assert kept.keys() == {"htmx-current-path-for-history", "sent at"}
    assert kept["sent at"].isdigit()
    assert page.evaluate("sessionStorage.getItem('htmx-current-path-for-history')").endswith("/import")
    assert names_in(workbench.folder) == {}

    page.get_by_role("link", name="Read The bicycle shed").click()
    desk = CodingScreen(lead)
    expect(desk.turn(2)).to_contain_text("When [name 2] rings me on [phone], I know that somebody is there.")
    expect(desk.turn(7)).to_contain_text("In [place 2] everybody knows everybody. [name 4] too")
    lead.go("Overview")
    expect(page.get_by_text("Pseudonymised (a key exists)")).to_be_visible()


def asked_before_leaving(who: Researcher) -> list[str]:
    """Try to leave by a link of the page's own head, say no to the question, and return which questions were asked."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    who.page.on("dialog", stay)
    who.page.get_by_role("navigation", name="Study").get_by_role("link", name="Codebook", exact=True).click()
    who.page.remove_listener("dialog", stay)
    return asked


def test_whoever_leaves_a_review_is_asked_first_unless_they_stop_on_purpose(lead: Researcher):
    page = lead.page
    screens.upload(lead, GROUP, talk())
    assert asked_before_leaving(lead) == ["beforeunload"]
    expect(lead.heading).to_have_text("Who speaks?")
    screens.look_for_names(lead)
    assert asked_before_leaving(lead) == ["beforeunload"]
    page.keyboard.press("r")
    page.locator("[data-replace-tier='sure']").click()
    page.locator("[data-replace-tier='likely']").click()
    screens.go_on_to_the_check(lead)
    assert asked_before_leaving(lead) == ["beforeunload"]

    # Taking out a key, or being refused one, is no leaving, and whoever leaves afterwards is asked as well.
    page.get_by_text("Take out a key to the names").click()
    page.get_by_label("Passphrase").fill("aaaaaaaaaaaaaaaa")
    with page.context.expect_page() as refused:
        page.get_by_role("button", name="Take out the key file").click()
    expect(refused.value.get_by_text("four words that do not belong together")).to_be_visible()
    refused.value.close()
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    with page.expect_download():
        page.get_by_role("button", name="Take out the key file").click()
    assert asked_before_leaving(lead) == ["beforeunload"]
    expect(lead.heading).to_have_text("Check and sign")

    page.get_by_role("link", name="Do not store it").click()
    expect(lead.heading).to_have_text("Transcripts")
    assert asked_before_leaving(lead) == []
    expect(lead.heading).to_have_text("Codebook")


def test_somebody_who_reloads_a_later_step_begins_again(lead: Researcher):
    screens.upload(lead, GROUP, talk())
    screens.look_for_names(lead)
    lead.page.on("dialog", lambda dialog: dialog.accept())

    lead.page.reload()
    expect(lead.heading).to_have_text("Import a transcript")

    # Without scripts every step has an address of its own.
    lead.open(f"{lead.page.url}/names")
    expect(lead.heading).to_have_text("Import a transcript")
    expect(lead.page.get_by_role("status").filter(has_text=re.compile("begin again"))).to_be_visible()


def test_the_way_in_can_be_gone_without_scripts(chromium: Browser, workbench: Workbench, everybody: list[Researcher]):
    lead = Researcher(chromium, workbench.address, scripts=False)
    everybody.append(lead)
    lead.sign_in("lead", workbench.passwords["lead"])
    lead.page.get_by_role("link", name="Social support").click()
    screens.upload(lead, GROUP, talk("I: Who?", "Sunniva: Somebody rang.", "P1: Sunniva did.", "Sunniva: Yes."))
    screens.look_for_names(lead)
    for one in lead.page.locator(".identifier").all():
        one.get_by_label("Replace with", exact=True).check()
    screens.go_on_to_the_check(lead)
    screens.sign(lead, "Without scripts")

    lead.page.get_by_role("link", name="Read Without scripts").click()
    expect(CodingScreen(lead).turn(3)).to_contain_text("[name 2] did.")
