"""Words that are spelt nearly alike, found quickly among many."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

ONE_EDIT_FROM: Final = 5  # letters of the longer word
TWO_EDITS_FROM: Final = 10
LONGEST: Final = 40  # letters; no longer word is compared


def nearly_alike(first: str, second: str) -> bool:
    """Whether two different words could be one, spelt wrongly: one edit away from 5 letters on, two from 10 on.

    An edit leaves a letter out, puts one in, takes another one, or swaps two neighbours. Words with digits are never
    alike (`group 1`, `group 2`), nor is one that ends with the other: what stands in front gives it another meaning
    (`sikker`, `usikker`; `fair`, `unfair`).
    """
    longer = max(len(first), len(second))
    if first == second or longer > LONGEST or abs(len(first) - len(second)) > edits_allowed(longer):
        return False
    if not first.isalpha() or not second.isalpha() or first.endswith(second) or second.endswith(first):
        return False
    return edits(first, second) <= edits_allowed(longer)


def edits_allowed(letters: int) -> int:
    """Return how many edits a word of this many letters may be away."""
    return (letters >= ONE_EDIT_FROM) + (letters >= TWO_EDITS_FROM)


def edits(first: str, second: str) -> int:
    """Return the edits from one word to the other, 0 or more; no letter is edited twice.

    Source: "optimal string alignment", after F. J. Damerau (1964), A technique for computer detection and correction
    of spelling errors, Communications of the ACM 7(3), 171-176.
    """
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        last, before, row = before, row, [i]
        for j, other in enumerate(second, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and other == first[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def alike_among(words: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return, for each word that has some, the words that are spelt nearly alike.

    Two words an edit apart have a word in common when each may lose a letter; so only words that meet are compared.
    """
    meeting: defaultdict[str, set[str]] = defaultdict(set)
    for word in set(words):
        if len(word) <= LONGEST and word.isalpha():
            for rest in shortened(word, edits_allowed(len(word) + 2)):
                meeting[rest].add(word)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in meeting.values():
        for word in group if len(group) > 1 else ():
            found[word] |= {other for other in group if other not in found[word] and nearly_alike(word, other)}
    return {word: frozenset(others) for word, others in found.items() if others}


def shortened(word: str, edits: int) -> Iterator[str]:
    """Yield a word, and what is left of it without one or two letters."""
    yield word
    for place in range(len(word) if edits else 0):
        rest = word[:place] + word[place + 1 :]
        yield rest
        if edits > 1:
            yield from (rest[:other] + rest[other + 1 :] for other in range(place, len(rest)))
