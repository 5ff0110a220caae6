"""Whether the quantifiers of a text are what the counts allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.analysis.manuscript.mentions import Mention
from app.analysis.manuscript.study import StudyToCheck, Topic
from app.analysis.undefined import Undefined
from app.analysis.wording import (
    Countable,
    Level,
    Quantifier,
    Wording,
    WordingRules,
    participant_wording,
    quantifier_of,
    wording_among,
)
from app.sentences import N_

RANK: Final = {
    word: rank
    for rank, words in enumerate(
        (
            (Quantifier.NONE,),
            (Quantifier.ONE, Quantifier.ONE_OF_TWO),
            (Quantifier.SOME,),
            (Quantifier.SEVERAL,),
            (Quantifier.MANY,),
            (Quantifier.MOST,),
            (Quantifier.ALMOST_ALL,),
            (Quantifier.ALL, Quantifier.BOTH),
        )
    )
    for word in words
}
OF_TWO: Final = frozenset({Quantifier.BOTH, Quantifier.ONE_OF_TWO})
# These mean what they say, whatever a study defines.
PLAIN: Final = frozenset({Quantifier.NONE, Quantifier.ONE, Quantifier.ALL}) | OF_TWO

NO_TOPIC: Final = N_("Neither the sentence nor the heading above it names a theme, subtheme or code.")
NO_LEVEL: Final = N_("The words do not say whether they count focus groups or participants.")
NARROWED: Final = N_("The words speak of fewer people than are counted, so the counts cannot tell.")
NOBODY: Final = N_("The study has no focus groups or participants of whom this speaks.")
NOT_DEFINED: Final = N_("The study has not said from how many on it uses this word.")


class Verdict(StrEnum):
    """Whether the counts bear a quantifier out; undefined is neither."""

    RIGHT = "right"
    WRONG = "wrong"
    UNDEFINED = "undefined"


class Fault(StrEnum):
    """What is wrong with a quantifier."""

    TOO_MUCH = "it says more than the counts allow"
    TOO_LITTLE = "it says less than the counts allow"
    TOO_WIDE = "only one kind of people spoke of it, and the words do not say so"
    WRONG_TOTAL = "it gives another number of focus groups or participants than there are"


@dataclass(frozen=True, slots=True)
class CheckedQuantifier:
    """A quantifier with its verdict and what that rests on.

    `heard` out of `of` are counted among those of whom it speaks (focus groups where it does not say); both are 0
    without a topic. `allowed` is the wording that the counts allow instead: None without a topic, and undefined where
    the study has no word. `by_heading` says that the topic was taken from the heading above. `fault` is given for what
    is wrong, `reason` for what is undefined.
    """

    mention: Mention
    topic: Topic | None
    by_heading: bool
    verdict: Verdict
    fault: Fault | None
    reason: Undefined | None
    heard: int
    of: int
    allowed: Wording | Undefined | None


def judged(mention: Mention, topic: Topic | None, study: StudyToCheck, *, by_heading: bool) -> CheckedQuantifier:
    """Compare a quantifier with the counts of its topic.

    A number is right when it is the count. A quantifier is right when it is as strong as the word for the count by the
    study's rules (`app.analysis.wording`); "all" and "both" are as strong as each other, as are "one" and "one of two".
    "Not all" is right when not all were heard. "One participant" is right from one on, because it introduces what one
    said. From "some" on, a word for all focus groups is too wide when only one kind of people spoke of the topic.
    Words that only the study can define are undefined until it does.
    """
    if topic is None:
        return CheckedQuantifier(
            mention, None, by_heading, Verdict.UNDEFINED, None, Undefined(NO_TOPIC), heard=0, of=0, allowed=None
        )
    level = mention.level or Level.FOCUS_GROUPS
    heard, of = _counts(mention, topic, _countable(level, study), level)
    allowed = _allowed(mention, topic, study, level)
    reason = _reason(mention, study, of)
    fault = None if reason else _fault(mention, heard, of, allowed, _rules(level, study))
    verdict = Verdict.UNDEFINED if reason else Verdict.WRONG if fault else Verdict.RIGHT
    undefined = Undefined(reason) if reason else None
    return CheckedQuantifier(mention, topic, by_heading, verdict, fault, undefined, heard, of, allowed)


def _countable(level: Level, study: StudyToCheck) -> Sequence[Countable]:
    return study.groups if level is Level.FOCUS_GROUPS else study.people


def _rules(level: Level, study: StudyToCheck) -> WordingRules:
    return study.rules if level is Level.FOCUS_GROUPS else study.participant_rules or WordingRules()


def _counts(mention: Mention, topic: Topic, everybody: Sequence[Countable], level: Level) -> tuple[int, int]:
    chosen = {one.id for one in everybody if mention.selection.holds(one)}
    return len(chosen & (topic.heard_in if level is Level.FOCUS_GROUPS else topic.people)), len(chosen)


def _allowed(mention: Mention, topic: Topic, study: StudyToCheck, level: Level) -> Wording | Undefined:
    if level is Level.FOCUS_GROUPS:
        return wording_among(topic.heard_in, study.groups, study.rules, mention.selection)
    return participant_wording(topic.people, study.people, study.participant_rules, mention.selection)


def _reason(mention: Mention, study: StudyToCheck, of: int) -> str:
    """Return why a quantifier cannot be judged; nothing when it can."""
    if mention.level is None:
        return NO_LEVEL
    if mention.narrowed_by:
        return NARROWED
    if of == 0:
        return NOBODY
    return "" if _is_defined(mention, study) else NOT_DEFINED


def _is_defined(mention: Mention, study: StudyToCheck) -> bool:
    quantifier = mention.claim.quantifier
    if mention.claim.number is not None or quantifier in PLAIN:
        return True
    rules = study.rules if mention.level is Level.FOCUS_GROUPS else study.participant_rules
    return quantifier is not None and rules is not None and rules.defines(quantifier)


def _fault(mention: Mention, heard: int, of: int, allowed: Wording | Undefined, rules: WordingRules) -> Fault | None:
    claim = mention.claim
    if (claim.of is not None and claim.of != of) or (claim.quantifier in OF_TWO and of != 2):
        return Fault.WRONG_TOTAL
    if claim.negated:
        return Fault.TOO_LITTLE if heard == of else None
    if claim.quantifier is None:
        return _compared(claim.number or 0, heard)
    introduces = claim.quantifier is Quantifier.ONE and mention.level is Level.PARTICIPANTS
    fault = _compared(RANK[claim.quantifier], RANK[quantifier_of(heard, of, rules)])
    if fault is Fault.TOO_LITTLE and introduces:
        return None
    return fault or (Fault.TOO_WIDE if _too_wide(mention, allowed) else None)


def _compared(said: int, counted: int) -> Fault | None:
    if said == counted:
        return None
    return Fault.TOO_MUCH if said > counted else Fault.TOO_LITTLE


def _too_wide(mention: Mention, allowed: Wording | Undefined) -> bool:
    quantifier, everybody = mention.claim.quantifier, mention.selection.stakeholders is None
    if not everybody or mention.level is not Level.FOCUS_GROUPS or isinstance(allowed, Undefined):
        return False
    return quantifier is not None and RANK[quantifier] >= RANK[Quantifier.SOME] and allowed.stakeholder is not None
