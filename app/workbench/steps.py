"""The steps of the study's method: ready ones to begin with, edited as the study needs, and where the team is."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import Delete, delete, select
from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import sign_offs as signed
from app.store.queries import steps as queries
from app.store.tables import Artefact, Step, StepArtefact, StepMove
from app.store.trail_chain import Act, record
from app.workbench.sign_offs import Changed, reopen
from app.workbench.studies import TitleMissing


class StepInUse(Refusal):
    """Removing a step, or all of them, that the team has been in or stands behind."""

    sentence = N_("The team has worked in this step, so it stays. You can give it another name, place or text.")


class Method(StrEnum):
    """A ready method."""

    FOUR_STEPS = "four steps"
    SIX_PHASES = "six phases"


@dataclass(frozen=True, slots=True)
class ReadyStep:
    """A step of a ready method, in sentences of the catalogue."""

    name: str
    about: str
    artefacts: frozenset[Artefact]


# Bjørlykhaug, Bank and Karlsson's four steps, inspired by Braun and Clarke; and the six phases of Braun and Clarke
# (2006, Using thematic analysis in psychology, Qualitative Research in Psychology 3, 77-101), in their later wording.
READY: Final[Mapping[Method, Sequence[ReadyStep]]] = {
    Method.FOUR_STEPS: (
        ReadyStep(
            N_("Naive reading"), N_("Everybody reads openly and writes down first thoughts, before anything is coded."),
            frozenset({Artefact.FIRST_THOUGHTS}),
        ),
        ReadyStep(
            N_("Generating units of meaning"), N_("Passages that say something are kept, put in short, and coded."),
            frozenset({Artefact.UNITS, Artefact.CODEBOOK}),
        ),
        ReadyStep(
            N_("Developing emerging themes"), N_("Codes are put together into candidate themes and subthemes."),
            frozenset({Artefact.THEMES}),
        ),
        ReadyStep(
            N_("Reviewing, defining and naming themes"),
            N_("Each theme is tried against its extracts and the whole set, and gets its idea, bounds and name."),
            frozenset({Artefact.CHECKS, Artefact.DEFINITIONS, Artefact.QUOTES}),
        ),
    ),
    Method.SIX_PHASES: (
        ReadyStep(
            N_("Familiarisation"), N_("Read and read again, and note first thoughts."),
            frozenset({Artefact.FIRST_THOUGHTS}),
        ),
        ReadyStep(
            N_("Coding"), N_("Mark what may matter for the question, and say in a code what it is."),
            frozenset({Artefact.UNITS, Artefact.CODEBOOK}),
        ),
        ReadyStep(
            N_("Generating initial themes"), N_("Put codes together that share a meaning."),
            frozenset({Artefact.THEMES}),
        ),
        ReadyStep(
            N_("Developing and reviewing themes"), N_("Try each theme against its extracts and against the whole set."),
            frozenset({Artefact.CHECKS}),
        ),
        ReadyStep(
            N_("Refining, defining and naming themes"),
            N_("Say what each theme is about, what it is not, and what it is called."),
            frozenset({Artefact.DEFINITIONS}),
        ),
        ReadyStep(
            N_("Writing up"), N_("Choose the quotes that carry the themes, and word the findings."),
            frozenset({Artefact.QUOTES}),
        ),
    ),
}  # fmt: skip


def choose_method(session: Session, viewer: Viewer, method: Method, say: Callable[[str], str]) -> None:
    """Begin with a ready method; `say` puts its sentences into the language of whoever chooses it."""
    require(viewer, Action.EDIT_STUDY)
    if _in_use(session, viewer):
        raise StepInUse
    here = (StepArtefact.study_id == viewer.study_id, Step.study_id == viewer.study_id)
    session.execute(delete(StepArtefact).where(here[0]))
    session.execute(delete(Step).where(here[1]))
    session.flush()
    for position, ready in enumerate(READY[method], 1):
        _keep(session, viewer, Step(position=position), say(ready.name), say(ready.about), ready.artefacts)
    record(session, Act(viewer.study_id, viewer.member_id, "step.method", payload={"method": method.value}))


def add_step(
    session: Session, viewer: Viewer, *, name: str, about: str = "", artefacts: Collection[Artefact] = (),
    step_id: UUID | None = None,
) -> Step:  # fmt: skip
    """Add a step at the end of the method."""
    require(viewer, Action.EDIT_STUDY)
    last = max((one.position for one in queries.all_steps(session, viewer)), default=0)
    step = _keep(session, viewer, Step(id=step_id or uuid4(), position=last + 1), name, about, artefacts)
    record(session, Act(viewer.study_id, viewer.member_id, "step.added", step.id))
    return step


def edit_step(
    session: Session, viewer: Viewer, step_id: UUID, *, name: str, about: str, artefacts: Collection[Artefact]
) -> Step:
    """Give a step another name or text, or let its board show something else."""
    require(viewer, Action.EDIT_STUDY)
    step = queries.step(session, viewer, step_id)
    session.execute(_artefacts_of(viewer, step_id))
    _keep(session, viewer, step, name, about, artefacts)
    reopen(session, viewer, Changed(steps=[step.id]))
    record(session, Act(viewer.study_id, viewer.member_id, "step.changed", step.id))
    return step


def put_earlier(session: Session, viewer: Viewer, step_id: UUID, *, later: bool = False) -> None:
    """Let a step change places with the one before it, or after it."""
    require(viewer, Action.EDIT_STUDY)
    step, whole = queries.step(session, viewer, step_id), queries.all_steps(session, viewer)
    at = whole.index(step)
    other = at + 1 if later else at - 1
    if not 0 <= other < len(whole):
        return
    whole[at], whole[other] = whole[other], whole[at]
    for position, one in enumerate(whole, 1):
        one.position = position
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "step.changed", step.id, payload={"place": other + 1}))


def remove_step(session: Session, viewer: Viewer, step_id: UUID) -> None:
    """Remove a step in which nobody has worked yet."""
    require(viewer, Action.EDIT_STUDY)
    step = queries.step(session, viewer, step_id)
    if _in_use(session, viewer, step_id):
        raise StepInUse
    session.execute(_artefacts_of(viewer, step_id))
    session.delete(step)
    session.flush()
    record(session, Act(viewer.study_id, viewer.member_id, "step.removed", step_id))


def go_to_step(session: Session, viewer: Viewer, step_id: UUID, *, words: str = "") -> StepMove:
    """Say that the team is in a step now. Going back is as good as going on; what stood behind later steps reopens."""
    require(viewer, Action.EDIT_THEMES)
    step = queries.step(session, viewer, step_id)
    whole = [one.id for one in queries.all_steps(session, viewer)]
    before = queries.moves(session, viewer)
    back = bool(before) and whole.index(before[-1].step_id) > whole.index(step.id)
    move = StepMove(
        study_id=viewer.study_id, id=uuid4(), step_id=step.id, moved_by_id=viewer.member_id, back=back,
        words=words.strip(),
    )  # fmt: skip
    session.add(move)
    session.flush()
    act = "step.gone back" if back else "step.gone on"
    record(session, Act(viewer.study_id, viewer.member_id, act, step.id))
    if back:
        reopen(session, viewer, Changed(steps=whole[whole.index(step.id) :]))
    return move


def _keep(session: Session, viewer: Viewer, step: Step, name: str, about: str, artefacts: Collection[Artefact]) -> Step:
    name = " ".join(name.split())
    if not name:
        raise TitleMissing
    step.study_id, step.name, step.about = viewer.study_id, name, about.strip()
    session.add(step)
    session.flush()
    session.add_all(
        StepArtefact(study_id=viewer.study_id, step_id=step.id, artefact=one) for one in sorted(set(artefacts))
    )
    session.flush()
    return step


def _artefacts_of(viewer: Viewer, step_id: UUID) -> Delete:
    return delete(StepArtefact).where(StepArtefact.study_id == viewer.study_id, StepArtefact.step_id == step_id)


def _in_use(session: Session, viewer: Viewer, step_id: UUID | None = None) -> bool:
    """Say whether the team has been in a step, or in any, or stands behind it."""
    moved = select(StepMove.step_id).where(StepMove.study_id == viewer.study_id)
    ids = {one.id for one in queries.all_steps(session, viewer)} if step_id is None else {step_id}
    return bool(ids & set(session.scalars(moved))) or bool(signed.sign_offs(session, viewer, ids))
