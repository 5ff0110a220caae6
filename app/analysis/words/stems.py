"""Stems of words, so that "lonely" and "loneliness" may be counted as one. Work for the worker process: loads nltk."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

from nltk.stem.snowball import SnowballStemmer

from app.analysis.words.frequency import same

STEMMERS: Final[Mapping[str, str]] = {
    "en": "english", "nb": "norwegian", "nn": "norwegian", "no": "norwegian", "sv": "swedish", "da": "danish",
    "nl": "dutch", "de": "german",
}  # fmt: skip


def stem_in(language: str) -> Callable[[str], str]:
    """Return what finds the stem of a word in small letters; in a language without a stemmer, the word itself.

    A stem is no word ("loneli"): show the commonest form instead (`app.analysis.words.spoken.most_common_forms`). There
    is one stemmer for Bokmål and Nynorsk, made for Bokmål.

    Source: M. F. Porter (2001), Snowball: a language for stemming algorithms, as nltk has it.
    """
    if language not in STEMMERS:
        return same
    return cache(SnowballStemmer(STEMMERS[language]).stem)
