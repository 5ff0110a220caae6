"""Read JSON of automatic transcription: lists of segments with who speaks, when, and what is said.

Known by their form, not by their maker: podcast transcripts, Whisper and WhisperX, AssemblyAI, Deepgram, Rev and
others write a list of objects, each with a text; somewhere, under some name.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from app.importing.draft import Material, Remark
from app.importing.readers.cues import Cue, paragraphs_of
from app.importing.readers.decoding import beginning, decoded, refuse_too_many_lines
from app.importing.readers.limits import TooLargeInside, refuse_too_much_text
from app.importing.readers.shape import Format
from app.importing.times import LONGEST, in_milliseconds, milliseconds
from app.sentences import N_, Refusal

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"
Segment: TypeAlias = Mapping[str, Json]

MAX_PARTS: Final = 1_000_000  # values in the file; an hour with a time for every word has about 60,000
MAX_DEPTH: Final = 12  # of the list that we look for
FEW: Final = 4  # a list as short may hold the list that we look for
# The same words may stand in a file twice, by utterance and by word: the list that holds most, names speakers and
# comes first here is read.
FIRST: Final = ("utterances", "segments", "monologues", "turns", "transcript", "cues", "paragraphs")
LAST: Final = ("words", "word_segments", "items")
NEARLY_ALL: Final = 0.9
TEXTS: Final = ("text", "body", "transcript", "utterance", "content", "sentence", "value", "punctuatedword", "word")
SPEAKERS: Final = ("speaker", "speakername", "speakerlabel", "speakerid", "speakertag", "name", "participant", "voice")
STARTS: Final = ("start", "starttime", "startms", "starttimems", "begin", "from", "offset", "time", "timestamp", "ts")
ENDS: Final = ("end", "endtime", "endms", "endtimems", "stop", "to", "endts")
PIECES: Final[Mapping[str, str]] = {"elements": "", "words": " ", "sentences": " "}  # and what stands between them

JSON_BEGINNING: Final = re.compile(r"\s*(?:\[\s*){0,12}\{\s*[\"}]")

WITHOUT_TEXT: Final = N_("Segments without words left out: %(count)s.")


class DamagedJson(Refusal):
    sentence = N_("This JSON file is damaged or cut off. Save it again where it was made, and try again.")


class SaidTwice(Refusal):
    sentence = N_(
        "This JSON file gives two values under one name, so that words could be lost. "
        "Save it again where it was made, and try again."
    )


class NoSegments(Refusal):
    sentence = N_("No list of segments with words was found in this JSON file. Save the transcript in another format.")


def read_segments(data: bytes) -> Material:
    """Return the paragraphs of a list of segments, those of one voice put together."""
    text, encoding = decoded(data)
    found = best(list(lists_of_segments(parsed(text))))
    said = [words(segment) for segment in found]
    refuse_too_much_text(sum(map(len, said)))
    counted = are_milliseconds(found, said)
    cues = [cue(segment, text, counted=counted) for segment, text in zip(found, said, strict=True) if text]
    if not cues:
        raise NoSegments
    paragraphs, remarks = paragraphs_of(cues)
    empty = len(found) - len(cues)
    left_out = (Remark(WITHOUT_TEXT, {"count": empty}),) if empty else ()
    return Material(paragraphs, warnings=(*left_out, *remarks), encoding=encoding)


def parsed(text: str) -> Json:
    """Return the values of a JSON text, or refuse it."""
    if sum(map(text.count, ",[{")) > MAX_PARTS:
        raise TooLargeInside
    try:
        values: Json = json.loads(text, object_pairs_hook=each_once, parse_int=number, parse_constant=lambda _: None)
    except (ValueError, RecursionError) as error:
        raise DamagedJson from error
    return values


def each_once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Return an object of the file, or refuse one that says two things under one name."""
    values = dict(pairs)
    if len(values) < len(pairs):
        raise SaidTwice
    return values


def number(digits: str) -> float:
    """Return a whole number, however long: as a time it is out of reach anyway."""
    return float(digits)


