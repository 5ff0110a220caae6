"""Sentences that a reader may see: marked for translation here, translated in the web room."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar


def N_(sentence: str) -> str:  # noqa: N802 (the name that translators' tools look for)
    """Mark a sentence for the translators' catalogue and return it as it is."""
    return sentence


class Refusal(Exception):
    """Something the workbench will not do, said in one sentence that the reader can act on.

    `sentence` is a message of the catalogue; `values` fill its `%(name)s` places. Neither holds words of a
    transcript.
    """

    sentence: ClassVar[str] = ""

    def __init__(self, **values: object) -> None:
        super().__init__(self.sentence)
        self.values = values

    def __reduce__(self) -> tuple[Callable[[], "Refusal"], tuple[()]]:
        """Travel whole out of a worker process: an exception alone would forget its values."""
        return partial(type(self), **self.values), ()
