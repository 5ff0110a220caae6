"""The two long steps of a review: find what a person must decide, and show what stands there once they have."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.importing.anonymising.decisions import Decision, Decisions, checked, decision_for, require_decided, so_far
from app.importing.anonymising.finds import Mark
from app.importing.anonymising.forms import Words, folded
from app.importing.anonymising.placeholders import Sitting
from app.importing.anonymising.replacing import Placeholder, originals, replaced
from app.importing.anonymising.review import Checked, Decided, Marked, Piece, Review
from app.importing.anonymising.rows import Row, rows
from app.importing.anonymising.screened_text import ScreenedText, screened_text
from app.importing.anonymising.screening import screen, uncased
from app.importing.anonymising.second_look import second_look, told_together
from app.sentences import N_, Refusal

VERSION: Final = "1"  # of the detectors, for the signature under a transcript


class WordsNotThere(Refusal):
    sentence = N_("These words do not stand in the transcript. Please write them as they stand there.")


def review(decided: Decided) -> Review:
    """Find what could tell who is who; new placeholders go on after those that were decided on.

    Raises WordsNotThere for marked words that the text does not hold.
    """
    text, found = _rows(decided)
    spans = sorted({(place.start, place.end) for row in found for place in row.places})
    drawn = tuple(_stretches(text, spans))
    return Review(
        rows=found,
        every=tuple(tuple(text.context(place.start, place.end) for place in row.places) for row in found),
        header=drawn[: text.lines],
        turns=drawn[text.lines :],
        uncased=uncased(text.text),
    )


def look_again(decided: Decided) -> Checked:
    """Put the placeholders in as decided, and look a second time.

    Raises RowsAreOpen while something is undecided; the refusal of a placeholder has the number of its `row`.
    """
    raw = decided.raw
    _, found = _rows(decided)
    by_key = {decision.key: decision for decision in decided.decisions}
    settled = _settled(found, by_key)
    decisions = {**by_key, **settled}
    require_decided(found, decisions)
    done = replaced(raw.header, raw.turns, found, decisions, raw.sitting)
    return Checked(
        header=done.header,
        turns=tuple(turn.words for turn in done.turns),
        header_pieces=tuple(map(_with_placeholders, done.header, done.in_header)),
        turn_pieces=tuple(
            _with_placeholders(turn.words, at) for turn, at in zip(done.turns, done.in_turns, strict=True)
        ),
        counts=done.counts,
        remaining=second_look(done, raw.language, raw.listed, raw.speakers, found, decisions, screen),
        together=told_together(done, found, decisions),
        sitting=done.sitting,
        version=VERSION,
        key=originals(found, decisions),
    )


def _settled(found: Sequence[Row], by_key: Decisions) -> dict[str, Decision]:
    """Return the decisions with their placeholders in brackets; a refusal says to which row it belongs."""
    settled = {}
    for at, row in enumerate(found):
        if (decision := decision_for(row, by_key)) is not None:
            try:
                settled[row.key] = checked(decision, row)
            except Refusal as refusal:
                refusal.values["row"] = at
                raise
    return settled


def _rows(decided: Decided) -> tuple[ScreenedText, tuple[Row, ...]]:
    raw = decided.raw
    text = screened_text(raw.header, raw.turns)
    found = screen(text.text, raw.language, raw.listed, raw.speakers)
    marks = [_place_of(text, marked) for marked in raw.marked]
    return text, rows(text, found, marks, language=raw.language, sitting=_in_use(decided))


def _in_use(decided: Decided) -> Sitting:
    return so_far(decided.raw.sitting, {decision.key: decision for decision in decided.decisions})


def _place_of(text: ScreenedText, marked: Marked) -> Mark:
    """Return the first place where the marked words stand as whole words, whatever their case."""
    words, form = Words(text.text), folded(marked.words)
    said = [word.folded for word in words.words]
    for first in range(len(said) - len(form) + 1):
        if form and tuple(said[first : first + len(form)]) == form:
            return words.words[first].start, words.words[first + len(form) - 1].end, marked.category
    raise WordsNotThere


def _stretches(text: ScreenedText, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[Piece, ...]]:
    """Yield each header line and each turn as pieces, with what was found standing out."""
    by_stretch: dict[int, list[tuple[int, int]]] = {}
    for start, end in spans:
        by_stretch.setdefault(text.stretch_of(start), []).append((start, end))
    for number, start in enumerate(text.starts):
        words = text.text[start : text.end_of(number)]
        yield _pieces(words, [(low - start, high - start) for low, high in by_stretch.get(number, ())])


def _with_placeholders(words: str, placeholders: Sequence[Placeholder]) -> tuple[Piece, ...]:
    return _pieces(words, [(placeholder.start, placeholder.end) for placeholder in placeholders])


def _pieces(words: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut words where a stretch begins or ends that stands out; together the pieces are the words again."""
    pieces, done = [], 0
    for start, end in spans:
        if end <= done:
            continue
        start = max(start, done)
        pieces += [Piece(words[done:start], stands_out=False), Piece(words[start:end], stands_out=True)]
        done = end
    return tuple(piece for piece in (*pieces, Piece(words[done:], stands_out=False)) if piece.words)
