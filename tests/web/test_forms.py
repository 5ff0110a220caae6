"""A form is read at once: several values of a field, what was left empty, and nothing of it in what is refused."""

import asyncio
from typing import Annotated
from urllib.parse import urlencode

import pytest
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field

from app.web.forms import Words, reader


class Said(BaseModel):
    """A form with one field of each kind."""

    words: Words
    with_: Annotated[list[str], Field(alias="with")] = []
    turn: int = 0


def read(*fields: tuple[str, str]) -> Said:
    async def receive():
        return {"type": "http.request", "body": urlencode(fields).encode(), "more_body": False}

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    return asyncio.run(reader(Said)(Request({"type": "http", "method": "POST", "headers": headers}, receive)))


def test_a_field_that_may_be_sent_several_times_has_all_its_values():
    said = read(("words", "kølapp & te"), ("with", "a"), ("with", "b"), ("turn", "3"))

    assert (said.words, said.with_, said.turn) == ("kølapp & te", ["a", "b"], 3)


def test_a_field_sent_once_where_several_may_be_is_one_of_several():
    assert read(("words", "tea"), ("with", "a")).with_ == ["a"]


def test_what_is_left_empty_was_not_sent():
    said = read(("words", "tea"), ("with", ""), ("turn", ""))

    assert (said.with_, said.turn) == ([], 0)


@pytest.mark.parametrize(
    "fields", [(), (("words", ""),), (("words", "what she said\0"),), (("words", "a"), ("turn", "x"))]
)
def test_what_cannot_be_read_is_refused_without_saying_what_it_was(fields):
    with pytest.raises(RequestValidationError) as refused:
        read(*fields)

    assert "what she said" not in str(refused.value.errors())
