"""Words without a capital that no list of ordinary words holds: names in recognised speech, and slips of the pen."""

import re
from collections.abc import Iterator
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.names import grown

WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
DRAWN_OUT: Final = re.compile(r"(.)\1\1|^(?:[aehmuøåäö]|sh|ha|he|hi)+$")
SHORTEST: Final = 3


def unknown_words(context: Context) -> Iterator[Identifier]:
    """Find stretches of words that could be names because nothing else is known of them."""
    if not context.vocabulary.complete:
        return
    tokens = context.tokens
    row: list[int] = []
    for i in [*context.where_like(lambda word: is_unknown_word(context, word)), -1]:
        if i >= 0 and (tokens.capital[i] or tokens.apart[i] or is_cut_off(context, i)):
            continue
        if row and not (i == row[-1] + 1 and tokens.joined[i]):
            yield unknown_stretch(context, row[0], row[-1])
            row = []
        row.append(i)


def unknown_stretch(context: Context, first: int, last: int) -> Identifier:
    before = context.tokens.folded[first - 1] if first and context.tokens.joined[first] else ""
    category = Category.PLACE if before in context.language.place_words else Category.PERSON
    if context.uncased:
        first, last = grown(context, first, last)
    return context.identifier(first, last, category, Tier.POSSIBLE)


def is_unknown_word(context: Context, folded: str) -> bool:
    """Whether nothing is known of a word, and it has the shape of one."""
    if len(folded) < SHORTEST or not context.is_unknown_word(folded) or context.is_quiet_word(folded):
        return False
    if not WORD.fullmatch(folded) or DRAWN_OUT.search(folded):
        return False
    return not is_built(context, folded)


def is_cut_off(context: Context, i: int) -> bool:
    """Whether a word was broken off in speech, which transcribers show with a dash."""
    return context.text[context.tokens.ends[i] : context.tokens.ends[i] + 1] in ("-", "–", "—", "…")


def is_built(context: Context, folded: str) -> bool:
    """Whether a word only lacks in the lists because of its ending: the genitive of an ordinary word."""
    return any(folded.endswith(end) and folded.removesuffix(end) in context.vocabulary.ordinary
               for end in context.language.genitives)  # fmt: skip
