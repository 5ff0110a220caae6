"""The sheet that a chart is drawn on: shapes and words as a tree of SVG, with a title and a description."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from app.charts.lettering import BOLD, legal, wrapped
from app.charts.look import FONT, LOOKS, PREFIX

SVG: Final = "http://www.w3.org/2000/svg"
EMPTY: Final = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
TEXT: Final = 13.0
SMALL: Final = 11.5
TITLE: Final = 17.0
LEADING: Final = 1.25
MARGIN: Final = 16.0
NARROW: Final = 480

Anchor = Literal["start", "middle", "end"]
Table = tuple[tuple[str | int | float, ...], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a chart will stand.

    `name` tells it from other charts of the page: letters, digits and hyphens, beginning with a letter. `width` is in
    pixels, at least 320; a chart that needs more takes more. `heading` writes title and description into the picture;
    a page that writes them itself leaves them out, and they are still there for screen readers.
    """

    name: str
    width: int = 720
    heading: bool = True

    def __post_init__(self) -> None:
        if not re.fullmatch("[A-Za-z][A-Za-z0-9-]*", self.name):
            raise ValueError("a chart is named in letters, digits and hyphens")
        if self.width < 320:
            raise ValueError(f"a chart is at least 320 pixels wide, not {self.width}")

    @property
    def narrow(self) -> bool:
        """Names stand above what they name, because beside it there is no room."""
        return self.width < NARROW


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as SVG with its title, and the table that says the same: a row of headings, then the rows."""

    title: str
    svg: str
    headings: tuple[str, ...]
    table: Table


class Sheet:
    """A sheet to draw on, from the top: `top` is where the next thing goes."""

    def __init__(self, frame: Frame, title: str, description: str, width: float = 0.0) -> None:
        """Begin a sheet, `width` wide if that is more than the frame gives."""
        self.width = max(float(frame.width), width)
        self.left, self.right = MARGIN, self.width - MARGIN
        self.top = MARGIN
        names = {kind: f"{frame.name}-{kind}" for kind in ("title", "description")}
        self._svg = etree.fromstring(EMPTY)
        self._put(self._svg, {"class": PREFIX, "role": "img", "font-family": FONT})
        self._svg.set("aria-labelledby", " ".join(names.values()))
        for kind, words in (("title", title), ("desc", description)):
            element = self._child(self._svg, kind)
            element.set("id", names["title" if kind == "title" else "description"])
            element.text = legal(words)
        self._paper = self._child(self._svg, "rect", {"x": "0", "y": "0"}, "paper")
        if frame.heading:
            self._head(title, description)

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.right - self.left

    def box(
        self, place: tuple[float, float], size: tuple[float, float], look: str, title: str = "", corner: float = 0.0
    ) -> None:
        """Draw a box from its upper left corner; `title` is shown where somebody points at it."""
        round_corners = {"rx": _number(corner)} if corner else {}
        attributes = {
            "x": _number(place[0]), "y": _number(place[1]), "width": _number(size[0]), "height": _number(size[1]),
        }  # fmt: skip
        self._titled(self._child(self._svg, "rect", attributes | round_corners, look), title)

    def dot(self, place: tuple[float, float], radius: float, look: str, title: str = "") -> None:
        """Draw a round dot around its middle."""
        attributes = {"cx": _number(place[0]), "cy": _number(place[1]), "r": _number(radius)}
        self._titled(self._child(self._svg, "circle", attributes, look), title)

    def line(self, start: tuple[float, float], end: tuple[float, float], look: str) -> None:
        """Draw a straight line."""
        ends = {"x1": _number(start[0]), "y1": _number(start[1]), "x2": _number(end[0]), "y2": _number(end[1])}
        self._child(self._svg, "line", ends, look)

    def path(self, commands: str, look: str, title: str = "", **attributes: str) -> None:
        """Draw a path; `attributes` such as `stroke_width` are added to those of the look."""
        more = {name.replace("_", "-"): value for name, value in attributes.items()}
        self._titled(self._child(self._svg, "path", {"d": commands}, look, more), title)

    def words(
        self,
        place: tuple[float, float],
        words: str,
        width: float,
        look: str = "ink",
        *,
        size: float = TEXT,
        anchor: Anchor = "start",
        bold: bool = False,
        lines: int = 1,
        title: str = "",
        turned: bool = False,
    ) -> float:
        """Write words with their first line at `place`, at most `width` wide; return the height that they take.

        What does not fit on `lines` lines is cut with an ellipsis, and stands whole in the title, as `title` does.
        `turned` writes from bottom to top.
        """
        written = wrapped(legal(words), width, size * BOLD if bold else size, lines)
        attributes = {"x": _number(place[0]), "y": _number(place[1]), "font-size": _number(size)}
        if anchor != "start":
            attributes["text-anchor"] = anchor
        if bold:
            attributes["font-weight"] = "bold"
        if turned:
            attributes["transform"] = f"rotate(-90 {_number(place[0])} {_number(place[1])})"
        text = self._child(self._svg, "text", attributes, look)
        whole = " ".join(words.split())
        self._titled(text, title or ("" if " ".join(written) == legal(whole) else whole))
        self._write(text, written, place[0], size)
        return len(written) * size * LEADING

    def finished(self, height: float) -> str:
        """Return the picture, `height` high, as SVG."""
        size = {"width": _number(self.width), "height": _number(height)}
        self._put(self._svg, {**size, "viewBox": f"0 0 {size['width']} {size['height']}"})
        self._put(self._paper, size)
        return etree.tostring(self._svg, encoding="unicode")

    def _head(self, title: str, description: str) -> None:
        self.top += TITLE
        self.top += self.words((self.left, self.top), title, self.inner, size=TITLE, bold=True, lines=3)
        self.top += self.words((self.left, self.top), description, self.inner, "quiet", size=SMALL, lines=6)

    def _write(self, text: "etree._Element", lines: Sequence[str], left: float, size: float) -> None:
        """Write lines one below the other; the first stands where the text stands."""
        for number, line in enumerate(lines):
            place = {"x": _number(left), "dy": _number(size * LEADING)} if number else {}
            self._child(text, "tspan", place).text = line

    def _titled(self, element: "etree._Element", title: str) -> None:
        if title:
            self._child(element, "title").text = legal(title)

    def _child(
        self,
        parent: "etree._Element",
        kind: str,
        attributes: dict[str, str] | None = None,
        look: str = "",
        more: dict[str, str] | None = None,
    ) -> "etree._Element":
        element = etree.SubElement(parent, f"{{{SVG}}}{kind}")
        if look:
            element.set("class", f"{PREFIX}-{look}")
            self._put(element, LOOKS[look])
        self._put(element, attributes or {})
        self._put(element, more or {})
        return element

    def _put(self, element: "etree._Element", attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            element.set(name, value)


def _number(value: float) -> str:
    """Write a length with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
