"""What is wrong with a file that should be a codebook, each in a sentence of its own."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from app.importing.readers.decoding import TooLargeTextFile, TooManyLines
from app.importing.readers.limits import TooDeep, TooLargeInside, TooMuchText
from app.importing.readers.markup import DoctypeInside
from app.importing.readers.not_read import EmptyFile, OtherOpenDocument, OtherZip, Presentation
from app.importing.readers.package import TooLargeFile, TooManyParts, UnsafePaths
from app.sentences import N_, Refusal

MAX_CODES: Final = 5_000  # a large study has a few hundred
MAX_LEVELS: Final = 20


class NoCodebook(Refusal):
    sentence = N_(
        "No codes were found in this file. Choose a table (.csv or .xlsx) with a code in each row, "
        "an exchanged codebook (.qdc), or a list with a code on each line."
    )


class NoColumnOfCodes(Refusal):
    sentence = N_(
        "No column of this table is headed as the one with the codes. "
        "Write headings above the columns, such as code, definition and theme, and try again."
    )


class WholeProject(Refusal):
    sentence = N_(
        "This is a whole project. Export its codebook alone (.qdc) from the program it was made with, and try again."
    )


class EmptyCodebook(Refusal):
    sentence = N_("This file is empty. Choose the codebook again.")


class DoctypeInCodebook(Refusal):
    sentence = N_(
        "This file holds a document type definition, which no codebook needs and which can do harm. "
        "Export the codebook anew, and try again."
    )


class TooManyCodes(Refusal):
    sentence = N_("This file holds more than %(limit)s codes. Divide it into several codebooks, and try again.")


class TooManyLevels(Refusal):
    sentence = N_("The codes of this file lie more than %(limit)s levels deep. Make the tree flatter, and try again.")


class TooLargeCodebook(Refusal):
    sentence = N_("This file is too large for a codebook. Look whether it is the right one, and try again.")


class UnsafeCodebook(Refusal):
    sentence = N_("This file names places outside itself. Copy the codebook into a new workbook, and try again.")


# What the readers of transcripts say, said about codebooks. All else (a password, macros, damage) is said alike.
INSTEAD: Final[Mapping[type[Refusal], type[Refusal]]] = {
    EmptyFile: EmptyCodebook,
    DoctypeInside: DoctypeInCodebook,
    TooDeep: TooManyLevels,
    UnsafePaths: UnsafeCodebook,
    **dict.fromkeys((TooLargeTextFile, TooManyLines, TooLargeInside, TooMuchText), TooLargeCodebook),
    **dict.fromkeys((TooLargeFile, TooManyParts), TooLargeCodebook),
    **dict.fromkeys((OtherZip, OtherOpenDocument, Presentation), NoCodebook),
}
LIMITS: Final[Mapping[type[Refusal], int]] = {TooManyLevels: MAX_LEVELS}


@contextmanager
def about_codebooks() -> Iterator[None]:
    """Say what the shared readers refuse in the words for codebooks."""
    try:
        yield
    except Refusal as refusal:
        other = INSTEAD.get(type(refusal))
        if other is None:
            raise
        values = {"limit": LIMITS[other]} if other in LIMITS else {}
        raise other(**values) from refusal


def refuse_too_many_codes(count: int) -> None:
    """Refuse more codes than any codebook has."""
    if count > MAX_CODES:
        raise TooManyCodes(limit=MAX_CODES)


def refuse_too_many_levels(count: int) -> None:
    """Refuse a deeper tree than any codebook has."""
    if count > MAX_LEVELS:
        raise TooManyLevels(limit=MAX_LEVELS)
