"""Our own words for what the study's tables name with a short word, in the reader's language."""

from collections.abc import Mapping
from uuid import UUID

from app.analysis.wording import Quantifier, Wording
from app.importing.labels import Kind
from app.security.permissions import Role
from app.sentences import N_
from app.store.tables import RoundKind, RoundState
from app.web.language import gettext

ROLES = {
    Role.LEAD: N_("Lead author"),
    Role.CO_RESEARCHER: N_("Co-researcher"),
    Role.SUPERVISOR: N_("Supervisor"),
}
KINDS = {
    Kind.PARTICIPANT: N_("Participant"),
    Kind.MODERATOR: N_("Moderator"),
    Kind.CO_MODERATOR: N_("Co-moderator"),
    Kind.SEVERAL: N_("Several at once"),
    Kind.UNKNOWN: N_("Unknown voice"),
    Kind.NONE: N_("Nobody (stage directions)"),
}
ROUND_KINDS = {
    RoundKind.SHARED: N_("Shared round"),
    RoundKind.INDEPENDENT: N_("Independent round"),
    RoundKind.CONSENSUS: N_("Consensus round"),
}
ROUND_STATES = {
    RoundState.OPEN: N_("open"),
    RoundState.CLOSED: N_("closed"),
    RoundState.REVEALED: N_("revealed"),
}
KNOWN = {
    "stakeholder": N_("Stakeholder"),
    "focus group": N_("Focus group"),
    "district": N_("District"),
}
ACTS = {
    "study.created": N_("began the study"),
    "study.changed": N_("changed what the study says about itself"),
    "study.questions": N_("wrote the questions"),
    "stakeholder.added": N_("named a stakeholder"),
    "district.added": N_("named a district"),
    "focus group.added": N_("named a focus group"),
    "member.invited": N_("invited a member"),
    "member.joined": N_("joined the study"),
    "transcript.imported": N_("imported a transcript"),
    "transcript.signed": N_("signed for the anonymising of a transcript"),
    "key.taken out": N_("took out a key to names"),
    "key.destroyed": N_("confirmed that a key is destroyed"),
    "moves.confirmed": N_("said what the moderator asks"),
    "participant.kind": N_("corrected who a voice is"),
    "person.linked": N_("linked two participants as one person"),
    "person.unlinked": N_("took a link between participants away"),
    "attribute.added": N_("named an attribute"),
    "attribute.changed": N_("changed an attribute"),
    "attribute.removed": N_("removed an attribute"),
    "bands.chosen": N_("put people into bands"),
    "range.written": N_("wrote the range of an attribute"),
    "range.removed": N_("removed the range of an attribute"),
    "code.created": N_("made a code"),
    "code.changed": N_("changed a code"),
    "code.placed": N_("moved a code between themes"),
    "coding.applied": N_("coded a passage"),
    "coding.removed": N_("took a code off a passage"),
    "coding.applied.undone": N_("undid a coding"),
    "coding.removed.undone": N_("put a coding back"),
    "round.opened": N_("opened an independent round"),
    "round.revealed": N_("revealed a round"),
    "reading.done": N_("finished reading a transcript"),
    "reading.reopened": N_("went on reading a transcript"),
    "theme.created": N_("made a theme"),
    "theme.changed": N_("changed a theme"),
    "theme.removed": N_("removed a theme"),
    "quote.chosen": N_("chose a quote"),
    "quote.removed": N_("took a quote back"),
}
QUANTIFIERS = {
    Quantifier.NONE: N_("No focus group"),
    Quantifier.ONE: N_("One focus group"),
    Quantifier.BOTH: N_("Both focus groups"),
    Quantifier.ONE_OF_TWO: N_("One of two focus groups"),
    Quantifier.SOME: N_("Some focus groups"),
    Quantifier.SEVERAL: N_("Several focus groups"),
    Quantifier.ALL: N_("All focus groups"),
}
DONE = {
    "saved": N_("Saved."),
    "coded": N_("Coded."),
    "removed": N_("The code is taken off."),
    "undone": N_("Undone."),
    "imported": N_("The transcript is stored."),
    "read": N_("Marked as read. Thank you."),
    "reading": N_("Marked as still being read."),
    "opened": N_("The independent round is open. Everybody now sees only their own coding."),
    "revealed": N_("The round is revealed. Everybody sees all of it now."),
    "chosen": N_("The quote is chosen. You find it under Quotes."),
    "taken back": N_("The quote is taken back."),
    "kind": N_("Saved. All counts follow."),
    "linked": N_("The two are one person now, who counts once."),
    "unlinked": N_("The link is taken away."),
    "attribute removed": N_("The attribute is removed."),
    "begin again": N_("What was not stored is gone when a page is left or loaded again. Please begin again."),
    "key destroyed": N_("Noted: every copy of the key is destroyed."),
    "welcome": N_("Welcome to the study."),
}


def say(table: Mapping[object, str], key: object) -> str:
    """Return the words for `key` in the reader's language; an unknown key is said as it is."""
    return gettext(table.get(key, str(key)))


def worded(wording: Wording, stakeholders: Mapping[UUID, tuple[str, str]]) -> str:
    """Return the wording that the counts allow: "Several focus groups", "All focus groups among service users"."""
    quantifier = gettext(QUANTIFIERS[wording.quantifier])
    if wording.stakeholder is None:
        return quantifier
    plural = stakeholders[wording.stakeholder][0]
    return gettext("%(quantifier)s among %(stakeholder)s") % {
        "quantifier": quantifier,
        "stakeholder": plural[:1].lower() + plural[1:],
    }


def shares(wording: Wording, stakeholders: Mapping[UUID, tuple[str, str]]) -> str:
    """Return how many focus groups of each stakeholder speak of it: `SU 3/3, P 1/2, V 1/2`."""
    return ", ".join(f"{stakeholders[kind][1]} {heard}/{of}" for kind, heard, of in wording.by_stakeholder)
