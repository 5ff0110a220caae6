"""Open a zip-based office file (.docx, .odt, .xlsx) from bytes without trusting anything that it says about itself."""

import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.importing.readers.limits import DamagedFile, TooLargeInside
from app.importing.readers.markup import refuse_document_type
from app.importing.readers.not_read import ZIP, PasswordProtected, refuse_kinds_not_read
from app.sentences import N_, Refusal

MEGABYTE: Final = 2**20
MAX_UPLOAD: Final = 25 * MEGABYTE
MAX_UNPACKED: Final = 50 * MEGABYTE
MAX_MEMBERS: Final = 2_000
MAX_RATIO: Final = 100
CHUNK: Final = 2**16

ENCRYPTED_FLAG: Final = 0x1
MEMBER_IN_DIRECTORY: Final = b"PK\x01\x02"
MEMBER_BEFORE_ITS_BYTES: Final = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
MACROS: Final = ("vbaProject.bin", "vbaProjectSignature.bin")
MACRO_FOLDERS: Final = ("Basic/", "Scripts/")  # where OpenDocument keeps them
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


class TooManyParts(Refusal):
    sentence = N_("This file has more than %(limit)s parts inside. Copy the text into a new document, and try again.")


class UnsafePaths(Refusal):
    sentence = N_("This file names places outside itself. Copy the text into a new document, and try again.")


class WithMacros(Refusal):
    sentence = N_(
        "This file holds macros (small programs). Save it without macros, as .docx for example, and try again."
    )


def unpacked(data: bytes) -> Mapping[str, bytes]:
    """Return the XML parts of an office file by name, or refuse with what is wrong with the file.

    Parts that are not XML are unpacked and counted as well, but come back empty. Whoever hands `data` to another
    library afterwards knows that it is sound: not too large, no document type, no macros, no name twice.
    """
    if len(data) > MAX_UPLOAD:
        raise TooLargeFile(limit=MAX_UPLOAD // MEGABYTE)
    refuse_kinds_not_read(data)
    if not data.startswith(ZIP):
        raise DamagedFile
    if data.count(MEMBER_IN_DIRECTORY) > MAX_MEMBERS:  # before the zip library lists them all
        raise TooManyParts(limit=MAX_MEMBERS)
    try:
        with ZipFile(BytesIO(data)) as archive:
            refuse_unsafe_members(archive.infolist())
            parts = unpack(archive)
    except UNREADABLE_ZIP as error:
        raise DamagedFile from error
    for name, part in parts.items():
        if name != "mimetype":
            refuse_document_type(part)
    return parts


def member_names(data: bytes) -> frozenset[str]:
    """Return the names that stand before the members' bytes: cheap, and there even if the file is cut off."""
    found = MEMBER_BEFORE_ITS_BYTES.finditer(data) if data.startswith(ZIP) else ()
    ends = ((match.end(), int.from_bytes(match[1], "little")) for match in islice(found, MAX_MEMBERS))
    names = (data[end : end + length] for end, length in ends)
    return frozenset(name.decode("utf-8", "replace") for name in names)


def refuse_unsafe_members(members: list[ZipInfo]) -> None:
    """Refuse an archive by its list of members, before any of them is read."""
    names = [member.filename for member in members]
    if len(members) > MAX_MEMBERS:
        raise TooManyParts(limit=MAX_MEMBERS)
    if any(leads_outside(member.orig_filename) for member in members):
        raise UnsafePaths
    if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
        raise PasswordProtected
    if any(name.endswith(MACROS) or name.startswith(MACRO_FOLDERS) for name in names):
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
        is_kept = is_xml(member.filename)
        for chunk in growing(archive, member):
            total += len(chunk)
            if total > MAX_UNPACKED:
                raise TooLargeInside
            if is_kept:
                chunks.append(chunk)
        kept[member.filename] = b"".join(chunks)
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
