"""What the tests ask of everything that a reader found."""

from pathlib import Path

from app.importing.draft import Material

SAMPLES = Path(__file__).parents[1] / "samples"


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def texts(material: Material) -> list[str]:
    return [paragraph.text for paragraph in material.paragraphs]


def said(material: Material) -> list[tuple[str | None, str]]:
    """Who says what; nobody in particular is None, nobody new is empty."""
    return [(paragraph.speaker, paragraph.text) for paragraph in material.paragraphs]


def timed(material: Material) -> list[tuple[int | None, str | None, str]]:
    return [(paragraph.start_ms, paragraph.speaker, paragraph.text) for paragraph in material.paragraphs]


def warned(material: Material) -> list[str]:
    """The remarks as they are read, in English."""
    return [remark.sentence % remark.values for remark in material.warnings]
