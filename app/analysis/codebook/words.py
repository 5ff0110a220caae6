"""The words that head the parts of a code's rule, in the languages that files are written in."""

from collections.abc import Mapping
from typing import Final

# How we head them ourselves, in tables and in descriptions. Whatever stands here is read back.
HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "theme": "Theme",
        "subtheme": "Subtheme",
        "level": "Level",
        "name": "Code",
        "definition": "Definition",
        "use_when": "Use when",
        "do_not_use_when": "Do not use when",
        "example": "Example",
        "near_miss": "Near miss",
        "colour": "Colour",
        "guid": "GUID",
    },
    "nb": {
        "theme": "Tema",
        "subtheme": "Undertema",
        "level": "Nivå",
        "name": "Kode",
        "definition": "Definisjon",
        "use_when": "Brukes når",
        "do_not_use_when": "Brukes ikke når",
        "example": "Eksempel",
        "near_miss": "Nesten, men ikke",
        "colour": "Farge",
        "guid": "GUID",
    },
}
# How others head the parts of a rule; before a colon in a description, and above the columns of a table.
RULE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "definition": ("definition", "full definition", "definisjon", "full definisjon"),
    "use_when": (
        *("use when", "used when", "when to use", "use if", "apply when", "include", "includes", "inclusion"),
        *("inclusion criteria", "brukes når", "bruk når", "når brukes", "når brukes koden", "brukes hvis", "inkluder"),
        *("inkluderer", "inklusjon", "inklusjonskriterier", "omfatter"),
    ),
    "do_not_use_when": (
        *("do not use when", "don't use when", "don’t use when", "not used when", "when not to use", "do not use if"),
        *("exclude", "excludes", "exclusion", "exclusion criteria", "brukes ikke når", "bruk ikke når"),
        *("ikke bruk når", "skal ikke brukes når", "når brukes den ikke", "brukes ikke hvis", "ekskluder"),
        *("ekskluderer", "eksklusjon", "eksklusjonskriterier", "omfatter ikke"),
    ),
    "example": ("example", "examples", "typical example", "eksempel", "eksempler", "typisk eksempel"),
    "near_miss": (
        *("near miss", "near misses", "near-miss", "close but no", "close, but no", "counterexample"),
        *("counter-example", "counter example", "nesten, men ikke", "nesten men ikke", "nestentreff", "nesten-treff"),
        *("nesten treff", "moteksempel"),
    ),
}
PART_OF_RULE: Final[Mapping[str, str]] = {word: part for part, words in RULE_WORDS.items() for word in words}
