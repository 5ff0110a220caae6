"""What a study says about itself, written by several people: nobody's words go unseen."""

import hashlib
from collections.abc import Mapping

from sqlalchemy.orm import Session

from app.security.permissions import Action, require
from app.security.viewer import Viewer
from app.sentences import N_, Refusal
from app.store.queries import studies as queries
from app.workbench.questions import set_questions
from app.workbench.studies import FACTS, edit_study

QUESTIONS = ("research", "guide")
NUMBERS = ("several",)
SHORT = 12


class WrittenBySomebodyElse(Refusal):
    """Storing a fact that somebody else has written anew since the page was opened: both are shown, to choose."""

    sentence = N_("Somebody has changed this since you opened it. Nothing of yours is lost: choose below.")


def facts_of(session: Session, viewer: Viewer) -> dict[str, str]:
    """Return everything of the settings that is written as one form: facts, questions, wording."""
    study = queries.study(session, viewer)
    return {
        **{name: str(getattr(study, name)) for name in (*FACTS, *NUMBERS)},
        "research": "\n".join(queries.research_questions(session, viewer)),
        "guide": "\n".join(queries.guide_questions(session, viewer)),
    }


def ground_of(facts: Mapping[str, str]) -> str:
    """Return what tells later which of the facts have been written anew: a short digest of each."""
    return ",".join(f"{name}:{_digest(text)}" for name, text in facts.items())


def joined(now: Mapping[str, str], mine: Mapping[str, str], ground: str) -> tuple[dict[str, str], list[str]]:
    """Return the facts with mine where only I have changed them, and which of them somebody else has changed too.

    Without a ground nobody can tell, and mine holds.
    """
    seen = dict(part.partition(":")[::2] for part in ground.split(",") if part)
    whole, twice = dict(now), []
    for name, text in mine.items():
        if seen.get(name) == _digest(text):
            continue
        whole[name] = text
        if name in seen and _digest(now[name]) not in {seen[name], _digest(text)}:
            twice.append(name)
    return whole, twice


def write_facts(session: Session, viewer: Viewer, mine: Mapping[str, str], *, ground: str = "") -> None:
    """Keep what the study says about itself; raises WrittenBySomebodyElse where two have written the same anew."""
    require(viewer, Action.EDIT_STUDY)
    queries.hold(session, viewer)
    now = facts_of(session, viewer)
    whole, twice = joined(now, mine, ground)
    if twice:
        raise WrittenBySomebodyElse
    edit_study(session, viewer, whole, several=int(whole["several"]), some=2)
    research, guide = (whole[name].splitlines() for name in QUESTIONS)
    set_questions(session, viewer, research=research, guide=guide)


def _digest(text: str) -> str:
    lines = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    return hashlib.sha256(lines.encode()).hexdigest()[:SHORT]
