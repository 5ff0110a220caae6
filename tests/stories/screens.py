"""What a researcher does on each screen, by the words and labels that they see there."""

import re
from pathlib import Path
from zipfile import ZipFile

from playwright.sync_api import FilePayload, Locator, expect

from tests.stories.browsing import Researcher

WITHOUT_OTHERS = """cell => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll(".other").forEach(one => one.remove());
  return copy.textContent;
}"""


def begin_study(who: Researcher, title: str, *, research: str, guide: str) -> None:
    page = who.page
    page.get_by_label("Title").fill(title)
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Research questions").fill(research)
    page.get_by_label("Guide questions").fill(guide)
    page.locator("#the-study").get_by_role("button", name="Save").click()
    expect(page.get_by_role("status").filter(has_text="Saved.")).to_be_visible()


def name_stakeholder(who: Researcher, name: str, plural: str, short: str) -> None:
    part = who.page.locator("#stakeholders")
    part.get_by_label("Stakeholder", exact=True).fill(name)
    part.get_by_label("Plural").fill(plural)
    part.get_by_label("Short form").fill(short)
    part.get_by_role("button", name="Add stakeholder").click()
    expect(part.get_by_role("listitem").filter(has_text=plural)).to_have_count(1)


def name_district(who: Researcher, name: str) -> None:
    part = who.page.locator("#districts")
    part.get_by_label("District", exact=True).fill(name)
    part.get_by_role("button", name="Add district").click()
    expect(part.get_by_role("listitem").filter(has_text=name)).to_have_count(1)


def name_focus_group(who: Researcher, label: str, stakeholder: str, district: str, minutes: int) -> None:
    part = who.page.locator("#focus-groups")
    part.get_by_label("Label").fill(label)
    part.get_by_label("Stakeholder").select_option(label=stakeholder)
    part.get_by_label("District").select_option(label=district)
    part.get_by_label("Minutes").fill(str(minutes))
    part.get_by_role("button", name="Add focus group").click()
    expect(part.get_by_role("listitem").filter(has_text=label)).to_have_text(
        f"{label}: {stakeholder}, {district}, {minutes} minutes"
    )


def invite(who: Researcher, role: str) -> str:
    """Make an invitation and return its link."""
    who.go("Members")
    who.page.get_by_label("Role").select_option(label=role)
    who.page.get_by_role("button", name="Make an invitation").click()
    return who.page.get_by_label("Link of the invitation").input_value()


def join(who: Researcher, link: str, *, name: str, login: str, password: str) -> None:
    page = who.page
    who.open(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Login").fill(login)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Join the study").click()
    expect(page.get_by_role("status").filter(has_text="Welcome to the study.")).to_be_visible()


def choose(who: Researcher, group: str, file: Path | FilePayload) -> None:
    """Go to the way in, and choose a file for a focus group."""
    who.go("Transcripts")
    who.page.get_by_role("link", name="Import a transcript").click()
    who.page.get_by_label("Focus group").select_option(label=group)
    who.page.get_by_label("Transcript", exact=True).set_input_files(file)


def upload(who: Researcher, group: str, file: Path | FilePayload) -> None:
    """Choose a file for a focus group and have it read; who seems to speak is shown next."""
    choose(who, group, file)
    who.page.get_by_role("button", name="Read the file").click()
    expect(who.heading).to_have_text("Who speaks?")


def label(who: Researcher, name: str) -> Locator:
    """Return the row of a label on the page that asks who speaks."""
    return who.page.locator("ul.labels > li").filter(has=who.page.locator("strong").get_by_text(name, exact=True))


def labels_shown(who: Researcher) -> dict[str, tuple[int, str]]:
    """Return each label of the page that asks who speaks with its turns and the kind that stands there."""
    return {
        row.locator("strong").inner_text(): (
            int(row.get_by_text(re.compile(r"^\d+ turns?$")).inner_text().split()[0]),
            str(row.get_by_label("This is", exact=True).evaluate("it => it.selectedOptions[0].text")),
        )
        for row in who.page.locator("ul.labels > li").all()
    }


def look_for_names(who: Researcher) -> None:
    who.page.get_by_role("button", name="Look for what identifies people").click()
    expect(who.heading).to_have_text("What identifies people?")


def keep_everything(who: Researcher) -> None:
    """Say of whatever must be decided that it is kept: K, and K again, once the first of it is in focus."""
    if open_rows := who.page.locator(".identifier.undecided").count():
        expect(who.page.locator(".identifier:focus")).to_have_count(1)
    for _ in range(open_rows):
        who.page.keyboard.press("k")
    expect(who.page.locator("#open-rows")).to_have_text("Everything that must be decided is decided.")


