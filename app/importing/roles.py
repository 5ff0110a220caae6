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


MODERATORS: Final = frozenset({Kind.MODERATOR, Kind.CO_MODERATOR})

LONGEST_LABEL: Final = 63  # characters, as in the market leader's rule

ROLE_WORDS: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("interviewer", "moderator", "facilitator", "researcher", "host"), Kind.MODERATOR),
    **dict.fromkeys(("intervjuer", "ordstyrer", "fasilitator", "møteleder", "forsker"), Kind.MODERATOR),
    **dict.fromkeys(("intervjuare", "samtalsledare", "forskare", "mødeleder", "interviewleder"), Kind.MODERATOR),
    **dict.fromkeys(("gespreksleider", "onderzoeker", "interviewster", "interviewerin"), Kind.MODERATOR),
    **dict.fromkeys(("moderatorin", "moderation", "forscher", "forscherin", "animateur"), Kind.MODERATOR),
    **dict.fromkeys(("animatrice", "intervieweur", "intervieweuse", "modérateur", "modératrice"), Kind.MODERATOR),
    **dict.fromkeys(("co-moderator", "comoderator", "co moderator", "co-facilitator"), Kind.CO_MODERATOR),
    **dict.fromkeys(("co-researcher", "co-interviewer", "assistant moderator"), Kind.CO_MODERATOR),
    **dict.fromkeys(("medmoderator", "medforsker", "medintervjuer", "observer", "observatør"), Kind.CO_MODERATOR),
    **dict.fromkeys(("medforskare", "bisittare", "observatör", "co-moderatorin", "notetaker"), Kind.CO_MODERATOR),
}
SHORT_ROLES: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("i", "i1", "int", "int1", "m", "mod", "mod1", "o"), Kind.MODERATOR),
    **dict.fromkeys(("c", "co", "comod", "co-mod", "i2", "int2", "mod2", "mf"), Kind.CO_MODERATOR),
}
NOT_ONE_VOICE: Final[Mapping[str, Kind]] = {
    **dict.fromkeys(("all", "several", "many", "everyone", "everybody", "multiple speakers"), Kind.SEVERAL),
    **dict.fromkeys(("all participants", "several participants", "multiple voices"), Kind.SEVERAL),
    **dict.fromkeys(("alle", "flere", "mange", "alle sammen", "alle deltakere", "flere deltakere"), Kind.SEVERAL),
    **dict.fromkeys(("alla", "flera", "många", "allen", "meerdere", "mehrere", "tous"), Kind.SEVERAL),
    **dict.fromkeys(("?", "??", "???", "unknown", "unidentified", "unknown speaker"), Kind.UNKNOWN),
    **dict.fromkeys(("unknown participant", "unknown voice", "ukjent", "ukjent deltaker"), Kind.UNKNOWN),
    **dict.fromkeys(("ukjent stemme", "uidentifisert", "okänd", "ukendt", "onbekend"), Kind.UNKNOWN),
    **dict.fromkeys(("unbekannt", "unidentified speaker", "audience member"), Kind.UNKNOWN),
    **dict.fromkeys(("stage direction", "stage directions", "sceneanvisning", "regi"), Kind.NONE),
}
PARTICIPANT_WORD: Final = re.compile(
    r"(?:participant|speaker|informant|respondent|interviewee|person|user|service user|patient|volunteer"
    r"|professional|carer|man|male|woman|female|voice|deltaker|deltager|bruker|tjenestebruker|pasient|pårørende"
    r"|frivillig|fagperson|kvinne|mann|stemme|deltagare|brukare|talare|kvinna|borger|deelnemer|spreker"
    r"|teilnehmer|teilnehmerin|befragte|befragter|sprecher|sprecherin)[ ._#-]*(?:\d{1,3}|[a-zæøåäö])"
)
UNKNOWN_VOICE: Final = re.compile(
    r"(?:unidentified|unknown|ukjent|uidentifisert|okänd|ukendt|onbekende?|unbekannter?)\s"
    r"(?:(?:fe)?male|(?:wo)?man|speaker|voice|person|participant|respondent|mann|kvinne|stemme|deltaker|person|röst|kvinna"
    r"|man|mand|kvinde|stem|spreker|deelnemer|sprecher|stimme)(?:\s?\d{1,2})?"
)
PARTICIPANT_ALONE: Final = frozenset(
    {
        *("participant", "respondent", "informant", "interviewee", "speaker", "deltaker", "deltager", "deltagare"),
        *("deelnemer", "teilnehmer", "teilnehmerin", "befragte", "befragter"),
    }
)
# P1, D12, SU-3, Pt1-1; three or four letters only as capitals (MALE2), or "uke 3" would be a person.
CODE: Final = re.compile(r"(?:[^\W\d_]{1,2}|[A-ZÆØÅ]{3,4})[-–. _]?\d{1,3}(?:[-–.]\d{1,2})?")
# What also has this form and is nobody: a focus group, a question, a time, a name of an illness.
NO_CODE: Final = re.compile(r"(?:fg|nr|no|kl|q|s\.|icd|dsm|dag|day|week|uke|vol|fig|tab)[-–. _]?\d.*", re.IGNORECASE)
JOINED: Final = re.compile(r"\s*[/,&+]\s*|\s+(?:and|og|och|und|en|et)\s+", re.IGNORECASE)
NUMBER_AT_END: Final = re.compile(r"[ ._#-]*\d{1,2}$")
# A label with a role or a name beside it, such as that of Anna, the moderator.
WITH_NOTE: Final = re.compile(r"(?P<label>.+?)\s*[(\[](?P<note>[^()\[\]]*)[)\]]")


