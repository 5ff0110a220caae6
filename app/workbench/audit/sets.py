"""Agreement about the set of codes on each unit: it takes longer to count, so it is asked for by itself."""

from collections import Counter, defaultdict
from typing import Final

from sqlalchemy.orm import Session

from app.analysis.audit.certainty import SetNumbers
from app.analysis.audit.tally import Mask, sets_by_block
from app.analysis.audit.units import units_of
from app.analysis.coefficients.interval import DRAWS
from app.security.viewer import Viewer
from app.workbench.audit.ground import Basis, numbered_talks, talks_in_units
from app.workbench.audit.page import SEED, block_name, rests_on
from app.workbench.audit.shelf import Shelf

Blocks = dict[tuple[str, str], Counter[tuple[Mask, ...]]]


KEPT: Final = Shelf[SetNumbers](200)


def set_numbers(session: Session, viewer: Viewer, found: Basis) -> SetNumbers:
    """Return Krippendorff's alpha over the sets of codes on each unit, of the codes that all of its readers had."""
    place = viewer.study_id, found.round.id, found.choice.cut, found.choice.moderators
    kept = KEPT.find(place, rests_on(found))
    if kept is None:
        from app.analysis.audit.over_sets import set_coefficients  # numpy comes only where sets are asked for

        kept = set_coefficients(_blocks(session, viewer, found), SEED, DRAWS)
        KEPT.keep(place, rests_on(found), kept)
    return kept


def _blocks(session: Session, viewer: Viewer, found: Basis) -> Blocks:
    places = {talk.id: (found.groups[talk.focus_group_id].label, number) for number, talk in numbered_talks(found)}
    blocks: Blocks = defaultdict(Counter)
    for talk in talks_in_units(session, viewer, found, [talk.id for talk in found.talks if talk.id in found.read]):
        group, number = places[talk.id]
        units = units_of(found.choice.cut, talk.turns, talk.marked)
        for (block, sets), count in sets_by_block(units, found.book).items():
            blocks[group, block_name(number, block)][sets] += count
    return blocks
