"""The demo's way through its steps: first thoughts, what does not fit, what was discarded, checks, findings."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries import coding, studies
from app.store.queries import steps as queries
from app.store.queries import themes as theme_queries
from app.store.tables import Check, CheckAnswer, SignedThing, ThemeState
from app.workbench import findings, first_thoughts, sign_offs, steps, theme_review, theme_shaping, themes
from app.workbench.demo_files import DemoFilesDiffer
from app.workbench.first_thoughts import Written


def load_first_thoughts(
    session: Session, viewers: Mapping[str, Viewer], talks: Mapping[str, UUID], facts: dict[str, Any]
) -> None:
    """Choose the method, and let the readers write what they thought before anything was coded."""
    lead = viewers["lead"]
    steps.choose_method(session, lead, steps.Method(facts["ready_method"]), lambda sentence: sentence)
    steps.go_to_step(session, lead, queries.steps(session, lead)[0].id)
    for thought in facts.get("first_thought", ()):
        written = Written(thought["words"], hand_in=True)
        first_thoughts.keep_thought(session, viewers[thought["by"]], talks[thought["transcript"]], written)


def mark_what_does_not_fit(
    session: Session, blind: Mapping[str, Viewer], talks: Mapping[str, UUID], facts: dict[str, Any]
) -> None:
    """Let coders mark codings of theirs while their round is open; raises DemoFilesDiffer."""
    for mark in facts.get("does_not_fit", ()):
        viewer, talk = blind[mark["by"]], talks[mark["transcript"]]
        found = [
            row.id
            for row in coding.codings(session, viewer, talk)
            if row.coder_id == viewer.member_id and (row.first_turn, row.code) == (mark["turn"], mark["code"])
        ]
        if not found:
            raise DemoFilesDiffer(f"study.toml: no coding for {mark}")
        theme_review.mark_fit(session, viewer, found[0], does_not_fit=True)


def _define(session: Session, lead: Viewer, placed: Mapping[str, UUID], facts: dict[str, Any]) -> None:
    """Say of themes what they are not, and how far they are."""
    for said in facts.get("definition", ()):
        theme = theme_queries.theme(session, lead, placed[said["theme"]])
        themes.edit_theme(
            session, lead, theme.id, name=theme.name, central_idea=theme.central_idea, is_not=said["is_not"]
        )
        theme_shaping.set_state(session, lead, theme.id, ThemeState(said["state"]))


def _find(session: Session, lead: Viewer, placed: Mapping[str, UUID], facts: dict[str, Any]) -> None:
    """Write down what the themes find, each with the passages of a code behind it."""
    kinds = {one.name: one.id for one in studies.stakeholders(session, lead)}
    codes = {one.name: one.id for one in code_queries.codes(session, lead)}
    for found in facts.get("finding", ()):
        scope = findings.Scope(stakeholder_id=kinds[found["of"]] if "of" in found else None)
        made = findings.make_finding(
            session, lead, theme_id=placed[found["theme"]], sentence=found["sentence"], scope=scope
        )
        findings.put_code_behind(session, lead, made, codes[found["code"]])


def load_review(
    session: Session, viewers: Mapping[str, Viewer], placed: Mapping[str, UUID], facts: dict[str, Any]
) -> None:
    """Go on to the later steps: discard what was tried, define, answer checks, say what is found, sign off."""
    lead = viewers["lead"]
    whole = queries.steps(session, lead)
    for step in whole[1:3]:
        steps.go_to_step(session, lead, step.id)
    for gone in facts.get("discarded", ()):
        made = themes.create_theme(session, lead, name=gone["name"], central_idea=gone["central_idea"])
        theme_shaping.discard(session, lead, made.id, why=gone["why"])
    for move in facts.get("step_move", ()):
        steps.go_to_step(session, lead, whole[move["step"] - 1].id, words=move["words"])
    _define(session, lead, placed, facts)
    for check in facts.get("check", ()):
        theme_review.answer_check(
            session, viewers[check["by"]], placed[check["theme"]], asked=Check(check["asked"]),
            answer=CheckAnswer(check["answer"]), words=check["words"],
        )  # fmt: skip
    _find(session, lead, placed, facts)
    for sign in facts.get("sign_off", ()):
        sign_offs.sign_off(
            session, viewers[sign["by"]], thing=SignedThing.THEME, thing_id=placed[sign["theme"]], words=sign["words"]
        )