def known_kind(label: str) -> Kind | None:
    """Return what a label means by itself, or None when it could be any word or name."""
    if len(label) > LONGEST_LABEL:
        return None
    folded = label.casefold().rstrip(".")
    kind = SHORT_ROLES.get(folded) or NOT_ONE_VOICE.get(folded) or role_word(label)
    if kind is not None:
        return kind
    if is_participant_code(label):
        return Kind.PARTICIPANT
    if UNKNOWN_VOICE.fullmatch(folded):
        return Kind.UNKNOWN
    voices = JOINED.split(label)
    if len(voices) > 1 and all(map(is_participant_code, voices)):
        return Kind.SEVERAL
    noted = WITH_NOTE.fullmatch(label)
    return role_word(noted["note"]) or role_word(noted["label"]) if noted else None


def role_word(label: str) -> Kind | None:
    """Return the role when the label is its whole word, numbered or not. Headers use these words as well."""
    if len(label) > LONGEST_LABEL:
        return None
    return ROLE_WORDS.get(NUMBER_AT_END.sub("", label.casefold().rstrip(".")))


def is_participant_code(label: str) -> bool:
    """Whether a label is a participant without a name: P1, D2, Participant 3."""
    if is_participant_word(label):
        return True
    return bool(CODE.fullmatch(label)) and not NO_CODE.fullmatch(label)


def is_participant_word(label: str) -> bool:
    """Whether a label is a word for a participant, alone or with a number."""
    folded = label.casefold().rstrip(".")
    return folded in PARTICIPANT_ALONE or PARTICIPANT_WORD.fullmatch(folded) is not None


# Two letters and a number may be somebody's initials, unless they are capitals; longer ones may be names.
SAFE_CODE: Final = re.compile(r"(?:[^\W\d_]|[A-ZÆØÅ]{2}|Pt)[-–. _]?\d{1,3}(?:[-–.]\d{1,2})?|\d{1,3}")


def may_be_kept(label: str) -> bool:
    """Whether a label is surely no name, so that a study may remember what it meant: MF, D1, Moderator."""
    folded = label.casefold().rstrip(".")
    if folded in SHORT_ROLES or folded in NOT_ONE_VOICE or role_word(label) or is_participant_word(label):
        return True
    return bool(SAFE_CODE.fullmatch(label))
