"""The tables, one file for each part of the study; importing this room registers them all."""

from app.store.tables.accounts import Account, Invitation, Member, SignIn, SignInTry
from app.store.tables.anonymising import KeyFile, LabelChoice, Screening
from app.store.tables.coding import (
    Code,
    Coding,
    Meaning,
    MeaningUnit,
    Reading,
    ReadingState,
    Round,
    RoundKind,
    RoundState,
    UnitTurn,
)
from app.store.tables.memos import EarlierWords, Memo, MemoKind, MemoOn
from app.store.tables.people import Attribute, AttributeRange, Band, Bearer, FocusGroupBand, ParticipantBand
from app.store.tables.revisions import Degree, Edit, Revising, Revision, Withdrawal
from app.store.tables.studies import District, FocusGroup, GuideQuestion, ResearchQuestion, Stakeholder, Study
from app.store.tables.themes import Quote, Theme, ThemeCode
from app.store.tables.trail import TrailHead, TrailPayload, TrailRow
from app.store.tables.transcripts import Participant, Transcript, Turn
from app.store.tables.work import Job, JobState, Operation

__all__ = [
    "Account",
    "Attribute",
    "AttributeRange",
    "Band",
    "Bearer",
    "Code",
    "Coding",
    "Degree",
    "District",
    "EarlierWords",
    "Edit",
    "FocusGroup",
    "FocusGroupBand",
    "GuideQuestion",
    "Invitation",
    "Job",
    "JobState",
    "KeyFile",
    "LabelChoice",
    "Meaning",
    "MeaningUnit",
    "Member",
    "Memo",
    "MemoKind",
    "MemoOn",
    "Operation",
    "Participant",
    "ParticipantBand",
    "Quote",
    "Reading",
    "ReadingState",
    "ResearchQuestion",
    "Revising",
    "Revision",
    "Round",
    "RoundKind",
    "RoundState",
    "Screening",
    "SignIn",
    "SignInTry",
    "Stakeholder",
    "Study",
    "Theme",
    "ThemeCode",
    "TrailHead",
    "TrailPayload",
    "TrailRow",
    "Transcript",
    "Turn",
    "UnitTurn",
    "Withdrawal",
]
