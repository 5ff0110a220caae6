"""Words with a capital where the sentence asks for none, and those sentence openings that are likely names."""

import re
from collections.abc import Iterator
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Identifier, Tier
from app.importing.anonymising.names import category_of, grown

SHORT: Final = 5
LONGEST_NAME_OF_A_NOUN: Final = 4
# P3, D12, FG2: what people write for somebody whose name they have taken out already, and names of forms and rooms.
CODE: Final = re.compile(r"[^\W\d_]{1,3}\d{1,3}")


def capitals(context: Context) -> Iterator[Identifier]:
    """Find names by their capitals, whole names at a time."""
    tiers = [tier_of(context, i) for i in range(len(context.tokens))]
    if context.language.word_lists.capital_nouns:
        beside_names(context, tiers)
    i = 0
    while i < len(tiers):
        if tiers[i] is None:
            i += 1
            continue
        last = i
        while last + 1 < len(tiers) and (tiers[last + 1] or is_carried(context, last + 1)) and (
            context.tokens.joined[last + 1]
        ):  # fmt: skip
            last += 1
        first, end = grown(context, i, last)
        tier = Tier.LIKELY if Tier.LIKELY in tiers[i : last + 1] else Tier.POSSIBLE
        yield context.identifier(first, end, category_of(context, i, last), tier)
        i = max(last, end) + 1


def beside_names(context: Context, tiers: list[Tier | None]) -> None:
    """Take in the capitals beside a name or a house where nouns have capitals: two nouns in a row are one name."""
    tokens, houses = context.tokens, context.language.organisations.words
    for places in (range(1, len(tokens)), range(len(tokens) - 1, 0, -1)):
        for i in places:
            if not (tokens.joined[i] and tokens.capital[i] and tokens.capital[i - 1]) or tokens.opens[i - 1]:
                continue
            house = tokens.folded[i - 1] in houses
            for one, other in ((i, i - 1), (i - 1, i)):
                quiet = context.is_quiet(one) or (tokens.folded[one] in context.language.plain and not house)
                if tiers[one] is None and not quiet and (house or tiers[other]):
                    tiers[one] = Tier.LIKELY


def is_carried(context: Context, i: int) -> bool:
    """Whether a word that says nothing by itself is part of the name before it: Food Bank, Solvang IF."""
    tokens, silent = context.tokens, context.tokens.folded[i] in context.language.silent
    if not tokens.capital[i] or tokens.folded[i] in context.language.plain:
        return False
    return not silent if len(tokens.words[i]) > 1 and tokens.words[i].isupper() else silent


def tier_of(context: Context, i: int) -> Tier | None:
    """Say how likely the capital of a word makes it part of a name, or None when it does not."""
    tokens = context.tokens
    if not tokens.capital[i] or tokens.apart[i] or CODE.fullmatch(tokens.words[i]):
        return None
    if context.is_quiet(i):
        return tier_of_month(context, i) if tokens.folded[i] in context.language.calendar.months else None
    if len(tokens.words[i]) == 1:
        return Tier.LIKELY if is_initial(context, i) else None
    if tokens.opens[i]:
        return tier_of_opening(context, i)
    folded, language = tokens.folded[i], context.language
    if folded in language.plain and folded not in language.plain_names:
        return Tier.LIKELY if is_foreign_capital(context, i + 1) else None
    if tokens.words[i].isupper():
        return tier_of_shouting(context, i)
    if language.word_lists.capital_nouns and context.is_ordinary(i):
        return None
    return Tier.LIKELY


def tier_of_month(context: Context, i: int) -> Tier | None:
    """Say whether a month is a name here: April Jones, or Mai where months have no capitals."""
    tokens, language = context.tokens, context.language
    if not tokens.opens[i] and not language.calendar.capital_months:
        return Tier.LIKELY
    timed = i > 0 and (tokens.folded[i - 1] in language.calendar.time_words or tokens.words[i - 1][0].isdigit())
    return Tier.POSSIBLE if acts_as_a_name(context, i) and not timed else None


