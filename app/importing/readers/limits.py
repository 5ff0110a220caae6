"""What no transcript comes near, so that a file beyond it is refused before it takes the machine."""

from typing import Final

from app.sentences import N_, Refusal

MAX_CHARACTERS: Final = 2_000_000  # a focus group has about 70,000
MAX_PARAGRAPHS: Final = 50_000  # a focus group has about 1,000
MAX_TABLES_INSIDE: Final = 40  # tables in tables; the XML parser itself gives up at 85


class TooMuchText(Refusal):
    sentence = N_("This file holds more than %(limit)s characters. Make one file for each conversation, and try again.")


class TooManyParagraphs(Refusal):
    sentence = N_("This file holds more than %(limit)s paragraphs. Make one file for each conversation, and try again.")


class TooDeep(Refusal):
    sentence = N_(
        "This file has too many tables or frames inside each other. Copy the text into a new document, and try again."
    )


class DamagedFile(Refusal):
    sentence = N_(
        "This file is damaged or cut off, or it is not what its name says. "
        "Open it in the program that it was made with, save it anew, and try again."
    )


class TooLargeInside(Refusal):
    sentence = N_("This file grows far too large when it is opened. Copy the text into a new document, and try again.")


def refuse_too_much_text(characters: int) -> None:
    """Refuse more text than any conversation has."""
    if characters > MAX_CHARACTERS:
        raise TooMuchText(limit=MAX_CHARACTERS)


def refuse_too_many_paragraphs(paragraphs: int) -> None:
    """Refuse more paragraphs than any conversation has."""
    if paragraphs > MAX_PARAGRAPHS:
        raise TooManyParagraphs(limit=MAX_PARAGRAPHS)
