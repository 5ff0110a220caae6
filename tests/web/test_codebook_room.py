"""The codebook's pages, as researchers meet them."""

import re
from io import BytesIO

import docx
import lxml.html
import pytest
from lxml import etree

from app.store.queries import codes as code_queries
from tests import factories
from tests.factories import on_sqlite
from tests.web.scene import alert

HTMX = {"HX-Request": "true"}
pytestmark = on_sqlite


def words(page):
    """Return what a page says, in single blanks."""
    said = " ".join(" ".join(lxml.html.fromstring(page).itertext()).split())
    return re.sub(r" ([.,:”])", r"\1", said)


def code_page(scene, code_id=None, who="lead", query=""):
    answer = scene.browsers[who].get(scene.to("codebook:code", code_id=code_id or scene.code.id) + query)
    assert answer.status_code == 200
    return answer.text


def make(scene, name, **rule):
    answer = scene.lead.fill_in(scene.to("codebook:create"), name=name, anyway="true", **rule)
    return answer.headers["location"].partition("#code-")[2]


def codes(scene):
    with scene.read() as session:
        return {row.name: row for row in code_queries.codes(session, scene.viewers["lead"])}


def test_the_codebook_is_a_tree_with_counts(scene):
    scene.code_turn(2)
    page = lxml.html.fromstring(scene.supervisor.get(scene.to("codebook:all")).text)

    headings = page.xpath("//main//*[self::h2 or self::h3 or self::h4]")

    assert [" ".join(one.text_content().split()) for one in headings][:3] == [
        "Ground to stand on",
        "Somebody who stays",
        "Being seen Codings: 1",
    ]


def test_a_near_name_is_shown_before_the_code_is_made(scene):
    answer = scene.co_researcher.fill_in(scene.to("codebook:create"), name="Being seeen", definition="Looked at")

    assert answer.status_code == 409
    assert "“Being seeen” is near to a code that the codebook has." in words(answer.text)
    assert "A word is spelt nearly alike." in words(answer.text)
    assert set(codes(scene)) == {"Being seen"}
    form = lxml.html.fromstring(answer.text).forms[-1]
    again = scene.co_researcher.post(scene.to("codebook:create"), data=dict(form.form_values()))
    assert again.status_code == 303
    assert codes(scene)["Being seeen"].definition == "Looked at"


def test_a_near_name_is_told_while_typing_and_on_renaming(scene):
    other = make(scene, "Money")

    told = scene.lead.get(scene.to("codebook:near") + "?name=beeing+seen")
    renamed = scene.lead.fill_in(scene.to("codebook:edit", code_id=other), name="Seen being")

    assert "Being seen" in told.text
    assert scene.lead.get(scene.to("codebook:near") + "?name=Money").text.strip() == ""
    assert renamed.status_code == 409
    assert "The words stand in another order." in words(renamed.text)
    form = lxml.html.fromstring(renamed.text).forms[-1]
    assert scene.lead.post(scene.to("codebook:edit", code_id=other), data=dict(form.form_values())).status_code == 303
    assert "Seen being" in codes(scene)


def test_whoever_is_second_is_shown_both_texts_and_loses_nothing(scene):
    here = scene.to("codebook:edit", code_id=scene.code.id)
    scene.lead.fill_in(here, name="Being seen", definition="First", edition=1)

    second = scene.lead.fill_in(here, name="Being seen", definition="Second, in full", edition=1)

    assert second.status_code == 409
    page = lxml.html.fromstring(second.text)
    assert page.xpath("//*[@id='now-definition']/text()") == ["First"]
    assert page.xpath("//textarea[@name='definition']/text()") == ["Second, in full"]
    assert codes(scene)["Being seen"].definition == "First"
    chosen = scene.lead.post(here, data=dict(page.forms[-1].form_values()))
    assert chosen.status_code == 303
    assert codes(scene)["Being seen"].definition == "Second, in full"


