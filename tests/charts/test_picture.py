"""Charts become pictures for Word, words and all."""

import re
import struct
from pathlib import Path

import pytest

from app.charts import picture
from app.charts.picture import NoLetters, png
from app.charts.sheet import Frame
from tests.charts.records import CHARTS, as_it_is, tree


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_twice_as_large_as_its_chart(name: str):
    chart = CHARTS[name](as_it_is, Frame("here"))

    found = png(chart.svg)

    wide, high = struct.unpack(">II", found[16:24])
    assert found.startswith(b"\x89PNG")
    assert (wide, high) == pytest.approx([2 * float(tree(chart).get(one, 0)) for one in ("width", "height")], abs=1)


def test_words_are_in_the_picture_and_titles_are_not():
    chart = CHARTS["shares"](as_it_is, Frame("here"))

    without_titles = re.sub(r"<title>[^<]*</title>", "", chart.svg)
    without_words = re.sub(r"<text.*?</text>", "", chart.svg)
    assert png(without_titles) == png(chart.svg)
    assert png(without_words) != png(chart.svg)


def test_a_machine_without_letters_says_so_instead_of_leaving_the_words_out(monkeypatch: pytest.MonkeyPatch):
    real = picture.resvg_py.svg_to_bytes
    without = {"skip_system_fonts": True, "font_dirs": [str(Path(__file__).parent)]}
    monkeypatch.setattr(picture.resvg_py, "svg_to_bytes", lambda **given: real(**given, **without))
    picture._has_letters.cache_clear()

    with pytest.raises(NoLetters):
        png(CHARTS["shares"](as_it_is, Frame("here")).svg)

    picture._has_letters.cache_clear()
