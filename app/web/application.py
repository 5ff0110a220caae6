"""The workbench as a web application."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp

from app.importing.readers.package import MAX_UPLOAD
from app.settings import Settings
from app.store.database import open_engine
from app.web import guards
from app.web.errors import answer_errors
from app.web.routes import every_router
from app.web.sessions import Desk

SMALL_FORM = 2**20


class Workbench(FastAPI):
    """The application with the guards around everything, also around what answers a fault of ours."""

    def build_middleware_stack(self) -> ASGIApp:
        """Put the guards outermost; added as a middleware, they would stand inside the answer to a fault."""
        return guards.Guards(super().build_middleware_stack(), secure=self.state.secure)


def create_application(settings: Settings) -> FastAPI:
    """Return the application on the database that the settings name; its tables must be there."""
    engine = open_engine(settings.database, settings.ledger)

    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        application.state.desk = Desk(settings, engine)
        yield
        engine.dispose()

    # An upload stays in memory: what people said is never on disk before it is stored on purpose.
    MultiPartParser.spool_max_size = MAX_UPLOAD + SMALL_FORM
    application = Workbench(
        title="Common Ground", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan,
        max_body_size=SMALL_FORM,
    )  # fmt: skip
    application.state.secure = settings.secure_cookies
    answer_errors(application)
    for router in every_router:
        application.include_router(router)
    return application


def without_words(record: logging.LogRecord) -> bool:
    """Keep what an exception says out of the server's log, for it may hold what people said; its kind is told."""
    if record.exc_info and record.exc_info[0] is not None:
        record.msg, record.args = "fault: %s", (record.exc_info[0].__name__,)
        record.exc_info, record.exc_text = None, None
    return True


def served() -> FastAPI:
    """Return the application on the environment's settings, for the server that a terminal starts."""
    logging.getLogger("uvicorn.error").addFilter(without_words)
    return create_application(Settings())
