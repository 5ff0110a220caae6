"""The summary grid as its readers see it: both ways round, and with every passage within reach."""

import csv
from io import StringIO

import lxml.html
import pytest

from app.store.tables import Bearer
from app.workbench import grid as grids
from app.workbench.attributes import add_attribute
from app.workbench.bands import put_in_bands
from app.workbench.grid import summarise
from app.workbench.people import everybody
from tests import factories

THEMES = ["Ground to stand on", "Somebody who stays"]


@pytest.fixture
def study(scene):
    """Three passages, one of them summarised as a whole, of a focus group held in 2023."""
    with scene.write() as session:
        lead = scene.viewers["lead"]
        for turn in (2, 4, 6):
            factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=turn)
        year = add_attribute(session, lead, name="Year", bearer=Bearer.FOCUS_GROUP, bands=["2023", "2024"])
        bands = {band.name: band.id for one in everybody(session, lead).attributes for band in one.bands}
        put_in_bands(session, lead, {(scene.group.id, year.id): bands["2023"]})
        summarise(session, lead, scene.theme.id, scene.group.id, words="They stay.", before="", finished=True)
    return scene


def cells(row):
    return [" ".join(one.text_content().split()) for one in row.xpath("th|td")]


def test_turned_the_grid_is_a_charting_table_of_attributes_and_themes(study):
    page = lxml.html.fromstring(study.supervisor.get(study.to("grid:page") + "?turned=true").text)

    heading, row = page.xpath("//table[contains(@class, 'grid')]//tr")
    assert cells(heading) == ["Focus group", "Year", *THEMES]
    assert cells(row)[:2] == ["Service users 1", "2023"]
    assert cells(row)[2].startswith("They stay.")


def test_the_charting_table_leaves_the_way_round_that_it_is_looked_at(study):
    turned, straight = (
        study.lead.fill_in(study.to("grid:take_out"), form="csv", **fields).content.decode("utf-8-sig")
        for fields in ({"turned": "true"}, {})
    )

    assert list(csv.reader(StringIO(turned)))[:2] == [
        ["Focus group", "Year", *THEMES], ["Service users 1", "2023", "They stay.", ""],
    ]  # fmt: skip
    assert list(csv.reader(StringIO(straight)))[:2] == [["Theme, subtheme", "Service users 1"], ["Year", "2023"]]


def test_who_writes_in_a_turned_grid_comes_back_to_it(study):
    cell = study.to("grid:cell", theme_id=study.theme.id, column_id=study.group.id) + "?turned=true"
    page = lxml.html.fromstring(study.lead.get(cell).text)

    answer = study.lead.fill_in(
        study.to("grid:write", theme_id=study.theme.id, column_id=study.group.id),
        words="They stay on.", before="They stay.", turned="true",
    )  # fmt: skip

    assert page.xpath("//form//input[@name='turned']/@value") == ["true"]
    assert "turned=true" in page.xpath("//main//a[contains(., 'Summaries')]/@href")[0]
    assert "turned=true" in answer.headers["location"]


def test_every_passage_of_a_cell_can_be_reached(study, monkeypatch):
    monkeypatch.setattr(grids, "AT_ONCE", 2)
    cell = study.to("grid:cell", theme_id=study.theme.id, column_id=study.group.id)

    first = lxml.html.fromstring(study.lead.get(cell).text)
    [more] = first.xpath("//ol[@id='to-write-from']//a[text()='More']/@href")
    rest = lxml.html.fromstring(study.lead.get(more).text)

    assert len(first.xpath("//ol[@id='to-write-from']/li[contains(@class, 'card')]")) == 2
    assert "2 of 3" in first.xpath("string(//ol[@id='to-write-from'])")
    assert len(rest.xpath("//ol[@id='to-write-from']/li[contains(@class, 'card')]")) == 1
    assert not rest.xpath("//a[text()='More']")


def test_who_may_judge_is_told_how_and_the_supervisor_is_not(study):
    hint = "Choose a theme to say how each participant takes it up."

    assert hint in study.lead.get(study.to("grid:consensus")).text
    assert hint not in study.supervisor.get(study.to("grid:consensus")).text


def test_who_may_not_write_a_summary_is_asked_to_look(scene):
    scene.code_turn(2)

    assert ">Write<" in scene.lead.get(scene.to("grid:page")).text
    assert ">Write<" not in scene.supervisor.get(scene.to("grid:page")).text
