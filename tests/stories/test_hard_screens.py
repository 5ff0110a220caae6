"""A study that is hard to show, on a phone: no page has to be pushed sideways, whatever its names are."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from app.security import passwords
from app.settings import Settings
from app.store.database import open_engine, writing
from app.store.migrating import migrate
from tests import factories
from tests.hard_study import hard_study, pages
from tests.stories.browsing import HEIGHT, PHONE, Researcher, too_wide
from tests.stories.looking import FOLD, UNFOLD
from tests.stories.running import running

pytestmark = pytest.mark.usefixtures("console_stays_empty")
PASSWORD = "a few words in a row"


@pytest.fixture
def lead(chromium: Browser, everybody: list[Researcher], tmp_path) -> Iterator[tuple[Researcher, list[str]]]:
    """The lead on a phone, and the addresses of the study's pages."""
    settings = Settings(data_directory=tmp_path / "data", database_url="")
    engine = open_engine(settings.database, settings.ledger)
    migrate(engine)
    with writing(engine, settings.key) as session:
        account = factories.account(session, login="lead", password_hash=passwords.hashed(PASSWORD))
        hard = hard_study(session, factories.study(session, by=account))
    engine.dispose()
    with running(tmp_path, "serve") as workbench:
        who = Researcher(chromium, workbench.address)
        everybody.append(who)
        who.sign_in("lead", PASSWORD)
        who.page.set_viewport_size({"width": PHONE, "height": HEIGHT})
        yield who, [f"/studies/{hard.lead.study_id}{page}" for page in pages(hard)]
        who.context.close()


def test_no_page_of_a_study_with_endless_names_has_to_be_pushed_sideways(lead: tuple[Researcher, list[str]]):
    who, addresses = lead

    found = {}
    for address in addresses:
        who.open(address)
        expect(who.heading).to_be_visible()
        found[address] = too_wide(who.page)
        who.page.evaluate(UNFOLD)
        found[f"{address}, unfolded"] = too_wide(who.page)
        who.page.evaluate(FOLD)

    assert {address: what for address, what in found.items() if what} == {}
