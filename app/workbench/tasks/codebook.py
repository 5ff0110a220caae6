"""Read a codebook that somebody wants to take in."""

import json

from app.importing.codebooks.reading import ReadCodebook, read_codebook


def work(data: bytes) -> ReadCodebook:
    """Return what the file holds; before its bytes stands a line with the ending of its name and a chosen encoding."""
    said, _, file = data.partition(b"\n")
    suffix, encoding = json.loads(said)
    return read_codebook(file, suffix, encoding)
