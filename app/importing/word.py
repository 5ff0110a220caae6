"""Read the paragraphs of a Word document: what its readers see, in the order in which they see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from lxml import etree

from app.importing.package import DamagedFile, DoctypeInside, word_parts
from app.sentences import N_, Refusal

# Word writes the first; "Strict Open XML" is saved with the second.
WORD: Final = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main",
)
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MAX_DEPTH: Final = 200
MAX_CHARACTERS: Final = 2_000_000  # a focus group has about 70,000

CHARACTERS: Final = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
SILENT: Final = frozenset(
    {
        "del",
        "moveFrom",
        "drawing",
        "pict",
        "object",
        "txbxContent",
        "rt",
        "rPrChange",
        "pPrChange",
        "Fallback",
    }
)
DELETED: Final = N_("Text deleted with tracked changes was left out.")
NOTES: Final = N_("Footnotes and endnotes were left out.")
HIDDEN: Final = N_("Hidden text was left out.")
LEFT_OUT: Final = {
    "del": DELETED,
    "moveFrom": DELETED,
    "footnoteReference": NOTES,
    "endnoteReference": NOTES,
    "commentReference": N_("Comments were left out."),
    "txbxContent": N_("Text boxes were left out."),
    "altChunk": N_("A file embedded in the document was left out."),
    "sym": N_("Symbols from special fonts were left out."),
}


class TooDeep(Refusal):
    sentence = N_("This file has too many tables inside each other. Copy the text into a new Word file, and try again.")


class TooMuchText(Refusal):
    sentence = N_("This file holds more than %(limit)s characters. Make one file for each conversation, and try again.")


@dataclass(frozen=True, slots=True)
class WordText:
    """The paragraphs with text, in order, soft returns as LF; and sentences about what was left out."""

    paragraphs: tuple[str, ...]
    skipped: tuple[str, ...]


def paragraphs(data: bytes) -> list[str]:
    """Return the paragraphs of a .docx that hold text, in reading order."""
    return list(word_text(data).paragraphs)


def word_text(data: bytes) -> WordText:
    """Return the paragraphs of a .docx and what was left out."""
    reader = BodyReader()
    listener = cast("etree.ParserTarget", reader)  # whose types ask for text and bytes at once
    parser = etree.XMLParser(target=listener, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(word_parts(data).document, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile from error
    return WordText(tuple(reader.paragraphs), tuple(reader.left_out))


@lru_cache(maxsize=1024)
def local_name(tag: str) -> str:
    """Return the name of an element of Word's own vocabulary, or nothing."""
    namespace, _, name = tag.rpartition("}")
    return name if namespace in WORD or tag == FALLBACK else ""


class BodyReader:
    """Listens while the XML is parsed, so that no tree is built, however large the file is."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.left_out: dict[str, None] = {}
        self._open: list[str] = []
        self._silent_from = 0
        self._characters = 0
        self._pieces: list[str] | None = None
        self._joins_next = False
        self._hidden = False
        self._in_code: list[bool] = []

    def doctype(self, _name: str, _public: str, _system: str) -> None:
        raise DoctypeInside

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, parent = local_name(tag), self._open[-1] if self._open else ""
        self._open.append(name)
        if len(self._open) > MAX_DEPTH:
            raise TooDeep
        if name in LEFT_OUT:
            self.left_out[LEFT_OUT[name]] = None
        if self._silent_from:
            return
        if name in SILENT:
            self._silent_from = len(self._open)
            self._joins_next |= name == "del" and self._open[-3:-1] == ["pPr", "rPr"]
        elif name == "p":
            self._pieces = self._pieces or []
        elif parent in {"r", "rPr"}:
            self._start_in_run(name, parent, attributes)

    def _start_in_run(self, name: str, parent: str, attributes: Mapping[str, str]) -> None:
        if parent == "r" and name in CHARACTERS:
            self._say(CHARACTERS[name])
        elif name == "fldChar":
            self._turn_field(attributes)
        elif name == "vanish" and self._open[-3] == "r":
            self._hidden = value(attributes, "val") not in {"0", "false", "off"}
            self.left_out |= {HIDDEN: None} if self._hidden else {}

    def _turn_field(self, attributes: Mapping[str, str]) -> None:
        """Follow a field: its code is between begin and separate, its visible result before end."""
        turn = value(attributes, "fldCharType")
        if turn == "begin":
            self._in_code.append(True)
        elif self._in_code:
            self._in_code.pop()
            if turn == "separate":
                self._in_code.append(False)

    def data(self, text: str) -> None:
        if self._open[-1] == "t" and not self._silent_from:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._pieces is not None and not self._hidden and not any(self._in_code):
            self._pieces.append(text)
            self._characters += len(text)
            if self._characters > MAX_CHARACTERS:
                raise TooMuchText(limit=MAX_CHARACTERS)

    def end(self, _tag: str) -> None:
        depth, name = len(self._open), self._open.pop()
        if self._silent_from:
            self._silent_from = 0 if depth == self._silent_from else self._silent_from
        elif name == "r":
            self._hidden = False
        elif name == "p":
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self._in_code = [code for code in self._in_code if not code]  # a field that never ends must not eat the rest
        if self._joins_next:
            self._joins_next = False
            return
        text = "".join(self._pieces or [])
        self._pieces = None
        if text.strip():
            self.paragraphs.append(text)

    def close(self) -> None:
        """Keep the words of a last paragraph whose end was deleted."""
        self._end_paragraph()


def value(attributes: Mapping[str, str], name: str) -> str:
    """Return an attribute of Word's own vocabulary, or nothing."""
    return next((attributes[key] for key in attributes if local_name(key) == name), "")
