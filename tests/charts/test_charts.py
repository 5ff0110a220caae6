"""What each chart shows of its record, in the picture and in the table."""

import re

import pytest

from app.charts.axis import round_numbers
from app.charts.circle import apart, places
from app.charts.codeline import Stretch, codeline
from app.charts.dispersion import Said, dispersion
from app.charts.growth import Curve, growth
from app.charts.heat_map import Cell, HeatMap, Row, heat_map
from app.charts.look import heat, hue
from app.charts.shares import Share, Shares, Voice, shares
from app.charts.sheet import Frame
from app.charts.theme_circle import Meeting, ThemeCircle, theme_circle
from app.charts.theme_map import theme_map
from app.charts.themes import Code, Theme
from tests.charts import records
from tests.charts.records import SVG, drawn, title, tree, written

WIDE, NARROW = Frame("here", 720, heading=False), Frame("here", 320, heading=False)


def test_a_heat_map_writes_every_number_and_every_emptiness():
    chart = heat_map(records.a_heat_map(), WIDE)

    cells = [title(text) for text in drawn(chart, "text") if re.match("on-heat", (text.get("class") or "")[6:])]
    assert [words for words in written(chart) if words in {"12", "–", "3", "?"}] == ["12", "–", "3", "?"]
    assert cells == [
        "Ghosting, Service users 1: 12",
        "Ghosting, Volunteers 1: not coded",
        "Shame, Service users 1: 3",
        "Shame, Volunteers 1: not read yet",
    ]
    assert chart.headings == ("Subtheme", "Service users 1", "Volunteers 1", "Heard in", "What may be said")
    assert chart.table == (
        ("Support", "", "", "", ""),
        ("Ghosting", 12, "not coded", "1/2", "One focus group"),
        ("Shame", 3, "not read yet", "1/2", "One of them"),
    )


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_a_heat_map_is_the_darker_the_more_and_open_where_nobody_knows(frame: Frame):
    chart = heat_map(records.a_heat_map(), frame)

    looks = [(box.get("class") or "").removeprefix("chart-") for box in drawn(chart, "rect")][1:]
    assert looks == ["heat-6", "heat-0", "heat-2", "unread"]  # 12 of 12; 0; 3 of 12 ends in the second of six parts
    assert [len(drawn(chart, "circle", look)) for look in ("main", "outline")] == [2, 2]


def test_columns_of_long_names_are_written_upwards_and_many_columns_widen_the_picture():
    few, many = (
        heat_map(
            HeatMap("Here", "", "", tuple(f"Focusgroup {n}" for n in range(size)), (Row("A", (Cell(1),) * size),)), WIDE
        )
        for size in (2, 30)
    )

    assert [bool(re.search("rotate", chart.svg)) for chart in (few, many)] == [False, True]
    assert tree(few).get("width") == "720"
    assert float(tree(many).get("width", 0)) > 30 * 34
    assert {f"Focusgroup {n}" for n in range(30)} <= set(written(many))


def test_every_row_of_a_heat_map_has_all_cells_or_none():
    with pytest.raises(ValueError, match="cell for each column"):
        HeatMap("", "", "", ("one", "two"), (Row("A", (Cell(1),)),))


@pytest.mark.parametrize(
    ("count", "most", "step"), [(0, 12, 0), (1, 12, 1), (2, 12, 1), (3, 12, 2), (12, 12, 6), (1, 1, 6), (0, 0, 0)]
)
def test_six_equal_steps_lead_to_the_highest_count(count: int, most: int, step: int):
    assert heat(count, most) == step


def test_the_seventh_theme_has_the_hue_of_the_first_and_no_theme_none():
    assert [hue(number) for number in (0, 1, 6, 7, 13)] == [0, 1, 6, 1, 1]


def test_a_codeline_puts_each_passage_where_it_stands_on_one_scale():
    chart = codeline(records.a_codeline(), WIDE)

    long, short = (box_of(box) for box in drawn(chart, "rect", "ground"))
    first, passage, last = (box_of(box) for box in drawn(chart, "rect", "hue-2"))
    assert short.width == pytest.approx(long.width / 2, abs=0.02)
    # Turns 12 to 14 of 200 stand from 11/200 to 14/200.
    assert (passage.x - long.x, passage.width) == pytest.approx((long.width * 11 / 200, long.width * 3 / 200), abs=0.02)
    assert first.x == long.x
    assert last.x + last.width == pytest.approx(long.x + long.width, abs=0.02)
    # Two coders: as tall as the strip; one: half as tall, and standing on its base.
    assert (first.height, passage.height) == (long.height, long.height / 2)
    assert passage.y + passage.height == long.y + long.height
    assert chart.table == (("Service users 1", 3, "1, 12–14, 200"), ("Volunteers 1", 0, ""))


