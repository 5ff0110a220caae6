"""Read plain text: lines in whatever encoding, with labels, times and stage directions left for later."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.importing.draft import Material, Paragraph
from app.importing.readers.decoding import decoded, is_text, lines_of
from app.importing.readers.limits import refuse_too_much_text
from app.importing.readers.shape import Format
from app.importing.readers.teams import teams_paragraphs
from app.importing.readers.wrapping import paragraphs_of
from app.importing.times import milliseconds
from app.sentences import N_

__all__ = ["FORMAT", "decoded", "read_text"]

# Zoom's chat: 00:11:09<TAB>Name:<TAB>words, or 00:11:09<TAB> From Name to Everyone:<TAB>words.
CHAT: Final = re.compile(
    r"(?P<time>\d{1,2}:\d{2}:\d{2})\t\s*(?:From\s+)?(?P<name>[^\t:][^\t]{0,80}?)"
    r"(?:\s+to\s+[^\t]{1,60}?)?\s*:(?:\t|\s|$)(?P<words>.*)"
)
MOSTLY: Final = 0.5


def read_text(data: bytes) -> Material:
    """Return the paragraphs of a text file."""
    text, encoding = decoded(data)
    refuse_too_much_text(len(text))
    lines = lines_of(text)
    return replace(chat(lines) or teams_paragraphs(lines) or plain(lines), encoding=encoding)


def plain(lines: Sequence[str]) -> Material:
    """Return the paragraphs of a text without any layout of its own."""
    return Material(tuple(map(Paragraph, paragraphs_of(lines))))


def chat(lines: Sequence[str]) -> Material | None:
    """Return the messages of a chat that Zoom saved, or None when it is something else."""
    filled = [line for line in lines if line.strip()]
    messages = [CHAT.fullmatch(line) for line in filled]
    if not filled or sum(map(bool, messages)) <= MOSTLY * len(filled):
        return None
    paragraphs = (
        Paragraph(match["words"], match["name"].strip(), milliseconds(match["time"])) if match else Paragraph(line, "")
        for line, match in zip(filled, messages, strict=True)
    )
    return Material(tuple(paragraphs))


FORMAT: Final = Format("txt", (".txt", ".text"), is_text, read_text, N_("Plain text (.txt)"))
