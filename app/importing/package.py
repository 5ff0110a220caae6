"""Open a .docx from bytes without trusting anything that it says about itself."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from app.importing.not_word import PasswordProtected, other_package, refuse_other_files
from app.sentences import N_, Refusal

MEGABYTE: Final = 2**20
MAX_UPLOAD: Final = 25 * MEGABYTE
MAX_UNPACKED: Final = 50 * MEGABYTE
MAX_MEMBERS: Final = 2_000
MAX_RATIO: Final = 100
CHUNK: Final = 2**16

ENCRYPTED_FLAG: Final = 0x1
MEMBER_IN_DIRECTORY: Final = b"PK\x01\x02"
DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
UNREADABLE_ZIP: Final = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    IndexError,
)


class TooLargeFile(Refusal):
    sentence = N_("This file is larger than %(limit)s MB. Remove pictures and recordings from it, and try again.")


class TooLargeInside(Refusal):
    sentence = N_("This file grows far too large when it is opened. Copy the text into a new Word file, and try again.")


class TooManyParts(Refusal):
    sentence = N_("This file has more than %(limit)s parts inside. Copy the text into a new Word file, and try again.")


class UnsafePaths(Refusal):
    sentence = N_("This file names places outside itself. Copy the text into a new Word file, and try again.")


class WithMacros(Refusal):
    sentence = N_("This file holds macros (small programs). Save it as a .docx file without macros, and try again.")


class DoctypeInside(Refusal):
    sentence = N_(
        "This file holds a document type definition, which no transcript needs and which can do harm. "
        "Copy the text into a new Word file, and try again."
    )


class DamagedFile(Refusal):
    sentence = N_("This Word file is damaged or cut off. Open it in Word, save it anew as .docx, and try again.")


@dataclass(frozen=True, slots=True)
class WordParts:
    """The XML parts of a Word document by name; `main` is the name of the one with the text."""

    parts: Mapping[str, bytes]
    main: str

    @property
    def document(self) -> bytes:
        """The XML with the text."""
        return self.parts[self.main]


def word_parts(data: bytes) -> WordParts:
    """Return the XML parts of a Word document, or refuse with what is wrong with the file."""
    if len(data) > MAX_UPLOAD:
        raise TooLargeFile(limit=MAX_UPLOAD // MEGABYTE)
    refuse_other_files(data)
    if data.count(MEMBER_IN_DIRECTORY) > MAX_MEMBERS:  # before the zip library lists them all
        raise TooManyParts(limit=MAX_MEMBERS)
    try:
        with ZipFile(BytesIO(data)) as archive:
            refuse_unsafe_members(archive.infolist())
            unpacked = unpack(archive)
    except UNREADABLE_ZIP as error:
        raise DamagedFile from error
    if any(mark in part for part in unpacked.values() for mark in DOCTYPES):
        raise DoctypeInside
    return WordParts(parts=unpacked, main=main_part(unpacked))


def refuse_unsafe_members(members: list[ZipInfo]) -> None:
    """Refuse an archive by its list of members, before any of them is read."""
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS:
        raise TooManyParts(limit=MAX_MEMBERS)
    if any(leads_outside(member.orig_filename) for member in members):
        raise UnsafePaths
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise PasswordProtected
    if any(name.endswith("vbaProject.bin") for name in names):
        raise WithMacros
    if len(set(names)) < len(names) or any(m.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for m in members):
        raise DamagedFile


def leads_outside(name: str) -> bool:
    """Whether a member's name could point out of the archive."""
    return name.startswith("/") or "\\" in name or "\x00" in name or ".." in name.split("/")


def unpack(archive: ZipFile) -> dict[str, bytes]:
    """Return the XML parts (and the mark of an OpenDocument file); everything else is counted and let go."""
    kept: dict[str, bytes] = {}
    total = 0
    for member in archive.infolist():
        chunks: list[bytes] = []
        for chunk in growing(archive, member):
            total += len(chunk)
            if total > MAX_UNPACKED:
                raise TooLargeInside
            chunks.append(chunk)
        kept[member.filename] = b"".join(chunks) if is_xml(member.filename) else b""
    return kept


def is_xml(name: str) -> bool:
    """Whether a member is kept: XML by its name, or the `mimetype` that tells an OpenDocument file."""
    return name.lower().endswith((".xml", ".rels")) or name == "mimetype"


def growing(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """Yield a member's real bytes, and stop when it grows out of proportion."""
    size = 0
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > MEGABYTE and size > MAX_RATIO * member.compress_size:
                raise TooLargeInside
            yield chunk


def main_part(parts: Mapping[str, bytes]) -> str:
    """Return the name of the part with the text, as the package's own relations tell it."""
    not_word = other_package(frozenset(parts), parts.get("mimetype", b""))
    if "_rels/.rels" not in parts or "[Content_Types].xml" not in parts:
        raise not_word
    relations = [r for r in parsed(parts["_rels/.rels"]) if r.get("Type", "").endswith("/officeDocument")]
    main = relations[0].get("Target", "").removeprefix("/") if relations else ""
    kind = content_type(parsed(parts["[Content_Types].xml"]), main)
    if "macroEnabled" in kind:
        raise WithMacros
    if "wordprocessingml" not in kind or not parts.get(main):
        raise not_word
    return main


def content_type(types: list[etree._Element], name: str) -> str:
    """Return what the package says a part is: by its name, else (Teams writes so) by its extension."""
    by_name = {entry.get("PartName", entry.get("Extension", "")): entry.get("ContentType", "") for entry in types}
    return by_name.get(f"/{name}") or by_name.get(name.rpartition(".")[2], "")


def parsed(part: bytes) -> list[etree._Element]:
    """Return the elements right below the root of a small XML part."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise DoctypeInside
    return [child for child in root if isinstance(child.tag, str)]
