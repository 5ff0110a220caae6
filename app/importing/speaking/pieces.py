"""The paragraphs of a file as the pieces of a conversation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from app.importing.draft import Paragraph
from app.importing.speaking.conversation import SENTENCE_ENDS, Piece
from app.importing.speaking.directions import is_direction
from app.importing.speaking.forms import INVISIBLE
from app.importing.speaking.lines import Line
from app.importing.speaking.marks import BEGINNINGS, OPENING, is_mark, mark_ms, without_first_mark, without_last_mark
from app.importing.speaking.speakers import Opening
from app.importing.words import clean

DASHES: Final = ("- ", "– ", "— ")
LONG: Final = 500  # characters of a turn
LONGEST_NAME: Final = 200  # characters; what is longer in a column of speakers is no name


class Told(NamedTuple):
    """A line outside columns and voice tags, and the turn that it begins, if it does."""

    line: Line
    opening: Opening | None


def pieces(paragraphs: Sequence[Paragraph], lines: Mapping[int, Sequence[Told]]) -> Iterator[Piece]:
    """Yield the pieces of a file in order. `lines` are those of each paragraph that leaves the speaker to its text."""
    openings = (each.opening for told in lines.values() for each in told)
    spellings = {opening.label.casefold(): opening.label for opening in openings if opening is not None}
    apart = False
    for number, paragraph in enumerate(paragraphs):
        if paragraph.speaker is not None:
            yield named(paragraph, number, spellings)
            apart = True
            continue
        for piece in in_lines(paragraph, lines.get(number, ())):
            apart = apart and piece.label is None
            # After a table comes what belongs to nobody in it.
            yield piece._replace(label="") if apart else piece


def with_times_above(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces that have words or a label; a time alone in its line is that of the next one."""
    time: int | None = None
    for piece in pieces:
        if piece.label is None and not piece.words:
            time = piece.start_ms if time is None else time
        elif piece.may_be_direction or piece.start_ms is not None:
            yield piece
        else:
            yield piece if time is None else piece._replace(start_ms=time)
            time = None


def named(paragraph: Paragraph, number: int, spellings: dict[str, str]) -> Piece:
    """Return a paragraph whose speaker the file names, in the spelling that was first."""
    label = " ".join(clean(paragraph.speaker or "", number + 1).translate(INVISIBLE).split()).removesuffix(":").rstrip()
    words, start_ms, _ = unmarked(clean(paragraph.text, number + 1))
    if len(label) > LONGEST_NAME:
        label, words = "", f"{label}\n{words}".rstrip()
    label = spellings.setdefault(label.casefold(), label)
    start_ms = start_ms if paragraph.start_ms is None else paragraph.start_ms
    is_cue = paragraph.end_ms is not None
    words = in_one_line(words) if is_cue else words
    return Piece(words, label or None, start_ms, paragraph.session, is_cue, not label and is_direction(words))


def unmarked(text: str) -> tuple[str, int | None, bool]:
    """Return words without the times around them, the first of these, and whether it stood at the end."""
    if text[:1] not in BEGINNINGS and text[-1:] not in OPENING:
        return text, None, False
    first = without_first_mark(text)
    last = without_last_mark(first.words)
    ends = first.start_ms is None and last.start_ms is not None
    return last.words, last.start_ms if ends else first.start_ms, ends


def in_one_line(words: str) -> str:
    """Return the words of a cue without the ends of its lines, unless two people speak in it."""
    lines = words.split("\n")
    return words if any(line.startswith(DASHES) for line in lines) else " ".join(lines)


def in_lines(paragraph: Paragraph, told: Sequence[Told]) -> Iterator[Piece]:
    """Yield the lines of a paragraph that leaves it to the text to say who speaks."""
    many = len(told) > 1 and sum(each.opening is not None for each in told) > 1
    start_ms, timed = paragraph.start_ms, paragraph.end_ms is not None
    for line, opening in told:
        label, direction, ends = None, False, False
        if opening is not None:
            label = opening.label
            words, time, ends = begun(opening)
        elif is_mark(line.text):
            words, time = "", mark_ms(line.text)
        elif (line.is_alone or many) and is_direction(line.text):
            words, time, direction = line.text, None, True
        else:
            words, time, ends = unmarked(line.text)
        is_cue = timed and not words.startswith(DASHES)
        yield Piece(words, label, time if start_ms is None else start_ms, paragraph.session, is_cue, direction, ends)
        start_ms = None


def begun(opening: Opening) -> tuple[str, int | None, bool]:
    """Return the first words of a turn as `unmarked` does; a time before the label counts more than one behind it."""
    if opening.start_ms is None:
        return unmarked(opening.words)
    return without_last_mark(opening.words).words, opening.start_ms, False


def of_one_voice(label: str, paragraphs: Iterable[Paragraph]) -> Iterator[Piece]:
    """Yield a text without speakers: each paragraph a turn; of cues, each run up to the end of a sentence."""
    run: list[Piece] = []
    for piece in one_by_one(label, paragraphs):
        if run and (not piece.is_cue or piece.may_be_direction or is_whole(run)):
            yield put_together(label, run)
            run = []
        if not piece.is_cue or piece.may_be_direction:
            yield piece
        elif piece.words:
            run.append(piece)
    if run:
        yield put_together(label, run)


def one_by_one(label: str, paragraphs: Iterable[Paragraph]) -> Iterator[Piece]:
    """Yield each paragraph without the times in it."""
    for number, paragraph in enumerate(paragraphs, start=1):
        words, start_ms, _ = unmarked(clean(paragraph.text, number))
        if not words:
            continue
        is_cue = paragraph.end_ms is not None
        words = in_one_line(words) if is_cue else words
        time = start_ms if paragraph.start_ms is None else paragraph.start_ms
        direction = is_direction(words)
        is_cue = is_cue and not words.startswith(DASHES)
        yield Piece(words, None if direction else label, time, paragraph.session, is_cue, direction)


def is_whole(run: Sequence[Piece]) -> bool:
    """Whether a run of cues is a turn: at the end of a sentence, or when it has become long."""
    return run[-1].words.endswith(SENTENCE_ENDS) or sum(len(piece.words) for piece in run) > LONG


def put_together(label: str, run: Sequence[Piece]) -> Piece:
    """Return a run of cues as one turn."""
    return Piece(" ".join(piece.words for piece in run), label, run[0].start_ms, run[0].session)
