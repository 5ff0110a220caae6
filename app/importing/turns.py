"""Read who says what out of the paragraphs of a transcript."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.importing.draft import Draft, Material, Paragraph, Remark
from app.importing.headers import is_header_word
from app.importing.roles import Kind, known_kind
from app.importing.speaking.conversation import Conversation, Piece
from app.importing.speaking.header import header_end
from app.importing.speaking.lines import Line, lines_of
from app.importing.speaking.numbering import without_numbers
from app.importing.speaking.pieces import Told, of_one_voice, pieces, with_times_above
from app.importing.speaking.speakers import Found, find_speakers
from app.importing.words import clean
from app.sentences import N_, Refusal

TEXT: Final = "Text"  # the label of the one participant of a text without speakers

FEW_OPENINGS: Final = 3
LONG_HEADER: Final = 5  # lines


class NoTurns(Refusal):
    sentence = N_("No words were found in this file. Choose the transcript again.")


EMPTY_TURNS: Final = N_("Labels without words were left out: %(count)s.")
TIMES_AT_END: Final = N_("The times stand at the end of the turns: they say when a turn ends, not when it begins.")
TIMES_INSIDE: Final = N_("Times inside turns were left out: a turn keeps the time at which it begins.")
NUMBERS: Final = N_("Numbers before the labels were left out.")
NO_SPEAKERS: Final = N_("No labels of speakers were found, so each paragraph is a turn of one participant.")


def read_turns(material: Material) -> Draft:
    """Return the turns of a transcript: where the file or a known label names a speaker, one begins."""
    header, told, remarks = taken_apart(told_apart(material.paragraphs))
    conversation, ends, inside = Conversation(), False, False
    for piece in told:
        ends |= piece.ends
        inside |= has_time_inside(piece)
        conversation.take(piece)
    conversation.end()
    if not any(turn.label for turn in conversation.turns):
        raise NoTurns
    remarks += [Remark(EMPTY_TURNS, {"count": conversation.empty})] if conversation.empty else []
    remarks += [Remark(TIMES_AT_END)] if ends else []
    remarks += [Remark(TIMES_INSIDE)] if inside else []
    return Draft(
        header=(*header, *conversation.header), turns=tuple(conversation.turns), comments=material.comments,
        warnings=(*material.warnings, *remarks), encoding=material.encoding,
    )  # fmt: skip


def taken_apart(paragraphs: Sequence[Paragraph]) -> tuple[list[str], Iterator[Piece], list[Remark]]:
    """Return the header, the pieces of the conversation, and what the importer should know about them."""
    unnumbered, lines = lines_to_read(paragraphs)
    found = find_speakers(lines)
    if not any(paragraph.speaker for paragraph in paragraphs) and not has_speakers(lines, found):
        return *without_speakers(paragraphs), [Remark(NO_SPEAKERS)]
    remarks = [Remark(NUMBERS)] if unnumbered or is_numbered(found) else []
    return *with_speakers(paragraphs, lines, found), remarks


def told_apart(paragraphs: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """Return the paragraphs; where the file names nobody at all, or only unknown voices, it is left to the text."""
    speakers = {paragraph.speaker for paragraph in paragraphs}
    if speakers == {None} or any(speaker and known_kind(speaker) is not Kind.UNKNOWN for speaker in speakers):
        return paragraphs
    return [replace(paragraph, speaker=None) for paragraph in paragraphs]


def lines_to_read(paragraphs: Sequence[Paragraph]) -> tuple[bool, Sequence[Line]]:
    """Return the lines that may hold labels, and whether numbers were taken off them."""
    lines = list(lines_of((n, paragraph) for n, paragraph in enumerate(paragraphs) if paragraph.speaker is None))
    anew = without_numbers(lines)
    return anew != lines, anew


def is_numbered(found: Found) -> bool:
    """Whether turns have numbers of their own: `[T001] Moderator: words`."""
    return any(
        parsed is not None and opening is not None and parsed.numbered
        for parsed, opening in zip(found.parsed, found.openings, strict=True)
    )


def has_speakers(lines: Sequence[Line], found: Found) -> bool:
    """Whether the labels make a conversation: one or two at the end of a long text do not."""
    places = [number for number, opening in enumerate(found.openings) if opening is not None]
    if not places or len(places) >= FEW_OPENINGS or places[0] < LONG_HEADER:
        return bool(places)
    lengths = [len(line.text) for line in lines]
    return sum(lengths[: places[0]]) <= sum(lengths[places[0] :])


def with_speakers(
    paragraphs: Sequence[Paragraph], lines: Sequence[Line], found: Found
) -> tuple[list[str], Iterator[Piece]]:
    """Return the header of a conversation, and its pieces."""
    first_named = next((n for n, paragraph in enumerate(paragraphs) if paragraph.speaker is not None), len(paragraphs))
    end = header_end(found) if any(found.openings) else 0
    header = [line.text for line in lines[:end] if line.paragraph < first_named]
    told: dict[int, list[Told]] = {}
    for line, opening in zip(lines[len(header) :], found.openings[len(header) :], strict=True):
        told.setdefault(line.paragraph, []).append(Told(line, opening))
    return header, with_times_above(pieces(paragraphs, told))


def without_speakers(paragraphs: Sequence[Paragraph]) -> tuple[list[str], Iterator[Piece]]:
    """Return the header of a text of one voice, if it has one, and its pieces."""
    texts = [paragraph.text.strip() for paragraph in paragraphs]
    tells = [":" in text and "\n" not in text and is_header_word(text.split(":", 1)[0].strip("*_ ")) for text in texts]
    title = int(tells[:2] == [False, True])
    end = next((number for number, is_told in enumerate(tells) if number >= title and not is_told), len(texts))
    if end == len(texts) or end == title:
        end = 0
    return [clean(text) for text in texts[:end] if text], of_one_voice(TEXT, paragraphs[end:])


def has_time_inside(piece: Piece) -> bool:
    """Whether a time stood at the beginning of what only goes on with a turn."""
    begins = piece.label is not None or piece.may_be_direction or piece.is_cue
    return not begins and piece.start_ms is not None and not piece.ends
