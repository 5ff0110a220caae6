"""Read WebVTT and SRT: every cue is kept, also where its time, its number or the line between cues is not as it should.

Times may lack hours or minutes (`0.860 --> 7.380`, `3:33.380`) and have a comma. Teams and Microsoft Graph pad nothing
and write the milliseconds as a number: `0:0:6.90` is 6.090 s. A file is taken to do so when a time of three parts has
minutes or seconds of one digit; everywhere else a fraction is a decimal one.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.importing.draft import Material, Remark
from app.importing.readers.cues import Cue, paragraphs_of
from app.importing.readers.decoding import beginning, decoded, lines_of
from app.importing.readers.limits import refuse_too_much_text
from app.importing.readers.shape import Format
from app.importing.readers.teams import teams_paragraphs
from app.importing.times import milliseconds
from app.sentences import N_, Refusal

ARROW: Final = re.compile(r"(?P<start>\S{0,30}?)\s*(?:-+>|→)\s*(?P<end>\S{0,30})(?:\s.*)?")
WELL_FORMED: Final = re.compile(r"^[ \t]*\d[\d:.,]{2,20}[ \t]*--+>[ \t]*\d", re.MULTILINE)
UNPADDED: Final = re.compile(r"(?<![\d:.,])\d{1,2}:(?:\d:\d{1,2}|\d{2}:\d)(?![\d:])")
ASIDE: Final = re.compile(r"(?P<kind>NOTE|STYLE|REGION)(?:\s|$)")
# Marks that are no words. Anything else between < and > may be a stage direction, as <laughs>.
TAG: Final = re.compile(
    r"<(?P<end>/?)(?P<name>v|c|i|b|u|lang|ruby|rt|font)(?:\.[^\s<>.]*)*(?:[ \t](?P<voice>[^<>]{0,200}))?>"
    r"|<\d[\d:.]{0,20}>|\{\\[^{}]{0,60}\}"
)
ENTITY: Final = re.compile(r"&(?:[A-Za-z]{2,31}|#\d{1,7}|#[xX][\dA-Fa-f]{1,6});")
MOST_NUMBERS: Final = 12
MOST_BEFORE_ARROW: Final = 100
MOST_DIGITS: Final = 9

BROKEN_TIMES: Final = N_("The times of %(count)s cues could not be read; their words were kept. Lines: %(lines)s.")
STRAY_LINES: Final = N_(
    "%(count)s lines stood outside every cue; they were put with the words before. Lines: %(lines)s."
)
ASIDES: Final = N_("Notes between the cues were left out: %(count)s.")


class NoCues(Refusal):
    sentence = N_("No words with times were found in this file of subtitles. Save it again where it was made.")


def read_subtitles(data: bytes) -> Material:
    """Return the paragraphs of a file of subtitles, cues of one voice put together."""
    text, encoding = decoded(data)
    refuse_too_much_text(len(text))
    lines = lines_of(text)
    if not is_vtt(data) and (pasted := teams_paragraphs(lines)):  # out of a Word file of Teams
        return replace(pasted, encoding=encoding)
    found = CuesFound()
    found.read(lines)
    if not any(cue.text.strip() for cue in found.cues):
        raise NoCues
    paragraphs, remarks = paragraphs_of(found.cues)
    return Material(paragraphs, warnings=(*found.remarks(), *remarks), encoding=encoding)


class CuesFound:
    """Reads a file line by line: its cues, and the numbers of the lines that were not as they should be."""

    def __init__(self) -> None:
        self.cues: list[Cue] = []
        self.broken: list[int] = []
        self.stray: list[int] = []
        self.asides = 0
        self._said: list[str] | None = None
        self._times: tuple[int | None, int | None] = (None, None)
        self._last_number = 0
        self._aside = self._vtt = self._counted = False

    def read(self, lines: Sequence[str]) -> None:
        """Take in all lines of a file."""
        self._vtt = self._aside = bool(lines) and lines[0].startswith("WEBVTT")
        self._counted = any(UNPADDED.search(line[:MOST_BEFORE_ARROW]) for line in lines if "->" in line)
        for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True), start=1):
            if times := self._timing(line):
                self._begin(times, number)
            elif not line.strip():
                self._end()
            elif not self._aside:
                self._take(line, number, before_times=self._timing(following) is not None)
        self._end()

    def _timing(self, line: str) -> tuple[int | None, int | None] | None:
        """Return the times of a line that begins a cue: None for each that cannot be read."""
        match = ARROW.fullmatch(line.strip()) if "->" in line or "→" in line else None
        if match is None:
            return None
        times = tuple(milliseconds(match[end], counted=self._counted) for end in ("start", "end"))
        outside = self._said is None or not self._said
        written = match["start"] + match["end"]
        may_be = outside and (any(map(str.isdigit, written)) or not line.strip(" \t->→"))
        return (times[0], times[1]) if may_be or times != (None, None) else None

    def _begin(self, times: tuple[int | None, int | None], number: int) -> None:
        self._end()
        self._said, self._times = [], times
        if None in times:
            self.broken.append(number)

    def _take(self, line: str, number: int, *, before_times: bool) -> None:
        """Take a line that is neither empty nor times: words, a cue's number or name, or something between cues."""
        own = line.strip()
        is_next = own.isdecimal() and len(own) < MOST_DIGITS and int(own) == self._last_number + 1
        inside = self._said is not None
        if before_times and (not inside or is_next or (own.isdecimal() and not self._last_number)):
            self._end()
            self._last_number = int(own) if own.isdecimal() and len(own) < MOST_DIGITS else self._last_number
        elif inside and self._said is not None:
            self._said.append(line)
        elif self._vtt and (aside := ASIDE.match(own)):
            self._aside = True
            self.asides += aside["kind"] == "NOTE"
        elif is_next:
            self._begin((None, None), number)
            self._last_number += 1
        else:
            self.stray.append(number)
            self.cues.append(Cue(line))

    def _end(self) -> None:
        """Keep the cue that has been read, each of its voices by itself."""
        if self._said is not None:
            start, end = self._times
            spoken = voices("\n".join(self._said))
            self.cues += (Cue(text, speaker, start, end) for speaker, text in spoken)
        self._said, self._aside = None, False

    def remarks(self) -> tuple[Remark, ...]:
        """Return what the importer of the file should know."""
        told = [(BROKEN_TIMES, self.broken), (STRAY_LINES, self.stray)]
        remarks = tuple(Remark(said, {"count": len(at), "lines": numbers(at)}) for said, at in told if at)
        return (*remarks, Remark(ASIDES, {"count": self.asides})) if self.asides else remarks


