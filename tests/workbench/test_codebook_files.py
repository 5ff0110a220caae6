"""Codes come in from files and starter books, looked through first, and go out again."""

import pytest

from app.analysis.codebook.entries import Entry
from app.exporting.codebook import codebook_csv, codebook_qdc
from app.importing.codebooks.reading import read_codebook
from app.importing.codebooks.starters import STARTERS, starter_entries
from app.security.permissions import NotAllowed, Role
from app.store.queries import codes as code_queries
from app.workbench.code_places import place_code
from app.workbench.codebook import CodeExists, create_code, edit_code, retire_code
from app.workbench.codebook_exports import BookForm, NoCodesYet, entries, take_out_codebook
from app.workbench.codebook_history import of_the_codebook
from app.workbench.codebook_imports import NothingTicked, Same, Wanted, planned, store_import
from app.workbench.codebook_undo import ChangedAgain, UsedSince, take_back
from app.workbench.merging import merge_codes
from app.workbench.theme_tree import tree
from tests import factories

BOOK = (
    Entry("Support", definition="What holds.", codable=False),
    Entry("Being seen", definition="Somebody looks.", use_when="told", path=("Support",)),
    Entry("Peers", path=("Support",), codable=False),
    Entry("Coffee", definition="Together.", path=("Support", "Peers")),
    Entry("Loose"),
)
ALL = frozenset(range(len(BOOK)))


@pytest.fixture
def lead(session):
    return factories.study(session)


def shape(session, viewer):
    """Draw the codebook as names: theme -> (its codes, {subtheme: its codes}), and the codes in no theme."""
    grown = tree(session, viewer)
    themes = {
        one.name: (names(one.codes), {sub.name: names(sub.codes) for sub in one.subthemes}) for one in grown.themes
    }
    return themes, names(grown.unsorted)


def names(codes):
    return [code.name for code in codes]


def test_a_book_comes_in_with_its_themes(session, lead):
    stored = store_import(session, lead, BOOK, Wanted(ALL))

    assert (stored.made, stored.changed, stored.kept) == (3, 0, 0)
    assert shape(session, lead) == ({"Support": (["Being seen"], {"Peers": ["Coffee"]})}, ["Loose"])
    assert tree(session, lead).themes[0].central_idea == "What holds."
    [seen] = [row for row in code_queries.codes(session, lead) if row.name == "Being seen"]
    assert (seen.definition, seen.use_when) == ("Somebody looks.", "told")


def test_only_what_is_ticked_comes_in_into_one_theme_or_into_none(session, lead):
    here = factories.theme(session, lead, name="Here")
    store_import(session, lead, BOOK, Wanted(frozenset({1}), under=here.id))
    store_import(session, lead, BOOK, Wanted(frozenset({3}), by_theme=False))

    assert shape(session, lead) == ({"Here": (["Being seen"], {})}, ["Coffee"])
    with pytest.raises(NothingTicked):
        store_import(session, lead, BOOK, Wanted(frozenset({0, 99})))


def test_themes_that_the_study_has_are_used(session, lead):
    support = factories.theme(session, lead, name="support")
    factories.theme(session, lead, name="Peers")  # a theme of its own: the subtheme gets a longer name

    store_import(session, lead, BOOK, Wanted(ALL))

    assert shape(session, lead)[0] == {"support": (["Being seen"], {"Peers (support)": ["Coffee"]}), "Peers": ([], {})}
    assert tree(session, lead).themes[0].id == support.id


@pytest.mark.parametrize(
    ("same", "expected"),
    [
        (Same.OURS, {"Being seen": ("Ours", "")}),
        (Same.THEIRS, {"Being seen": ("Somebody looks.", "told")}),
        (Same.BOTH, {"Being seen": ("Ours", ""), "Being seen (2)": ("Somebody looks.", "told")}),
    ],
)
def test_a_code_whose_name_exists_is_kept_replaced_or_taken_beside_it(session, lead, same, expected):
    create_code(session, lead, name="being SEEN", rule={"definition": "Ours"})
    [plan] = [one for one in planned(session, lead, BOOK) if one.ours]
    assert (plan.number, plan.free, plan.identical) == (1, "Being seen (2)", False)

    store_import(session, lead, BOOK, Wanted(frozenset({1}), {1: same}))

    found = {row.name: (row.definition, row.use_when) for row in code_queries.codes(session, lead)}
    assert {name.replace("being SEEN", "Being seen"): rule for name, rule in found.items()} == expected


def test_taking_theirs_keeps_what_the_file_does_not_say(session, lead):
    create_code(session, lead, name="Loose", rule={"definition": "Ours"})

    stored = store_import(session, lead, BOOK, Wanted(frozenset({4}), {4: Same.THEIRS}))

    assert (stored.made, stored.changed) == (0, 0)
    assert code_queries.codes(session, lead)[0].definition == "Ours"


def test_another_name_that_is_taken_too_is_refused_and_nothing_comes_in(write, read):
    with write() as session:
        lead = factories.study(session)
        for name in ("Loose", "Taken"):
            factories.code(session, lead, name=name)

    with pytest.raises(CodeExists), write() as session:
        store_import(session, lead, BOOK, Wanted(ALL, {4: Same.BOTH}, {4: "taken"}))

    with read() as session:
        assert len(code_queries.codes(session, lead)) == 2


def test_a_name_that_stands_in_the_file_twice_comes_in_under_two(session, lead):
    twice = (Entry("Shame", definition="One"), Entry("shame", definition="Two"))
    assert [(one.twice, one.free) for one in planned(session, lead, twice)] == [(False, "Shame"), (True, "shame (2)")]

    store_import(session, lead, twice, Wanted(frozenset({0, 1})))

    found = [(row.name, row.definition) for row in code_queries.codes(session, lead)]
    assert found == [("Shame", "One"), ("shame (2)", "Two")]


