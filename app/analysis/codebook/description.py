"""A code's whole rule as one text, for formats that have no more than a description."""

import re
from typing import Final

from app.analysis.codebook.entries import RULE, Entry
from app.analysis.codebook.words import HEADINGS, PART_OF_RULE

HEADED: Final = re.compile(r"(\\*)([^:\n\\]{1,40}?)\s*:\s*(.*)")
Rule = dict[str, str]


def description(entry: Entry, language: str = "en") -> str:
    """Return the definition, then each part of the rule that is written, headed `Use when:` and so on.

    A line that begins like a heading but is none gets a backslash in front, which `rule_of` takes off again.
    `language` is `en` or `nb`.
    """
    words = HEADINGS[language]
    parts = [guarded(entry.definition)] if entry.definition else []
    for part in RULE[1:]:
        text: str = getattr(entry, part)
        first, *rest = text.split("\n")
        if text:
            parts.append("\n".join([f"{words[part]}: {first}", *map(guarded_line, rest)]))
    return "\n".join(parts)


def rule_of(text: str) -> Rule:
    """Return the parts of the rule in a description: what stands before the first heading is the definition.

    Headings are known in English and Norwegian, at the beginning of a line, before a colon. A part that is headed
    twice holds both. Lines are separated by LF; a part that is not there is left out.
    """
    parts: dict[str, list[str]] = {}
    part = RULE[0]
    for line in text.split("\n"):
        found = heading_of(line)
        if found is not None and not found[1]:
            part = PART_OF_RULE[found[2].casefold()]
            line = found[3]
        elif found is not None:
            line = line[1:]
        if line:
            parts.setdefault(part, []).append(line)
    return {name: "\n".join(lines) for name, lines in parts.items()}


def guarded(text: str) -> str:
    """Return a text with a backslash before each line that begins like a heading."""
    return "\n".join(map(guarded_line, text.split("\n")))


def guarded_line(line: str) -> str:
    """Return a line, with a backslash in front where it begins like a heading."""
    return f"\\{line}" if heading_of(line) else line


def heading_of(line: str) -> re.Match[str] | None:
    """Return the heading that a line begins with: its backslashes, its words, and what follows."""
    found = HEADED.match(line)
    return found if found is not None and found[2].casefold() in PART_OF_RULE else None
