"""The codebook: make a code, write its rule, retire it and take it back."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.analysis.codebook.entries import RULE
from app.analysis.codebook.near_names import WHY, Likeness, near_to
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.base import now
from app.store.queries import codes as code_queries
from app.store.queries import studies
from app.store.queries.codes import CodeLine
from app.store.queries.standing import counted_code, stands_for
from app.store.queries.trail import acts
from app.store.tables import Code, CodeWording, Study
from app.store.trail_chain import Act, Reference, record
from app.store.visible import visible
from app.workbench.company import note_act
from app.workbench.sign_offs import Changed, reopen

__all__ = ["RULE", "WHY"]
CREATED: Final = "code.created"
CHANGED: Final = "code.changed"
RETIRED: Final = "code.retired"
BACK: Final = "code.back"
SPLIT: Final = "code.split"


class CodeExists(Refusal):
    """A code of this name exists already."""

    sentence = N_("The codebook already has a code of this name. Use that one, or choose another name.")


class NameMerged(CodeExists):
    """The name belongs to a code that was merged."""

    sentence = N_(
        "A code of this name was merged into another one. Use that one, take the merge back, or choose another name."
    )


class NameRetired(CodeExists):
    """The name belongs to a retired code."""

    sentence = N_("A retired code has this name. Take it back into use under Codebook, or choose another name.")


class CodeNameMissing(Refusal):
    """A code without a name."""

    sentence = N_("Please write a name for the code.")


class CodeRetired(Refusal):
    """Putting a retired code on a passage, or doing with it what only a code in use allows."""

    sentence = N_("This code is retired. A lead author can take it back into use under Codebook.")


class CodeMerged(Refusal):
    """Doing to a merged code what only a code that stands for itself allows."""

    sentence = N_("This code was merged into another one. Take the merge back first.")


class NotRetired(Refusal):
    """Taking back a code that is in use."""

    sentence = N_("This code is in use, so there is nothing to take back.")


class EditedSince(Refusal):
    """Storing what was written on the grounds of an earlier edition: both texts are shown, to choose."""

    sentence = N_("Somebody has changed this since you opened it. Nothing of yours is lost: choose below.")


def create_code(
    session: Session,
    viewer: Viewer,
    *,
    name: str,
    rule: Mapping[str, str] | None = None,
    code_id: UUID | None = None,
    split_from_id: UUID | None = None,
    coded: bool = False,
) -> Code:
    """Make a code. Made in a blind round, it belongs to its coder until the round is revealed.

    `coded` says that it is put on a passage in the same step.
    """
    require(viewer, Action.CREATE_CODE)
    code = add_code(session, viewer, name=name, rule=rule or {}, code_id=code_id, split_from_id=split_from_id)
    act = SPLIT if split_from_id else CREATED
    payload: dict[str, Reference] = {"from": split_from_id} if split_from_id else {"coded": coded}
    note_act(session, viewer, Act(viewer.study_id, viewer.member_id, act, code.id, code.made_in_id, payload=payload))
    return code


def add_code(
    session: Session,
    viewer: Viewer,
    *,
    name: str,
    rule: Mapping[str, str],
    code_id: UUID | None = None,
    split_from_id: UUID | None = None,
) -> Code:
    """Make a code as a part of an act that records itself."""
    revision = next_revision(session, viewer)  # first: who makes a code at the same time waits here
    name = free_name(session, viewer, name, None)
    round_ = studies.round_of_work(session, viewer)
    blind = round_ is not None and round_.id in viewer.blind_rounds
    code = Code(
        study_id=viewer.study_id, id=code_id or uuid4(), name=name, made_by_id=viewer.member_id,
        made_in_id=round_.id if round_ is not None and blind else None,
        owner_key=str(viewer.member_id) if blind else "",
        made_at_revision=revision, split_from_id=split_from_id,
        **{part: rule.get(part, "").strip() for part in RULE},
    )  # fmt: skip
    session.add(code)
    session.flush()
    return code


def edit_code(
    session: Session, viewer: Viewer, code_id: UUID, *, name: str, rule: Mapping[str, str], edition: int | None = None
) -> Code:
    """Rename a code or write its rule anew; raises EditedSince where `edition` is not the one that it has by now."""
    require(viewer, Action.EDIT_CODEBOOK)
    next_revision(session, viewer)  # first: of two who edit at the same time the second waits here
    code = code_queries.code(session, viewer, code_id)
    session.refresh(code)  # whoever waited here may have read it before
    if edition is not None and edition != code.edition:
        raise EditedSince
    was = code.edition
    if reword(session, viewer, code, name=name, rule=rule):
        payload: dict[str, Reference] = {"edition": was}
        record(session, Act(viewer.study_id, viewer.member_id, CHANGED, code.id, code.made_in_id, payload=payload))
    return code


def reword(session: Session, viewer: Viewer, code: Code, *, name: str, rule: Mapping[str, str]) -> bool:
    """Write a code's name and rule, and keep how they were; False when nothing changes."""
    wanted = {part: rule[part].strip() for part in RULE if part in rule}
    wanted["name"] = free_name(session, viewer, name, code)
    if all(getattr(code, part) == text for part, text in wanted.items()):
        return False
    earlier = {part: getattr(code, part) for part in RULE}
    session.add(
        CodeWording(
            study_id=viewer.study_id, code_id=code.id, edition=code.edition, was_called=code.name,
            replaced_by_id=viewer.member_id, **earlier,
        )
    )  # fmt: skip
    for part, text in wanted.items():
        setattr(code, part, text)
    code.edition += 1
    session.flush()
    if not code.owner_key:  # until the reveal a coder's own code is in nobody else's theme
        reopen(session, viewer, Changed(codes=[code.id]))
    return True


