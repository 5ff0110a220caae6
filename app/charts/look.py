"""How charts look: for each kind of stroke and surface its colours, as attributes that every program understands.

A page overrides them by class with its own colours, light and dark (`charts.css`); a downloaded picture and Word take
what stands here: dark on white.
"""

from typing import Final

FONT: Final = "DejaVu Sans, Noto Sans, Liberation Sans, Arial, sans-serif"
PREFIX: Final = "chart"
HEAT_STEPS: Final = 6
HUES: Final = 6

# Of themes, the first for what is in none; the same as on the pages.
_HUES: Final = ("#5b6472", "#0b7285", "#b4430b", "#6230b8", "#a0195b", "#4a6d0c", "#1f4fc4")
# From a near white for nothing to a deep blue; letters turn white at the fourth step.
_HEAT: Final = ("#f4f6f9", "#dde9f4", "#bcd5ea", "#95bcdf", "#2c6a9f", "#184e80", "#0b3157")
_INK, _QUIET, _PAPER, _LINE, _EDGE, _MAIN = "#1b2430", "#55606e", "#ffffff", "#d9dfe5", "#828e9b", "#1d4e89"

Attributes = dict[str, str]

LOOKS: Final[dict[str, Attributes]] = {
    "paper": {"fill": _PAPER},
    "ink": {"fill": _INK},
    "quiet": {"fill": _QUIET},
    "ground": {"fill": "#edf0f4"},
    "grid": {"stroke": _LINE, "stroke-width": "1", "fill": "none"},
    "edge": {"stroke": _EDGE, "stroke-width": "1", "fill": "none"},
    "main": {"fill": _MAIN},
    "outline": {"fill": _PAPER, "stroke": _MAIN, "stroke-width": "1.5"},
    "card": {"fill": _PAPER, "stroke": _LINE, "stroke-width": "1"},
    "unread": {"fill": _PAPER, "stroke": _EDGE, "stroke-width": "1", "stroke-dasharray": "3 3"},
    **{f"heat-{step}": {"fill": fill} for step, fill in enumerate(_HEAT)},
    **{f"on-heat-{step}": {"fill": _INK if step < 4 else _PAPER} for step in range(len(_HEAT))},
    **{f"hue-{hue}": {"fill": fill} for hue, fill in enumerate(_HUES)},
    **{f"hue-{hue}-line": {"stroke": fill, "fill": "none"} for hue, fill in enumerate(_HUES)},
    **{f"hue-{hue}-wash": {"fill": fill, "fill-opacity": "0.08", "stroke": fill} for hue, fill in enumerate(_HUES)},
    **{f"hue-{hue}-open": {"fill": _PAPER, "stroke": fill, "stroke-width": "2"} for hue, fill in enumerate(_HUES)},
}


def hue(number: int) -> int:
    """Return which of the hues a theme has: 1 to 6, over and over; 0 for what is in no theme."""
    return (number - 1) % HUES + 1 if number > 0 else 0


def heat(count: int, most: int) -> int:
    """Return the step of a count, 1 to 6 in equal parts up to `most`; 0 for nothing."""
    if count <= 0:
        return 0
    return min(HEAT_STEPS, -(-HEAT_STEPS * count // max(most, 1)))
