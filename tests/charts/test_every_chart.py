"""What holds for every chart: readers who do not see it, hostile words, long names, any width."""

import re
from pathlib import Path

import pytest

from app.charts.lettering import BOLD, width_of
from app.charts.look import LOOKS
from app.charts.sheet import Frame
from tests.charts.records import CHARTS, EMPTY, SVG, as_it_is, drawn, lines_of, title, tree, written

WIDTHS = [320, 479, 480, 720, 1400]
FORBIDDEN = {"script", "style", "image", "use", "a", "foreignObject", "animate", "set"}
CSS = (Path(__file__).parents[2] / "app" / "web" / "static" / "charts.css").read_text(encoding="utf-8")
every_chart = pytest.mark.parametrize("name", CHARTS)


@every_chart
@pytest.mark.parametrize("width", WIDTHS)
def test_a_chart_is_a_picture_with_a_title_and_a_description(name: str, width: int):
    root = tree(CHARTS[name](as_it_is, Frame("here", width)))

    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    labels = [named[one] for one in (root.get("aria-labelledby") or "").split()]
    assert root.get("role") == "img"
    assert [label.tag for label in labels] == [SVG + "title", SVG + "desc"]
    assert all(label.text for label in labels)
    assert list(root)[:2] == labels
    assert all(one.startswith("here-") for one in named if one)


@every_chart
def test_a_chart_is_drawn_by_classes_and_attributes_alone(name: str):
    root = tree(CHARTS[name](as_it_is, Frame("here")))

    for element in root.iter():
        assert element.tag.removeprefix(SVG) not in FORBIDDEN
        assert not [one for one in element.attrib if one == "style" or one.startswith("on") or "href" in one]
    shapes = [one for one in root.iter() if one.tag.removeprefix(SVG) in {"rect", "circle", "path", "line", "text"}]
    for shape in shapes:
        look = (shape.get("class") or "").removeprefix("chart-")
        assert set(LOOKS[look]) <= set(shape.attrib)
        assert {name: shape.get(name) for name in ("fill", "stroke")} == {
            name: LOOKS[look].get(name) for name in ("fill", "stroke")
        }


@every_chart
@pytest.mark.parametrize("width", [320, 720])
def test_hostile_words_stay_words(name: str, width: int):
    hostile = '{{ 7*7 }}<script>alert(1)</script>" onload="x" ]]>&amp;\x00\ufffe\ud800'

    chart = CHARTS[name](lambda words: f"{words} {hostile}", Frame("here", width))

    root = tree(chart)
    assert not [element for element in root.iter() if element.tag.removeprefix(SVG) in FORBIDDEN]
    assert "<script" not in chart.svg
    assert root.findtext(SVG + "title", "").endswith('</script>" onload="x" ]]>&amp;\ufffd\ufffd\ufffd')
    assert "{{ 7*7 }}<script>" in root.findtext(SVG + "title", "")
    assert all(set(element.attrib) <= ALLOWED for element in root.iter())


ALLOWED = {
    "aria-labelledby", "class", "cx", "cy", "d", "dy", "fill", "fill-opacity", "font-family", "font-size",
    "font-weight", "height", "id", "r", "role", "rx", "stroke", "stroke-dasharray", "stroke-opacity", "stroke-width",
    "text-anchor", "transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2",
}  # fmt: skip


@every_chart
@pytest.mark.parametrize("width", WIDTHS)
def test_names_of_five_hundred_letters_are_cut_and_stand_whole_in_a_title(name: str, width: int):
    def long(words: str) -> str:
        return f"{words} {'and what it is about ' * 25}"[:500].strip()

    chart = CHARTS[name](long, Frame("here", width, heading=False))

    titles = {title(element) for element in tree(chart).iter()}
    whole = [cell for row in chart.table for cell in row if isinstance(cell, str) and len(cell) > 400]
    assert whole
    assert max(len(words) for words in written(chart)) < 400
    assert any(words.endswith("…") for words in written(chart))
    assert all(any(one in each for each in titles) for one in whole)


@every_chart
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("long", [False, True])
def test_everything_stands_inside_the_picture(name: str, width: int, long: bool):
    chart = CHARTS[name](lambda words: words * (40 if long else 1), Frame("here", width))

    root = tree(chart)
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    assert width <= wide
    for x, y in places(root):
        assert -0.01 <= x <= wide + 0.01
        assert -0.01 <= y <= high + 0.01


