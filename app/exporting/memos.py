"""Memos for whoever works with them elsewhere: as Word, or as plain text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.exporting.word import legal, paragraph, word_file

INDENT = "    "


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote and when, with a mark such as `only for me`, or none."""

    author: str
    day: str
    words: str
    mark: str = ""

    @property
    def head(self) -> str:
        """Who, when, and the mark."""
        return " · ".join(filter(None, (self.author, self.day, self.mark)))


@dataclass(frozen=True, slots=True)
class ExportedMemo:
    """A memo with its replies: what it hangs on, in words, and the address where that is."""

    place: str
    address: str
    memo: Said
    replies: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class MemoHeadings:
    """The words around the memos, in the reader's language."""

    title: str
    study: str
    none: str


def memos_as_word(headings: MemoHeadings, memos: Sequence[ExportedMemo]) -> bytes:
    """Return a .docx with each memo under what it hangs on, in the order given, replies indented."""
    body = [paragraph(headings.title, "Title"), paragraph(headings.study, "Subtitle")]
    for one in memos:
        body += _in_word(one)
    body += [] if memos else [paragraph(headings.none, "Normal")]
    return word_file(headings.title, body, landscape=False)


def _in_word(one: ExportedMemo) -> Iterator[str]:
    yield paragraph(one.place, "Heading2")
    yield paragraph(one.memo.head, "Normal", quiet=True, together=True)
    yield paragraph(one.memo.words, "Normal")
    for reply in one.replies:
        yield paragraph(reply.head, "Quote", quiet=True, together=True)
        yield paragraph(reply.words, "Quote")
    yield paragraph(one.address, "Normal", quiet=True)


def memos_as_text(headings: MemoHeadings, memos: Sequence[ExportedMemo]) -> str:
    """Return the same as plain text with LF line ends, replies indented by four blanks."""
    parts = [f"{headings.title}\n{headings.study}\n"]
    parts += ["\n".join(_in_text(one)) for one in memos] or [headings.none + "\n"]
    return legal("\n\n".join(parts))


def _in_text(one: ExportedMemo) -> Iterator[str]:
    yield one.place
    yield one.address
    yield one.memo.head
    yield ""
    yield one.memo.words
    for reply in one.replies:
        yield ""
        yield from (INDENT + line for line in (reply.head, *reply.words.split("\n")))
