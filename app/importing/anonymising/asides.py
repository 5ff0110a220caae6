"""What stands in a transcript without being said: labels of speakers, placeholders, notes of the transcriber."""

import re
from collections import Counter
from functools import cache
from typing import Final

from app.importing.anonymising.languages.language import words
from app.importing.anonymising.words import WORD
from app.importing.roles import Kind, known_kind

Span = tuple[int, int]

LABEL: Final = re.compile(r"^[ \t]{0,20}([^\W\d_][^\n:?!,;\"“”]{0,39}|[?]{1,3}):(?=\s|$)", re.MULTILINE)
MANY_LABELS: Final = 0.5
WORDS_OF_A_LABEL: Final = 3
NOTE: Final = re.compile(r"\[([^\[\]\n]{1,80})\]|\(([^()\n]{1,40})\)")
NOTES: Final = words(
    "name names place town city organisation organization workplace school hospital address phone email mail date "
    "month year age number handle url website role diagnosis health district person redacted removed anonymised "
    "anonymized changed navn navnet sted stedet by organisasjon arbeidsplass skole sykehus adresse telefon dato alder "
    "nummer rolle bydel namn plats ort organisationsnamn datum ålder naam plaats organisatie leeftijd alter "
    "telefonnummer ortsname inaudible unclear unintelligible crosstalk overlapping overtalking indistinct laughs "
    "laughter laughing chuckles giggles pause pauses long short silence sighs cries crying coughs coughing sniffs "
    "nods claps applause music noise background interruption recording end start beat gestures points smiles whispers "
    "emphasis sic all uhørbart uhørlig utydelig utydeleg uklart ler latter fnis fniser smiler sukker gråter hoster "
    "stillhet stille nikker hvisker opptak slutt avbrytes avbrytelse snakker bakgrunnsstøy støy tenkepause lang kort "
    "alle overlappende ohörbart otydligt skratt skrattar paus suckar tystnad uhørligt griner pauze stilte lacht "
    "onverstaanbaar zucht huilt unverständlich lachen schweigen seufzt weint hustet lachend"
)


def labels_in(text: str) -> list[Span]:
    """Return where the speakers' labels at line starts stand, without their colon."""
    found = [match.span(1) for match in LABEL.finditer(text)]
    times = Counter(text[start:end] for start, end in found)
    if len(found) >= MANY_LABELS * sum(not line.isspace() for line in text.splitlines() if line):
        return found
    return [(start, end) for start, end in found if is_label(text[start:end], times[text[start:end]])]


def is_label(label: str, times: int) -> bool:
    """Whether the words before a colon are somebody's label: known as such, or used again."""
    short = label.count(" ") < WORDS_OF_A_LABEL and label[0].isupper()
    return kind_of(label) is not None or (times > 1 and short)


@cache
def kind_of(label: str) -> Kind | None:
    """Return what a label means by itself, remembered because labels come again and again."""
    return known_kind(label.strip())


def notes_in(text: str) -> list[Span]:
    """Return where placeholders and notes stand, known by the first word in their brackets."""
    found = []
    for match in NOTE.finditer(text):
        first = WORD.search(match[1] or match[2])
        if first and first[0].casefold() in NOTES:
            found.append(match.span())
    return found
