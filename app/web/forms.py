"""The fields of our forms: what they may hold before any action sees them."""

from typing import Annotated
from uuid import UUID

from fastapi import Form
from pydantic import AfterValidator, BeforeValidator, Field


def storable(words: str) -> str:
    """Return the words with LF as the only line end; raises ValueError for NUL and lone surrogates."""
    if "\0" in words:
        raise ValueError("NUL")
    words.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    return words.replace("\r\n", "\n").replace("\r", "\n")


Line = Annotated[str, Form(max_length=500), AfterValidator(storable)]
Words = Annotated[str, Form(max_length=20_000), AfterValidator(storable)]
WordsIfSent = Annotated[Annotated[str, Field(max_length=20_000), AfterValidator(storable)] | None, Form()]
Draft = Annotated[str, Form(), AfterValidator(storable)]


def absent_if_empty(value: object) -> object:
    """Read an empty field as no value."""
    return None if value == "" else value


def apart(value: object) -> object:
    """Read several identifiers, one a field or many in one, with commas between them."""
    fields = value if isinstance(value, list) else [value]
    return [one for field in fields if isinstance(field, str) for one in field.split(",") if one]


Several = Annotated[list[UUID], BeforeValidator(apart)]
IdIfSent = Annotated[UUID | None, BeforeValidator(absent_if_empty)]
LARGEST = 2**31 - 1
Place = Annotated[Annotated[int, Field(ge=0, le=LARGEST)] | None, Form(), BeforeValidator(absent_if_empty)]
Number = Annotated[int, Form(ge=0, le=LARGEST)]
