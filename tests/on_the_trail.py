"""What stands on a study's trail, as its lead reads it."""

from app.store.queries.trail import Sought
from app.workbench.trail import trail


def newest_acts(session, viewer, **sought):
    """Return the newest acts of the study, without what they were on."""
    return [act.line for act in trail(session, viewer, Sought(**sought), 500).acts]
