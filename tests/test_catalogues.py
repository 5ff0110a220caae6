"""Every word that a reader sees exists in every language: English is the source, Bokmål is complete."""

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "app" / "web" / "templates").rglob("*.html"))
SAID_ALOUD = ("aria-label", "title", "placeholder", "alt")
NOT_SHOWN = re.compile(r"{% block body_class %}.*?{% endblock %}")
PLACE = re.compile(r"%(?:\(\w+\))?[sd%]")


@pytest.fixture(scope="module")
def source() -> Catalog:
    with (ROOT / ".build" / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)
    catalog = Catalog()
    for name, line, message, comments, context in extract_from_dir(ROOT, methods, options):
        catalog.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


@pytest.fixture(scope="module")
def bokmal() -> Catalog:
    with (ROOT / "app" / "web" / "locale" / "nb" / "LC_MESSAGES" / "messages.po").open("rb") as words:
        return read_po(words, locale="nb", abort_invalid=True)


def test_sentences_are_found_in_code_and_in_templates(source: Catalog):
    places = {Path(name).suffix for message in said(source) for name, _ in message.locations}

    assert places == {".py", ".html"}


def test_every_sentence_is_said_in_bokmal(source: Catalog, bokmal: Catalog):
    missing = [message.id for message in said(source) if not all(wordings(translation(bokmal, message)))]

    assert missing == []


def test_no_translation_is_a_guess(bokmal: Catalog):
    assert [message.id for message in said(bokmal) if message.fuzzy] == []


def test_a_translation_has_the_places_of_its_source(source: Catalog, bokmal: Catalog):
    # A singular may leave its number out ("one turn"): a form may have the places of any form of the source.
    wrong = [
        message.id
        for message in said(source)
        if not all(places(words) in allowed(message) for words in wordings(translation(bokmal, message)) if words)
    ]

    assert wrong == []


def test_nothing_is_translated_that_nobody_says_any_more(source: Catalog, bokmal: Catalog):
    left_over = [message.id for message in said(bokmal) if source.get(message.id, message.context) is None]

    assert left_over == []
    assert list(bokmal.obsolete) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: f"{template.parent.name}/{template.name}")
def test_a_template_has_no_words_outside_the_catalogue(template: Path):
    page = lxml.html.fromstring(f"<div>{without_messages(template.read_text(encoding='utf-8'))}</div>")
    texts = [*page.itertext(), *(element.get(name, "") for element in page.iter() for name in SAID_ALOUD)]

    bare = [text.strip() for text in texts if re.search(r"[^\W\d_]", text.replace("Common Ground", ""))]

    assert bare == []


def without_messages(template: str) -> str:
    """Return what a template writes itself: no expressions, no statements, nothing between trans and endtrans."""
    kept, tag, in_message = [], "", False
    shown = NOT_SHOWN.sub("", template)
    for _, kind, words in Environment(extensions=["jinja2.ext.i18n"], autoescape=True).lex(shown):
        if kind == "block_begin":
            tag = ""
        elif kind == "name" and not tag:
            tag = words
            in_message = tag == "trans" or (in_message and tag != "endtrans")
        elif kind == "data" and not in_message:
            kept.append(words)
    return "".join(kept)


def said(catalog: Catalog) -> Iterator[Message]:
    """Walk the messages without the catalogue's header."""
    return (message for message in catalog if message.id)


def translation(catalog: Catalog, message: Message) -> Message | None:
    return catalog.get(message.id, message.context)


def wordings(message: Message | None) -> list[str]:
    """List the forms of a translation; a missing one is one empty form."""
    if message is None:
        return [""]
    return [message.string] if isinstance(message.string, str) else list(message.string)


def places(words: str) -> list[str]:
    return sorted(PLACE.findall(words))


def allowed(message: Message) -> list[list[str]]:
    sources = (message.id,) if isinstance(message.id, str) else message.id
    return [places(words) for words in sources]


def test_a_sentence_of_a_page_has_a_percent_sign_only_beside_values(source: Catalog):
    """Without values a page looks for the sentence with its sign doubled, and finds no translation."""
    lost = [
        message.id
        for message in said(source)
        if "%" in str(message.id) and "%(" not in str(message.id)
        and any(name.endswith(".html") for name, _ in message.locations)
    ]  # fmt: skip

    assert lost == []
