"""One record for each chart, its names made by the caller; and how to look into what was drawn."""

from collections.abc import Callable
from xml.etree import ElementTree

from app.charts.codeline import Codeline, Line, Stretch, codeline
from app.charts.dispersion import Dispersion, Said, dispersion
from app.charts.growth import Curve, Growth, growth
from app.charts.heat_map import Cell, HeatMap, Row, heat_map
from app.charts.shares import Share, Shares, Voice, shares
from app.charts.sheet import Chart, Frame
from app.charts.theme_circle import Meeting, ThemeCircle, theme_circle
from app.charts.theme_map import ThemeMap, theme_map
from app.charts.themes import Code, Subtheme, Theme

Named = Callable[[str], str]
SVG = "{http://www.w3.org/2000/svg}"


def as_it_is(name: str) -> str:
    return name


def a_heat_map(named: Named = as_it_is) -> HeatMap:
    return HeatMap(
        named("Where each subtheme is heard"),
        named("Passages in each focus group."),
        named("Subtheme"),
        (named("Service users 1"), named("Volunteers 1")),
        (
            Row(named("Support"), hue=1),
            Row(named("Ghosting"), (Cell(12), Cell(0, named("not coded"))), 1, (True, False), named("One focus group")),
            Row(named("Shame"), (Cell(3), Cell(None, named("not read yet"))), 1, (True, False), named("One of them")),
        ),
        named("Heard in"),
        named("What may be said"),
    )


def a_codeline(named: Named = as_it_is) -> Codeline:
    return Codeline(
        named("Where shame stands"),
        named("From the first turn to the last."),
        (named("Transcript"), named("Passages"), named("Turns")),
        (
            Line(named("Service users 1"), 200, (Stretch(1, 1, 2), Stretch(12, 14), Stretch(200, 200)), 2),
            Line(named("Volunteers 1"), 100, ()),
        ),
    )


def a_dispersion(named: Named = as_it_is) -> Dispersion:
    return Dispersion(
        named("Where words fall"),
        named("Service users 1."),
        (named("Word"), named("Times")),
        named("Words from the beginning"),
        (Said(named("alone"), 1000, (0, 99, 100, 999)), Said(named("money"), 1000, ())),
    )


def a_growth(named: Named = as_it_is) -> Growth:
    return Growth(
        named("How codes grow"),
        named("For each kind of people."),
        named("Transcripts"),
        named("Codes found"),
        named("Stakeholder"),
        named("As it was read"),
        named("Mean of every order"),
        (
            Curve(named("Service users"), (12, 15, 16), (11.0, 14.25, 16.0), tuple(map(named, ("1", "2", "3"))), 1),
            Curve(named("Volunteers"), (9, 14), (), (), 2),
        ),
    )


def some_shares(named: Named = as_it_is) -> Shares:
    return Shares(
        named("Who speaks and who is quoted"),
        named("Shares of participants' words and of the quotes."),
        (named("Participant"), named("Share of the talk"), named("Share of the quotes")),
        (
            Voice(named("P1"), Share(0.6, "60 %"), Share(1.0, "100 %")),
            Voice(named("P2"), Share(0.4, "40 %"), Share(None, "–")),
        ),
    )


def some_themes(named: Named = as_it_is) -> tuple[Theme, ...]:
    support = Subtheme(named("Ghosting"), (Code(named("Shame"), 9), Code(named("Friends vanish"), 3)))
    return (
        Theme(named("Support"), (Code(named("Shared history"), 4),), (support, Subtheme(named("Trust"))), 1),
        Theme(named("Barriers"), (Code(named("Rent first"), 6),), (), 2),
        Theme(named("Nothing in it yet"), hue=3),
    )


def a_theme_map(named: Named = as_it_is) -> ThemeMap:
    headings = (named("Theme"), named("Subtheme"), named("Code"), named("Passages"))
    return ThemeMap(named("The themes"), named("And what is in them."), headings, some_themes(named))


def a_theme_circle(named: Named = as_it_is) -> ThemeCircle:
    headings = (named("Code"), named("Code"), named("Turns"))
    meetings = (Meeting(1, 2, 3), Meeting(0, 3, 5))
    return ThemeCircle(named("Codes that meet"), named("In the same turn."), headings, some_themes(named), meetings)


# Each chart, from a way to make names and a frame.
CHARTS: dict[str, Callable[[Named, Frame], Chart]] = {
    "heat map": lambda named, frame: heat_map(a_heat_map(named), frame),
    "codeline": lambda named, frame: codeline(a_codeline(named), frame),
    "dispersion": lambda named, frame: dispersion(a_dispersion(named), frame),
    "growth": lambda named, frame: growth(a_growth(named), frame),
    "shares": lambda named, frame: shares(some_shares(named), frame),
    "theme map": lambda named, frame: theme_map(a_theme_map(named), frame),
    "theme circle": lambda named, frame: theme_circle(a_theme_circle(named), frame),
}
EMPTY: dict[str, Callable[[Frame], Chart]] = {
    "heat map": lambda frame: heat_map(HeatMap("Nothing", "", "", (), ()), frame),
    "codeline": lambda frame: codeline(Codeline("Nothing", "", ("", "", ""), ()), frame),
    "dispersion": lambda frame: dispersion(Dispersion("Nothing", "", ("", ""), "", ()), frame),
    "growth": lambda frame: growth(Growth("Nothing", "", "", "", "", "", "", ()), frame),
    "shares": lambda frame: shares(Shares("Nothing", "", ("", "", ""), ()), frame),
    "theme map": lambda frame: theme_map(ThemeMap("Nothing", "", ("", "", "", ""), ()), frame),
    "theme circle": lambda frame: theme_circle(ThemeCircle("Nothing", "", ("", "", ""), (), ()), frame),
}


def tree(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)  # noqa: S314 (we drew it)


def drawn(chart: Chart, kind: str, look: str = "") -> list[ElementTree.Element]:
    """Return the elements of a kind, such as `rect`; with `look` only those of that look."""
    every = tree(chart).iter(SVG + kind)
    return [element for element in every if not look or element.get("class") == f"chart-{look}"]


def title(element: ElementTree.Element) -> str:
    return element.findtext(SVG + "title") or ""


def lines_of(text: ElementTree.Element) -> list[str]:
    """Return the lines of a text, without its title."""
    parts = [text.text, *(child.tail if child.tag == SVG + "title" else child.text for child in text)]
    return [part for part in parts if part]


def written(chart: Chart) -> list[str]:
    """Return the words that stand in the picture, one for each text, without titles."""
    return [" ".join(lines_of(text)) for text in drawn(chart, "text")]
