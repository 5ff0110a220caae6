"""Forms of a word that mean the same: singular and plural, and the stem that several words share.

Light on purpose: the forms are compared with each other, never shown, and a page must not wait for them.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

SHORTEST: Final = 3  # letters that stay when an ending goes
ENGLISH_ENDINGS: Final = ("ness", "ing", "ed", "ly")
# The longest first. In Bokmål the definite form is an ending too: gruppe, gruppen, grupper, gruppene.
NORWEGIAN_FORMS: Final = ("ene", "ane", "er", "en", "et", "a", "e")
NORWEGIAN_ENDINGS: Final = ("else", "ende", "het", "ing", "lig", "s")
DOUBLED: Final = re.compile(r"([^\W\d_aeiouyæøå])\1$")
VOWEL: Final = re.compile(r"[aeiouyæøå]")


def english_singular(word: str) -> str:
    """Return an English word without its plural ending; whatever it is, alike words become alike.

    Source: D. Harman (1991), How effective is suffixing?, Journal of the American Society for Information Science
    42(1), 7-15: the "S" stemmer.
    """
    if len(word) <= SHORTEST:
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    return word[:-1] if word.endswith("s") and not word.endswith(("us", "ss")) else word


def english_stem(word: str) -> str:
    """Return what a word shares with others made of it: sharing, shared and shares become one."""
    bare = without_ending(english_singular(word), ENGLISH_ENDINGS)
    bare = bare[:-1] if bare.endswith("e") and len(bare) > SHORTEST else bare
    return bare[:-1] + "i" if bare.endswith("y") and len(bare) > SHORTEST else bare


def norwegian_singular(word: str) -> str:
    """Return a Norwegian word without the ending of its plural or definite form: venn, vennen, venner, vennene."""
    if word.endswith("het"):  # ensomhet is no definite form
        return word
    return without_ending(word, NORWEGIAN_FORMS)


def norwegian_stem(word: str) -> str:
    """Return what a Norwegian word shares with others made of it: savn, savnet, savnene; deling, delingen."""
    return without_ending(norwegian_singular(word), NORWEGIAN_ENDINGS)


def without_ending(word: str, endings: tuple[str, ...]) -> str:
    """Return a word without the first of the endings that it has, if enough of it stays; a last letter is not doubled.

    What stays holds a vowel, and SHORTEST letters at least.
    """
    for ending in endings:
        rest = word.removesuffix(ending)
        if len(rest) < len(word) and len(rest) >= SHORTEST and VOWEL.search(rest):
            return DOUBLED.sub(r"\1", rest)
    return DOUBLED.sub(r"\1", word) if len(word) > SHORTEST else word


Form = Callable[[str], str]
# Singular and stem of a language; in others a word has no form but its own.
FORMS: Final[Mapping[str, tuple[Form, Form]]] = {
    "en": (english_singular, english_stem),
    "nb": (norwegian_singular, norwegian_stem),
    "nn": (norwegian_singular, norwegian_stem),
}
