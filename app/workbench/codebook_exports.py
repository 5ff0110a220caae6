"""Take the codebook out: its themes and codes as plain entries, for files of several kinds."""

from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from app.analysis.codebook.entries import RULE, Entry, Path
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries.codes import CodeRow
from app.store.trail_chain import Act, Reference, record
from app.workbench.theme_tree import Branch, tree

EXPORTED: Final = "codebook.exported"


class NoCodesYet(Refusal):
    """Taking out a codebook that holds nothing."""

    sentence = N_("The codebook holds no code yet, so there is nothing to take out.")


class BookForm(StrEnum):
    """The kinds of files that a codebook is taken out as."""

    CSV = "csv"
    QDC = "qdc"
    DOCX = "docx"


def take_out_codebook(session: Session, viewer: Viewer, form: BookForm, *, retired: bool = False) -> list[Entry]:
    """Return the codebook as the viewer sees it, for a file, and record that it was taken out."""
    require(viewer, Action.READ)
    found = entries(session, viewer, retired=retired, everywhere=form is BookForm.DOCX)
    if not any(entry.codable for entry in found):
        raise NoCodesYet
    payload: dict[str, Reference] = {"form": form.value}
    round_id = next(iter(viewer.blind_rounds), None)  # a colleague's coming and going tells of their work
    record(session, Act(viewer.study_id, viewer.member_id, EXPORTED, None, round_id, payload=payload))
    return found


def entries(session: Session, viewer: Viewer, *, retired: bool = False, everywhere: bool = False) -> list[Entry]:
    """Return themes and codes in the order of the tree, without merged codes, and without retired ones unless asked.

    A code that serves two themes stands in the first of them only; `everywhere` in each, as a paper shows it.
    """
    require(viewer, Action.READ)
    grown = tree(session, viewer)
    found, seen = list[Entry](), set[object]()

    def put(codes: tuple[CodeRow, ...], path: Path) -> None:
        for code in codes:
            if (retired or not code.retired) and (everywhere or code.id not in seen):
                rule = {part: getattr(code, part) for part in RULE}
                found.append(Entry(code.name, path=path, guid=code.id, **rule))
                seen.add(code.id)

    def put_branch(branch: Branch, path: Path) -> None:
        found.append(Entry(branch.name, definition=branch.central_idea, path=path, codable=False, guid=branch.id))
        put(branch.codes, (*path, branch.name))
        for below in branch.subthemes:
            put_branch(below, (*path, branch.name))

    for theme in grown.themes:
        put_branch(theme, ())
    put(grown.unsorted, ())
    return found
