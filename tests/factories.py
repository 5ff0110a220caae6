"""Small pieces of a study for the tests, made by the workbench's own actions. Every argument is optional.

The first argument is always the session, then the viewer who does it. A name that is not given is made up and
never used twice. Nothing here commits.
"""

from collections.abc import Sequence
from itertools import count
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app.importing.labels import ConfirmedTurn, Kind
from app.security.permissions import Role
from app.security.viewer import Viewer
from app.store.queries import coding as coding_queries
from app.store.queries import studies as study_queries
from app.store.queries.accounts import viewer_of
from app.store.queries.transcripts import turns as turns_of
from app.store.tables import Account, Code, FocusGroup, MemoOn, Theme, Transcript
from app.workbench import accounts, code_places, codebook, members, memos, rounds, studies, themes
from app.workbench import coding as coding_room
from app.workbench import quotes as quote_room
from app.workbench.coding import Change
from app.workbench.importing import store_transcript
from app.workbench.placing import Passage

KEY = b"the key of the tests"
NO_PASSWORD = "nobody can sign in with this"
TALK = ("I: What does support mean?", "P1: Someone who stays.", "P2: A place with coffee and time.")
KINDS = {"I": Kind.MODERATOR, "C": Kind.CO_MODERATOR, "All": Kind.SEVERAL, "?": Kind.UNKNOWN, "": Kind.NONE}

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)

_numbers = count(1)


def account(
    session: Session, *, login: str = "", name: str = "", password_hash: str = NO_PASSWORD, administrator: bool = False
) -> Account:
    number = next(_numbers)
    return accounts.create_account(
        session, login=login or f"person{number}", name=name or f"Person {number}", password_hash=password_hash,
        administrator=administrator,
    )  # fmt: skip


def study(
    session: Session, *, title: str = "Social support", initials: str = "LA", by: Account | None = None
) -> Viewer:
    """Begin a study and return its lead as its viewer."""
    lead = by or account(session, name="Lead Author")
    return studies.create_study(session, lead.id, initials, title=title, key=KEY)


def member(
    session: Session, lead: Viewer, *, role: Role = Role.CO_RESEARCHER, initials: str = "", by: Account | None = None
) -> Viewer:
    """Let somebody join the lead's study and return them as its viewer."""
    joins = by or account(session)
    members.add_member(session, lead.study_id, joins.id, joins.name, role=role, initials=initials)
    return again(session, Viewer(lead.study_id, lead.member_id, joins.id, role, initials, frozenset()))


def again(session: Session, viewer: Viewer) -> Viewer:
    """Return the viewer as their next request would find them: with today's role and blind rounds."""
    session.flush()
    found = viewer_of(session, viewer.account_id, viewer.study_id)
    assert found is not None
    return found


def blind(session: Session, lead: Viewer, *coders: Viewer) -> list[Viewer]:
    """Let the lead open an independent round; return lead and coders as they now are: blind to each other."""
    rounds.open_independent_round(session, lead)
    return [again(session, viewer) for viewer in (lead, *coders)]


def focus_group(
    session: Session, lead: Viewer, *, label: str = "", stakeholder: str = "Service user", district: str = ""
) -> FocusGroup:
    """Name a focus group; its stakeholder and district are made when the study has none of that name."""
    kinds = {one.name: one.id for one in study_queries.stakeholders(session, lead)}
    if stakeholder not in kinds:
        short = "".join(word[0] for word in stakeholder.split()).upper()
        made = studies.add_stakeholder(session, lead, name=stakeholder, plural=f"{stakeholder}s", short=short)
        kinds[stakeholder] = made.id
    places = {one.name: one.id for one in study_queries.districts(session, lead)}
    if district and district not in places:
        places[district] = studies.add_district(session, lead, name=district).id
    return studies.add_focus_group(
        session, lead, label=label or f"{stakeholder}s {next(_numbers)}", stakeholder_id=kinds[stakeholder],
        district_id=places.get(district),
    )  # fmt: skip


def confirmed(*lines: str) -> list[ConfirmedTurn]:
    """Return turns from lines like `P1: words`; I, C, All, ? and nothing are who they are elsewhere."""
    parts = [line.partition(":") for line in lines]
    return [ConfirmedTurn(label, KINDS.get(label, Kind.PARTICIPANT), words.strip()) for label, _, words in parts]


def transcript(
    session: Session, lead: Viewer, *, lines: Sequence[str] = TALK, group: FocusGroup | None = None, title: str = ""
) -> Transcript:
    """Store a conversation given as lines like `P1: words`."""
    group = group or focus_group(session, lead)
    return store_transcript(
        session, lead, focus_group_id=group.id, title=title or group.label, header=(), turns=confirmed(*lines)
    )


def code(session: Session, viewer: Viewer, *, name: str = "", theme: Theme | None = None) -> Code:
    """Make a code, and put it into a theme if one is given."""
    made = codebook.create_code(session, viewer, name=name or f"Code {next(_numbers)}")
    if theme is not None:
        code_places.place_code(session, viewer, code_id=made.id, theme_id=theme.id)
    return made


def theme(session: Session, viewer: Viewer, *, name: str = "", under: Theme | None = None) -> Theme:
    """Make a theme, or a subtheme of another."""
    parent_id = under.id if under else None
    return themes.create_theme(session, viewer, name=name or f"Theme {next(_numbers)}", parent_id=parent_id)


def passage(session: Session, viewer: Viewer, talk: Transcript, words: str) -> Passage:
    """Return the first place where the transcript has these words; LF stands between two turns."""
    whole = "\n".join(turn.words for turn in turns_of(session, viewer, talk.id))
    start = whole.index(words)
    return Passage(start, start + len(words), words)


def coding(
    session: Session, viewer: Viewer, *, talk: Transcript | None = None, label: Code | None = None,
    words: str = "", turn: int | None = None,
) -> Change:  # fmt: skip
    """Put a code on these words, or on a whole turn: without a number, on the first of a participant."""
    talk = talk or transcript(session, viewer)
    label = label or code(session, viewer)
    if words:
        place = passage(session, viewer, talk, words)
        return coding_room.apply_code(session, viewer, transcript_id=talk.id, code_id=label.id, passage=place)
    if turn is None:
        turn = next(one.number for one in turns_of(session, viewer, talk.id) if one.kind is Kind.PARTICIPANT)
    return coding_room.apply_code_to_turn(session, viewer, transcript_id=talk.id, code_id=label.id, number=turn)


def coding_ids(session: Session, viewer: Viewer, talk: Transcript) -> list[UUID]:
    """Return the codings of a transcript that the viewer may see, in their order."""
    return [row.id for row in coding_queries.codings(session, viewer, talk.id)]


def quote(session: Session, viewer: Viewer, *, talk: Transcript | None = None, speaks_for: Theme | None = None) -> UUID:
    """Code a passage if the transcript has none, and let its first one speak for a theme."""
    talk = talk or transcript(session, viewer)
    if not coding_ids(session, viewer, talk):
        coding(session, viewer, talk=talk)
    unit_id = coding_queries.codings(session, viewer, talk.id)[0].unit_id
    speaks_for = speaks_for or theme(session, viewer)
    return quote_room.choose_quote(session, viewer, theme_id=speaks_for.id, unit_id=unit_id)


def memo(session: Session, viewer: Viewer, *, on: Code | None = None, words: str = "", private: bool = False) -> UUID:
    """Write a memo on a code."""
    on = on or code(session, viewer)
    return memos.write_memo(
        session, viewer, MemoOn.CODE, str(on.id), words=words or f"Thought {next(_numbers)}", private=private
    ).id
