"""Our own words for what the study's tables name with a short word, in the reader's language."""

from collections.abc import Mapping

from app.analysis.phrasing import Stakeholders, in_words
from app.analysis.phrasing import shares as shares  # for the pages
from app.analysis.wording import Wording
from app.importing.labels import Kind
from app.security.permissions import Role
from app.sentences import N_
from app.store.tables import Degree, Meaning, RoundKind, RoundState
from app.web.language import current, gettext
from app.workbench.revising import Grounds
from app.workbench.touching import Fate

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
    "unit.kept": N_("kept a passage"),
    "unit.let go": N_("let a passage go"),
    "unit.described": N_("wrote about a passage"),
    "unit.voiced": N_("marked whose turns carry a passage"),
    "coding.recoded": N_("put another code in a coding's place"),
    "coding.moved": N_("moved the bounds of a coding"),
    "unit.kept.undone": N_("kept a passage no longer"),
    "unit.let go.undone": N_("kept a passage after all"),
    "unit.kept.redone": N_("kept a passage again"),
    "unit.let go.redone": N_("let a passage go again"),
    "coding.applied.undone": N_("undid a coding"),
    "coding.removed.undone": N_("put a coding back"),
    "coding.recoded.undone": N_("put the code before back"),
    "coding.moved.undone": N_("moved the bounds of a coding back"),
    "coding.applied.redone": N_("coded a passage again"),
    "coding.removed.redone": N_("took a code off again"),
    "coding.recoded.redone": N_("changed the code of a coding again"),
    "coding.moved.redone": N_("moved the bounds of a coding again"),
    "round.opened": N_("opened an independent round"),
    "round.revealed": N_("revealed a round"),
    "reading.done": N_("finished reading a transcript"),
    "reading.reopened": N_("went on reading a transcript"),
    "theme.created": N_("made a theme"),
    "theme.changed": N_("changed a theme"),
    "theme.removed": N_("removed a theme"),
    "memo.written": N_("wrote a memo"),
    "memo.changed": N_("changed a memo"),
    "memo.removed": N_("removed a memo"),
    "memo.written.undone": N_("took a memo back"),
    "memo.changed.undone": N_("undid a change of a memo"),
    "memo.removed.undone": N_("put a memo back"),
    "memos.exported": N_("took out memos"),
    "quote.chosen": N_("chose a quote"),
    "quote.removed": N_("took a quote back"),
    "quotes.exported": N_("took out quotes"),
    "transcript.redacted": N_("redacted words of a transcript"),
    "transcript.redacted.again": N_("words of a transcript were redacted again, from the ledger"),
    "transcript.corrected": N_("corrected a typing mistake in a transcript"),
    "participant.withdrew": N_("carried out the withdrawal of a participant"),
    "participant.withdrew.again": N_("the withdrawal of a participant was applied again, from the ledger"),
}
DEGREES = {
    Degree.NOT_QUOTED: N_("not to be quoted"),
    Degree.NOT_COUNTED: N_("not to be quoted or counted"),
    Degree.REMOVED: N_("words removed"),
}
DEGREES_MEAN = {
    Degree.NOT_QUOTED: N_("Their words stay, are read, coded and counted, but no quote may hold them."),
    Degree.NOT_COUNTED: N_("Their words stay and can be read, but neither the comparison nor agreement counts them."),
    Degree.REMOVED: N_(
        "A sign stands in place of each of their turns. Codings of their words go, exchanges keep what others say, and "
        "what is known of them in bands is removed."
    ),
}
GROUNDS = {
    Grounds.PERSON: N_("the name of a person"),
    Grounds.PLACE: N_("a place or an organisation"),
    Grounds.STORY: N_("something that tells who it is"),
    Grounds.ASKED: N_("a participant asked for it"),
    Grounds.OTHER: N_("something else"),
}
FATES = {
    Fate.REWORDED: N_("it holds other words now"),
    Fate.JOINED: N_("it is one with another passage now"),
    Fate.GONE: N_("it is gone"),
}
WRITTEN = {
    "study": N_("Study"),
    "research_question": N_("Research question"),
    "guide_question": N_("Guide question"),
    "stakeholder": N_("Stakeholder"),
    "district": N_("District"),
    "focus_group": N_("Focus group"),
    "attribute": N_("Attribute"),
    "band": N_("Band"),
    "transcript": N_("Transcript"),
    "code": N_("Code"),
    "theme": N_("Theme"),
    "meaning_unit": N_("Note on a passage"),
    "memo": N_("Memo"),
}
MEANINGS: Mapping[Meaning, str] = {
    Meaning.SEMANTIC: N_("semantic: for what is said"),
    Meaning.LATENT: N_("latent: for what lies beneath"),
}
DONE = {
    "saved": N_("Saved."),
    "coded": N_("Coded."),
    "removed": N_("The code is taken off."),
    "recoded": N_("The code is changed."),
    "moved": N_("The bounds are moved."),
    "kept": N_("The passage is kept."),
    "let go": N_("The passage is let go."),
    "described": N_("What you wrote about the passage is saved."),
    "undone": N_("Undone."),
    "redone": N_("Done again."),
    "gone": N_("The words of your latest coding have been taken out of the transcript, so there is nothing to undo."),
    "revised": N_("The words are changed."),
    "slip": N_("This is the participant whose slip you have."),
    "imported": N_("The transcript is stored."),
    "read": N_("Marked as read. Thank you."),
    "reading": N_("Marked as still being read."),
    "opened": N_("The independent round is open. Everybody now sees only their own coding."),
    "revealed": N_("The round is revealed. Everybody sees all of it now."),
    "chosen": N_("The quote is chosen. You find it under Quotes."),
    "memo": N_("The memo is saved."),
    "reply": N_("Your answer is saved."),
    "memo shared": N_("The team can read the memo now."),
    "memo removed": N_("The memo is removed."),
    "memo back": N_("The memo is back."),
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


def worded(wording: Wording, stakeholders: Stakeholders) -> str:
    """Return the wording that the counts allow, in the reader's language."""
    return in_words(wording, stakeholders, current())
