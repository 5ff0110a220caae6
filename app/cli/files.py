"""Check files before they go near a server: what would be read, and what could tell who is who. Nothing is written."""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NoReturn

import click

from app.importing.anonymising.identifiers import Identifier
from app.importing.anonymising.languages import LANGUAGES
from app.importing.anonymising.screening import screen as screened
from app.importing.draft import Draft, Material
from app.importing.formats import read_draft, read_material
from app.importing.labels import labels_found
from app.importing.readers.decoding import ENCODINGS, decoded
from app.importing.readers.package import MAX_UPLOAD, MEGABYTE, TooLargeFile
from app.sentences import Refusal

CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]+")
AS_IT_STANDS: Final = ("txt", "md")  # formats whose own text is screened, so that its offsets are those of the file

file_argument = click.argument("file", type=click.Path(path_type=Path))
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
encoding_option = click.option(
    "--encoding", type=click.Choice(list(ENCODINGS)), help="Of a text file, where it was not found right."
)


@click.command()
@file_argument
@json_option
@encoding_option
def read(file: Path, as_json: bool, encoding: str | None) -> None:
    """Show what would be read from a transcript. Nothing is written anywhere."""
    with one_sentence():
        draft = read_draft(bytes_of(file), file.suffix, encoding or "")
        click.echo(json.dumps(plain(draft)) if as_json else "\n".join(summary(draft)))


@click.command()
@file_argument
@click.option("--language", required=True, type=click.Choice(sorted(LANGUAGES)), help="What the transcript is in.")
@click.option("--list", "names", type=click.Path(path_type=Path), help="A text file of names, one in a line.")
@json_option
@encoding_option
def screen(file: Path, language: str, names: Path | None, as_json: bool, encoding: str | None) -> None:
    """Show what in a transcript could tell who is who. Nothing is written anywhere."""
    with one_sentence():
        listed = names_in(names) if names else []
        text, speakers = text_to_screen(bytes_of(file), file.suffix, encoding or "")
        found = screened(text, language, listed, speakers)
        click.echo(json.dumps([stretch(text, one) for one in found]) if as_json else "\n".join(findings(text, found)))


@contextmanager
def one_sentence() -> Iterator[None]:
    """Say in one sentence what went wrong; an error of our own says its kind only, for it may hold words."""
    try:
        yield
    except Refusal as refusal:
        stop(refusal.sentence % refusal.values)
    except OSError as error:
        stop(f"The file could not be opened: {error.strerror or 'no reason is known'}.")
    except Exception as error:
        stop(f"The file could not be read, and that is our fault ({type(error).__name__}).")


def stop(sentence: str) -> NoReturn:
    """Print a sentence where errors go, and end."""
    click.echo(sentence, err=True)
    sys.exit(1)


def bytes_of(file: Path) -> bytes:
    """Return what is in a file, if it is not far too large."""
    if file.stat().st_size > MAX_UPLOAD:
        raise TooLargeFile(limit=MAX_UPLOAD // MEGABYTE)
    return file.read_bytes()


def names_in(file: Path) -> list[str]:
    """Return the names of a list, one in a line."""
    return [line.strip() for line in decoded(bytes_of(file))[0].splitlines() if line.strip()]


def plain(draft: Draft) -> dict[str, object]:
    """Return a draft as it is printed."""
    return {
        "format": draft.format,
        "header": list(draft.header),
        "labels": labels_in(draft),
        "turns": [
            {"label": turn.label, "words": turn.words, "start_ms": turn.start_ms, "session": turn.session}
            for turn in draft.turns
            if turn.label
        ],
        **({"directions": found} if (found := directions_in(draft)) else {}),
        "comments": [{"author": one.author, "words": one.words, "quoted": one.quoted} for one in draft.comments],
        "warnings": [remark.sentence % remark.values for remark in draft.warnings],
    }


def directions_in(draft: Draft) -> list[dict[str, object]]:
    """Return what nobody says, stage directions above all, each with the number of spoken turns before it."""
    found: list[dict[str, object]] = []
    spoken = 0
    for turn in draft.turns:
        if turn.label:
            spoken += 1
        else:
            found.append({"words": turn.words, "after": spoken, "session": turn.session})
    return found


def labels_in(draft: Draft) -> dict[str, dict[str, object]]:
    """Return the labels with their turns, those of all sessions together. Nobody's turns have none."""
    kinds = {found.label: found.proposed.value for found in reversed(labels_found(draft))}
    turns = Counter(turn.label for turn in draft.turns if turn.label)
    return {label: {"turns": count, "kind": kinds[label]} for label, count in turns.items()}


def summary(draft: Draft) -> Iterator[str]:
    """Yield the lines that tell a person what was read."""
    sessions = len({turn.session for turn in draft.turns})
    spoken = sum(bool(turn.label) for turn in draft.turns)
    yield f"{draft.format}: {spoken} turns" + (f" in {sessions} sessions" if sessions > 1 else "")
    yield from (f"  header: {shown(line)}" for line in draft.header)
    for label, about in labels_in(draft).items():
        yield f"  {shown(label):<24} {about['turns']:>5}  {about['kind']}"
    if nobody := sum(not turn.label for turn in draft.turns):
        yield f"  {'(nobody)':<24} {nobody:>5}  stage directions"
    if draft.comments:
        yield f"  comments in the margin: {len(draft.comments)}"
    if draft.encoding:
        yield f"  encoding: {draft.encoding} is a guess; look at the letters, or choose one with --encoding."
    yield from (f"  note: {remark.sentence % remark.values}" for remark in draft.warnings)


def text_to_screen(data: bytes, suffix: str, encoding: str) -> tuple[str, frozenset[str]]:
    """Return the text whose offsets are told, and the labels in it."""
    draft = read_draft(data, suffix, encoding)
    labels = frozenset(turn.label for turn in draft.turns if turn.label)
    if draft.format in AS_IT_STANDS:
        return decoded(data, encoding)[0], labels
    return in_lines(read_material(data, suffix, encoding)[1]), labels


def in_lines(material: Material) -> str:
    """Return the paragraphs as lines, each with its label where the file says it apart."""
    return "\n".join(f"{one.speaker}: {one.text}" if one.speaker else one.text for one in material.paragraphs)


def stretch(text: str, found: Identifier) -> dict[str, object]:
    """Return an identifier as it is printed."""
    place = {"start": found.start, "end": found.end}
    return {**place, "category": found.category, "tier": found.tier, "text": text[found.start : found.end]}


def findings(text: str, found: list[Identifier]) -> Iterator[str]:
    """Yield the lines that tell a person what was found."""
    tiers = Counter(one.tier.value for one in found)
    yield f"{len(found)} found" + "".join(f", {count} {tier}" for tier, count in tiers.items())
    for one in found:
        line = text.count("\n", 0, one.start) + 1
        yield f"  line {line:>5}  {one.tier.value:<8} {one.category.value:<8} {shown(text[one.start : one.end])}"


def shown(text: str) -> str:
    """Return words of a file without what could steer a terminal."""
    return CONTROL.sub(" ", text)
