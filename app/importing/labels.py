"""Who is behind the labels: proposed here, confirmed by a person, and stored as numbers only."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, NamedTuple

from app.importing.draft import Draft, DraftTurn
from app.importing.pseudonyms import Voice, stored_labels
from app.importing.roles import Kind, known_kind, may_be_kept
from app.importing.speaking.near import near_spellings, without_note
from app.importing.speaking.rosters import roles_told
from app.importing.turns import TEXT
from app.sentences import N_, Refusal

__all__ = [
    "Choice",
    "ConfirmedTurn",
    "Kind",
    "LabelFound",
    "LabelWithoutKind",
    "NoParticipants",
    "labels_found",
    "may_be_kept",
    "settled",
    "split",
]

FIRST_WORDS: Final = 80
FEW_TURNS: Final = 3
NOTHING: Final[Mapping[str, Kind]] = MappingProxyType({})


class LabelWithoutKind(Refusal):
    sentence = N_("Choose who is behind each label. Labels still without a choice: %(count)s.")


class NoParticipants(Refusal):
    sentence = N_("None of the labels is a participant. Choose participant for at least one of them.")


@dataclass(frozen=True, slots=True)
class LabelFound:
    """A label of the draft, with what helps to recognise who it is.

    `key` is what choices call it: the label, and its session where a file holds several, for P1 of one is not P1 of
    another. `like` is the key of a label that is probably the same person, written differently.
    """

    label: str
    turns: int
    first_words: tuple[str, ...]
    proposed: Kind
    like: str = ""
    session: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person said about a label. Without a kind it is no label: its lines belong to the turn before.

    `same_as` is the key of the label whose other spelling this is. `stored` is the participant of an earlier
    transcript of the focus group (P3) who speaks here as well.
    """

    kind: Kind | None
    same_as: str = ""
    stored: str = ""


@dataclass(frozen=True, slots=True)
class ConfirmedTurn:
    """A turn under a label that is safe to store: P1, I, C, All, ?, or nothing.

    `position` is its number in the draft.
    """

    label: str
    kind: Kind
    words: str
    start_ms: int | None = None
    session: str = ""
    position: int = 0


class Placed(NamedTuple):
    """A turn of the draft with its number there and the key of its label."""

    position: int
    key: str
    turn: DraftTurn


def labels_found(draft: Draft, earlier: Mapping[str, Kind] = NOTHING) -> tuple[LabelFound, ...]:
    """Return the labels in order of their first turn. Nobody's turns have none.

    `earlier` is what labels meant in the study's transcripts before.
    """
    told = roles_told(draft.header)
    remembered = {label.casefold(): kind for label, kind in earlier.items()}
    spoken: dict[str, list[DraftTurn]] = defaultdict(list)
    for placed in placed_turns(draft):
        if placed.key:
            spoken[placed.key].append(placed.turn)
    alike = other_spellings(spoken)
    return tuple(
        LabelFound(
            label=turns[0].label, turns=len(turns), session=turns[0].session, key=key, like=alike.get(key, ""),
            first_words=tuple(shortened(turn.words) for turn in turns[:FEW_TURNS]),
            proposed=proposed(turns[0].label, told, remembered),
        )
        for key, turns in spoken.items()
    )  # fmt: skip


def placed_turns(draft: Draft) -> list[Placed]:
    """Return the turns with their numbers and keys."""
    several = len({turn.session for turn in draft.turns}) > 1

    def key(turn: DraftTurn) -> str:
        return f"{turn.label} · {turn.session}" if several and turn.session and turn.label else turn.label

    return [Placed(position, key(turn), turn) for position, turn in enumerate(draft.turns, start=1)]


def other_spellings(spoken: Mapping[str, Sequence[DraftTurn]]) -> dict[str, str]:
    """Return for each key whose label may be another one of its session misspelt the key of that other one."""
    sessions: dict[str, dict[str, str]] = defaultdict(dict)
    for key, turns in spoken.items():
        sessions[turns[0].session][turns[0].label] = key
    found: dict[str, str] = {}
    for keys in sessions.values():
        near = near_spellings({label: len(spoken[key]) for label, key in keys.items()})
        found |= {keys[label]: keys[other] for label, other in near.items()}
    return found


def proposed(label: str, told: Mapping[str, Kind], remembered: Mapping[str, Kind]) -> Kind:
    """Return who a label probably is: by what the header says, the study's earlier choices, the label itself."""
    folded = label.casefold()
    return (
        told.get(folded) or remembered.get(folded) or known_kind(label) or known_kind(without_note(label))
        or Kind.PARTICIPANT
    )  # fmt: skip