def test_the_same_holds_for_themes(scene):
    here = scene.to("themes:edit", theme_id=scene.theme.id)
    scene.lead.fill_in(here, name="Ground", central_idea="First", edition=1)

    second = scene.co_researcher.fill_in(here, name="Ground to stand on", central_idea="Second", edition=1)

    assert second.status_code == 409
    page = lxml.html.fromstring(second.text)
    assert page.xpath("//*[@id='now-name']/text()") == ["Ground"]
    assert page.xpath("//textarea[@name='central_idea']/text()") == ["Second"]
    assert scene.co_researcher.post(here, data=dict(page.forms[-1].form_values())).status_code == 303


def test_a_merge_is_looked_at_done_and_taken_back(scene):
    other = make(scene, "Visible", definition="Told apart")
    scene.code_turn(2)
    scene.code_turn(4, code_id=other)

    preview = words(scene.lead.get(scene.to("merging:look", code_id=other) + f"?into={scene.code.id}").text)
    done = scene.lead.fill_in(scene.to("merging:merge", code_id=other), into=str(scene.code.id))

    assert "Together, after the merge 2 2 2" in preview
    assert done.headers["location"].startswith(scene.to("codebook:code", code_id=scene.code.id))
    assert {name: row.codings for name, row in codes(scene).items()} == {"Being seen": 2}
    assert "Merged into it: Visible." in words(code_page(scene))
    assert "its codings count as those of Being seen" in words(code_page(scene, other))
    assert scene.lead.fill_in(scene.to("merging:part", code_id=other)).status_code == 303
    assert {name: row.codings for name, row in codes(scene).items()} == {"Being seen": 1, "Visible": 1}


def test_a_circle_is_refused_with_a_sentence(scene):
    answer = scene.lead.fill_in(scene.to("merging:merge", code_id=scene.code.id), into=str(scene.code.id))

    assert answer.status_code == 409
    assert alert(answer.text).startswith("A code cannot be merged into itself")


def test_a_code_is_split_step_by_step(scene):
    for number in (2, 4):
        scene.code_turn(number)
    scene.code_turn(4, who="co-researcher")
    page = lxml.html.fromstring(scene.lead.get(scene.to("splitting:walk", code_id=scene.code.id)).text)
    assert "Passage 1 of 2" in page.text_content()
    [form] = page.xpath("//form[@id='split-form']")

    for step, (name, choice) in enumerate((("name", "A part"), ("to", None))):
        sent = {**dict(form.form_values()), "elsewhere": ""}
        sent[name] = choice or form.xpath(".//button[@name='to']/@value")[0]
        answer = scene.lead.post(scene.to("splitting:move", code_id=scene.code.id), data=sent)
        assert answer.status_code == 303
        page = lxml.html.fromstring(scene.lead.get(answer.headers["location"]).text)
        [form] = page.xpath("//form[@id='split-form']") or [None]
        assert (form is None) == (step == 1)

    assert "Every passage of this code that can be moved is decided." in " ".join(page.text_content().split())
    assert {name: row.codings for name, row in codes(scene).items()} == {"Being seen": 1, "A part": 2}
    assert "A colleague proposes another code for one of your codings." in words(
        scene.co_researcher.get(scene.to("codebook:all")).text
    )
    proposals = lxml.html.fromstring(scene.co_researcher.get(scene.to("splitting:proposals")).text)
    [answer_form] = proposals.xpath("//main//form")
    sent = {**dict(answer_form.form_values()), "take": "true"}
    assert scene.co_researcher.post(answer_form.get("action"), data=sent).status_code == 303
    assert codes(scene)["A part"].codings == 3


def test_a_retired_code_is_folded_away_and_cannot_be_applied(scene):
    assert scene.lead.fill_in(scene.to("codebook:retire", code_id=scene.code.id)).status_code == 303

    refused = scene.code_turn(2)

    assert refused.status_code == 409
    assert alert(refused.text) == "This code is retired. A lead author can take it back into use under Codebook."
    page = lxml.html.fromstring(scene.lead.get(scene.to("codebook:all")).text)
    assert page.xpath("//details[contains(summary, 'One retired code')]//h4/a/text()") == ["Being seen"]
    assert scene.lead.fill_in(scene.to("codebook:back", code_id=scene.code.id)).status_code == 303
    assert scene.code_turn(2).status_code == 303


