"""Phrases that say that a name comes next: my brother X, she is called X, Mrs X, moved from X.

Where capitals are to be had they find most names; here are those that capitals leave out: in text without any, and
names that are ordinary words, months or days besides.
"""

from collections.abc import Iterator

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.anonymising.names import grown


def people_by_cue(context: Context) -> Iterator[Identifier]:
    """Find people by what is said just before their names."""
    people, folded = context.language.people, context.tokens.folded
    for i in context.where(people.titles | people.naming | people.kin | people.greetings):
        word, after = folded[i], i + 1
        if word in people.titles:
            yield from named(context, after, certain=word in people.short_titles)
        elif word in people.naming:
            yield from named(context, skip_being(context, after), certain=is_naming(context, i))
        elif word in people.kin and (after_kin := name_after_kin(context, i)):
            yield from named(context, after_kin, certain=says_pronoun(context, after_kin + 1))
        elif word in people.greetings:
            yield from named(context, after, certain=context.uncased)


def is_naming(context: Context, i: int) -> bool:
    """Whether the word really names: `she is called`, not `she called`."""
    people, folded = context.language.people, context.tokens.folded
    if folded[i] not in people.ambiguous_naming:
        return True
    return i > 0 and (folded[i - 1] in people.being or folded[i - 1] in people.kin)


def skip_being(context: Context, i: int) -> int:
    """Return the word after `is` in `my name is`."""
    folded, being = context.tokens.folded, context.language.people.being
    return i + 1 if i < len(folded) and folded[i] in being else i


def name_after_kin(context: Context, i: int) -> int | None:
    """Return the word after `my brother`, `broren min`, `min bror`, with or without a comma."""
    tokens, people = context.tokens, context.language.people
    owned = i > 0 and tokens.folded[i - 1] in people.owners
    further_back = i > 1 and tokens.folded[i - 2] in people.owners
    after = i + 1
    if after < len(tokens) and tokens.folded[after] in people.owners_after:
        owned, after = True, after + 1
    return after if owned or further_back or tokens.capital[min(after, len(tokens) - 1)] else None


def says_pronoun(context: Context, i: int) -> bool:
    """Whether the word taken for a name is taken up again at once: my brother Rob he lives in."""
    return i < len(context.tokens) and context.tokens.folded[i] in context.language.people.pronouns


def named(context: Context, i: int, *, certain: bool) -> Iterator[Identifier]:
    """Yield the name that begins with a word, if it can be one at all."""
    tokens = context.tokens
    if i >= len(tokens) or tokens.apart[i] or not is_within_reach(context, i) or not can_be_called(context, i):
        return
    if (tokens.capital[i] and not tokens.opens[i]) or (context.uncased and context.is_unknown(i)):
        yield whole_name(context, i, Tier.LIKELY)
    elif certain or is_likely_a_name(context, i):
        yield whole_name(context, i, Tier.POSSIBLE)


def is_likely_a_name(context: Context, i: int) -> bool:
    """Whether a word without a capital is likely a name here, after a word that names follow."""
    tokens = context.tokens
    if context.uncased and (i + 1 == len(tokens) or tokens.opens[i + 1]):
        return True
    return context.is_name_like(i) and (context.uncased or not tokens.joined[i])


def is_within_reach(context: Context, i: int) -> bool:
    """Whether only a blank, a comma or the full stop of a short form stands before a word."""
    tokens = context.tokens
    return tokens.joined[i] or (i > 0 and context.text[tokens.ends[i - 1] : tokens.starts[i]] in (", ", ". ", " - "))


def can_be_called(context: Context, i: int) -> bool:
    """Whether anybody can be called so. With a capital, a month or a day may be a name as well."""
    tokens, language = context.tokens, context.language
    folded = tokens.folded[i]
    if not folded[0].isalpha() or len(folded) < 2 or folded in language.plain - language.plain_names:
        return False
    if folded in language.silent or folded in language.people.kin or folded in language.people.titles:
        return False
    return tokens.capital[i] or not context.is_quiet(i)


def whole_name(context: Context, i: int, tier: Tier) -> Identifier:
    """Return a name with the further words of it that are no ordinary ones."""
    tokens, last = context.tokens, i
    while last + 1 < len(tokens) and tokens.joined[last + 1] and belongs_to_name(context, last + 1):
        last += 1
    return context.identifier(i, grown(context, i, last)[1], Category.PERSON, tier)


def belongs_to_name(context: Context, i: int) -> bool:
    if not context.tokens.folded[i][0].isalpha() or context.is_quiet(i):
        return False
    if context.tokens.folded[i] in context.language.plain:
        return False
    return context.tokens.capital[i] or context.is_unknown(i) or (context.uncased and context.is_name_like(i))
