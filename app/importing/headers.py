"""The words that begin the lines of a transcript's header, in English and Norwegian."""

import re
from typing import Final

HEADER_WORDS: Final = frozenset(
    {
        *(
            "note",
            "notes",
            "comment",
            "key",
            "legend",
            "version",
            "page",
            "file",
            "audio",
            "break",
            "start",
            "end",
        ),
        *(
            "study",
            "project",
            "title",
            "topic",
            "theme",
            "language",
            "group",
            "focus group",
            "participants",
            "present",
        ),
        *("date", "time", "length", "duration", "district", "place", "location", "venue", "setting", "guide"),
        *(
            "recording",
            "recording length",
            "recorded",
            "recorded by",
            "transcript",
            "transcription",
            "transcriber",
        ),
        *(
            "transcribed",
            "transcribed by",
            "interview guide",
            "interview date",
            "not present",
            "also present",
        ),
        *(
            "merknad",
            "notat",
            "kommentar",
            "forklaring",
            "versjon",
            "side",
            "fil",
            "lydfil",
            "pause",
            "slutt",
        ),
        *("studie", "prosjekt", "tittel", "tema", "språk", "gruppe", "fokusgruppe", "deltakere", "deltagere"),
        *(
            "til stede",
            "tilstede",
            "dato",
            "tid",
            "tidspunkt",
            "lengde",
            "varighet",
            "distrikt",
            "sted",
            "lokale",
        ),
        *("opptak", "transkripsjon", "transkribert", "transkribert av", "intervjuguide", "ikke til stede"),
    }
)
NUMBER_OR_LETTER: Final = re.compile(r"\s+(?:\d{1,3}|\w)$")  # Focus group 2, District A


def is_header_word(label: str) -> bool:
    """Whether what stands before a colon tells about the conversation: `Date`, `Focus group 2`."""
    folded = label.casefold()
    return folded in HEADER_WORDS or NUMBER_OR_LETTER.sub("", folded) in HEADER_WORDS