def numbers(lines: Sequence[int]) -> str:
    """Return the first line numbers of a list, and a mark when there are more."""
    return ", ".join(map(str, lines[:MOST_NUMBERS])) + (" …" if len(lines) > MOST_NUMBERS else "")


def voices(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield who says what in a cue; None where no voice is named."""
    speaker: str | None = None
    said = ""
    position = 0
    for tag in TAG.finditer(text):
        said += text[position : tag.start()]
        position = tag.end()
        if tag["name"] != "v":
            continue
        if said.strip():
            yield speaker, plain(said)
        speaker = None if tag["end"] else plain(tag["voice"] or "").strip()
        said = ""
    said += text[position:]
    if said.strip():
        yield speaker, plain(said)


def plain(text: str) -> str:
    """Return the text with its character references decoded; what only looks like one stays."""
    return ENTITY.sub(lambda reference: html.unescape(reference[0]), text)


def is_vtt(data: bytes) -> bool:
    """Whether a file says itself that it is WebVTT."""
    return beginning(data).lstrip("\ufeff\r\n ").startswith("WEBVTT")


def is_srt(data: bytes) -> bool:
    """Whether a file has the times of subtitles."""
    return WELL_FORMED.search(beginning(data)) is not None


VTT: Final = Format("vtt", (".vtt",), is_vtt, read_subtitles, N_("Subtitles (.vtt)"))
SRT: Final = Format("srt", (".srt",), is_srt, read_subtitles, N_("Subtitles (.srt)"))
