"""The workbench as a web application."""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.datastructures import URLPath
from starlette.formparsers import MultiPartParser
from starlette.types import ASGIApp

from app.importing.readers.package import MAX_UPLOAD
from app.settings import Settings
from app.store.database import open_engine
from app.web import guards
from app.web.errors import answer_errors
from app.web.live.serving import live_hub
from app.web.routes import every_router
from app.web.sessions import Desk

SMALL_FORM = 2**20
# Each route has its path and its limits already; `include_router` would build every one of them anew.
ROUTES: Final = [route for router in every_router for route in router.routes if isinstance(route, APIRoute)]
BY_NAME: Final = {route.name: route for route in ROUTES}


class Workbench(FastAPI):
    """The application with the guards around everything, also around what answers a fault of ours."""

    def build_middleware_stack(self) -> ASGIApp:
        """Put the guards outermost; added as a middleware, they would stand inside the answer to a fault."""
        return guards.Guards(super().build_middleware_stack(), secure=self.state.secure)

    def url_path_for(self, name: str, /, **path_params: object) -> URLPath:
        """Return the address of a page by its name. Trying every route for each link takes a fifth of a page's time."""
        found: URLPath = BY_NAME[name].url_path_for(name, **path_params)
        return found


def create_application(settings: Settings) -> FastAPI:
    """Return the application on the database that the settings name; its tables must be there."""
    engine = open_engine(settings.database, settings.ledger)

    @asynccontextmanager
    async def lifespan(application: FastAPI) -> AsyncIterator[None]:
        desk = application.state.desk = Desk(settings, engine)
        async with live_hub(engine, desk.places) as application.state.hub:
            yield
        engine.dispose()

    # An upload stays in memory: what people said is never on disk before it is stored on purpose.
    MultiPartParser.spool_max_size = MAX_UPLOAD + SMALL_FORM
    application = Workbench(
        title="Common Ground", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan,
        max_body_size=SMALL_FORM, telemetry={"tracing": False, "metrics": False, "logs": False},
    )  # fmt: skip
    application.state.secure = settings.secure_cookies
    answer_errors(application)
    application.router.routes.extend(ROUTES)
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
    application = create_application(Settings())
    gc.freeze()
    gc.enable()
    return application
