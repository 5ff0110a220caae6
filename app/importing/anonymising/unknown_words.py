"""Words without a capital that no list of ordinary words holds: names in recognised speech, and slips of the pen."""

import re
from collections.abc import Iterator
from itertools import groupby
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
    places = [i for i in range(len(context.tokens)) if is_unknown(context, i)]
    for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        stretch = [i for _, i in run]
        first = 0
        for at in range(1, len(stretch) + 1):
            if at == len(stretch) or not context.tokens.joined[stretch[at]]:
                yield unknown_stretch(context, stretch[first], stretch[at - 1])
                first = at


def unknown_stretch(context: Context, first: int, last: int) -> Identifier:
    before = context.tokens.folded[first - 1] if first and context.tokens.joined[first] else ""
    category = Category.PLACE if before in context.language.place_words else Category.PERSON
    if context.uncased:
        first, last = grown(context, first, last)
    return context.identifier(first, last, category, Tier.POSSIBLE)


def is_unknown(context: Context, i: int) -> bool:
    """Whether nothing is known of a word, and it has the shape of one."""
    tokens = context.tokens
    if tokens.capital[i] or tokens.apart[i] or len(tokens.folded[i]) < SHORTEST or not context.is_unknown(i):
        return False
    if context.is_quiet(i) or not WORD.fullmatch(tokens.words[i]) or DRAWN_OUT.search(tokens.folded[i]):
        return False
    return not is_cut_off(context, i) and not is_built(context, i)


def is_cut_off(context: Context, i: int) -> bool:
    """Whether a word was broken off in speech, which transcribers show with a dash."""
    return context.text[context.tokens.ends[i] : context.tokens.ends[i] + 1] in ("-", "–", "—", "…")


def is_built(context: Context, i: int) -> bool:
    """Whether a word only lacks in the lists because of its ending: the genitive of an ordinary word."""
    folded = context.tokens.folded[i]
    return any(folded.endswith(end) and folded.removesuffix(end) in context.vocabulary.ordinary
               for end in context.language.genitives)  # fmt: skip
