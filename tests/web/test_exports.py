"""The quotes leave the workbench as Word files that say who speaks, by number and focus group."""

from io import BytesIO

import docx
import lxml.html
import pytest

from app.store.tables import Study
from tests import factories
from tests.factories import on_sqlite
from tests.web.scene import seen_before, take_out

HEADER = ["Theme", "Subtheme", "Illustrative quote", "Participant (group)"]


@pytest.fixture
def quoted(scene):
    """Choose what P3 says for the subtheme."""
    with scene.write() as session:
        lead = scene.viewers["lead"]
        factories.coding(session, lead, talk=scene.talk, label=scene.code, words="I never asked for help.")
        factories.quote(session, lead, talk=scene.talk, speaks_for=scene.subtheme)
    return scene


def word(scene, who, form="quote-table", labels="whole", **headers):
    answer = take_out(scene.browsers[who], scene, form, labels, **headers)
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
    before, word = (quoted.to(name, form="quote-table") for name in ("quotes:before", "quotes:word"))

    assert (quoted.outsider.get(before).status_code, quoted.outsider.fill_in(word).status_code) == (404, 404)
    assert (quoted.anonymous.get(before).status_code, quoted.anonymous.fill_in(word).status_code) == (303, 401)


@on_sqlite
def test_labels_that_point_at_few_people_leave_only_when_somebody_has_chosen_them(quoted):
    word, before = (quoted.to(name, form="quote-table") for name in ("quotes:word", "quotes:before"))
    asked = quoted.lead.fill_in(word)
    assert (asked.status_code, asked.headers["location"]) == (303, before)
    assert quoted.lead.get(word).status_code == 405

    page = " ".join(lxml.html.fromstring(quoted.lead.get(before).text).text_content().split())

    # The scene's one focus group has three participants, and no other has that stakeholder.
    assert page.count("Service users 1: 3 people") == 2
    assert page.count("Service users: 3 people") == 1
    assert "P3 (FG, Service users 1)" in page
    assert quoted.lead.fill_in(word, labels="stakeholder").headers["location"] == before


@on_sqlite
@pytest.mark.parametrize(
    ("labels", "label", "text"),
    [
        ("whole", "P3 (FG, Service users 1)", "P3: I never asked for help. (FG, Service users 1)"),
        ("group", "(FG, Service users 1)", "I never asked for help. (FG, Service users 1)"),
        ("stakeholder", "Service user", "I never asked for help. (Service user)"),
    ],
)
def test_the_form_that_is_chosen_is_the_form_that_leaves(quoted, labels, label, text):
    [table] = word(quoted, "lead", labels=labels).tables

    assert table.rows[1].cells[3].text == label
    assert word(quoted, "lead", "quotes-as-text", labels).paragraphs[-1].text == text


@on_sqlite
def test_a_choice_about_other_groups_is_asked_for_again(quoted):
    seen = seen_before(quoted.lead, quoted, "quote-table")
    with quoted.write() as session:
        factories.transcript(session, quoted.viewers["lead"], lines=["P9: And me."], group=quoted.group)

    again = quoted.lead.fill_in(quoted.to("quotes:word", form="quote-table"), labels="whole", seen=seen)

    assert again.status_code == 303
    assert "The groups have changed since you chose." in quoted.lead.get(again.headers["location"]).text


@on_sqlite
def test_quotes_of_a_group_that_many_share_leave_at_once(quoted):
    with quoted.write() as session:
        lines = [f"P{number}: And me." for number in range(4, 7)]
        factories.transcript(session, quoted.viewers["lead"], lines=lines, group=quoted.group)

    answer = quoted.lead.fill_in(quoted.to("quotes:word", form="quote-table"))

    assert answer.status_code == 200
    assert docx.Document(BytesIO(answer.content)).tables[0].rows[1].cells[3].text == "P3 (FG, Service users 1)"


@on_sqlite
def test_the_label_pattern_of_the_study_is_that_of_its_word_files(quoted):
    with quoted.write() as session:
        session.get(Study, quoted.study_id).label_pattern = "{group}, {participant}"

    [table] = word(quoted, "lead").tables
    assert table.rows[1].cells[3].text == "Service users 1, P3"
    assert "Service users 1, P3" in quoted.lead.get(quoted.to("quotes:all")).text
