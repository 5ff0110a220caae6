"""The words of a document as they are read, and the passages of them that comments hang on."""

from typing import Final

from app.importing.readers.limits import (
    MAX_CHARACTERS,
    TooMuchText,
    refuse_too_many_paragraphs,
    refuse_too_much_text,
)

MAX_QUOTED: Final = 5 * MAX_CHARACTERS  # comments may overlap, and each quotes its whole passage


class Reading:
    """Collects pieces of text into paragraphs, and remembers where comments begin and end."""

    def __init__(self) -> None:
        self._all: list[str] = []
        self._length = 0
        self._paragraph_from = 0
        self._paragraphs = 0
        self._begun: dict[str, int] = {}
        self._passages: dict[str, tuple[int, int]] = {}

    def say(self, text: str) -> None:
        """Add a piece of text to the paragraph that is being read."""
        self._all.append(text)
        self._length += len(text)
        refuse_too_much_text(self._length)

    def end_paragraph(self) -> str:
        """Return the text of the paragraph that ends here, which may be nothing."""
        text = "".join(self._all[self._paragraph_from :])
        if text:
            self.say("\n")
            self._paragraphs += 1
            refuse_too_many_paragraphs(self._paragraphs)
        self._paragraph_from = len(self._all)
        return text

    def begin_comment(self, name: str) -> None:
        """Remember that what a comment hangs on begins here."""
        self._begun.setdefault(name, self._length)
        self._passages.setdefault(name, (self._length, self._length))

    def end_comment(self, name: str) -> None:
        """Remember that it ends here; a comment that never began hangs on no words."""
        if name in self._begun:
            self._passages[name] = (self._begun.pop(name), self._length)

    def place_comment(self, name: str) -> None:
        """Remember a comment that stands here; unless a passage of it is known, it hangs on no words."""
        self._passages.setdefault(name, (self._length, self._length))

    def quoted(self) -> dict[str, str]:
        """Return the words that each comment hangs on, in the order of the text."""
        if sum(end - start for start, end in self._passages.values()) > MAX_QUOTED:
            raise TooMuchText(limit=MAX_CHARACTERS)
        text = "".join(self._all)
        passages = sorted(self._passages.items(), key=lambda passage: passage[1][0])
        return {name: without_empty_lines(text[start:end]) for name, (start, end) in passages}


def without_empty_lines(text: str) -> str:
    """Return a passage as it reads: what ends a paragraph without words in it is no line of its own."""
    if "\n" not in text:
        return text
    return "\n".join(line for line in text.split("\n") if line.strip())
