"""The codebook: make a code, write its rule."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import coding as queries
from app.store.queries import studies
from app.store.tables import Code, Study
from app.store.trail_chain import Act, record
from app.store.visible import visible

RULE = ("definition", "use_when", "do_not_use_when", "example", "near_miss")


class CodeExists(Refusal):
    """A code of this name exists already."""

    sentence = N_("The codebook already has a code of this name. Use that one, or choose another name.")


class CodeNameMissing(Refusal):
    """A code without a name."""

    sentence = N_("Please write a name for the code.")


def create_code(
    session: Session,
    viewer: Viewer,
    *,
    name: str,
    rule: Mapping[str, str] | None = None,
    code_id: UUID | None = None,
) -> Code:
    """Make a code. Made in a blind round, it belongs to its coder until the round is revealed."""
    require(viewer, Action.CREATE_CODE)
    revision = next_revision(session, viewer)  # first: who makes a code at the same time waits here
    name = _free_name(session, viewer, name, None)
    round_ = studies.round_of_work(session, viewer)
    blind = round_ is not None and round_.id in viewer.blind_rounds
    code = Code(
        study_id=viewer.study_id, name=name, made_by_id=viewer.member_id,
        made_in_id=round_.id if round_ is not None and blind else None,
        owner_key=str(viewer.member_id) if blind else "",
        made_at_revision=revision,
        **{part: (rule or {}).get(part, "").strip() for part in RULE},
    )  # fmt: skip
    if code_id is not None:
        code.id = code_id
    session.add(code)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "code.created", code.id, code.made_in_id))
    return code


def edit_code(session: Session, viewer: Viewer, code_id: UUID, *, name: str, rule: Mapping[str, str]) -> Code:
    """Rename a code or write its rule anew."""
    require(viewer, Action.EDIT_CODEBOOK)
    next_revision(session, viewer)
    code = queries.code(session, viewer, code_id)
    code.name = _free_name(session, viewer, name, code)
    for part in RULE:
        if part in rule:
            setattr(code, part, rule[part].strip())
    record(session, Act(viewer.study_id, viewer.member_id, "code.changed", code.id, code.made_in_id))
    return code


def _free_name(session: Session, viewer: Viewer, name: str, code: Code | None) -> str:
    """Return the name without needless blanks, unless a code that the viewer can see has it."""
    name = " ".join(name.split())
    if not name:
        raise CodeNameMissing
    same = select(Code.id).where(visible(viewer, Code), func.lower(Code.name) == name.lower())
    if any(found != (code.id if code else None) for found in session.scalars(same)):
        raise CodeExists
    return name


def next_revision(session: Session, viewer: Viewer) -> int:
    """Raise the codebook's revision: drawn turns are drawn anew, and readings name it."""
    return session.scalars(
        update(Study)
        .where(Study.id == viewer.study_id)
        .values(codebook_revision=Study.codebook_revision + 1)
        .returning(Study.codebook_revision)
    ).one()
