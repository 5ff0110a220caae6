"""Every quote of a text, checked against the transcripts: whether it was said so, and by whom the label names."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final

from app.analysis.manuscript.labels import Existence, Label
from app.analysis.manuscript.quoted import Quoted
from app.analysis.manuscript.spoken import Nearest, Place, Spoken
from app.analysis.manuscript.verbatim import Edit
from app.sentences import N_, Refusal

MOST_QUOTES: Final = 1_000
TERM: Final = 2  # words: so short a string in quotation marks may be a term, and not what somebody said


class Verbatim(StrEnum):
    """Whether the words were said so."""

    SAID = "said"
    EDITED = "said, with words left out or put in"
    NOT_SAID = "not said"
    NAME = "a name of the analysis"


class Attribution(StrEnum):
    """Whether the label names who said the words."""

    RIGHT = "right"
    NO_LABEL = "no label"
    NO_SUCH_GROUP = "no such focus group"
    NO_SUCH_PARTICIPANT = "no such participant"
    OTHER_GROUP = "said in another focus group"
    OTHER_VOICE = "said by another voice"
    NOT_KNOWN = "cannot be told, because the words were not found"


class Order(StrEnum):
    """What is wrong with the place of a turn in an exchange."""

    AS_SAID = "as said"
    OUT_OF_ORDER = "said before the turn above it"
    GAP_NOT_SHOWN = "turns between it and the one above are left out, and no sign says so"


@dataclass(frozen=True, slots=True)
class CheckedQuote:
    """A quote with what the transcripts say of it.

    `place` is where it was said: as the label says if it was said there, else the closest fit; None when it was not.
    `places` are all. `nearest` is given for words that were not said and are more than a term of two words. `term` says
    that the quote is that short. `withdrawn` says that somebody speaks in it who has asked not to be quoted.
    """

    quote: Quoted
    verbatim: Verbatim
    attribution: Attribution
    order: Order
    place: Place | None
    places: tuple[Place, ...]
    nearest: Nearest | None
    term: bool
    withdrawn: bool


class TooManyQuotes(Refusal):
    """A text with more quotes than any findings section has."""

    sentence = N_(
        "This text has %(quotes)s quotes. At most %(most)s can be checked at once: please paste a part of it."
    )


def checked_quotes(quotes: Sequence[Quoted], spoken: Spoken, names: Collection[str]) -> tuple[CheckedQuote, ...]:
    """Check each quote, in the order given. `names` are themes, subthemes and codes: in marks they are no quotes.

    The turns of a block quote are looked for one after another in one transcript, and what is skipped must show. Raises
    TooManyQuotes from 1,001 on.
    """
    if len(quotes) > MOST_QUOTES:
        raise TooManyQuotes(quotes=len(quotes), most=MOST_QUOTES)
    folded = {_folded(name) for name in names}
    found: list[CheckedQuote] = []
    for _, block in groupby(enumerate(quotes), key=lambda pair: pair[1].block or -pair[0]):
        above: Place | None = None
        for _, quote in block:
            checked = _name(quote) if _folded(quote.words) in folded else _checked(quote, spoken, above)
            above = checked.place or above
            found.append(checked)
    return tuple(found)


def _name(quote: Quoted) -> CheckedQuote:
    return CheckedQuote(
        quote, Verbatim.NAME, Attribution.NO_LABEL, Order.AS_SAID, None, (), None, term=False, withdrawn=False
    )


def _checked(quote: Quoted, spoken: Spoken, above: Place | None) -> CheckedQuote:
    places = spoken.places(quote.words)
    term = len(quote.words.split()) <= TERM
    if not places:
        nearest = None if term else spoken.nearest(quote.words)
        attribution = _existing(quote.label) or Attribution.NOT_KNOWN
        return CheckedQuote(
            quote, Verbatim.NOT_SAID, attribution, Order.AS_SAID, None, (), nearest, term=term, withdrawn=False
        )
    place = min(places, key=lambda one: (_fault(quote, one), _order(quote, one, above) is not Order.AS_SAID))
    edited = any(edit.edit is not Edit.NOTHING_OMITTED for edit in place.found.edits)
    return CheckedQuote(
        quote, Verbatim.EDITED if edited else Verbatim.SAID, _attribution(quote, place), _order(quote, place, above),
        place, places, None, term=term, withdrawn=not all(turn.quotable for turn in place.turns),
    )  # fmt: skip


def _existing(label: Label | None) -> Attribution | None:
    """Return what is wrong with a label by itself, or that there is none."""
    if label is None:
        return Attribution.NO_LABEL
    faults = {
        Existence.NO_SUCH_GROUP: Attribution.NO_SUCH_GROUP,
        Existence.NO_SUCH_PARTICIPANT: Attribution.NO_SUCH_PARTICIPANT,
    }
    return faults.get(label.existence)


def _wanted(quote: Quoted) -> set[str]:
    voices = [quote.voice] if quote.voice else quote.label.participants if quote.label else ()
    return {_folded(voice) for voice in voices}


def _fault(quote: Quoted, place: Place) -> int:
    """Return how far a place is from what the label says: 0 fits, 1 is another voice, 2 another focus group."""
    group = quote.label.group if quote.label else ""
    if group and _folded(group) != _folded(place.talk.focus_group):
        return 2
    wanted = _wanted(quote)
    return int(bool(wanted) and wanted != {_folded(voice) for voice in place.voices})


def _attribution(quote: Quoted, place: Place) -> Attribution:
    own = _existing(quote.label)
    if own is not None and (own is not Attribution.NO_LABEL or not quote.voice):
        return own
    faults = (own or Attribution.RIGHT, Attribution.OTHER_VOICE, Attribution.OTHER_GROUP)
    return faults[_fault(quote, place)]


def _order(quote: Quoted, place: Place, above: Place | None) -> Order:
    """Say whether a turn of an exchange follows the one above it; other quotes always do."""
    if above is None or not quote.block:
        return Order.AS_SAID
    if place.talk.id != above.talk.id or place.found.start < above.found.start:
        return Order.OUT_OF_ORDER
    skipped = place.first > above.last + 1
    return Order.GAP_NOT_SHOWN if skipped and not quote.gap_before else Order.AS_SAID


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold().rstrip(".,;:")


def unattached(labels: Sequence[Label], quotes: Sequence[Quoted]) -> Iterator[Label]:
    """Yield the labels that stand with no quote."""
    taken = {(quote.label.start, quote.label.end) for quote in quotes if quote.label is not None}
    return (label for label in labels if (label.start, label.end) not in taken)
