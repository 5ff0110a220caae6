"""Find the labels of a text as a set: what occurs again, what is known, and what only looks like a label."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from app.importing.roles import known_kind
from app.importing.speaking.aliases import Key, spellings
from app.importing.speaking.forms import COLONS, OTHERS, Form, Parsed
from app.importing.speaking.lines import Line
from app.importing.speaking.near import near_spellings
from app.importing.speaking.rosters import roster

SPEECH_VERBS: Final = frozenset(
    {
        *("said", "says", "say", "asked", "thought", "told", "like", "is", "was", "are", "goes", "went", "that"),
        *("sa", "sier", "spurte", "tenkte", "er", "var", "at", "säger", "frågade", "tänkte", "är", "siger"),
        *("sagde", "spurgte", "zei", "zegt", "vroeg", "is", "sagte", "sagt", "meinte", "fragte", "ist", "war"),
    }
)
# A label of several words does not begin with these, and no label is one of them.
LITTLE_WORDS: Final = frozenset(
    {
        *("a", "an", "the", "my", "our", "your", "his", "her", "their", "this", "that", "these", "those", "one"),
        *("and", "but", "or", "so", "then", "when", "if", "because", "for", "from", "with", "without", "in", "on"),
        *("at", "to", "of", "by", "as", "what", "how", "why", "who", "where", "which", "it", "he", "she", "we"),
        *("they", "you", "there", "here", "not", "no", "yes", "well", "ok", "okay", "now", "also", "like", "see"),
        *("first", "second", "third", "finally", "ps", "nb", "re", "cf", "eg", "ie", "e.g.", "i.e.", "http", "https"),
        *("og", "men", "eller", "så", "da", "når", "hvis", "fordi", "for", "fra", "med", "uten", "på", "til", "av"),
        *("om", "hva", "hvordan", "hvorfor", "hvem", "hvor", "det", "den", "de", "min", "mitt", "mine", "en", "et"),
        *("ei", "han", "hun", "vi", "jeg", "du", "der", "her", "ikke", "nei", "ja", "f.eks", "f.eks.", "dvs", "obs"),
        *("och", "när", "om", "från", "utan", "vad", "hur", "varför", "jag", "inte", "nej", "att", "som", "ett"),
        *("der", "die", "das", "und", "aber", "oder", "wenn", "weil", "ich", "wir", "nicht", "nein", "ein", "eine"),
        *("het", "een", "en", "maar", "of", "als", "omdat", "ik", "wij", "niet", "nee", "mijn", "z.b.", "bijv."),
    }
)
SENTENCE_INSIDE: Final = re.compile(r"[?!…]\s|\w{5,}\.\s|//|[\"“”«»]")
LONG_NUMBER: Final = re.compile(r"\+?[\d\s().-]{7,}|\d{4,}")  # a telephone number, a year
DIGITS: Final = "0123456789"
CODE_IN_CAPITALS: Final = re.compile(r"(?!MALE|MOD|INT)[A-ZÆØÅ]{3,4}[-–. _]?\d{1,3}")
OFTEN: Final = 4  # how often a name like My or Han begins a line
AS_SPOKEN: Final = 3  # how often a label in small letters must begin a line
SHARE: Final = 3  # a set without colons needs every third line


class Opening(NamedTuple):
    """Where a turn begins: its label and the first of its words."""

    label: str
    words: str
    start_ms: int | None


class Found(NamedTuple):
    """The lines read in one way: taken apart, and which of them begin turns."""

    parsed: Sequence[Parsed | None]
    openings: Sequence[Opening | None]

    @property
    def turns(self) -> int:
        """How many turns begin."""
        return len(self.openings) - self.openings.count(None)


def find_speakers(lines: Sequence[Line]) -> Found:
    """Read the lines in the way in which most turns begin."""
    names = roster(line.text for line in lines)
    best = read_with(lines, COLONS, names)
    for form in OTHERS:
        if best.turns * 2 < len(lines) <= sum(map(form.may_fit, lines)) * SHARE:
            other = read_with(lines, form, names)
            best = other if other.turns > best.turns and is_plausible(other) else best
    return best


def read_with(lines: Sequence[Line], form: Form, names: frozenset[str]) -> Found:
    """Take every line that may fit apart in one way, and keep what belongs to the set of labels."""
    parsed = [form.taken_apart(line) if form.may_fit(line) else None for line in lines]
    labels = accepted([each for each in parsed if each is not None and not each.is_no_label], names)
    return Found(parsed, [None if each is None else opening(each, labels) for each in parsed])


def opening(parsed: Parsed, labels: Mapping[Key, str]) -> Opening | None:
    """Return where a turn begins, if the label is one of the set."""
    label = labels.get(parsed.key)
    return None if label is None or parsed.is_no_label else Opening(label, parsed.words, parsed.start_ms)


def is_plausible(found: Found) -> bool:
    """Whether a reading without colons is one: two people speak, and often. A dash or a tab alone is no label."""
    labels = [each.label for each in found.openings if each is not None]
    return len(set(labels)) > 1 and len(labels) > 2 and len(labels) * SHARE >= len(found.openings)


def accepted(parsed: Sequence[Parsed], names: frozenset[str]) -> Mapping[Key, str]:
    """Return the labels that begin turns, with their notes, folded, each with the spelling to show.

    A label counts when its form tells it (P1, Moderator, All), when the header names it, or when it begins two
    lines and could be a name.
    """
    spelled = spellings(parsed)
    counts = Counter(spelled[each.key] for each in parsed if each.loose)
    fellows = Counter(label.rstrip(DIGITS) for label in counts)
    labels = {
        key: label
        for key, label in spelled.items()
        if is_label(label, counts[label], fellows[label.rstrip(DIGITS)], named=key[0] in names)
    }
    return labels | misspelt(spelled, counts, labels) | with_times(parsed, spelled, labels)


def misspelt(spelled: Mapping[Key, str], counts: Mapping[str, int], labels: Mapping[Key, str]) -> dict[Key, str]:
    """Return what begins one line only and is probably a label of the set with a letter wrong."""
    right = set(labels.values())
    once = {label for key, label in spelled.items() if key not in labels and counts[label] == 1}
    near = near_spellings({label: counts[label] for label in (*right, *once)}) if right and once else {}
    return {key: label for key, label in spelled.items() if label in once and near.get(label) in right}


def with_times(parsed: Sequence[Parsed], spelled: Mapping[Key, str], labels: Mapping[Key, str]) -> dict[Key, str]:
    """Return the names that begin one line only, with a time, where most labels of the text have a time."""
    timed = [each.key for each in parsed if each.start_ms is not None]
    if len(timed) < 2 or sum(key in labels for key in timed) * 2 < len(timed):
        return {}
    return {
        key: spelled[key]
        for key in timed
        if key not in labels and is_written_as_name(spelled[key]) and could_be_name(spelled[key], 1)
    }


def is_label(label: str, count: int, fellows: int, *, named: bool) -> bool:
    """Whether a label belongs to the set.

    `fellows` are the labels with the same letters before their numbers; `named` says that the header names it.
    """
    if known_kind(label) is not None or known_kind(label.partition(" (")[0]) is not None:
        return count > 1 or fellows > 1 or CODE_IN_CAPITALS.fullmatch(label) is None  # ABC-10 once is no person
    return (count > 1 or named) and could_be_name(label, count)


def could_be_name(label: str, count: int) -> bool:
    """Whether a label that is repeated may be somebody: not `and then` or `My doctor said`."""
    words = label.casefold().split()
    if len(label) == 1:
        return label.isalnum() and not label.islower()
    if words[0] in LITTLE_WORDS and not (is_written_as_name(label) and (len(words) > 1 or count >= OFTEN)):
        return False
    if SENTENCE_INSIDE.search(label) or LONG_NUMBER.fullmatch(label):
        return False
    if label[0].islower():
        return len(words) == 1 and count >= AS_SPOKEN
    return not (len(words) > 1 and words[-1] in SPEECH_VERBS)


def is_written_as_name(label: str) -> bool:
    """Whether every word begins with a capital: An Nguyen, My."""
    return all(word[0].isupper() for word in label.split())
