"""Who is heard, as its readers see it, and its charts as files."""

from io import BytesIO
from zipfile import ZipFile

import lxml.etree
import pytest

from app.store.queries.coding import codings
from tests import factories

HOSTILE = "{{ 7 * 7 }} <script>alert(1)</script> " + "x" * 400


@pytest.fixture
def study(scene):
    """Two codes meet on the second turn, one of them with a hostile name."""
    with scene.write() as session:
        lead = scene.viewers["lead"]
        other = factories.code(session, lead, name=HOSTILE, theme=scene.theme)
        for code in (scene.code, other):
            factories.coding(session, lead, talk=scene.talk, label=code, turn=2)
    return scene


def take_out(study, chart, form, **fields):
    return study.lead.fill_in(study.to("heard:take_out"), chart=chart, form=form, operation=None, **fields)


def test_the_page_and_the_portrait_show_what_names_say_and_run_nothing(study):
    for page in (study.lead.get(study.to("heard:page")), study.lead.get(study.to("heard:portrait"))):
        assert page.status_code == 200
        assert "<script>alert(1)" not in page.text
        assert "49" not in page.text.split("alert(1)")[0][-40:]


@pytest.mark.parametrize("chart", ["talk", "growth", "together", "portrait", "matrix", "map"])
def test_every_chart_leaves_as_svg_as_picture_and_as_word_with_its_table(study, chart):
    fields = {"transcript": str(study.talk.id)} if chart == "portrait" else {}

    drawn, picture, word = (take_out(study, chart, form, **fields) for form in ("svg", "png", "docx"))

    assert lxml.etree.fromstring(drawn.content).tag == "{http://www.w3.org/2000/svg}svg"
    assert picture.content.startswith(b"\x89PNG")
    with ZipFile(BytesIO(word.content)) as file:
        assert any(name.startswith("word/media/") for name in file.namelist())
        assert b"<w:tbl>" in file.read("word/document.xml")


def test_taking_a_chart_out_is_on_the_trail(study):
    take_out(study, "talk", "svg")

    assert "took out a chart" in study.lead.get(study.to("trail:all")).text


def test_a_portrait_needs_its_transcript(study):
    assert take_out(study, "portrait", "svg").status_code == 404


def test_lines_that_are_ticked_are_coded_and_the_page_comes_back_to_them(study):
    lines = study.lead.get(study.to("words:lines") + "?asked=coffee").text
    assert "Said once, in one focus group" in lines

    done = study.lead.fill_in(
        study.to("words:code"), code=str(study.code.id), turn=f"{study.talk.id} 3", asked="coffee"
    )

    assert done.status_code == 303
    assert "asked=coffee" in done.headers["location"]
    with study.read() as session:
        rows = codings(session, study.viewers["lead"], study.talk.id)
    assert [row.first_turn for row in rows if row.code_id == study.code.id] == [2, 3]


@pytest.mark.parametrize("view", ["frequency", "keyness", "collocations"])
def test_words_are_counted_with_their_forms_joined_or_not(study, view):
    for stems in ("", "&stems=true"):
        page = study.lead.get(study.to("words:page") + f"?view={view}{stems}")
        assert page.status_code == 200


def test_the_strips_of_a_word_leave_as_a_picture(study):
    assert take_out(study, "strips", "png", asked="coffee").content.startswith(b"\x89PNG")


def test_a_study_edits_its_stop_words_on_the_page(study):
    study.lead.fill_in(study.to("words:leave_out"), words="coffee Time")

    page = study.lead.get(study.to("words:page")).text
    assert "2 little words are left out" in page
    assert ">coffee time</textarea>" in page
