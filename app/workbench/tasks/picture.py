"""Draw a chart as a picture for Word: this takes a while, and happens in a process of its own."""

from base64 import b64encode

from app.charts.picture import png


def work(data: bytes) -> str:
    """Return the picture of the SVG, as base64."""
    return b64encode(png(data.decode())).decode()
