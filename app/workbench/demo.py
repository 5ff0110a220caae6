"""The demo study: load it from files that a person can read, by the same actions as everybody's work."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.importing.back_channels import is_back_channel
from app.importing.formats import read_draft
from app.importing.labels import Choice, labels_found, settled
from app.importing.roles import Move
from app.security.permissions import Role
from app.security.viewer import Viewer
from app.store.queries import studies as queries
from app.store.queries.transcripts import TurnRow, asking_turns, turns
from app.store.tables import Member
from app.workbench import code_places, codebook, coding, members, questions, rounds, studies, themes
from app.workbench.accounts import create_account
from app.workbench.anonymity import Signature, sign
from app.workbench.demo_files import DemoFilesDiffer
from app.workbench.demo_people import load_people
from app.workbench.demo_steps import load_first_thoughts, load_review, mark_what_does_not_fit
from app.workbench.importing import store_transcript
from app.workbench.placing import Passage
from app.workbench.quotes import choose_quote, passages

NOTHING_FOUND = Signature({}, "")  # the demo's people are made up


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the rest of the demo builds on: viewers by login, codes and themes by name, transcripts by file."""

    viewers: Mapping[str, Viewer]
    codes: Mapping[str, UUID]
    themes: Mapping[str, UUID]
    transcripts: Mapping[str, UUID]


def load_demo(session: Session, folder: Path, password_hashes: Mapping[str, str], key: bytes) -> UUID:
    """Make the demo's people and its study, with every coding checked against its transcript; return the study.

    `password_hashes` holds a hash for each login of the demo's people. Raises DemoFilesDiffer.
    """
    facts = tomllib.loads((folder / "study.toml").read_text(encoding="utf-8"))
    book = tomllib.loads((folder / "codebook.toml").read_text(encoding="utf-8"))
    viewers = _people(session, facts, password_hashes, key)
    lead = viewers["lead"]
    _settings(session, lead, facts)
    codes, placed = _codebook(session, lead, book)
    talks = _transcripts(session, lead, facts, folder)
    load_people(session, lead, facts)
    loaded = _Loaded(viewers, codes, placed, talks)
    load_first_thoughts(session, viewers, talks, facts)
    _independent_round(session, loaded, folder, facts)
    _quotes(session, loaded, facts)
    load_review(session, viewers, placed, facts)
    return lead.study_id


def _people(
    session: Session, facts: dict[str, Any], password_hashes: Mapping[str, str], key: bytes
) -> dict[str, Viewer]:
    viewers: dict[str, Viewer] = {}
    for person in facts["member"]:
        account = create_account(
            session,
            login=person["login"],
            name=person["name"],
            password_hash=password_hashes[person["login"]],
            administrator=person["role"] == "lead",
        )
        if not viewers:
            lead = studies.create_study(session, account.id, person["initials"], title=facts["title"], key=key)
            session.get_one(Member, (lead.study_id, lead.member_id)).backgrounds = person["backgrounds"]
            viewers[person["login"]] = lead
            continue
        member = members.add_member(
            session, lead.study_id, account.id, person["name"], role=Role(person["role"]),
            backgrounds=person["backgrounds"], initials=person["initials"],
        )  # fmt: skip
        viewers[person["login"]] = Viewer(
            lead.study_id, member.id, account.id, member.role, member.initials, frozenset()
        )
    return viewers


def _settings(session: Session, lead: Viewer, facts: dict[str, Any]) -> None:
    words = {name: facts[name] for name in studies.FACTS if name in facts}
    studies.edit_study(session, lead, words, several=facts["several"], some=facts["some"])
    questions.set_questions(session, lead, research=facts["research_questions"], guide=facts["guide_questions"])
    for stakeholder in facts["stakeholder"]:
        studies.add_stakeholder(session, lead, **stakeholder)
    for district in facts["districts"]:
        studies.add_district(session, lead, name=district)


def _codebook(session: Session, lead: Viewer, book: dict[str, Any]) -> tuple[dict[str, UUID], dict[str, UUID]]:
    placed: dict[str, UUID] = {}
    for theme in book["theme"]:
        top = themes.create_theme(session, lead, name=theme["name"], central_idea=theme["central_idea"])
        placed[top.name] = top.id
        for subtheme in theme["subthemes"]:
            placed[subtheme["name"]] = themes.create_theme(session, lead, parent_id=top.id, **subtheme).id
    codes: dict[str, UUID] = {}
    for code in book["code"]:
        made = codebook.create_code(session, lead, name=code["name"], rule=code)
        codes[made.name] = made.id
        if code["subtheme"]:
            code_places.place_code(session, lead, code_id=made.id, theme_id=placed[code["subtheme"]])
    return codes, placed


