"""How often chance alone would go as far. Loads scipy: for the worker process."""

from scipy.special import chdtrc

from app.analysis.crosstab.association import Statistic
from app.analysis.crosstab.records import Significance
from app.analysis.undefined import Undefined


def significance(statistic: Statistic | Undefined) -> Significance | Undefined:
    """Add the p value: the share of the chi-square distribution at the statistic or beyond.

    It presumes independent units and expected counts that are not small (`notes`). What is undefined stays so.
    """
    if isinstance(statistic, Undefined):
        return statistic
    p = float(chdtrc(statistic.degrees_of_freedom, statistic.value))
    return Significance(statistic.value, statistic.degrees_of_freedom, p)
