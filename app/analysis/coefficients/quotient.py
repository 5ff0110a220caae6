"""Every coefficient here is one minus a quotient: what coders differ, over what they would differ."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from app.analysis.undefined import Undefined

# A Fraction (or int) for one number; a numpy array of floats for many at once, as the bootstrap needs them. Formulas
# use arithmetic and comparison only, so that they are written once for both. No type says so without loading numpy.
Amount: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Quotient:
    """The coefficient 1 - over / under, not yet divided. Where `under` is 0, the coefficient does not exist."""

    over: Amount
    under: Amount

    def number(self, otherwise: Undefined) -> float | Undefined:
        """Return the coefficient, rounded once if both parts are exact, or `otherwise` where there is none."""
        return otherwise if self.under == 0 else float(1 - self.over / self.under)