def lists_of_segments(values: Json, name: str = "", depth: int = 0) -> Iterator[tuple[str, list[Segment]]]:
    """Yield every list of objects with words, under its name; what stands inside its segments is no other list."""
    if depth > MAX_DEPTH:
        return
    if isinstance(values, Mapping):
        for key, value in values.items():
            yield from lists_of_segments(value, key.casefold(), depth + 1)
    elif isinstance(values, list):
        refuse_too_many_lines(len(values))
        found = [folded(value) for value in values if isinstance(value, Mapping)]
        with_words = sum(bool(words(segment)) for segment in found)
        if 2 * with_words > len(values):
            yield name, found
        if not with_words or len(values) <= FEW:
            for value in values:
                yield from lists_of_segments(value, name, depth + 1)


def folded(segment: Segment) -> Segment:
    """Return a segment with the names of its values in one spelling: `startTime` and `start_time` are the same."""
    return {name.casefold().replace("_", "").replace("-", ""): value for name, value in segment.items()}


def best(lists: Sequence[tuple[str, list[Segment]]]) -> list[Segment]:
    """Return the list to read: of those with nearly all the words, one that names speakers."""
    sizes = [sum(len(words(segment)) for segment in found) for _, found in lists]
    most = max(sizes, default=0)
    able = [one for one, size in zip(lists, sizes, strict=True) if size >= NEARLY_ALL * most]
    return max(able, key=preference, default=("", list[Segment]()))[1]


def preference(named: tuple[str, list[Segment]]) -> tuple[bool, int]:
    """Return how much a list is to be preferred."""
    name, found = named
    place = FIRST.index(name) if name in FIRST else len(FIRST) + (name in LAST)
    return any(speaker(segment) is not None for segment in found), -place


def words(segment: Segment) -> str:
    """Return what is said in a segment, or nothing."""
    return written(segment).strip()


def written(segment: Segment) -> str:
    """Return the text of a segment or of a piece of one, with the blanks around it."""
    for name in TEXTS:
        if isinstance(text := segment.get(name), str) and text:
            return text
    for name, between in PIECES.items():
        pieces = segment.get(name)
        if isinstance(pieces, list):
            return between.join(written(folded(piece)) for piece in pieces if isinstance(piece, Mapping))
    alternatives = segment.get("alternatives")
    best_one = alternatives[0] if isinstance(alternatives, list) and alternatives else None
    return written(folded(best_one)) if isinstance(best_one, Mapping) else ""


def speaker(segment: Segment) -> str | None:
    """Return who speaks; a number is the voice of that number."""
    value = next((segment[name] for name in SPEAKERS if segment.get(name) is not None), None)
    if isinstance(value, Mapping):
        return speaker({**folded(value), "speaker": folded(value).get("name", folded(value).get("id"))})
    if isinstance(value, float):
        return f"Speaker {value:g}"
    return value.strip() if isinstance(value, str) and value.strip() else None


def are_milliseconds(found: Sequence[Segment], said: Sequence[str]) -> bool:
    """Whether the times are whole numbers, and so large that seconds would be too slow for anybody's speech."""
    starts = [at for segment in found for at in [first(segment, STARTS)] if isinstance(at, float)]
    if not starts or not all(at.is_integer() for at in starts):
        return False
    return in_milliseconds(max(starts) - min(starts), sum(len(text.split()) for text in said))


def cue(segment: Segment, text: str, *, counted: bool) -> Cue:
    """Return a segment with its times."""
    start, end = (time(first(segment, names), counted=counted) for names in (STARTS, ENDS))
    return Cue(text, speaker(segment), start, end)


def first(segment: Segment, names: Sequence[str]) -> Json:
    """Return the value under the first of the names that the segment has."""
    return next((segment[name] for name in names if name in segment), None)


def time(value: Json, *, counted: bool) -> int | None:
    """Return a time as milliseconds, or None where it is none."""
    if isinstance(value, float):
        thousandths = value if counted else value * 1000
        return round(thousandths) if 0 <= thousandths < LONGEST else None
    return milliseconds(value) if isinstance(value, str) else None


def is_json(data: bytes) -> bool:
    """Whether a file begins as JSON does: a label in brackets, as `[id1] text`, is something else."""
    return JSON_BEGINNING.match(beginning(data)) is not None


FORMAT: Final = Format("json", (".json",), is_json, read_segments, N_("Segments (.json)"))
