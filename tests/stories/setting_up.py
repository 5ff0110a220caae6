"""The first chapter: an empty workbench becomes a study with people, transcripts and a codebook."""

import re

from playwright.sync_api import expect

from tests.stories import screens
from tests.stories.coding_screen import CodingScreen
from tests.stories.running import ROOT
from tests.stories.team import PASSWORD, Team

STAKEHOLDERS = (("Service user", "Service users", "SU"), ("Professional", "Professionals", "P"),
                ("Volunteer", "Volunteers", "V"))  # fmt: skip
GROUPS = (
    ("Service users 1", "Service users", "District A", 84),
    ("Service users 2", "Service users", "District B", 91),
    ("Service users 3", "Service users", "District C", 71),
    ("Professionals 1", "Professionals", "District A", 88),
    ("Professionals 2", "Professionals", "District B", 91),
    ("Volunteers 1", "Volunteers", "District A", 88),
    ("Volunteers 2", "Volunteers", "District C", 79),
)
CODES = {
    "Noticing": "Somebody sees how it is with you, or that you are not there.",
    "Shame": "Being looked at as less, or fearing it.",
    "Money": "Money decides who can be together, or for how long.",
    "Never used": "A code that nobody needs.",
}


class SettingUp:
    """Sign in, describe the study, invite the team, import what was said."""

    def test_the_administrator_signs_in_and_begins_a_study(self, team: Team):
        lead = team.lead
        with lead.refused(401):
            lead.open("/sign-in")
            lead.page.get_by_label("Login").fill("lead")
            lead.page.get_by_label("Password").fill("not the password")
            lead.page.get_by_role("button", name="Sign in").click()
            expect(lead.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))).to_be_visible()

        lead.sign_in("lead", PASSWORD)
        screens.begin_study(
            lead, "Social support", research="What makes support possible?\nWhat makes it vulnerable?", guide="When?"
        )

        lead.go("Overview")
        expect(lead.heading).to_have_text("Social support")
        expect(lead.page.get_by_role("list", name="Research questions").get_by_role("listitem")).to_have_text(
            ["What makes support possible?", "What makes it vulnerable?"]
        )

    def test_the_lead_names_stakeholders_districts_and_focus_groups(self, team: Team):
        team.lead.go("Settings")
        for stakeholder in STAKEHOLDERS:
            screens.name_stakeholder(team.lead, *stakeholder)
        for district in ("District A", "District B", "District C"):
            screens.name_district(team.lead, district)
        for group in GROUPS:
            screens.name_focus_group(team.lead, *group)

        team.lead.go("Overview")
        expect(team.lead.page.get_by_role("region", name="Focus groups").get_by_role("rowheader")).to_have_text(
            [label for label, *_ in GROUPS]
        )

    def test_three_people_come_in_by_their_invitations(self, team: Team):
        first, second = (screens.invite(team.lead, "Co-researcher") for _ in range(2))
        third = screens.invite(team.lead, "Supervisor")

        screens.join(team.first, first, name="First co-researcher", login="first", password=PASSWORD)
        screens.join(team.second, second, name="Second co-researcher", login="second", password=PASSWORD)
        screens.join(team.supervisor, third, name="Supervisor", login="supervisor", password=PASSWORD)

        team.lead.go("Members")
        members = team.lead.page.get_by_role("region", name="Members")
        assert screens.row_of(members, "First co-researcher")[:2] == ["FCR", "Co-researcher"]
        assert screens.row_of(members, "Supervisor")[:2] == ["S", "Supervisor"]
        with team.supervisor.refused(404):
            team.supervisor.open(first)
            expect(team.supervisor.heading).to_have_text("That did not work")
        team.supervisor.page.go_back()

    def test_seven_transcripts_are_checked_and_stored(self, team: Team):
        lead = team.lead
        for label, *_ in GROUPS:
            screens.upload(lead, label, ROOT / "transcripts" / f"{label.lower().replace(' ', '-')}.docx")
            if label == "Service users 1":
                expect(
                    lead.page.get_by_text("120 turns under 6 labels were found. Nothing is stored yet.")
                ).to_be_visible()
                assert screens.labels_shown(lead) == {
                    "I": (14, "Moderator"), "P3": (25, "Participant"), "P1": (30, "Participant"),
                    "P2": (19, "Participant"), "P4": (25, "Participant"), "C": (7, "Co-moderator"),
                }  # fmt: skip
            if label == "Volunteers 2":
                screens.label(lead, "C").get_by_label("This is", exact=True).select_option(label="Unknown voice")
            screens.store(lead)

        # 4 + 4 + 3 service users, 6 + 6 professionals, 5 + 4 volunteers
        lead.go("Overview")
        expect(lead.page.locator("dl div").filter(has_text="Participants").get_by_role("definition")).to_have_text("32")
        changed = CodingScreen.of(lead, "Volunteers 2")
        expect(changed.turn(5).locator(".voice")).to_have_text("?")

    def test_the_lead_writes_a_codebook_and_opens_an_independent_round(self, team: Team):
        for name, definition in CODES.items():
            screens.make_code(team.lead, name, definition)

        team.lead.go("Rounds")
        team.lead.page.get_by_role("button", name="Open an independent round").click()

        expect(team.lead.page.get_by_role("heading", name="2. Independent round")).to_contain_text("open")
