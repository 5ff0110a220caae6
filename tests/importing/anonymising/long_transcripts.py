"""Long transcripts with many names, the same every time."""

from random import Random

from app.importing.anonymising.identifiers import Category, Identifier, Tier
from app.importing.draft import DraftTurn

SYLLABLES = ("ka", "ri", "no", "la", "bo", "sten", "vik", "er", "mun", "dal", "hau", "tor", "fin", "ås", "le", "ve")
CATEGORIES = (Category.PERSON, Category.PERSON, Category.PLACE, Category.ORGANISATION)
WORDS_IN_A_TURN = 40
WORDS_BETWEEN_NAMES = 12


def long_transcript(words: int, names: int) -> tuple[tuple[DraftTurn, ...], list[Identifier]]:
    """Return turns with so many words and identifiers with so many different names, one in a dozen words a name."""
    choose = Random(5)  # noqa: S311 (nothing secret)
    known = [(_name(choose, number), CATEGORIES[number % len(CATEGORIES)]) for number in range(names)]
    turns, identifiers, start = [], [], 0
    for number in range(0, words, WORDS_IN_A_TURN):
        said: list[str] = []
        for place in range(number, min(number + WORDS_IN_A_TURN, words)):
            if place % WORDS_BETWEEN_NAMES:
                said.append(choose.choice(SYLLABLES) + choose.choice(SYLLABLES))
                continue
            name, category = known[place // WORDS_BETWEEN_NAMES % names]
            at = start + sum(len(word) + 1 for word in said)
            said.append(name)
            identifiers.append(Identifier(at, at + len(name), category, Tier.LIKELY))
        turns.append(DraftTurn(f"P{number % 5}", " ".join(said)))
        start += len(turns[-1].words) + 1
    return tuple(turns), identifiers


def _name(choose: Random, number: int) -> str:
    first, last = ("".join(choose.sample(SYLLABLES, 3)).title() for _ in range(2))
    return f"{first} {last}" if number % 3 else first
