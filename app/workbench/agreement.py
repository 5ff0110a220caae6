"""Agreement: whether coders who have read the same transcripts see the same codes in them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.analysis.agreement import CodeAgreement, TurnOf, code_agreement, judged
from app.analysis.undefined import Undefined
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import coding, studies, transcripts
from app.store.queries.transcripts import NotInThisStudy
from app.store.tables import ReadingState, Round
from app.workbench.themes import code_hues


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One code with its agreement, and what each coder did with it."""

    code_id: UUID
    code: str
    hue: int
    agreement: CodeAgreement


@dataclass(frozen=True, slots=True)
class Audit:
    """Agreement in one round: the readings it rests on, and a line for each code."""

    round: Round | None
    rounds: tuple[Round, ...]
    coders: tuple[str, ...]
    transcripts: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[AgreementLine, ...]


def audit(session: Session, viewer: Viewer, round_id: UUID | None = None) -> Audit:
    """Compare the coders of a round over participants' turns, among the readings that are done.

    Without `round_id`, the latest round that the viewer is not blind in and that holds a reading. A code made
    after a reading was done is missing for that reader, not a "no".
    """
    require(viewer, Action.SEE_AGREEMENT)
    rounds = [one for one in studies.rounds(session, viewer) if one.id not in viewer.blind_rounds]
    done = [line for line in transcripts.readings(session, viewer) if line.state is ReadingState.DONE]
    round_ = _chosen(rounds, round_id, {line.round_id for line in done})
    if round_ is None:
        return Audit(None, tuple(rounds), (), (), ())
    done = [line for line in done if line.round_id == round_.id]
    readers: dict[UUID, dict[UUID, int]] = {}
    for line in done:
        readers.setdefault(line.transcript_id, {})[line.member_id] = line.codebook_revision or 0
    turns = [TurnOf(transcript, number) for transcript, number in transcripts.participant_turns(session, viewer)]
    carried = coding.carried(session, viewer, round_.id)
    made_at = coding.code_revisions(session, viewer)
    hues = code_hues(session, viewer)
    lines = []
    for code in coding.codes(session, viewer):
        able = {
            transcript: frozenset(who for who, revision in some.items() if made_at[code.id] <= revision)
            for transcript, some in readers.items()
        }
        marks = {TurnOf(*place): who for place, who in carried.get(code.id, {}).items()}
        lines.append(
            AgreementLine(code.id, code.name, hues.get(code.id, 0), code_agreement(judged(turns, able, marks)))
        )
    lines.sort(key=_worst_first)
    titles = {talk.id: talk.title for talk in transcripts.transcripts(session, viewer)}
    read_by = {id_: tuple(line.initials for line in done if line.transcript_id == id_) for id_ in titles}
    coders = tuple(sorted({line.initials for line in done}))
    return Audit(round_, tuple(rounds), coders, tuple((titles[id_], who) for id_, who in read_by.items()), tuple(lines))


def _worst_first(line: AgreementLine) -> tuple[bool, float]:
    """Put what wants talking about on top, and what is undefined last."""
    alpha = line.agreement.alpha
    return (True, 0.0) if isinstance(alpha, Undefined) else (False, alpha)


def _chosen(rounds: list[Round], round_id: UUID | None, with_readings: set[UUID]) -> Round | None:
    if round_id is not None:
        for round_ in rounds:
            if round_.id == round_id:
                return round_
        raise NotInThisStudy
    for round_ in reversed(rounds):
        if round_.id in with_readings:
            return round_
    return rounds[-1] if rounds else None
