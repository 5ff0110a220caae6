"""The tables, one file for each part of the study; importing this room registers them all."""

from app.store.tables.accounts import Account, Invitation, Member, SignIn, SignInTry
from app.store.tables.anonymising import KeyFile, LabelChoice, Screening
from app.store.tables.answers import How, TurnAnswer
from app.store.tables.codebook import (
    Answer,
    CodebookVersion,
    CodeWording,
    Pin,
    Proposal,
    StandsFor,
    VersionCode,
    VersionTheme,
)
from app.store.tables.coding import (
    Code,
    Coding,
    EnteredFor,
    Meaning,
    MeaningUnit,
    Round,
    RoundKind,
    RoundState,
    UnitMaker,
    UnitTurn,
)
from app.store.tables.decisions import DecidedBy, DecidedCoding, Decision, Outcome, Settled
from app.store.tables.findings import (
    Bearing,
    CountedLevel,
    DefinedWords,
    Finding,
    FindingPassage,
    ThemeQuestion,
)
from app.store.tables.grid import Response, Summary, ThemeResponse
from app.store.tables.live import Colleagues, LiveChoice
from app.store.tables.memos import EarlierWords, Memo, MemoKind, MemoOn
from app.store.tables.people import Attribute, AttributeRange, Band, Bearer, FocusGroupBand, ParticipantBand
from app.store.tables.reading import ContentNote, LeftOut, Reading, ReadingState, SecondLook
from app.store.tables.reviewing import CaseAnswer, Check, CheckAnswer, Reflection, ReviewCheck
from app.store.tables.revisions import Degree, Edit, Revising, Revision, Withdrawal
from app.store.tables.steps import Artefact, FirstThought, SignedThing, SignOff, Step, StepArtefact, StepMove
from app.store.tables.studies import Approach, District, FocusGroup, GuideQuestion, ResearchQuestion, Stakeholder, Study
from app.store.tables.tallies import KeptTally
from app.store.tables.themes import PlaceHeld, Quote, Theme, ThemeCode, ThemeEdition, ThemeState
from app.store.tables.trail import TrailHead, TrailPayload, TrailRow
from app.store.tables.transcripts import Participant, Transcript, Turn
from app.store.tables.words import StopWords
from app.store.tables.work import Job, JobState, Operation

__all__ = [
    "Account",
    "Answer",
    "Approach",
    "Artefact",
    "Attribute",
    "AttributeRange",
    "Band",
    "Bearer",
    "Bearing",
    "CaseAnswer",
    "Check",
    "CheckAnswer",
    "Code",
    "CodeWording",
    "CodebookVersion",
    "Coding",
    "Colleagues",
    "ContentNote",
    "CountedLevel",
    "DecidedBy",
    "DecidedCoding",
    "Decision",
    "DefinedWords",
    "Degree",
    "District",
    "EarlierWords",
    "Edit",
    "EnteredFor",
    "Finding",
    "FindingPassage",
    "FirstThought",
    "FocusGroup",
    "FocusGroupBand",
    "GuideQuestion",
    "How",
    "Invitation",
    "Job",
    "JobState",
    "KeptTally",
    "KeyFile",
    "LabelChoice",
    "LeftOut",
    "LiveChoice",
    "Meaning",
    "MeaningUnit",
    "Member",
    "Memo",
    "MemoKind",
    "MemoOn",
    "Operation",
    "Outcome",
    "Participant",
    "ParticipantBand",
    "Pin",
    "PlaceHeld",
    "Proposal",
    "Quote",
    "Reading",
    "ReadingState",
    "Reflection",
    "ResearchQuestion",
    "Response",
    "ReviewCheck",
    "Revising",
    "Revision",
    "Round",
    "RoundKind",
    "RoundState",
    "Screening",
    "SecondLook",
    "Settled",
    "SignIn",
    "SignInTry",
    "SignOff",
    "SignedThing",
    "Stakeholder",
    "StandsFor",
    "Step",
    "StepArtefact",
    "StepMove",
    "StopWords",
    "Study",
    "Summary",
    "Theme",
    "ThemeCode",
    "ThemeEdition",
    "ThemeQuestion",
    "ThemeResponse",
    "ThemeState",
    "TrailHead",
    "TrailPayload",
    "TrailRow",
    "Transcript",
    "Turn",
    "TurnAnswer",
    "UnitMaker",
    "UnitTurn",
    "VersionCode",
    "VersionTheme",
    "Withdrawal",
]
