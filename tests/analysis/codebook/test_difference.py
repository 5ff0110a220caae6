"""What changed between two snapshots of a codebook, told code by code; nothing that changed is left out."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.codebook.difference import Change, Changed, Kept, difference


def known(number: int) -> UUID:
    return UUID(int=number)


A, B, C = known(1), known(2), known(3)
PEERS, FAMILY, MONEY = known(11), known(12), known(13)
SHAME = Kept(A, "Shame", {"definition": "d", "example": "e"}, frozenset({PEERS}))


def test_nothing_changed():
    assert difference([SHAME, Kept(B, "Hope")], [Kept(B, "Hope"), SHAME]) == ()


def test_a_code_is_known_by_its_identifier_whatever_its_name():
    assert difference([SHAME], [replace(SHAME, name="Feeling less")]) == (
        Changed(Change.RENAMED, A, "Feeling less", before="Shame", after="Feeling less"),
    )
    assert difference([SHAME], [replace(SHAME, id=B)]) == (
        Changed(Change.ADDED, B, "Shame"),
        Changed(Change.REMOVED, A, "Shame"),
    )


def test_each_text_that_changed_is_told_with_before_and_after():
    after = replace(SHAME, fields={"definition": "other", "use_when": "u"})

    assert difference([SHAME], [after]) == (
        Changed(Change.CHANGED, A, "Shame", field="definition", before="d", after="other"),
        Changed(Change.CHANGED, A, "Shame", field="example", before="e"),
        Changed(Change.CHANGED, A, "Shame", field="use_when", after="u"),
    )


def test_a_text_that_is_not_there_is_empty():
    assert difference([SHAME], [replace(SHAME, fields={**SHAME.fields, "near_miss": ""})]) == ()


def test_a_code_that_serves_other_themes_has_moved():
    before = replace(SHAME, themes=frozenset({PEERS, FAMILY}))

    [moved] = difference([before], [replace(SHAME, themes=frozenset({FAMILY, MONEY}))])

    assert moved == Changed(Change.MOVED, A, "Shame", left=frozenset({PEERS}), joined=frozenset({MONEY}))


def test_merging_taking_apart_and_merging_anew():
    plain, into_b, into_c = SHAME, replace(SHAME, stands_for=B), replace(SHAME, stands_for=C)

    assert difference([plain], [into_b]) == (Changed(Change.MERGED, A, "Shame", other=B),)
    assert difference([into_b], [plain]) == (Changed(Change.PARTED, A, "Shame", other=B),)
    assert difference([into_b], [into_c]) == (
        Changed(Change.MERGED, A, "Shame", other=C),
        Changed(Change.PARTED, A, "Shame", other=B),
    )


def test_retired_and_taken_back():
    retired = replace(SHAME, retired=True)

    assert difference([SHAME], [retired]) == (Changed(Change.RETIRED, A, "Shame"),)
    assert difference([retired], [SHAME]) == (Changed(Change.BACK, A, "Shame"),)


def test_a_code_split_from_another_is_new_and_tells_from_which():
    split = Kept(B, "Guilt", {"definition": "x"}, frozenset({PEERS}), split_from=A)

    assert difference([SHAME], [SHAME, split]) == (Changed(Change.SPLIT, B, "Guilt", other=A),)
    assert difference([SHAME, split], [split]) == (Changed(Change.REMOVED, A, "Shame"),)


def test_a_code_that_is_new_and_retired_already_is_told_as_both():
    new = Kept(B, "Guilt", retired=True, stands_for=A)

    assert [one.change for one in difference([SHAME], [SHAME, new])] == [Change.ADDED, Change.MERGED, Change.RETIRED]


def test_all_that_happened_to_one_code_stands_together_in_order():
    after = Kept(A, "Less", {"definition": "other", "example": "e"}, frozenset(), retired=True, stands_for=B)

    found = difference([SHAME, Kept(B, "Hope")], [Kept(C, "New"), after])

    assert [(one.change, one.id) for one in found] == [
        (Change.ADDED, C), (Change.RENAMED, A), (Change.MOVED, A), (Change.MERGED, A), (Change.RETIRED, A),
        (Change.CHANGED, A), (Change.REMOVED, B),
    ]  # fmt: skip


def test_a_code_stands_in_a_snapshot_once():
    with pytest.raises(ValueError, match="once"):
        difference([SHAME, SHAME], [])


IDS = st.integers(1, 5).map(known)
SNAPSHOTS = st.dictionaries(
    IDS,
    st.builds(
        Kept,
        id=IDS,
        name=st.sampled_from("abc"),
        fields=st.dictionaries(st.sampled_from(["definition", "example"]), st.sampled_from(["", "x", "y"])),
        themes=st.frozensets(st.sampled_from([PEERS, FAMILY])),
        retired=st.booleans(),
        stands_for=st.none() | IDS,
    ),
).map(lambda some: [replace(one, id=id_) for id_, one in some.items()])


@settings(max_examples=200, deadline=None)
@given(SNAPSHOTS, SNAPSHOTS)
def test_who_makes_the_changes_to_the_first_snapshot_has_the_second(before, after):
    changes = difference(before, after)

    assert as_known(changed(before, changes, after)) == as_known(after)


@settings(max_examples=100, deadline=None)
@given(SNAPSHOTS, SNAPSHOTS)
def test_the_way_back_undoes_each_change(before, after):
    back = {
        Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED, Change.RETIRED: Change.BACK,
        Change.BACK: Change.RETIRED, Change.MERGED: Change.PARTED, Change.PARTED: Change.MERGED,
    }  # fmt: skip
    both = {one.id for one in before} & {one.id for one in after}

    forth = {(one.change, one.id, one.field) for one in difference(before, after) if one.id in both}
    home = {
        (back.get(one.change, one.change), one.id, one.field) for one in difference(after, before) if one.id in both
    }

    assert forth == home


def changed(before: list[Kept], changes: tuple[Changed, ...], after: list[Kept]) -> list[Kept]:
    """Make the changes, one after another; of a code that is new, only what it was made with is looked up."""
    codes = {one.id: one for one in before}
    made = {one.id: one for one in after}
    for one in changes:
        if one.change is Change.REMOVED:
            del codes[one.id]
        elif one.change is Change.ADDED:
            codes[one.id] = replace(made[one.id], retired=False, stands_for=None)
        else:
            codes[one.id] = replace(codes[one.id], **applied(codes[one.id], one))
    return list(codes.values())


def applied(code: Kept, one: Changed) -> dict[str, object]:
    # PARTED comes after MERGED where a code changes its target: the target it has by then is another one.
    still = None if code.stands_for == one.other else code.stands_for
    return {
        Change.RENAMED: {"name": one.after},
        Change.MOVED: {"themes": code.themes - one.left | one.joined},
        Change.MERGED: {"stands_for": one.other},
        Change.PARTED: {"stands_for": still},
        Change.RETIRED: {"retired": True},
        Change.BACK: {"retired": False},
        Change.CHANGED: {"fields": {**code.fields, one.field: one.after}},
    }[one.change]


def as_known(snapshot: list[Kept]) -> set[tuple[object, ...]]:
    return {
        (one.id, one.name, one.themes, one.retired, one.stands_for, *sorted((k, v) for k, v in one.fields.items() if v))
        for one in snapshot
    }
