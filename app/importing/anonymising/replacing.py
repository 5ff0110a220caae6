"""Put the placeholders in place of what they replace, in one pass over the places of the screened text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from app.importing.anonymising.decisions import Decision, Decisions, is_kept, outcome_of
from app.importing.anonymising.forms import key_of
from app.importing.anonymising.identifiers import Category
from app.importing.anonymising.placeholders import MEANT, STANDARD, Sitting, tells_apart
from app.importing.anonymising.rows import NOTHING_YET, Row
from app.importing.anonymising.screened_text import screened_text
from app.importing.draft import DraftTurn


class Placeholder(NamedTuple):
    """Where a placeholder stands in the words of its turn or header line, brackets included."""

    start: int
    end: int
    category: Category


class Counted(NamedTuple):
    """How many places were replaced and how many a person decided to keep."""

    replaced: int
    kept: int


@dataclass(frozen=True, slots=True)
class Anonymised:
    """A transcript with placeholders; labels are as they were, for they have a step of their own.

    `in_header` and `in_turns` hold the placeholders of each header line and each turn, those that the file already had
    among them. `sitting` names people: it travels with the form and is stored nowhere.
    """

    header: tuple[str, ...]
    turns: tuple[DraftTurn, ...]
    in_header: tuple[tuple[Placeholder, ...], ...]
    in_turns: tuple[tuple[Placeholder, ...], ...]
    counts: Mapping[Category, Counted]
    sitting: Sitting


@dataclass(frozen=True, slots=True)
class _Edit:
    """A stretch of the screened text and what comes in its place."""

    start: int
    end: int
    placeholder: str
    ending: str
    category: Category


def replaced(
    header: Sequence[str], turns: Sequence[DraftTurn], rows: Sequence[Row], decisions: Decisions,
    sitting: Sitting = NOTHING_YET,
) -> Anonymised:  # fmt: skip
    """Return the transcript with placeholders as decided.

    What must be decided and is not yet gets its suggested placeholder, so that a preview shows nobody; what is only
    possible and undecided stays. Where places overlap, the longest gives the placeholder for all of them together.
    """
    outcome = {row.key: outcome_of(row, decisions) for row in rows}
    text = screened_text(header, turns)
    every = [_with_brackets(text.text, edit) for row in rows for edit in _edits(row, outcome[row.key])]
    edits = _without_overlaps(every)
    by_stretch: defaultdict[int, list[_Edit]] = defaultdict(list)
    for edit in edits:
        by_stretch[text.stretch_of(edit.start)].append(edit)
    stretches = [*header, *(turn.words for turn in turns)]
    done = [_edited(words, text.starts[number], by_stretch.get(number, ())) for number, words in enumerate(stretches)]
    lines = len(header)
    return Anonymised(
        header=tuple(words for words, _ in done[:lines]),
        turns=tuple(replace(turn, words=words) for turn, (words, _) in zip(turns, done[lines:], strict=True)),
        in_header=tuple(placeholders for _, placeholders in done[:lines]),
        in_turns=tuple(placeholders for _, placeholders in done[lines:]),
        counts=_counts(edits, rows, outcome),
        sitting={**sitting, **_placeholders(rows, outcome)},
    )


def originals(rows: Sequence[Row], decisions: Decisions) -> dict[str, tuple[str, ...]]:
    """Return for each placeholder what it stands for, for a key that somebody takes out. It names people."""
    meant: defaultdict[str, dict[str, None]] = defaultdict(dict)  # in order, each once
    for row in rows:
        for edit in _edits(row, outcome_of(row, decisions)):
            meant[edit.placeholder].update(dict.fromkeys(row.spellings))
    return {placeholder: tuple(spellings) for placeholder, spellings in meant.items()}


def _edits(row: Row, outcome: Decision | None) -> Iterator[_Edit]:
    if outcome is None:
        return
    for place in row.places:
        if not is_kept(place.start, outcome):
            yield _Edit(place.start, place.end, outcome.placeholder_at(place.start), place.ending, row.category)


def _with_brackets(text: str, edit: _Edit) -> _Edit:
    """Take the brackets around `[Kari]` along, for the placeholder brings its own."""
    in_brackets = text[edit.start - 1 : edit.start] == "[" and text[edit.end : edit.end + 1] == "]"
    return replace(edit, start=edit.start - 1, end=edit.end + 1) if in_brackets and not edit.ending else edit


def _without_overlaps(edits: list[_Edit]) -> list[_Edit]:
    """Join what overlaps into one edit with the placeholder of the longest: a piece left over would tell who it was."""
    edits.sort(key=lambda edit: (edit.start, -edit.end))
    apart: list[_Edit] = []
    longest = 0
    for edit in edits:
        length = edit.end - edit.start
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
            longest = length
            continue
        last = apart[-1]
        named = edit if length > longest else last
        end = edit if edit.end > last.end else last
        longest = max(length, longest)
        apart[-1] = replace(named, start=last.start, end=end.end, ending=end.ending)
    return apart


def _edited(words: str, start: int, edits: Sequence[_Edit]) -> tuple[str, tuple[Placeholder, ...]]:
    """Return a stretch that begins at `start` of the screened text with its edits, and where placeholders stand."""
    pieces: list[str] = []
    placeholders: list[Placeholder] = []
    done = length = 0
    for edit in edits:
        before = words[done : edit.start - start]
        length += len(before)
        placeholders.append(Placeholder(length, length + len(edit.placeholder), edit.category))
        pieces += (before, edit.placeholder, edit.ending)
        length += len(edit.placeholder) + len(edit.ending)
        done = edit.end - start
    result = "".join((*pieces, words[done:]))
    ours = {placeholder.start for placeholder in placeholders}
    from_before = (
        Placeholder(match.start(), match.end(), MEANT[match["word"].casefold()])
        for match in STANDARD.finditer(result)
        if match.start() not in ours
    )
    return result, tuple(sorted(chain(placeholders, from_before)))


def _counts(
    edits: Sequence[_Edit], rows: Sequence[Row], outcome: Mapping[str, Decision | None]
) -> dict[Category, Counted]:
    replaced_ = Counter(edit.category for edit in edits)
    kept: Counter[Category] = Counter()
    for row in rows:
        decision = outcome[row.key]
        if decision is not None:
            kept[row.category] += sum(is_kept(place.start, decision) for place in row.places)
    return {
        category: Counted(replaced_[category], kept[category])
        for category in Category
        if replaced_[category] or kept[category]
    }


def _placeholders(rows: Sequence[Row], outcome: Mapping[str, Decision | None]) -> dict[str, str]:
    """Return the placeholder of each form, where it tells apart, for the next transcript of the sitting."""
    return {
        key_of(form): decision.placeholder
        for row in rows
        if (decision := outcome[row.key]) is not None and decision.placeholder and tells_apart(decision.placeholder)
        for form in row.forms
    }
