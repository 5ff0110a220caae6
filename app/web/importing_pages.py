"""The pages of an import, from what its forms carry and what the worker found."""

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Final
from uuid import UUID

from fastapi import Request
from starlette.responses import HTMLResponse

from app.importing.anonymising.checklist import CHECKLIST
from app.importing.anonymising.decisions import Decision, decision_for, open_rows
from app.importing.anonymising.identifiers import Category, Tier
from app.importing.anonymising.measured import MEASURED
from app.importing.anonymising.review import Checked, Piece, Review
from app.importing.draft import Draft
from app.importing.formats import FORMATS
from app.importing.plain import plain
from app.importing.readers.package import MAX_UPLOAD
from app.store.tables import Study
from app.web import import_words
from app.web.carried import Carried
from app.web.importer import Importer, SaidOfLabel, sessions_of, shown_labels
from app.web.pages import render
from app.workbench.importing import NewTranscript, Slip

UNUSUAL_LINES: Final = 5
TIERS: Final = (Tier.SURE, Tier.LIKELY, Tier.POSSIBLE)
ENCODINGS: Final = {
    "cp1252": "Windows (Western Europe)", "utf-8": "UTF-8", "mac-roman": "Macintosh", "iso-8859-15": "ISO 8859-15",
    "utf-16": "UTF-16",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DrawnTurn:
    """A turn of a transcript in review: who speaks, and the words with what stands out."""

    label: str
    pieces: Sequence[Piece]


def _step(request: Request, template: str, **context: object) -> HTMLResponse:
    """Draw a step; its address is no place to come back to, so it must not become one of the browser's."""
    page = render(request, template, 200, **context)
    page.headers["HX-Push-Url"] = "false"
    return page


def begin(request: Request, who: Importer, sitting: str, done: str = "") -> HTMLResponse:
    """Show the first step: choose a file, its focus group and its language."""
    return _step(
        request, "importing/begin.html", study=who.study, groups=who.groups.values(), sitting=sitting, done=done,
        most=MAX_UPLOAD, formats=[known.label for known in FORMATS],
        suffixes=",".join(suffix for known in FORMATS for suffix in known.suffixes),
        talk_languages=import_words.TALK_LANGUAGES, chosen_language=who.study.language,
    )  # fmt: skip


def speakers(
    request: Request, who: Importer, draft: Draft, carried: Mapping[str, str], data: bytes,
    said: Mapping[tuple[str, str], SaidOfLabel] | None = None,
) -> HTMLResponse:  # fmt: skip
    """Show who seems to speak, with what was said of the labels so far."""
    group = UUID(carried["focus_group"])
    taken = sorted(who.taken.get(group, ()))
    return _step(
        request, "importing/speakers.html", study=who.study, draft=draft, draft_field=plain(draft), carried_on=carried,
        labels=shown_labels(draft, who.meant, said or {}, taken), kinds=import_words.LABEL_KINDS,
        sessions=sessions_of(draft), groups=who.groups.values(), group_id=group, taken=taken,
        guessed=draft.encoding, encodings=ENCODINGS, unusual=unusual_lines(draft) if draft.encoding else (),
        file_again=base64.b64encode(data).decode() if draft.encoding else "",
    )  # fmt: skip


def unusual_lines(draft: Draft) -> list[str]:
    """Return a few lines with letters that a wrong encoding would spoil."""
    lines = (line for turn in draft.turns for line in turn.words.split("\n") if not line.isascii())
    return [line for line, _ in zip(lines, range(UNUSUAL_LINES), strict=False)]


def identifiers(
    request: Request, who: Importer, carried: Carried, found: Review, decisions: Sequence[Decision], category: str = ""
) -> HTMLResponse:
    """Show what identifies people, with what was decided so far."""
    by_key = {decision.key: decision for decision in decisions}
    known = {row.key: decision for row in found.rows if (decision := decision_for(row, by_key)) is not None}
    return _step(
        request, "importing/identifiers.html", study=who.study, raw=plain(carried), rows=found.rows, every=found.every,
        places={row.key: at for at, row in enumerate(found.rows)},
        decisions=known, undecided=len(open_rows(found.rows, by_key)), tiers=TIERS, categories=Category,
        uncased=found.uncased, measured=MEASURED.get(carried.raw.language), listed="\n".join(carried.raw.listed),
        header=found.header, keep_header=carried.keep_header, turns=_drawn(carried, found.turns),
        marked_category=category,
    )  # fmt: skip


def check(
    request: Request, who: Importer, carried: Carried, decisions: Sequence[Decision], checked: Checked,
    fields: Mapping[str, str],
) -> HTMLResponse:  # fmt: skip
    """Show what will be stored, what a second look finds in it, and what is to be signed for."""
    titles = _titles({session: who.group(group).label for session, group in carried.groups.items()})
    return _step(
        request, "importing/check.html", study=who.study, raw=plain(carried),
        decided=plain([asdict(decision) for decision in decisions]),
        fields=fields, checked=checked, header=checked.header_pieces if carried.keep_header else (),
        turns=_drawn(carried, checked.turn_pieces), sitting=plain(dict(checked.sitting)), checklist=CHECKLIST,
        stands_for=plain({**checked.key, **carried.voices}), titles=titles.items(),
        together=[(turn, list(found)) for turn, found in groupby(checked.together, key=lambda each: each.turn)],
    )  # fmt: skip


def _titles(groups: Mapping[str, str]) -> dict[str, str]:
    """Return a title for each recording session: its focus group's label, with a number where a group has several."""
    total, so_far, titles = Counter(groups.values()), Counter[str](), {}
    for session, label in groups.items():
        so_far[label] += 1
        titles[session] = f"{label} ({so_far[label]})" if total[label] > 1 else label
    return titles


def stored(
    request: Request, *, study: Study, talks: Sequence[NewTranscript], slips: Sequence[Slip], again: bool, sitting: str
) -> HTMLResponse:
    """Show what is stored, and the withdrawal slips, which are told only once."""
    return _step(request, "importing/stored.html", study=study, talks=talks, slips=slips, again=again, sitting=sitting)


def _drawn(carried: Carried, pieces: Sequence[Sequence[Piece]]) -> list[DrawnTurn]:
    return [DrawnTurn(turn.label, words) for turn, words in zip(carried.turns, pieces, strict=True)]
