"""What a person decided about the rows: replace, keep, or one thing here and another there."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from app.importing.anonymising.forms import key_of
from app.importing.anonymising.full_names import is_telling
from app.importing.anonymising.identifiers import Category
from app.importing.anonymising.placeholders import Sitting, bracketed
from app.importing.anonymising.rows import Row
from app.sentences import N_, Refusal


class RowsAreOpen(Refusal):
    sentence = N_("Decide about every sure and likely row before storing: %(count)s are still open.")


class UnknownPlaces(Refusal):
    sentence = N_("The places that you want to keep have moved meanwhile. Please look at that row again.")


class Choice(StrEnum):
    """What happens to an identifier."""

    REPLACE = "replace"
    KEEP = "keep"
    EACH_PLACE = "each place"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about the row with `key`.

    For the choice `each place` only: `kept_places` are the starts of places that keep their words, and `at_places` give
    other placeholders to some starts, where a name is that of several people.
    """

    key: str
    choice: Choice
    placeholder: str = ""
    kept_places: frozenset[int] = frozenset()
    at_places: tuple[tuple[int, str], ...] = ()

    def placeholder_at(self, start: int) -> str:
        """Return what comes in place of the words at a start of a place."""
        return dict(self.at_places).get(start, self.placeholder)


Decisions = Mapping[str, Decision]  # by their key


def checked(decision: Decision, row: Row) -> Decision:
    """Return the decision with its placeholders in brackets. Refuses placeholders that tell who or cannot be read."""
    if decision.choice is Choice.KEEP:
        return Decision(decision.key, Choice.KEEP)
    forms = set(row.forms)
    if row.category is Category.PERSON:
        forms |= {(word,) for form in row.forms for word in form if is_telling(word)}
    placeholder = bracketed(decision.placeholder, forms)
    if decision.choice is Choice.REPLACE:
        return Decision(decision.key, Choice.REPLACE, placeholder)
    if not {*decision.kept_places, *dict(decision.at_places)} <= {place.start for place in row.places}:
        raise UnknownPlaces
    at_places = tuple((start, bracketed(other, forms)) for start, other in decision.at_places)
    return replace(decision, placeholder=placeholder, at_places=at_places)


def accepted(row: Row) -> Decision:
    """Return the decision to replace a row everywhere by what was suggested."""
    return Decision(row.key, Choice.REPLACE, row.suggested)


def decision_for(row: Row, decisions: Decisions) -> Decision | None:
    """Return what was decided about a row.

    A row that has grown (`Kari` became `Kari Nordmann`) goes on with what was decided about its parts where they agree;
    but it is not kept because a part of it was.
    """
    if row.key in decisions:
        return decisions[row.key]
    of_forms = {replace(decisions[key], key=row.key) for key in map(key_of, row.forms) if key in decisions}
    grown = of_forms.pop() if len(of_forms) == 1 else None
    return None if grown is None or grown.choice is Choice.KEEP else grown


def outcome_of(row: Row, decisions: Decisions) -> Decision | None:
    """Return what happens to a row: what must be decided and is not yet is replaced, what is only possible stays."""
    decision = decision_for(row, decisions)
    return accepted(row) if decision is None and row.needs_decision else decision


def is_kept(start: int, decision: Decision) -> bool:
    """Whether the place that begins at `start` keeps its words."""
    return decision.choice is Choice.KEEP or (decision.choice is Choice.EACH_PLACE and start in decision.kept_places)


def open_rows(rows: Sequence[Row], decisions: Decisions) -> tuple[Row, ...]:
    """Return the sure and likely rows that nobody has decided about.

    A row all of whose places lie inside places that are replaced has nothing left to decide.
    """
    replaced: list[tuple[int, int]] = []
    undecided = []
    for row in rows:
        decision = decision_for(row, decisions)
        if decision is not None:
            replaced += [(place.start, place.end) for place in row.places if not is_kept(place.start, decision)]
        elif row.needs_decision:
            undecided.append(row)
    replaced.sort()
    starts = [start for start, _ in replaced]
    furthest = list(accumulate((end for _, end in replaced), max, initial=0))
    return tuple(
        row for row in undecided if any(furthest[bisect_right(starts, place.start)] < place.end for place in row.places)
    )


def require_decided(rows: Sequence[Row], decisions: Decisions) -> None:
    """Refuse to go on while sure or likely rows are open."""
    if still := open_rows(rows, decisions):
        raise RowsAreOpen(count=len(still))


def so_far(sitting: Sitting, decisions: Decisions) -> Sitting:
    """Return the placeholders in use: those of the sitting, and those decided on in this transcript."""
    here = {key: decision.placeholder for key, decision in decisions.items() if decision.placeholder}
    # No form has such a key: these only keep their numbers from being given again.
    at_places = {
        f"{key} @{start}": placeholder
        for key, decision in decisions.items()
        for start, placeholder in decision.at_places
    }
    return {**sitting, **here, **at_places}
