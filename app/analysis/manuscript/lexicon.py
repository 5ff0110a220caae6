"""The words that say how many, in English and Norwegian Bokmål, and the words for whom they count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from app.analysis.wording import Level, Quantifier

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says of how many: a quantifier of the study, a number (`number` of `of`), or a word of neither kind.

    With `negated` it says that the quantifier does not hold: "not all". `of` may stand with a quantifier: "all seven".
    """

    quantifier: Quantifier | None = None
    number: int | None = None
    of: int | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, folded. Phrases are tuples of words."""

    quantifiers: Mapping[Phrase, Claim]
    persons: frozenset[Phrase]
    numbers: Mapping[str, int]
    out_of: frozenset[Phrase]
    nouns: Mapping[Phrase, Level]
    narrower: frozenset[str]
    fillers: frozenset[str]
    among: frozenset[str]
    joins: frozenset[str]
    stops: frozenset[str]
    verbs: frozenset[str]


def _phrases(spoken: str) -> Iterable[Phrase]:
    return (tuple(phrase.split()) for phrase in spoken.split(","))


def _words(spoken: str) -> frozenset[str]:
    return frozenset(spoken.split())


def _counted(spoken: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(spoken.split())}


def _quantifiers(words: Mapping[Quantifier, str], not_all: str, neither: str) -> dict[Phrase, Claim]:
    found = {phrase: Claim(quantifier) for quantifier, spoken in words.items() for phrase in _phrases(spoken)}
    found |= dict.fromkeys(_phrases(not_all), Claim(Quantifier.ALL, negated=True))
    return found | dict.fromkeys(_phrases(neither), Claim())


def _nouns(groups: str, talks: str, alone: str, people: str) -> dict[Phrase, Level]:
    """Return the nouns: each group word alone and with each word for a talk, talks that stand alone, and people."""
    found = dict.fromkeys(_phrases(groups), Level.FOCUS_GROUPS)
    found |= {(*group, *talk): Level.FOCUS_GROUPS for group in _phrases(groups) for talk in _phrases(talks)}
    return (
        found | dict.fromkeys(_phrases(alone), Level.FOCUS_GROUPS) | dict.fromkeys(_phrases(people), Level.PARTICIPANTS)
    )


ENGLISH: Final = Lexicon(
    quantifiers=_quantifiers(
        {
            Quantifier.ALL: "all, every, each, everyone, everybody, every one, each one",
            Quantifier.ALMOST_ALL: (
                "almost all, nearly all, virtually all, practically all, almost every, nearly every, almost everyone,"
                " nearly everyone, almost everybody, nearly everybody"
            ),
            Quantifier.MOST: "most, the majority, a majority, majority",
            Quantifier.MANY: "many",
            Quantifier.SEVERAL: "several",
            Quantifier.SOME: "some",
            Quantifier.BOTH: "both",
            Quantifier.ONE_OF_TWO: "one of the two, one of two, one out of two, one out of the two, one of both",
            Quantifier.ONE: "one, a single, only one, just one",
            Quantifier.NONE: "none, no, nobody, no one, not one, not a single",
        },
        not_all="not all, not every, not everyone, not everybody",
        neither=(
            "few, a few, very few, only a few, quite a few, a couple, a couple of, half, half of, more than half,"
            " less than half, over half, a minority, the minority, a number, a large number, a small number, a handful,"
            " numerous, various, hardly any, a great many, a good many, not many, multiple, the vast majority,"
            " a large majority, at least one, at least two, at least three, a small majority"
        ),
    ),
    persons=frozenset(
        _phrases(
            "everyone, everybody, almost everyone, nearly everyone, almost everybody, nearly everybody, nobody, no one,"
            " not everyone, not everybody"
        )
    ),
    numbers=_counted("zero one two three four five six seven eight nine ten eleven twelve"),
    out_of=frozenset(_phrases("of the, of, out of, out of the, of our, of all, out of all")),
    nouns=_nouns(
        "focus group, focus groups, focus-group, focus-groups, fg, fgs",
        "discussion, discussions, interview, interviews, conversation, conversations, talk, talks, session, sessions",
        "group, groups, group discussion, group discussions, group interview, group interviews",
        "participant, participants, interviewee, interviewees, informant, informants, respondent, respondents, people,"
        " person, persons, member, members, them, women, woman, men, man",
    ),
    narrower=_words("women woman men man them"),
    fillers=_words("of the these those our their its"),
    among=_words("among amongst with of in from for across"),
    joins=_words("and or"),
    stops=_words(
        "that which who whom when where while but as at by to on if than so is are was were be been it they we i"
    ),
    verbs=_words(
        "said say says described describe talked talk told tell spoke speak mentioned mention expressed "
        "express felt feel experienced experience emphasised emphasized emphasise emphasize reported report "
        "thought think explained explain pointed point highlighted highlight agreed agree underlined "
        "underline stressed stress wished wish wanted want discussed discuss shared share believed believe "
        "found find noted note raised raise saw see had have missed also"
    ),
)
BOKMAL: Final = Lexicon(
    quantifiers=_quantifiers(
        {
            Quantifier.ALL: "alle, alle sammen, samtlige, hver, hvert, hver eneste",
            Quantifier.ALMOST_ALL: "nesten alle, så godt som alle, så å si alle, omtrent alle, tilnærmet alle",
            Quantifier.MOST: "de fleste, de aller fleste, flertallet, et flertall",
            Quantifier.MANY: "mange",
            Quantifier.SEVERAL: "flere",
            Quantifier.SOME: "noen",
            Quantifier.BOTH: "begge, begge de to",
            Quantifier.ONE_OF_TWO: "en av de to, én av de to, en av to, én av to, ett av de to, ett av to",
            Quantifier.ONE: "én, ett, bare én, bare en, kun én, kun en, en enkelt, en eneste",
            Quantifier.NONE: "ingen, ikke én, ikke en eneste",
        },
        not_all="ikke alle, ikke samtlige",
        neither=(
            "få, svært få, noen få, bare noen få, enkelte, et par, halvparten, mer enn halvparten, over halvparten,"
            " under halvparten, mindre enn halvparten, et mindretall, mindretallet, en rekke, en del, en håndfull,"
            " et stort flertall, det store flertallet, minst én, minst en, minst to, minst tre, ganske mange,"
            " ikke mange, utallige, et antall, knapt noen"
        ),
    ),
    persons=frozenset(_phrases("alle sammen")),
    numbers=_counted("null en to tre fire fem seks sju åtte ni ti elleve tolv") | {"én": 1, "ett": 1, "syv": 7},
    out_of=frozenset(_phrases("av, av de, av våre, av alle, ut av")),
    nouns=_nouns(
        "fokusgruppe, fokusgrupper, fokusgruppene, fokusgruppen, fokusgruppa",
        "samtale, samtaler, samtalene, diskusjon, diskusjoner, diskusjonene",
        "gruppe, grupper, gruppene, gruppesamtaler, gruppesamtalene, fokusgruppesamtale, fokusgruppesamtaler,"
        " fokusgruppesamtalene, fokusgruppeintervju, fokusgruppeintervjuer, fokusgruppeintervjuene,"
        " fokusgruppediskusjoner, fokusgruppediskusjonene, gruppeintervjuer, gruppeintervjuene",
        "deltaker, deltakere, deltakerne, deltager, deltagere, deltagerne, informant, informanter, informantene,"
        " respondent, respondenter, respondentene, person, personer, personene, dem, kvinner, kvinnene, menn, mennene",
    ),
    narrower=_words("dem kvinner kvinnene menn mennene"),
    fillers=_words("av de disse våre sine"),
    among=_words("blant med av i fra for hos"),
    joins=_words("og eller samt"),
    stops=_words("at som når hvor mens men på til om enn så er var ble blir det den vi jeg man å"),
    verbs=_words(
        "sa sier fortalte forteller beskrev beskriver mente mener opplevde opplever uttrykte uttrykker "
        "snakket snakker nevnte nevner trakk trekker pekte peker understreket understreker følte føler syntes "
        "synes tenkte tenker forklarte forklarer fremhevet framhevet ønsket ønsker hadde har savnet "
        "diskuterte delte la var også"
    ),
)
LEXICONS: Final[Mapping[str, Lexicon]] = {"en": ENGLISH, "nb": BOKMAL}