def test_passages_come_in_pages_of_twenty(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        talk = factories.transcript(session, lead, lines=[f"P1: Turn number {n}." for n in range(45)])
        for number in range(1, 46):
            factories.coding(session, lead, talk=talk, label=scene.code, turn=number)

    pages = [lxml.html.fromstring(code_page(scene, query=f"?page={number}")) for number in (1, 2, 3, 99)]

    shown = [page.xpath("//ul[@class='quotes']//q/text()") for page in pages]
    assert [len(one) for one in shown] == [20, 20, 5, 5]
    assert shown[0][0] == "Turn number 0."
    assert shown[2][-1] == shown[3][-1] == "Turn number 44."
    assert "Page 2 of 3" in pages[1].text_content()


def test_the_card_tells_the_whole_rule_beside_the_text(scene):
    scene.lead.fill_in(
        scene.to("codebook:edit", code_id=scene.code.id), name="Being seen", definition="A", use_when="B",
        do_not_use_when="C", example="D", near_miss="E",
    )  # fmt: skip

    card = scene.co_researcher.get(scene.to("codebook:card", code_id=scene.code.id), headers=HTMX)

    assert "<html" not in card.text
    assert words(card.text).startswith("Being seen A Use when B Do not use when C Example D Near miss E")


def test_a_code_is_put_on_a_key_and_shows_its_number(scene):
    scene.co_researcher.fill_in(scene.to("codebook:pin", code_id=scene.code.id), key="3")

    page = scene.co_researcher.get(scene.to("codebook:all")).text

    assert "Key 3 Being seen" in words(page)
    assert "Key 3" not in words(scene.lead.get(scene.to("codebook:all")).text)
    assert scene.co_researcher.fill_in(scene.to("codebook:unpin", key=3)).status_code == 303
    assert "Key 3" not in words(scene.co_researcher.get(scene.to("codebook:all")).text)


def test_an_act_is_taken_back_from_the_history(scene):
    scene.lead.fill_in(scene.to("codebook:edit", code_id=scene.code.id), name="Being met", edition=1)
    [act] = re.findall(r'value="([0-9a-f]{64})">Take back<span[^>]*>: changed a code', code_page(scene))

    back = scene.lead.fill_in(scene.to("codebook:take_back"), act=act)
    again = scene.lead.fill_in(scene.to("codebook:take_back"), act=act)

    assert back.status_code == 303
    assert set(codes(scene)) == {"Being seen"}
    assert (again.status_code, alert(again.text)) == (409, "This was taken back already.")
    assert scene.lead.fill_in(scene.to("codebook:take_back"), act="0" * 64).status_code == 404


def test_a_book_to_start_from_is_looked_through_and_taken_in(scene):
    page = lxml.html.fromstring(scene.lead.get(scene.to("book:starter", key="recovery-capital")).text)
    [form] = page.xpath("//form[.//input[@name='book']]")
    assert len(form.xpath(".//input[@name='take']")) == 4
    sent = {**dict(form.form_values()), "take": ["1", "2"], "where": str(scene.theme.id)}

    answer = scene.lead.post(scene.to("book:store"), data=sent)

    assert answer.status_code == 303
    assert len(codes(scene)) == 3
    assert scene.lead.get(scene.to("book:starter", key="nothing")).status_code == 404


def test_a_file_is_read_in_the_worker_and_choices_are_kept(scene):
    file = b"Theme,Code,Definition\nTies,Being seen,Theirs\nTies,Coffee,Hot\nTies,Beeing seen,Odd\n"
    answer = scene.lead.post(scene.to("book:read"), data=scene.lead.once(), files={"file": ("book.csv", file)})
    assert answer.status_code == 200
    assert answer.headers["hx-push-url"] == "false"
    page = lxml.html.fromstring(answer.text)
    assert "The codebook has a name that is near to it: Being seen" in " ".join(page.text_content().split())
    [form] = page.xpath("//form[.//input[@name='book']]")
    fields = dict(form.form_values())
    [same] = [name for name in fields if name.startswith("same-")]

    sent = {**fields, "take": [one.get("value") for one in form.xpath(".//input[@name='take']")][:2], same: "theirs"}
    stored = scene.lead.post(scene.to("book:store"), data=sent)

    assert stored.status_code == 303
    assert {name: row.definition for name, row in codes(scene).items()} == {"Being seen": "Theirs", "Coffee": "Hot"}


def test_a_file_that_is_no_codebook_is_refused_with_a_sentence(scene):
    for name, data, said in (
        ("a.qdpx", b"PK\x03\x04broken", "."), ("a.csv", b"", "This file is empty."),
        ("a.qdc", b"<Project xmlns='urn:QDA-XML:project:1.0'/>", "This is a whole project."),
    ):  # fmt: skip
        answer = scene.lead.post(scene.to("book:read"), data=scene.lead.once(), files={"file": (name, data)})
        assert answer.status_code == 422, name
        assert said in alert(answer.text), name


def test_the_codebook_leaves_as_a_table_for_programs_and_for_a_paper(scene):
    make(scene, "=SUM(1)", definition="Coffee 🙂")

    csv, qdc, word = (scene.supervisor.fill_in(scene.to("book:export", form=form)) for form in ("csv", "qdc", "docx"))

    assert csv.headers["content-disposition"] == 'attachment; filename="codebook.csv"'
    assert "'=SUM(1)" in csv.content.decode("utf-8-sig")
    assert {one.get("name") for one in etree.fromstring(qdc.content).iter("{*}Code")} >= {"Being seen", "=SUM(1)"}
    table = docx.Document(BytesIO(word.content)).tables[0]
    assert "Coffee 🙂" in {cell.text for row in table.rows for cell in row.cells}


def test_versions_say_what_changed_in_sentences(scene):
    scene.lead.fill_in(scene.to("versions:keep"), reason="Before the second round.")
    scene.lead.fill_in(scene.to("codebook:edit", code_id=scene.code.id), name="Being met", definition="Face to face")
    other = make(scene, "Visible")
    scene.lead.fill_in(scene.to("merging:merge", code_id=other), into=str(scene.code.id))
    scene.lead.fill_in(
        scene.to("codebook:place", code_id=scene.code.id), theme=str(scene.theme.id), leave=str(scene.subtheme.id)
    )
    scene.lead.fill_in(scene.to("themes:edit", theme_id=scene.theme.id), name="Ground", central_idea="")

    page = words(scene.co_researcher.get(scene.to("versions:compared")).text)

    for sentence in (
        "“Being seen” is called “Being met” now.",
        "Of “Being met”, this was written anew: Definition.",
        "The code “Being met” moved from “Somebody who stays” to “Ground”.",
        "The code “Visible” is new.", "The code “Visible” was merged into “Being met”.",
        "“Ground to stand on” is called “Ground” now.",
    ):  # fmt: skip
        assert sentence in page
    listed = words(scene.co_researcher.get(scene.to("versions:all")).text)
    assert "Before the second round." in listed


def test_without_a_version_there_is_nothing_to_compare(scene):
    assert scene.lead.get(scene.to("versions:compared")).status_code == 404


@pytest.mark.parametrize("name", ["codebook:code", "codebook:card", "merging:look", "splitting:walk"])
def test_a_code_of_another_study_is_not_found(scene, name):
    assert scene.lead.get(scene.to(name, code_id=scene.other_code.id)).status_code == 404


def test_no_page_of_the_codebook_has_script_or_style_in_it(scene):
    scene.code_turn(2)
    for name in ("codebook:all", "versions:all", "book:begin", "splitting:proposals"):
        page = lxml.html.fromstring(scene.lead.get(scene.to(name)).text)
        assert page.xpath("//script[not(@src)] | //style | //@style | //@onclick") == []
