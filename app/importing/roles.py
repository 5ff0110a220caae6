"""What the labels of a transcript usually mean, in English and Norwegian."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """Who speaks behind a label; only participants are counted."""

    PARTICIPANT = "participant"
    MODERATOR = "moderator"
    CO_MODERATOR = "co-moderator"
    SEVERAL = "several"
    UNKNOWN = "unknown"
    NONE = "none"


class Move(StrEnum):
    """What a moderator does with a turn. Only a guide question begins a question block."""

    QUESTION = "question"
    PROBE = "probe"
    BACK_CHANNEL = "back-channel"


ROLE_WORDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("interviewer", "moderator", "facilitator", "researcher", "host"), Kind.MODERATOR),
    **dict.fromkeys(("intervjuer", "ordstyrer", "fasilitator", "møteleder", "forsker"), Kind.MODERATOR),
    **dict.fromkeys(("co-moderator", "comoderator", "co moderator", "co-facilitator"), Kind.CO_MODERATOR),
    **dict.fromkeys(("co-researcher", "co-interviewer", "assistant moderator"), Kind.CO_MODERATOR),
    **dict.fromkeys(("medmoderator", "medforsker", "medintervjuer", "observer", "observatør"), Kind.CO_MODERATOR),
}
SHORT_ROLES: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("i", "i1", "int", "int1", "m", "mod", "mod1", "o"), Kind.MODERATOR),
    **dict.fromkeys(("c", "co", "comod", "co-mod", "i2", "int2", "mod2", "mf"), Kind.CO_MODERATOR),
}
NOT_ONE_VOICE: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("all", "several", "many", "everyone", "everybody", "multiple speakers"), Kind.SEVERAL),
    **dict.fromkeys(("all participants", "several participants", "multiple voices"), Kind.SEVERAL),
    **dict.fromkeys(("alle", "flere", "mange", "alle sammen", "alle deltakere", "flere deltakere"), Kind.SEVERAL),
    **dict.fromkeys(("?", "??", "???", "unknown", "unidentified", "unknown speaker"), Kind.UNKNOWN),
    **dict.fromkeys(("unknown participant", "unknown voice", "ukjent", "ukjent deltaker"), Kind.UNKNOWN),
    **dict.fromkeys(("ukjent stemme", "uidentifisert"), Kind.UNKNOWN),
    **dict.fromkeys(("stage direction", "stage directions", "sceneanvisning", "regi"), Kind.NONE),
}
PARTICIPANT_WORD: Final = re.compile(
    r"(?:participant|speaker|informant|respondent|interviewee|person|user|service user|patient|volunteer"
    r"|professional|carer|man|male|woman|female|voice|deltaker|deltager|bruker|tjenestebruker|pasient|pårørende"
    r"|frivillig|fagperson|kvinne|mann|stemme)[ ._#-]*(?:\d{1,3}|[a-zæøå])"
)
# P1, D12, SU-3, Pt1-1; three or four letters only as capitals (MALE2), or "uke 3" would be a person.
CODE: Final = re.compile(r"(?:[^\W\d_]{1,2}|[A-ZÆØÅ]{3,4})[-–. _]?\d{1,3}(?:[-–.]\d{1,2})?")
NO_CODE: Final = re.compile(r"(?:fg|nr|no|kl|q|s\.)[-–. _]?\d.*", re.IGNORECASE)
JOINED: Final = re.compile(r"\s*[/,&+]\s*|\s+(?:and|og)\s+", re.IGNORECASE)
NUMBER_AT_END: Final = re.compile(r"[ ._#-]*\d{1,2}$")


def known_kind(label: str) -> Kind | None:
    """Return what a label means by itself, or None when it could be any word or name."""
    folded = label.casefold().rstrip(".")
    kind = SHORT_ROLES.get(folded) or NOT_ONE_VOICE.get(folded) or role_word(label)
    if kind is not None:
        return kind
    if is_participant_code(label):
        return Kind.PARTICIPANT
    voices = JOINED.split(label)
    return Kind.SEVERAL if len(voices) > 1 and all(map(is_participant_code, voices)) else None


def role_word(label: str) -> Kind | None:
    """Return the role when the label is its whole word, numbered or not. Headers use these words as well."""
    return ROLE_WORDS.get(NUMBER_AT_END.sub("", label.casefold().rstrip(".")))


def is_participant_code(label: str) -> bool:
    """Whether a label is a numbered participant: P1, D2, Participant 3."""
    if PARTICIPANT_WORD.fullmatch(label.casefold()):
        return True
    return bool(CODE.fullmatch(label)) and not NO_CODE.fullmatch(label)
