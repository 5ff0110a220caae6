"""Our words for steps, themes and how they are tried, in sentences of the catalogue."""

from collections.abc import Mapping

from app.sentences import N_
from app.store.tables import Artefact, Check, CheckAnswer, ThemeState
from app.web.language import gettext
from app.workbench.earlier_boards import Happened
from app.workbench.steps import Method

STATES_SAID: Mapping[ThemeState, str] = {
    ThemeState.CANDIDATE: N_("candidate"),
    ThemeState.REVIEWED: N_("reviewed"),
    ThemeState.DEFINED: N_("defined"),
}
STATES: Mapping[ThemeState, str] = {**STATES_SAID, ThemeState.DISCARDED: N_("discarded")}
CHECKS: Mapping[Check, str] = {
    Check.EXTRACTS: N_("Do the extracts fit the theme, and each other?"),
    Check.WHOLE_SET: N_("Does it hold for the whole set of transcripts?"),
    Check.SHARED_MEANING: N_("Is it a theme, with a meaning that is shared, and not a summary of one topic?"),
}
ANSWERS: Mapping[CheckAnswer, str] = {
    CheckAnswer.YES: N_("yes"),
    CheckAnswer.PARTLY: N_("partly"),
    CheckAnswer.NO: N_("no"),
}
ARTEFACTS: Mapping[Artefact, str] = {
    Artefact.FIRST_THOUGHTS: N_("First thoughts"),
    Artefact.UNITS: N_("Meaning units"),
    Artefact.CODEBOOK: N_("Codebook"),
    Artefact.THEMES: N_("Candidate themes"),
    Artefact.CHECKS: N_("Review checks"),
    Artefact.DEFINITIONS: N_("Definitions"),
    Artefact.QUOTES: N_("Quotes"),
}
# The page where each artefact is worked on.
PLACES: Mapping[Artefact, str] = {
    Artefact.FIRST_THOUGHTS: "thoughts:all",
    Artefact.UNITS: "transcripts:all",
    Artefact.CODEBOOK: "codebook:all",
    Artefact.THEMES: "themes:board",
    Artefact.CHECKS: "themes:board",
    Artefact.DEFINITIONS: "themes:board",
    Artefact.QUOTES: "quotes:all",
}
METHODS: Mapping[Method, str] = {
    Method.FOUR_STEPS: N_("Four steps, inspired by Braun and Clarke"),
    Method.SIX_PHASES: N_("Six phases of thematic analysis, after Braun and Clarke"),
}
HAPPENED: Mapping[Happened, str] = {
    Happened.MADE: N_("“%(theme)s” was made"),
    Happened.CHANGED: N_("“%(theme)s” says something else about itself"),
    Happened.RENAMED: N_("“%(before)s” was called “%(theme)s”"),
    Happened.STATE: N_("“%(theme)s” was marked as being at another stage"),
    Happened.DISCARDED: N_("“%(theme)s” was discarded"),
    Happened.MERGED: N_("“%(theme)s” was merged into another theme"),
    Happened.TAKEN_BACK: N_("“%(theme)s” was taken back"),
    Happened.PROMOTED: N_("“%(theme)s” became a theme of its own"),
    Happened.PUT_UNDER: N_("“%(theme)s” became a subtheme"),
    Happened.PUT_IN: N_("Into “%(theme)s”: %(codes)s"),
    Happened.TAKEN_OUT: N_("Out of “%(theme)s”: %(codes)s"),
}


def told(sentence: str, values: Mapping[str, object]) -> str:
    """Return a sentence of the catalogue in the reader's language, its places filled."""
    return gettext(sentence) % values
