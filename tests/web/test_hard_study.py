"""No page of the comparison, the themes, the findings and the words breaks over a study that is hard to show."""

import lxml.html
import pytest
from sqlalchemy import func, select

from app.store.tables import Account, Coding, Theme
from tests import factories
from tests.factories import on_sqlite
from tests.hard_study import HOSTILE, hard_study, pages

EMPTY = (
    "", "/themes", "/themes/map", "/themes/earlier", "/steps", "/first-thoughts", "/comparison",
    "/comparison?by=stakeholder", "/comparison?by=district&scale=share", "/comparison?layer=any&codes=true",
    "/comparison/commonalities", "/comparison/statistics", "/findings", "/draft", "/comparison/heard",
    "/comparison/heard?growing=true", "/comparison/words", "/comparison/words?view=keyness",
    "/comparison/words?view=collocations", "/comparison/words/lines?asked=coffee", "/comparison/words/similar",
    "/comparison/grid", "/comparison/grid/consensus",
)  # fmt: skip


@pytest.fixture
def another(scene):
    """Begin another study of the lead; return its viewer."""
    with scene.write() as session:
        return factories.study(session, by=session.get_one(Account, scene.viewers["lead"].account_id))


def test_endless_names_forty_values_and_markup_are_words_on_every_page(scene, another):
    with scene.write() as session:
        hard = hard_study(session, another)

    shown = 0
    for page in pages(hard):
        answer = scene.lead.get(f"/studies/{another.study_id}{page}")
        assert (page, answer.status_code) == (page, 200)
        tree = lxml.html.fromstring(answer.text)
        assert [one.text for one in tree.xpath("//script") if one.text and "alert" in one.text] == [], page
        shown += HOSTILE.strip() in " ".join(tree.text_content().split())
    assert shown > len(pages(hard)) * 2 / 3


@on_sqlite
@pytest.mark.parametrize("filled", ["nothing", "groups", "themes"])
def test_a_study_in_which_every_layer_is_empty_has_every_page(scene, another, filled):
    with scene.write() as session:
        if filled != "nothing":
            factories.transcript(session, another)
        if filled == "themes":
            factories.code(session, another, theme=factories.theme(session, another))
            factories.theme(session, another)

    for page in EMPTY:
        answer = scene.lead.get(f"/studies/{another.study_id}{page}")
        assert (page, answer.status_code) == (page, 200)
    with scene.read() as session:
        assert session.scalar(select(func.count()).select_from(Coding)) == 0
        assert session.scalar(select(func.count()).select_from(Theme).where(Theme.study_id == another.study_id)) == (
            2 if filled == "themes" else 0
        )