def retire_code(session: Session, viewer: Viewer, code_id: UUID, undoes: int | None = None) -> Code:
    """Retire a code: it keeps its codings, is counted, and is put on nothing more."""
    require(viewer, Action.EDIT_CODEBOOK)
    next_revision(session, viewer)
    code = in_use(session, viewer, code_id)
    put_out_of_use(session, viewer, code, undoes)
    return code


def put_out_of_use(session: Session, viewer: Viewer, code: Code, undoes: int | None = None) -> None:
    """Let a code be put on nothing more; `undoes` is the act of taking it back into use that this answers."""
    code.retired_at = now()
    session.flush()
    note_act(session, viewer, Act(viewer.study_id, viewer.member_id, RETIRED, code.id, code.made_in_id, undoes))


def bring_back(session: Session, viewer: Viewer, code_id: UUID) -> Code:
    """Take a retired code back into use."""
    require(viewer, Action.EDIT_CODEBOOK)
    next_revision(session, viewer)
    code = code_queries.code(session, viewer, code_id)
    if code.retired_at is None:
        raise NotRetired
    put_back_in_use(session, viewer, code)
    return code


def put_back_in_use(session: Session, viewer: Viewer, code: Code, *, coded: bool = False) -> None:
    """Let a code be put on passages again, and note which act of retiring this answers; `coded` as in create_code."""
    code.retired_at = None
    session.flush()
    answers = next((act.number for act in acts(session, viewer, (RETIRED,), subject_id=code.id, limit=1)), None)
    act = Act(viewer.study_id, viewer.member_id, BACK, code.id, code.made_in_id, answers, {"coded": coded})
    note_act(session, viewer, act)


def in_use(session: Session, viewer: Viewer, code_id: UUID) -> Code:
    """Return a code that is neither merged nor retired; raises CodeMerged or CodeRetired."""
    code = code_queries.code(session, viewer, code_id)
    if code.id in stands_for(session, viewer):
        raise CodeMerged
    if code.retired_at is not None:
        raise CodeRetired
    return code


def code_to_apply(session: Session, viewer: Viewer, code_id: UUID) -> CodeLine:
    """Return the code to put on a passage: itself or what it was merged into; raises CodeRetired."""
    code = code_queries.code_line(session, viewer, code_id)
    if code.merged:
        code = code_queries.code_line(session, viewer, counted_code(session, viewer, code_id))
    if code.retired:
        raise CodeRetired
    return code


def near_codes(
    session: Session, viewer: Viewer, name: str, *, but: UUID | None = None
) -> list[tuple[code_queries.CodeRow, tuple[Likeness, ...]]]:
    """Return the codes whose names are near to a name, the nearest first; not the code `but`, nor one just so named."""
    require(viewer, Action.READ)
    rows = {row.id: row for row in code_queries.codes(session, viewer) if row.id != but}
    name = " ".join(name.split())
    if not name or any(row.name.lower() == name.lower() for row in rows.values()):
        return []
    language = studies.study(session, viewer).language
    near = near_to(name, {id_: row.name for id_, row in rows.items()}, language)
    return [(rows[id_], why) for id_, why in near.items()]


def free_name(session: Session, viewer: Viewer, name: str, code: Code | None) -> str:
    """Return the name without needless blanks, unless a code that the viewer can see has it."""
    name = " ".join(name.split())
    if not name:
        raise CodeNameMissing
    same = select(Code.id, Code.retired_at).where(visible(viewer, Code), func.lower(Code.name) == name.lower())
    for found, retired in session.execute(same):
        if code is None or found != code.id:
            raise (NameMerged if found in stands_for(session, viewer) else NameRetired if retired else CodeExists)
    return name


def next_revision(session: Session, viewer: Viewer) -> int:
    """Raise the codebook's revision: drawn turns are drawn anew, and readings name it."""
    return session.scalars(
        update(Study)
        .where(Study.id == viewer.study_id)
        .values(codebook_revision=Study.codebook_revision + 1)
        .returning(Study.codebook_revision)
    ).one()
