"""A version keeps the codebook as it was; what changed since is told."""

import pytest
from sqlalchemy import select

from app.analysis.codebook.difference import Change
from app.security.permissions import NotAllowed, Role
from app.store.queries import codebook as queries
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import TrailPayload
from app.workbench.code_places import place_code
from app.workbench.codebook import create_code, edit_code, retire_code
from app.workbench.merging import merge_codes
from app.workbench.rounds import mark_reading
from app.workbench.themes import edit_theme
from app.workbench.versions import ReasonMissing, compared, keep_version, snapshot_of, version, version_at, versions
from tests import factories


@pytest.fixture
def lead(session):
    return factories.study(session)


def test_a_version_keeps_codes_with_their_rules_and_places_and_the_themes(session, lead):
    top = factories.theme(session, lead, name="Quality")
    below = factories.theme(session, lead, name="Ghosting", under=top)
    a = create_code(session, lead, name="A", rule={"definition": "Old", "near_miss": "Not this"})
    b = factories.code(session, lead, name="B", theme=below)
    merge_codes(session, lead, a.id, b.id)
    retire_code(session, lead, factories.code(session, lead, name="C").id)

    kept = keep_version(session, lead, "Before the second round.")
    edit_code(session, lead, a.id, name="Another", rule={"definition": "New"})
    edit_theme(session, lead, below.id, name="Shame", central_idea="Being seen.")
    book = snapshot_of(session, lead, kept.id)

    assert [(one.name, one.fields["definition"], one.stands_for, one.retired) for one in book.codes] == [
        ("A", "Old", b.id, False), ("B", "", None, False), ("C", "", None, True),
    ]  # fmt: skip
    assert [(one.name, one.themes) for one in book.themes] == [("Quality", frozenset()), ("Ghosting", {top.id})]
    assert [one.name for one in book.codes_in(below.id)] == ["B"]
    assert [one.name for one in book.codes_in(None)] == ["C"]


def test_what_changed_between_two_versions_and_since(session, lead):
    theme = factories.theme(session, lead)
    a, b = (factories.code(session, lead, name=name) for name in "AB")
    first = keep_version(session, lead, "First")
    edit_code(session, lead, a.id, name="A", rule={"use_when": "always"})
    place_code(session, lead, code_id=a.id, theme_id=theme.id)
    merge_codes(session, lead, b.id, a.id)
    second = keep_version(session, lead, "Second")
    c = factories.code(session, lead, name="C")

    told = compared(session, lead, first.id, second.id)
    assert [(one.change, one.name) for one in told.codes] == [
        (Change.MOVED, "A"), (Change.CHANGED, "A"), (Change.MERGED, "B"),
    ]  # fmt: skip
    backwards = compared(session, lead, second.id, first.id)
    assert (backwards.before.number, backwards.codes) == (1, told.codes)
    since = compared(session, lead, second.id)
    assert [(one.change, one.id) for one in since.codes] == [(Change.ADDED, c.id)]


def test_versions_are_numbered_and_say_what_they_are_for(session, lead):
    factories.code(session, lead)
    for reason in ("First ", "Second"):
        keep_version(session, lead, reason)

    lines = versions(session, lead)

    assert [(one.line.number, one.line.reason, one.line.codes) for one in lines] == [(2, "Second", 1), (1, "First", 1)]


def test_a_reading_names_the_version_that_it_was_done_with(session, lead):
    talk, coder = factories.transcript(session, lead), factories.member(session, lead)
    mark_reading(session, coder, transcript_id=talk.id, done=True)
    keep_version(session, lead, "First")
    factories.code(session, lead)
    mark_reading(session, lead, transcript_id=talk.id, done=True)
    keep_version(session, lead, "Second")

    assert [(one.line.number, one.readings) for one in versions(session, lead)] == [(2, 0), (1, 1)]
    lines = queries.versions(session, lead)
    assert [version_at(lines, revision) for revision in (None, 0, 1, 2, 3, 99)] == [None, None, 1, 1, 2, 2]


def test_a_version_needs_a_reason(session, lead):
    with pytest.raises(ReasonMissing):
        keep_version(session, lead, " \n")


def test_what_is_a_coders_own_until_the_reveal_is_in_no_version(session, lead):
    factories.code(session, lead, name="Shared")
    coder = factories.member(session, lead)
    lead, coder = factories.blind(session, lead, coder)
    for viewer in (lead, coder):
        factories.code(session, viewer)

    kept = keep_version(session, lead, "While blind")

    assert [one.name for one in snapshot_of(session, coder, kept.id).codes] == ["Shared"]
    assert compared(session, lead, kept.id).codes == compared(session, coder, kept.id).codes == ()


def test_who_may_keep_and_see_versions(session, lead):
    kept = keep_version(session, lead, "First")
    coder, supervisor = factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)
    outsider = factories.study(session)

    for viewer in (coder, supervisor):
        assert version(session, viewer, kept.id).number == 1
        with pytest.raises(NotAllowed):
            keep_version(session, viewer, "Mine")
    for look in (version, compared):
        with pytest.raises(NotInThisStudy):
            look(session, outsider, kept.id)
    assert snapshot_of(session, outsider, kept.id).codes == ()


def test_the_trail_holds_no_words_of_the_codebook(write, read):
    canary = "Zugvogelheim"
    with write() as session:
        lead = factories.study(session)
        theme = factories.theme(session, lead, name=f"{canary} theme")
        a = create_code(session, lead, name=canary, rule={"definition": canary})
        b = create_code(session, lead, name=f"{canary} too")
        edit_code(session, lead, a.id, name=f"{canary} b", rule={"example": canary})
        place_code(session, lead, code_id=a.id, theme_id=theme.id)
        merge_codes(session, lead, a.id, b.id)
        retire_code(session, lead, b.id)
        keep_version(session, lead, canary)

    with read() as session:
        payloads = list(session.scalars(select(TrailPayload.payload)))
    assert len(payloads) > 6
    assert [one for one in payloads if canary in one] == []
