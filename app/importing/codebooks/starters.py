"""Codebooks to start from: files beside this one, that a study may take in, change and throw out like any other."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from app.analysis.codebook.entries import Entry
from app.importing.codebooks.reading import read_codebook
from app.sentences import N_

FOLDER: Final = Path(__file__).parent / "starters"
LANGUAGES: Final = ("en", "nb")


@dataclass(frozen=True, slots=True)
class Starter:
    """A codebook that we ship. `title` and `about` are sentences of the catalogue.

    `source` names the literature that the distinctions come from; it is empty where we are not sure of it. Names,
    definitions and rules are worded by us.
    """

    key: str
    title: str
    about: str
    source: str = ""


STARTERS: Final = (
    Starter(
        "social-support",
        N_("Kinds of social support"),
        N_("Four kinds: emotional, instrumental, informational, appraisal."),
        "J. S. House (1981), Work Stress and Social Support, Reading, Massachusetts: Addison-Wesley.",
    ),
    Starter(
        "recovery-capital",
        N_("Recovery capital"),
        N_("Four kinds of means that help people recover: economic, social and relational, identity, personal."),
    ),
    Starter(
        "supporting-relationship",
        N_("Functions of a supporting relationship"),
        N_("Twelve things that people may be for each other, from venting to insight."),
        "A. Breier and J. S. Strauss (1984), The role of social relationships in the recovery from psychotic "
        "disorders, American Journal of Psychiatry 141(8).",
    ),
)


@lru_cache
def starter_entries(key: str, language: str) -> tuple[Entry, ...]:
    """Return the codes of a codebook that we ship, in English where it is not there in the language.

    `key` is that of one of STARTERS; raises KeyError for another.
    """
    if key not in {starter.key for starter in STARTERS}:
        raise KeyError(key)
    written = language if language in LANGUAGES else LANGUAGES[0]
    return read_codebook((FOLDER / f"{key}.{written}.csv").read_bytes(), ".csv").entries
