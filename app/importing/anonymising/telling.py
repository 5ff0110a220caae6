"""What tells of one person without naming them: a diagnosis that few have, an office that one person holds."""

from collections.abc import Iterator
from typing import Final

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Category, Identifier, Tier

LONGEST_ROLE: Final = 3


def diagnoses(context: Context) -> Iterator[Identifier]:
    """Find diagnoses that few people have: by their beginnings, and as diseases named after somebody."""
    tokens, telling = context.tokens, context.language.telling
    first_words = tuple(beginning.partition("-")[0] for beginning in telling.diagnoses)
    found = set(context.where_like(lambda word: word.startswith(first_words) or word in telling.short_diagnoses))
    found.update(i - 1 for i in context.where(telling.disease_words) if i and tokens.joined[i])
    for i in sorted(found):
        after = tokens.folded[i + 1] if i + 1 < len(tokens) and tokens.joined[i + 1] else ""
        known = f"{tokens.folded[i]}-{after}".startswith(telling.diagnoses) or is_short_diagnosis(context, i)
        named_after = after in telling.disease_words and (tokens.possessive[i] or tokens.capital[i])
        if known or (named_after and is_eponym(context, i)):
            yield context.identifier(i, last_of_diagnosis(context, i), Category.HEALTH, Tier.POSSIBLE)


def is_short_diagnosis(context: Context, i: int) -> bool:
    """Whether a word is the short form of a diagnosis: in capitals, or in text without any."""
    shaped = context.tokens.words[i].isupper() or context.uncased
    return shaped and context.tokens.folded[i] in context.language.telling.short_diagnoses


def is_eponym(context: Context, i: int) -> bool:
    folded, language = context.tokens.folded[i], context.language
    return (
        not context.is_ordinary(i) and folded not in language.silent and folded not in language.telling.known_diseases
    )


def last_of_diagnosis(context: Context, i: int) -> int:
    """Return the last word of a diagnosis: its kind of disease, and which type of it."""
    tokens, telling = context.tokens, context.language.telling
    last = i
    after = i + 1
    if after < len(tokens) and tokens.joined[after] and not tokens.folded[i].startswith(telling.diagnoses) and (
        f"{tokens.folded[i]}-{tokens.folded[after]}".startswith(telling.diagnoses)
    ):  # fmt: skip
        last = after
    while last + 1 < len(tokens) and tokens.joined[last + 1] and last < i + 4 and (
        tokens.folded[last + 1] in telling.disease_words or tokens.folded[last + 1] in telling.kinds
    ):  # fmt: skip
        last += 1
    return last


def roles(context: Context) -> Iterator[Identifier]:
    """Find what somebody alone is: the only vet, the mayor of."""
    folded, telling = context.tokens.folded, context.language.telling
    for i in context.where(telling.only):
        if i and folded[i - 1] in telling.articles:
            yield from only_role(context, i + 1)
    for i in context.where(telling.offices):
        if is_office(context, i):
            yield context.identifier(i, i, Category.ROLE, Tier.POSSIBLE)


def is_office(context: Context, i: int) -> bool:
    """Whether a word is an office of a place or house: the head of, ordføreren i."""
    folded, telling = context.tokens.folded, context.language.telling
    if i + 1 >= len(folded) or not context.tokens.joined[i + 1]:
        return False
    held = i > 0 and folded[i - 1] in telling.articles | telling.being
    return (held or folded[i].endswith("en")) and folded[i + 1] in telling.office_links


def only_role(context: Context, first: int) -> Iterator[Identifier]:
    """Yield the words after `the only` when they say what somebody is."""
    tokens, language = context.tokens, context.language
    last = first - 1
    for i in range(first, min(first + LONGEST_ROLE, len(tokens))):
        if not tokens.joined[i] or tokens.folded[i] in language.plain or not tokens.folded[i][0].isalpha():
            break
        last = i
    if last >= first and tokens.folded[last] not in language.telling.not_roles and is_role(context, last):
        yield context.identifier(first, last, Category.ROLE, Tier.POSSIBLE)


def is_role(context: Context, i: int) -> bool:
    """Whether a word has the look of an occupation."""
    telling = context.language.telling
    folded = context.tokens.folded[i]
    return folded in telling.offices or folded.endswith(telling.role_endings)
