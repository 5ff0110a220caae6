"""Check a findings text against the study: it is read here, in a process of its own, and kept nowhere."""

from app.analysis.manuscript.report import Checking, Report, report
from app.importing.plain import from_plain


def work(data: bytes) -> Report:
    """Return what is right, wrong and undefined in the text."""
    return report(from_plain(Checking, data))
