"""Whoever chose Bokmål meets no English of ours, on any page."""

import lxml.html
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from app.web import language
from tests import factories
from tests.factories import on_sqlite
from tests.web.scene import Browser

PAGES = (
    "studies:all", "studies:home", "studies:settings", "members:all", "transcripts:all", "coding:screen",
    "codebook:all", "rounds:all", "themes:board", "comparison:matrix", "agreement:audit", "quotes:all", "trail:all",
    "changes:mine",
    "reading:card", "planning:plan", "practice:card",
    "book:begin", "versions:all", "splitting:proposals", "themes:map", "themes:earlier", "steps:all", "thoughts:all",
    "thoughts:one",
)  # fmt: skip
SAID_ALOUD = ("aria-label", "title", "placeholder", "alt", "data-words", "data-turn", "data-offline")


@pytest.fixture
def english(tmp_path, monkeypatch):
    """Compile the catalogue as it is now, and return every English sentence that Bokmål says with other words."""
    source = language.CATALOGUES / "nb" / "LC_MESSAGES" / "messages.po"
    compiled = tmp_path / "nb" / "LC_MESSAGES" / "messages.mo"
    with source.open("rb") as words:
        catalogue = read_po(words, locale="nb")
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as target:
        write_mo(target, catalogue)
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    language._catalogue.cache_clear()
    yield {message.id for message in catalogue if message.id and message.string != message.id}
    language._catalogue.cache_clear()


@on_sqlite
def test_no_page_says_anything_in_english_to_a_reader_of_bokmal(scene, english):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        factories.coding(session, lead, talk=scene.talk, turn=2)
        factories.quote(session, lead, talk=scene.talk, speaks_for=scene.theme)
    of_the_study = {"Service user", "Service users", "Service users 1", "District A", "SU"}

    said = {page: spoken(in_bokmal(scene.lead, scene.to(page))) for page in PAGES}

    assert {page: words & (english - of_the_study) for page, words in said.items()} == {page: set() for page in PAGES}
    assert [page for page, words in said.items() if "Logg ut" not in words] == []


@on_sqlite
def test_the_door_an_invitation_and_a_refusal_speak_bokmal(scene, english):
    away = scene.to("entrance:invitation", token=scene.invitation)
    no_code = scene.to("codebook:code", code_id=scene.other_code.id)

    door = spoken(in_bokmal(scene.anonymous, scene.to("entrance:sign_in")))
    invitation = spoken(in_bokmal(scene.anonymous, away))
    refusal = spoken(in_bokmal(scene.lead, no_code))

    assert (door | invitation | refusal) & (english - {"Service users 1"}) == set()
    assert "Du er invitert" in invitation
    assert "Dette finnes ikke i studien, eller ikke lenger. Gå tilbake og prøv fra listen." in refusal


def in_bokmal(browser: Browser, address: str) -> str:
    browser.cookies.set(language.COOKIE, "nb")
    return browser.get(address).text


def spoken(page: str) -> set[str]:
    """Return every run of words on a page, for the eye or for the ear alone."""
    tree = lxml.html.fromstring(page)
    texts = [*tree.itertext(), *(element.get(name, "") for element in tree.iter() for name in SAID_ALOUD)]
    return {" ".join(text.split()) for text in texts} - {""}
