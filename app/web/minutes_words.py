"""The minutes: what was settled, by whom, and why."""

from app.exporting.agreement import MinutesEntry, MinutesFile
from app.store.queries.decisions import DecisionLine
from app.store.tables import Study
from app.web import words
from app.web.agreement_words import OUTCOMES
from app.web.language import day, gettext, ngettext
from app.workbench.audit.decided import Decided, Minutes


def minutes_file(study: Study, minutes: Minutes) -> MinutesFile:
    """Return the decisions of a round, in the order of the talks."""
    about = [
        ngettext(
            "%(title)s: %(count)s passage that everybody had read the same way was taken into the consensus.",
            "%(title)s: %(count)s passages that everybody had read the same way were taken into the consensus.", count,
        ) % {"title": title, "count": count}
        for title, count in minutes.agreed.items()
    ]  # fmt: skip
    return MinutesFile(
        gettext("Minutes: what we settled"), study.title, about, [_entry(one) for one in minutes.decisions]
    )


def _entry(one: Decided) -> MinutesEntry:
    line, codes = one.line, list[str]()
    for name, who, has in one.codes:
        coded = (
            gettext("coded by %(coders)s") % {"coders": ", ".join(who)} if who else gettext("coded by nobody before")
        )
        codes.append(f"{name}: {coded}; {gettext('in the consensus') if has else gettext('not in the consensus')}")
    return MinutesEntry(
        f"{one.title}, {words.turns(line.first_turn, line.last_turn)}", _outcome(line), line.reason, codes, _noted(one)
    )


def _outcome(line: DecisionLine) -> str:
    if line.prevailed:
        return gettext("The reading of %(coder)s is taken up") % {"coder": line.prevailed}
    return gettext(OUTCOMES[line.outcome])


def _noted(one: Decided) -> str:
    noted = gettext("Noted by %(coder)s, %(day)s") % {"coder": one.line.noted_by, "day": day(one.line.noted_at)}
    return noted + ("; " + gettext("with %(coders)s") % {"coders": ", ".join(one.took_part)} if one.took_part else "")
