"""Chromium for the stories, told in order. Where it is missing they are skipped, and that is said loudly."""

import os
import shutil
from collections.abc import Iterator
from types import ModuleType

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.stories.browsing import ARGUMENTS, WHY, Researcher

# A failing claim of a chapter or a screen is to show what it compared, as one in a test file does.
pytest.register_assert_rewrite(
    *(
        f"tests.stories.{name}"
        for name in ("setting_up", "coding_together", "comparing", "handing_over", "looking", "running")
    )
)

# A busy machine may need a while to start a worker; a claim that does not hold is told a little later then.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for one module: while Playwright runs, nothing else in this process may run an event loop."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("CI", "").lower() in {"1", "true"}:
            pytest.fail(WHY, pytrace=False)
        pytest.skip(WHY)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def everybody() -> list[Researcher]:
    """All who have come to this module's workbench."""
    return []


@pytest.fixture
def console_stays_empty(everybody: list[Researcher]) -> Iterator[None]:
    """Hold that no browser's console said anything during a test."""
    yield
    said = [line for researcher in everybody for line in researcher.console]
    for researcher in everybody:
        researcher.console.clear()
    assert said == []


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Remember where a story that is told in order broke off."""
    if call.excinfo and not call.excinfo.errisinstance(pytest.skip.Exception):
        vars(story_of(item)).setdefault("broke_off_at", item.name)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave out what a broken story can no longer tell."""
    story = story_of(item)
    if getattr(story, "TOLD_IN_ORDER", False) and hasattr(story, "broke_off_at"):
        pytest.fail(f"the story broke off at {story.broke_off_at}", pytrace=False)


def story_of(item: pytest.Item) -> ModuleType:
    module = item.getparent(pytest.Module)
    assert module is not None
    return module.obj
