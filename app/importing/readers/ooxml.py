"""Find the parts of a Word document in its package, as the package's own relations tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, normpath
from typing import Final

from app.importing.readers.limits import DamagedFile
from app.importing.readers.markup import tree
from app.importing.readers.not_read import other_package
from app.importing.readers.package import WithMacros, unpacked

TYPES: Final = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class WordParts:
    """The XML parts of a Word document by name; `main` is the name of the one with the text."""

    parts: Mapping[str, bytes]
    main: str

    @property
    def document(self) -> bytes:
        """The XML with the text."""
        return self.parts[self.main]

    @property
    def comments(self) -> bytes:
        """The XML with the comments, or nothing."""
        return self.parts.get(target(self.parts, self.main, "/comments"), b"")

    def around(self, kind: str) -> list[bytes]:
        """Return the parts of a kind (`header`, `footer`) that stand beside the one with the text."""
        beginning = f"{dirname(self.main)}/{kind}"
        return [part for name, part in self.parts.items() if name.startswith(beginning)]


def word_parts(data: bytes) -> WordParts:
    """Return the XML parts of a Word document, or refuse with what is wrong with the file."""
    parts = unpacked(data)
    return WordParts(parts, main_part(parts))


def main_part(parts: Mapping[str, bytes]) -> str:
    """Return the name of the part with the text."""
    if TYPES not in parts:
        raise other_package(parts, parts.get("mimetype", b""))
    main = target(parts, "", "/officeDocument")
    kind = content_type(parts, main)
    if "macroEnabled" in kind:
        raise WithMacros
    if "wordprocessingml" not in kind:
        raise other_package(parts)
    if not parts.get(main):
        raise DamagedFile
    return main


def target(parts: Mapping[str, bytes], source: str, kind: str) -> str:
    """Return the name of the part that stands in a relation to another; transitional and strict files differ."""
    folder, _, name = source.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{name}.rels".removeprefix("/"))
    for relation in tree(relations) if relations else ():
        if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
            place = relation.get("Target", "")
            return place[1:] if place.startswith("/") else normpath(f"{folder}/{place}").lstrip("/")
    return ""


def content_type(parts: Mapping[str, bytes], name: str) -> str:
    """Return what the package says a part is: by its name, else (Teams writes so) by its extension."""
    entries = tree(parts[TYPES])
    by_name = {entry.get("PartName", entry.get("Extension", "")): entry.get("ContentType", "") for entry in entries}
    return by_name.get(f"/{name}") or by_name.get(name.rpartition(".")[2], "")
