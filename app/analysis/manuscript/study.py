"""What a findings text is checked against, as plain records: who spoke, what was said, what was counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from app.analysis.phrasing import Stakeholders
from app.analysis.wording import Countable, WordingRules


@dataclass(frozen=True, slots=True)
class SaidTurn:
    """One turn of a transcript: its number, the label of its voice (P3, I), its words in NFC.

    `quotable` is False for somebody who has asked not to be quoted.
    """

    number: int
    label: str
    words: str
    quotable: bool = True


@dataclass(frozen=True, slots=True)
class Talk:
    """One transcript with the label of its focus group; its turns in order."""

    id: UUID
    focus_group: str
    turns: tuple[SaidTurn, ...]


class Sort(StrEnum):
    """What a name of the analysis stands for."""

    THEME = "theme"
    SUBTHEME = "subtheme"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme, subtheme or code: its name, the focus groups in which it is heard, the people who spoke of it."""

    id: UUID
    name: str
    sort: Sort
    heard_in: frozenset[UUID]
    people: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class StudyToCheck:
    """Everything that a text is checked against.

    `groups` and `people` are all focus groups and all counted participants, each once. `rules` word focus groups;
    `participant_rules` participants, None where the study has said nothing of them. `stakeholders` gives plural and
    short form, `singulars` the name of one of them. `patterns` are the ways in which labels are written, such as
    `{participant} (FG, {group})` and `(FG, {group})`. `language` is "en" or "nb": that of the text.
    """

    language: str
    groups: tuple[Countable, ...]
    people: tuple[Countable, ...]
    rules: WordingRules
    participant_rules: WordingRules | None
    stakeholders: Stakeholders
    singulars: Mapping[UUID, str]
    topics: tuple[Topic, ...] = ()
    talks: tuple[Talk, ...] = ()
    patterns: tuple[str, ...] = ("{participant} (FG, {group})", "(FG, {group})")
    districts: Mapping[UUID, str] = field(default_factory=dict)
