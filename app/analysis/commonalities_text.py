"""Commonalities and differences as text to start from, in the study's language, for copying and for Word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple
from uuid import UUID

from app.analysis.commonalities import Compared, Emptiness, KindHeard, Sharing
from app.analysis.phrasing import Stakeholders, counts_in_words, in_words


class Block(StrEnum):
    """What a piece of the text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"


class Piece(NamedTuple):
    """One heading or paragraph."""

    block: Block
    words: str


@dataclass(frozen=True, slots=True)
class Naming:
    """What things are called: topics, stakeholders (plural and short form) and focus groups."""

    topics: Mapping[UUID, str]
    stakeholders: Stakeholders
    groups: Mapping[UUID, str]


class Sentences(NamedTuple):
    """How a language says it; `%(…)s` are places."""

    titles: Mapping[Sharing, str]
    shared: str
    some: str
    one: str
    nobody: str
    kinds: str
    silent: str
    provisional: str
    why: Mapping[Emptiness, str]
    joined: str


ENGLISH: Final = Sentences(
    titles={
        Sharing.ALL_KINDS: "What all kinds of participants share",
        Sharing.SOME_KINDS: "What some kinds of participants share",
        Sharing.ONE_KIND: "What only one kind of participants speaks of",
        Sharing.NO_KIND: "What is not heard yet",
    },
    shared="All kinds of participants speak of “%(topic)s” (%(counts)s).",
    some="%(kinds)s speak of “%(topic)s” (%(counts)s).",
    one="Only %(kinds)s speak of “%(topic)s” (%(counts)s).",
    nobody="“%(topic)s” is not heard from any participant.",
    kinds="That is %(wordings)s.",
    silent="It is not heard among %(kind)s: %(why)s.",
    provisional="Some of these focus groups are not fully read, so this may change.",
    why={
        Emptiness.NOT_READ: "not fully read in %(groups)s",
        Emptiness.NOT_LOOKED_FOR: "read before one of its codes was made in %(groups)s",
        Emptiness.MODERATOR_ONLY: "only a moderator speaks of it in %(groups)s",
        Emptiness.NOT_ASKED: "not asked in %(groups)s",
        Emptiness.NOT_TAKEN_UP: "asked and not taken up in %(groups)s",
        Emptiness.NOT_CODED: "not coded in %(groups)s",
    },
    joined="%s and %s",
)
BOKMAL: Final = Sentences(
    titles={
        Sharing.ALL_KINDS: "Det alle typer deltakere har felles",
        Sharing.SOME_KINDS: "Det noen typer deltakere har felles",
        Sharing.ONE_KIND: "Det bare én type deltakere snakker om",
        Sharing.NO_KIND: "Det som ikke er hørt ennå",
    },
    shared="Alle typer deltakere snakker om «%(topic)s» (%(counts)s).",
    some="%(kinds)s snakker om «%(topic)s» (%(counts)s).",
    one="Bare %(kinds)s snakker om «%(topic)s» (%(counts)s).",
    nobody="«%(topic)s» er ikke hørt fra noen deltaker.",
    kinds="Det er %(wordings)s.",
    silent="Det er ikke hørt blant %(kind)s: %(why)s.",
    provisional="Noen av disse fokusgruppene er ikke lest ferdig, så dette kan endre seg.",
    why={
        Emptiness.NOT_READ: "ikke lest ferdig i %(groups)s",
        Emptiness.NOT_LOOKED_FOR: "lest før en av kodene ble laget i %(groups)s",
        Emptiness.MODERATOR_ONLY: "bare en moderator snakker om det i %(groups)s",
        Emptiness.NOT_ASKED: "ikke spurt om i %(groups)s",
        Emptiness.NOT_TAKEN_UP: "spurt om og ikke tatt opp i %(groups)s",
        Emptiness.NOT_CODED: "ikke kodet i %(groups)s",
    },
    joined="%s og %s",
)
LANGUAGES: Final[Mapping[str, Sentences]] = {"en": ENGLISH, "nb": BOKMAL}


def commonalities_text(lines: Iterable[Compared], naming: Naming, language: str = "en") -> tuple[Piece, ...]:
    """Return the text: what all kinds share first, what nobody is heard on last; a section without topics is left out.

    Another language than English ("en") and Norwegian Bokmål ("nb") is said in English.
    """
    said, pieces = LANGUAGES.get(language, ENGLISH), list[Piece]()
    compared = list(lines)
    for sharing in Sharing:
        of_section = [line for line in compared if line.sharing is sharing]
        if of_section:
            pieces.append(Piece(Block.HEADING, said.titles[sharing]))
            pieces += [Piece(Block.PARAGRAPH, " ".join(_topic(line, naming, said, language))) for line in of_section]
    return tuple(pieces)


def _topic(line: Compared, naming: Naming, said: Sentences, language: str) -> Iterator[str]:
    speaking = [kind for kind in line.kinds if kind.wording.heard]
    yield _opening(line, speaking, naming, said, language)
    if speaking:
        worded = [_lowered(in_words(kind.wording, naming.stakeholders, language)) for kind in speaking]
        yield said.kinds % {"wordings": _listed(worded, said)}
    for kind in line.silent if speaking else ():
        yield said.silent % {"kind": _plural(kind, naming), "why": _why(kind, naming, said)}
    if line.provisional:
        yield said.provisional


def _opening(line: Compared, speaking: Sequence[KindHeard], naming: Naming, said: Sentences, language: str) -> str:
    opening = {
        Sharing.ALL_KINDS: said.shared, Sharing.SOME_KINDS: said.some, Sharing.ONE_KIND: said.one,
        Sharing.NO_KIND: said.nobody,
    }[line.sharing]  # fmt: skip
    kinds = _listed([_plural(kind, naming) for kind in speaking], said)
    counts = "; ".join(counts_in_words(kind.wording, naming.stakeholders, language) for kind in speaking)
    sentence = opening % {"topic": naming.topics[line.topic], "kinds": kinds, "counts": counts}
    return sentence[:1].upper() + sentence[1:]


def _plural(kind: KindHeard, naming: Naming) -> str:
    return _lowered(naming.stakeholders[kind.stakeholder][0])


def _lowered(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]


def _why(kind: KindHeard, naming: Naming, said: Sentences) -> str:
    reasons: dict[Emptiness, list[str]] = {}
    for group, why in kind.empty:
        reasons.setdefault(why, []).append(naming.groups[group])
    return "; ".join(said.why[why] % {"groups": _listed(groups, said)} for why, groups in reasons.items())


def _listed(names: Sequence[str], said: Sentences) -> str:
    if len(names) < 2:
        return "".join(names)
    return said.joined % (", ".join(names[:-1]), names[-1])