@pytest.mark.parametrize("wrong", [(0, 1, 1), (3, 2, 1), (1, 1, 0)])
def test_a_stretch_begins_before_it_ends(wrong: tuple[int, int, int]):
    with pytest.raises(ValueError, match="begins before it ends"):
        Stretch(*wrong)


def test_the_table_of_a_dispersion_tells_the_tenths():
    # Words 0 and 99 are in the first tenth of 1000, 100 in the second, 999 in the last.
    chart = dispersion(records.a_dispersion(), WIDE)

    assert chart.headings[2:4] == ("0–10 %", "10–20 %")
    assert chart.table == (
        ("alone", 4, 2, 1, 0, 0, 0, 0, 0, 0, 0, 1),
        ("money", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    )
    assert [title(box) for box in drawn(chart, "rect", "hue-0")] == [
        "alone: 1", "alone: 100", "alone: 101", "alone: 1000",
    ]  # fmt: skip


def test_a_word_beyond_its_strip_is_a_mistake():
    with pytest.raises(ValueError, match="one of the words"):
        Said("alone", 10, (10,))


def test_growth_tells_curves_apart_by_shape_and_means_by_a_broken_line():
    chart = growth(records.a_growth(), WIDE)

    lines = [path for path in drawn(chart, "path") if (path.get("class") or "").endswith("-line")]
    dots = {look: drawn(chart, "path", f"{look}-open") for look in ("hue-1", "hue-2")}
    shapes = {look: {re.sub(r"^M[\d. ]+", "", path.get("d") or "") for path in some} for look, some in dots.items()}
    assert [title(path) for path in lines if path.get("stroke-dasharray")][:1] == ["Service users, Mean of every order"]
    assert [len(some) for some in shapes.values()] == [1, 1]
    assert shapes["hue-1"] != shapes["hue-2"]
    assert {"Service users", "Volunteers", "16", "14", "As it was read", "Mean of every order"} <= set(written(chart))
    assert chart.table == (
        ("Service users", "1", 12, 11.0),
        ("Service users", "2", 15, 14.2),
        ("Service users", "3", 16, 16.0),
        ("Volunteers", 1, 9, ""),
        ("Volunteers", 2, 14, ""),
    )


def test_growth_over_many_turns_keeps_a_few_dots_and_the_last():
    record = records.a_growth()
    turns = Curve("Service users", tuple(range(300)))

    chart = growth(type(record)(*[getattr(record, name) for name in list(record.__slots__)[:-1]], (turns,)), WIDE)

    dots = [title(path) for path in drawn(chart, "path", "hue-1-open")]
    assert len(dots) == 13  # twelve, and one in the list below
    assert "Service users, Transcripts 300: 299" in dots
    assert len(chart.table) == 300


def test_every_step_of_a_curve_has_a_mean_or_none():
    with pytest.raises(ValueError, match="every step"):
        Curve("Service users", (1, 2), (1.0,))


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_shares_are_bars_on_one_scale_with_their_numbers(frame: Frame):
    chart = shares(records.some_shares(), frame)

    talk = [box_of(box) for box in drawn(chart, "rect", "main")][1:]  # the first is in the list of what is what
    quotes = [box_of(box) for box in drawn(chart, "rect", "outline")][1:]
    assert [bar.width / quotes[0].width for bar in talk] == pytest.approx([0.6, 0.4], abs=0.001)
    assert len(quotes) == 1
    assert [words for words in written(chart) if re.search("%|–", words)] == ["60 %", "100 %", "40 %", "–"]
    assert chart.table == (("P1", "60 %", "100 %"), ("P2", "40 %", "–"))


@pytest.mark.parametrize("part", [-0.1, 1.1])
def test_a_share_is_a_part_of_the_whole(part: float):
    with pytest.raises(ValueError, match="part of the whole"):
        Shares("", "", ("", "", ""), (Voice("P1", Share(part, ""), Share(0, "")),))


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_a_theme_map_has_boxes_inside_boxes(frame: Frame):
    chart = theme_map(records.a_theme_map(), frame)

    themes = [box_of(box) for number in (1, 2, 3) for box in drawn(chart, "rect", f"hue-{number}-wash")]
    subthemes = [box_of(box) for box in drawn(chart, "rect", "card")]
    codes = [box_of(box) for box in drawn(chart, "rect", "hue-1")]
    assert (len(themes), len(subthemes), len(codes)) == (3, 2, 3)
    assert all(box.is_in(themes[0]) for box in (*subthemes, *codes))
    assert [box.is_in(subthemes[0]) for box in codes] == [False, True, True]
    assert not any(one.is_in(other) for one in themes for other in themes if one is not other)
    assert chart.table == (
        ("Support", "", "Shared history", 4),
        ("Support", "Ghosting", "Shame", 9),
        ("Support", "Ghosting", "Friends vanish", 3),
        ("Support", "Trust", "", ""),
        ("Barriers", "", "Rent first", 6),
        ("Nothing in it yet", "", "", ""),
    )


def test_a_theme_circle_draws_the_line_the_wider_the_more_turns():
    chart = theme_circle(records.a_theme_circle(), WIDE)

    within, between = (
        [path for path in drawn(chart, "path", look) if path.get("stroke-opacity")]
        for look in ("hue-1-line", "hue-0-line")
    )
    assert [title(path) for path in within] == ["Shame, Friends vanish: 3"]
    assert [title(path) for path in between] == ["Shared history, Rent first: 5"]
    assert [path.get("stroke-width") for path in (*within, *between)] == ["5.2", "8.0"]  # 1 + 7 * 3/5; 1 + 7
    assert chart.table == (("Shared history", "Rent first", 5), ("Shame", "Friends vanish", 3))


@pytest.mark.parametrize("frame", [WIDE, NARROW])
def test_a_theme_circle_writes_every_code_and_a_letter_for_every_theme(frame: Frame):
    words = written(theme_circle(records.a_theme_circle(), frame))

    assert {"Shared history 4", "Shame 9", "Friends vanish 3", "Rent first 6"} <= set(words)
    assert {"Support", "Barriers"} <= set(words)
    assert (words.count("A"), words.count("B"), words.count("C")) == (2, 2, 0)


def test_a_name_beside_the_circle_keeps_its_number_when_it_is_cut():
    theme = Theme("Support", tuple(Code(f"{number} A name that nobody has room for " * 4, 7) for number in range(9)))

    words = written(theme_circle(ThemeCircle("", "", ("", "", ""), (theme,), ()), Frame("here", 500)))

    assert len([one for one in words if one.endswith("… 7")]) == 9


@pytest.mark.parametrize("wrong", [Meeting(0, 0, 1), Meeting(0, 4, 1), Meeting(-1, 0, 1), Meeting(0, 1, 0)])
def test_two_codes_of_the_circle_meet(wrong: Meeting):
    record = records.a_theme_circle()
    with pytest.raises(ValueError, match="meet in one turn"):
        ThemeCircle("", "", record.headings, record.themes, (wrong,))


def test_codes_stand_around_the_circle_with_a_gap_between_themes():
    # Four codes in two themes with codes: 4 places and two gaps of 1.2, 6.4 in all. The first stands half a place
    # after half a gap.
    angles = [place.angle for place in places(records.some_themes())]

    turn = 2 * 3.141592653589793 / 6.4
    assert angles == pytest.approx([1.1 * turn, 2.1 * turn, 3.1 * turn, 5.3 * turn])


def test_names_that_touch_are_moved_apart():
    assert apart([5, 6, 50, 99], 0, 100, 10) == [5, 15, 50, 99]
    assert apart([90, 95, 99], 0, 100, 10) == [80, 90, 100]


@pytest.mark.parametrize(
    ("most", "steps", "numbers"),
    [
        (0, 5, (0, 1)),
        (1, 5, (0, 1)),
        (5, 5, (0, 1, 2, 3, 4, 5)),
        (7, 5, (0, 2, 4, 6, 8)),
        (51, 5, (0, 20, 40, 60)),
        (412, 8, (0, 100, 200, 300, 400, 500)),
        (1000, 5, (0, 200, 400, 600, 800, 1000)),
    ],
)
def test_axes_have_round_numbers(most: int, steps: int, numbers: tuple[int, ...]):
    assert round_numbers(most, steps) == numbers


class Box:
    def __init__(self, x: float, y: float, width: float, height: float) -> None:
        self.x, self.y, self.width, self.height = x, y, width, height

    def is_in(self, other: "Box") -> bool:
        return (
            other.x <= self.x
            and other.y <= self.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


def box_of(element) -> Box:
    assert element.tag == SVG + "rect"
    return Box(*(float(element.get(name)) for name in ("x", "y", "width", "height")))
