"""The methods paragraph: what was computed, from what, and how."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Final

from app.analysis.audit.certainty import SetNumbers
from app.analysis.audit.units import Cut
from app.analysis.coefficients.interval import DRAWS, Interval
from app.analysis.undefined import Undefined
from app.exporting.agreement import MethodsFile
from app.store.tables import Approach, RoundKind, Study
from app.web.agreement_words import CUTS, ROW_HEADS, units
from app.web.language import decimal, gettext, ngettext
from app.workbench.audit.again import WithThemselves
from app.workbench.audit.page import SEED, Audit, Line, Numbers

ALPHA_FROM: Final = (
    "Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania, Annenberg School "
    "for Communication."
)
MASI_FROM: Final = (
    "Passonneau, R. J. (2006). Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation. "
    "Proceedings of the Fifth International Conference on Language Resources and Evaluation (LREC 2006)."
)
DRAWS_FROM: Final = "Efron, B., and Tibshirani, R. J. (1993). An introduction to the bootstrap. Chapman and Hall."


def paragraphs(study: Study, shown: Audit, sets: SetNumbers, again: Sequence[WithThemselves]) -> list[str]:
    """Return the paragraphs; none when nothing is compared."""
    if shown.basis is None or shown.numbers is None or not shown.numbers.scope.compared:
        return []
    numbers = shown.numbers
    parts = (
        _what(study, shown, numbers), _how(shown, numbers, sets), _again(again), _left_out(shown, numbers),
        _with_what(), _from(shown, sets),
    )  # fmt: skip
    return [said for said in map(" ".join, parts) if said]


def _what(study: Study, shown: Audit, numbers: Numbers) -> Iterator[str]:
    scope, kind = numbers.scope, shown.round.kind if shown.round else RoundKind.SHARED
    if study.approach is Approach.REFLEXIVE:
        yield gettext(
            "In this reflexive analysis, differences between readings were material for talk; the numbers below "
            "describe how the readings lie to each other."
        )
    else:
        yield gettext(
            "Agreement was computed as an aid to the team's talk about its coding, not as a proof of quality."
        )
    rests = {
        "units": units(shown.choice.cut, scope.compared), "count": scope.talks_compared,
        "coders": ", ".join(shown.coders),
    }  # fmt: skip
    yield _rests_on(scope.talks_compared, moderators=shown.choice.moderators) % rests
    if kind is RoundKind.INDEPENDENT:
        yield gettext("They coded independently; none saw the others' coding until the round was revealed.")
    else:
        yield gettext("They coded in a shared round, in which everybody could see everybody's coding.")
    if shown.round and shown.round.repeats_id:
        yield gettext(
            "An earlier round was coded once more here; while it was, nobody who coded saw what had been coded then."
        )
    revisions = (
        sorted({one.codebook_revision for some in shown.basis.read.values() for one in some}) if shown.basis else []
    )
    yield gettext("Their readings were done with codebook revision %(revisions)s.") % {
        "revisions": ", ".join(map(str, revisions))
    }


def _rests_on(talks: int, *, moderators: bool) -> str:
    if moderators:
        return ngettext(
            "It rests on %(units)s of participants and moderators in %(count)s transcript, read to the end by at least "
            "two of %(coders)s.",
            "It rests on %(units)s of participants and moderators in %(count)s transcripts, each read to the end by at "
            "least two of %(coders)s.",
            talks,
        )
    return ngettext(
        "It rests on %(units)s of participants in %(count)s transcript, read to the end by at least two of %(coders)s.",
        "It rests on %(units)s of participants in %(count)s transcripts, each read to the end by at least two of "
        "%(coders)s.",
        talks,
    )


def _how(shown: Audit, numbers: Numbers, sets: SetNumbers) -> Iterator[str]:
    yield gettext(
        "The unit was: %(unit)s. A unit carries a code for a coder when one of the coder's passages with that code "
        "holds at least one whole word of it; a unit that was read without the code counts as a decision that it does "
        "not apply."
    ) % {"unit": gettext(CUTS[shown.choice.cut]).lower()}
    yield gettext(
        "For each code we computed Krippendorff's alpha (2011; two values, any number of coders, missing values left "
        "out), percent agreement and positive agreement."
    )
    yield _how_sure(shown, numbers)
    yield from _alphas(shown)
    if not isinstance(numbers.overall, Undefined):
        yield gettext("Over all codes together it is %(overall)s.") % {"overall": decimal(numbers.overall)}
    masi = sets.coefficients[0]
    if not isinstance(masi.value, Undefined):
        yield gettext(
            "Over the set of codes on each unit, alpha with MASI distances (Passonneau 2006) is %(masi)s."
        ) % {"masi": decimal(masi.value)}


def _again(again: Sequence[WithThemselves]) -> Iterator[str]:
    said = [
        gettext("%(coder)s %(alpha)s on %(units)s")
        % {"coder": one.initials, "alpha": decimal(one.alpha), "units": units(Cut.TURN, one.turns)}
        for one in again
        if not isinstance(one.alpha, Undefined)
    ]
    if said:
        yield gettext("Alpha over all codes of each coder with their own earlier coding is: %(numbers)s.") % {
            "numbers": "; ".join(said)
        }


def _alphas(shown: Audit) -> Iterator[str]:
    values = [line.figures.agreement.alpha for line in shown.lines]
    alphas = [decimal(one) for one in sorted(value for value in values if not isinstance(value, Undefined))]
    if len(set(alphas)) > 1:
        yield gettext("Alpha exists for %(count)s rows and lies between %(low)s and %(high)s.") % {
            "count": len(alphas), "low": alphas[0], "high": alphas[-1],
        }  # fmt: skip
    elif alphas:
        yield ngettext(
            "Alpha exists for %(count)s row and is %(low)s.", "Alpha exists for %(count)s rows and is %(low)s in each.",
            len(alphas),
        ) % {"count": len(alphas), "low": alphas[0]}  # fmt: skip


def _how_sure(shown: Audit, numbers: Numbers) -> str:
    if all(isinstance(line.certainty.interval, Undefined) for line in shown.lines):
        return gettext("No intervals are given: there is too little here to draw from.")
    return gettext(
        "The 95 %% intervals of alpha are percentiles of %(draws)s draws of %(blocks)s stretches of talk within their "
        "focus groups (seed %(seed)s)."
    ) % {"draws": DRAWS, "blocks": numbers.scope.blocks, "seed": SEED}


def _left_out(shown: Audit, numbers: Numbers) -> Iterator[str]:
    scope, cut = numbers.scope, shown.choice.cut
    if not shown.choice.moderators:
        yield gettext("Turns of moderators were left out.")
    one, none = units(cut, scope.read_by_one), units(cut, scope.unread)
    if scope.read_by_one and scope.unread:
        yield gettext("Left out as well: %(one)s that only one coder and %(none)s that nobody had read to the end.") % {
            "one": one, "none": none,
        }  # fmt: skip
    elif scope.read_by_one:
        yield gettext("Left out as well: %(one)s that only one coder had read to the end.") % {"one": one}
    elif scope.unread:
        yield gettext("Left out as well: %(none)s that nobody had read to the end.") % {"none": none}
    if scope.late:
        yield gettext("Codes made after a reading was done are missing for that reader: %(codes)s.") % {
            "codes": ", ".join(row.name for row in scope.late)
        }
    carried = [(line.row.name, line.figures.agreement) for line in shown.lines]
    if rare := [name for name, one in carried if one.rare and one.carried_by_any]:
        yield gettext("Fewer than five units carry: %(codes)s.") % {"codes": ", ".join(rare)}
    if unused := [name for name, one in carried if not one.carried_by_any]:
        yield gettext("No unit carries: %(codes)s.") % {"codes": ", ".join(unused)}


def _with_what() -> Iterator[str]:
    yield gettext("Computed with Common Ground %(version)s; the table of units by coders is available.") % {
        "version": version("common-ground")
    }


def _from(shown: Audit, sets: SetNumbers) -> Iterator[str]:
    """Yield the works that the paragraphs before lean on, in the order of their authors."""
    drawn = any(isinstance(line.certainty.interval, Interval) for line in shown.lines)
    masi = not isinstance(sets.coefficients[0].value, Undefined)
    works = [work for work, used in ((DRAWS_FROM, drawn), (ALPHA_FROM, True), (MASI_FROM, masi)) if used]
    yield gettext("References: %(works)s") % {"works": " ".join(works)}


def methods_file(study: Study, shown: Audit, sets: SetNumbers, again: Sequence[WithThemselves]) -> MethodsFile:
    """Return the paragraphs with a table of all rows."""
    return MethodsFile(
        title=gettext("Agreement between coders"), study=study.title, paragraphs=paragraphs(study, shown, sets, again),
        caption=gettext("Agreement, most different first"),
        heads=[
            gettext(ROW_HEADS[shown.choice.rows]), gettext("Krippendorff's alpha"), gettext("95 % interval"),
            gettext("Percent agreement"), gettext("Positive agreement"), gettext("Coded by any"), gettext("by all"),
            gettext("Compared"),
        ],
        rows=[_row(line) for line in shown.lines],
    )  # fmt: skip


def _row(line: Line) -> list[str]:
    one, sure = line.figures.agreement, line.certainty.interval
    between = "–" if isinstance(sure, Undefined) else f"{decimal(sure.low)}–{decimal(sure.high)}"
    percent = "–" if isinstance(one.percent, Undefined) else f"{decimal(100 * one.percent, 1)} %"
    return [
        line.row.name, _number(one.alpha), between, percent, _number(one.positive), str(one.carried_by_any),
        str(one.carried_by_all), str(one.turns),
    ]  # fmt: skip


def _number(value: float | Undefined) -> str:
    return "–" if isinstance(value, Undefined) else decimal(value)
