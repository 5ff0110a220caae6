"""Drafts, reviews and their answers as plain JSON: for the pipe to the worker, and for the form that carries them."""

import json
from dataclasses import asdict, is_dataclass
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from app.sentences import N_, Refusal

Thing = TypeVar("Thing")


class NotWhole(Refusal):
    """What came back through a form or a pipe is not what went out."""

    sentence = N_("The transcript did not arrive whole. Please choose the file again.")


def plain(thing: object) -> str:
    """Return a dataclass, or any lists and mappings of plain values, as JSON."""
    return json.dumps(asdict(thing) if is_dataclass(thing) and not isinstance(thing, type) else thing, default=_plainer)


def _plainer(thing: object) -> object:
    """Return what JSON has for a value that it does not know: a list for a set, words for an id."""
    return sorted(thing) if isinstance(thing, frozenset) else str(thing)


def from_plain(kind: type[Thing], text: str | bytes) -> Thing:
    """Return the dataclass that the JSON holds; raises NotWhole, which never repeats the text, when it is none."""
    try:
        return TypeAdapter(kind).validate_json(text)
    except (ValidationError, ValueError, RecursionError):
        raise NotWhole from None
