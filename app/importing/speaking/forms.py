"""The ways in which a line may be a label and words."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from app.importing.headers import is_header_word, is_heading
from app.importing.roles import LONGEST_LABEL, WITH_NOTE, known_kind
from app.importing.speaking.lines import Line
from app.importing.speaking.marks import mark_ms, without_mark_before_label

MOST_WORDS: Final = 6
FEW_WORDS: Final = 4

# U+FF1A is the colon of East Asian texts.
LABEL: Final = rf"(?P<label>[^\s:\uff1a][^:\uff1a]{{0,{LONGEST_LABEL - 1}}}?)"
COLON: Final = re.compile(
    r"(?P<number>\[[A-Za-z]{0,4}\d{1,5}\]\s+)?"  # [T001] Moderator: ...
    + LABEL
    + r"(?P<mark>\s*[\[(]?\d{1,2}(?::\d{2}){1,2}[\])]?)?"  # P1 (00:12): ...
    r"\s*[:\uff1a](?P<blank>\s+|$|(?=[^\s\d/]))(?P<words>.*)"
)
BRACKET: Final = re.compile(r"[\[<](?P<label>[^\s\[\]<>][^\[\]<>]{0,30})[\]>]\s*(?P<words>\S.*)?")
# What transcribers write in brackets about the sound; it may well begin a line.
REMARK: Final = re.compile(
    r"(?:laugh|crosstalk|cross talk|inaudible|unintelligible|pause|silence|music|applause|noise|overlap|cough|sigh"
    r"|latter|uhørbar|stille|utydelig|skratt|ohörbar|latter|uhørlig|gelach|lachen|lacht|unverst|onverst|paus)",
    re.IGNORECASE,
)
DASH: Final = re.compile(r"(?P<label>\S[^–—:]{0,62}?)\s?[-–—]\s(?P<words>.*)")
SPACED_DASH: Final = re.compile(r"[-–—]\s")
BRACKET_OR_TIME: Final = frozenset("[<(#0123456789")
MARKUP: Final = ("**", "__", "*", "_")
BULLET: Final = re.compile(r"(?:[-–—•·>]|\*(?!\*))\s+")
# Marks that show nothing and turn the direction of writing; in a label they would only hide who is meant.
INVISIBLE: Final = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])


class Parsed(NamedTuple):
    """A line taken apart as if it began a turn; `note` is what the label has in brackets: `P1 (FG1)`.

    `key` is label and note for comparing: case does not tell people apart. `loose` when a blank follows the colon,
    `numbered` when the turn has a number of its own.
    """

    label: str
    note: str
    key: tuple[str, str]
    words: str
    start_ms: int | None
    loose: bool = True
    numbered: bool = False

    @property
    def is_header(self) -> bool:
        """Whether the line tells about the conversation: `Date: ...`."""
        return is_header_word(self.label)

    @property
    def is_no_label(self) -> bool:
        """Whether what would be the label is a word that nobody is called by."""
        return is_header_word(self.label) or is_heading(self.label)


class Form(NamedTuple):
    """One way to write labels: how to take a line apart, and a quick look at whether that is worth while."""

    taken_apart: Callable[[Line], Parsed | None]
    may_fit: Callable[[Line], bool]


def with_colon(line: Line) -> Parsed | None:
    """Take apart `P1: words`, also with a time before the label or beside it."""
    bare = without_mark_before_label(line.text)
    match = COLON.fullmatch(bare.words)
    if match is None:
        return None
    label, words = without_markup(match["label"], match["words"])
    loose = bool(match["blank"]) or not words or words != match["words"]
    start_ms = mark_ms(match["mark"]) if match["mark"] and bare.start_ms is None else bare.start_ms
    return parted(label, words, start_ms, loose=loose, numbered=match["number"] is not None)


def with_brackets(line: Line) -> Parsed | None:
    """Take apart `[id1] words`."""
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


def parted(
    label: str, words: str, start_ms: int | None, *, loose: bool = True, numbered: bool = False
) -> Parsed | None:
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
    return Parsed(label, note, (label.casefold(), note.casefold()), words, start_ms, loose, numbered)


def is_manner(note: str) -> bool:
    """Whether what stands in brackets after a label says how: `whispering`, but not `FG1` or `moderator`."""
    return note[:1].islower() and not any(map(str.isdigit, note)) and known_kind(note) is None


def is_short(label: str) -> bool:
    """Whether a label has few words; of a longer one, half must begin as names do."""
    words = label.split()
    like_names = sum(not word[0].islower() for word in words)
    return len(words) <= FEW_WORDS or len(words) <= min(MOST_WORDS, 2 * like_names)


def has_colon(line: Line) -> bool:
    """Whether it is worth to look for a label with a colon."""
    return ":" in line.text or "\uff1a" in line.text


def has_bracket(line: Line) -> bool:
    """Whether a line may begin with a label in brackets."""
    return line.text[:1] in BRACKET_OR_TIME


def has_tab(line: Line) -> bool:
    """Whether a line has columns."""
    return line.tab > 0


def has_dash(line: Line) -> bool:
    """Whether a dash stands between words."""
    return SPACED_DASH.search(line.text, 0, 2 * LONGEST_LABEL) is not None


COLONS: Final = Form(with_colon, has_colon)
OTHERS: Final = (Form(with_brackets, has_bracket), Form(with_tab, has_tab), Form(with_dash, has_dash))
