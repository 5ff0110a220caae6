"""Where the same words stand besides: in every transcript of the study, and in what the team wrote."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from app.importing.anonymising.forms import POSSESSIVE, genitive_stem
from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.store.queries import memos
from app.store.queries import texts as queries
from app.store.queries.texts import SaidTurn, Written
from app.store.tables import EarlierWords, FirstThought, Memo, ThemeEdition

NEAR: Final = 45  # code points shown on either side
LAST_WORD: Final = re.compile(r"\w+$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a transcript where the words stand, with what stands around them."""

    transcript_id: UUID
    title: str
    turn: int
    participant: str
    start: int
    end: int
    words: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TextSpot:
    """A text of the team in which the words stand; `key` names it as `code:<id>:definition`."""

    key: str
    name: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class SameWords:
    """The same words in any case, whole, and with a genitive ending where the language writes one."""

    pattern: re.Pattern[str]
    language: str

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield from where to where the words stand in a text, without an ending."""
        for match in self.pattern.finditer(text):
            word = LAST_WORD.search(text, 0, match.end() + 1)
            if not match["ending"] or (word and genitive_stem(word[0].casefold(), self.language)):
                yield match.start(), match.end()

    def replaced(self, text: str, new: str) -> str:
        """Return the text with other words at each place."""
        parts, at = [], 0
        for start, end in self.places(text):
            parts += [text[at:start], new]
            at = end
        return "".join([*parts, text[at:]])


def same_words(words: str, language: str) -> SameWords:
    """Return what finds the same words again; a possessive 's does not belong to them."""
    body = r"\s+".join(map(re.escape, POSSESSIVE.sub("", words.strip()).split()))
    left = r"(?<!\w)" if re.match(r"\w", words.strip()) else ""
    return SameWords(re.compile(rf"{left}{body}(?=(?P<ending>s)?(?!\w))", re.IGNORECASE), language)


def occurrences(session: Session, viewer: Viewer, words: str) -> list[Spot]:
    """Return every place of the study's transcripts where the same words stand."""
    require(viewer, Action.REVISE_TRANSCRIPT)
    finders: dict[str, SameWords] = {}
    found = []
    for turn in queries.said(session, viewer):
        if turn.language not in finders:
            finders[turn.language] = same_words(words, turn.language)
        found += [_spot(turn, start, end) for start, end in finders[turn.language].places(turn.words)]
    return found


def _spot(turn: SaidTurn, start: int, end: int) -> Spot:
    words = turn.words
    return Spot(
        turn.transcript_id, turn.title, turn.number, turn.participant, turn.start + start, turn.start + end,
        words[start:end], words[max(start - NEAR, 0) : start], words[end : end + NEAR],
    )  # fmt: skip


def texts_with(session: Session, viewer: Viewer, same: SameWords) -> list[TextSpot]:
    """Return the texts of the team, as far as the viewer may see them, in which the same words stand."""
    return [
        TextSpot(key_of(row, column), name_of(row), text[max(start - NEAR, 0) : start], text[start:end],
                 text[end : end + NEAR])
        for row, column, text in _texts(session, viewer)
        for start, end in list(same.places(text))[:1]
    ]  # fmt: skip


def _texts(session: Session, viewer: Viewer) -> Iterator[tuple[Written, str, str]]:
    for row in queries.written(session, viewer):
        for column in queries.COLUMNS[type(row)]:
            yield row, column, getattr(row, column)


def key_of(row: Written, column: str) -> str:
    """Return what names a text of the team."""
    return f"{row.__tablename__}:{row.id}:{column}"


def name_of(row: Written) -> str:
    """Return by what name the team knows the thing that a text is about."""
    known = ("name", "label", "title", "was_called", "reason")
    return str(next(filter(None, (getattr(row, column, "") for column in known)), ""))


def replace_in_texts(session: Session, viewer: Viewer, same: SameWords, new: str, keys: Collection[str]) -> set[str]:
    """Put other words into the texts with these keys; return the keys of those that changed."""
    changed = set()
    taken: dict[type[Written], set[str]] = {}
    for row, column, text in list(_texts(session, viewer)):
        if column in queries.UNIQUE:
            taken.setdefault(type(row), set()).add(text.casefold())
    for row, column, text in list(_texts(session, viewer)):
        key, other = key_of(row, column), same.replaced(text, new)
        if other == text or key not in keys:
            continue
        if column in queries.UNIQUE:
            other = _free(other, taken[type(row)])
        if isinstance(row, Memo):
            reword(row, other)
        else:
            setattr(row, column, other)
        changed.add(key)
    session.flush()
    return changed


def replace_unseen(session: Session, viewer: Viewer, same: SameWords, new: str) -> None:
    """Put other words into what is in no list: private and removed memos, sealed first thoughts, earlier wordings."""
    for kept in queries.kept_unseen(session, viewer):
        for column in queries.EDITION if isinstance(kept, ThemeEdition) else queries.COLUMNS[FirstThought]:
            text = getattr(kept, column)
            if (said := same.replaced(text, new)) != text:
                setattr(kept, column, said)
    for row in list(memos.every_text(session, viewer)):
        if isinstance(row, EarlierWords) or row.private or row.removed_at is not None:
            other = same.replaced(row.words, new)
            if other != row.words:
                reword(row, other)
    session.flush()


def reword(row: Memo | EarlierWords, words: str) -> None:
    """Let a memo say something else; whoever is editing it is shown so."""
    row.words = words
    if isinstance(row, Memo):
        row.revision += 1


def _free(name: str, taken: set[str]) -> str:
    """Return the name, numbered where another of its kind has it already."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} {number}"
    taken.add(free.casefold())
    return free