def shortened(words: str) -> str:
    """Return the beginning of the words on one line, cut between words where that is possible."""
    line = words[: FIRST_WORDS + 1].replace("\n", " ")
    if len(line) <= FIRST_WORDS:
        return line
    beginning = line[: FIRST_WORDS - 1]
    return (beginning.rpartition(" ")[0] or beginning) + "…"


def settled(
    draft: Draft, choices: Mapping[str, Choice], taken: Collection[str] = frozenset()
) -> tuple[ConfirmedTurn, ...]:
    """Return the turns under the labels to store; of the file's own labels only those like P1 survive.

    `choices` has one for each key. `taken` are the labels that the focus group has from earlier transcripts: the same
    P-number is the same person there, and new participants get numbers that are still free.
    """
    placed = placed_turns(draft)
    keys = dict.fromkeys(each.key for each in placed if each.key)
    roots = {key: root(key, choices) for key in keys}
    if missing := sum(own is None for own in roots.values()):
        raise LabelWithoutKind(count=missing)
    placed = put_back(placed, {key for key in keys if choices[key].kind is None})
    voices = voices_of(placed, roots, choices)
    if not any(voice.kind is Kind.PARTICIPANT for voice in voices.values()):
        raise NoParticipants
    labels = stored_labels(voices, taken)
    stored = {key: (labels[own or key], voices[own or key].kind) for key, own in {TEXT: TEXT, **roots}.items()
              if (own or key) in voices} | {"": ("", Kind.NONE)}  # fmt: skip
    return tuple(
        ConfirmedTurn(*stored[each.key], each.turn.words, each.turn.start_ms, each.turn.session, each.position)
        for each in placed
    )


def root(key: str, choices: Mapping[str, Choice]) -> str | None:
    """Return the key of the voice behind a label: its own, or that of the label which it is joined to.

    None when no choice leads there, or when labels are joined in a circle or to what is no label.
    """
    passed = {key}
    while (choice := choices.get(key)) is not None and choice.kind is not None:
        if not choice.same_as:
            return key
        key = choice.same_as
        if key in passed:
            return None
        passed.add(key)
    return key if choice is not None and len(passed) == 1 else None


def voices_of(
    placed: Sequence[Placed], roots: Mapping[str, str | None], choices: Mapping[str, Choice]
) -> dict[str, Voice]:
    """Return the voices by the keys of their labels, in order of their first turn.

    A text of which no label is one has a single participant.
    """
    labels = {each.key: each.turn.label for each in placed if each.key}
    voices: dict[str, Voice] = {}
    for key, label in labels.items():
        own = roots.get(key) or key
        choice = choices.get(own, Choice(Kind.PARTICIPANT))
        voices.setdefault(own, Voice(labels.get(own, label), choice.kind or Kind.PARTICIPANT, choice.stored))
    return voices


def put_back(placed: Sequence[Placed], keys: Collection[str]) -> list[Placed]:
    """Return the turns without labels that are none: their lines go on with the turn before, with their words."""
    if not keys:
        return list(placed)
    if all(each.key in keys for each in placed if each.key):
        return [each if not each.key else Placed(each.position, TEXT, whole(each.turn, TEXT)) for each in placed]
    result: list[tuple[Placed, list[str]]] = []
    for each in placed:
        before = result[-1][0] if result else None
        if each.key not in keys:
            result.append((each, [each.turn.words]))
        elif before is not None and before.key and before.turn.session == each.turn.session:
            result[-1][1].append(whole(each.turn).words)
        else:
            result.append((Placed(each.position, "", whole(each.turn)), [whole(each.turn).words]))
    return [each._replace(turn=replace(each.turn, words="\n".join(words))) for each, words in result]


def whole(turn: DraftTurn, label: str = "") -> DraftTurn:
    """Return a turn with its label among the words, where it came from."""
    return replace(turn, label=label, words=f"{turn.label}: {turn.words}")


def split(draft: Draft, key: str, turns: Collection[int]) -> Draft:
    """Give some turns of a label, by their numbers in the draft, a label of their own: `P1 (2)`."""
    labels = {turn.label for turn in draft.turns}
    chosen = {each.position: each.turn for each in placed_turns(draft) if each.key == key and each.position in turns}
    label = next((turn.label for turn in chosen.values()), "")
    if not label:
        return draft
    new = next(f"{label} ({n})" for n in range(2, len(draft.turns) + 3) if f"{label} ({n})" not in labels)
    anew = (replace(turn, label=new) if n in chosen else turn for n, turn in enumerate(draft.turns, start=1))
    return replace(draft, turns=tuple(anew))
