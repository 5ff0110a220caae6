"""Who speaks and who is quoted: each one's share of the talk beside their share of the quotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.charts.lettering import width_of, wrapped
from app.charts.sheet import LEADING, MARGIN, SMALL, TEXT, Chart, Frame, Sheet

BAR: Final = 13.0
BESIDE: Final = 14.0
BETWEEN: Final = 14.0


@dataclass(frozen=True, slots=True)
class Share:
    """A part of something, 0 to 1, as it is written: `12 %`. None where there is nothing to have a share of."""

    part: float | None
    written: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A participant, focus group or stakeholder with two shares."""

    name: str
    talk: Share
    quotes: Share


@dataclass(frozen=True, slots=True)
class Shares:
    """Voices with a title and a description; `headings` head the names, the shares of talk and those of quotes.

    Raises ValueError when a share is below 0 or above 1.
    """

    title: str
    description: str
    headings: tuple[str, str, str]
    voices: tuple[Voice, ...]

    def __post_init__(self) -> None:
        every = [share.part for voice in self.voices for share in (voice.talk, voice.quotes)]
        if any(part is not None and not 0 <= part <= 1 for part in every):
            raise ValueError("a share is a part of the whole, 0 to 1")


def shares(record: Shares, frame: Frame) -> Chart:
    """Draw two bars for each voice: a filled one for the talk, an outlined one for the quotes, the share behind each.

    The longest bar is as wide as there is room.
    """
    table = tuple((voice.name, voice.talk.written, voice.quotes.written) for voice in record.voices)
    return Chart(record.title, _Drawing(record, frame).drawn(), record.headings, table)


class _Drawing:
    def __init__(self, record: Shares, frame: Frame) -> None:
        self._record, self._narrow = record, frame.narrow
        self._sheet = sheet = Sheet(frame, record.title, record.description)
        names = _widest(voice.name for voice in record.voices) + BESIDE
        self._left = sheet.left + (0.0 if frame.narrow else min(names, sheet.inner * 0.36))
        every = [share for voice in record.voices for share in (voice.talk, voice.quotes)]
        self._width = sheet.right - self._left - _widest(share.written for share in every) - 8
        self._most = max((share.part or 0.0 for share in every), default=0.0) or 1.0

    def drawn(self) -> str:
        y = self._legend(self._sheet.top)
        for voice in self._record.voices:
            y = self._voice(voice, y)
        return self._sheet.finished(y + MARGIN - BETWEEN)

    def _legend(self, y: float) -> float:
        """Show which bar is which."""
        x, room = self._left, self._sheet.right - self._left
        for words, look in zip(self._record.headings[1:], ("main", "outline"), strict=True):
            width = min(width_of(words, SMALL), room - 26)
            if x > self._left and x + width + 26 > self._sheet.right:
                x, y = self._left, y + SMALL * 1.6
            self._sheet.box((x, y + 2), (20, BAR - 3), look)
            self._sheet.words((x + 26, y + SMALL), words, room - 26, "quiet", size=SMALL)
            x += width + 50
        return y + SMALL * LEADING + BETWEEN

    def _voice(self, voice: Voice, y: float) -> float:
        if self._narrow:
            y += 4 + self._sheet.words((self._left, y + TEXT), voice.name, self._sheet.inner, lines=2)
        else:
            room = self._left - self._sheet.left - BESIDE
            up = (len(wrapped(voice.name, room, TEXT, 2)) - 1) * TEXT * LEADING / 2
            place = (self._left - BESIDE, y + BAR + 1.5 + TEXT * 0.36 - up)
            self._sheet.words(place, voice.name, room, anchor="end", lines=2)
        bars = zip((voice.talk, voice.quotes), ("main", "outline"), self._record.headings[1:], strict=True)
        for share, look, what in bars:
            self._bar(share, look, f"{voice.name}, {what}: {share.written}", y)
            y += BAR + 3
        return y + BETWEEN

    def _bar(self, share: Share, look: str, title: str, y: float) -> None:
        length = self._width * (share.part or 0.0) / self._most
        if length:
            self._sheet.box((self._left, y), (max(length, 1.0), BAR), look, title)
        place = (self._left + length + 6, y + BAR / 2 + SMALL * 0.36)
        self._sheet.words(place, share.written, self._sheet.inner, size=SMALL, title=title)


def _widest(every: Iterable[str]) -> float:
    return max((width_of(words, TEXT) for words in every), default=0.0)
