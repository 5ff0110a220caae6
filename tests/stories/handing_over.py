"""The last chapter: what leaves the workbench, and what somebody may see who does not code."""

import re
from pathlib import Path

from docx import Document
from playwright.sync_api import expect

from tests.stories import screens
from tests.stories.coding_screen import CodingScreen
from tests.stories.running import Workbench, commonground
from tests.stories.team import Team


class HandingOver:
    """Word files, the supervisor, the trail, and the way out."""

    def test_the_quotes_come_out_as_a_word_table(self, team: Team, tmp_path: Path):
        document = Document(str(screens.download(team.first, "Quote table (Word)", tmp_path)))

        [table] = document.tables
        assert [[cell.text for cell in row.cells] for row in table.rows] == [
            ["Theme", "Subtheme", "Illustrative quote", "Participant (group)"],
            ["What makes support possible", "Being noticed", "Somebody who notices", "P1 (FG, Service users 1)"],
            [
                "What makes support possible", "Being noticed",
                "P5: There was a fellow sat on it for a year. He didn't have a bicycle.\n"
                "P3: Did you not ask what he wanted?", "P5, P3 (FG, Volunteers 1)",
            ],
        ]  # fmt: skip

    def test_the_quotes_come_out_as_running_text(self, team: Team, tmp_path: Path):
        document = Document(str(screens.download(team.supervisor, "Running text (Word)", tmp_path)))

        assert [paragraph.text for paragraph in document.paragraphs if paragraph.text] == [
            "Quotes", "Social support", "What makes support possible", "Being noticed",
            "P1: Somebody who notices (FG, Service users 1)",
            "P5: There was a fellow sat on it for a year. He didn't have a bicycle.",
            "P3: Did you not ask what he wanted? (FG, Volunteers 1)",
        ]  # fmt: skip

    def test_the_supervisor_sees_agreement_and_trail_but_cannot_code(self, team: Team):
        supervisor = team.supervisor
        supervisor.go("Agreement")
        expect(supervisor.page.get_by_role("region", name="Agreement").get_by_role("rowheader")).to_have_count(5)
        supervisor.go("Trail")
        acts = supervisor.page.get_by_role("region", name="Trail").locator("tbody tr")
        expect(acts.filter(has_text="revealed a round")).to_have_count(1)
        expect(acts.filter(has_text="undid a coding")).to_have_count(1)

        reader = CodingScreen.of(supervisor, "Service users 1")
        assert sorted(reader.codes_on(4)) == ["Noticing FCR", "Noticing SCR"]
        expect(supervisor.page.get_by_role("radio")).to_have_count(0)
        expect(supervisor.page.locator("#codes")).to_have_count(0)
        expect(supervisor.page.get_by_role("button", name=re.compile("^(Take|Undo|New)"))).to_have_count(0)

    def test_the_server_refuses_a_supervisor_who_codes_all_the_same(self, team: Team):
        coder = CodingScreen.of(team.second, "Service users 1")
        code = coder.code("Shame").get_attribute("value") or ""
        forged = {"form_token": "", "operation": "6b5a3f60-19d5-4cbb-b5a0-0c1b7b2a7a11", "code": code, "turn": "2"}
        token = team.supervisor.page.locator("input[name=form_token]").first.get_attribute("value") or ""

        address = f"{team.second.page.url}/codings"
        answer = team.supervisor.context.request.post(address, form=forged | {"form_token": token})

        assert answer.status == 403
        assert "Your role in this study does not include this." in answer.text()

    def test_the_trail_of_all_this_is_whole(self, workbench: Workbench):
        printed = commonground(workbench.folder, "verify-trail")

        assert ", 0 faults." in printed
        assert int(printed.split(" rows read")[0].split()[-1]) > 60

    def test_signing_out_leaves_nothing_in_the_browser(self, team: Team):
        lead, page = team.lead, team.lead.page
        here = page.url
        page.get_by_role("button", name="Sign out").click()
        expect(lead.heading).to_have_text("Sign in")
        # Chromium reports the server's wish to clear what it kept; that is all that its console may say.
        [reported] = lead.console
        assert reported.startswith("info: Clear-Site-Data")
        lead.console.clear()

        lead.open(here)
        expect(lead.heading).to_have_text("Sign in")
