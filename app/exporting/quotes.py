"""Quotes for a paper, as Word: a table, or running text with block quotes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from docx.shared import Mm

from app.exporting.word import TABLE_HEADING, TABLE_TEXT, cell, paragraph, row, table, word_file

GAP: Final = "[...]"
WIDTHS: Final = (Mm(45), Mm(45), Mm(122), Mm(45))
# Interviewers, co-moderators, unknown voices, stage directions; a dash is anybody without a label.
NOT_PARTICIPANTS: Final = re.compile(r"[IC]\d*|\?|–|")
NOBODY: Final = "–"


class LabelForm(StrEnum):
    """How far a label says who speaks: as the study writes it, without the participant's number, or the kind only."""

    WHOLE = "whole"
    GROUP = "group"
    STAKEHOLDER = "stakeholder"


PATTERNS: Final[Mapping[LabelForm, str]] = {
    LabelForm.GROUP: "(FG, {group})",
    LabelForm.STAKEHOLDER: "{stakeholder}",
}
PLACE: Final = re.compile(r"\{(participant|group|stakeholder)\}")
LEFT_OVER: Final = " ,;:·-–"


@dataclass(frozen=True, slots=True)
class QuoteTurn:
    """One turn of a quote; a turn that is left out leaves a gap that shows."""

    label: str
    words: str
    left_out: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote under its theme; more than one turn makes it an exchange. Without numbers its turns have no labels."""

    theme: str
    subtheme: str
    turns: tuple[QuoteTurn, ...]
    focus_group: str
    stakeholder: str = ""


@dataclass(frozen=True, slots=True)
class QuoteHeadings:
    """The words around the quotes, in the reader's language; `pattern` is how labels are written."""

    title: str
    study: str
    theme: str
    subtheme: str
    quote: str
    participant: str
    pattern: str
    no_quotes: str


def quote_table(headings: QuoteHeadings, quotes: Sequence[Quote]) -> bytes:
    """Return a .docx with a row for each quote, in the order given.

    Every row repeats its theme, so that a screen reader tells it in any row; for the eye it is quiet.
    """
    titles = (headings.theme, headings.subtheme, headings.quote, headings.participant)
    names = [cell([paragraph(title, TABLE_HEADING)], width) for title, width in zip(titles, WIDTHS, strict=True)]
    rows = [row(names, heading=True)]
    rows += [quote_row(headings, quote, before) for before, quote in zip((None, *quotes), quotes, strict=False)]
    after = paragraph("", TABLE_TEXT) if quotes else paragraph(headings.no_quotes, "Normal")  # Word wants one
    main = table(rows, WIDTHS, headings.title) if quotes else ""
    return word_file(headings.title, [*beginning(headings), main, after], landscape=True)


def quote_row(headings: QuoteHeadings, quote: Quote, before: Quote | None) -> str:
    """Return the row of a quote; `before` is the quote above it."""
    same_theme = before is not None and before.theme == quote.theme
    same_subtheme = same_theme and before is not None and before.subtheme == quote.subtheme
    columns = (
        [paragraph(quote.theme, TABLE_TEXT, quiet=same_theme)],
        [paragraph(quote.subtheme, TABLE_TEXT, quiet=same_subtheme)],
        [paragraph(line, TABLE_TEXT) for line in table_lines(quote)],
        [paragraph(quote_label(headings, quote, participants(quote)), TABLE_TEXT)],
    )
    return row(cell(column, width) for column, width in zip(columns, WIDTHS, strict=True))


def running_text(headings: QuoteHeadings, quotes: Sequence[Quote]) -> bytes:
    """Return a .docx with block quotes under headings for theme and subtheme, in the order given."""
    body = beginning(headings)
    for theme, of_theme in groupby(quotes, key=lambda quote: quote.theme):
        body += [paragraph(theme, "Heading1")] if theme else []
        for subtheme, of_subtheme in groupby(of_theme, key=lambda quote: quote.subtheme):
            body += [paragraph(subtheme, "Heading2")] if subtheme else []
            for quote in of_subtheme:
                body += block_quote(headings, quote)
    body += [] if quotes else [paragraph(headings.no_quotes, "Normal")]
    return word_file(headings.title, body, landscape=False)


def beginning(headings: QuoteHeadings) -> list[str]:
    """Return the title and the name of the study."""
    return [paragraph(headings.title, "Title"), paragraph(headings.study, "Subtitle")]


def block_quote(headings: QuoteHeadings, quote: Quote) -> Iterator[str]:
    """Yield the paragraphs of a quote, one for each turn; the last ends with what the label says beside who."""
    *lines, last = list(lines_of(quote)) or [""]
    for line in lines:
        yield paragraph(line, "Quote", together=True)
    beside = quote_label(headings, quote, "")
    said = beside if not beside or beside.startswith("(") else f"({beside})"
    yield paragraph(f"{last.rstrip()} {said}".strip(), "Quote")


def lines_of(quote: Quote) -> Iterator[str]:
    """Yield the label and words of each turn; turns left out one after another make one gap."""
    for left_out, turns in groupby(quote.turns, key=lambda turn: turn.left_out):
        if left_out:
            yield GAP
        else:
            yield from map(spoken, turns)


def spoken(turn: QuoteTurn) -> str:
    """Return a turn with who says it."""
    if turn.label == NOBODY:
        return f"{NOBODY} {turn.words}"
    return f"{turn.label}: {turn.words}" if turn.label else turn.words


def table_lines(quote: Quote) -> list[str]:
    """Return the lines of a table's cell: a single turn needs no label there, the last column tells it."""
    if len(quote.turns) == 1 and not quote.turns[0].left_out:
        return [quote.turns[0].words]
    return list(lines_of(quote)) or [""]


def participants(quote: Quote) -> str:
    """Return who speaks in the quote: its participants in order, else whoever it is."""
    labels = list(dict.fromkeys(turn.label for turn in quote.turns if not turn.left_out))
    speaking = [label for label in labels if not NOT_PARTICIPANTS.fullmatch(label)]
    return ", ".join(speaking or filter(None, labels))


def quote_label(headings: QuoteHeadings, quote: Quote, participant: str) -> str:
    """Return the label of a quote as the pattern writes it: P3 (FG, Service users 1)."""
    return label(headings.pattern, participant=participant, group=quote.focus_group, stakeholder=quote.stakeholder)


def label(pattern: str, *, participant: str, group: str, stakeholder: str) -> str:
    """Fill a label's pattern; what stood around a place that stays empty goes with it."""
    values = {"participant": participant, "group": group, "stakeholder": stakeholder}
    written = PLACE.sub(lambda place: values[place[1]], pattern)
    return " ".join(written.split()).strip(LEFT_OVER)


def pattern_of(form: LabelForm, study_pattern: str) -> str:
    """Return the pattern of a form; the whole one is as the study writes its labels."""
    return PATTERNS.get(form, study_pattern)
