"""What the forms of the way in carry, made without going it: for tests of what happens to the forms."""

from app.importing.anonymising.checklist import CHECKLIST
from app.importing.anonymising.review import Raw
from app.importing.draft import Draft, DraftTurn
from app.importing.labels import ConfirmedTurn, Kind
from app.importing.plain import plain
from app.web.carried import Carried, Ready, sealed
from tests.factories import KEY
from tests.web.scene import Scene

Fields = dict[str, str | list[str]]


def who_speaks(scene: Scene, words: str = "Words.") -> Fields:
    """Return the fields of the page that asks who speaks."""
    return {
        "draft": plain(Draft((), (DraftTurn("P1", words),))), "focus_group": str(scene.group.id), "talk_language": "en",
        "label": ["P1"], "label_session": [""], "label_key": ["P1"], "kind": ["participant"], "same_as": [""],
        "split": "0",
    }  # fmt: skip


def in_review(scene: Scene, words: str = "Words.") -> Fields:
    """Return the fields of the page that asks what identifies."""
    turn = ConfirmedTurn("P1", Kind.PARTICIPANT, words)
    raw = Raw((), (DraftTurn("P1", words),), ("P1",), "en")
    return {"raw": plain(Carried(raw, (turn,), {"": scene.group.id}, {}, {}))}


def to_sign(scene: Scene, words: str = "Words.") -> Fields:
    """Return the fields of the page that asks for a signature."""
    turn = ConfirmedTurn("P1", Kind.PARTICIPANT, words)
    ready = Ready((), (turn,), {"": scene.group.id}, {}, "en", "1", {"PERSON": {"replaced": 1, "kept": 0}})
    return {
        **sealed(ready, KEY, scene.study_id), "looked_at": [question.key for question in CHECKLIST], "title": ["Title"],
    }  # fmt: skip
