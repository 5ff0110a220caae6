"""From timed pieces of speech to paragraphs: what one voice says in many pieces is put together again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.importing.draft import Paragraph, Remark
from app.importing.headers import is_header_word
from app.importing.readers.decoding import refuse_too_many_lines
from app.importing.roles import known_kind
from app.sentences import N_

UNKNOWN: Final = "?"  # a voice, but nobody says whose
PAUSE_MS: Final = 3_000  # after it, the same voice begins a new paragraph
LONG_PARAGRAPH: Final = 800  # characters; beyond it, the next sentence begins a new paragraph

PREFIX: Final = re.compile(r"(?P<label>[^\s:][^:\n]{0,62}?)\s?:(?=\s|$)")  # Alban: It is so nice to
CHANGE: Final = re.compile(r"(?:[-–—]\s?(?=\S)|>>\s*)")  # - Really? - Yes.
DIRECTION: Final = re.compile(r"[\[(*♪].*[\])*♪]", re.DOTALL)  # [laughter]
SENTENCE_END: Final = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"')
BETWEEN_SENTENCES: Final = re.compile(r"(?<=[.?!…]) ")
LONGEST_LABEL: Final = 4  # words

NO_SPEAKERS: Final = N_("This file has times, but it does not say who speaks. Several people may be heard in it.")


@dataclass(frozen=True, slots=True)
class Cue:
    """A timed piece of speech, its lines ended by LF. `speaker` is None where the file does not say it apart."""

    text: str
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    opens: bool = False  # somebody else speaks than before, though nobody says who


def paragraphs_of(cues: Iterable[Cue]) -> tuple[tuple[Paragraph, ...], tuple[Remark, ...]]:
    """Return the paragraphs that the pieces make, and what their importer should know."""
    cues = list(cues)
    refuse_too_many_lines(len(cues))
    dashed = any(sum(map(bool, map(CHANGE.match, cue.text.split("\n")))) > 1 for cue in cues)
    pieces = [piece for cue in cues for piece in split(cue, dashed=dashed) if piece.text]
    remarks: tuple[Remark, ...] = ()
    if any(piece.speaker for piece in pieces):
        pieces = list(with_voices(pieces))
    elif labels := prefixes(pieces):
        pieces = list(with_prefixes(pieces, labels))
    elif pieces:
        remarks = (Remark(NO_SPEAKERS),)
        pieces = [sentence for piece in pieces for sentence in sentences(piece)]
    return tuple(joined(pieces)), remarks


def split(cue: Cue, *, dashed: bool) -> Iterator[Cue]:
    """Yield a cue with its lines put together, but each line apart that somebody else may begin.

    In a file that is `dashed`, a dash before a line says that somebody else speaks; elsewhere it is a dash.
    """
    lines = [line.strip() for line in cue.text.split("\n") if line.strip()]
    if cue.speaker:
        yield replace(cue, text=" ".join(lines))
        return
    said: list[str] = []
    opens = False
    for line in lines:
        change = CHANGE.match(line) if dashed or line.startswith(">>") else None
        if said and (change or label_of(line)):
            yield replace(cue, text=" ".join(said), opens=opens)
            said, opens = [], False
        opens = opens or bool(change)
        said.append(line[change.end() :] if change else line)
    if said:
        yield replace(cue, text=" ".join(said), opens=opens)


def with_voices(pieces: Iterable[Cue]) -> Iterator[Cue]:
    """Yield the pieces of a file that names its voices: one without a name is unknown, or a stage direction."""
    for piece in pieces:
        unnamed = "" if DIRECTION.fullmatch(piece.text) else UNKNOWN
        yield replace(piece, speaker=piece.speaker or unnamed)


def prefixes(pieces: Sequence[Cue]) -> frozenset[str]:
    """Return the labels that begin pieces again and again; none where they are words of speech that end in a colon."""
    found = Counter(label for piece in pieces if (label := label_of(piece.text)))
    labels = frozenset(label for label, count in found.items() if count > 1 or known_kind(label) is not None)
    return labels if len(labels) > 1 or (labels and label_of(pieces[0].text) in labels) else frozenset()


def label_of(text: str) -> str:
    """Return what may be a label at the beginning of a piece, or nothing."""
    match = PREFIX.match(text)
    label = match["label"] if match else ""
    if label and (label[0].islower() or is_header_word(label) or len(label.split()) > LONGEST_LABEL):
        return label if known_kind(label) is not None else ""
    return label


def with_prefixes(pieces: Iterable[Cue], labels: frozenset[str]) -> Iterator[Cue]:
    """Yield the pieces of a file that writes its labels into the words, where somebody new speaks."""
    named = False
    for piece in pieces:
        begins = bool(label_of(piece.text))
        named = named or label_of(piece.text) in labels
        unknown = not begins and (piece.opens or not named)
        yield replace(piece, speaker=UNKNOWN if unknown else None, opens=begins or piece.opens)


def sentences(piece: Cue) -> Iterator[Cue]:
    """Yield a piece of an unknown voice sentence by sentence, so that a long talk has paragraphs."""
    first, *others = BETWEEN_SENTENCES.split(piece.text)
    yield replace(piece, text=first, speaker=UNKNOWN)
    yield from (replace(piece, text=other, speaker=UNKNOWN, opens=False) for other in others)


def joined(pieces: Iterable[Cue]) -> Iterator[Paragraph]:
    """Yield paragraphs: pieces of one voice are one, until it pauses or has said much."""
    voice = ""
    paragraph: Growing | None = None
    for piece in pieces:
        same = not piece.opens and (piece.speaker in {"", voice} or (piece.speaker is None and paragraph is not None))
        if same and paragraph is not None and paragraph.takes(piece):
            paragraph.add(piece)
            continue
        if paragraph is not None:
            yield paragraph.whole()
        paragraph = Growing(piece, "" if same and piece.speaker not in {None, UNKNOWN} else piece.speaker)
        voice = piece.speaker or voice
    if paragraph is not None:
        yield paragraph.whole()


class Growing:
    """A paragraph of one voice while its pieces come in."""

    def __init__(self, first: Cue, speaker: str | None) -> None:
        self._first, self._speaker = first, speaker
        self._texts = [first.text]
        self._length = len(first.text)
        self._end_ms = first.end_ms

    def takes(self, piece: Cue) -> bool:
        """Whether the same voice goes on in the same paragraph."""
        if self._length > LONG_PARAGRAPH and self._texts[-1].endswith(SENTENCE_END):
            return False
        return self._end_ms is None or piece.start_ms is None or piece.start_ms - self._end_ms < PAUSE_MS

    def add(self, piece: Cue) -> None:
        """Go on with another piece."""
        self._texts.append(piece.text)
        self._length += len(piece.text) + 1
        self._end_ms = piece.end_ms

    def whole(self) -> Paragraph:
        """Return the paragraph."""
        return Paragraph(" ".join(self._texts), self._speaker, self._first.start_ms, self._end_ms)
