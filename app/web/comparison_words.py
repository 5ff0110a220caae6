"""Our own words for what the comparison shows, in the reader's language."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from app.analysis.commonalities import EMPTINESS_MEANS, NOT_KNOWN, Emptiness
from app.analysis.comparison import Column
from app.analysis.measures import Counted, Scale
from app.analysis.undefined import Undefined
from app.sentences import N_, Refusal
from app.store.tables import Response
from app.web.language import decimal, gettext
from app.web.words import ROUND_KINDS
from app.workbench.columns import OTHERS, By, Heading, Setting
from app.workbench.layers import LayerChoice, LayerKind

COLUMNS: Final = {
    Column.FOCUS_GROUP: N_("Focus group"),
    Column.STAKEHOLDER: N_("Stakeholder"),
    Column.DISTRICT: N_("District"),
}
COUNTED: Final = {
    Counted.PASSAGES: N_("passages"),
    Counted.TURNS: N_("turns"),
    Counted.WORDS: N_("words"),
    Counted.PARTICIPANTS: N_("participants"),
    Counted.FOCUS_GROUPS: N_("focus groups"),
}
SCALES: Final = {
    Scale.RAW: N_("as they are"),
    Scale.PER_WORDS: N_("per 1,000 words"),
    Scale.SHARE: N_("as a share"),
}
LAYERS: Final = {
    LayerKind.CONSENSUS: N_("Consensus"),
    LayerKind.ANY: N_("Any coder"),
    LayerKind.CODERS: N_("At least %(number)s coders"),
    LayerKind.CODER: N_("Only %(initials)s"),
    LayerKind.ROUND: N_("Round %(number)s: %(round)s"),
}
# A sign of its own for the eye, and the same in words for everybody.
SIGNS: Final = {
    Emptiness.NOT_READ: "?",
    Emptiness.NOT_LOOKED_FOR: "…",
    Emptiness.MODERATOR_ONLY: "m",
    Emptiness.NOT_ASKED: "·",
    Emptiness.NOT_TAKEN_UP: "○",
    Emptiness.NOT_CODED: "–",
}
EMPTY: Final = {
    Emptiness.NOT_READ: N_("not read yet"),
    Emptiness.NOT_LOOKED_FOR: N_("not looked for yet"),
    Emptiness.MODERATOR_ONLY: N_("moderator only"),
    Emptiness.NOT_ASKED: N_("not asked"),
    Emptiness.NOT_TAKEN_UP: N_("asked and not taken up"),
    Emptiness.NOT_CODED: N_("not coded"),
}

RESPONSES: Final = {
    Response.AGREE: N_("agrees"),
    Response.DISSENT: N_("dissents"),
    Response.EXAMPLE: N_("gives an example"),
    Response.SILENT: N_("silent"),
}
RESPONSE_SIGNS: Final = {Response.AGREE: "+", Response.DISSENT: "−", Response.EXAMPLE: "e", Response.SILENT: "○"}


class UnknownResponse(Refusal):
    """An answer that is none of those that can be chosen, or of nobody."""

    sentence = N_("Choose one of the answers that are offered.")


def response(one: Response) -> str:
    """Return how somebody responds to a theme."""
    return gettext(RESPONSES[one])


def responses(given: Iterable[tuple[str, str]]) -> list[tuple[UUID, Response | None]]:
    """Return the participants and their answers from the fields of a form; raises UnknownResponse."""
    try:
        return [(UUID(voice), Response(chosen) if chosen else None) for voice, chosen in given]
    except ValueError:
        raise UnknownResponse from None


def by(where: Setting, chosen: By) -> str:
    """Return what the columns stand for."""
    if isinstance(chosen, Column):
        return gettext(COLUMNS[chosen])
    return next((one.name for one in where.attributes if one.id == chosen), "")


def heading(one: Heading) -> str:
    """Return the name of a column."""
    return gettext(N_("all others")) if one.id == OTHERS else one.name or gettext(N_("not known"))


def counted(one: Counted) -> str:
    """Return what is counted."""
    return gettext(COUNTED[one])


def scale(one: Scale) -> str:
    """Return how counts are shown."""
    return gettext(SCALES[one])


def layer(one: LayerChoice) -> str:
    """Return the name of a layer."""
    kind = gettext(ROUND_KINDS[one.round_kind]) if one.round_kind else ""
    return gettext(LAYERS[one.kind]) % {"number": one.number, "initials": one.initials, "round": kind}


def value(shown: float | Undefined, chosen: Scale) -> str:
    """Write what a cell shows, as the reader's language does."""
    if isinstance(shown, Undefined):
        return "–"
    if chosen is Scale.SHARE:
        return f"{decimal(100 * shown, 0 if shown in {0, 1} else 1)}\u00a0%"
    return str(shown) if chosen is Scale.RAW else decimal(shown, 1)


def emptiness(why: tuple[Emptiness, ...]) -> str:
    """Return why a cell is empty, in a few words."""
    return ", ".join(gettext(EMPTY[one]) for one in why)


def signs(why: tuple[Emptiness, ...]) -> str:
    """Return the signs of an empty cell: several where its focus groups are empty for different reasons."""
    return " ".join(SIGNS[one] for one in why)


def unknown(why: tuple[Emptiness, ...]) -> bool:
    """Say whether nobody can know yet what a cell holds, because nobody has finished reading with these codes."""
    return not NOT_KNOWN.isdisjoint(why)


def means(why: Emptiness) -> str:
    """Return what one kind of empty cell means."""
    return gettext(EMPTINESS_MEANS[why])


def heat(shown: float | Undefined, top: float) -> int:
    """Return how dark a cell is, 1 to 5."""
    if isinstance(shown, Undefined) or not top:
        return 1
    return min(5, 1 + int(5 * shown / top))
