"""Versions of the codebook: keep one with a reason, and see what changed between two."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from app.analysis.codebook.difference import Changed, Kept, difference
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import codebook as queries
from app.store.queries import readings, themes
from app.store.queries.codebook import VersionLine
from app.store.queries.standing import stands_for
from app.store.queries.themes import every_place
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import Code, CodebookVersion, ReadingState, VersionCode, VersionTheme
from app.store.trail_chain import Act, Reference, record
from app.workbench.codebook import RULE, next_revision

KEPT = "version.kept"


class ReasonMissing(Refusal):
    """A version without a reason."""

    sentence = N_("Please write why this version is kept, so that others understand it later.")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The team's codebook at one moment: its codes and its themes, in their order."""

    codes: tuple[Kept, ...]
    themes: tuple[Kept, ...]

    def codes_in(self, theme_id: UUID | None) -> list[Kept]:
        """Return the codes of a theme, or those of none, without those that stand for another one."""
        own = [one for one in self.codes if one.stands_for is None]
        return [one for one in own if (theme_id in one.themes if theme_id else not one.themes)]

    @property
    def names(self) -> dict[UUID, str]:
        """The names of all codes and themes."""
        return {one.id: one.name for one in (*self.codes, *self.themes)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between two snapshots; `names` are those of the later one, and of what is gone."""

    before: VersionLine
    after: VersionLine | None
    codes: tuple[Changed, ...]
    themes: tuple[Changed, ...]
    names: Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class VersionOf:
    """A version, and how many readings that the viewer may see were done with it."""

    line: VersionLine
    readings: int


def keep_version(session: Session, viewer: Viewer, reason: str, version_id: UUID | None = None) -> CodebookVersion:
    """Keep the team's codebook as it is now. Codes that are their coder's own until a reveal are not in it."""
    require(viewer, Action.EDIT_CODEBOOK)
    if not reason.strip():
        raise ReasonMissing
    revision = next_revision(session, viewer)  # first: of two who keep one at the same time the second waits here
    number = max((line.number for line in queries.versions(session, viewer)), default=0) + 1
    version = CodebookVersion(
        study_id=viewer.study_id, id=version_id or uuid4(), number=number, reason=reason.strip(),
        made_by_id=viewer.member_id, codebook_revision=revision,
    )  # fmt: skip
    session.add(version)
    session.flush()
    _store(session, viewer, version.id, now_kept(session, viewer))
    payload: dict[str, Reference] = {"number": number}
    record(session, Act(viewer.study_id, viewer.member_id, KEPT, version.id, payload=payload))
    return version


def _store(session: Session, viewer: Viewer, version_id: UUID, snapshot: Snapshot) -> None:
    here = {"study_id": viewer.study_id, "version_id": version_id}
    session.add_all(
        VersionTheme(
            theme_id=one.id, parent_id=next(iter(one.themes), None), position=position, was_called=one.name,
            central_idea=one.fields["central_idea"], **here,
        )
        for position, one in enumerate(snapshot.themes, 1)
    )  # fmt: skip
    session.add_all(
        VersionCode(
            code_id=one.id, target_id=one.stands_for, split_from_id=one.split_from, retired=one.retired,
            position=position, themes=" ".join(sorted(map(str, one.themes))), was_called=one.name,
            **{part: one.fields[part] for part in RULE}, **here,
        )
        for position, one in enumerate(snapshot.codes, 1)
    )  # fmt: skip
    session.flush()


def now_kept(session: Session, viewer: Viewer) -> Snapshot:
    """Return the team's codebook as it is now."""
    codes, merged = queries.team_codes(session, viewer), stands_for(session, viewer)
    held: dict[UUID, set[UUID]] = {}
    for theme_id, code_id in every_place(session, viewer):
        held.setdefault(code_id, set()).add(theme_id)
    return Snapshot(
        tuple(_kept(code, frozenset(held.get(code.id, ())), merged.get(code.id)) for code in codes),
        tuple(
            Kept(one.id, one.name, {"central_idea": one.central_idea}, _only(one.parent_id))
            for one in themes.themes(session, viewer)
        ),
    )


def _kept(code: Code, places: frozenset[UUID], target: UUID | None) -> Kept:
    rule = {part: getattr(code, part) for part in RULE}
    retired = code.retired_at is not None
    return Kept(code.id, code.name, rule, places, retired, target, code.split_from_id)


def _only(id_: UUID | None) -> frozenset[UUID]:
    return frozenset() if id_ is None else frozenset({id_})


def snapshot_of(session: Session, viewer: Viewer, version_id: UUID) -> Snapshot:
    """Return the codebook that a version keeps."""
    require(viewer, Action.READ)
    codes = queries.version_codes(session, viewer, version_id)
    rows = queries.version_themes(session, viewer, version_id)
    return Snapshot(
        tuple(
            Kept(
                one.code_id, one.was_called, {part: getattr(one, part) for part in RULE},
                frozenset(map(UUID, one.themes.split())), one.retired, one.target_id, one.split_from_id,
            )
            for one in codes
        ),
        tuple(
            Kept(one.theme_id, one.was_called, {"central_idea": one.central_idea}, _only(one.parent_id)) for one in rows
        ),
    )  # fmt: skip


def version(session: Session, viewer: Viewer, version_id: UUID) -> VersionLine:
    """Return one version; raises NotInThisStudy."""
    require(viewer, Action.READ)
    for line in queries.versions(session, viewer):
        if line.id == version_id:
            return line
    raise NotInThisStudy


def compared(session: Session, viewer: Viewer, before_id: UUID, after_id: UUID | None = None) -> Comparison:
    """Return what changed from one version to another, or to today's codebook; the earlier one always comes first."""
    before = version(session, viewer, before_id)
    after = version(session, viewer, after_id) if after_id else None
    if after is not None and after.number < before.number:
        before, after = after, before
    earlier = snapshot_of(session, viewer, before.id)
    later = snapshot_of(session, viewer, after.id) if after else now_kept(session, viewer)
    return Comparison(
        before, after, difference(earlier.codes, later.codes), difference(earlier.themes, later.themes),
        {**earlier.names, **later.names},
    )  # fmt: skip


def versions(session: Session, viewer: Viewer) -> list[VersionOf]:
    """Return the versions, the latest first, each with the readings that were done with it."""
    require(viewer, Action.READ)
    lines = queries.versions(session, viewer)
    done = [line for line in readings.readings(session, viewer) if line.state is ReadingState.DONE]
    used = Counter(version_at(lines, line.codebook_revision) for line in done)
    return [VersionOf(line, used[line.number]) for line in lines]


def version_at(lines: Sequence[VersionLine], revision: int | None) -> int | None:
    """Return the number of the latest version that was kept when the codebook had a revision, if there was one.

    Revisions themselves are told to nobody: while a round is blind, a colleague's new code raises them too.
    """
    return max((line.number for line in lines if line.codebook_revision <= (revision or 0)), default=None)
