"""Read a file that somebody wants to import."""

import json

from app.importing.draft import Draft
from app.importing.formats import read_draft


def work(data: bytes) -> Draft:
    """Return the draft; before the file's bytes stands a line with the ending of its name and a chosen encoding."""
    said, _, file = data.partition(b"\n")
    suffix, encoding = json.loads(said)
    return read_draft(file, suffix, encoding)
