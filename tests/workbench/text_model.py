"""A transcript as a row of marks that keep their identity, to say without arithmetic what a passage must hold."""

from dataclasses import dataclass, field
from uuid import UUID

from app.analysis.passages import WORD


@dataclass(eq=False)
class Mark:
    """One character of a turn; the line break after a turn belongs to it."""

    character: str
    turn: int
    withdrawn: bool = False


@dataclass
class Held:
    """A coding, or an act on one: whose, which code, and the marks that its passage holds."""

    id: UUID
    coder: int
    code: UUID
    marks: set[Mark]
    order: int = 0


@dataclass
class TextModel:
    """The transcript, what is coded in it, and what each coder can undo."""

    marks: list[Mark]
    coded: dict[UUID, Held] = field(default_factory=dict)
    acts: dict[int, list[tuple[str, Held]]] = field(default_factory=lambda: {0: [], 1: []})

    @classmethod
    def of(cls, turns: list[str]) -> "TextModel":
        """Return the model of a transcript with these turns."""
        marks = [Mark(one, number) for number, words in enumerate(turns, 1) for one in f"{words}\n"]
        return cls(marks[:-1])

    @property
    def words(self) -> str:
        """Return the transcript's words."""
        return "".join(mark.character for mark in self.marks)

    def between(self, start: int, end: int) -> set[Mark]:
        """Return the marks from `start` to `end`."""
        return set(self.marks[start:end])

    def place(self, marks: set[Mark]) -> tuple[int, int] | None:
        """Return from where to where a passage lies: from its first to its last mark that is no blank."""
        at = [
            number
            for number, mark in enumerate(self.marks)
            if mark in marks and not mark.character.isspace() and not mark.withdrawn
        ]
        return (at[0], at[-1] + 1) if at else None

    def turns_of(self, place: tuple[int, int]) -> dict[int, int]:
        """Return the turns of which a place holds whole words, and how many; withdrawn words are nobody's."""
        counts: dict[int, int] = {}
        for number in dict.fromkeys(mark.turn for mark in self.marks):
            at = [index for index, mark in enumerate(self.marks) if mark.turn == number]
            text = "".join(self.marks[index].character for index in at)
            whole = sum(
                place[0] <= at[0] + one.start() and at[0] + one.end() <= place[1] for one in WORD.finditer(text)
            )
            if whole and not self.marks[at[0]].withdrawn:
                counts[number] = whole
        return counts

    def edit(self, start: int, end: int, new: str, *, withdraws: bool = False) -> None:
        """Put new marks in place of others; what held one of the old ones holds all of the new ones."""
        old = self.between(start, end)
        fresh = [Mark(one, self.marks[start].turn, withdraws) for one in new]
        for held in [*self.coded.values(), *(held for acts in self.acts.values() for _, held in acts)]:
            if held.marks & old:
                held.marks = held.marks - old | (set() if withdraws else set(fresh))
        self.marks[start:end] = fresh

    def settle(self) -> None:
        """Let go of passages without a word, and of the later of two codings that have become the same."""
        seen = set()
        for held in sorted(self.coded.values(), key=lambda held: held.order):
            place = self.place(held.marks)
            if place is None or not self.turns_of(place) or (same := (held.coder, held.code, place)) in seen:
                del self.coded[held.id]
                continue
            seen.add(same)
