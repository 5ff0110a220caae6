"""What an import's forms carry from step to step: everything, because nothing is stored before the last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Final
from uuid import UUID

from fastapi import Depends, Request
from starlette.datastructures import FormData

from app.importing.anonymising.decisions import Choice, Decision
from app.importing.anonymising.review import Raw
from app.importing.draft import Draft, DraftTurn
from app.importing.labels import ConfirmedTurn, may_be_kept
from app.importing.plain import NotWhole, from_plain, plain
from app.importing.pseudonyms import is_stored_label
from app.importing.readers.package import MAX_UPLOAD
from app.importing.roles import Kind
from app.importing.words import UNREADABLE, UnreadableCharacters, clean
from app.security import seals
from app.security.tokens import same
from app.web.import_words import TALK_LANGUAGES

UPLOAD: Final = MAX_UPLOAD + 2**20
FIELDS: Final = 200_000  # each row of a review has several, and a long talk hundreds of rows
LONGEST_NUMBER: Final = 10
LATEST_MS: Final = 2**31 - 1  # of a recording, about 24 days
READY = "transcript that was looked through"


@dataclass(frozen=True, slots=True)
class Carried:
    """A transcript in review. It names people.

    `turns` say who speaks and when, under labels that are safe to store; their words are those of `raw`. `groups` has
    the focus group of each recording session, `voices` what the stored labels were called in the file, and `meant` the
    labels that the study may remember.
    """

    raw: Raw
    turns: tuple[ConfirmedTurn, ...]
    groups: Mapping[str, UUID]
    voices: Mapping[str, tuple[str, ...]]
    meant: Mapping[str, Kind]
    keep_header: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """An anonymised transcript that waits for a signature; it names nobody."""

    header: tuple[str, ...]
    turns: tuple[ConfirmedTurn, ...]
    groups: Mapping[str, UUID]
    meant: Mapping[str, Kind]
    language: str
    version: str
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def known_language(code: str) -> str:
    """Return the language of a talk when it is one that we offer; raises NotWhole."""
    if code not in TALK_LANGUAGES:
        raise NotWhole
    return code


def draft_in(text: str) -> Draft:
    """Return the draft that a form carries; raises NotWhole when it was changed on its way."""
    draft = from_plain(Draft, text)
    refuse_unreadable(turn.label for turn in draft.turns)
    return replace(draft, header=tuple(map(_cleaned, draft.header)), turns=_whole(draft.turns))


def carried_in(text: str) -> Carried:
    """Return the transcript in review that a form carries; raises NotWhole when it was changed on its way."""
    carried = from_plain(Carried, text)
    known_language(carried.raw.language)
    turns = _whole(carried.raw.turns)
    sound = (is_stored_label(turn.label) and 0 <= (turn.start_ms or 0) <= LATEST_MS for turn in carried.turns)
    if not all(sound) or not all(map(may_be_kept, carried.meant)):
        raise NotWhole
    if len(turns) != len(carried.turns) or {turn.session for turn in carried.turns} != carried.groups.keys():
        raise NotWhole
    return replace(carried, raw=replace(carried.raw, header=tuple(map(_cleaned, carried.raw.header)), turns=turns))


def _whole(turns: Iterable[DraftTurn]) -> tuple[DraftTurn, ...]:
    """Return the turns in their canonical form; raises NotWhole when there are none, or one without words."""
    whole = tuple(replace(turn, words=_cleaned(turn.words)) for turn in turns)
    if not whole or not all(turn.words and 0 <= (turn.start_ms or 0) <= LATEST_MS for turn in whole):
        raise NotWhole
    return whole


def _cleaned(words: str) -> str:
    try:
        return clean(words)
    except UnreadableCharacters:
        raise NotWhole from None


def refuse_unreadable(labels: Iterable[str]) -> None:
    """Raise NotWhole when a label holds what cannot be stored."""
    if any(map(UNREADABLE.search, labels)):
        raise NotWhole


def sealed(ready: Ready, key: bytes, study_id: UUID) -> dict[str, str]:
    """Return the fields that carry what is ready, sealed, so that only what was looked through can be stored."""
    text = plain(ready)
    return {"ready": text, "seal": seals.form_seal(key, str(study_id), READY, text)}


def unsealed(text: str, seal: str, key: bytes, study_id: UUID) -> Ready:
    """Return what is ready; raises NotWhole when it is not what went out to be signed."""
    if not same(seal, seals.form_seal(key, str(study_id), READY, text)):
        raise NotWhole
    return from_plain(Ready, text)


def sitting_of(text: str) -> dict[str, str]:
    """Return the placeholders of the transcripts before, from the form that carries them."""
    return from_plain(dict[str, str], text) if text else {}


async def whole_form(request: Request) -> FormData:
    """Return the form with the fields whose names depend on the page."""
    return await request.form()


WholeForm = Annotated[FormData, Depends(whole_form)]


def words_of(form: FormData, name: str) -> list[str]:
    """Return the values of a field that is sent several times."""
    return [value for value in form.getlist(name) if isinstance(value, str)]


def is_place(value: str) -> bool:
    """Whether a field holds a place in a text, or the number of a turn."""
    return value.isascii() and value.isdecimal() and len(value) < LONGEST_NUMBER


def decisions_in(form: FormData) -> tuple[Decision, ...]:
    """Read from the review's form what was decided about each row; rows without a choice are left out."""
    carried = words_of(form, "decided")
    if carried:
        return from_plain(tuple[Decision, ...], carried[0])
    found = []
    keys, placeholders = words_of(form, "key"), words_of(form, "placeholder")
    for at, (key, placeholder) in enumerate(zip(keys, placeholders, strict=False)):
        choice = next(iter(words_of(form, f"choice-{at}")), "")
        kept = [value for value in words_of(form, f"kept-{at}") if is_place(value)]
        if choice in set(Choice):
            chosen = "" if choice == Choice.KEEP else placeholder
            found.append(Decision(key, Choice(choice), chosen, frozenset(map(int, kept))))
    return tuple(found)
