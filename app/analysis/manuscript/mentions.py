"""The quantifiers of a text, each with its place and of whom it speaks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.analysis.manuscript.lexicon import Claim, Phrase
from app.analysis.manuscript.subjects import Subject, Subjects
from app.analysis.manuscript.tokens import Token, numbered
from app.analysis.wording import EVERYBODY, Level, Quantifier, Selection

# These say of nobody named how many there were ("several described ..."); "one" and "no" may be anything.
ALONE: Final = frozenset(Quantifier) - {Quantifier.ONE, Quantifier.ONE_OF_TWO}


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantifier with its noun, from `start` to `end` (not included) in the text.

    `level` is None where the text does not say whether it counts focus groups or participants ("Several described").
    `narrowed_by` are words that narrow the subject beyond what is counted ("younger").
    """

    start: int
    end: int
    claim: Claim
    level: Level | None
    selection: Selection
    narrowed_by: str


def mentions(found: Sequence[Token], subjects: Subjects) -> Iterator[Mention]:
    """Yield the quantifiers of one sentence, given as its tokens, in order.

    A quantifier is found where a word for focus groups, participants or a stakeholder follows, at most two words that
    we do not know between; and without such a word where a verb of saying or feeling follows. "Both professionals and
    volunteers" counts nobody. What a verb denies is not understood: "most participants did not" says most.
    """
    leading = subjects.leading(found)
    at = 0
    while at < len(found):
        mention, after = _mention(found, at, subjects)
        if mention is not None:
            led = mention.selection.stakeholders is None and leading
            selection = replace(mention.selection, stakeholders=frozenset(leading)) if led else mention.selection
            yield replace(mention, selection=selection)
        at = max(after, at + 1)


def _mention(found: Sequence[Token], at: int, subjects: Subjects) -> tuple[Mention | None, int]:
    said = _share(found, at, subjects) or _quantifier(found, at, subjects) or _number(found, at, subjects)
    if said is None:
        return None, at + 1
    claim, phrase, after = said
    subject = subjects.subject(found, after)
    if subject is not None and not _joins_two(claim, subject, found, subjects):
        claim = replace(claim, of=claim.of or subject.of)
        end = found[subject.after - 1].end
        return Mention(
            found[at].start, end, claim, subject.level, subject.selection, subject.narrowed_by
        ), subject.after
    if subject is None and _stands_alone(claim, phrase, found, after, subjects):
        level = Level.PARTICIPANTS if phrase in subjects.lexicon.persons else None
        return Mention(found[at].start, found[after - 1].end, claim, level, EVERYBODY, ""), after
    return None, after


_Said = tuple[Claim, Phrase, int]


def _share(found: Sequence[Token], at: int, subjects: Subjects) -> _Said | None:
    """Return a number of a number: three of the seven."""
    lexicon = subjects.lexicon
    number = numbered(found, at, lexicon.numbers)
    between = subjects.out_of.longest(found, at + 1)
    if number is None or between is None or not found[at + 1].joined:
        return None
    of = numbered(found, between.after, lexicon.numbers)
    return None if of is None else (Claim(number=number, of=of), (), between.after + 1)


def _quantifier(found: Sequence[Token], at: int, subjects: Subjects) -> _Said | None:
    said = subjects.quantifiers.longest(found, at)
    return (said.meaning, said.phrase, said.after) if said else None


def _number(found: Sequence[Token], at: int, subjects: Subjects) -> _Said | None:
    """Return a number that is followed by whom it counts; in Bokmål "en" is no number but an article."""
    number = numbered(found, at, subjects.lexicon.numbers)
    if number is None or number < 2:
        return None
    return Claim(number=number), (), at + 1


def _joins_two(claim: Claim, subject: Subject, found: Sequence[Token], subjects: Subjects) -> bool:
    """Whether "both" only announces two kinds of people: both professionals and volunteers."""
    after = subject.after
    joins = after < len(found) and found[after].joined and found[after].folded in subjects.lexicon.joins
    return claim.quantifier is Quantifier.BOTH and (joins or len(subject.stakeholders) > 1)


def _stands_alone(claim: Claim, phrase: Phrase, found: Sequence[Token], after: int, subjects: Subjects) -> bool:
    """Whether a quantifier without a noun counts somebody: a verb of saying or feeling follows."""
    if not phrase or (claim.quantifier is not None and claim.quantifier not in ALONE):
        return False
    return after < len(found) and found[after].joined and found[after].folded in subjects.lexicon.verbs
