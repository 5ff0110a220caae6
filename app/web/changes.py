"""What the coding screen sends, and how a change of coding is answered: the same for every way of changing it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.security.viewer import Viewer
from app.store.queries import codes as code_queries
from app.store.queries import coding as queries
from app.store.queries.coding import UnitVoice
from app.store.queries.transcripts import NotInThisStudy
from app.web import forms
from app.web.fragments import changed_turns
from app.web.pages import go_to, is_fragment, render
from app.web.sessions import Desk, identify, view
from app.web.showing import shown_on
from app.workbench import coding
from app.workbench.coding import Change
from app.workbench.company import at_desk, makers_of
from app.workbench.operations import first_time
from app.workbench.pins import keys_by_code
from app.workbench.placing import Passage
from app.workbench.theme_tree import tree

Company = Sequence[tuple[str, str]]
EXCHANGED = ("coded", "kept", "voiced")


class Sent(BaseModel):
    """What every form of the coding screen sends: the token of the sign-in, and the form's own identifier."""

    form_token: str = ""
    operation: UUID

    def desk(self, session: Session, viewer: Viewer) -> Viewer:
        """Return who codes: the viewer."""
        del session
        return viewer


class AtDesk(Sent):
    """A form that says who codes: the viewer alone, with others, or for the member whose paper they enter."""

    with_: Annotated[forms.Several, Field(alias="with")] = []
    whose: Annotated[forms.IdIfSent, Field(alias="for")] = None

    def desk(self, session: Session, viewer: Viewer) -> Viewer:
        """Return who codes."""
        return at_desk(session, viewer, self.with_, self.whose) if self.with_ or self.whose else viewer


class Marked(AtDesk):
    """What was marked: a passage with its words, or, where nothing was selected, a whole turn."""

    start: forms.Place = None
    end: forms.Place = None
    words: forms.Words = ""
    turn: forms.Number = 0
    round: forms.IdIfSent = None

    @property
    def passage(self) -> Passage | None:
        """Return the passage that was marked, if one was."""
        return None if self.start is None or self.end is None else Passage(self.start, self.end, self.words)

    def stay_in_round(self, session: Session, viewer: Viewer) -> None:
        """Raise RoundHasChanged where the page was opened in another round than the one that is open now."""
        if self.round is not None:
            coding.stay_in_round(session, viewer, self.round)


Acts = Callable[[Session, Viewer], Change]
Answers = Callable[[Session, Viewer, bool], Response]


@dataclass(frozen=True, slots=True)
class Coding:
    """The transcript that is coded, and the one way in which a change of its coding is carried out and answered."""

    request: Request
    desk: Desk
    study_id: UUID
    transcript_id: UUID

    async def change(self, sent: Sent, message: str, act: Acts, *, twice_is_once: bool = False) -> Response:
        """Carry a change out and answer it; one that came before is not carried out again, unless that is the same."""

        def whole(session: Session, viewer: Viewer, is_first: bool) -> Response:
            if is_first or twice_is_once:
                return changed(self.request, session, viewer, act(session, viewer), message)
            return self.screen(message, viewer)

        return await self.carry_out(sent, whole)

    async def carry_out(self, sent: Sent, work: Answers) -> Response:
        """Recognise who is there, do the work, and keep it: all in one thread, because changing threads takes longer.

        The work is told who codes, and whether the form came for the first time.
        """

        def whole(session: Session) -> Response:
            account = identify(self.request, self.desk, session, sent.form_token)
            viewer = view(self.request, session, account, self.study_id)
            is_first = first_time(session, account.id, sent.operation)
            return work(session, sent.desk(session, viewer), is_first)

        return await self.desk.together.carry_out(whole)

    def screen(self, message: str, viewer: Viewer, query: Company = ()) -> Response:
        """Send the browser to the coding screen, to say there what happened."""
        return go_to(
            self.request, "coding:screen", message, query=query,
            study_id=viewer.study_id, transcript_id=self.transcript_id,
        )  # fmt: skip


async def coding_of(request: Request) -> Coding:
    """Return the transcript in the address, to code it; raises NotInThisStudy where none can have that address."""
    path = request.path_params
    try:
        return Coding(request, request.app.state.desk, UUID(path["study_id"]), UUID(path["transcript_id"]))
    except ValueError:
        raise NotInThisStudy from None


InCoding = Annotated[Coding, Depends(coding_of)]


def kept_company(session: Session, viewer: Viewer) -> Company:
    """Return who is at the desk as it stands in the coding screen's address."""
    if viewer.typed_by_id is not None:
        return [("for", str(viewer.member_id))]
    makers = makers_of(session, viewer, viewer.together) if viewer.together else []
    others = ",".join(str(one) for one in makers if one != viewer.member_id)
    return [("with", others)] if others else []


def changed(
    request: Request,
    session: Session,
    viewer: Viewer,
    change: Change,
    message: str,
) -> Response:
    """Answer a change: to htmx the turns that changed, the counts and what happened; else the page at that turn.

    The turns are drawn for whose codings these are; all else is for the one who sits there.
    """
    sits_there: Viewer = request.state.viewer
    if not is_fragment(request):
        return go_to(
            request, "coding:screen", message, f"#turn-{change.first_turn}", query=kept_company(session, viewer),
            study_id=viewer.study_id, transcript_id=change.transcript_id,
        )  # fmt: skip
    touched = (change.first_turn, change.last_turn)
    counted = {one for one in (change.code_id, *change.also) if one is not None}
    return render(
        request, "coding/_changed.html", message=message, code=_name_of(session, viewer, change), said=change.words,
        turns=changed_turns(session, viewer, change.transcript_id, *touched, shown_on(request)),
        counts={one: code_queries.coding_count(session, viewer, one) for one in counted},
        voices=_voices(session, viewer, change, message), unit_id=change.unit_id, transcript_id=change.transcript_id,
        tree=tree(session, sits_there) if change.book else None,
        pinned=keys_by_code(session, sits_there) if change.book else {},
    )  # fmt: skip


def _name_of(session: Session, viewer: Viewer, change: Change) -> str:
    """Return the name of the code that a change is about, if it is about one."""
    if change.code_id is None or change.gone:
        return ""
    return change.code or code_queries.code_line(session, viewer, change.code_id).name


def _voices(session: Session, viewer: Viewer, change: Change, message: str) -> list[UnitVoice]:
    """Return whose turns an exchange has that was just coded or kept, to mark by one tap who carries it."""
    if change.unit_id is None or change.first_turn == change.last_turn or message not in EXCHANGED:
        return []
    voices = queries.unit_voices(session, viewer, change.unit_id)
    return voices if len(voices) > 1 else []
