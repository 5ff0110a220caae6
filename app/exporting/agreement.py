"""What a paper and a folder say of agreement: the methods paragraph with its table, and the minutes of a talk."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.shared import Mm

from app.exporting.word import TABLE_HEADING, TABLE_TEXT, cell, paragraph, row, table, word_file

FIRST, OTHER = Mm(50), Mm(24)


@dataclass(frozen=True, slots=True)
class MethodsFile:
    """The words of a methods section: its title, its study, its paragraphs, and a table with its caption."""

    title: str
    study: str
    paragraphs: Sequence[str]
    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class MinutesEntry:
    """One decision: where, what was settled, why, about which codes, and by whom."""

    place: str
    outcome: str
    reason: str
    codes: Sequence[str]
    noted: str


@dataclass(frozen=True, slots=True)
class MinutesFile:
    """The words around the decisions, in the reader's language."""

    title: str
    study: str
    about: Sequence[str]
    entries: Sequence[MinutesEntry]


def methods_word(said: MethodsFile) -> bytes:
    """Return a .docx with the paragraphs and the table of all rows."""
    body = [paragraph(said.title, "Title"), paragraph(said.study, "Subtitle")]
    body += [paragraph(one, "Normal") for one in said.paragraphs]
    if said.rows:
        widths = [FIRST, *[OTHER] * (len(said.heads) - 1)]
        lines = [_line(said.heads, widths, TABLE_HEADING, heading=True)]
        lines += [_line(cells, widths, TABLE_TEXT) for cells in said.rows]
        body += [paragraph(said.caption, "Heading2", together=True), table(lines, widths, said.caption)]
    return word_file(said.title, body, landscape=True)


def _line(cells: Sequence[str], widths: Sequence[Mm], style: str, *, heading: bool = False) -> str:
    return row(
        (cell([paragraph(words, style)], width) for words, width in zip(cells, widths, strict=True)), heading=heading
    )


def methods_text(said: MethodsFile) -> str:
    """Return the paragraphs as text, with the table as lines of cells between tabs."""
    lines = ["\t".join(cells) for cells in (said.heads, *said.rows)] if said.rows else []
    return "\n\n".join((said.title, *said.paragraphs, "\n".join((said.caption, *lines)))) + "\n"


def minutes_word(said: MinutesFile) -> bytes:
    """Return a .docx with every decision; participants' words stay in the workbench."""
    body = [paragraph(said.title, "Title"), paragraph(said.study, "Subtitle")]
    body += [paragraph(one, "Normal") for one in said.about]
    for one in said.entries:
        body.append(paragraph(one.place, "Heading2"))
        body.append(paragraph(one.outcome, "Normal", together=True))
        body.append(paragraph(one.reason, "Quote"))
        body += [paragraph(code, "Normal") for code in one.codes]
        body.append(paragraph(one.noted, "Normal", quiet=True))
    return word_file(said.title, body, landscape=False)
