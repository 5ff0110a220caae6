"""What a file is on its way to a transcript: paragraphs, then turns. Lives in memory only, for it may name people."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that the importer of a file should know: a sentence of the catalogue with the values of its places."""

    sentence: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote in the margin of the file, and the words that it hangs on."""

    author: str
    words: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the file in reading order; soft returns are LF.

    `speaker` is None where the file leaves it to the text to say who speaks (`P1: words`), the name or label where
    the file says it apart (a column, a voice tag), and empty where it says that nobody new does. Times are milliseconds
    from the beginning of the recording; `session` names the recording where a file holds several.
    """

    text: str
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """What a reader found in a file. `encoding` is set only where it was guessed and a person should look."""

    paragraphs: tuple[Paragraph, ...]
    comments: tuple[Comment, ...] = ()
    warnings: tuple[Remark, ...] = ()
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class DraftTurn:
    """What was said under one label before the next, lines joined by LF. Nobody's turns have an empty label."""

    label: str
    words: str
    start_ms: int | None = None
    session: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A transcript as read, before people have said who is who and what may be known."""

    header: tuple[str, ...]
    turns: tuple[DraftTurn, ...]
    comments: tuple[Comment, ...] = ()
    warnings: tuple[Remark, ...] = ()
    format: str = ""
    encoding: str = ""
