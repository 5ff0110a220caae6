"""A page with twenty rows costs as many statements as one with two."""

from datetime import date

import pytest

from app.store.tables import Artefact, Check, CheckAnswer, MemoOn, Proposal, SignedThing
from app.workbench.code_places import place_code
from app.workbench.codebook import edit_code
from app.workbench.findings import make_finding, put_code_behind
from app.workbench.first_thoughts import Written, keep_thought
from app.workbench.memos import answer_memo, write_memo
from app.workbench.merging import merge_codes
from app.workbench.readings import set_content_note
from app.workbench.rounds import mark_reading
from app.workbench.sign_offs import sign_off
from app.workbench.steps import add_step, go_to_step
from app.workbench.theme_review import answer_case, answer_check, mark_fit, write_reflection
from app.workbench.theme_shaping import discard
from app.workbench.versions import keep_version
from tests import factories
from tests.databases import statements
from tests.web.scene import seen_before

LISTS = (
    "studies:all", "studies:home", "studies:settings", "members:all", "transcripts:all", "coding:screen",
    "codebook:all", "people:all", "people:risk", "rounds:all", "themes:board", "comparison:matrix",
    "statistics:page", "heard:page", "heard:portrait", "words:page", "words:similar",
    "comparison:commonalities", "findings:all", "draft:page", "reading:card", "planning:plan", "grid:page",
    "agreement:audit", "quotes:all", "memos:all", "trail:all", "versions:all", "splitting:proposals", "themes:map",
    "themes:earlier", "steps:all", "thoughts:all", "agreement:coders", "agreement:groups", "agreement:time",
    "agreement:passages", "deciding:walk", "grid:consensus", "changes:mine",
)  # fmt: skip


def grow(scene, rows):
    """Add so many of everything that a page lists."""
    with scene.write() as session:
        lead = scene.viewers["lead"]
        for number in range(rows):
            group = factories.focus_group(session, lead, district=f"District {number}{rows}")
            talk = factories.transcript(session, lead, group=group)
            theme = factories.theme(session, lead)
            label = factories.code(session, lead, theme=factories.theme(session, lead, under=theme))
            factories.code(session, lead)
            again = factories.code(session, lead, name=f"Once more {number}{rows}")
            merge_codes(session, lead, again.id, label.id)
            edit_code(session, lead, scene.code.id, name="Being seen", rule={"definition": f"{number}{rows}"})
            keep_version(session, lead, f"Version {number}{rows}")
            factories.coding(session, lead, talk=talk, label=label)
            factories.coding(session, lead, talk=scene.talk, label=label, turn=1 + number % 6)
            factories.coding(session, lead, talk=talk, label=scene.code)
            coding = factories.coding_ids(session, lead, scene.talk)[number]
            session.add(
                Proposal(
                    study_id=lead.study_id, coding_id=coding, from_code_id=label.id, to_code_id=scene.code.id,
                    proposed_by_id=lead.member_id,
                )
            )  # fmt: skip
            factories.quote(session, lead, talk=talk, speaks_for=theme)
            set_content_note(session, lead, transcript_id=scene.talk.id, words="Speaks of loss", first=4)
            finding = make_finding(session, lead, theme_id=theme.id, sentence="Somebody stays.")
            put_code_behind(session, lead, finding, label.id)
            memo = write_memo(session, lead, MemoOn.CODE, str(scene.code.id), words="A thought", private=False)
            answer_memo(session, lead, memo.id, words="Another")
            grow_themes(session, lead, scene, talk, label, f"{number}{rows}")
            for reader in (lead, scene.viewers["co-researcher"]):
                mark_reading(session, reader, transcript_id=talk.id, done=True)
            factories.member(session, lead, initials=f"M{number}{rows}")
            factories.study(session, by=session.get(factories.Account, lead.account_id))


def grow_themes(session, lead, scene, talk, label, number):
    """Add a step, first thoughts, a discarded theme, and whatever stands on the page of a theme."""
    step = add_step(session, lead, name=f"Step {number}", artefacts=list(Artefact))
    go_to_step(session, lead, step.id)
    keep_thought(session, lead, talk.id, Written("Warm.", hand_in=True))
    discard(session, lead, factories.theme(session, lead).id, why="Why.")
    place_code(session, lead, code_id=label.id, theme_id=scene.theme.id)
    for thing, on in ((SignedThing.STEP, step.id), (SignedThing.THEME, scene.theme.id)):
        sign_off(session, lead, thing=thing, thing_id=on)
    answer_check(session, lead, scene.theme.id, asked=Check.EXTRACTS, answer=CheckAnswer.YES)
    day = date(2026, 3, 1)
    write_reflection(session, lead, scene.theme.id, words="So it is.", said_on=day, today=day)
    rows = factories.coding_queries.codings(session, lead, talk.id)
    coding = next(row.id for row in rows if row.code_id == label.id)
    mark_fit(session, lead, coding, does_not_fit=True)
    answer_case(session, lead, scene.theme.id, coding, words="It widens it.")


def asked(scene):
    counts, sizes = {}, {}
    addresses = {name: scene.to(name) for name in LISTS}
    addresses["comparison:passages"] = scene.to("comparison:passages", row_id=scene.theme.id)
    addresses["memos:on"] = scene.to("memos:on", hangs_on="code", thing_id=str(scene.code.id))
    addresses["codebook:code"] = scene.to("codebook:code", code_id=scene.code.id)
    addresses["themes:theme"] = scene.to("themes:theme", theme_id=scene.theme.id)
    addresses["themes:change"] = scene.to("themes:change", theme_id=scene.theme.id)
    addresses["themes:code"] = scene.to("themes:code", code_id=scene.code.id)
    addresses["thoughts:one"] = scene.to("thoughts:one")
    addresses["codebook:card"] = scene.to("codebook:card", code_id=scene.code.id)
    addresses["merging:look"] = scene.to("merging:look", code_id=scene.code.id)
    addresses["splitting:walk"] = scene.to("splitting:walk", code_id=scene.code.id)
    addresses["versions:compared"] = scene.to("versions:compared")
    addresses["quotes:before"] = scene.to("quotes:before", form="quote-table")
    for name, address in addresses.items():
        with statements(scene.engine) as seen:
            answer = scene.lead.get(address)
        assert answer.status_code == 200
        counts[name], sizes[name] = len(seen), len(answer.content)
    digest = seen_before(scene.lead, scene, "quote-table")
    with statements(scene.engine) as seen:
        answer = scene.lead.fill_in(scene.to("quotes:word", form="quote-table"), seen=digest)
    assert answer.status_code == 200
    return {**counts, "quotes:word": len(seen)}, sizes


@pytest.mark.usefixtures("_no_kept_turns")
def test_every_list_costs_the_same_for_two_rows_and_for_twenty(scene):
    grow(scene, 2)
    with_two, small = asked(scene)

    grow(scene, 18)
    with_twenty, large = asked(scene)

    assert with_twenty == with_two
    assert [name for name in LISTS if large[name] <= small[name]] == []
    # Taking quotes out asks twice, and writes on the trail; the first look at the comparison also makes its tallies.
    # The home tells what every step has left behind.
    assert max(with_two.values()) <= 40


@pytest.fixture
def _no_kept_turns(monkeypatch):
    monkeypatch.setattr("app.web.fragments.ROOM_FOR", 0)