def is_initial(context: Context, i: int) -> bool:
    """Whether a capital letter stands for a name: J. R. Olsen."""
    tokens = context.tokens
    dotted = context.text[tokens.ends[i] : tokens.ends[i] + 1] == "."
    after = i + 1 < len(tokens) and tokens.joined[i + 1] and tokens.capital[i + 1]
    before = i > 0 and tokens.joined[i] and tokens.capital[i - 1] and len(tokens.words[i - 1]) > 1
    return dotted and (after or before) and tokens.folded[i] != "i"


def tier_of_shouting(context: Context, i: int) -> Tier | None:
    """Say what capitals all through a word mean: stress, an abbreviation, or a name written so."""
    if context.is_ordinary(i):
        return None
    return Tier.POSSIBLE if len(context.tokens.words[i]) <= SHORT else Tier.LIKELY


def tier_of_opening(context: Context, i: int) -> Tier | None:
    """Say how likely a word is a name although any word may have a capital here."""
    folded, language = context.tokens.folded[i], context.language
    if folded in language.plain:
        return Tier.POSSIBLE if folded in language.plain_names and acts_as_a_name(context, i) else None
    if not context.is_ordinary(i):
        rare = folded in context.vocabulary.known and folded not in context.vocabulary.name_like
        return Tier.POSSIBLE if rare or not context.vocabulary.complete else Tier.LIKELY
    return Tier.POSSIBLE if acts_as_a_name(context, i) else None


def acts_as_a_name(context: Context, i: int) -> bool:
    """Whether what follows an ordinary word says that somebody is called that: Rose told, Rose and Kari, Rose's mum."""
    tokens, language, after = context.tokens, context.language, i + 1
    if after >= len(tokens) or is_noun(context, i):
        return False
    if not tokens.joined[after]:
        return is_called_or_listed(context, i)
    if tokens.possessive[i]:
        return tokens.folded[after] in language.people.belongings
    if tokens.folded[after] in language.people.telling or is_foreign_capital(context, after):
        return True
    if tokens.folded[after] in language.people.doing and tokens.folded[i] in context.vocabulary.name_like:
        return True
    if tokens.folded[after] in language.clefts[1]:
        return i > 0 and tokens.folded[i - 1] in language.clefts[0]
    return tokens.folded[after] in language.conjunctions and is_foreign_capital(context, after + 1)


def is_called_or_listed(context: Context, i: int) -> bool:
    """Whether a word before a comma is somebody who is spoken to, or one of several people: Dean, could you."""
    tokens, after = context.tokens, i + 1
    if context.text[tokens.ends[i] : tokens.starts[after]] != ", ":
        return False
    asked = tokens.folded[after : after + 3]
    if (
        asked
        and asked[0] in context.language.people.asking
        and not context.language.people.asking.isdisjoint(asked[1:])
    ):
        return True
    named = tokens.capital[after] and tokens.folded[after] not in context.language.plain and not context.is_quiet(after)
    further = context.text[tokens.ends[after] : tokens.ends[after] + 1] == "," or (
        after + 1 < len(tokens) and tokens.folded[after + 1] in context.language.conjunctions
    )
    return named and further


def is_noun(context: Context, i: int) -> bool:
    """Whether a word is a noun with its article at its end, or somebody's kin: no name looks so."""
    folded, language = context.tokens.folded[i], context.language
    ordinary = folded in context.vocabulary.ordinary and len(folded) > LONGEST_NAME_OF_A_NOUN
    return folded in language.people.kin or (ordinary and folded.endswith(language.definite))


def is_foreign_capital(context: Context, i: int) -> bool:
    """Whether a word in the middle of a sentence has the capital of a name."""
    tokens = context.tokens
    if i >= len(tokens) or not tokens.joined[i] or not tokens.capital[i] or context.is_quiet(i):
        return False
    if context.language.word_lists.capital_nouns and context.is_ordinary(i):
        return False
    return tokens.folded[i] not in context.language.plain and not tokens.words[i].isupper()
