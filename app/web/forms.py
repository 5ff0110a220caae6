"""The fields of our forms: what they may hold before any action sees them."""

from typing import Annotated

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
Draft = Annotated[str, Form(), AfterValidator(storable)]


def absent_if_empty(value: object) -> object:
    """Read an empty field as no value."""
    return None if value == "" else value


LARGEST = 2**31 - 1
Place = Annotated[Annotated[int, Field(ge=0, le=LARGEST)] | None, Form(), BeforeValidator(absent_if_empty)]
Number = Annotated[int, Form(ge=0, le=LARGEST)]
