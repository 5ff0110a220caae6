"""Read the cells of an Excel workbook as the text that its reader sees. Formulas are never computed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from posixpath import normpath
from typing import Final

from lxml import etree

from app.importing.readers.limits import DamagedFile, TooLargeInside, refuse_too_much_text
from app.importing.readers.markup import tree
from app.importing.readers.not_read import other_package
from app.importing.readers.ooxml import TYPES, content_type, target
from app.importing.readers.package import WithMacros, unpacked

MAX_COLUMNS: Final = 200  # that hold something
CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
CLOCK_OR_DATE: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
DATE_PART: Final = re.compile(r"[dy]", re.IGNORECASE)
# Formats that every workbook knows by number: days, times, both.
BUILT_IN: Final[Mapping[int, str]] = {
    **dict.fromkeys((14, 15, 16, 17), "d"),
    18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 22: "d h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss",
}  # fmt: skip
DAY_ZERO: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 (Excel knows no zones)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that holds something: its name, and its rows, empty rows and columns left out."""

    name: str
    rows: Sequence[Sequence[str]]


def sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook that hold something, in order."""
    parts = unpacked(data)
    if TYPES not in parts:
        raise other_package(parts, parts.get("mimetype", b""))
    main = target(parts, "", "/officeDocument")
    kind = content_type(parts, main)
    if "macroEnabled" in kind:
        raise WithMacros
    if "spreadsheetml" not in kind:
        raise other_package(parts)
    if not parts.get(main):
        raise DamagedFile
    return list(Workbook(parts, main).sheets())


class Workbook:
    """What the sheets of a workbook share: their strings, the formats of their numbers, and where its days begin."""

    def __init__(self, parts: Mapping[str, bytes], main: str) -> None:
        self._parts, self._main = parts, main
        self._root = tree(parts[main])
        shared = parts.get(target(parts, main, "/sharedStrings"), b"")
        self._strings = [words(item).strip() for item in tree(shared).iterfind("{*}si")] if shared else []
        styles = parts.get(target(parts, main, "/styles"), b"")
        self._formats = number_formats(tree(styles)) if styles else []
        about = self._root.find("{*}workbookPr")
        self._from_1904 = about is not None and about.get("date1904") in {"1", "true", "on"}

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets that hold something."""
        places = related_parts(self._parts, self._main)
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            related = next((str(value) for key, value in sheet.items() if str(key).endswith("}id")), "")
            part = self._parts.get(places.get(related, ""))
            if part and (rows := self._rows(tree(part))):
                yield Sheet(sheet.get("name", ""), rows)

    def _rows(self, root: etree._Element) -> list[list[str]]:
        rows: list[dict[int, str]] = []
        for row in root.iterfind("{*}sheetData/{*}row"):
            cells = enumerate(row.iterfind("{*}c"), start=1)
            said = {place_of(cell, number): text for number, cell in cells if (text := self._text(cell))}
            if said:
                rows.append(said)
        used = sorted({place for row in rows for place in row})
        if len(used) > MAX_COLUMNS:
            raise TooLargeInside
        refuse_too_much_text(sum(len(text) for row in rows for text in row.values()))
        return [[row.get(place, "") for place in used] for row in rows]

    def _text(self, cell: etree._Element) -> str:
        """Return what a reader sees in a cell; a formula that was never computed shows itself."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return words(inline).strip() if inline is not None else ""
        value = (cell.findtext("{*}v") or "").strip()
        if kind == "s":
            return self._strings[int(value)] if value.isdecimal() and int(value) < len(self._strings) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        formula = cell.findtext("{*}f")
        if not value and formula:
            return f"={formula}"
        return self._number(value, cell.get("s", "")) if kind == "n" else unescaped(value)

    def _number(self, value: str, style: str) -> str:
        """Return a number as it stands, and a day or a time as its format shows it."""
        shown = self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else ""
        if not shown:
            return value.removesuffix(".0")
        try:
            days = float(value)
            return clock_or_day(days, shown, self._from_1904)
        except (ValueError, OverflowError):
            return value


def related_parts(parts: Mapping[str, bytes], source: str) -> dict[str, str]:
    """Return the names of the parts that another one names by an id."""
    folder, _, name = source.rpartition("/")
    listed = parts.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
    targets = {entry.get("Id", ""): entry.get("Target", "") for entry in (tree(listed) if listed else ())}
    return {id_: normpath(f"/{folder}/{place}" if place[:1] != "/" else place)[1:] for id_, place in targets.items()}


def place_of(cell: etree._Element, number: int) -> int:
    """Return the column of a cell; one that does not say it stands after the one before."""
    match = CELL.fullmatch(cell.get("r", ""))
    place = 0
    for letter in match[1] if match else "":
        place = place * 26 + ord(letter) - ord("A") + 1
    return place or number


def words(item: etree._Element) -> str:
    """Return the words of a rich string, without the reading aids of Japanese."""
    aids = set(item.iterfind("{*}rPh/{*}t"))
    return unescaped("".join(text.text or "" for text in item.iter("{*}t") if text not in aids))


def unescaped(text: str) -> str:
    """Return a string with the characters that Excel writes as `_x000D_`."""
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def number_formats(styles: etree._Element) -> list[str]:
    """Return, for each style of a cell, the format of its days and times; empty for plain numbers."""
    own = {entry.get("numFmtId", ""): entry.get("formatCode", "") for entry in styles.iterfind("{*}numFmts/{*}numFmt")}
    formats = []
    for style in styles.iterfind("{*}cellXfs/{*}xf"):
        number = style.get("numFmtId", "0")
        code = own.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, "")
        bare = LITERAL.sub("", code.split(";")[0])
        formats.append(bare if CLOCK_OR_DATE.search(bare) else "")
    return formats


def clock_or_day(days: float, shown: str, from_1904: bool) -> str:
    """Return a number of days as a day, a time, or both: `2024-05-03`, `0:09` where the format shows two parts."""
    if DATE_PART.search(shown):
        moment = DAY_ZERO[from_1904] + timedelta(seconds=round(days * 86_400))
        return moment.isoformat(" ", "minutes") if "h" in shown.lower() else moment.date().isoformat()
    thousandths = round(days * 86_400_000)
    seconds, fraction = divmod(thousandths, 1000)
    tail = f".{fraction:03}" if fraction else ""
    hours, minutes = divmod(seconds // 60, 60)
    if "s" not in shown.lower():
        return f"{hours}:{minutes:02}"
    return f"{hours}:{minutes:02}:{seconds % 60:02}{tail}"
