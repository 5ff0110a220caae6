"""Ordinary words are known by what this machine has: spelling lists, frequencies, both, or none."""

import pytest

from app.importing.anonymising import frequencies, spelling_lists
from app.importing.anonymising.identifiers import Tier
from app.importing.anonymising.languages import language_of
from app.importing.anonymising.screening import screen
from app.importing.anonymising.vocabulary import vocabulary

NORWEGIAN = language_of("nb").word_lists
ENGLISH = language_of("en").word_lists


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Take the lists of the machine away and look for lists in a folder of the test."""
    monkeypatch.setattr(spelling_lists, "FOLDERS", (tmp_path,))
    monkeypatch.setattr(frequencies, "frequencies", lambda _language, _size: {})
    spelling_lists.spelling_list.cache_clear()
    yield tmp_path
    spelling_lists.spelling_list.cache_clear()


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_a_spelling_list_says_which_words_are_ordinary_and_which_are_names(folder, encoding):
    (folder / "bokmaal").write_bytes("huset\nåpen\nStorås\n".encode(encoding))

    known = vocabulary({"huset", "åpen", "storås", "xyzzy"}, NORWEGIAN)

    assert known.complete
    assert known.ordinary == {"huset", "åpen"}
    assert known.names == {"storås"}


def test_a_list_asked_twice_answers_the_same(folder):
    (folder / "bokmaal").write_text("huset\nStorås\n", "utf-8")

    assert vocabulary({"huset", "storås"}, NORWEGIAN) == vocabulary({"huset", "storås"}, NORWEGIAN)


def test_a_dictionary_of_a_spelling_program_is_read_without_its_rules(folder):
    (folder / "nb_NO.dic").write_text("3\nhus/ABC\nåpen/D\nKari/E\n", "utf-8")

    assert vocabulary({"hus", "åpen", "kari"}, NORWEGIAN).ordinary == {"hus", "åpen"}


def test_glued_words_are_ordinary_when_their_parts_are_but_not_when_they_end_as_places_do(folder):
    (folder / "bokmaal").write_text("støtte\nkontakt\nstein\nvika\n", "utf-8")

    assert vocabulary({"støttekontakt", "steinvika"}, NORWEGIAN).ordinary == {"støttekontakt"}


def test_frequencies_tell_words_from_names_that_other_languages_share():
    known = vocabulary({"yesterday", "kitchen", "michael", "kelly"}, ENGLISH)

    assert {"yesterday", "kitchen"} <= known.ordinary
    assert {"michael", "kelly"} <= known.name_like


def test_norwegian_names_stand_alone_where_words_are_inflected():
    known = vocabulary({"torgeir", "kopp"}, NORWEGIAN)

    assert "torgeir" in known.names
    assert "kopp" in known.ordinary


def test_without_any_list_capitals_and_the_text_itself_do_the_work(folder):
    assert list(folder.iterdir()) == []
    text = "I told Rukmini. Kettles are loud. We like kettles."

    found = {text[one.start : one.end]: one.tier for one in screen(text, "en")}

    assert found == {"Rukmini": Tier.LIKELY}
