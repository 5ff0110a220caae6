"""Say everything of a table of counts: scipy is loaded here, in a process of its own."""

from app.analysis.crosstab.records import AskedTable, Crosstab
from app.analysis.crosstab.summary import crosstab
from app.importing.plain import from_plain

SEED = 20  # drawn again, the same random tables come out


def work(data: bytes) -> Crosstab:
    """Return what may be said of the table."""
    asked = from_plain(AskedTable, data)
    return crosstab(asked.table, asked.counted, SEED, in_several_cells=asked.in_several_cells, of=asked.of)
