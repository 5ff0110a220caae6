"""Read the text of a PDF as well as that goes: where paragraphs begin and end is lost, and a person must look."""

import logging
import re
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError

from app.importing.draft import Material, Paragraph, Remark
from app.importing.readers.left_out import remarks
from app.importing.readers.limits import DamagedFile, TooLargeInside, refuse_too_much_text
from app.importing.readers.package import MAX_UPLOAD, MEGABYTE, TooLargeFile
from app.importing.readers.pages import without_page_marks
from app.importing.readers.wrapping import begins, breaks_sentence, put_together
from app.sentences import N_, Refusal

MAX_PAGES: Final = 500
# What draws a page: a program that places every letter by itself needs 10,000 steps, some 0.1 s of our time.
MAX_STEPS_OF_PAGE: Final = 30_000
MAX_STEPS: Final = 400_000
LIMITS: Final = Configuration(
    maximum_declared_stream_length=25 * MEGABYTE,
    array_based_stream_maximum_output_length=5 * MEGABYTE,
    lzw_maximum_output_length=5 * MEGABYTE,
    run_length_maximum_output_length=5 * MEGABYTE,
    zlib_maximum_output_length=3 * MEGABYTE,
    zlib_maximum_recovery_input_length=MEGABYTE,
    brotli_maximum_output_length=5 * MEGABYTE,
    stream_decoding_work_maximum_length=20 * MEGABYTE,
    stream_parsing_work_maximum_count=150_000,
    page_tree_maximum_entries=10 * MAX_PAGES,
    page_tree_maximum_page_entries=20 * MAX_PAGES,
    xform_maximum_invocations_per_extraction=200,
)
LONG: Final = 0.7  # of a full line: the next one goes on with it
UNKNOWN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT: Final = "\ufffd"
LIGATURES: Final = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"})

LOSSY: Final = N_(
    "A PDF does not keep where paragraphs begin and end. Compare what was read with the file, "
    "or import the file that the PDF was made from."
)
UNKNOWN_CHARACTERS: Final = N_("Characters that the PDF does not name, shown as �: %(count)s.")
WITHOUT_TEXT: Final = N_("Pages without text (pictures, or empty): %(count)s.")


class EncryptedPdf(Refusal):
    sentence = N_("This PDF is protected by a password. Save it without one, and try again.")


class PicturesOnly(Refusal):
    sentence = N_(
        "This PDF holds pictures of pages, but no text. "
        "Import the file that it was made from, or let a program recognise its text first."
    )


class TooManyPages(Refusal):
    sentence = N_("This PDF has more than %(limit)s pages. Make one file for each conversation, and try again.")


# Its log lines and warnings may hold words of the file.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)


def read_pdf(data: bytes) -> Material:
    """Return the paragraphs that the text of a PDF seems to have."""
    if len(data) > MAX_UPLOAD:
        raise TooLargeFile(limit=MAX_UPLOAD // MEGABYTE)
    texts = page_texts(data)
    if not any(text.strip() for text in texts):
        raise PicturesOnly
    unknown = sum(len(UNKNOWN.findall(text)) for text in texts)
    pages, counts = without_page_marks([readable(text).split("\n") for text in texts])
    counts += Counter({UNKNOWN_CHARACTERS: unknown, WITHOUT_TEXT: sum(not text.strip() for text in texts)})
    paragraphs = joined([line for page in pages for line in page])
    return Material(tuple(map(Paragraph, paragraphs)), warnings=(Remark(LOSSY), *remarks(counts)))


def page_texts(data: bytes) -> list[str]:
    """Return the text of each page, in the order in which it is drawn."""
    try:
        with warnings.catch_warnings(), apply_configuration(LIMITS):
            warnings.simplefilter("ignore")
            return list(extracted(PdfReader(BytesIO(data), strict=False)))
    except LimitReachedError:
        raise TooLargeInside from None
    except Refusal:
        raise
    except Exception:  # a damaged file makes the library fail in any way, and its words may be in the error
        raise DamagedFile from None


def extracted(reader: PdfReader) -> Iterator[str]:
    """Yield the text of each page, and stop where a page takes more than any page of words."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise EncryptedPdf
    if len(reader.pages) > MAX_PAGES:
        raise TooManyPages(limit=MAX_PAGES)
    steps = Steps()
    characters = 0
    for page in reader.pages:
        steps.turn_page()
        text = page.extract_text(visitor_operand_before=steps.count)
        characters += len(text)
        refuse_too_much_text(characters)
        yield text


class Steps:
    """Counts what is drawn."""

    def __init__(self) -> None:
        self._page = self._all = 0

    def turn_page(self) -> None:
        """Begin to count anew for a page."""
        self._page = 0

    def count(self, *_step: object) -> None:
        """Count a step, and refuse too many."""
        self._page += 1
        self._all += 1
        if self._page > MAX_STEPS_OF_PAGE or self._all > MAX_STEPS:
            raise TooLargeInside


def readable(text: str) -> str:
    """Return the text with letters for ligatures, and a sign for each character that has no name."""
    return UNKNOWN.sub(REPLACEMENT, text.translate(LIGATURES)).replace("\t", " ")


def joined(lines: Sequence[str]) -> Iterator[str]:
    """Return the paragraphs: a label begins one, and a line goes on with the one above if that is long or a label."""
    lengths = sorted(len(line) for line in lines)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    return put_together(
        lines,
        begins=lambda above, line: begins(line) and not (len(above) > LONG * width and breaks_sentence(above, line)),
        goes_on=lambda above, _: above.rstrip().endswith(":") or len(above) > LONG * width,
    )
