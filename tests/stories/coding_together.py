"""The second chapter: two coders read the same words without seeing each other, and the lead reveals it."""

from playwright.sync_api import expect

from tests.stories import screens
from tests.stories.coding_screen import CodingScreen
from tests.stories.setting_up import CODES
from tests.stories.team import Team

EXCHANGE = "There was a fellow sat on it for a year. He didn't have a bicycle.\nDid you not ask what he wanted?"


class CodingTogether:
    """An independent round, from its first coding until it is revealed."""

    def test_the_first_coder_codes_words_turns_and_an_exchange(self, team: Team):
        coder = CodingScreen.of(team.first, "Service users 1")
        coder.code_words(4, "Somebody who notices", "Noticing")
        assert coder.marks_in(4) == ["Somebody who notices"]
        assert "“Somebody who notices” is coded as Noticing." in coder.said()
        for turn in (6, 12):
            coder.code_turn(turn, "Noticing")
        assert coder.marks_in(12) == ["I don't have to look up. That's what I mean. If they made me sit in the circle "
                                      "I'd stop coming."]  # fmt: skip
        coder.code_turn(22, "Shame")
        assert (coder.count("Noticing"), coder.count("Shame")) == (3, 1)

        coder = CodingScreen.of(team.first, "Volunteers 1")
        coder.drag(15, "There was a fellow", until=16, last_words="what he wanted?")
        assert coder.in_hand() == EXCHANGE
        coder.press("Noticing", on=15)
        assert coder.codes_on(15) == coder.codes_on(16) == ["Noticing FCR"]

    def test_a_code_made_on_the_spot_is_applied_at_once(self, team: Team):
        coder = CodingScreen.of(team.first, "Service users 1")
        coder.drag(7, "I do the soup upstairs here")
        coder.new_code("Shared meals", on=7)

        assert coder.codes_on(7) == ["Shared meals FCR"]
        assert coder.marks_in(7) == ["I do the soup upstairs here"]
        assert coder.count("Shared meals") == 1

    def test_a_coding_is_taken_off_and_either_is_undone_even_after_a_reload(self, team: Team):
        coder = CodingScreen.of(team.first, "Service users 1")
        coder.code_turn(13, "Money")
        coder.take_off(13, "Money")
        assert coder.codes_on(13) == []

        coder.code_turn(18, "Shame")
        with coder.answered():
            coder.page.get_by_role("button", name="Undo", exact=True).click()
        expect(coder.page.locator("#status")).to_contain_text("Undone.")
        assert coder.codes_on(18) == []

        coder.take_off(12, "Noticing")
        coder.page.reload()
        assert coder.codes_on(12) == []
        with coder.answered():
            coder.page.get_by_role("button", name="Undo my last coding").click()
        expect(coder.turn(12).locator(".codings")).to_contain_text("Noticing")
        coder.has_count("Noticing", 4)
        assert (coder.count("Money"), coder.count("Shame")) == (0, 1)
        coder.mark_as_read()

    def test_the_first_coder_goes_on_through_the_other_transcripts(self, team: Team):
        for transcript, codings in {
            "Service users 2": {7: "Noticing", 6: "Shame"},
            "Service users 3": {8: "Noticing", 4: "Shame"},
            "Professionals 1": {5: "Noticing", 9: "Money"},
            "Professionals 2": {9: "Noticing"},
            "Volunteers 1": {10: "Shared meals"},
        }.items():
            coder = CodingScreen.of(team.first, transcript)
            for turn, code in codings.items():
                coder.code_turn(turn, code)
        CodingScreen.of(team.first, "Volunteers 2").code_words(4, "I'd say it's the noticing", "Noticing")

        reader = CodingScreen.of(team.first, "Professionals 1")
        reader.mark_as_read()

    def test_a_blind_coder_sees_nothing_of_a_colleague(self, team: Team):
        coder = CodingScreen.of(team.second, "Service users 1")

        expect(team.second.page.get_by_text("you see only your own coding until it is revealed")).to_be_visible()
        assert coder.codes_offered() == sorted(CODES)
        assert coder.count("Noticing") == 0
        assert [coder.codes_on(turn) for turn in (4, 6, 7, 12, 22)] == [[]] * 5
        assert CodingScreen.of(team.lead, "Service users 1").codes_on(4) == []

    def test_the_second_coder_reads_the_same_transcript_differently(self, team: Team):
        coder = CodingScreen.of(team.second, "Service users 1")
        for turn in (4, 15):
            coder.code_turn(turn, "Noticing")
        coder.code_words(12, "I don't have to look up", "Noticing")
        coder.code_turn(22, "Shame")
        coder.code_turn(1, "Money")  # the moderator's turn: it counts nowhere

        assert coder.codes_on(4) == ["Noticing SCR"]
        coder.mark_as_read()

    def test_the_lead_sees_who_is_done_and_reveals_the_round(self, team: Team):
        lead = team.lead
        lead.go("Rounds")
        readings = lead.page.get_by_role("region", name="Readings of round 2")
        assert screens.row_of(readings, "Service users 1") == ["done", "–", "done"]
        assert screens.row_of(readings, "Professionals 1") == ["done", "–", "–"]

        lead.page.get_by_role("button", name="Reveal this round").click()

        expect(lead.page.get_by_role("heading", name="2. Independent round")).to_contain_text("revealed")
        seen = CodingScreen.of(lead, "Service users 1")
        assert sorted(seen.codes_on(4)) == ["Noticing FCR", "Noticing SCR"]
        assert seen.codes_on(7) == ["Shared meals FCR"]
        assert "Shared meals" in CodingScreen.of(team.second, "Service users 1").codes_offered()
