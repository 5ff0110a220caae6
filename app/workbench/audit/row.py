"""One row of an audit with everything that can be said of it: all coefficients, and what one focus group changes."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from app.analysis.audit.boundaries import marked_texts
from app.analysis.audit.figures import Others, others
from app.analysis.audit.units import Cut
from app.analysis.coefficients.unitizing import u_alpha_of
from app.analysis.undefined import Undefined
from app.security.viewer import Viewer
from app.workbench.audit.choice import Choice
from app.workbench.audit.ground import Basis, talks_in_units
from app.workbench.audit.page import Line, audit
from app.workbench.audit.passages import Wanted


@dataclass(frozen=True, slots=True)
class OfRow:
    """A row's line, the coefficients that journals ask for, and whether coders mark the same stretches with a code."""

    line: Line
    others: Others
    coders: int
    boundaries: float | Undefined | None

    @property
    def without(self) -> list[tuple[str, float]]:
        """The lowest and the highest alpha that leaving out one focus group brings."""
        some = sorted(
            (value, group) for group, value in self.line.certainty.without.items() if not isinstance(value, Undefined)
        )
        return [(group, value) for value, group in (some[0], some[-1])] if some else []


def of_row(session: Session, viewer: Viewer, choice: Choice, wanted: Wanted) -> OfRow | None:
    """Return what can be said of the row that passages are asked for; None for two rows, or for all."""
    if wanted.row_id is None or wanted.other_id is not None:
        return None
    shown = audit(session, viewer, choice)
    if shown.basis is None or shown.numbers is None:
        return None
    number = next((place for place, row in enumerate(shown.basis.rows) if row.id == wanted.row_id), None)
    if number is None:
        return None
    [line] = [line for line in shown.numbers.lines if line.row.id == wanted.row_id]
    coders = len(shown.basis.coders)
    cells, is_code = shown.numbers.cells.get(number, {}), number < shown.basis.book.codes
    together = boundaries(session, viewer, shown.basis, number) if is_code else None
    return OfRow(line, others(cells, coders), coders, together)


def boundaries(session: Session, viewer: Viewer, found: Basis, code: int) -> float | Undefined:
    """Return how far coders mark the same stretches with a code, letter by letter, whatever unit was chosen."""
    found = replace(found, choice=replace(found.choice, cut=Cut.CHARACTER))
    talks = talks_in_units(session, viewer, found, [talk.id for talk in found.talks if talk.id in found.read])
    codes = frozenset({code})
    return u_alpha_of([text for talk in talks for text in marked_texts(talk.turns, talk.marked, codes)], code)
