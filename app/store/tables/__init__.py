"""The tables, one file for each part of the study; importing this room registers them all."""

from app.store.tables.accounts import Account, Invitation, Member, SignIn, SignInTry
from app.store.tables.coding import (
    Code,
    Coding,
    MeaningUnit,
    Reading,
    ReadingState,
    Round,
    RoundKind,
    RoundState,
    UnitTurn,
)
from app.store.tables.studies import District, FocusGroup, GuideQuestion, ResearchQuestion, Stakeholder, Study
from app.store.tables.themes import Quote, Theme, ThemeCode
from app.store.tables.trail import TrailHead, TrailPayload, TrailRow
from app.store.tables.transcripts import Participant, Transcript, Turn
from app.store.tables.work import Job, JobState, Operation

__all__ = [
    "Account",
    "Code",
    "Coding",
    "District",
    "FocusGroup",
    "GuideQuestion",
    "Invitation",
    "Job",
    "JobState",
    "MeaningUnit",
    "Member",
    "Operation",
    "Participant",
    "Quote",
    "Reading",
    "ReadingState",
    "ResearchQuestion",
    "Round",
    "RoundKind",
    "RoundState",
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
]