def test_near_names_and_merged_ones_are_told(session, lead):
    factories.code(session, lead, name="Being seen by others")
    a, b = factories.code(session, lead, name="Loose"), factories.code(session, lead, name="Firm")
    merge_codes(session, lead, a.id, b.id)
    factories.code(session, lead, name="Coffees")

    found = {one.entry.name: one for one in planned(session, lead, BOOK)}

    assert [name for name, _ in found["Coffee"].near] == ["Coffees"]
    assert found["Being seen"].near == ()
    assert found["Loose"].merged
    store_import(session, lead, BOOK, Wanted(frozenset({4}), {4: Same.THEIRS}))
    assert "Loose (2)" in {row.name for row in code_queries.codes(session, lead)}


def test_who_may_take_codes_in(session, lead):
    for viewer in (factories.member(session, lead), factories.member(session, lead, role=Role.SUPERVISOR)):
        with pytest.raises(NotAllowed):
            planned(session, viewer, BOOK)
        with pytest.raises(NotAllowed):
            store_import(session, viewer, BOOK, Wanted(ALL))


@pytest.mark.parametrize("key", [one.key for one in STARTERS])
@pytest.mark.parametrize("language", ["en", "nb"])
def test_every_book_to_start_from_comes_in(session, lead, key, language):
    book = starter_entries(key, language)

    assert store_import(session, lead, book, Wanted(frozenset(range(len(book))))).made >= 4


def latest(session, viewer):
    return next(line.hash for line in of_the_codebook(session, viewer) if line.act == "codebook.imported")


def test_an_import_is_taken_back_as_one_act(write, read):
    with write() as session:
        lead = factories.study(session)
        create_code(session, lead, name="Loose", rule={"definition": "Ours"})
        book = (*BOOK[:4], Entry("Loose", definition="Theirs"))
        store_import(session, lead, book, Wanted(ALL, {4: Same.THEIRS}))
    with write() as session:
        assert code_queries.codes(session, lead)[-1].definition == "Theirs"
        take_back(session, lead, latest(session, lead))

    with read() as session:
        assert shape(session, lead) == ({}, ["Loose"])
        assert code_queries.codes(session, lead)[0].definition == "Ours"
        assert [line.act for line in of_the_codebook(session, lead)] == [
            "codebook.imported.undone", "codebook.imported",
        ]  # fmt: skip


def test_an_import_of_which_a_code_was_used_stays(write):
    with write() as session:
        lead = factories.study(session)
        store_import(session, lead, BOOK, Wanted(ALL))
    with write() as session:
        code = next(row for row in code_queries.codes(session, lead) if row.name == "Coffee")
        factories.coding(session, lead, label=code_queries.code(session, lead, code.id))

    with write() as session, pytest.raises(UsedSince):
        take_back(session, lead, latest(session, lead))


def test_an_import_of_which_a_rule_was_rewritten_stays(write):
    with write() as session:
        lead = factories.study(session)
        ours = create_code(session, lead, name="Loose", rule={"definition": "Ours"})
        store_import(session, lead, (Entry("Loose", definition="Theirs"),), Wanted(frozenset({0}), {0: Same.THEIRS}))
    with write() as session:
        edit_code(session, lead, ours.id, name="Loose", rule={"definition": "Ours again"})

    with write() as session, pytest.raises(ChangedAgain):
        take_back(session, lead, latest(session, lead))


@pytest.mark.parametrize(("write_file", "suffix"), [(codebook_csv, ".csv"), (codebook_qdc, ".qdc")])
def test_what_goes_out_comes_in_elsewhere_as_it_was(session, lead, write_file, suffix):
    store_import(session, lead, BOOK, Wanted(ALL))
    other = factories.study(session)
    file = write_file(take_out_codebook(session, lead, BookForm(suffix[1:])))

    read = read_codebook(file, suffix).entries
    store_import(session, other, read, Wanted(frozenset(range(len(read)))))

    assert shape(session, other) == shape(session, lead)
    assert [row[:7] for row in code_queries.codes(session, other)] == [
        row[:7] for row in code_queries.codes(session, lead)
    ]


def test_merged_codes_stay_behind_and_retired_ones_come_when_asked_for(session, lead):
    a, b, c = (factories.code(session, lead, name=name) for name in "ABC")
    merge_codes(session, lead, a.id, b.id)
    retire_code(session, lead, c.id)

    assert [one.name for one in entries(session, lead)] == ["B"]
    assert [one.name for one in entries(session, lead, retired=True)] == ["B", "C"]


def test_a_code_of_two_themes_stands_once_for_programs_and_twice_in_a_paper(session, lead):
    code = factories.code(session, lead, name="A", theme=factories.theme(session, lead, name="One"))
    place_code(session, lead, code_id=code.id, theme_id=factories.theme(session, lead, name="Two").id)

    once, twice = entries(session, lead), entries(session, lead, everywhere=True)
    assert [one.path for one in once if one.codable] == [("One",)]
    assert [one.path for one in twice if one.codable] == [("One",), ("Two",)]


def test_a_blind_coder_takes_out_what_they_see_and_an_empty_book_not_at_all(session, lead):
    with pytest.raises(NoCodesYet):
        take_out_codebook(session, lead, BookForm.QDC)
    coder = factories.member(session, lead)
    lead, coder = factories.blind(session, lead, coder)
    factories.code(session, coder, name="Theirs")
    factories.code(session, lead, name="Mine")

    assert [one.name for one in take_out_codebook(session, lead, BookForm.CSV)] == ["Mine"]
