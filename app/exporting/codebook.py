"""A codebook as a file: a table (.csv), the exchange format of other programs (.qdc), and a table for a paper (.docx).

What is written as .csv and .qdc is read back by `app.importing.codebooks` as the same entries.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final
from uuid import UUID, uuid5

from docx.shared import Mm
from lxml import etree

from app.analysis.codebook.description import description
from app.analysis.codebook.entries import RULE, Branch, Entry, branches, whole
from app.analysis.codebook.words import HEADINGS
from app.exporting.word import TABLE_HEADING, TABLE_TEXT, cell, legal, paragraph, row, table, word_file

NAMESPACE: Final = "urn:QDA-XML:codebook:1.0"
EMPTY: Final = f'<CodeBook xmlns="{NAMESPACE}" origin="Common Ground"/>'
NO_GUID: Final = UUID("6f0c1b1e-5f0e-5d0c-9d8e-3b1a2c4d5e6f")  # under which a name gets an identifier of its own
COMPUTED: Final = re.compile(r"'*[=+\-@\t\r]")
WIDTHS: Final = (Mm(40), Mm(36), Mm(53), Mm(44), Mm(44), Mm(40))


def codebook_csv(entries: Iterable[Entry], language: str = "en", separator: str = ",") -> bytes:
    """Return a table with a row for each theme and code, in UTF-8 with a mark that Excel knows.

    `language` is that of the headings, `en` or `nb`; Excel in Norwegian wants `;` as separator. The themes have a
    column for each level. What a spreadsheet would compute (it begins with = + - or @) has a quotation mark in front.
    """
    listed = whole(entries)
    depth = max([2, *(len(entry.path if entry.codable else entry.place) for entry in listed)])
    words = HEADINGS[language]
    deeper = [f"{words['level']} {level}" for level in range(3, depth + 1)]
    fields = ("name", *RULE, "colour", "guid")
    file = StringIO(newline="")
    rows = csv.writer(file, delimiter=separator)
    rows.writerow([words["theme"], words["subtheme"], *deeper, *(words[field] for field in fields)])
    rows.writerows([*map(as_words, csv_row(entry, depth))] for entry in listed)
    return file.getvalue().encode("utf-8-sig")


def csv_row(entry: Entry, depth: int) -> list[str]:
    """Return the cells of an entry; a theme stands in the columns of the themes, with no code beside it."""
    themes, name = (entry.path, entry.name) if entry.codable else (entry.place, "")
    rule = [getattr(entry, part) for part in RULE]
    guid = str(entry.guid) if entry.guid else ""
    return [*themes, *[""] * (depth - len(themes)), name, *rule, entry.colour, guid]


def as_words(text: str) -> str:
    """Return a cell that no spreadsheet computes."""
    return f"'{legal(text)}" if COMPUTED.match(text) else legal(text)


def codebook_qdc(entries: Iterable[Entry], language: str = "en") -> bytes:
    """Return a codebook that other programs read (REFI-QDA 1.5, valid by its schema), nested as its themes are.

    The rule of a code goes into its description, under headings in `language` (`en` or `nb`). An entry without an
    identifier gets one that follows from its place, so that the same codebook gives the same bytes. Raises ValueError
    for a codebook without entries, which the format does not know.

    Source: Rotterdam Exchange Format Initiative (2019), REFI-QDA specification 1.5, section 5.2.
    """
    tree = branches(entries)
    if not tree:
        raise ValueError("An exchanged codebook holds at least one code.")
    root = etree.fromstring(EMPTY)
    codes = etree.SubElement(root, f"{{{NAMESPACE}}}Codes")
    used = {guid for guid in guids(tree) if guid is not None}
    for branch in tree:
        put(codes, branch, language, used)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def guids(tree: Iterable[Branch]) -> Iterable[UUID | None]:
    """Yield the identifiers of all entries of a tree."""
    for branch in tree:
        yield branch.entry.guid
        yield from guids(branch.below)


def put(parent: etree._Element, branch: Branch, language: str, used: set[UUID]) -> None:
    """Put a code and what stands below it into its parent, in the order that the schema asks for."""
    entry = branch.entry
    guid = entry.guid or own_guid(entry, used)
    attributes = {"guid": str(guid), "name": legal(entry.name), "isCodable": "true" if entry.codable else "false"}
    code = etree.SubElement(parent, f"{{{NAMESPACE}}}Code", attributes)
    if entry.colour:
        code.set("color", entry.colour)
    if about := description(entry, language):
        etree.SubElement(code, f"{{{NAMESPACE}}}Description").text = legal(about)
    for below in branch.below:
        put(code, below, language, used)


def own_guid(entry: Entry, used: set[UUID]) -> UUID:
    """Return an identifier that follows from an entry's place and that none of the others has, and keep it as used."""
    guid = uuid5(NO_GUID, "\x1f".join(map(legal, entry.place)))
    while guid in used:
        guid = uuid5(guid, entry.name)
    used.add(guid)
    return guid


@dataclass(frozen=True, slots=True)
class CodebookHeadings:
    """The words around the codes, in the reader's language."""

    title: str
    study: str
    theme: str
    code: str
    definition: str
    use_when: str
    do_not_use_when: str
    example: str
    near_miss: str
    no_codes: str


def codebook_table(headings: CodebookHeadings, entries: Sequence[Entry]) -> bytes:
    """Return a .docx with a row for each code, below its themes; a theme's central idea stands in a row of its own.

    Every row repeats its theme, so that a screen reader tells it in any row; for the eye it is quiet. The near miss
    stands below the example, headed.
    """
    listed = [entry for entry in whole(entries) if entry.codable or entry.definition]
    titles = (headings.theme, headings.code, headings.definition, headings.use_when, headings.do_not_use_when)
    names = (*titles, headings.example)
    rows = [row([cell([paragraph(n, TABLE_HEADING)], w) for n, w in zip(names, WIDTHS, strict=True)], heading=True)]
    before = [None, *(theme_of(entry) for entry in listed)]
    rows += [code_row(headings, entry, theme_of(entry) == above) for above, entry in zip(before, listed, strict=False)]
    body = [paragraph(headings.title, "Title"), paragraph(headings.study, "Subtitle")]
    if listed:
        body += [table(rows, WIDTHS, headings.title), paragraph("", TABLE_TEXT)]  # Word wants one after a table
    else:
        body += [paragraph(headings.no_codes, "Normal")]
    return word_file(headings.title, body, landscape=True)


def theme_of(entry: Entry) -> str:
    """Return the theme that an entry stands below, or is, in full."""
    return " > ".join(entry.path if entry.codable else entry.place)


def code_row(headings: CodebookHeadings, entry: Entry, same_theme: bool) -> str:
    """Return the row of a code or a theme; `same_theme` says that the row above has the same theme."""
    texts = (entry.name if entry.codable else "", entry.definition, entry.use_when, entry.do_not_use_when)
    examples = [paragraph(entry.example, TABLE_TEXT)]
    if entry.near_miss:
        examples.append(paragraph(f"{headings.near_miss}: {entry.near_miss}", TABLE_TEXT))
    columns = [[paragraph(theme_of(entry), TABLE_TEXT, quiet=same_theme)]]
    columns += [[paragraph(text, TABLE_TEXT)] for text in texts]
    return row(cell(column, width) for column, width in zip([*columns, examples], WIDTHS, strict=True))
