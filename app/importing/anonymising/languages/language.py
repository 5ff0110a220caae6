"""What the detectors know of a language: its small closed classes of words, written down as plain facts."""

from dataclasses import dataclass

Words = frozenset[str]


def words(text: str) -> Words:
    """Return the words of a text, one for each stretch without blanks."""
    return frozenset(text.split())


def in_order(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order."""
    return tuple(text.split())


@dataclass(frozen=True, slots=True)
class WordLists:
    """Where the ordinary words of a language stand, and how its words are made of others.

    `endings` are those that words are inflected with, where they tell words from names; `place_endings` are those of
    places and families, so that a name is not taken for a word made of two others.
    """

    frequencies: str
    system: tuple[str, ...]
    dictionaries: tuple[str, ...]
    compounds: bool = False
    capital_nouns: bool = False
    place_endings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """How dates and ages are said. `ordinals` and `years` are patterns."""

    months: Words
    short_months: Words
    weekdays: Words
    ordinals: str
    years: str
    day_mark: str
    born: Words
    ninety: str
    ages: Words
    years_old: Words
    time_words: Words
    holidays: Words = frozenset()
    capital_months: bool = False


@dataclass(frozen=True, slots=True)
class Streets:
    """How addresses are written. `number_first` as in 14 Elm Close, else as in Storgata 14; `boxes` are for mail."""

    words: Words
    endings: tuple[str, ...]
    flats: Words
    boxes: Words = frozenset()
    number_first: bool = False
    postcode: str = r"\d{4,5}"


@dataclass(frozen=True, slots=True)
class Organisations:
    """What the names of organisations and small places are made of, as whole words or as endings.

    `words` say with a capital that a name is an organisation's; `after` are those of them that follow a name without
    one (Sandvika kommune). `links` join two capitalised halves of one name (University of X); `places` make a place
    of the name before them; `units` take a number (Ward 7B); `qualities` tell no house from another (day centre),
    and `directions` begin names of places (North Yorkshire).
    """

    words: Words
    after: Words
    endings: tuple[str, ...]
    links: Words
    units: Words
    places: Words
    articles: Words = frozenset()
    qualities: Words = frozenset()
    directions: Words = frozenset()

    def names_one(self, folded: str) -> bool:
        """Whether a word says what kind of organisation something is, also with an article after a hyphen: DPS-et."""
        if folded in self.words or folded in self.after or folded.endswith(self.endings):
            return True
        return folded.partition("-")[0] in self.words


@dataclass(frozen=True, slots=True)
class People:
    """The words around names of people.

    `owners` stand before kin and `owners_after` behind it; `ambiguous_naming` words name somebody only after a form
    of being (`is called`), `short_titles` stand before nothing but names; `telling` are verbs that only people do,
    `doing` those that follow any subject; `asking` begin a question to whoever was called before (`X, can you`).
    """

    titles: Words
    short_titles: Words
    kin: Words
    owners: Words
    owners_after: Words
    naming: Words
    ambiguous_naming: Words
    being: Words
    greetings: Words
    telling: Words
    pronouns: Words
    links: Words
    belongings: Words = frozenset()
    doing: Words = frozenset()
    asking: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells of one person without naming them: diagnoses that few have, and what there is only one of."""

    only: Words
    articles: Words
    being: Words
    not_roles: Words
    role_endings: tuple[str, ...]
    offices: Words
    office_links: Words
    diagnoses: tuple[str, ...]
    short_diagnoses: Words
    disease_words: Words
    known_diseases: Words
    kinds: Words


@dataclass(frozen=True, slots=True)
class Language:
    """One language as the detectors see it.

    `plain` words are never names although many open a sentence; `plain_names` are those of them that some people are
    called. `silent` words have a capital and tell nothing about who somebody is. `frames` stand before the one who acts
    (`when X said`), `clefts` around the one who is meant (`it was X who`); `inverts` tells that verbs may come
    first, `definite` endings that a noun has its article on, as no name has.
    """

    code: str
    word_lists: WordLists
    plain: Words
    plain_names: Words
    silent: Words
    calendar: Calendar
    streets: Streets
    organisations: Organisations
    people: People
    telling: Telling
    place_words: Words
    dwelling: Words
    bare_places: Words
    numbers: Words
    amounts: Words
    genitives: tuple[str, ...]
    conjunctions: Words
    frames: Words
    clefts: tuple[Words, Words]
    definite: tuple[str, ...] = ()
    inverts: bool = True
    capital_nouns: bool = False
