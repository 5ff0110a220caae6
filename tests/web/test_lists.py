"""A page with twenty rows costs as many statements as one with two."""

import pytest

from app.store.tables import MemoOn
from app.workbench.memos import answer_memo, write_memo
from app.workbench.rounds import mark_reading
from tests import factories
from tests.databases import statements
from tests.web.scene import seen_before

LISTS = (
    "studies:all", "studies:home", "studies:settings", "members:all", "transcripts:all", "coding:screen",
    "codebook:all", "people:all", "people:risk", "rounds:all", "themes:board", "comparison:matrix",
    "agreement:audit", "quotes:all", "memos:all", "trail:all",
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
            factories.coding(session, lead, talk=talk, label=label)
            factories.coding(session, lead, talk=scene.talk, label=label, turn=1 + number % 6)
            factories.quote(session, lead, talk=talk, speaks_for=theme)
            memo = write_memo(session, lead, MemoOn.CODE, str(scene.code.id), words="A thought", private=False)
            answer_memo(session, lead, memo.id, words="Another")
            for reader in (lead, scene.viewers["co-researcher"]):
                mark_reading(session, reader, transcript_id=talk.id, done=True)
            factories.member(session, lead, initials=f"M{number}{rows}")
            factories.study(session, by=session.get(factories.Account, lead.account_id))


def asked(scene):
    counts, sizes = {}, {}
    addresses = {name: scene.to(name) for name in LISTS}
    addresses["comparison:passages"] = scene.to("comparison:passages", row_id=scene.theme.id)
    addresses["memos:on"] = scene.to("memos:on", hangs_on="code", thing_id=str(scene.code.id))
    addresses["codebook:code"] = scene.to("codebook:code", code_id=scene.code.id)
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
    assert max(with_two.values()) <= 30  # taking quotes out asks twice, and writes on the trail


@pytest.fixture
def _no_kept_turns(monkeypatch):
    monkeypatch.setattr("app.web.fragments.ROOM_FOR", 0)
