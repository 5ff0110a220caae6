"""Our own words for what the study's tables name with a short word, in the reader's language."""

from collections.abc import Mapping
from uuid import UUID

from app.analysis.phrasing import NO_DISTRICTS, Stakeholders, counts_in_words, in_words
from app.analysis.phrasing import shares as shares  # for the pages
from app.analysis.wording import Wording
from app.importing.labels import Kind
from app.security.permissions import Role
from app.sentences import N_
from app.store.queries.readings import ReadingLine
from app.store.tables import Colleagues, Degree, How, Meaning, ReadingState, RoundKind, RoundState
from app.web.language import current, gettext
from app.workbench.revising import Grounds
from app.workbench.theme_undo import EDITIONS
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
COLLEAGUES = {
    Colleagues.AT_ONCE: N_("at once"),
    Colleagues.ASKED: N_("when I ask for it"),
    Colleagues.FINISHED: N_("when I have read the transcript"),
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
    "code.split": N_("made a code out of another one"),
    "code.merged": N_("merged a code into another one"),
    "code.parted": N_("took the merge of a code back"),
    "code.retired": N_("retired a code"),
    "code.back": N_("took a retired code back into use"),
    "code.created.undone": N_("took the making of a code back"),
    "code.split.undone": N_("took the making of a code back"),
    "code.changed.redone": N_("changed a code again"),
    "code.placed.redone": N_("moved a code again"),
    "code.many placed.undone": N_("put several codes back where they were"),
    "code.many placed.redone": N_("moved several codes again"),
    "code.changed.undone": N_("wrote a code as it was before"),
    "code.placed.undone": N_("put a code back where it was"),
    "codebook.imported": N_("took codes into the codebook"),
    "codebook.imported.undone": N_("took an import of codes back"),
    "codebook.exported": N_("took the codebook out"),
    "version.kept": N_("kept a version of the codebook"),
    "recoding.proposed": N_("proposed another code to colleagues"),
    "recoding.answered": N_("answered a proposal of another code"),
    "answer.marked": N_("marked how a turn answers another one"),
    "answer.taken off": N_("took the mark off how a turn answers another one"),
    "answer.marked.undone": N_("undid how a turn answers another one"),
    "answer.marked.redone": N_("marked again how a turn answers another one"),
    "answer.taken off.undone": N_("put the mark back on how a turn answers another one"),
    "answer.taken off.redone": N_("took the mark off again how a turn answers another one"),
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
    "round.closed": N_("closed a round"),
    "round.reopened": N_("opened a round again"),
    "reading.second look": N_("took a second look for a code"),
    "study.approach": N_("said how the study thinks about differences"),
    "difference.settled": N_("settled a difference"),
    "agreement.settled": N_("took what everybody agreed on into the consensus"),
    "decision.taken back": N_("opened a difference again"),
    "agreement.exported": N_("took something out of the agreement room"),
    "reading.assigned": N_("gave a member turns to read"),
    "reading.taken back": N_("took back turns that a member was to read"),
    "reading.begun": N_("began to read a transcript"),
    "content note.set": N_("wrote what readers should know before some turns"),
    "content note.removed": N_("took away what readers were told before some turns"),
    "reading.done": N_("finished reading a transcript"),
    "reading.reopened": N_("went on reading a transcript"),
    "theme.created": N_("made a theme"),
    "theme.changed": N_("changed a theme"),
    **dict.fromkeys((f"{act}.undone" for act in EDITIONS), N_("put a theme back as it was")),
    **dict.fromkeys((f"{act}.redone" for act in EDITIONS), N_("changed a theme again")),
    "theme.created.undone": N_("took the making of a theme back"),
    "theme.created.redone": N_("made a theme again"),
    "theme.removed.undone": N_("put a removed theme back"),
    "theme.removed.redone": N_("removed a theme again"),
    "theme.removed": N_("removed a theme"),
    "theme.asked about": N_("said which questions are about which themes"),
    "words.defined": N_("defined the words for counts"),
    "matrix.exported": N_("took out the comparison as a table"),
    "matrix.text exported": N_("took out the text of commonalities and differences"),
    "summary.written": N_("wrote a summary of what is said about a theme"),
    "grid.exported": N_("took out the summary grid"),
    "theme.responses": N_("said who agrees, dissents, gives an example or is silent"),
    "chart.exported": N_("took out a chart"),
    "words.left out": N_("changed the words that are left out of counts"),
    "finding.made": N_("wrote down a finding"),
    "finding.changed": N_("changed a finding"),
    "finding.removed": N_("removed a finding"),
    "finding.passage": N_("said how a passage bears on a finding"),
    "finding.passages": N_("put passages behind a finding"),
    "finding.passage removed": N_("took a passage from a finding"),
    "code.many placed": N_("moved several codes between themes"),
    "theme.state": N_("said how far a theme is"),
    "theme.discarded": N_("discarded a theme"),
    "theme.taken back": N_("took a discarded theme back"),
    "theme.merged": N_("merged a theme into another one"),
    "theme.promoted": N_("made a subtheme a theme of its own"),
    "theme.put under": N_("put a theme under another one"),
    "theme.checked": N_("answered a review check of a theme"),
    "theme.case answered": N_("answered a coding that does not fit"),
    "theme.reflected": N_("wrote down what participants said of a theme"),
    "coding.does not fit": N_("marked a coding as one that does not fit"),
    "coding.fits after all": N_("took the mark off that a coding does not fit"),
    "sign-off.given": N_("signed off"),
    "sign-off.taken back": N_("took a sign-off back"),
    "sign-off.reopened": N_("changed something that had been signed off, which reopened it"),
    "step.method": N_("chose the steps of the method"),
    "step.added": N_("added a step"),
    "step.changed": N_("changed a step"),
    "step.removed": N_("removed a step"),
    "step.gone on": N_("went on to a step"),
    "step.gone back": N_("went back to an earlier step"),
    "thoughts.kept": N_("wrote first thoughts about a transcript"),
    "thoughts.handed in": N_("handed in first thoughts about a transcript"),
    "thoughts.opened": N_("opened the first thoughts about a transcript"),
    "memo.written": N_("wrote a memo"),
    "memo.changed": N_("changed a memo"),
    "memo.removed": N_("removed a memo"),
    "memo.written.undone": N_("took a memo back"),
    "memo.changed.undone": N_("undid a change of a memo"),
    "memo.written.redone": N_("put a memo back"),
    "memo.changed.redone": N_("changed a memo again"),
    "memo.removed.redone": N_("removed a memo again"),
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
TRAIL_ROOMS = {
    "coding": N_("Coding and reading"),
    "codebook": N_("The codebook"),
    "themes": N_("Themes and sign-offs"),
    "findings": N_("Comparison, findings and quotes"),
    "agreement": N_("Rounds and agreement"),
    "memos": N_("Memos and first thoughts"),
    "transcripts": N_("Transcripts and people"),
    "study": N_("The study and its members"),
}
HOWS = {
    How.BUILDS_ON: N_("builds on"),
    How.AGREES: N_("agrees with"),
    How.CHALLENGES: N_("challenges"),
}
READING_STATES = {
    ReadingState.NOT_BEGUN: N_("not begun"),
    ReadingState.READING: N_("reading"),
    ReadingState.DONE: N_("done"),
    ReadingState.OPENED_AGAIN: N_("opened again"),
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
    "code_wording": N_("Code, as it was worded before"),
    "codebook_version": N_("Reason for a version of the codebook"),
    "version_code": N_("Code in a version of the codebook"),
    "version_theme": N_("Theme in a version of the codebook"),
    "theme": N_("Theme"),
    "finding": N_("Finding"),
    "meaning_unit": N_("Note on a passage"),
    "content_note": N_("Content note"),
    "reading": N_("Why a reading was opened again"),
    "step": N_("Step"),
    "step_move": N_("Why the team went to a step"),
    "sign_off": N_("Sign-off"),
    "review_check": N_("Review check"),
    "case_answer": N_("Answer to what does not fit"),
    "reflection": N_("What participants said of a theme"),
    "first_thought": N_("First thoughts"),
    "decision": N_("Why a difference was settled so"),
    "round": N_("Why a round is where it is"),
    "memo": N_("Memo"),
}
MEANINGS: Mapping[Meaning, str] = {
    Meaning.SEMANTIC: N_("semantic: for what is said"),
    Meaning.LATENT: N_("latent: for what lies beneath"),
}
# What the settings of a study ask for as one form.
STUDY_PARTS = {
    "title": N_("Title"),
    "research": N_("Research questions"),
    "guide": N_("Guide questions"),
    "method": N_("Method"),
    "stance": N_("Stance"),
    "several": N_("“Several” focus groups means at least"),
    "approval": N_("Approval"),
    "information_sheet": N_("Information sheet"),
    "recruitment": N_("Recruitment"),
    "sampling": N_("Sampling"),
    "dates": N_("Dates"),
}
DONE = {
    "saved": N_("Saved."),
    "changed": N_("Saved."),
    "coded": N_("Coded."),
    "removed": N_("The code is taken off."),
    "recoded": N_("The code is changed."),
    "moved": N_("The bounds are moved."),
    "kept": N_("The passage is kept."),
    "let go": N_("The passage is let go."),
    "voiced": N_("Whose turns carry it is saved."),
    "answered": N_("How this turn answers is saved. Press the same again to take it off."),
    "unanswered": N_("The mark is off."),
    "described": N_("What you wrote about the passage is saved."),
    "undone": N_("Undone."),
    "redone": N_("Done again."),
    "gone": N_("The words of your latest coding have been taken out of the transcript, so there is nothing to undo."),
    "revised": N_("The words are changed."),
    "slip": N_("This is the participant whose slip you have."),
    "imported": N_("The transcript is stored."),
    "read": N_("Marked as read. Thank you."),
    "reading": N_("Marked as still being read."),
    "assigned": N_("The turns are given to this member. They find them on their overview."),
    "taken back stretch": N_("The turns are taken back."),
    "note set": N_("Readers are told this before the turns are shown."),
    "note removed": N_("Readers are told this no more."),
    "left out": N_("Left out. It counts as not read, and nobody is told."),
    "opened again": N_("The reading is open again."),
    "opened": N_("The independent round is open. Everybody now sees only their own coding."),
    "revealed": N_("The round is revealed. Everybody sees all of it now."),
    "closed": N_("The round is closed. Nothing is coded in it any more."),
    "reopened": N_("The round is open again."),
    "looked": N_("Noted: where you did not put this code, it counts as a “no” now."),
    "settled": N_("Settled. You can take it back under Decisions."),
    "agreed settled": N_("What everybody read the same way is in the consensus now."),
    "difference open": N_("The difference is open again."),
    "chosen": N_("The quote is chosen. You find it under Quotes."),
    "memo": N_("The memo is saved."),
    "reply": N_("Your answer is saved."),
    "memo shared": N_("The team can read the memo now."),
    "memo removed": N_("The memo is removed."),
    "memo back": N_("The memo is back."),
    "taken back": N_("The quote is taken back."),
    "put behind": N_("Saved. The wording follows."),
    "finding removed": N_("The finding is removed. Its passages and codings stay."),
    "kind": N_("Saved. All counts follow."),
    "linked": N_("The two are one person now, who counts once."),
    "unlinked": N_("The link is taken away."),
    "attribute removed": N_("The attribute is removed."),
    "begin again": N_("What was not stored is gone when a page is left or loaded again. Please begin again."),
    "key destroyed": N_("Noted: every copy of the key is destroyed."),
    "merged": N_("Merged. The codings count as those of this code now; you can take it back at any time."),
    "parted": N_("The merge is taken back. Every coding counts as before."),
    "retired": N_("Retired. Its codings stay and count; nothing more is coded with it."),
    "in use again": N_("The code is in use again."),
    "pinned": N_("The code is on its key."),
    "unpinned": N_("The key is free again."),
    "placed": N_("Moved."),
    "act taken back": N_("Taken back."),
    "taken in": N_("The codes are in the codebook."),
    "version kept": N_("The version is kept."),
    "proposal taken": N_("Your coding has the proposed code now."),
    "proposal left": N_("Your coding stays as it is."),
    "passage moved": N_("Moved to the other code."),
    "passage proposed": N_("Colleagues coded this passage too; the code is proposed to them."),
    "welcome": N_("Welcome to the study."),
    "moved codes": N_("Moved."),
    "split": N_("The new theme holds the codes now."),
    "themes merged": N_("The two are one theme now. The other one is kept among the discarded."),
    "discarded": N_("Discarded. Its codes are free again, and it can be taken back."),
    "theme taken back": N_("The theme is back, as a candidate."),
    "signed": N_("Signed off. If something changes under it, your sign-off is reopened."),
    "sign-off taken back": N_("Your sign-off is taken back."),
    "handed in": N_("Handed in. Thank you."),
    "thoughts opened": N_("The first thoughts of those who agreed are open."),
    "does not fit": N_("Marked as not fitting. Whoever reviews the theme has to answer it."),
    "fits": N_("The mark is taken off."),
}
# After these it is said where a change of one's own is undone.
CAN_BE_UNDONE = frozenset({
    "memo", "reply", "memo shared", "memo removed", "memo back", "merged", "parted", "retired", "in use again",
    "placed", "taken in", "passage moved", "moved codes", "split", "discarded", "theme taken back", "changed",
})  # fmt: skip


def say(table: Mapping[object, str], key: object) -> str:
    """Return the words for `key` in the reader's language; an unknown key is said as it is."""
    return gettext(table.get(key, str(key)))


def reading(line: ReadingLine) -> str:
    """Return how far a reading is, with its turns where it is not one of the whole transcript, and why it is open."""
    state = gettext(READING_STATES[line.state])
    if line.because and line.state is ReadingState.OPENED_AGAIN:
        state = f"{state}: {line.because}"
    return state if line.whole else f"{turns(line.first_turn, line.last_turn)}: {state}"


def turns(first: int, last: int) -> str:
    """Return which turns a stretch holds: `turn 4`, `turns 4–20`."""
    if first == last:
        return gettext("turn %(number)s") % {"number": first}
    return gettext("turns %(first)s–%(last)s") % {"first": first, "last": last}


def worded(wording: Wording, stakeholders: Stakeholders, districts: Mapping[UUID, str] = NO_DISTRICTS) -> str:
    """Return the wording that the counts allow, in the reader's language."""
    return in_words(wording, stakeholders, current(), districts)


def counted(wording: Wording, stakeholders: Stakeholders) -> str:
    """Return the counts behind a wording, in the reader's language: `5 of 7: SU 3/3, P 1/2, V 1/2`."""
    return counts_in_words(wording, stakeholders, current())
