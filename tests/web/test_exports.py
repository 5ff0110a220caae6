"""The quotes leave the workbench as Word files that say who speaks, by number and focus group."""

from io import BytesIO

import docx
import pytest

from tests import factories
from tests.factories import on_sqlite

HEADER = ["Theme", "Subtheme", "Illustrative quote", "Participant (group)"]


@pytest.fixture
def quoted(scene):
    """Choose what P3 says for the subtheme."""
    with scene.write() as session:
        lead = scene.viewers["lead"]
        factories.coding(session, lead, talk=scene.talk, label=scene.code, words="I never asked for help.")
        factories.quote(session, lead, talk=scene.talk, speaks_for=scene.subtheme)
    return scene


def word(scene, who, form="quote-table", **headers):
    answer = scene.browsers[who].get(scene.to("quotes:word", form=form), headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{form}.docx"'
    assert answer.headers["cache-control"] == "no-store"
    return docx.Document(BytesIO(answer.content))


@pytest.mark.parametrize("who", ["lead", "co-researcher", "supervisor"])
def test_the_quote_table_has_its_four_columns_and_the_label_of_the_study(quoted, who):
    [table] = word(quoted, who).tables

    header, row = ([cell.text for cell in line.cells] for line in table.rows)
    assert header == HEADER
    assert row[:2] == ["Ground to stand on", "Somebody who stays"]
    assert "I never asked for help." in row[2]
    assert row[3] == "P3 (FG, Service users 1)"


@on_sqlite
def test_the_running_text_names_theme_words_and_focus_group(quoted):
    text = "\n".join(one.text for one in word(quoted, "supervisor", "quotes-as-text").paragraphs)

    assert "Ground to stand on" in text
    assert "I never asked for help." in text
    assert "(FG, Service users 1)" in text


@on_sqlite
def test_the_table_follows_the_language_of_the_reader(quoted):
    [table] = word(quoted, "lead", **{"Accept-Language": "nb"}).tables

    assert [cell.text for cell in table.rows[0].cells][:2] == ["Tema", "Undertema"]


@on_sqlite
def test_nobody_outside_the_study_gets_its_quotes(quoted):
    address = quoted.to("quotes:word", form="quote-table")

    assert quoted.outsider.get(address).status_code == 404
    assert quoted.anonymous.get(address).status_code == 303
