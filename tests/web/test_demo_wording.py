"""The demo reproduces the study that shaped the workbench: its themes, and the words that its counts allow."""

import lxml.html
import pytest
from starlette.testclient import TestClient

from app.cli.demo import set_up_demo
from app.settings import Settings
from app.store.database import reader, writing
from app.store.queries.accounts import account_by_login, studies_of
from app.web.application import create_application
from app.web.language import COOKIE
from app.workbench.accounts import sign_in
from tests.factories import KEY
from tests.web.scene import Browser

# By theme: each subtheme with its wording in English and in Norwegian Bokmål, and its counts. What is heard in three
# focus groups or more is several, in every one of them all; of one kind of people only, it is said of that kind.
WORDED = {
    "The quality and vulnerability of social support": {
        "Lived experience: mutual support and understanding": (
            "Several focus groups", "Flere fokusgrupper", "6 of 7: SU 3/3, P 1/2, V 2/2",
        ),
        "Ghosting and shame": (
            "All focus groups among service users", "Alle fokusgruppene blant service users",
            "3 of 7: SU 3/3, P 0/2, V 0/2",
        ),
    },
    "Conditions that facilitate social support": {
        "Stable environments and room for diversity": (
            "All focus groups", "Alle fokusgruppene", "7 of 7: SU 3/3, P 2/2, V 2/2",
        ),
        "Social rhythm and healing rituals": (
            "All focus groups", "Alle fokusgruppene", "7 of 7: SU 3/3, P 2/2, V 2/2",
        ),
    },
    "Conditions that hinder social support": {
        "Economic barriers": ("Several focus groups", "Flere fokusgrupper", "6 of 7: SU 3/3, P 2/2, V 1/2"),
        "Social challenges in contemporary society": (
            "Several focus groups", "Flere fokusgrupper", "5 of 7: SU 2/3, P 2/2, V 1/2",
        ),
    },
}  # fmt: skip
# Of one kind of people only the others are not counted: they are not among those of whom the finding speaks.
AMONG = {"Ghosting and shame": "3 of 3: SU 3/3"}


@pytest.fixture(scope="module")
def lead(tmp_path_factory):
    """The lead's browser, and the address of the demo study."""
    settings = Settings(secret_key=KEY.decode(), data_directory=tmp_path_factory.mktemp("demo"), database_url="")
    set_up_demo(settings)
    application = create_application(settings)
    with TestClient(application) as door:
        with writing(application.state.desk.engine, KEY) as session:
            account = account_by_login(session, "lead")
            token = sign_in(session, account.id)
        with reader(application.state.desk.engine) as session:
            [line] = studies_of(session, account.id)
        yield Browser(application, door.portal, token), f"/studies/{line.id}"


def words(element):
    return " ".join(element.text_content().split())


def shown(lead, page, language):
    browser, study = lead
    browser.cookies.set(COOKIE, language)
    return lxml.html.fromstring(browser.get(study + page).text)


@pytest.mark.parametrize(("language", "of"), [("en", "of"), ("nb", "av")])
def test_the_comparison_says_of_each_subtheme_what_its_counts_allow(lead, language, of):
    rows = shown(lead, "/comparison", language).xpath("//table[contains(@class, 'matrix')]/tbody/tr")

    found, theme = {}, ""
    for row in rows:
        name = row.xpath("string(th/a[1])")
        if "depth-0" in row.get("class"):
            theme = name
        elif "depth-1" in row.get("class"):
            heard = words(row.xpath("td[@class='heard']")[0])
            found.setdefault(theme, {})[name] = (words(row.xpath("td[@class='wording']")[0]), heard)
    assert found == {
        theme: {
            name: (nb if language == "nb" else en, counts.replace("of", of))
            for name, (en, nb, counts) in subthemes.items()
        }
        for theme, subthemes in WORDED.items()
    }


@pytest.mark.parametrize(("language", "of"), [("en", "of"), ("nb", "av")])
def test_the_findings_say_the_same_by_the_passages_that_support_them(lead, language, of):
    sections = shown(lead, "/findings", language).xpath("//section[h2/span]")

    found = {
        section.xpath("string(h2/text())").strip(): [words(one) for one in section.xpath(".//li/p[2]/*")][:2]
        for section in sections
    }
    assert found == {
        name: [nb if language == "nb" else en, AMONG.get(name, counts).replace("of", of)]
        for subthemes in WORDED.values()
        for name, (en, nb, counts) in subthemes.items()
    }
