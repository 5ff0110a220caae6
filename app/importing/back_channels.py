"""Turns that only show that somebody listens: `Mm.`, `Yes, exactly.` They say nothing that could be coded."""

import re
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 120  # characters
MOST_WORDS: Final = 6
LONGEST_PHRASE: Final = 3  # words

HUM: Final = re.compile(r"m[mh-]*|h+m+|a+h+a*|o+h+|e+h+m*|u+h+m*|uh-huh|åh?|ö+h?|ø+h?|oi|oj|wow|nå|næ+|nä+|na+")
WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
IN_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

PHRASES: Final[Mapping[str, frozenset[str]]] = {
    language: frozenset(phrase.strip() for line in lines.strip().split("\n") for phrase in line.split(","))
    for language, lines in {
        "en": """
            yes, yeah, yep, yup, yah, no, nope, nah, ok, okay, right, sure, exactly, absolutely, definitely, indeed
            true, of course, i see, got it, i got it, great, good, nice, lovely, really, thanks, thank you
            thanks a lot, fine, alright, all right, cool, interesting, i know, i understand, that's right
            that's true, that’s right, that’s true, very good, well, totally, precisely, perfect, for sure, yes please
        """,
        "nb": """
            ja, jo, jada, joda, javel, ja vel, jepp, jaha, nei, neida, nettopp, akkurat, riktig, ok, okei, okay
            greit, den er grei, fint, bra, flott, sant, det er sant, ikke sant, selvfølgelig, selvsagt, klart
            så klart, skjønner, jeg skjønner, forstår, jeg forstår, takk, tusen takk, stemmer, det stemmer
            absolutt, virkelig, spennende, supert, topp, nemlig, presis, det er riktig, veldig bra
            kjempefint, kjempebra, gjerne, sikkert, mm ja
        """,
        "sv": """
            ja, jo, jaha, jadå, jajamän, nej, precis, just det, okej, ok, bra, visst, javisst, såklart, så klart
            absolut, tack, tack så mycket, förstår, jag förstår, exakt, stämmer, det stämmer, sant, det är sant
            jaså, fint, jättebra, okay, självklart, verkligen, kul, spännande, just precis
        """,
        "da": """
            ja, jo, jaja, nej, præcis, netop, okay, ok, okej, godt, fint, rigtigt, det er rigtigt, selvfølgelig, tak
            mange tak, jamen, klart, forstår, jeg forstår, nemlig, lige præcis, akkurat, det er sandt, sandt
            det passer, absolut, spændende, super, klart nok, javel
        """,
        "nl": """
            ja, jawel, jazeker, nee, neen, precies, oké, ok, okay, oke, goed, juist, klopt, dat klopt, inderdaad
            zeker, natuurlijk, bedankt, dank je, dank u, snap ik, ik snap het, begrijp ik, ik begrijp het, mooi
            fijn, exact, dat is waar, waar, leuk, absoluut, uiteraard, heel goed, prima
        """,
        "de": """
            ja, jaja, jo, nein, nee, genau, okay, ok, gut, richtig, stimmt, das stimmt, klar, alles klar, natürlich
            sicher, danke, vielen dank, danke schön, verstehe, ich verstehe, ach so, achso, ach, schön, doch, eben
            prima, super, absolut, sehr gut, ja genau, na klar, interessant, aha, wirklich, auf jeden fall
        """,
    }.items()
}


def is_back_channel(words: str, language: str) -> bool:
    """Whether a turn is only an acknowledgement, or has no words beside stage directions."""
    if len(words) > LONGEST:
        return False
    spoken = IN_BRACKETS.sub(" ", words).casefold()
    said = WORD.findall(spoken)
    if any(map(str.isdigit, spoken)) or len(said) > MOST_WORDS or ("?" in spoken and not all(map(HUM.fullmatch, said))):
        return False
    return only_phrases(said, PHRASES.get(language, PHRASES["en"]))


def only_phrases(said: list[str], phrases: frozenset[str]) -> bool:
    """Whether the words are acknowledgements one after another, each as long as it can be."""
    place = 0
    while place < len(said):
        lengths = (n for n in range(LONGEST_PHRASE, 0, -1) if " ".join(said[place : place + n]) in phrases)
        taken = next(lengths, 1 if HUM.fullmatch(said[place]) else 0)
        if not taken:
            return False
        place += taken
    return True
