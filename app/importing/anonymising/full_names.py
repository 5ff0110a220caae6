"""Which forms of names are one person: `Kari`, `Nordmann` and `Kari Nordmann`, unless two people share a part."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from app.importing.anonymising.forms import Form

# A married couple shares a name and not a title, so that these tell people apart; the others tell nobody apart.
TITLES_THAT_TELL: Final = frozenset(
    {
        *("mr", "mister", "mrs", "missus", "ms", "miss", "hr", "herr", "herrn", "fru", "frøken", "fröken", "frk"),
        *("frau", "mevrouw", "mevr", "meneer", "dhr"),
    }
)
TITLES: Final = TITLES_THAT_TELL | {"dr", "doctor", "doktor", "prof", "professor", "sir", "pastor"}
PARTICLES: Final = frozenset(
    {
        *("van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "al", "el", "bin"),
        *("ibn", "ben", "ter", "ten", "te", "av", "af", "zu", "zur", "vom", "y", "und", "og", "och", "and", "en"),
    }
)
SHORTEST_PART: Final = 3  # letters: a shorter part of a full name is left where no detector finds it

MOST_NAMESAKES: Final = 200  # full names that begin and go on alike: no transcript has more, a hostile file may


@dataclass(frozen=True, slots=True)
class Names:
    """`whose` gives each form the fullest form of the same person, and `shared` tells of how many people a form may be.

    `parts` gives a single word the fullest form, where only one person has it in their full name.
    """

    whose: Mapping[Form, Form]
    shared: Mapping[Form, int]
    parts: Mapping[str, Form]


@dataclass(slots=True)
class _People:
    """Full names without their titles: the fuller one that each shortens, how many it may shorten, who has a word."""

    fullest: dict[Form, Form] = field(default_factory=dict)
    unclear: dict[Form, int] = field(default_factory=dict)
    by_word: defaultdict[str, set[Form]] = field(default_factory=lambda: defaultdict(set))


def told_apart(forms: Collection[Form]) -> Names:
    """Group the forms of people's names: parts go with a full name when only one full name has them."""
    cores = {form: _core(form) for form in forms}
    people = _people({core for core in cores.values() if len(core) > 1})
    titles = _titles_of_single_names(cores)
    whose: dict[Form, Form] = {}
    shared: dict[Form, int] = {}
    for form, core in cores.items():
        if len(core) > 1:
            whose[form] = people.fullest[core]
            if core in people.unclear:
                shared[form] = people.unclear[core]
            continue
        owners = people.by_word.get(core[0], set())
        couples = titles[core[0]]
        if len(owners) > 1 or len(couples) > 1:
            whose[form] = form
            if form == core or len(couples) < 2:
                shared[form] = max(len(owners), len(couples))
        else:
            whose[form] = next(iter(owners), core)
    parts = {
        word: next(iter(owners))
        for word, owners in people.by_word.items()
        if len(owners) == 1 and len(titles[word]) < 2 and is_telling(word)
    }
    return Names(whose, shared, parts)


def is_telling(word: str) -> bool:
    """Whether a word of a full name tells who it is even alone: no title, no `van der`, not too short."""
    return len(word) >= SHORTEST_PART and word not in PARTICLES and word not in TITLES


def _core(form: Form) -> Form:
    return tuple(word for word in form if word not in TITLES) or form


def _titles_of_single_names(cores: Mapping[Form, Form]) -> defaultdict[str, set[str]]:
    """Return for each name of one word the titles, of those that tell people apart, with which it is said."""
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for form, core in cores.items():
        if len(core) == 1:
            titles[core[0]].update(TITLES_THAT_TELL.intersection(form) - set(core))
    return titles


def _people(full_names: Collection[Form]) -> _People:
    """Put each full name with the one fuller name that it shortens: `Kari N.`, `Kari Nordmann`, `Kari Lie Nordmann`."""
    ordered = sorted(full_names, key=lambda name: (-len(name), -len("".join(name)), name))
    alike: defaultdict[tuple[str, str], list[Form]] = defaultdict(list)
    for name in ordered:
        for first, other in product({name[0], name[0][0]}, {*name[1:], *(word[0] for word in name[1:])}):
            alike[first, other].append(name)
    people = _People()
    for name in ordered:  # the fullest first
        candidates = alike[name[0], name[-1]]
        comparable = candidates if len(candidates) <= MOST_NAMESAKES else ()
        fuller = {people.fullest[other] for other in comparable if _shortens(name, other)}
        people.fullest[name] = min(fuller) if len(fuller) == 1 else name
        if len(fuller) > 1:
            people.unclear[name] = len(fuller)
    for name, fullest in people.fullest.items():
        if name in people.unclear:
            continue
        for word in set(name) - PARTICLES:
            people.by_word[word].add(fullest)
    return people


def _shortens(name: Form, fuller: Form) -> bool:
    """Whether a name is a fuller one with words left out or cut to initials, and not the other way round."""
    if not (_same(name[0], fuller[0]) and len("".join(name)) < len("".join(fuller)) and len(name) <= len(fuller)):
        return False
    rest = iter(fuller)
    return all(any(_same(word, other) for other in rest) for word in name)


def _same(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))
