"""The practice: a made-up talk to try the reading mode on. It belongs to no study, and nothing of it is kept."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from app.web import language
from app.web.pages import is_fragment, render
from app.web.sessions import CurrentAccount
from app.workbench.practising import Practice, practice, reply
from app.workbench.reading_mode import Step

router = APIRouter(prefix="/practice")
MOST = 100


@dataclass(frozen=True, slots=True)
class Trying:
    """Where somebody is in the practice: it travels from card to card, as `turn.code` for every code that is tapped."""

    turn: int
    tapped: tuple[tuple[int, int], ...]
    shown: bool = False

    def after_tap(self, code: int) -> "Trying":
        """Return it with a code put on the turn, or taken off again."""
        pair = (self.turn, code)
        others = tuple(one for one in self.tapped if one != pair)
        return replace(self, tapped=others if pair in self.tapped else (*self.tapped, pair))


@router.get("", name="practice:card")
def card(
    request: Request, account: CurrentAccount, turn: Annotated[int, Query(ge=0, le=MOST)] = 1,
    on: Annotated[list[str], Query(max_length=MOST)] = [],  # noqa: B006 (pydantic copies)
    tap: Annotated[int, Query(ge=0, le=MOST)] = 0, step: Step | None = None, shown: bool = False,
) -> HTMLResponse:  # fmt: skip
    """Show a card of the practice, after what was pressed on the one before; a page that is only read keeps nothing."""
    del account
    talk = practice(language.current())
    trying = Trying(min(max(turn, 1), len(talk.turns) + 1), tapped(talk, on), shown)
    if tap in talk.codes:
        trying = trying.after_tap(tap)
    if step is not None:
        to = trying.turn + (-1 if step is Step.BACK else 1)
        trying = replace(trying, turn=min(max(to, 1), len(talk.turns) + 1), shown=False)
    here = talk.turns[trying.turn - 1] if trying.turn <= len(talk.turns) else None
    mine = {code for number, code in trying.tapped if number == trying.turn}
    said = reply(talk, here, mine) if here is not None and mine else None
    page = "practice/_card.html" if is_fragment(request) else "practice/page.html"
    return render(request, page, talk=talk, trying=trying, turn=here, mine=mine, reply=said)


def tapped(talk: Practice, on: list[str]) -> tuple[tuple[int, int], ...]:
    """Read which codes are on which turns; what is neither is left out."""
    known = [(turn.number, code) for turn in talk.turns for code in talk.codes]
    return tuple(pair for pair in known if f"{pair[0]}.{pair[1]}" in on)
