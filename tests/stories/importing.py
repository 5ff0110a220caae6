"""The review of what identifies people, by the words that stand in it."""

from playwright.sync_api import FilePayload, Locator

from tests.stories.browsing import Researcher
from tests.web.talk import word_file

GROUP = "Volunteers 2"
IN_HAND = "document.activeElement.closest('.identifier')?.querySelector('.shown').textContent ?? ''"


def talk(*lines: str) -> FilePayload:
    """Return a Word file with the talk that holds names, or with other lines."""
    return {"name": "Ylva and Torvald.docx", "mimeType": "application/octet-stream", "buffer": word_file(*lines)}


def in_hand(who: Researcher) -> str:
    """Return the words of the row that has the focus."""
    return str(who.page.evaluate(IN_HAND))


def row(who: Researcher, words: str) -> Locator:
    return who.page.locator(".identifier").filter(has=who.page.locator(".shown").get_by_text(words, exact=True))


def open_rows(who: Researcher) -> Locator:
    return who.page.locator("#open-rows")
