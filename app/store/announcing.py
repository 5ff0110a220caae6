"""Telling every process, once something is kept, that there is something new: never what it is, never to whom."""

import json
from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Engine, event, func, select
from sqlalchemy.orm import ORMExecuteState, Session

from app.store.tables import SignIn

CHANNEL: Final = "commonground"
WAITING: Final = "announcements"
STUDY, SIGN_INS, HERE, CHOICE = "study", "sign-ins", "here", "choice"

News = Mapping[str, str | int | None]
Hears = Callable[[News], None]
# Who hears of what is kept through an engine, by its dialect: engines with options of their own share it.
_hears: WeakKeyDictionary[Dialect, Hears] = WeakKeyDictionary()


def announce_to(engine: Engine, hears: Hears) -> None:
    """Let `hears` be called, in whatever thread commits, for everything that is kept through this engine on SQLite.

    On PostgreSQL the database itself carries the news, to this process and to the others (see CHANNEL).
    """
    _hears[engine.dialect] = hears


def announce(session: Session, news: News) -> None:
    """Tell this when the transaction is kept; told twice in one transaction, it is told once."""
    waiting = session.info.setdefault(WAITING, [])
    if news not in waiting:
        waiting.append(news)


def announce_study(session: Session, study_id: UUID) -> None:
    """Tell that the study's trail has grown."""
    announce(session, {"about": STUDY, "study": str(study_id)})


def keep_announcing(sessions: type[Session]) -> None:
    """Tell what such sessions announce when it is kept. A sign-in that ends announces itself, whoever ends it."""
    event.listen(sessions, "do_orm_execute", _note_ended_sign_ins)
    event.listen(sessions, "after_rollback", lambda session: session.info.pop(WAITING, None))
    event.listen(sessions, "before_commit", _send)
    event.listen(sessions, "after_commit", _tell)


def _note_ended_sign_ins(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if state.is_delete and mapper is not None and mapper.class_ is SignIn:
        announce(state.session, {"about": SIGN_INS})


def _send(session: Session) -> None:
    """Let PostgreSQL carry the news with the commit."""
    if WAITING not in session.info or _engine(session).dialect.name != "postgresql":
        return
    for news in session.info.pop(WAITING):
        session.execute(select(func.pg_notify(CHANNEL, json.dumps(news))))


def _tell(session: Session) -> None:
    """Tell whoever listens in this process, where there is no other."""
    if WAITING not in session.info:
        return
    hears = _hears.get(_engine(session).dialect)
    for news in session.info.pop(WAITING):
        if hears is not None:
            hears(news)


def _engine(session: Session) -> Engine:
    engine = session.get_bind()
    assert isinstance(engine, Engine)  # noqa: S101 (narrows the type; our sessions are bound to engines)
    return engine


def tell_at_once(session: Session, news: News) -> None:
    """Tell something that is stored nowhere, from a session that only reads; it is kept by being told."""
    announce(session, news)
    if _engine(session).dialect.name == "postgresql":
        _send(session)
        session.commit()
    else:
        _tell(session)
