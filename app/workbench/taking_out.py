"""Take quotes out as a file, and note on the trail whose words have left."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.exporting.quotes import LabelForm
from app.exporting.quotes import Quote as ExportedQuote
from app.importing.roles import Kind
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import themes as queries
from app.store.queries.withdrawals import EXPORTED
from app.store.trail_chain import Act, Reference, record
from app.workbench.quotes import exported_quotes


def take_out_quotes(session: Session, viewer: Viewer, form: LabelForm = LabelForm.WHOLE) -> list[ExportedQuote]:
    """Return the chosen quotes for a file, and record who takes whose words out.

    One row of the trail for each round that the quotes are from: what was coded blindly is told to nobody.
    """
    require(viewer, Action.EXPORT_QUOTES)
    rows = queries.quotes(session, viewer)
    wanted = {(row.transcript_id, number) for row in rows for number in range(row.first_turn, row.last_turn + 1)}
    turns = queries.spoken_turns(session, viewer, wanted)
    voices: dict[UUID, set[UUID]] = {}
    counts: dict[UUID, int] = {}
    for row in rows:
        held = [turns[row.transcript_id, number] for number in range(row.first_turn, row.last_turn + 1)]
        people = {turn.participant_id for turn in held if turn.kind is Kind.PARTICIPANT}
        voices.setdefault(row.round_id, set()).update(people)
        counts[row.round_id] = counts.get(row.round_id, 0) + 1
    for round_id, people in voices.items():
        told = " ".join(sorted(map(str, people)))
        payload: dict[str, Reference] = {"participants": told, "quotes": counts[round_id], "labels": form.value}
        record(session, Act(viewer.study_id, viewer.member_id, EXPORTED, None, round_id, payload=payload))
    return exported_quotes(session, viewer, form)
