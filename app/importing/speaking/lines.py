"""A line of a transcript, and the ways in which it may be a label and words."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from app.importing.draft import Paragraph
from app.importing.headers import is_header_word
from app.importing.roles import WITH_NOTE, known_kind
from app.importing.speaking.marks import is_mark, mark_ms, without_mark_before_label
from app.importing.words import readable_lines

LONGEST_LABEL: Final = 63  # characters, as in the market leader's rule
MOST_WORDS: Final = 6
FEW_WORDS: Final = 4

LABEL: Final = rf"(?P<label>[^\s:：][^:：]{{0,{LONGEST_LABEL - 1}}}?)"  # noqa: RUF001 (the colon of East Asian texts)
COLON: Final = re.compile(
    r"(?P<number>\[\w{1,8}\]\s+)?"  # [T001] Moderator: ...
    + LABEL
    + r"(?P<mark>\s*[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?)?"  # P1 (00:12): ...
    r"\s*[:：](?P<blank>\s+|$|(?=[^\s\d/]))(?P<words>.*)"  # noqa: RUF001 (as above)
)
BRACKET: Final = re.compile(r"[\[<](?P<label>[^\s\[\]<>][^\[\]<>]{0,30})[\]>]\s*(?P<words>\S.*)?")
# What transcribers write in brackets about the sound; it may well begin a line.
REMARK: Final = re.compile(
    r"(?:laugh|crosstalk|cross talk|inaudible|unintelligible|pause|silence|music|applause|noise|overlap|cough|sigh"
    r"|latter|uhørbar|stille|utydelig|skratt|ohörbar|latter|uhørlig|gelach|lachen|lacht|unverst|onverst|paus)",
    re.IGNORECASE,
)
DASH: Final = re.compile(r"(?P<label>\S[^–—:]{0,62}?)\s[-–—]\s(?P<words>.*)")
DASHES: Final = (" - ", " – ", " — ")
BRACKET_OR_TIME: Final = frozenset("[<(#0123456789")
MARKUP: Final = ("**", "__", "*", "_")
BULLET: Final = re.compile(r"(?:[-–—•·>]|\*(?!\*))\s+")
# Marks that show nothing and turn the direction of writing; in a label they would only hide who is meant.
INVISIBLE: Final = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])


class Line(NamedTuple):
    """A line in its one form: where it comes from, and where a tab stood in it (0: nowhere)."""

    text: str
    tab: int
    paragraph: int
    is_alone: bool


class Parsed(NamedTuple):
    """A line taken apart as if it began a turn; `note` is what the label has in brackets: `P1 (FG1)`."""

    label: str
    words: str
    note: str = ""
    start_ms: int | None = None
    loose: bool = True
    numbered: bool = False

    @property
    def folded(self) -> str:
        """The label for comparing: case does not tell people apart."""
        return self.label.casefold()

    @property
    def key(self) -> tuple[str, str]:
        """Label and note for comparing."""
        return self.label.casefold(), self.note.casefold()

    @property
    def is_header(self) -> bool:
        """Whether the line tells about the conversation: `Date: ...`."""
        return is_header_word(self.label)


def lines_of(paragraphs: Iterable[tuple[int, Paragraph]]) -> Iterator[Line]:
    """Yield the lines with text of numbered paragraphs."""
    for number, paragraph in paragraphs:
        raw = readable_lines(paragraph.text, number + 1)
        lines = [(line, " ".join(line.split())) for line in raw]
        count = sum(bool(text) for _, text in lines)
        for line, text in lines:
            if text:
                yield Line(text, column_end(line) if "\t" in line else 0, number, count == 1)


def column_end(line: str) -> int:
    """Return where the first column ends that is no time, counted in the line's one form; 0 without columns."""
    columns = line.strip().split("\t")
    first = next((number for number, column in enumerate(columns) if not is_mark(column.strip())), 0)
    return len(" ".join(" ".join(columns[: first + 1]).split())) if first + 1 < len(columns) else 0


def with_colon(line: Line) -> Parsed | None:
    """Take apart `P1: words`, also with a time before the label or beside it."""
    if ":" not in line.text and "：" not in line.text:
        return None
    bare = without_mark_before_label(line.text)
    match = COLON.fullmatch(bare.words)
    if match is None:
        return None
    label, words = without_markup(match["label"], match["words"])
    loose = bool(match["blank"]) or not words or words != match["words"]
    start_ms = mark_ms(match["mark"]) if match["mark"] and bare.start_ms is None else bare.start_ms
    parsed = parted(label, words, start_ms)
    return parsed and parsed._replace(loose=loose, numbered=match["number"] is not None)


def with_brackets(line: Line) -> Parsed | None:
    """Take apart `[id1] words`."""
    if line.text[:1] not in BRACKET_OR_TIME:
        return None
    bare = without_mark_before_label(line.text)
    match = BRACKET.fullmatch(bare.words) if bare.words[:1] in {"[", "<"} else None
    if match and REMARK.match(match["label"]):
        return None
    return parted(match["label"], match["words"] or "", bare.start_ms) if match else None


def with_tab(line: Line) -> Parsed | None:
    """Take apart `P1<tab>words`."""
    if not line.tab or line.text[line.tab - 1] == ":":
        return None
    bare = without_mark_before_label(line.text[: line.tab] + " ")
    return parted(bare.words, line.text[line.tab + 1 :], bare.start_ms)


def with_dash(line: Line) -> Parsed | None:
    """Take apart `Bruker 2 – words`."""
    if not any(dash in line.text for dash in DASHES):
        return None
    bare = without_mark_before_label(line.text)
    match = DASH.fullmatch(bare.words)
    return parted(match["label"], match["words"], bare.start_ms) if match else None


def without_markup(label: str, words: str) -> tuple[str, str]:
    """Take bold and bullets off a label, and the end of its bold off the words."""
    label = BULLET.sub("", label, count=1) if label[:1] in "-–—•·>*" else label
    for sign in MARKUP:
        if label.startswith(sign):
            label, words = label.removeprefix(sign), words.removeprefix(sign).lstrip()
            return label.removesuffix(sign), words
    return label, words


def parted(label: str, words: str, start_ms: int | None) -> Parsed | None:
    """Return a label apart from its note; how something was said (`whispering`) goes with the words."""
    label = label if label.isascii() else label.translate(INVISIBLE)
    label = label.strip("[](){}<> ") if label[:1] in "[(<{" else label.strip()
    note, noted = "", WITH_NOTE.fullmatch(label) if label[-1:] in {")", "]"} else None
    if noted:
        label, note = noted["label"].strip(), noted["note"].strip()
        if is_manner(note):
            words, note = f"({note}) {words}".rstrip(), ""
    if not label or len(label) > LONGEST_LABEL or not is_short(label):
        return None
    return Parsed(label, words, note, start_ms)


def is_manner(note: str) -> bool:
    """Whether what stands in brackets after a label says how: `whispering`, but not `FG1` or `moderator`."""
    return note[:1].islower() and not any(map(str.isdigit, note)) and known_kind(note) is None


def is_short(label: str) -> bool:
    """Whether a label has few words; a longer one must be written like a name."""
    words = label.split()
    return len(words) <= FEW_WORDS or (len(words) <= MOST_WORDS and sum(not word[0].islower() for word in words) > 3)
