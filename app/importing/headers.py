"""The words that begin the lines of a transcript's header, and of notes that are no turns."""

import re
from functools import lru_cache
from typing import Final

ENGLISH: Final = """
    note, notes, nb, key, legend, version, page, file, audio, break, start, end, comment, table, figure
    study, project, title, topic, theme, language, group, focus group, participants, present, interview, interview no
    date, time, length, duration, district, place, location, venue, setting, guide, step, part, chapter, appendix
    recording, recording length, recorded, recorded by, transcript, transcription, transcriber, transcribed
    transcribed by, interview guide, interview date, not present, also present, audio file, file name, observation
    observations, reflection, reflections, abstract, background, introduction, aim, objective, method, methods, results
    discussion, conclusion, conclusions, keywords, summary, example, for example, source, reference, references
"""
NORDIC: Final = """
    merknad, notat, notater, kommentar, forklaring, versjon, side, fil, lydfil, pause, slutt, tabell, figur, eksempel
    studie, prosjekt, tittel, tema, språk, gruppe, fokusgruppe, deltakere, deltagere, til stede, tilstede, intervju nr
    dato, tid, tidspunkt, lengde, varighet, distrikt, sted, lokale, opptak, opptaker, transkripsjon, transkribert
    transkribert av, intervjuguide, ikke til stede, også til stede, sammendrag, bakgrunn, metode, resultater
    anteckning, anmärkning, datum, plats, längd, deltagare, närvarande, grupp, fokusgrupp, inspelning, språk, titel
    bemærkning, varighed, til stede var, optagelse, transskription, transskriberet af, transkriberad av, deltagere var
"""
OTHER: Final = """
    opmerking, bestand, onderwerp, taal, groep, focusgroep, deelnemers, aanwezig, tijd, duur, plaats, locatie, opname
    getranscribeerd door, anmerkung, hinweis, datei, audiodatei, thema, sprache, fokusgruppe, teilnehmer
    teilnehmerinnen, anwesend, zeit, dauer, ort, aufnahme, transkript, transkription, transkribiert von
"""
HEADER_WORDS: Final = frozenset(
    word.strip() for line in (ENGLISH + NORDIC + OTHER).split("\n") for word in line.split(",") if word.strip()
)
# The lines that name who was there.
PRESENT_WORDS: Final = frozenset(
    {
        *("participants", "present", "also present", "group", "deltakere", "deltagere", "til stede", "tilstede"),
        *("også til stede", "deltagare", "närvarande", "deelnemers", "aanwezig", "teilnehmer", "anwesend", "key"),
        *("legend", "forklaring", "teilnehmerinnen"),
    }
)
NUMBER_OR_LETTER: Final = re.compile(r"\s+(?:\d{1,3}|\w)$")  # Focus group 2, District A


@lru_cache(maxsize=4096)
def is_header_word(label: str) -> bool:
    """Whether what stands before a colon tells about the conversation: `Date`, `Focus group 2`."""
    folded = label.casefold()
    return folded in HEADER_WORDS or NUMBER_OR_LETTER.sub("", folded) in HEADER_WORDS


def names_people(label: str) -> bool:
    """Whether what stands before a colon says who was there: `Present`."""
    return NUMBER_OR_LETTER.sub("", label.casefold()) in PRESENT_WORDS
