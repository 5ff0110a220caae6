"""The check of a findings text in plain sentences: what is right, what is wrong, what cannot be told, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID

from app.analysis.manuscript.checking import CheckedText, checked_text
from app.analysis.manuscript.judging import CheckedQuantifier, Fault, Verdict
from app.analysis.manuscript.labels import Existence, Label
from app.analysis.manuscript.quotations import Attribution, CheckedQuote, Order, Verbatim
from app.analysis.manuscript.spoken import Nearest
from app.analysis.manuscript.study import StudyToCheck, Talk, Topic
from app.analysis.manuscript.topics import CheckedHeading, Naming
from app.analysis.phrasing import in_words
from app.analysis.undefined import Undefined
from app.analysis.wording import Group, Person, WordingRules
from app.sentences import N_

SHORTENED: Final = 60  # characters of a difference that are repeated


@dataclass(frozen=True, slots=True)
class KindNames:
    """What one kind of participants is called."""

    id: UUID
    singular: str
    plural: str
    short: str


@dataclass(frozen=True, slots=True)
class Checking:
    """A text and all that it is checked against, in a form that travels to another process."""

    text: str
    language: str
    groups: tuple[Group, ...]
    people: tuple[Person, ...]
    rules: WordingRules
    people_rules: WordingRules | None
    kinds: tuple[KindNames, ...]
    districts: tuple[tuple[UUID, str], ...]
    topics: tuple[Topic, ...]
    talks: tuple[Talk, ...]
    patterns: tuple[str, ...]

    @property
    def study(self) -> StudyToCheck:
        """The study as the check takes it."""
        return StudyToCheck(
            self.language, self.groups, self.people, self.rules, self.people_rules,
            {kind.id: (kind.plural, kind.short) for kind in self.kinds},
            {kind.id: kind.singular for kind in self.kinds},
            self.topics, self.talks, self.patterns, dict(self.districts),
        )  # fmt: skip


class Part(StrEnum):
    """What a remark is about."""

    QUANTIFIER = "quantifier"
    QUOTE = "quote"
    LABEL = "label"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of the catalogue with what fills its places."""

    sentence: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of a stretch of the text, from `start` to `end` (not included) in code points."""

    part: Part
    verdict: Verdict
    start: int
    end: int
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All remarks in the order of the text, none overlapping another; and the themes that no heading names."""

    remarks: tuple[Remark, ...]
    without_heading: tuple[str, ...]

    def count(self, verdict: Verdict) -> int:
        """How many remarks have this verdict."""
        return sum(remark.verdict is verdict for remark in self.remarks)


FAULTS: Final[Mapping[Fault, str]] = {
    Fault.TOO_MUCH: N_("It says more than the counts allow."),
    Fault.TOO_LITTLE: N_("It says less than the counts allow."),
    Fault.TOO_WIDE: N_("Only one kind of people spoke of it, and the words do not say so."),
    Fault.WRONG_TOTAL: N_("It gives another number of focus groups or participants than there are."),
}
ATTRIBUTIONS: Final[Mapping[Attribution, str]] = {
    Attribution.NO_LABEL: N_("No label says who said it."),
    Attribution.NO_SUCH_GROUP: N_("The study has no such focus group."),
    Attribution.NO_SUCH_PARTICIPANT: N_("The focus group has no such participant."),
    Attribution.OTHER_GROUP: N_("It was said in another focus group than the label says."),
    Attribution.OTHER_VOICE: N_("It was said by somebody else than the label says."),
}
ORDERS: Final[Mapping[Order, str]] = {
    Order.OUT_OF_ORDER: N_("It was said before the turn above it, or elsewhere."),
    Order.GAP_NOT_SHOWN: N_("Turns between it and the one above are left out, and no sign says so."),
}
LABELS: Final[Mapping[Existence, str]] = {
    Existence.KNOWN: N_("The study has this label; it stands with no quote."),
    Existence.NO_SUCH_GROUP: ATTRIBUTIONS[Attribution.NO_SUCH_GROUP],
    Existence.NO_SUCH_PARTICIPANT: ATTRIBUTIONS[Attribution.NO_SUCH_PARTICIPANT],
}
COUNTED: Final = N_("“%(topic)s” is heard in %(heard)s of the %(of)s that are meant.")
BY_HEADING: Final = N_("The sentence names no theme, so the heading above is taken: “%(topic)s”.")
ALLOWED: Final = N_("The counts allow: %(wording)s.")
SAID: Final = N_("It was said so in %(group)s, turn %(turn)s.")
EDITED: Final = N_("It was said in %(group)s, turn %(turn)s, with words left out or put in.")
NOT_SAID: Final = N_("Nobody said it so.")
MAY_BE_A_TERM: Final = N_("Nobody said it so; words as few as these may be a term.")
NEAREST: Final = N_("Nearest is what %(label)s says in %(group)s, turn %(turn)s.")
DIFFERS: Final = N_("There it says “%(said)s”, here “%(written)s”.")
WITHDRAWN: Final = N_("Somebody who speaks in it has asked not to be quoted.")
IS_A_NAME: Final = N_("The study has a theme, subtheme or code of this name.")
NEARLY_A_NAME: Final = N_("It is nearly the name of “%(topic)s”.")
NO_NAME: Final = N_("No theme, subtheme or code has this name.")


