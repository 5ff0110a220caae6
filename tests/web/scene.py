"""A small study behind the web, and its people, each in a browser of their own."""

import re
from collections.abc import Mapping
from uuid import UUID, uuid4

import lxml.html
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from httpx2 import Response
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from app.security import tokens
from app.security.permissions import Role
from app.store.database import reader, writing
from app.workbench import accounts, members
from tests import factories
from tests.factories import KEY

COOKIE = "commonground"
LINES = (
    "I: What does support mean to you?",
    "P1: Someone who stays when it gets hard.",
    "P2: A place with coffee 🙂 and time.\nAnd nobody in a hurry.",
    "P1: Yes, that too.",
    "I: Go on.",
    "P3: I never asked for help.",
)


class Browser(TestClient):
    """One person's browser. It follows no redirect, and a fault of ours is an answer, not an exception."""

    def __init__(self, application: FastAPI, portal: BlockingPortal | None, token: str = "") -> None:
        super().__init__(application, raise_server_exceptions=False, follow_redirects=False)
        self.portal = portal
        self.token = token
        if token:
            self.cookies.set(COOKIE, token)

    def once(self) -> dict[str, str]:
        """Return what every form carries: the token of the sign-in, and an operation id of its own."""
        return {"form_token": tokens.form_token(self.token), "operation": str(uuid4())}

    def fill_in(self, address: str, headers: Mapping[str, str] | None = None, **fields: object) -> Response:
        """Send a form with these fields; None leaves out a field that every form carries."""
        whole = {**self.once(), **fields}
        return self.post(
            address, data={name: value for name, value in whole.items() if value is not None}, headers=headers
        )


class Scene:
    """A lead, a co-researcher and a supervisor of one study, the lead of another, and nobody at all."""

    def __init__(self, application: FastAPI, portal: BlockingPortal | None) -> None:
        self.application = application
        self.portal = portal
        self.engine = application.state.desk.engine
        self.routes = application.routes
        with self.write() as session:
            self._study(session)
            self._other_study(session)
            tokens_ = [accounts.sign_in(session, viewer.account_id) for viewer in self.viewers.values()]
        self.browsers = {
            name: Browser(application, portal, token) for name, token in zip(self.viewers, tokens_, strict=True)
        }
        self.browsers["anonymous"] = Browser(application, portal)

    def _study(self, session: Session) -> None:
        by = factories.account(session, login="lead", name="Lead Author", administrator=True)
        lead = factories.study(session, by=by)
        joined = {
            name: factories.account(session, login=name, name=f"{name.title()} Person")
            for name in ("co-researcher", "supervisor")
        }
        co = factories.member(session, lead, initials="CR", by=joined["co-researcher"])
        supervisor = factories.member(session, lead, role=Role.SUPERVISOR, initials="SV", by=joined["supervisor"])
        self.viewers = {"lead": lead, "co-researcher": co, "supervisor": supervisor}
        self.study_id = lead.study_id
        self.group = factories.focus_group(session, lead, label="Service users 1", district="District A")
        self.talk = factories.transcript(session, lead, lines=LINES, group=self.group)
        self.theme = factories.theme(session, lead, name="Ground to stand on")
        self.subtheme = factories.theme(session, lead, name="Somebody who stays", under=self.theme)
        self.code = factories.code(session, lead, name="Being seen", theme=self.subtheme)
        self.invitation = members.invite_member(session, lead, role=Role.CO_RESEARCHER)

    def _other_study(self, session: Session) -> None:
        by = factories.account(session, login="outsider", name="Outsider Person")
        outsider = factories.study(session, title="Another study", by=by)
        self.viewers["outsider"] = outsider
        self.other_talk = factories.transcript(session, outsider)
        self.other_code = factories.code(session, outsider, name="Elsewhere")
        self.other_theme = factories.theme(session, outsider, name="Elsewhere too")

    def sign_in_again(self, who: str) -> None:
        """Sign somebody in anew in their browser: its pages are from an earlier sign-in then."""
        with self.write() as session:
            self.browsers[who].cookies.set(COOKIE, accounts.sign_in(session, self.viewers[who].account_id))

    def another_browser(self, who: str) -> Browser:
        """Return one more browser with the sign-in of somebody, whose cookies go their own way."""
        return Browser(self.application, self.portal, self.browsers[who].token)

    def write(self):
        """Open one whole transaction beside the web."""
        return writing(self.engine, KEY)

    def read(self):
        """Open a reading transaction beside the web."""
        return reader(self.engine)

    def to(self, name: str, /, **path: object) -> str:
        """Return the address of a page of the study; the study and its transcript are understood."""
        known = {"study_id": self.study_id, "transcript_id": self.talk.id}
        places = next(re.findall(r"{(\w+)", route.path) for route in self.routes if route.name == name)
        chosen = {key: known[key] for key in places if key in known} | path
        return str(self.application.url_path_for(name, **chosen))

    @property
    def lead(self) -> Browser:
        return self.browsers["lead"]

    @property
    def co_researcher(self) -> Browser:
        return self.browsers["co-researcher"]

    @property
    def supervisor(self) -> Browser:
        return self.browsers["supervisor"]

    @property
    def outsider(self) -> Browser:
        return self.browsers["outsider"]

    @property
    def anonymous(self) -> Browser:
        return self.browsers["anonymous"]

    def code_turn(self, number: int, who: str = "lead", code_id: UUID | None = None) -> Response:
        """Let somebody put a code on a whole turn."""
        return self.browsers[who].fill_in(self.to("coding:apply"), turn=str(number), code=str(code_id or self.code.id))


def seen_before(browser: Browser, scene: Scene, file: str, **headers: str) -> str:
    """Let somebody look at the page before the quotes leave, and return what its forms say they have seen."""
    page = browser.get(scene.to("quotes:before", form=file), headers=headers).text
    return str(lxml.html.fromstring(page).xpath("//input[@name='seen']/@value")[0])


def take_out(browser: Browser, scene: Scene, file: str, labels: str = "whole", **headers: str) -> Response:
    """Let somebody choose labels on the page before the quotes leave, and take the Word file out."""
    seen = seen_before(browser, scene, file, **headers)
    return browser.fill_in(scene.to("quotes:word", form=file), headers, labels=labels, seen=seen)


def form(page: str, action: str) -> dict[str, str]:
    """Return the hidden fields of the page's first form with this address."""
    found = lxml.html.fromstring(page).xpath("//form[@method='post' and @action=$action]", action=action)
    return {field.get("name"): field.get("value", "") for field in found[0].xpath(".//input[@type='hidden']")}


def alert(page: str) -> str:
    """Return the sentence of an answer that says no."""
    tree = lxml.html.fromstring(page)
    return " ".join(" ".join(tree.xpath("//*[contains(@class, 'problem')]//text()")).split())
