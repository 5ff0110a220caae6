"""Count words: nltk finds their stems here, in a process of its own."""

from app.analysis.words.counting import AskedWords, Worded, worded
from app.analysis.words.stems import stem_in
from app.importing.plain import from_plain


def work(data: bytes) -> Worded:
    """Return the table of words that is asked for."""
    asked = from_plain(AskedWords, data)
    return worded(asked, stem_in(asked.language))
