"""What stands in place of an identifier: `[name 1]`, `[navn 1]`, `[date]`, or a few words of the researcher's own."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from app.importing.anonymising.forms import Form, folded
from app.importing.anonymising.identifiers import Category
from app.importing.words import UNREADABLE
from app.sentences import N_, Refusal

# The placeholder that each folded form got in the transcripts of one sitting. It names people: it travels with the
# form and is stored nowhere.
Sitting = Mapping[str, str]

NUMBERED: Final = frozenset(
    {Category.PERSON, Category.PLACE, Category.ORGANISATION, Category.HEALTH, Category.ROLE},
)
LONGEST: Final = 120  # characters of a placeholder
LANGUAGES: Final = ("en", "nb", "sv", "da", "nl", "de")
NORWEGIAN: Final = frozenset({"no", "nn"})
WORDS: Final[Mapping[Category, tuple[str, ...]]] = {
    Category.PERSON: ("name", "navn", "namn", "navn", "naam", "Name"),
    Category.PLACE: ("place", "sted", "plats", "sted", "plaats", "Ort"),
    Category.ORGANISATION: (
        *("organisation", "organisasjon", "organisation", "organisation", "organisatie", "Organisation"),
    ),
    Category.ADDRESS: ("address", "adresse", "adress", "adresse", "adres", "Adresse"),
    Category.PHONE: ("phone", "telefon", "telefon", "telefon", "telefoon", "Telefon"),
    Category.EMAIL: ("e-mail", "e-post", "e-post", "e-mail", "e-mail", "E-Mail"),
    Category.URL: ("web address", "nettadresse", "webbadress", "webadresse", "webadres", "Webadresse"),
    Category.HANDLE: ("user name", "brukernavn", "användarnamn", "brugernavn", "gebruikersnaam", "Benutzername"),
    Category.DATE: ("date", "dato", "datum", "dato", "datum", "Datum"),
    Category.NATIONAL_ID: ("number", "nummer", "nummer", "nummer", "nummer", "Nummer"),
    Category.NUMBER: ("number", "nummer", "nummer", "nummer", "nummer", "Nummer"),
    Category.AGE: (
        *("90 or over", "90 eller over", "90 eller äldre", "90 eller derover", "90 of ouder", "90 oder älter"),
    ),
    Category.HEALTH: ("diagnosis", "diagnose", "diagnos", "diagnose", "diagnose", "Diagnose"),
    Category.ROLE: ("role", "rolle", "roll", "rolle", "rol", "Rolle"),
}
AGE: Final = ("age", "alder", "ålder", "alder", "leeftijd", "Alter")
HIGH_AGE: Final = 90  # years: from here on few people share an age, so that the band has no end
MEANT: Final[Mapping[str, Category]] = {
    **{word.casefold(): Category.AGE for word in AGE},
    **{word.casefold(): category for category, words in WORDS.items() for word in words},
}
STANDARD: Final = re.compile(
    r"\[(?P<word>" + "|".join(sorted(map(re.escape, MEANT), key=len, reverse=True)) + r")(?: (?P<number>\d{1,4}))?\]",
    re.IGNORECASE,
)

# What transcribers write in brackets about the recording, without numbers: it must never be taken for a placeholder.
REMARKS: Final = frozenset(
    {
        *("pause", "long pause", "short pause", "silence", "laugh", "laughs", "laughing", "laughter", "all laugh"),
        *("inaudible", "unclear", "unintelligible", "crosstalk", "cross-talk", "overlapping", "overlap", "sigh"),
        *("sighs", "cries", "crying", "cough", "coughs", "noise", "applause", "interruption", "interrupts", "sic"),
        *("whispers", "whispering", "nods", "anonymised", "redacted", "recording stops", "break", "music"),
        *("lang pause", "kort pause", "stillhet", "taushet", "latter", "ler", "alle ler", "uhørbart", "uhørlig"),
        *("uklart", "utydelig", "uforståelig", "avbryter", "avbrytelse", "sukker", "sukk", "gråter", "gråt", "hoster"),
        *("hvisker", "nikker", "støy", "snakker i munnen på hverandre", "opptaket stopper", "anonymisert"),
        *("paus", "lång paus", "skratt", "skrattar", "ohörbart", "tystnad", "suckar", "gråter", "hostar"),
        *("griner", "uhørligt", "stilhed", "sukker", "pauze", "stilte", "lacht", "gelach", "lachen", "onverstaanbaar"),
        *("zucht", "huilt", "lange pause", "stille", "gelächter", "unverständlich", "seufzt", "weint", "hustet"),
    }
)
SECONDS: Final = re.compile(r"\b\d+(?:[.,:]\d+)*(?:\s*(?:s|sec|seconds?|sek|sekunder|sekunden|seconden))?\b")


class NoPlaceholder(Refusal):
    sentence = N_("Write what should stand in place of the words, such as name 1 or a small town.")


class BracketsInPlaceholder(Refusal):
    sentence = N_("Leave the brackets out of the placeholder: they are put around it.")


class PlaceholderTellsWho(Refusal):
    sentence = N_("The placeholder holds the very words that it should replace. Write something more general.")


class PlaceholderIsRemark(Refusal):
    sentence = N_("This placeholder would look like a remark about the recording, such as a pause. Choose other words.")


def word_for(category: Category, language: str) -> str:
    """Return what the placeholders of a category are called in a language; English where we do not know it."""
    return _in_language(WORDS[category], language)


def _in_language(words: Sequence[str], language: str) -> str:
    code = "nb" if language in NORWEGIAN else language
    return words[LANGUAGES.index(code) if code in LANGUAGES else 0]


def highest_numbers(texts: Iterable[str]) -> dict[Category, int]:
    """Return the highest number that the placeholders of each category have in some texts, whatever their language."""
    highest: dict[Category, int] = {}
    for text in texts:
        for match in STANDARD.finditer(text):
            if match["number"]:
                category = MEANT[match["word"].casefold()]
                highest[category] = max(int(match["number"]), highest.get(category, 0))
    return highest


def suggestion(category: Category, shown: str, language: str, number: int) -> str:
    """Return a placeholder for a new identifier, with a number where its category has numbers."""
    if category is Category.AGE and any(int(years) < HIGH_AGE for years in re.findall(r"\d{1,9}", shown)):
        return f"[{_in_language(AGE, language)}]"
    word = word_for(category, language)
    return f"[{word} {number}]" if category in NUMBERED else f"[{word}]"


def bracketed(typed: str, forms: Collection[Form]) -> str:
    """Return the placeholder for what somebody typed, with or without brackets around it.

    `forms` are what it replaces. Refuses what is empty, has brackets inside, holds what it replaces, or reads like a
    remark of the transcriber.
    """
    words = " ".join(typed.split())
    if words.startswith("[") and words.endswith("]"):
        words = words[1:-1].strip()
    if not words or UNREADABLE.search(words) or len(words) > LONGEST or any(map(is_invisible, words)):
        raise NoPlaceholder
    if "[" in words or "]" in words:
        raise BracketsInPlaceholder
    placeholder = f"[{words}]"
    if STANDARD.fullmatch(placeholder):
        return placeholder
    if is_remark(words):
        raise PlaceholderIsRemark
    if _holds(folded(words), forms):
        raise PlaceholderTellsWho
    return placeholder


def tells_apart(placeholder: str) -> bool:
    """Whether a placeholder is more than the bare name of a category: `[name 1]`, `[a small town]`, not `[date]`."""
    match = STANDARD.fullmatch(placeholder)
    return match is None or match["number"] is not None


def is_invisible(character: str) -> bool:
    """Whether a character only steers how others are shown, such as one that turns the direction of reading."""
    return unicodedata.category(character) == "Cf"


def is_remark(words: str) -> bool:
    """Whether words in brackets are a transcriber's about the recording: `pause`, `laughs`, `3 sec`."""
    rest = " ".join(SECONDS.sub(" ", words).split()).casefold()
    return not any(letter.isalpha() for letter in rest) or rest in REMARKS


def _holds(said: Form, forms: Collection[Form]) -> bool:
    """Whether the words hold one of the forms whole."""
    return any(said[start : start + len(form)] == form for form in forms for start in range(len(said) - len(form) + 1))
