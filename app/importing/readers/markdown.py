"""Read Markdown: its marks go, the words stay."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.importing.draft import Material
from app.importing.readers.decoding import beginning, decoded, lines_of
from app.importing.readers.limits import refuse_too_much_text
from app.importing.readers.shape import Format
from app.importing.readers.teams import teams_paragraphs
from app.importing.readers.text import plain
from app.sentences import N_

# One pass over a line: what is escaped stays, and only then is a mark a mark.
MARK: Final = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|!?\[(?P<link>[^\[\]\n]{0,300})\]\([^()\s]{0,500}(?:\s\"[^\"\n]{0,200}\")?\)"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,500})>"
    r"|(?P<strong>\*\*\*|\*\*|(?<!\w)___?(?=\S)|(?<=\S)___?(?!\w)|~~|`+)"
    r"|(?P<emphasis>(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*]))"
    r"|(?P<break><br\s?/?>)"
)
HEADING: Final = re.compile(r" {0,3}#{1,6}(?:\s+|$)")
HEADING_END: Final = re.compile(r"\s#+\s*$")
RULE: Final = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)")
ITEM: Final = re.compile(r"\s*(?:>\s?)*(?:[-+*]\s+(?=\S))?")
HARD_BREAK: Final = re.compile(r"(?: {2,}|\\)$")
# Bold labels, or brackets escaped as Pandoc and others escape them.
SIGNS: Final = re.compile(
    r"^\s*(?:[-*>]\s+)?(?:\*\*|__)[^*_\n]{1,80}(?::(?:\*\*|__)|(?:\*\*|__)\s?:)|\\\[", re.MULTILINE
)
FEWEST_SIGNS: Final = 2


def read_markdown(data: bytes) -> Material:
    """Return the paragraphs of a Markdown file, without its marks."""
    text, encoding = decoded(data)
    refuse_too_much_text(len(text))
    lines = list(unmarked_lines(lines_of(without_comments(text))))
    return replace(teams_paragraphs(lines) or plain(lines), encoding=encoding)


def without_comments(text: str) -> str:
    """Return the text without what a reader never sees; a comment that does not end is none."""
    shown: list[str] = []
    rest = text
    while (begun := rest.find("<!--")) >= 0 and (ended := rest.find("-->", begun)) >= 0:
        shown.append(rest[:begun])
        rest = rest[ended + len("-->") :]
    return "".join(shown) + rest


def unmarked_lines(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines as a reader sees them; a rule, or what underlines a heading, is an empty line."""
    for line in lines:
        if RULE.fullmatch(line):
            yield ""
        elif heading := HEADING.match(line):
            yield from ("", unmarked(HEADING_END.sub("", line[heading.end() :])), "")
        else:
            yield from unmarked(HARD_BREAK.sub("", ITEM.sub("", line, count=1))).split("\n")


def unmarked(line: str) -> str:
    """Return a line without its marks. A single star or underline goes only where another one answers it."""
    singles = sum(match["emphasis"] is not None for match in MARK.finditer(line))
    return MARK.sub(lambda match: words_of(match, paired=singles % 2 == 0), line)


def words_of(match: re.Match[str], *, paired: bool) -> str:
    """Return what stays of a mark."""
    if match["emphasis"]:
        return "" if paired else match[0]
    if match["break"]:
        return "\n"
    return match["escaped"] or match["link"] or match["address"] or ""


def is_markdown(data: bytes) -> bool:
    """Whether a text has bold labels, or escaped brackets, again and again."""
    return len(SIGNS.findall(beginning(data))) >= FEWEST_SIGNS


FORMAT: Final = Format("md", (".md", ".markdown"), is_markdown, read_markdown, N_("Markdown (.md)"))
