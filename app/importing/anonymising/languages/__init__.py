"""The languages that the screen knows, one file each."""

from collections.abc import Mapping
from typing import Final

from app.importing.anonymising.languages.danish import DANISH
from app.importing.anonymising.languages.dutch import DUTCH
from app.importing.anonymising.languages.english import ENGLISH
from app.importing.anonymising.languages.german import GERMAN
from app.importing.anonymising.languages.language import Language
from app.importing.anonymising.languages.norwegian import NORWEGIAN
from app.importing.anonymising.languages.swedish import SWEDISH

LANGUAGES: Final[Mapping[str, Language]] = {
    language.code: language for language in (ENGLISH, NORWEGIAN, SWEDISH, DANISH, DUTCH, GERMAN)
}
OTHER_CODES: Final[Mapping[str, str]] = {"no": "nb", "nn": "nb"}


def language_of(code: str) -> Language:
    """Return a language by its code; of `nb-NO` only the first part counts. Raises KeyError for one unknown to us."""
    code = code.casefold().replace("_", "-").partition("-")[0]
    return LANGUAGES[OTHER_CODES.get(code, code)]