def places(root):
    for element in root.iter():
        at = {key: float(value) for key, value in element.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
        if element.tag == SVG + "rect":
            yield at["x"], at["y"]
            yield at["x"] + at["width"], at["y"] + at["height"]
        elif element.tag == SVG + "circle":
            yield at["cx"] - at["r"], at["cy"] - at["r"]
            yield at["cx"] + at["r"], at["cy"] + at["r"]
        elif element.tag == SVG + "line":
            yield at["x1"], at["y1"]
            yield at["x2"], at["y2"]
        elif element.tag == SVG + "text":
            yield from ends_of_lines(element, at["x"], at["y"], at["font-size"])


def ends_of_lines(text, x, y, size):
    letters = size * (BOLD if text.get("font-weight") else 1)
    widest = max(width_of(line, letters) for line in lines_of(text))
    if text.get("transform"):  # from bottom to top
        yield from ((x, y), (x, y - widest))
    else:
        before = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor", "start"), 0.0)
        yield from ((x - before * widest, y), (x + (1 - before) * widest, y))


@every_chart
def test_the_same_record_is_always_the_same_picture(name: str):
    assert CHARTS[name](as_it_is, Frame("here")) == CHARTS[name](as_it_is, Frame("here"))


@every_chart
def test_two_charts_on_one_page_are_told_apart(name: str):
    ids = [
        {element.get("id") for element in tree(CHARTS[name](as_it_is, Frame(frame))).iter() if element.get("id")}
        for frame in ("first", "second")
    ]

    assert not ids[0] & ids[1]


@every_chart
def test_the_table_has_a_heading_for_every_column(name: str):
    chart = CHARTS[name](as_it_is, Frame("here"))

    assert chart.table
    assert {len(row) for row in chart.table} == {len(chart.headings)}
    assert all(chart.headings)


@every_chart
def test_the_heading_can_be_left_to_the_page(name: str):
    with_heading, without = (CHARTS[name](as_it_is, Frame("here", heading=heading)) for heading in (True, False))

    words = tree(without).findtext(SVG + "title")
    assert words in written(with_heading)
    assert words not in written(without)
    assert float(tree(without).get("height", 0)) < float(tree(with_heading).get("height", 0))


@pytest.mark.parametrize("name", EMPTY)
@pytest.mark.parametrize("width", [320, 720])
def test_a_chart_of_nothing_is_an_empty_picture_with_its_title(name: str, width: int):
    chart = EMPTY[name](Frame("here", width))

    assert tree(chart).findtext(SVG + "title") == "Nothing"
    assert chart.table == ()
    assert drawn(chart, "rect", "paper")


def test_frames_are_named_and_not_too_narrow():
    for wrong in ("", "1st", "two words", 'x"'):
        with pytest.raises(ValueError, match="letters, digits and hyphens"):
            Frame(wrong)
    with pytest.raises(ValueError, match="320"):
        Frame("here", 319)


def test_every_look_has_the_colours_of_the_page():
    rules = set(re.findall(r"\.(chart-[\w-]+)(?=[,\s{])", CSS.partition("@media (forced-colors")[0]))

    assert rules == {f"chart-{look}" for look in LOOKS}


def test_letters_on_every_step_can_be_read_in_light_and_in_dark():
    light, dark = (dict(re.findall(r"--(chart-[\w-]+): (#\w{6})", part)) for part in CSS.split("@media")[:2])

    for colours in (light, dark):
        for step in range(7):
            letters = colours["chart-on-light" if step < 4 else "chart-on-deep"]
            assert contrast(letters, colours[f"chart-heat-{step}"]) >= 4.5
    for step in range(7):
        assert LOOKS[f"heat-{step}"]["fill"] == light[f"chart-heat-{step}"]
        assert LOOKS[f"on-heat-{step}"]["fill"] == light["chart-on-light" if step < 4 else "chart-on-deep"]


@pytest.mark.parametrize("look", [look for look in LOOKS if re.fullmatch(r"hue-\d|ink|quiet|main", look)])
def test_words_and_marks_can_be_seen_on_paper(look: str):
    assert contrast(LOOKS[look]["fill"], LOOKS["paper"]["fill"]) >= 4.5
    assert contrast(LOOKS[look]["fill"], LOOKS["ground"]["fill"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
