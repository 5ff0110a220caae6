"""A team's whole study, from an empty database to the quotes in Word, told in the order of its chapters."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.stories.browsing import Researcher
from tests.stories.coding_together import CodingTogether
from tests.stories.comparing import Comparing
from tests.stories.handing_over import HandingOver
from tests.stories.running import Workbench, commonground, running
from tests.stories.setting_up import SettingUp
from tests.stories.team import PASSWORD, Team

TOLD_IN_ORDER = True
pytestmark = pytest.mark.usefixtures("console_stays_empty")


@pytest.fixture(scope="module")
def workbench(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """An empty workbench with its first administrator."""
    assert chromium.is_connected()
    folder = tmp_path_factory.mktemp("workbench")
    person = ("--login", "lead", "--name", "Lead author", "--password", PASSWORD)
    assert "Account lead is made." in commonground(folder, "account", "create", *person, "--administrator")
    with running(folder, "serve") as workbench:
        yield workbench


@pytest.fixture(scope="module")
def team(chromium: Browser, workbench: Workbench, everybody: list[Researcher]) -> Iterator[Team]:
    everybody += [Researcher(chromium, workbench.address) for _ in range(4)]
    yield Team(*everybody)
    for researcher in everybody:
        researcher.context.close()


class TestSettingUp(SettingUp):
    pass


class TestCodingTogether(CodingTogether):
    pass


class TestComparing(Comparing):
    pass


class TestHandingOver(HandingOver):
    pass