def _transcripts(session: Session, lead: Viewer, facts: dict[str, Any], folder: Path) -> dict[str, UUID]:
    kinds = {one.name: one.id for one in queries.stakeholders(session, lead)}
    places = {one.name: one.id for one in queries.districts(session, lead)}
    talks: dict[str, UUID] = {}
    for group in facts["focus_group"]:
        held = studies.add_focus_group(
            session, lead, label=group["label"], stakeholder_id=kinds[group["stakeholder"]],
            district_id=places[group["district"]], minutes=group["minutes"],
        )  # fmt: skip
        draft = read_draft((folder / f"{group['transcript']}.docx").read_bytes())
        confirmed = settled(draft, {found.key: Choice(found.proposed) for found in labels_found(draft)})
        talk = store_transcript(
            session, lead, focus_group_id=held.id, title=group["label"], header=draft.header, turns=confirmed
        )
        _asked(session, lead, talk.id, group["asks"])
        sign(session, lead, talk.id, [turn.words for turn in confirmed], NOTHING_FOUND)
        talks[group["transcript"]] = talk.id
    return talks


def _asked(session: Session, lead: Viewer, transcript_id: UUID, asks: list[int]) -> None:
    """Say what the moderators' turns do: those that `asks` names ask the guide's questions, in their order."""
    guide = {number: question.id for number, question in zip(asks, queries.guide(session, lead), strict=True)}
    moves: dict[int, tuple[Move, UUID | None]] = {}
    for turn in asking_turns(session, lead, transcript_id):
        if turn.number in guide:
            moves[turn.number] = Move.QUESTION, guide[turn.number]
        else:
            moves[turn.number] = (Move.BACK_CHANNEL if is_back_channel(turn.words, "en") else Move.PROBE), None
    questions.confirm_moves(session, lead, transcript_id, moves)


def _independent_round(session: Session, loaded: _Loaded, folder: Path, facts: dict[str, Any]) -> None:
    """Play the coders' independent round: each codes blind, marks every reading as done, then it is revealed."""
    round_ = rounds.open_independent_round(session, loaded.viewers["lead"])
    blind = {login: replace(viewer, blind_rounds=frozenset({round_.id})) for login, viewer in loaded.viewers.items()}
    coders: set[str] = set()
    for name, transcript_id in loaded.transcripts.items():
        spoken = turns(session, loaded.viewers["lead"], transcript_id)
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                if row["code"] not in loaded.codes or row["coder"] not in blind:
                    raise DemoFilesDiffer(f"{name}.csv, entry {line - 1}: unknown code or coder")
                coders.add(row["coder"])
                passage = _passage(spoken, int(row["turn"]), row["words"], f"{name}.csv, entry {line - 1}")
                coding.apply_code(
                    session, blind[row["coder"]], transcript_id=transcript_id,
                    code_id=loaded.codes[row["code"]], passage=passage,
                )  # fmt: skip
        for login in sorted(coders):
            rounds.mark_reading(session, blind[login], transcript_id=transcript_id, done=True)
    mark_what_does_not_fit(session, blind, loaded.transcripts, facts)
    rounds.reveal_round(session, blind["lead"], round_.id)


def _passage(spoken: list[TurnRow], number: int, words: str, where: str) -> Passage:
    """Find the quoted words, which begin in the turn with this number and may run on into those after it."""
    if not 1 <= number <= len(spoken):
        raise DemoFilesDiffer(f"{where}: there is no turn {number}")
    turn = spoken[number - 1]
    following = "\n".join(each.words for each in spoken[number - 1 : number + 19])
    at = following.find(words)
    if at < 0 or at >= len(turn.words):
        raise DemoFilesDiffer(f"{where}: turn {number} does not hold these words")
    return Passage(turn.start + at, turn.start + at + len(words), words)


def _quotes(session: Session, loaded: _Loaded, facts: dict[str, Any]) -> None:
    """Choose the quotes that the settings name, by theme, transcript, first turn and code."""
    lead = loaded.viewers["lead"]
    for quote in facts.get("quote", ()):
        found = passages(session, lead, code_ids=[loaded.codes[quote["code"]]])
        place = loaded.transcripts[quote["transcript"]]
        units = [one for one in found if one.transcript_id == place and one.turns[0].number == quote["turn"]]
        if not units:
            raise DemoFilesDiffer(f"study.toml: no passage for the quote {quote}")
        longest = max(units, key=lambda one: sum(len(turn.words) for turn in one.turns))
        choose_quote(session, lead, theme_id=loaded.themes[quote["theme"]], unit_id=longest.unit_id)
