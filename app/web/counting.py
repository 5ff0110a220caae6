"""What the pages of the comparison are asked for, and what they keep for the next reader after they have answered."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

import structlog
from fastapi import BackgroundTasks, Depends, Form, Query
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from app.analysis.comparison import Column
from app.analysis.measures import Counted, Scale
from app.store.queries.tallies import MADE, Made, keep_tallies
from app.web.sessions import Desk, InDesk, InSession, in_turn

log = structlog.get_logger()


class Looking(BaseModel):
    """What a reader of the matrix has chosen; every field stands in the address, so that it can be shared."""

    by: Column | UUID = Column.FOCUS_GROUP
    count: Counted = Counted.PASSAGES
    scale: Scale = Scale.RAW
    layer: str = ""
    codes: bool = False
    moderators: bool = False
    words: bool = False
    open: list[UUID] = []

    def query(self, **changes: object) -> str:
        """Return the choice as the end of an address, with some of it changed; what goes without saying is left out."""
        said = self.model_copy(update=changes).model_dump(mode="json")
        plain = Looking().model_dump(mode="json")
        chosen = {name: value for name, value in said.items() if value != plain.get(name)}
        extra = {name: str(value) for name, value in changes.items() if name not in plain}
        together = (chosen | extra).items()
        written = {name: str(one).lower() if isinstance(one, bool) else one for name, one in together}
        return urlencode(written, doseq=True)

    def fields(self) -> list[tuple[str, str]]:
        """Return the choice as the fields of a form."""
        return parse_qsl(self.query())

    def toggled(self, row: UUID) -> str:
        """Return the choice with one row opened, or closed."""
        left = [one for one in self.open if one != row]
        return self.query(open=left if row in self.open else [*self.open, row])


def looked_at(
    by: Annotated[Column | UUID, Form()] = Column.FOCUS_GROUP, count: Annotated[Counted, Form()] = Counted.PASSAGES,
    scale: Annotated[Scale, Form()] = Scale.RAW, layer: Annotated[str, Form(max_length=64)] = "",
    codes: Annotated[bool, Form()] = False, open_: Annotated[list[UUID] | None, Form(alias="open")] = None,
) -> Looking:  # fmt: skip
    """Return the choice of a reader that comes with a form."""
    return Looking(by=by, count=count, scale=scale, layer=layer, codes=codes, open=open_ or [])


AsLooked = Annotated[Looking, Query()]


async def keep_counts(desk: Desk, info: Mapping[Any, Any]) -> None:
    """Keep the tallies that a session has made, if it has made any."""
    made = info.get(MADE)
    if isinstance(made, Made):
        try:
            await in_turn(desk, lambda session: keep_tallies(session, made.viewer, made))
        except SQLAlchemyError as fault:  # the next reader makes them again
            log.info("tallies not kept", kind=type(fault).__name__)


def counts_kept(background: BackgroundTasks, desk: InDesk, session: InSession) -> None:
    """After the answer has left, keep the tallies that were made for it."""
    background.add_task(keep_counts, desk, session.info)


KeepsCounts = Depends(counts_kept)
