"""What a reader passed over or took in by a rule of its own, counted, so that the importer of a file is told."""

from collections.abc import Mapping
from typing import Final

from app.importing.draft import Remark
from app.sentences import N_

DELETED: Final = N_("Tracked deletions left out: %(count)s. Deleted words may name people; they are not kept.")
INSERTED: Final = N_("Tracked insertions read as part of the text: %(count)s.")
COMMENTS: Final = N_("Comments read with the passages they hang on: %(count)s.")
COLUMNS: Final = N_("Cells of a table beside who speaks and what is said, read as comments: %(count)s.")
EMPTY_ROWS: Final = N_("Rows of a table with a speaker but without words, left out: %(count)s.")
NOTES: Final = N_("Footnotes and endnotes left out: %(count)s.")
HEADERS: Final = N_("Page headers and footers left out: %(count)s.")
HIDDEN: Final = N_("Pieces of hidden text left out: %(count)s.")
BOXES: Final = N_("Text boxes left out: %(count)s. If somebody says what stands in them, move it into the text.")
EMBEDDED: Final = N_("Other files embedded in the document, left out: %(count)s.")
SYMBOLS: Final = N_("Symbols from special fonts left out: %(count)s.")
TEAMS_NOTICES: Final = N_("Lines of Teams about starting and stopping, left out: %(count)s.")
EMPTY_TURNS: Final = N_("Places where somebody is named but says nothing, left out: %(count)s.")


def remarks(counts: Mapping[str, int]) -> tuple[Remark, ...]:
    """Return a remark for everything that was counted, in the order in which it was first met."""
    return tuple(Remark(sentence, {"count": count}) for sentence, count in counts.items() if count)
