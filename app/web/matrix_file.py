"""The matrix that a reader looks at, written for a file in their language."""

from uuid import UUID

from app.analysis.measures import Counted, measured
from app.exporting.matrix import MatrixFile, MatrixRow
from app.web import comparison_words as say
from app.web import words
from app.web.counting import Looking
from app.web.language import gettext
from app.workbench.comparison import Comparison, Line
from app.workbench.matrix_cells import hidden_cells

SHOWN = frozenset[UUID]()


def matrix_file(comparison: Comparison, looking: Looking, study: str, *, hide: bool) -> MatrixFile:
    """Return the table as it stands on the page, with every theme and subtheme, and the codes that are unfolded."""
    lines = [
        line for line in comparison.lines
        if line.depth < 2 or looking.codes or line.parent is None or line.parent in looking.open
    ]  # fmt: skip
    columns = [gettext("Theme, subtheme, code"), *map(say.heading, comparison.headings), gettext("All")]
    columns += [gettext("Heard in"), gettext("Wording the counts allow")]
    rows = tuple(MatrixRow(line.depth, line.name, _cells(line, comparison, looking, hide=hide)) for line in lines)
    return MatrixFile(gettext("Comparison"), study, tuple(_notes(comparison, looking, hide=hide)), tuple(columns), rows)


def _cells(line: Line, comparison: Comparison, looking: Looking, *, hide: bool) -> tuple[str, ...]:
    hidden, total_hidden = hidden_cells(line, comparison, looking.count) if hide else (SHOWN, False)
    cells = []
    for heading, cell in zip(comparison.headings, line.cells, strict=True):
        if heading.id in hidden:
            cells.append(gettext("hidden"))
        elif not heading.whole.participants and not cell.counts.passages:
            cells.append(gettext("nobody"))
        elif cell.empty:
            cells.append(say.emptiness(cell.empty))
        else:
            shown = measured(cell.counts, heading.whole, looking.count, looking.scale)
            cells.append(say.value(shown, looking.scale))
    total = measured(line.total, comparison.whole, looking.count, looking.scale)
    cells.append(gettext("hidden") if total_hidden else say.value(total, looking.scale))
    cells.append(words.counted(line.wording, comparison.stakeholders))
    return (*cells, words.worded(line.wording, comparison.stakeholders))


def _notes(comparison: Comparison, looking: Looking, *, hide: bool) -> list[str]:
    what = {
        "count": say.counted(looking.count), "scale": say.scale(looking.scale),
        "columns": say.by(comparison.setting, looking.by),
    }  # fmt: skip
    notes = [gettext("Counted: %(count)s, %(scale)s. Columns: %(columns)s.") % what]
    notes.append(gettext("Codings that count: %(layer)s.") % {"layer": say.layer(comparison.layer)})
    notes.append(gettext("Participants' turns are counted; what moderators say is left out."))
    if comparison.unread:
        unread = ", ".join(comparison.unread)
        notes.append(gettext("Nobody has finished reading: %(groups)s. The wording may change.") % {"groups": unread})
    if hide:
        small = looking.count is Counted.PARTICIPANTS
        notes.append(
            gettext("Columns of few people and small numbers of participants are hidden, with what would tell them.")
            if small
            else gettext("Columns of few people are hidden, with those that would tell them.")
        )
    return notes
