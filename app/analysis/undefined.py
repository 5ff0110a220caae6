"""A number that does not exist, with the reason why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undefined:
    """Stands where a number would stand; never shown as 1, 0 or NaN. Ask with `isinstance(value, Undefined)`.

    `reason` is a sentence marked with `N_`: a message of the catalogue, translated in the web room.
    """

    reason: str
