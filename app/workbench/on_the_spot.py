"""Codes made on the spot, in one step with their first coding: undo takes both back, and both can come again."""

import json
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries.standing import stands_for
from app.store.queries.trail import acts
from app.store.tables import Code, Coding, ThemeCode
from app.store.visible import visible
from app.workbench.codebook import (
    BACK,
    CREATED,
    RETIRED,
    create_code,
    next_revision,
    put_back_in_use,
    put_out_of_use,
)


def make_code(session: Session, viewer: Viewer, *, name: str, code_id: UUID) -> Code:
    """Make a code for what is in hand; one of the viewer's own that went with an undo comes back instead."""
    require(viewer, Action.CREATE_CODE)
    named = func.lower(Code.name) == " ".join(name.split()).lower()
    gone = session.scalar(
        select(Code).where(visible(viewer, Code), named, Code.retired_at.is_not(None))
        .where(Code.made_by_id == viewer.member_id)
    )  # fmt: skip
    if gone is None or not _is_bare(session, viewer, gone):
        return create_code(session, viewer, name=name, code_id=code_id, coded=True)
    _bring(session, viewer, gone)
    return gone


def let_go_with(session: Session, viewer: Viewer, code_id: UUID | None, number: int) -> bool:
    """Retire a code whose making was one step with the coding of this number, unless it has become more since."""
    if code_id is None:
        return False
    made = acts(session, viewer, (CREATED, BACK), subject_id=code_id, limit=1)
    if not made or made[0].number != number - 1 or not json.loads(made[0].payload).get("coded"):
        return False
    next_revision(session, viewer)
    code = code_queries.code(session, viewer, code_id)
    if code.retired_at is not None or not _is_bare(session, viewer, code):
        return False
    put_out_of_use(session, viewer, code)
    return True


def bring_with(session: Session, viewer: Viewer, code_id: UUID | None, number: int) -> bool:
    """Take a code back into use that was retired in one step with the undoing of this number."""
    if code_id is None:
        return False
    gone = acts(session, viewer, (RETIRED,), subject_id=code_id, limit=1)
    if not gone or gone[0].number != number + 1:
        return False
    code = session.scalar(select(Code).where(visible(viewer, Code), Code.id == code_id))
    if code is None or code.retired_at is None:
        return False
    _bring(session, viewer, code)
    return True


def _bring(session: Session, viewer: Viewer, code: Code) -> None:
    next_revision(session, viewer)
    put_back_in_use(session, viewer, code, coded=True)


def _is_bare(session: Session, viewer: Viewer, code: Code) -> bool:
    """Say whether a code is nothing but its name: without a rule, codings, a theme or a merge."""
    merged = stands_for(session, viewer)
    if code.edition > 1 or code.definition or code.id in {*merged, *merged.values()}:
        return False
    used = (
        select(Coding.id).where(visible(viewer, Coding), Coding.code_id == code.id),
        select(ThemeCode.code_id).where(ThemeCode.study_id == viewer.study_id, ThemeCode.code_id == code.id),
    )
    return all(session.scalar(one.limit(1)) is None for one in used)
