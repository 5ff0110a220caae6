"""The way in is open to everybody at each step, and two hundred rows are decided with few keys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.stories import screens
from tests.stories.browsing import Researcher
from tests.stories.importing import GROUP, in_hand, open_rows, talk
from tests.stories.looking import EVERY_LOOK, is_open_to_everybody
from tests.stories.running import Workbench, running_demo

pytestmark = pytest.mark.usefixtures("console_stays_empty")

# 200 names that nobody has, each said once: 200 rows that must be decided.
FIRSTS, MIDDLES = (
    ("Tor", "Ly", "Bra", "Skar", "Vel", "Ast", "Grim", "Hal", "Od", "Run"),
    ("mild", "rik", "vang", "bjon"),
)
NAMES = [
    f"{first}{middle}{last}" for first in FIRSTS for middle in MIDDLES for last in ("ur", "esk", "ian", "ote", "und")
]


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


def test_every_step_of_the_way_in_is_open_to_everybody(lead: Researcher):
    page = lead.page
    screens.choose(lead, GROUP, talk())
    is_open_to_everybody(lead, EVERY_LOOK)
    page.get_by_role("button", name="Read the file").click()
    expect(lead.heading).to_have_text("Who speaks?")
    is_open_to_everybody(lead, EVERY_LOOK)
    screens.look_for_names(lead)
    is_open_to_everybody(lead, EVERY_LOOK)
    with lead.refused(422):
        page.get_by_role("button", name="Go on to the check").click()
        expect(page.get_by_role("alert")).to_contain_text("are still open")
    is_open_to_everybody(lead, EVERY_LOOK)
    for tier in ("sure", "likely"):
        page.locator(f"[data-replace-tier='{tier}']").click()
    screens.go_on_to_the_check(lead)
    is_open_to_everybody(lead, EVERY_LOOK)
    page.get_by_label("Make a withdrawal slip for each new participant").check()
    screens.sign(lead, "Seen by everybody")
    is_open_to_everybody(lead, EVERY_LOOK)
    lead.go("Transcripts")
    card = page.locator("ul.cards > li").filter(has_text="Seen by everybody")
    card.get_by_role("link", name="What the moderator asks").click()
    expect(lead.heading).to_have_text("What the moderator asks")
    is_open_to_everybody(lead, EVERY_LOOK)


def test_a_file_whose_letters_were_guessed_and_that_holds_two_recordings_is_open_to_everybody(lead: Researcher):
    lines = "session,speaker,text\nOne,Ylva,På Sørvollen.\nOne,Torvald,Ja.\nTwo,Ylva,Nei.\nTwo,Torvald,Jo.\n"
    table = {"name": "talk.csv", "mimeType": "text/csv", "buffer": lines.encode("cp1252")}
    screens.upload(lead, GROUP, table)

    expect(lead.page.get_by_text("Do the letters look right?")).to_be_visible()
    expect(lead.page.get_by_text("Several recordings")).to_be_visible()
    is_open_to_everybody(lead, EVERY_LOOK)


def test_two_hundred_rows_are_decided_with_few_keys(lead: Researcher):
    # Counted is every key that goes down, the letters of what is typed among them. Of the rows 175 are replaced (R) and
    # 22 kept (K); two get words of the researcher's own (E, eight letters, Enter), and one is looked at place by place
    # (P, Space, J). With 220 keys there are 2.7 seconds for each row in ten minutes: time to read, not to type.
    page, keys = lead.page, 0

    def press(*pressed: str) -> None:
        nonlocal keys
        for key in pressed:
            page.keyboard.press(key)
            keys += 1

    lines = [f"P{number % 4 + 1}: And then {name} came in." for number, name in enumerate(NAMES)]
    screens.upload(lead, GROUP, talk("I: Who came?", *lines, f"P1: And {NAMES[77]} once more."))
    page.get_by_label("Names, places and organisations, one on each line").fill("\n".join(NAMES))
    screens.look_for_names(lead)
    expect(open_rows(lead)).to_have_text("Still to decide: 202")  # with a date and a name in the header
    shown = page.locator(".identifier .shown").all_inner_texts()

    for number, words in enumerate(shown):
        if words not in NAMES:
            page.keyboard.press("r")
            continue
        assert in_hand(lead) == words
        if words == NAMES[77]:
            press("p", "Space", "j")
        elif number in {50, 150}:
            press("e", *"a friend", "Enter")
        else:
            press("k" if number % 9 == 0 else "r")

    expect(open_rows(lead)).to_have_text("Everything that must be decided is decided.")
    assert keys <= 1.2 * len(NAMES)
    screens.go_on_to_the_check(lead)
    said = page.locator(".preview .words").all_inner_texts()
    assert sum("[a friend]" in words for words in said) == 2
    assert sum(any(name in words for name in NAMES) for words in said) == 23
