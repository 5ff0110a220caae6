"""The third chapter: themes, what the groups have in common, and how far the coders agree."""

from playwright.sync_api import expect

from tests.stories import screens
from tests.stories.coding_together import EXCHANGE
from tests.stories.team import Team

THEMES = {
    "What makes support possible": {"Being noticed": "Noticing", "Small rituals": "Shared meals"},
    "What makes it vulnerable": {"Looks and silence": "Shame", "Economic barriers": "Money"},
}


class Comparing:
    """From codes to themes, counts, words, quotes and agreement, all worked out by hand."""

    def test_the_team_puts_its_codes_into_themes(self, team: Team):
        for theme, subthemes in THEMES.items():
            screens.make_theme(team.first, theme)
            for subtheme, code in subthemes.items():
                screens.make_subtheme(team.first, theme, subtheme)
                screens.move_code(team.first, code, f"– {subtheme}")

        expect(screens.cards_in(team.first, "In no theme yet 1")).to_have_text(["Never used"])

    def test_the_comparison_words_what_the_counts_allow(self, team: Team):
        table = screens.compare(team.lead, by="Focus group", count="turns")

        # Noticing in Service users 1: the first coder on turns 4, 6 and 12, the second on 4, 12 and 15: four turns.
        # In Volunteers 1 it lies on an exchange of two turns; in the other five groups on one turn each.
        assert screens.row_of(table, "Being noticed") == [
            "4", "1", "1", "1", "1", "2", "1", "11", "7 of 7: SU 3/3, P 2/2, V 2/2", "All focus groups",
        ]  # fmt: skip
        assert screens.row_of(table, "Small rituals")[7:] == ["2", "2 of 7: SU 1/3, P 0/2, V 1/2", "Some focus groups"]
        assert screens.row_of(table, "Looks and silence")[7:] == [
            "3", "3 of 7: SU 3/3, P 0/2, V 0/2", "All focus groups among service users",
        ]  # fmt: skip
        # The second coder put Money on the moderator's first turn of Service users 1, which was read: told apart.
        assert screens.row_of(table, "Economic barriers") == [
            "m moderator only", "? not read yet", "? not read yet", "1", *["? not read yet"] * 3,
            "1", "1 of 7: SU 0/3, P 1/2, V 0/2", "One of two focus groups among professionals",
        ]  # fmt: skip
        expect(team.lead.page.get_by_text("Nobody has finished reading: Service users 2,")).to_be_visible()

    def test_the_comparison_counts_people_and_places_too(self, team: Team):
        # Turns 4 and 6 are P1's, 12 and 15 are P2's. Whose turns carry the exchange is not marked: it is nobody's.
        table = screens.compare(team.lead, by="Focus group", count="participants")
        assert screens.row_of(table, "Being noticed")[:8] == ["2", "1", "1", "1", "1", "0", "1", "7"]

        table = screens.compare(team.lead, by="Stakeholder", count="participants")
        assert screens.row_of(table, "Being noticed")[:4] == ["4", "2", "1", "7"]

        # District A: Service users 1 (4), Professionals 1 (1), Volunteers 1 (2); B and C have two groups each.
        table = screens.compare(team.lead, by="District", count="turns", codes=True)
        assert screens.row_of(table, "Noticing")[:4] == ["7", "2", "2", "11"]
        assert screens.row_of(table, "Never used")[3:] == ["0", "0 of 7: SU 0/3, P 0/2, V 0/2", "No focus group"]

    def test_two_quotes_are_chosen_from_the_passages_behind_a_cell(self, team: Team):
        page = team.first.page
        for place, count, words, quote in (
            ("Service users 1", 6, "Somebody who notices", "P1 (FG, Service users 1)"),
            ("Volunteers 1", 1, EXCHANGE.split("\n")[0], "P5, P3 (FG, Volunteers 1)"),
        ):
            table = screens.compare(team.first, by="Focus group", count="passages")
            table.get_by_role("link", name=f"{count} passages, {place}, Being noticed").click()
            expect(team.first.heading).to_contain_text("Being noticed")
            passages = page.locator("ul.quotes > li")
            expect(passages).to_have_count(count)
            chosen = passages.first
            expect(chosen.locator("q").first).to_have_text(words)
            expect(chosen.locator(".label")).to_contain_text(quote)
            chosen.locator("summary").click()
            expect(chosen.get_by_label("Theme or subtheme").locator("option:checked")).to_have_text("– Being noticed")
            chosen.get_by_role("button", name="Choose", exact=True).click()
            expect(page.get_by_role("status").filter(has_text="The quote is chosen.")).to_be_visible()

        team.first.go("Quotes")
        expect(page.locator("li.quote")).to_have_count(2)

    def test_agreement_is_what_one_works_out_by_hand(self, team: Team):
        team.second.go("Agreement")
        table = team.second.page.get_by_role("region", name="Agreement").get_by_role("table")

        # Only Service users 1 was read by two: 120 turns, of which 14 are I's and 7 are C's, so 99 are compared.
        # Noticing: both on turns 4 and 12, one on 6, one on 15. Percent 97/99; positive 2*2 / (2*2 + 1 + 1) = 0.67;
        # alpha: 198 values, 6 of them yes, 192 no, two turns split: 1 - 197 * 2 / (6 * 192) = 0.658.
        expect(team.second.page.get_by_text("99 turns of participants in 1 transcript")).to_be_visible()
        alpha, *others = screens.row_of(table, "Noticing")
        assert alpha.startswith("0.66 rare code")
        assert others == ["98.0 %", "0.67", "3.0 %", "4", "2", "FCR 3 SCR 3"]
        alpha, *others = screens.row_of(table, "Shame")
        assert alpha.startswith("1.00 rare code")
        assert others == ["100.0 %", "1.00", "1.0 %", "1", "1", "FCR 1 SCR 1"]

    def test_agreement_that_cannot_be_said_says_why(self, team: Team):
        team.second.go("Agreement")
        table = team.second.page.get_by_role("region", name="Agreement").get_by_role("table")

        nobody = "Nobody used this code, so there is nothing to compare."
        assert screens.row_of(table, "Never used") == [
            f"– {nobody}", "100.0 %", "–", "0.0 %", "0", "0", "FCR 0 SCR 0",
        ]  # fmt: skip
        # Money is on turns of Professionals 1, which only one coder has read, and on one of the moderator.
        assert screens.row_of(table, "Money")[0] == f"– {nobody}"
        # Shared meals was made during the round: for the second coder it was not there to be used.
        assert screens.row_of(table, "Shared meals") == [
            "– No turn of a participant has been read by two coders who have marked their reading as done.",
            "–", "–", "–", "0", "0", "FCR – SCR –",
        ]  # fmt: skip
