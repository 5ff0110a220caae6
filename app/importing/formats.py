"""The table of formats that we read. Adding one means adding its file to `readers` and its line here."""

import codecs
from dataclasses import replace
from typing import Final

from app.importing.draft import Draft, Material
from app.importing.readers import docx, html, markdown, odt, portable, rtf, segments, sheet, subtitles, text
from app.importing.readers.decoding import decoded
from app.importing.readers.not_read import ZIP, other_package, refuse_kinds_not_read
from app.importing.readers.package import member_names
from app.importing.readers.shape import Format
from app.importing.turns import read_turns
from app.sentences import N_, Refusal

# In the order in which they are recognised: what is sure by its content before what any text could be.
FORMATS: Final[tuple[Format, ...]] = (
    docx.FORMAT,
    odt.FORMAT,
    sheet.XLSX,
    portable.FORMAT,
    rtf.FORMAT,
    html.FORMAT,
    segments.FORMAT,
    subtitles.VTT,
    subtitles.SRT,
    sheet.CSV,
    markdown.FORMAT,
    text.FORMAT,
)
# What any text may seem to be: here the name of the file says more, unless it only says that it is a text.
UNSURE: Final = (sheet.CSV, markdown.FORMAT, text.FORMAT)
OF_TEXT: Final = (html.FORMAT, segments.FORMAT, subtitles.VTT, subtitles.SRT, *UNSURE)


class UnknownFormat(Refusal):
    sentence = N_("This is no kind of file that can be read here. Save the transcript as one of these: %(suffixes)s.")


def format_of(data: bytes, suffix: str = "") -> Format:
    """Return what a file is, by its content first; `suffix`, the end of its name, helps among the kinds of text."""
    refuse_kinds_not_read(data)
    found = next((known for known in FORMATS if known.fits(data)), None)
    if found is None and data.startswith(ZIP):
        raise other_package(member_names(data))
    if found is None:
        raise UnknownFormat(suffixes=", ".join(known.suffixes[0] for known in FORMATS))
    if found in UNSURE and suffix.lower() not in text.FORMAT.suffixes:
        return next((known for known in OF_TEXT if suffix.lower() in known.suffixes), found)
    return found


def read_material(data: bytes, suffix: str = "", encoding: str = "") -> tuple[str, Material]:
    """Return the name of a file's format and what its reader found, or refuse with what is wrong with it.

    `encoding` is one that a person chose for a text; it stands above what the file seems to be in.
    """
    if encoding and not data.startswith(ZIP):
        data = in_utf8(data, encoding)
    found = format_of(data, suffix)
    return found.name, found.read(data)


def in_utf8(data: bytes, encoding: str) -> bytes:
    """Return a text in an encoding that its readers know by its mark; other kinds of file as they are."""
    if any(known.fits(data) for known in FORMATS if known not in OF_TEXT):
        return data
    return codecs.BOM_UTF8 + decoded(data, encoding)[0].encode("utf-8")


def read_draft(data: bytes, suffix: str = "", encoding: str = "") -> Draft:
    """Return the draft of a transcript from a file of any format, or refuse with what is wrong with the file."""
    name, material = read_material(data, suffix, encoding)
    return replace(read_turns(material), format=name, encoding=material.encoding)
