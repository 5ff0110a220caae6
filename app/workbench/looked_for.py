"""Which codes were looked for where: a code made after a reading was done is missing for that reader, not a "no"."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import agreement, studies
from app.store.queries.readings import TurnsRead, turns_by_transcript
from app.store.tables import RoundKind
from app.workbench.audit.book import codes_had
from app.workbench.layers import Read


def not_looked_for(session: Session, viewer: Viewer, known: Read) -> Mapping[UUID, frozenset[UUID]]:
    """Return, for each code, the focus groups of which nobody has read every turn while having it.

    A reader has the codes made before their reading was done, and those for which they confirmed a second look: as in
    agreement. The consensus settles what readers found, and looks for nothing itself.
    """
    codes = agreement.code_lines(session, viewer)
    consensus = {one.id for one in studies.rounds(session, viewer) if one.kind is RoundKind.CONSENSUS}
    by_round: dict[UUID, list[TurnsRead]] = defaultdict(list)
    for one in known.turns:
        if one.round_id not in consensus:
            by_round[one.round_id].append(one)
    had: dict[UUID, int] = {}
    for round_id, some in by_round.items():
        had |= codes_had(session, viewer, round_id, codes, some)
    read = [one for some in by_round.values() for one in some]
    found: dict[UUID, frozenset[UUID]] = {}
    for number, code in enumerate(codes):
        lacked = [one for one in read if not had[one.reading_id] >> number & 1]
        if lacked:
            turns = turns_by_transcript(one for one in read if had[one.reading_id] >> number & 1)
            found[code.id] = frozenset(
                talk.focus_group_id for talk in known.talks if len(turns.get(talk.id, ())) < talk.turns
            )
    return found
