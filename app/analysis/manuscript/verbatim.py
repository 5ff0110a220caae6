"""Whether quoted words were said so: letter for letter, but for what editors may change, and saying what they did.

Words are compared in a plain form, in which typographic quotation marks are straight, dashes are hyphens, and any
number of blanks is one. A quote is cut at its brackets and dots; its pieces must follow each other in one transcript.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

# Apostrophes and single quotation marks, double quotation marks, hyphens and dashes.
SINGLE: Final = "\u2018\u2019\u201a\u201b`\u00b4"
DOUBLE: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
PLAIN: Final = str.maketrans(
    {**dict.fromkeys(SINGLE, "'"), **dict.fromkeys(DOUBLE, '"'), **dict.fromkeys(DASHES, "-"), "…": "..."}
)
CUT: Final = re.compile(r"\s*(?:\[[^\[\]]*\]|\((?:\.\.\.|…)\)|\.\.\.+|…)\s*")
ONLY_DOTS: Final = re.compile(r"[\[(]?(?:\.{3,}|…)[\])]?")
LETTER_IN_BRACKETS: Final = re.compile(r"\[(\w)\](?=\w)")
EITHER_CASE: Final = "\ue000"  # stands before a letter whose case is free
SIGNS: Final = re.compile(f"[{SINGLE}{DOUBLE}{DASHES}\"'-]")
BLANKS: Final = re.compile(r"\s+")
FINAL_MARKS: Final = ".,;:!?-"
MOST_OMITTED: Final = 6_000  # characters of the transcript that one omission may leave out
MOST_REPLACED: Final = 60  # characters of the transcript that one insertion may stand for
MOST_PLACES: Final = 20
MOST_PIECES: Final = 100  # a quote with more cuts is none


class Tolerance(StrEnum):
    """What differs without making a quote wrong; it is said."""

    FIRST_LETTER = "case of the first letter"
    MARKS = "quotation marks or dashes"
    BLANKS = "blanks"
    FINAL_MARK = "mark at the end"


class Edit(StrEnum):
    """What an editor did at one place of a quote."""

    OMITTED = "left out"
    NOTHING_OMITTED = "marked as left out, but nothing is"
    INSERTED = "inserted"
    REPLACED = "replaced"


class Edited(NamedTuple):
    """One edit: the sign in the quote as written, and the words of the transcript that stand there."""

    edit: Edit
    sign: str
    said: str


@dataclass(frozen=True, slots=True)
class Found:
    """Where quoted words were said: from `start` to `end` (not included) of the searched words, and how they differ."""

    start: int
    end: int
    tolerances: frozenset[Tolerance]
    edits: tuple[Edited, ...]


class Searched(NamedTuple):
    """Words in their plain form; `places[i]` is where its i-th character stands in `words`, with one past the end."""

    words: str
    plain: str
    places: tuple[int, ...]


class _Piece(NamedTuple):
    """A piece in its plain form and as written, and the sign before it; free letters have `EITHER_CASE` before them."""

    words: str
    written: str
    sign_before: str


class _Place(NamedTuple):
    start: int
    end: int
    last: int
    """Where the whole chain of pieces that begins here ends."""


def searched(words: str) -> Searched:
    """Return words in their plain form, ready to be searched many times."""
    plain, places = [], []
    for match in re.finditer(r"\s+|\S", words):
        for letter in " " if match[0].isspace() else match[0].translate(PLAIN):
            plain.append(letter)
            places.append(match.start())
    return Searched(words, "".join(plain), (*places, len(words)))


def occurrences(quote: str, spoken: Searched) -> tuple[Found, ...]:
    """Return where a quote was said, the closest fit first, at most 20 places; empty when it was not said so.

    Tolerated and told: the case of the first letter (also as `[T]he`), typographic marks and dashes, blanks, one mark
    of punctuation at the end. `[...]`, `(...)`, `[…]` and `...` leave out at most 6,000 characters; dots that were said
    are no omission. `[the nurse]` inserts words or stands for at most 60 characters; a placeholder that stands in the
    transcript is neither. Words are never cut: "art" is not said in "heart".
    """
    exact = _search(quote, spoken, ends_freely=False)
    return exact or _search(quote, spoken, ends_freely=True)


def _search(quote: str, spoken: Searched, *, ends_freely: bool) -> tuple[Found, ...]:
    pieces = list(_pieces(LETTER_IN_BRACKETS.sub(EITHER_CASE + r"\1", quote), ends_freely=ends_freely))
    if not 1 <= len(pieces) <= MOST_PIECES:
        return ()
    chains: list[list[_Place]] = []
    sign = ""
    for piece in reversed(pieces):
        chains.append(list(_chained(_places(piece.words, spoken.plain), sign, chains[-1] if chains else None)))
        sign = piece.sign_before
    chains.reverse()
    shortest = sorted(chains[0], key=lambda place: (place.last - place.start, place.start))[:MOST_PLACES]
    further = frozenset({Tolerance.FINAL_MARK} if ends_freely else ())
    return tuple(_found(pieces, place, chains, spoken, further) for place in shortest)


def _pieces(quote: str, *, ends_freely: bool) -> Iterator[_Piece]:
    """Yield the pieces between brackets and dots."""
    sign, start, first = "", 0, EITHER_CASE
    cuts = [(match.start(), match.end(), match[0].strip()) for match in CUT.finditer(quote)]
    for begin, end, next_sign in [*cuts, (len(quote), len(quote), "")]:
        written = quote[start:begin].strip()
        if ends_freely and begin == len(quote) and written[-1:] in FINAL_MARKS:
            written = written[:-1].rstrip()
        if re.search(r"\w", written):
            plain = searched(written).plain
            yield _Piece(plain if plain.startswith(EITHER_CASE) else first + plain, written, sign)
            sign, first = next_sign, ""
        else:
            sign = f"{sign} {next_sign}".strip()
        start = end


def _places(piece: str, plain: str) -> Iterator[tuple[int, int]]:
    """Yield where a piece stands as whole words, with either case where it is free."""
    bare = piece.replace(EITHER_CASE, "")
    fixed = bare if piece == bare else bare[1:] if piece.count(EITHER_CASE) == 1 and piece[0] == EITHER_CASE else ""
    if not fixed:
        yield from (match.span() for match in re.finditer(_expression(piece), plain))
        return
    before = len(bare) - len(fixed)
    at = plain.find(fixed)
    while at >= 0:
        start, end = at - before, at + len(fixed)
        same = start >= 0 and plain[start:at].casefold() == bare[:before].casefold()
        if same and _whole(plain, start, end):
            yield start, end
        at = plain.find(fixed, at + 1)


def _whole(plain: str, start: int, end: int) -> bool:
    """Whether no word is cut at either end."""
    begins = start > 0 and _in_word(plain[start - 1]) and _in_word(plain[start])
    ends = end < len(plain) and _in_word(plain[end - 1]) and _in_word(plain[end])
    return not begins and not ends


def _in_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _expression(piece: str) -> str:
    parts = re.split(f"{EITHER_CASE}(.)", piece)
    written = (f"(?i:{re.escape(part)})" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return r"(?<!\w)" + "".join(written) + r"(?!\w)"


def _chained(places: Iterator[tuple[int, int]], sign: str, chain: Sequence[_Place] | None) -> Iterator[_Place]:
    """Yield the places from which the rest of the quote, after `sign`, can be reached, with where it ends.

    The nearest place of the next piece is the best one: whatever begins later does not end sooner.
    """
    if chain is None:
        yield from (_Place(start, end, end) for start, end in places)
        return
    starts, most = [place.start for place in chain], _reach(sign)
    for start, end in places:
        near = bisect_left(starts, end)
        if near < len(chain) and chain[near].start - end <= most:
            yield _Place(start, end, chain[near].last)


def _reach(sign: str) -> int:
    """Return how many characters may stand where the sign is."""
    omits = any(ONLY_DOTS.fullmatch(part) for part in re.findall(r"\[[^\[\]]*\]|\S+", sign))
    return MOST_OMITTED if omits else MOST_REPLACED + len(sign)


def _found(
    pieces: Sequence[_Piece], first: _Place, chains: Sequence[Sequence[_Place]], spoken: Searched,
    further: frozenset[Tolerance],
) -> Found:  # fmt: skip
    """Walk the chain once more, and say what stands at each cut and what was tolerated."""
    edits, tolerances, at = [], set(further), first
    for number, (piece, chain) in enumerate(zip(pieces, chains, strict=True)):
        here = chain[bisect_left([place.start for place in chain], at.end)] if number else first
        tolerances.update(_tolerated(piece.written, spoken.words[spoken.places[here.start] : _end(spoken, here.end)]))
        said = spoken.words[_end(spoken, at.end) : spoken.places[here.start]].strip() if number else ""
        if number and (edit := _edit(piece.sign_before, said)):
            edits.append(edit)
        at = here
    return Found(spoken.places[first.start], _end(spoken, first.last), frozenset(tolerances), tuple(edits))


def _end(spoken: Searched, plain_end: int) -> int:
    """Return where words end that end before a place of the plain form."""
    return spoken.places[plain_end - 1] + 1


def _edit(sign: str, said: str) -> Edited | None:
    """Say what a sign in the quote did; None where the same sign, or the same dots, stand in the transcript."""
    plain, written = said.translate(PLAIN), sign.translate(PLAIN)
    same = (plain.strip(". ") or plain) == (written.strip(". ") or written)
    if same or (sign[0] in ".…" and ONLY_DOTS.fullmatch(plain)):
        return None
    if ONLY_DOTS.search(sign):
        return Edited(Edit.OMITTED if re.search(r"\w", said) else Edit.NOTHING_OMITTED, sign, said)
    return Edited(Edit.REPLACED if re.search(r"\w", said) else Edit.INSERTED, sign, said)


def _tolerated(written: str, said: str) -> Iterator[Tolerance]:
    """Yield the differences between a piece and what was said that the plain form hides."""
    bare = written.replace(EITHER_CASE, "")
    if bare != written or bare[0].translate(PLAIN) != said[0].translate(PLAIN):
        yield Tolerance.FIRST_LETTER
    if SIGNS.findall(bare) != SIGNS.findall(said) or ("…" in bare) != ("…" in said):
        yield Tolerance.MARKS
    if BLANKS.findall(bare) != BLANKS.findall(said):
        yield Tolerance.BLANKS
