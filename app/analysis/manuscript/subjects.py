"""Of whom a quantifier speaks: focus groups or participants, of which stakeholder, in which district."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from app.analysis.manuscript.lexicon import LEXICONS, Lexicon, Phrase
from app.analysis.manuscript.study import StudyToCheck
from app.analysis.manuscript.tokens import Phrases, Token, numbered, phrase_of, walked
from app.analysis.wording import Level, Selection

MOST_NARROWING: Final = 2  # words between a quantifier and its noun that we do not know
SHORTEST_PREFIX: Final = 4  # letters of a stakeholder's name at the beginning of a compound word
# Bokmål makes a plural definite by its ending: brukere, brukerne; fagpersoner, fagpersonene; ansatte, ansatte.
DEFINITE: Final = (("ere", "erne"), ("er", "ene"))


@dataclass(frozen=True, slots=True)
class Subject:
    """Of whom a quantifier speaks, and the number of the token after it.

    `narrowed_by` are words that narrow it beyond what is counted: "younger" participants. `of` is a number that the
    text gives: all "seven" focus groups.
    """

    level: Level
    stakeholders: tuple[UUID, ...]
    districts: tuple[UUID, ...]
    narrowed_by: str
    of: int | None
    after: int

    @property
    def selection(self) -> Selection:
        """The subject as a selection; nothing named is everybody."""
        return Selection(
            frozenset(self.stakeholders) if self.stakeholders else None,
            frozenset(self.districts) if self.districts else None,
        )


@dataclass(slots=True)
class _Walk:
    """How far the words after a quantifier are read, and what they told."""

    place: int
    kind: UUID | None = None
    of: int | None = None
    unknown: list[str] = field(default_factory=list)

    def subject(self, level: Level, kind: UUID | None, after: int) -> Subject:
        return Subject(level, _some(kind), (), " ".join(self.unknown), self.of, after)


class Subjects:
    """The words for whom, in the language of a study's text."""

    def __init__(self, study: StudyToCheck) -> None:
        self.lexicon: Lexicon = LEXICONS.get(study.language, LEXICONS["en"])
        self.quantifiers = Phrases(self.lexicon.quantifiers)
        self.out_of = Phrases(dict.fromkeys(self.lexicon.out_of, True))
        self._nouns = Phrases(self.lexicon.nouns)
        nouns = self.lexicon.nouns.items()
        self._compounded = tuple(noun[0] for noun, level in nouns if level is Level.FOCUS_GROUPS and len(noun) == 1)
        forms: dict[Phrase, UUID] = {}
        for kind, (plural, _) in study.stakeholders.items():
            for form in _forms(study.singulars.get(kind, plural), plural):
                forms.setdefault(form, kind)
        self._kinds, self._forms = Phrases(forms), forms
        self._shorts = {short: kind for kind, (_, short) in study.stakeholders.items() if len(short) > 1}
        self._districts = Phrases({phrase_of(name): district for district, name in study.districts.items()})

    def subject(self, found: Sequence[Token], at: int) -> Subject | None:
        """Return of whom the words from token number `at` on speak; None when they name nobody."""
        walk = _Walk(at)
        while walk.place < len(found) and (walk.place == at or found[walk.place].joined):
            if named := self._noun(found, walk.place):
                level, own, narrowing, after = named
                walk.unknown += [narrowing] if narrowing else []
                return self._among(found, walk.subject(level, walk.kind or own, after))
            if not self._stepped(found, walk):
                break
        return self._among(found, walk.subject(Level.PARTICIPANTS, walk.kind, walk.place)) if walk.kind else None

    def _stepped(self, found: Sequence[Token], walk: _Walk) -> bool:
        """Go past a stakeholder, a number, a filler or a word that narrows; False where the subject has ended."""
        token = found[walk.place]
        if stakeholder := self._kind(found, walk.place):
            walk.kind, walk.place = stakeholder
            return True
        if walk.kind is not None:
            return False
        number = numbered(found, walk.place, self.lexicon.numbers)
        if number is not None:
            walk.of = number
        elif token.folded not in self.lexicon.fillers:
            if self._ends(token) or len(walk.unknown) == MOST_NARROWING:
                return False
            walk.unknown.append(token.word)
        walk.place += 1
        return True

    def leading(self, found: Sequence[Token]) -> tuple[UUID, ...]:
        """Return the stakeholders with which a sentence begins: "Among service users, all ..."."""
        if not found or found[0].folded not in self.lexicon.among:
            return ()
        place = self._past_fillers(found, 1)
        return self._kinds_from(found, place)[0]

    def _noun(self, found: Sequence[Token], place: int) -> tuple[Level, UUID | None, str, int] | None:
        """Return what the noun at a place counts, the stakeholder in it, what narrows it, and the token after it."""
        if noun := self._nouns.longest(found, place):
            first = noun.phrase[0]
            return noun.meaning, None, first if first in self.lexicon.narrower else "", noun.after
        word = found[place].folded
        if not word.endswith(self._compounded):
            return None
        prefix = word.removesuffix(max(filter(word.endswith, self._compounded), key=len)).rstrip("-")
        kind = self._by_prefix(prefix)
        return Level.FOCUS_GROUPS, kind, "" if kind else prefix, place + 1

    def _by_prefix(self, prefix: str) -> UUID | None:
        """Return the stakeholder of a compound word: brukergruppene, volunteer-groups."""
        if len(prefix) < SHORTEST_PREFIX:
            return None
        kinds = {kind for form, kind in self._forms.items() if len(form) == 1 and form[0].startswith(prefix)}
        return kinds.pop() if len(kinds) == 1 else None

    def _kind(self, found: Sequence[Token], place: int) -> tuple[UUID, int] | None:
        if place >= len(found):
            return None
        if found[place].word in self._shorts:
            return self._shorts[found[place].word], place + 1
        form = self._kinds.longest(found, place)
        return (form.meaning, form.after) if form else None

    def _kinds_from(self, found: Sequence[Token], place: int) -> tuple[tuple[UUID, ...], int]:
        """Return the stakeholders named from a place on, joined by "and", and the token after them."""
        kinds: list[UUID] = []
        named = self._kind(found, place)
        while named:
            kinds.append(named[0])
            place = named[1]
            joined = place < len(found) and found[place].joined and found[place].folded in self.lexicon.joins
            named = self._kind(found, self._past_fillers(found, place + 1)) if joined else None
        return tuple(kinds), place

    def _among(self, found: Sequence[Token], subject: Subject) -> Subject:
        """Add what stands after a noun: "among service users", "in District A"."""
        for _ in range(2):
            at = subject.after
            if at >= len(found) or not found[at].joined or found[at].folded not in self.lexicon.among:
                return subject
            place = self._past_fillers(found, at + 1)
            kinds, after = self._kinds_from(found, place)
            district = self._districts.longest(found, place)
            if kinds and not subject.stakeholders:
                subject = replace(subject, stakeholders=kinds, after=after)
            elif district:
                chosen = (*subject.districts, district.meaning)
                subject = replace(subject, districts=chosen, after=district.after)
        return subject

    def _past_fillers(self, found: Sequence[Token], at: int) -> int:
        skipped = (place for place, token in walked(found, at) if token.folded not in self.lexicon.fillers)
        return next(skipped, at)

    def _ends(self, token: Token) -> bool:
        lexicon = self.lexicon
        return any(token.folded in words for words in (lexicon.verbs, lexicon.stops, lexicon.joins, lexicon.among))


def _forms(singular: str, plural: str) -> set[Phrase]:
    forms = {phrase_of(singular), phrase_of(plural)}
    for ending, definite in DEFINITE:
        if plural.casefold().endswith(ending):
            forms.add(phrase_of(plural.casefold().removesuffix(ending) + definite))
            break
    return forms - {()}


def _some(kind: UUID | None) -> tuple[UUID, ...]:
    return () if kind is None else (kind,)
