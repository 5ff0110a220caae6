"""What a detector is: a pure function from a text's context to the identifiers that it finds there."""

from collections.abc import Callable, Iterable

from app.importing.anonymising.context import Context
from app.importing.anonymising.identifiers import Identifier

Detector = Callable[[Context], Iterable[Identifier]]
