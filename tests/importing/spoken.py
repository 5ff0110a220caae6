"""Texts as the readers of files hand them on, for the tests of what is made of them."""

from app.importing.draft import Draft, Material, Paragraph
from app.importing.turns import read_turns


def material(*paragraphs: str | Paragraph) -> Material:
    """Return what a reader found: texts that leave it to themselves to say who speaks, and paragraphs as they are."""
    return Material(tuple(each if isinstance(each, Paragraph) else Paragraph(each) for each in paragraphs))


def read(*paragraphs: str | Paragraph) -> Draft:
    """Return the draft of these paragraphs."""
    return read_turns(material(*paragraphs))


def said(draft: Draft) -> list[tuple[str, str]]:
    """Return label and words of each turn."""
    return [(turn.label, turn.words) for turn in draft.turns]


def labels(*paragraphs: str | Paragraph) -> list[str]:
    """Return the labels of the turns of these paragraphs."""
    return [turn.label for turn in read(*paragraphs).turns]
