"""When two spellings are one form: case, possessive and genitive endings, blanks and hyphens tell nobody apart."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final, NamedTuple

# Anne-Lise is one word, 2020-2021 are two. U+02BC, the third apostrophe, is a letter to Python.
WORD: Final = re.compile(r"\w+(?:['’]\w+|[-\u2010\u2011](?!\d)\w+)*")
ONE_SIGN: Final = str.maketrans("’\u02bc\u2010\u2011", "''--")
POSSESSIVE: Final = re.compile(r"['’\u02bc]s$", re.IGNORECASE)
BARE_GENITIVE: Final = frozenset({"nb", "nn", "no", "sv", "da", "nl", "de"})  # Karis; English writes Kari's
BETWEEN_WORDS: Final = re.compile(r"[^\S\n]?[\n.\-\u2010\u2011–'’]?[^\S\n]?")
BETWEEN_PARTS: Final = re.compile(r"\W{1,3}")  # of an address: Hill Road 5, London
ARTICLES: Final = frozenset({"the", "de", "het", "der", "die", "das", "den", "det"})

# Given names that end in s themselves: "Andreas" is not "Andrea" in the genitive.
ENDS_IN_S: Final = frozenset(
    {
        *("agnes", "alexis", "amos", "anders", "andreas", "antonius", "boris", "carlos", "charles", "chris", "claus"),
        *("clas", "cornelis", "curtis", "dennis", "denis", "doris", "douglas", "elias", "ellis", "frans", "frits"),
        *("gijs", "hannes", "hans", "harris", "idris", "ines", "inès", "iris", "isis", "jacobus", "james", "jens"),
        *("jesus", "johannes", "jonas", "joris", "josias", "julius", "justus", "kees", "klaas", "klaus", "kris"),
        *("lars", "laurits", "lewis", "linus", "lis", "loes", "lois", "louis", "lucas", "luis", "lukas", "magnus"),
        *("marius", "markus", "marcus", "mathias", "matias", "mats", "mattias", "matthias", "maurits", "mavis"),
        *("moses", "nicholas", "nicolas", "niklas", "nikolas", "niels", "nils", "otis", "paris", "paulus", "petrus"),
        *("phyllis", "rasmus", "rhys", "ross", "silas", "theis", "thomas", "thijs", "tobias", "tomas", "tomás"),
        *("ulysses", "urs", "wes", "willis", "yves"),
    }
)

Form = tuple[str, ...]


class Word(NamedTuple):
    """A word of a text, from `start` to `end` with its possessive; `folded` is without case and possessive."""

    start: int
    end: int
    folded: str
    ending: str


class Words:
    """The words of a text in order, to be asked which of them a stretch touches."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [_word(match.start(), match[0]) for match in WORD.finditer(text)]
        self._starts = [word.start for word in self.words]
        self._ends = [word.end for word in self.words]

    def touched(self, start: int, end: int) -> range:
        """Return the numbers of the words that share a code point with the stretch."""
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def belong_together(self, first: int, last: int, between: re.Pattern[str] = BETWEEN_WORDS) -> bool:
        """Whether consecutive words have only so much between them: usually a blank, a hyphen, a full stop."""
        words = self.words
        return all(
            between.fullmatch(self.text, words[number].end, words[number + 1].start) for number in range(first, last)
        )


def _word(start: int, surface: str) -> Word:
    possessive = POSSESSIVE.search(surface) if len(surface) > 2 else None
    stem = surface[: possessive.start()] if possessive else surface
    folded = stem.casefold().translate(ONE_SIGN)
    return Word(start, start + len(surface), folded, possessive[0] if possessive else "")


def form_of(words: Iterable[str], *, number: bool = False) -> Form:
    """Return the form of folded words: without a leading article; of a number, its digits without their blanks."""
    form = tuple(words)
    if len(form) > 1 and form[0] in ARTICLES:
        form = form[1:]
    return ("".join(form),) if number and all(map(str.isdigit, form)) else form


def folded(surface: str) -> Form:
    """Return the form of a stretch of words as it stands: the possessive goes, a bare genitive stays."""
    return form_of(word.folded for word in Words(surface).words)


def genitive_stem(word: str, language: str) -> str:
    """Return what a folded word would be the bare genitive of, or nothing: `karis` in Norwegian is of `kari`."""
    if language not in BARE_GENITIVE or len(word) < 3 or not word.endswith("s") or word in ENDS_IN_S:
        return ""
    return word[:-1]


def key_of(form: Form) -> str:
    """Return a form as one string."""
    return " ".join(form)