def report(checking: Checking) -> Report:
    """Check a text and say what was found. Raises TooManyQuotes."""
    study = checking.study
    found = checked_text(checking.text, study)
    remarks = sorted(_remarks(found, study), key=lambda remark: (remark.start, -remark.end))
    apart: list[Remark] = []
    for remark in remarks:
        if not apart or remark.start >= apart[-1].end:
            apart.append(remark)
    return Report(tuple(apart), tuple(topic.name for topic in found.without_heading))


def _remarks(found: CheckedText, study: StudyToCheck) -> Iterator[Remark]:
    yield from map(_heading, found.headings)
    yield from (_quantifier(one, study) for one in found.quantifiers)
    yield from (_quote(one) for one in found.quotes if one.verbatim is not Verbatim.NAME)
    yield from map(_label, found.labels_alone)


def _heading(one: CheckedHeading) -> Remark:
    verdict, sentence = {
        Naming.EXACT: (Verdict.RIGHT, IS_A_NAME),
        Naming.NEAR: (Verdict.WRONG, NEARLY_A_NAME),
        Naming.OTHER: (Verdict.UNDEFINED, NO_NAME),
    }[one.naming]
    values = {"topic": one.topic.name} if one.topic else {}
    return Remark(Part.HEADING, verdict, one.start, one.end, (Saying(sentence, values),))


def _label(one: Label) -> Remark:
    verdict = Verdict.RIGHT if one.existence is Existence.KNOWN else Verdict.WRONG
    return Remark(Part.LABEL, verdict, one.start, one.end, (Saying(LABELS[one.existence]),))


def _quantifier(one: CheckedQuantifier, study: StudyToCheck) -> Remark:
    return Remark(Part.QUANTIFIER, one.verdict, one.mention.start, one.mention.end, tuple(_of_quantifier(one, study)))


def _of_quantifier(one: CheckedQuantifier, study: StudyToCheck) -> Iterator[Saying]:
    if one.fault:
        yield Saying(FAULTS[one.fault])
    if one.reason:
        yield Saying(one.reason.reason)
    if one.topic is None:
        return
    yield Saying(COUNTED, {"topic": one.topic.name, "heard": str(one.heard), "of": str(one.of)})
    if one.by_heading:
        yield Saying(BY_HEADING, {"topic": one.topic.name})
    if one.verdict is not Verdict.RIGHT and one.allowed is not None and one.of:
        if isinstance(one.allowed, Undefined):
            yield Saying(one.allowed.reason)
        else:
            words = in_words(one.allowed, study.stakeholders, study.language, study.districts)
            yield Saying(ALLOWED, {"wording": words})


def _quote(one: CheckedQuote) -> Remark:
    wrong = (
        (one.verbatim is Verbatim.NOT_SAID and not one.term)
        or one.withdrawn
        or one.order is not Order.AS_SAID
        or one.attribution not in {Attribution.RIGHT, Attribution.NO_LABEL, Attribution.NOT_KNOWN}
    )
    open_ = one.verbatim is Verbatim.NOT_SAID or one.attribution is Attribution.NO_LABEL
    verdict = Verdict.WRONG if wrong else Verdict.UNDEFINED if open_ else Verdict.RIGHT
    return Remark(Part.QUOTE, verdict, one.quote.start, one.quote.end, tuple(_of_quote(one)))


def _of_quote(one: CheckedQuote) -> Iterator[Saying]:
    if one.place is not None:
        where = {"group": one.place.talk.focus_group, "turn": str(one.place.turns[0].number)}
        yield Saying(EDITED if one.verbatim is Verbatim.EDITED else SAID, where)
    else:
        yield Saying(MAY_BE_A_TERM if one.term else NOT_SAID)
    if one.nearest is not None:
        yield from _of_nearest(one.nearest)
    if one.attribution in ATTRIBUTIONS and not (one.term and one.place is None):
        yield Saying(ATTRIBUTIONS[one.attribution])
    if one.order in ORDERS:
        yield Saying(ORDERS[one.order])
    if one.withdrawn:
        yield Saying(WITHDRAWN)


def _of_nearest(nearest: Nearest) -> Iterator[Saying]:
    where = {"label": nearest.turn.label, "group": nearest.talk.focus_group, "turn": str(nearest.turn.number)}
    yield Saying(NEAREST, where)
    if nearest.changes:
        said, written = (words[:SHORTENED] or "–" for words in nearest.changes[0])
        yield Saying(DIFFERS, {"said": said, "written": written})
