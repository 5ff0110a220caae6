"""Every screen of the demo study: open to readers with disabilities, on a desk, on a phone and in the dark."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.stories import screens
from tests.stories.browsing import DESK, HEIGHT, PHONE, Researcher, too_wide
from tests.stories.coding_screen import CodingScreen
from tests.stories.looking import is_open_to_everybody
from tests.stories.running import Workbench, running_demo

pytestmark = pytest.mark.usefixtures("console_stays_empty")

ROOMS = (
    "Overview", "Transcripts", "People", "Codebook", "Rounds", "Themes", "Comparison", "Agreement", "Quotes", "Memos",
    "Trail", "Members", "Settings",
)  # fmt: skip


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    assert chromium.is_connected()
    with running_demo(tmp_path_factory.mktemp("demo")) as workbench:
        yield workbench


def comes_in(chromium: Browser, workbench: Workbench, login: str) -> Researcher:
    """Sign somebody of the demo in and open its study."""
    researcher = Researcher(chromium, workbench.address)
    researcher.sign_in(login, workbench.passwords[login])
    researcher.page.get_by_role("link", name="Social support").click()
    return researcher


@pytest.fixture(scope="module")
def lead(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[Researcher]:
    everybody.append(comes_in(chromium, workbench, "lead"))
    yield everybody[-1]
    everybody[-1].context.close()


@pytest.fixture
def guest(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[Researcher]:
    """Somebody who is not signed in."""
    researcher = Researcher(chromium, workbench.address)
    everybody.append(researcher)
    yield researcher
    everybody.remove(researcher)
    researcher.context.close()
    assert researcher.console == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_of_the_study_is_open_to_everybody(lead: Researcher, room: str):
    lead.go(room)

    is_open_to_everybody(lead)


def test_the_list_of_studies_is_open_to_everybody(lead: Researcher):
    home = lead.study
    lead.open("/studies")
    expect(lead.heading).to_have_text("Studies")

    is_open_to_everybody(lead)
    lead.open(home)


def test_the_coding_screen_is_open_to_everybody(lead: Researcher):
    screen = CodingScreen.of(lead, "Service users 2")
    screen.code_turn(9, "Weekly rhythm")

    is_open_to_everybody(lead)


def test_what_one_changed_is_undone_and_done_again(lead: Researcher):
    screen = CodingScreen.of(lead, "Service users 2")
    screen.code_turn(11, "Weekly rhythm")
    lead.go("Overview")
    lead.page.get_by_role("link", name="What you changed").click()
    expect(lead.heading).to_have_text("What you changed")
    latest = lead.page.locator(".history li").filter(has_text="Weekly rhythm").first
    latest.get_by_role("button", name=re.compile("^Undo")).click()
    expect(latest.get_by_role("button", name=re.compile("^Do it again"))).to_be_visible()
    is_open_to_everybody(lead)

    latest.get_by_role("button", name=re.compile("^Do it again")).click()
    expect(latest.get_by_role("button", name=re.compile("^Undo"))).to_be_visible()
    codes = CodingScreen.of(lead, "Service users 2").codes_on(11)
    assert [code for code in codes if code.startswith("Weekly rhythm")] != []


@pytest.mark.parametrize("opens", ["palette", "keys", "passage", "bar"])
def test_what_opens_on_the_coding_screen_is_open_to_everybody(lead: Researcher, opens: str):
    screen = CodingScreen.of(lead, "Service users 2")
    expect(lead.page.locator("#strip rect").first).to_be_attached()
    screen.choose(9)
    if opens == "palette":
        lead.page.get_by_role("button", name="Find a code").first.click()
        lead.page.keyboard.type("sh")
        expect(lead.page.locator("#palette [role=option]").first).to_be_visible()
    elif opens == "keys":
        lead.page.get_by_role("button", name=re.compile("^Keys")).click()
        expect(lead.page.get_by_role("dialog", name="Keys")).to_be_visible()
    elif opens == "passage":
        screen.code_turn(9, "Screens instead of meetings")
        screen.turn(9).get_by_role("link", name=re.compile("^About this passage")).first.click()
        expect(lead.page.get_by_label("What is said, in short")).to_be_visible()
    else:
        screen.drag(9, " ".join((screen.turn(9).locator(".words").text_content() or "").split()[:2]))
        expect(lead.page.get_by_role("toolbar", name="What is marked")).to_be_visible()

    is_open_to_everybody(lead)
    lead.page.keyboard.press("Escape")


def test_the_rule_of_a_code_opens_beside_the_words_and_folds_away(lead: Researcher):
    CodingScreen.of(lead, "Service users 2")
    expect(lead.page.locator("#strip rect").first).to_be_attached()
    lead.page.get_by_role("link", name="The rule of Shame", exact=True).click()
    card = lead.page.get_by_role("article", name="Shame", exact=True)
    expect(card.get_by_text("Do not use when")).to_be_visible()
    is_open_to_everybody(lead)

    card.locator("summary").click()
    expect(card.get_by_text("Do not use when")).to_be_hidden()


def test_a_search_over_the_study_is_open_to_everybody(lead: Researcher):
    lead.go("Transcripts")
    lead.page.get_by_role("link", name="Search in all transcripts").click()
    lead.page.get_by_label("Words").fill("the soup")
    lead.page.get_by_role("button", name="Search").click()
    expect(lead.page.get_by_role("status").filter(has_text="turns were found")).to_be_visible()
    expect(lead.page.locator("mark").first).to_have_text(re.compile("the soup", re.IGNORECASE))

    is_open_to_everybody(lead)


def test_the_page_of_the_keys_is_open_to_everybody(lead: Researcher):
    home = lead.page.url
    lead.open(f"{lead.study}/keys")
    expect(lead.heading).to_have_text("Keys of the coding screen")

    is_open_to_everybody(lead)
    lead.open(home)


def test_the_coding_screen_on_a_phone_leaves_room_for_the_words(lead: Researcher):
    CodingScreen.of(lead, "Service users 2")
    lead.page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    lead.page.reload()

    expect(lead.page.locator("#book")).not_to_have_attribute("open", "")
    assert not too_wide(lead.page)
    lead.page.set_viewport_size({"width": DESK, "height": HEIGHT})


def test_a_refusal_on_the_coding_screen_is_open_to_everybody(lead: Researcher):
    screen = CodingScreen.of(lead, "Service users 2")
    screen.drag(2, "No.")
    lead.page.locator("#words").evaluate("it => { it.value = 'Yes.'; }")
    with lead.refused(409):
        screen.code("Shame").click()
        expect(lead.page.get_by_role("alert")).to_contain_text("The transcript has other words at this place")

    assert screen.codes_on(2) == []
    is_open_to_everybody(lead)


def test_reading_without_coding_is_open_to_everybody(
    chromium: Browser, workbench: Workbench, everybody: list[Researcher]
):
    supervisor = comes_in(chromium, workbench, "supervisor")
    everybody.append(supervisor)
    CodingScreen.of(supervisor, "Professionals 1")

    is_open_to_everybody(supervisor)


def test_editing_a_code_is_open_to_everybody(lead: Researcher):
    lead.go("Codebook")
    lead.page.get_by_role("link", name="Shame", exact=True).click()
    expect(lead.heading).to_have_text("Shame")
    lead.page.locator("#edit summary").click()

    is_open_to_everybody(lead)


def test_merging_and_splitting_a_code_are_open_to_everybody(lead: Researcher):
    lead.go("Codebook")
    lead.page.get_by_role("link", name="Hope", exact=True).click()
    lead.page.get_by_role("link", name="Merge into another code").click()
    lead.page.get_by_label("Merge into").select_option(label="Humour as relief")
    lead.page.get_by_role("button", name="See what it would do").click()
    expect(lead.page.get_by_role("heading", name="What becomes of agreement")).to_be_visible()
    is_open_to_everybody(lead)

    screen = CodingScreen.of(lead, "Service users 2")
    screen.code_turn(7, "Hope")
    lead.go("Codebook")
    lead.page.get_by_role("link", name="Hope", exact=True).click()
    lead.page.get_by_role("link", name="Split into new codes").click()
    lead.page.get_by_label("A new code").fill("Hope that was lost")
    is_open_to_everybody(lead)


@pytest.mark.parametrize("page", ["versions", "import", "starters/recovery-capital", "proposals"])
def test_the_smaller_pages_of_the_codebook_are_open_to_everybody(lead: Researcher, page: str):
    lead.go("Codebook")
    lead.open(f"{lead.study}/codebook/{page}")

    is_open_to_everybody(lead)


@pytest.mark.parametrize("page", ["themes/map", "themes/earlier", "steps", "first-thoughts"])
def test_the_smaller_pages_of_the_themes_are_open_to_everybody(lead: Researcher, page: str):
    lead.go("Themes")
    lead.open(f"{lead.study}/{page}")

    is_open_to_everybody(lead)


def test_the_page_of_a_theme_and_changing_it_are_open_to_everybody(lead: Researcher):
    lead.go("Themes")
    lead.page.get_by_role("link", name="Ghosting and shame", exact=True).click()
    expect(lead.heading).to_have_text("Ghosting and shame")
    for summary in lead.page.locator("details.edit > summary").all():
        summary.click()
    is_open_to_everybody(lead)

    lead.page.get_by_role("link", name="Change name, idea or place").click()
    expect(lead.heading).to_have_text("Change a theme")
    is_open_to_everybody(lead)


def test_the_quotes_beside_the_board_and_first_thoughts_are_open_to_everybody(lead: Researcher):
    lead.go("Themes")
    lead.page.get_by_role("link", name="codings of Shame").click()
    expect(lead.page.locator("#behind q").first).to_be_visible()
    is_open_to_everybody(lead)

    lead.open(f"{lead.study}/first-thoughts")
    lead.page.get_by_role("link", name="Service users 1").click()
    expect(lead.page.get_by_role("heading", name="C2")).to_be_visible()
    is_open_to_everybody(lead)


def test_memos_open_beside_a_code_and_the_keyboard_goes_along(lead: Researcher):
    lead.go("Codebook")
    link = lead.page.get_by_role("link", name=re.compile("^Memos ?: Shame"))
    link.click()
    panel = lead.page.get_by_role("complementary", name="Memos")
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    panel.get_by_label("Write a memo").fill("It is told, never shown.")
    panel.get_by_role("button", name="Keep it to myself").click()
    expect(panel.get_by_text("Only for me")).to_be_visible()
    expect(link).to_have_text(re.compile("1$"))
    is_open_to_everybody(lead)

    panel.get_by_label("Write a memo").fill("Begun")
    lead.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(link).to_be_focused()
    link.click()
    expect(panel.get_by_label("Write a memo")).to_have_value("Begun")
    panel.get_by_role("button", name="Take it away").click()
    expect(panel.get_by_label("Write a memo")).to_have_value("")
    lead.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    lead.go("Memos")
    memo = lead.page.get_by_role("article").filter(has_text="It is told, never shown.")
    memo.get_by_role("button", name=re.compile("^Remove")).click()
    expect(memo).to_have_count(0)
    lead.page.get_by_role("button", name="Put it back").click()
    expect(memo).to_have_count(1)
    is_open_to_everybody(lead)


def test_the_page_of_memos_on_one_thing_is_open_to_everybody(lead: Researcher):
    lead.go("Memos")
    lead.page.get_by_role("link", name="The whole study").click()
    expect(lead.heading).to_contain_text("The whole study")

    is_open_to_everybody(lead)


def test_correcting_a_voice_and_the_risk_page_are_open_to_everybody(lead: Researcher):
    lead.go("People")
    lead.page.get_by_role("region", name="Service users 1").get_by_role("link", name="P1", exact=True).click()
    expect(lead.heading).to_have_text("P1, Service users 1")
    is_open_to_everybody(lead)

    lead.go("People")
    lead.page.get_by_role("link", name="Who could be recognised?").click()
    expect(lead.heading).to_have_text("Who could be recognised?")
    is_open_to_everybody(lead)


def test_an_attribute_and_a_table_of_attributes_are_open_to_everybody(lead: Researcher):
    lead.go("People")
    lead.page.get_by_role("link", name=re.compile("^Edit ?: Age$")).click()
    expect(lead.heading).to_have_text("Age")
    is_open_to_everybody(lead)

    lead.go("People")
    lead.page.get_by_label("or paste the table here").fill("group;who;Age;Work\nService users 1;P1;47;paid\nX;P1;1;2")
    lead.page.get_by_role("button", name="Show what would change").click()
    expect(lead.heading).to_have_text("What would change")
    is_open_to_everybody(lead)
    expect(lead.page.get_by_role("region", name="Changes").get_by_role("row")).to_have_count(3)


def test_a_table_with_a_formula_is_refused_where_it_was_pasted(lead: Researcher):
    lead.go("People")
    pasted = lead.page.get_by_label("or paste the table here")
    pasted.fill("group;who;Age\nService users 1;P1;=1+1")
    with lead.refused(422):
        lead.page.get_by_role("button", name="Show what would change").click()
        expect(lead.page.get_by_role("alert")).to_contain_text("A cell in row 2 begins like a formula")

    expect(pasted).to_have_value("group;who;Age\nService users 1;P1;=1+1")


def test_the_page_before_the_quotes_leave_is_open_to_everybody(lead: Researcher):
    lead.go("Quotes")
    lead.page.get_by_role("button", name="Quote table (Word)").click()
    expect(lead.heading).to_have_text("Before the quotes leave")

    is_open_to_everybody(lead)


@pytest.mark.parametrize(("by", "codes"), [("Stakeholder", True), ("District", False)])
def test_the_comparison_by_other_columns_is_open_to_everybody(lead: Researcher, by: str, codes: bool):
    screens.compare(lead, by=by, count="participants", codes=codes)

    is_open_to_everybody(lead)


def test_the_passages_behind_a_cell_are_open_to_everybody(lead: Researcher):
    table = screens.compare(lead, by="Focus group", count="passages")
    table.get_by_role("link", name="passages, Service users 1, Ghosting and shame").click()
    expect(lead.heading).to_contain_text("Ghosting and shame")

    is_open_to_everybody(lead)


def test_the_door_and_an_invitation_are_open_to_everybody(lead: Researcher, guest: Researcher):
    guest.open("/sign-in")
    is_open_to_everybody(guest)

    link = screens.invite(lead, "Co-researcher")
    is_open_to_everybody(lead)
    guest.open(link)
    expect(guest.heading).to_have_text("You are invited")
    is_open_to_everybody(guest)


def test_a_page_that_is_not_there_is_open_to_everybody(lead: Researcher):
    home = lead.study
    with lead.refused(404):
        lead.open("/nowhere")
        expect(lead.heading).to_have_text("That did not work")

    is_open_to_everybody(lead)
    lead.open(home)


def test_a_wrong_file_gets_a_sentence_and_the_page_stays_for_the_right_one(lead: Researcher):
    home = lead.study
    lead.go("Transcripts")
    before = lead.page.locator("ul.cards > li").count()
    noise = {"name": "talk.docx", "mimeType": "application/octet-stream", "buffer": bytes(range(256)) * 40}
    with lead.refused(422):
        screens.choose(lead, "Volunteers 1", noise)
        lead.page.get_by_role("button", name="Read the file").click()
        expect(lead.page.get_by_text("This is no kind of file that can be read here.")).to_be_visible()
    expect(lead.heading).to_have_text("Import a transcript")
    expect(lead.page.get_by_label("Focus group").locator("option:checked")).to_have_text("Volunteers 1")
    expect(lead.page.get_by_role("button", name="Read the file")).to_be_enabled()
    expect(lead.page.locator("#waiting")).to_be_empty()

    lead.open(home)
    lead.go("Transcripts")
    expect(lead.page.locator("ul.cards > li")).to_have_count(before)


@pytest.mark.parametrize("tab", ["Who is heard", "Words", "Summaries"])
def test_the_rooms_of_the_comparison_are_open_to_everybody(lead: Researcher, tab: str):
    lead.go("Comparison")
    lead.page.get_by_role("link", name=tab, exact=True).click()
    expect(lead.heading).to_have_text(tab)

    is_open_to_everybody(lead)


def test_statistics_words_in_context_and_who_agrees_are_open_to_everybody(lead: Researcher):
    home = lead.page.url
    lead.go("Comparison")
    lead.page.get_by_text("Statistics, for those who want them").click()
    lead.page.get_by_role("button", name="Work out").click()
    expect(lead.heading).to_have_text("Statistics")
    is_open_to_everybody(lead)

    for *tabs, heading in (
        ("Words", "In their contexts", "Words in their contexts"),
        ("Summaries", "Who agrees", "Who agrees"),
    ):
        lead.go("Comparison")
        for tab in tabs:
            lead.page.get_by_role("link", name=tab, exact=True).click()
        expect(lead.heading).to_have_text(heading)
        is_open_to_everybody(lead)
    lead.page.goto(home)
