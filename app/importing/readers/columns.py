"""Which column of a table of turns holds what: told by its heading, or else by what stands in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import Final

from app.importing.roles import known_kind
from app.importing.times import milliseconds

Rows = Sequence[Sequence[str]]

# English, Norwegian, Swedish, Danish, German, Dutch, Icelandic, Finnish.
HEADINGS: Final[Mapping[str, str]] = {
    "text": """
        text, texts, words, utterance, utterances, transcript, transcription, speech, content, body, message, said
        what was said, quote, statement, response, answer, contribution, verbatim, free text, freetext
        tekst, ord, ytring, ytringer, utsagn, replikk, innhold, sagt, transkripsjon, fritekst, svar
        yttrande, replik, innehåll, transkription, fritext, udsagn, indhold, transskription
        texti, orð, ummæli, teksti, puhe, puheenvuoro, litterointi
        äußerung, aussage, wortlaut, inhalt, beitrag, transkript, uitspraak, uiting, inhoud, transcriptie
    """,
    "speaker": """
        speaker, speakers, name, participant, who, label, voice, person, speaker name, speaker id, speaker label
        participant id, participant name, respondent, interviewee, informant
        taler, navn, deltaker, deltager, hvem, stemme, snakker, informant, deltakernummer
        mælandi, nafn, þátttakandi, hver, puhuja, nimi, osallistuja, kuka
        talare, namn, deltagare, vem, röst, sprecher, sprecherin, sprechende, teilnehmer, teilnehmerin, wer, stimme
        spreker, naam, deelnemer, wie
    """,
    "start": """
        time, start, start time, starttime, begin, beginning, timestamp, time stamp, timecode, time code, from, in
        tími, tímasetning, aika, aikaleima, alku
        tid, starttid, begynnelse, tidspunkt, fra, tidskode, tidsstempel, början, från
        zeit, beginn, anfang, startzeit, zeitmarke, zeitstempel, von, tijd, begintijd
    """,
    "end": """
        end, end time, endtime, stop, stop time, until, to, out, slutt, slutttid, slut, sluttid, til, till
        ende, endzeit, bis, einde, eindtijd
    """,
    "session": """
        session, focus group, focusgroup, fg, group, interview, conversation, recording, transcript id, file, document
        økt, fokusgruppe, gruppe, samtale, intervju, opptak, grupp, fokusgrupp, samtal, inspelning
        sitzung, gespräch, aufnahme, sessie, focusgroep, groep, gesprek
    """,
    "identity": "id, case, code, kode, sak, fall, nummer",
    "role": "role, speaker role, rolle, roll, rol, funksjon, function",
    "turn": """
        turn, turn number, turn no, turn id, no, nr, number, line, row, utterance id, index
        tur, linje, rad, replikknummer, zeile, regel, beurt
    """,
    "translation": """
        translation, translated, english, english translation, oversettelse, översättning, oversættelse, engelsk
        übersetzung, englisch, vertaling, engels
    """,
}
MEANINGS: Final = {
    name.strip().casefold(): meaning
    for meaning, names in HEADINGS.items()
    for line in names.split("\n")
    for name in line.split(",")
    if name.strip()
}
UNIT: Final = re.compile(r"[\[(].{0,20}[\])]")
APART: Final = re.compile(r"[\s_./-]+")
STRONG: Final = frozenset({"text", "speaker", "start", "end"})  # told also by one word of a heading: `speaker label 2`
LONGEST_HEADING: Final = 60
ROWS_BEFORE_HEADINGS: Final = 10
SAMPLE: Final = 400
LONGEST_NAME: Final = 63
FEWEST_WORDS: Final = 3  # on average, in a column of what people said


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns in a row; None for what the table does not have."""

    text: int
    speaker: int | None = None
    start: int | None = None
    end: int | None = None
    session: int | None = None
    first_row: int = 0

    @property
    def read(self) -> frozenset[int]:
        """The places of the columns whose words are read."""
        places = (self.text, self.speaker, self.start, self.end, self.session)
        return frozenset(place for place in places if place is not None)


def columns(rows: Rows) -> Columns | None:
    """Return what the columns of a table of turns hold, or None when it is not one."""
    for number, row in enumerate(rows[:ROWS_BEFORE_HEADINGS], start=1):
        meanings = [meaning_of(cell) for cell in row]
        if len(set(filter(None, meanings))) > 1 and (found := by_heading(meanings, rows[number:], number)):
            return found
    return by_shape(rows)


