"""Read a Word document: paragraphs, transcripts in tables, what Teams makes of a meeting, comments."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from lxml import etree

from app.importing.draft import Comment, Material
from app.importing.readers import left_out
from app.importing.readers.markup import refuse_too_much_markup, tree
from app.importing.readers.ooxml import WordParts, word_parts
from app.importing.readers.package import member_names
from app.importing.readers.shape import Format
from app.importing.readers.teams import teams_material
from app.importing.readers.word import BodyReader, read_body
from app.importing.readers.word_names import named, tags, value
from app.sentences import N_

WORDS_INSIDE: Final = re.compile(rb"<(?:\w+:)?t(?:\s[^<>]*)?>[^<]*[A-Za-z\x80-\xff]")  # more than a page's number


def fits(data: bytes) -> bool:
    """Whether a file is a package with a Word document, even if it is cut off."""
    return any(name.startswith("word/") for name in member_names(data))


def read(data: bytes) -> Material:
    """Return what a Word document holds, or refuse with what is wrong with the file."""
    parts = word_parts(data)
    refuse_too_much_markup(parts.document, parts.comments)
    body = read_body(parts.document)
    counts = body.counts + Counter({left_out.HEADERS: pages_beside(parts)})
    comments = (*comments_of(parts, body.passages), *body.comments)
    counts[left_out.COMMENTS] = len(comments) - len(body.comments)
    material = Material(body.paragraphs, comments, left_out.remarks(counts))
    return teams_material(material, body.last_table)


def comments_of(parts: WordParts, passages: Mapping[str, str]) -> Iterator[Comment]:
    """Yield the comments in the order of their passages, then those that hang on none."""
    if not parts.comments:
        return
    found = {value(element, "id"): element for element in named(tree(parts.comments), "comment")}
    for name in [*(name for name in passages if name in found), *(name for name in found if name not in passages)]:
        words = words_of(found[name])
        if words:
            yield Comment(value(found[name], "author"), words, passages.get(name, ""))


def words_of(comment: etree._Element) -> str:
    """Return what a comment says, its paragraphs as lines."""
    reader = BodyReader()
    for block in comment.iterchildren(*tags("p", "tbl", "sdt")):
        reader.read(block)
    return "\n".join(paragraph.text for paragraph in reader.body().paragraphs)


def pages_beside(parts: WordParts) -> int:
    """Return how many page headers and footers hold words."""
    return sum(1 for part in (*parts.around("header"), *parts.around("footer")) if WORDS_INSIDE.search(part))


FORMAT: Final = Format("docx", (".docx", ".dotx"), fits, read, N_("Word document (.docx)"))
