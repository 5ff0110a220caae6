"""The words that begin the lines of a transcript's header, and of notes that are no turns."""

import re
from functools import lru_cache
from typing import Final

ENGLISH: Final = """
    note, notes, nb, key, legend, version, page, file, audio, break, start, end, comment, audio file, file name
    study, project, title, topic, theme, language, group, focus group, participants, present, interview, interview no
    date, time, length, duration, district, place, location, venue, setting, guide, interview guide, interview date
    recording, recording length, recorded, recorded by, transcript, transcription, transcriber, transcribed
    transcribed by, not present, also present, informants, respondents, interviewees, moderators, site, pseudonyms
"""
NORDIC: Final = """
    merknad, notat, notater, kommentar, forklaring, versjon, side, fil, lydfil, pause, slutt, informanter, respondenter
    studie, prosjekt, tittel, tema, språk, gruppe, fokusgruppe, deltakere, deltagere, til stede, tilstede, intervju nr
    dato, tid, tidspunkt, lengde, varighet, distrikt, sted, lokale, opptak, opptaker, transkripsjon, transkribert
    transkribert av, intervjuguide, ikke til stede, også til stede, intervju, fokusgruppeintervju, pseudonymer
    anteckning, anmärkning, datum, plats, längd, deltagare, närvarande, grupp, fokusgrupp, inspelning, språk, titel
    bemærkning, varighed, til stede var, optagelse, transskription, transskriberet af, transkriberad av, deltagere var
"""
OTHER: Final = """
    opmerking, bestand, onderwerp, taal, groep, focusgroep, deelnemers, aanwezig, tijd, duur, plaats, locatie, opname
    getranscribeerd door, anmerkung, hinweis, datei, audiodatei, thema, sprache, fokusgruppe, teilnehmer
    teilnehmerinnen, anwesend, zeit, dauer, ort, aufnahme, transkript, transkription, transkribiert von
"""
INSIDE_TEXTS: Final = """
    table, figure, step, part, chapter, appendix, observation, observations, reflection, reflections, abstract
    background, introduction, aim, aims, objective, objectives, method, methods, results, discussion, conclusion
    conclusions, keywords, summary, example, for example, source, sources, reference, references, quote, memo
    tabell, figur, eksempel, observasjon, observasjoner, refleksjon, refleksjoner, sammendrag, bakgrunn, metode
    resultat, resultater, konklusjon, sitat, sammanfattning, bakgrund, exempel, baggrund, samenvatting, achtergrond
    voorbeeld, beispiel, zusammenfassung, hintergrund, ergebnisse
"""


def listed(words: str) -> frozenset[str]:
    """Return the words of lines with commas between them."""
    return frozenset(word.strip() for line in words.split("\n") for word in line.split(",") if word.strip())


HEADER_WORDS: Final = listed(ENGLISH + NORDIC + OTHER)
TEXT_WORDS: Final = listed(INSIDE_TEXTS)
# The lines that name who was there.
PRESENT_WORDS: Final = frozenset(
    {
        *("participants", "present", "also present", "group", "deltakere", "deltagere", "til stede", "tilstede"),
        *("også til stede", "deltagare", "närvarande", "deelnemers", "aanwezig", "teilnehmer", "anwesend", "key"),
        *("legend", "forklaring", "teilnehmerinnen", "informants", "informanter", "respondents", "respondenter"),
    }
)
NUMBER_OR_LETTER: Final = re.compile(r"\s+(?:\d{1,3}|\w)$")  # Focus group 2, District A


@lru_cache(maxsize=4096)
def is_header_word(label: str) -> bool:
    """Whether what stands before a colon tells about the conversation: `Date`, `Focus group 2`."""
    return is_among(HEADER_WORDS, label)


@lru_cache(maxsize=4096)
def is_heading(label: str) -> bool:
    """Whether what stands before a colon heads a piece of a text, as in field notes: `Observation`, `Step 2`."""
    return is_among(TEXT_WORDS, label)


def is_among(words: frozenset[str], label: str) -> bool:
    """Whether a label is one of the words, alone or with a number or a letter."""
    folded = label.casefold()
    return folded in words or NUMBER_OR_LETTER.sub("", folded) in words


def names_people(label: str) -> bool:
    """Whether what stands before a colon says who was there: `Present`."""
    return NUMBER_OR_LETTER.sub("", label.casefold()) in PRESENT_WORDS