def meaning_of(heading: str) -> str:
    """Return what a column with this heading holds, or nothing."""
    if len(heading) > LONGEST_HEADING:
        return ""
    words = APART.sub(" ", UNIT.sub("", heading).casefold()).strip()
    found = MEANINGS.get(words) or MEANINGS.get(words.rstrip("0123456789 "))
    return found or next((MEANINGS[word] for word in reversed(words.split()) if MEANINGS.get(word) in STRONG), "")


def by_heading(meanings: Sequence[str], rows: Rows, first_row: int) -> Columns | None:
    """Return the columns that the headings name, or None when none of them holds what people said."""
    places = {meaning: place for place, meaning in reversed(list(enumerate(meanings))) if meaning}
    text = places.get("text")
    if text is None:
        text = wordiest(rows, [place for place, meaning in enumerate(meanings) if not meaning])
    if text is None:
        return None
    speaker = next((places[name] for name in ("speaker", "role") if name in places), None)
    if speaker is None and "identity" in places and not is_counting(column(rows, places["identity"])):
        speaker = places["identity"]
    session = places.get("session")
    if session is not None and not is_session(column(rows, session), len(rows)):
        session = None
    return Columns(text, speaker, places.get("start"), places.get("end"), session, first_row)


def by_shape(rows: Rows) -> Columns | None:
    """Return the columns of a table without headings: times look like times, names are short and come again."""
    width = max(map(len, rows[:SAMPLE]), default=0)
    cells = [column(rows, place) for place in range(width)]
    times = [place for place in range(width) if is_times(cells[place])]
    text = wordiest(rows, [place for place in range(width) if place not in times])
    if text is None:
        return None
    names = [place for place in range(width) if place not in {text, *times} and is_names(cells[place])]
    speaker = max(names, key=lambda place: turnover(cells[place]), default=None)
    if speaker is None and not times:
        return None
    session = next((place for place in names if place != speaker and is_session(cells[place], len(rows))), None)
    headed = any(milliseconds(row[place]) is None for row in rows[:1] for place in times if place < len(row))
    start, end = [*times, None, None][:2]
    return Columns(text, speaker, start, end, session, int(headed))


def column(rows: Rows, place: int) -> list[str]:
    """Return the cells of a column, as far as a sample goes; empty ones are left out."""
    return [row[place].strip() for row in rows[:SAMPLE] if place < len(row) and row[place].strip()]


def wordiest(rows: Rows, places: Sequence[int]) -> int | None:
    """Return the column with the most words in its cells, if they are what people say."""
    lengths = {place: mean(len(cell.split()) for cell in cells) for place in places if (cells := column(rows, place))}
    longest = max(lengths, key=lambda place: lengths[place], default=None)
    return longest if longest is not None and lengths[longest] >= FEWEST_WORDS else None


def is_times(cells: Sequence[str]) -> bool:
    """Whether a column holds times: nearly all of its cells, or all but a heading."""
    found = sum(":" in cell and milliseconds(cell) is not None for cell in cells)
    return found > 0 and found >= len(cells) - 1 - len(cells) // 10


def is_names(cells: Sequence[str]) -> bool:
    """Whether a column may tell who speaks: short, and the same ones come again or are known as labels."""
    if not cells or is_counting(cells) or any(len(cell) > LONGEST_NAME for cell in cells):
        return False
    return len(set(cells)) < len(cells) or all(known_kind(cell.rstrip(":")) is not None for cell in cells)


def is_counting(cells: Sequence[str]) -> bool:
    """Whether a column only counts its rows."""
    return all(cell.isdecimal() for cell in cells) and len(set(cells)) == len(cells)


def is_session(cells: Sequence[str], rows: int) -> bool:
    """Whether each name of a column stands in rows that follow each other, as those of one recording do.

    Empty cells are merged ones, so there may be fewer cells than rows.
    """
    runs = turnover(cells) + 1
    return bool(cells) and runs == len(set(cells)) and (runs < rows or runs == 1)


def turnover(cells: Sequence[str]) -> int:
    """Return how often a cell differs from the one above."""
    return sum(one != other for one, other in pairwise(cells))
