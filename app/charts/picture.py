"""From a chart to a picture that Word can show. Takes a fifth of a second and more: for the worker process."""

from functools import cache
from typing import Final

import resvg_py

from app.charts.look import FONT
from app.sentences import N_, Refusal

ZOOM: Final = 2  # sharp on paper 16 cm wide


class NoLetters(Refusal):
    """The machine has no letters to write with, and a picture without its words would mislead."""

    sentence = N_(
        "This server has no fonts, so charts cannot be made into pictures. "
        "Please tell whoever runs the workbench to install one, such as DejaVu Sans."
    )


def png(svg: str) -> bytes:
    """Return the chart as a PNG picture, twice as many pixels wide as the chart, dark on white.

    `svg` is one that this room has drawn. Raises NoLetters where the machine has no font at all.
    """
    if not _has_letters():
        raise NoLetters
    return _drawn(svg)


@cache
def _has_letters() -> bool:
    """Say whether a letter leaves a trace."""
    empty, written = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" font-family="{FONT}">{inside}</svg>'
        for inside in ("", '<text x="2" y="16">M</text>')
    )
    return _drawn(empty) != _drawn(written)


def _drawn(svg: str) -> bytes:
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=ZOOM, background="white"))
