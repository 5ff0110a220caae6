"""Read who says what out of the paragraphs of a transcript."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.importing.headers import is_header_word
from app.importing.roles import known_kind, role_word
from app.importing.words import clean
from app.sentences import N_, Refusal

LABELLED: Final = re.compile(
    r"(?P<time>\[?\d{1,2}(?::\d{2}){1,2}(?:[.,]\d+)?\]?\s+)?"  # [00:12:03] before the label
    r"(?P<label>[^\s:][^:]{0,39}?)\s*:(?P<blank>\s+|$|(?=[^\s\d/]))(?P<words>.*)"
)
WITH_MANNER: Final = re.compile(r"(?P<label>.+?)\s*\((?P<manner>[^()]*)\)")
LONGEST_LABEL: Final = 4  # words
LONGEST_ROSTER: Final = 6  # words: "Moderator: R1 (female)" is a list of who was there, not a turn

SENTENCE_END: Final = re.compile(r"(?:[?!…]|\w{2}\.)[”»\")]*$")  # "Kari N." is a name, "Hi." a sentence

SPEECH_VERBS: Final = frozenset(
    {
        *("said", "says", "say", "asked", "thought", "told", "like", "is", "was"),
        *("sa", "sier", "spurte", "tenkte", "er", "var"),
    }
)


class NoTurns(Refusal):
    sentence = N_(
        "No turns were found: no line begins with a label such as P1: and then the words. "
        "Put each participant's label and a colon before their words, and try again."
    )


EMPTY_TURN: Final = N_("A label without words was left out.")
TIMES: Final = N_("Times written before a label were left out.")


@dataclass(frozen=True, slots=True)
class DraftTurn:
    """What was said under one label before the next, lines joined by LF."""

    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A transcript as read, before people have said who is who. Lives in memory only: labels may be names."""

    header: tuple[str, ...]
    turns: tuple[DraftTurn, ...]
    skipped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the transcript, taken apart as if it began a turn; `loose` when a blank follows the colon."""

    text: str
    label: str = ""
    words: str = ""
    loose: bool = False
    timed: bool = False

    @property
    def folded(self) -> str:
        """The label for comparing: case does not tell people apart."""
        return self.label.casefold()

    @property
    def is_header(self) -> bool:
        """Whether the line tells about the conversation: `Date: ...`."""
        return is_header_word(self.label)

    @property
    def is_roster(self) -> bool:
        """Whether the line may tell who was there instead of what somebody said."""
        few = len(self.words.split()) <= LONGEST_ROSTER
        return role_word(self.label) is not None and few and not SENTENCE_END.search(self.words)


def read_turns(paragraphs: Sequence[str]) -> Draft:
    """Return the turns of a transcript: a line with a known label begins one, others go on with it."""
    cleaned = (clean(paragraph, number) for number, paragraph in enumerate(paragraphs, start=1))
    lines = [taken_apart(line) for paragraph in cleaned for line in paragraph.split("\n") if line]
    labels = known_labels(lines)
    beginning = header_end(lines, labels)
    stretches = list(grouped(lines[beginning:], labels))
    before = [line for stretch in stretches if not stretch[0] for line in stretch[1]]
    spoken = [(labels[label], said) for label, said in stretches if label]
    turns = tuple(turn for turn in (one_turn(*stretch) for stretch in spoken) if turn.words)
    if not turns:
        raise NoTurns
    return Draft(
        header=tuple(line.text for line in (*lines[:beginning], *before)),
        turns=turns,
        skipped=left_out(spoken, turns),
    )


def taken_apart(text: str) -> Line:
    """Return a line with what would be its label and its words."""
    match = LABELLED.fullmatch(text)
    if match is None:
        return Line(text)
    label, words = match["label"].strip("[]* "), match["words"]
    if manner := WITH_MANNER.fullmatch(label):
        label = manner["label"]
        if manner["manner"][:1].islower():  # "P1 (whispering):" is how it was said; "P1 (FG1):" is still the label
            words = f"({manner['manner']}) {words}".rstrip()
    if not label or len(label.split()) > LONGEST_LABEL:
        return Line(text)
    loose = bool(match["blank"]) or not match["words"]
    return Line(text, label, words, loose=loose, timed=match["time"] is not None)


def known_labels(lines: Iterable[Line]) -> Mapping[str, str]:
    """Return the labels that begin turns, folded, each with its first spelling.

    A label counts when its form tells it (P1, Moderator, All), or when it begins two lines and
    could be a name.
    """
    candidates = [line for line in lines if line.label and not line.is_header]
    counts = Counter(line.folded for line in candidates if line.loose)
    labels: dict[str, str] = {}
    for line in candidates:
        if known_kind(line.label) is not None or (counts[line.folded] > 1 and could_be_name(line.label)):
            labels.setdefault(line.folded, line.label)
    return labels


def could_be_name(label: str) -> bool:
    """Whether a label that is repeated may be somebody: not `and then` or `My doctor said`."""
    words = label.split()
    return not label[0].islower() and not (len(words) > 1 and words[-1].casefold() in SPEECH_VERBS)


def header_end(lines: Sequence[Line], labels: Mapping[str, str]) -> int:
    """Return how many lines at the top tell about the conversation instead of being part of it."""
    end = 0
    for number, line in enumerate(lines, start=1):
        if line.is_header:
            end = number
        elif line.folded in labels and not line.is_roster:
            break
    counts = Counter(line.folded for line in lines)
    while 0 < end < len(lines) and lines[end].is_roster and counts[lines[end].folded] == 1:
        end += 1
    return end


def grouped(lines: Iterable[Line], labels: Mapping[str, str]) -> Iterator[tuple[str, list[Line]]]:
    """Yield each folded label with its lines; the lines before the first label come under an empty one."""
    label, said = "", list[Line]()
    for line in lines:
        if line.folded in labels and not line.is_header:
            if said:
                yield label, said
            label, said = line.folded, []
        said.append(line)
    if said:
        yield label, said


def one_turn(label: str, said: Sequence[Line]) -> DraftTurn:
    """Return the turn whose first line carries the label."""
    lines = [said[0].words, *(line.text for line in said[1:])]
    return DraftTurn(label, "\n".join(line for line in lines if line))


def left_out(spoken: Sequence[tuple[str, list[Line]]], turns: Sequence[DraftTurn]) -> tuple[str, ...]:
    """Return the sentences about what is not in the turns."""
    empty = (EMPTY_TURN,) if len(turns) < len(spoken) else ()
    timed = (TIMES,) if any(said[0].timed for _, said in spoken) else ()
    return empty + timed
