"""From the bytes of a Word file to the draft of a transcript. Work for a worker process, not for the web."""

from dataclasses import replace

from app.importing.turns import Draft, read_turns
from app.importing.word import word_text


def read_docx(data: bytes) -> Draft:
    """Return the draft of a transcript, or refuse with what is wrong with the file."""
    text = word_text(data)
    draft = read_turns(text.paragraphs)
    return replace(draft, skipped=text.skipped + draft.skipped)
