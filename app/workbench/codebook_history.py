"""The history of a code and of the codebook: what was done, by whom, what it changed, and what can be taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.codebook.difference import Changed, Kept, difference
from app.security.permissions import Action, may, require
from app.security.viewer import Viewer
from app.store.queries import codebook as queries
from app.store.queries.trail import ActOn, acts
from app.store.tables import Code, CodeWording
from app.workbench.code_places import PLACED
from app.workbench.codebook import BACK, CHANGED, CREATED, RETIRED, SPLIT
from app.workbench.codebook_imports import IMPORTED
from app.workbench.codebook_undo import ALLOWED, edition_of, rule_of
from app.workbench.merging import MERGED, PARTED
from app.workbench.turned import UNDONE, ever
from app.workbench.versions import KEPT


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One act of a code's history: what it changed, and the name of the act where it can be taken back."""

    act: str
    name: str | None
    at: datetime
    changes: tuple[Changed, ...]
    hash: str = ""


def history(session: Session, viewer: Viewer, code: Code) -> list[HistoryLine]:
    """Return what was done to a code, the latest first, as far as the viewer may see it.

    Whoever does not see the trail sees the earlier wordings, and what they did to the code themselves.
    """
    require(viewer, Action.READ)
    wordings = queries.wordings(session, viewer, code.id)
    changes = _differences(code, [line.wording for line in wordings])
    done = acts(session, viewer, ON_A_CODE, subject_id=code.id)
    lines = [
        HistoryLine(act.act, act.name, act.at, changes.get(edition_of(act), ()), _to_take_back(viewer, act))
        for act in done
    ]
    told = {edition_of(act) for act in done}
    lines += [
        HistoryLine(CHANGED, line.name, line.wording.replaced_at, changes[line.wording.edition])
        for line in wordings
        if line.wording.edition not in told
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def of_the_codebook(session: Session, viewer: Viewer) -> list[HistoryLine]:
    """Return the imports into the codebook and the versions kept of it, the latest first."""
    require(viewer, Action.READ)
    done = acts(session, viewer, (IMPORTED, IMPORTED + UNDONE, KEPT), limit=50)
    return [HistoryLine(act.act, act.name, act.at, (), _to_take_back(viewer, act)) for act in done]


def _to_take_back(viewer: Viewer, act: ActOn) -> str:
    """Return what names an act, if the viewer's role lets them take it back and nobody has."""
    needed = ALLOWED.get(act.act)
    if needed is None or act.answered or not may(viewer, needed):
        return ""
    if act.actor_id != viewer.member_id and needed is Action.CREATE_CODE and not may(viewer, Action.EDIT_CODEBOOK):
        return ""
    return act.hash


def _differences(code: Code, wordings: Sequence[CodeWording]) -> dict[int, tuple[Changed, ...]]:
    """Return, for each earlier edition, what changed when it was replaced."""
    texts = {one.edition: _kept(code.id, one.was_called, rule_of(one)) for one in wordings}
    texts[code.edition] = _kept(code.id, code.name, rule_of(code))
    order = sorted(texts)
    return {one: difference([texts[one]], [texts[after]]) for one, after in pairwise(order)}


def _kept(code_id: UUID, name: str, rule: Mapping[str, str]) -> Kept:
    return Kept(code_id, name, rule)


ON_A_CODE: Final = (
    CREATED, SPLIT, *ever(CHANGED), *ever(PLACED), MERGED, PARTED, RETIRED, BACK,
)  # fmt: skip
