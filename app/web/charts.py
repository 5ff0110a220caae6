"""The charts of the comparison's pages: what was counted, as a picture in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final
from uuid import UUID

from app.analysis.undefined import Undefined
from app.analysis.words.growth import Growth as Grown
from app.analysis.words.strips import Strip
from app.charts.codeline import Codeline, Line, Stretch, codeline
from app.charts.dispersion import Dispersion, Said, dispersion
from app.charts.growth import Curve, Growth, growth
from app.charts.heat_map import Cell, HeatMap, Row, heat_map
from app.charts.shares import Share, Shares, Voice, shares
from app.charts.sheet import Chart, Frame
from app.charts.theme_circle import Meeting, ThemeCircle, theme_circle
from app.charts.themes import Code, Subtheme, Theme
from app.sentences import N_
from app.store.queries.transcripts import TranscriptLine
from app.web import comparison_words as say
from app.web import words
from app.web.language import decimal, gettext
from app.workbench.comparison import Comparison
from app.workbench.comparison import Line as MatrixLine
from app.workbench.heard import Heard
from app.workbench.portrait import Portrait

WIDTH: Final = 920
OF_FILE: Final = Frame("chart", 1000)


def percent(part: float | Undefined) -> str:
    """Write a share, 0 to 1, as the reader's language does; a dash where there is none."""
    return "–" if isinstance(part, Undefined) else f"{decimal(100 * part, 0)}\u00a0%"


def talk_chart(heard: Heard, frame: Frame) -> Chart:
    """Draw each focus group's share of the talk beside its share of the quotes."""
    labels = {one.id: one.label for one in heard.groups}
    voices = (
        Voice(labels[one.focus_group], _share(one.share_of_words), _share(one.share_of_quotes)) for one in heard.talk
    )
    return _shares(gettext(N_("Talk and quotes by focus group")), voices, frame)


def _shares(title: str, voices: Iterable[Voice], frame: Frame) -> Chart:
    described = gettext(N_("Filled bars: share of the words said. Outlined bars: share of the chosen quotes."))
    headings = gettext(N_("Voice")), gettext(N_("Share of the talk")), gettext(N_("Share of the quotes"))
    return shares(Shares(title, described, headings, tuple(voices)), frame)


def _share(part: float | Undefined) -> Share:
    return Share(None if isinstance(part, Undefined) else part, percent(part))


def growth_chart(heard: Heard, frame: Frame) -> Chart:
    """Draw how many codes each stakeholder's transcripts bring, one after another."""
    kinds = {one.id: one.plural for one in heard.stakeholders}
    curves = tuple(
        _curve(one, gettext(N_("All")) if one.stakeholder is None else kinds[one.stakeholder], heard, hue)
        for hue, one in enumerate(heard.growth)
        if one.steps
    )
    return growth(
        Growth(
            gettext(N_("How the codes grow")),
            gettext(N_("Codes found after each transcript, in the order in which they came in, and in the mean of "
                       "every order.")),
            gettext(N_("Transcripts")), gettext(N_("Codes found")), gettext(N_("Stakeholder")),
            gettext(N_("as they came in")), gettext(N_("mean of every order")), curves,
        ), frame,
    )  # fmt: skip


def _curve(one: Grown, name: str, heard: Heard, hue: int) -> Curve:
    return Curve(
        name, tuple(step.found for step in one.steps), tuple(step.expected for step in one.steps),
        tuple(heard.talks[step.sample].title for step in one.steps), hue,
    )  # fmt: skip


def together_chart(heard: Heard, frame: Frame) -> Chart:
    """Draw which codes meet on the same turns."""
    themes, place = list[Theme](), dict[UUID, int]()

    def code(id_: UUID, name: str) -> Code:
        place.setdefault(id_, len(place))
        return Code(name, heard.passages.get(id_, 0))

    met = {one for pair in heard.meetings for one in (pair.first, pair.second)}
    seen = set[UUID]()

    def fresh(some: Iterable[tuple[UUID, str]]) -> tuple[Code, ...]:
        chosen = [(id_, name) for id_, name in some if id_ in met and id_ not in seen]
        seen.update(id_ for id_, _ in chosen)
        return tuple(code(id_, name) for id_, name in chosen)

    for theme in heard.tree.themes:
        own = fresh((one.id, one.name) for one in theme.codes)
        below = tuple(Subtheme(sub.name, fresh((one.id, one.name) for one in sub.codes)) for sub in theme.subthemes)
        if own or any(sub.codes for sub in below):
            themes.append(Theme(theme.name, own, tuple(sub for sub in below if sub.codes), theme.hue))
    loose = fresh((one.id, one.name) for one in heard.tree.unsorted)
    if loose:
        themes.append(Theme(gettext(N_("In no theme")), loose, (), 0))
    pairs = tuple(Meeting(place[one.first], place[one.second], one.both) for one in heard.meetings)
    described = gettext(N_("A line joins two codes that stand on the same turns; the wider it is, the more turns."))
    headings = gettext(N_("Code")), gettext(N_("Meets")), gettext(N_("Turns with both"))
    return theme_circle(ThemeCircle(gettext(N_("Codes that meet")), described, headings, tuple(themes), pairs), frame)


def portrait_chart(found: Portrait, frame: Frame) -> Chart:
    """Draw where each code stands in one transcript."""
    lines = tuple(
        Line(one.code.name, found.turns, tuple(Stretch(*place) for place in one.passages), one.hue)
        for one in found.lines
    )
    described = gettext(N_("Each strip is the conversation from its first turn to its last, with a mark where the code "
                           "stands; a mark is tall where two coders or more coded so."))  # fmt: skip
    headings = gettext(N_("Code")), gettext(N_("Passages")), gettext(N_("Turns"))
    return codeline(Codeline(found.talk.title, described, headings, lines), frame)


def dispersion_chart(asked: str, strips: Sequence[Strip], talks: Mapping[UUID, TranscriptLine], frame: Frame) -> Chart:
    """Draw where in each talk some words are said."""
    drawn = tuple(
        Said(
            talks[one.transcript].title, one.words, tuple(sorted({round(mark.along * one.words) for mark in one.marks}))
        )
        for one in strips
    )
    title = gettext(N_("Where “%(words)s” is said")) % {"words": asked}
    described = gettext(N_("Each strip is what participants say in one conversation, word by word."))
    headings = gettext(N_("Transcript")), gettext(N_("Times"))
    return dispersion(Dispersion(title, described, headings, gettext(N_("Words")), drawn), frame)


def matrix_chart(comparison: Comparison, frame: Frame) -> Chart:
    """Draw the matrix of themes and subthemes, and codes in no theme, in passages."""
    rows = tuple(_row(one, comparison) for one in comparison.lines if one.depth < 2 or one.parent is None)
    columns = tuple(map(say.heading, comparison.headings))
    described = gettext(N_("How many passages speak of each theme and subtheme: the more, the darker."))
    return heat_map(
        HeatMap(
            gettext(N_("Who speaks of what")), described, gettext(N_("Theme, subtheme, code")), columns, rows,
            gettext(N_("Heard in")), gettext(N_("Wording the counts allow")),
        ), frame,
    )  # fmt: skip


def _row(line: MatrixLine, comparison: Comparison) -> Row:
    cells = tuple(
        Cell(None if say.unknown(one.empty) else one.counts.passages, say.emptiness(one.empty)) for one in line.cells
    )
    heard = tuple(group.id in line.heard_in for group in comparison.setting.groups)
    return Row(line.name, cells, line.hue, heard, words.worded(line.wording, comparison.stakeholders))
