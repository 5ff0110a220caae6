"""A page as everybody meets it: on a desk, on a phone, in the dark, folded and unfolded, and read by a machine."""

from collections.abc import Mapping
from typing import Literal

from tests.stories.browsing import DESK, HEIGHT, PHONE, Researcher, barriers, too_wide

Look = tuple[int, Literal["light", "dark"]]
LOOKS: Mapping[str, Look] = {
    "on a desk": (DESK, "light"),
    "on a phone": (PHONE, "light"),
    "in the dark": (DESK, "dark"),
}
EVERY_LOOK: Mapping[str, Look] = {**LOOKS, "on a phone in the dark": (PHONE, "dark")}
UNFOLD = "for (const it of document.querySelectorAll('details:not([open])')) it.open = it.dataset.unfolded = true"
FOLD = "for (const it of document.querySelectorAll('[data-unfolded]')) { it.open = false; delete it.dataset.unfolded; }"
# What lies off the screen is drawn late, and until then in a place that axe would take for its own.
DRAW_EVERYTHING = "for (const it of document.querySelectorAll('.batch')) it.style.contentVisibility = 'visible'"


def is_open_to_everybody(who: Researcher, looks: Mapping[str, Look] = LOOKS) -> None:
    """Look at the page in every look, as it is and with everything on it unfolded."""
    page, found = who.page, {}
    page.evaluate(DRAW_EVERYTHING)
    for look, (width, scheme) in looks.items():
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found[f"{look}, as it is"] = too_wide(page)
        page.evaluate(UNFOLD)
        found[f"{look}, unfolded"] = too_wide(page)
        found[look] = barriers(page)
        page.evaluate(FOLD)
    page.set_viewport_size({"width": DESK, "height": HEIGHT})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    assert not any(found.values()), "\n".join(f"{look}: {what}" for look, what in found.items() if what)