def go_on_to_the_check(who: Researcher) -> None:
    who.page.get_by_role("button", name="Go on to the check").click()
    expect(who.heading).to_have_text("Check and sign")


def sign(who: Researcher, title: str = "") -> None:
    """Tick the whole checklist, and store."""
    signing = who.page.locator("section").filter(has=who.page.get_by_role("heading", name="Sign", exact=True))
    for point in signing.locator("input[name='looked_at']").all():
        point.check()
    if title:
        signing.get_by_label("Title of the transcript").fill(title)
    signing.get_by_role("button", name="Sign and store").click()
    expect(who.heading).to_have_text("The transcript is stored")


def store(who: Researcher, title: str = "") -> None:
    """Go on from who speaks to the end with all words as they stand: the files of the demo name nobody."""
    look_for_names(who)
    keep_everything(who)
    go_on_to_the_check(who)
    sign(who, title)
    who.page.get_by_role("link", name="Done for now").click()
    expect(who.heading).to_have_text("Transcripts")


def make_code(who: Researcher, name: str, definition: str) -> None:
    who.go("Codebook")
    page = who.page
    page.get_by_text("New code", exact=True).click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("Definition").fill(definition)
    page.get_by_role("button", name="Make the code").click()
    expect(page.get_by_role("heading", level=4, name=name)).to_be_visible()


def make_theme(who: Researcher, name: str) -> None:
    who.go("Themes")
    form = who.page.get_by_role("button", name="Add theme").locator("xpath=ancestor::form")
    form.get_by_label("Name").fill(name)
    form.get_by_role("button").click()
    expect(who.page.get_by_role("heading", level=2, name=name)).to_be_visible()


def make_subtheme(who: Researcher, theme: str, name: str) -> None:
    who.go("Themes")
    opened = who.page.locator("details").filter(has_text=f"New subtheme: {theme}")
    opened.locator("summary").click()
    opened.get_by_label("Name").fill(name)
    opened.get_by_role("button", name="Add subtheme").click()
    expect(who.page.get_by_role("heading", level=3, name=name)).to_be_visible()


def move_code(who: Researcher, code: str, place: str) -> None:
    who.go("Themes")
    who.page.get_by_role("checkbox", name=code, exact=True).check()
    who.page.get_by_label("Move to", exact=True).select_option(label=place)
    who.page.get_by_role("button", name="Move", exact=True).click()
    expect(who.page.locator("#board-status")).to_contain_text(place.removeprefix("– "))
    expect(cards_in(who, place.removeprefix("– ")).filter(has_text=code)).to_be_visible()


def cards_in(who: Researcher, theme: str) -> Locator:
    """Return the codes that lie in a theme or subtheme of the board."""
    place = who.page.get_by_role("heading", name=theme, exact=True).locator(
        "xpath=ancestor::*[ul or @id='column-none'][1]"
    )
    return place.locator(":scope > ul > .code-card .code-name")


def row_of(table: Locator, name: str) -> list[str]:
    """Return what the cells of a row say, without layout blanks and what other layers of codings would say."""
    row = table.locator("tbody tr").filter(has=table.page.get_by_role("rowheader", name=name, exact=True))
    said = [cell.evaluate(WITHOUT_OTHERS) for cell in row.get_by_role("cell").all()]
    return [re.sub(r"\s+", " ", words).strip() for words in said]


def compare(who: Researcher, *, by: str, count: str, codes: bool = False) -> Locator:
    """Choose what the comparison shows, and return its table."""
    who.go("Comparison")
    page = who.page
    page.get_by_label("Columns", exact=True).select_option(label=by)
    page.get_by_label("Count", exact=True).select_option(label=count)
    page.get_by_label("Show every code").set_checked(codes)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("Count", exact=True).locator("option:checked")).to_have_text(count)
    return page.get_by_role("table")


def download(who: Researcher, link: str, folder: Path) -> Path:
    """Take a Word file out, with labels as the study writes them, and return where it lies."""
    who.go("Quotes")
    who.page.get_by_role("button", name=link).click()
    expect(who.heading).to_have_text("Before the quotes leave")
    with who.page.expect_download() as expected:
        who.page.get_by_role("button", name="Take out with these labels").first.click()
    file = folder / expected.value.suggested_filename
    expected.value.save_as(file)
    with ZipFile(file) as archive:
        assert archive.testzip() is None
    return file
