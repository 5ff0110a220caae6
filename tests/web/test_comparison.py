"""The comparison as its readers see it: any columns, any unit, files that hide people, a draft that is kept nowhere."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import lxml.html
import pytest
from sqlalchemy import select

from app.analysis.commonalities import Emptiness
from app.store.tables import Account, Bearer, KeptTally, TrailRow
from app.web import comparison_words
from app.workbench.attributes import add_attribute
from app.workbench.bands import put_in_bands
from app.workbench.people import everybody
from tests import factories
from tests.web.scene import alert

HOSTILE = "{{ 7 * 7 }} <script>alert(1)</script> " + "x" * 460


@pytest.fixture
def study(scene):
    """P1 speaks of Being seen twice, P3 once; two of three people are 20–39."""
    with scene.write() as session:
        lead = scene.viewers["lead"]
        for turn in (2, 4, 6):
            factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=turn)
        age = add_attribute(session, lead, name="Age", bearer=Bearer.PARTICIPANT, bands=["20–39", "40–59", "60+"])
        bands = {band.name: band.id for one in everybody(session, lead).attributes for band in one.bands}
        voices = everybody(session, lead).groups[0].participants
        who = {voice.line.label: voice.line.id for voice in voices}
        chosen = {who["P1"]: "20–39", who["P2"]: "20–39", who["P3"]: "60+"}
        put_in_bands(session, lead, {(one, age.id): bands[band] for one, band in chosen.items()})
    scene.age = age.id
    return scene


def table(page):
    """The rows of the matrix by their names: what each cell says."""
    tree = lxml.html.fromstring(page)
    rows = tree.xpath("//table[contains(@class, 'matrix')]/tbody/tr")
    return {row.xpath("string(th/a[1])"): [" ".join(c.text_content().split()) for c in row.xpath("td")] for row in rows}


def test_any_attribute_can_be_the_columns(study):
    page = study.lead.get(study.to("comparison:matrix") + f"?by={study.age}&count=participants").text

    assert table(page)["Somebody who stays"][:4] == ["1", "– nobody", "1", "2"]


def test_counts_can_be_shares_and_rates(study):
    shares = study.lead.get(study.to("comparison:matrix") + "?count=turns&scale=share").text
    rates = study.lead.get(study.to("comparison:matrix") + "?count=turns&scale=per-1000-words").text

    # Three of four participants' turns; the participants say 8 + 11 + 4 + 6 words: 3 * 1000 / 28 or so.
    assert table(shares)["Somebody who stays"][0] == "75.0 %"
    assert table(rates)["Somebody who stays"][0].count(".") == 1


def test_codes_unfold_below_their_subtheme(study):
    closed = table(study.lead.get(study.to("comparison:matrix")).text)
    opened = table(study.lead.get(study.to("comparison:matrix") + f"?open={study.subtheme.id}").text)

    assert "Being seen" not in closed
    assert opened["Being seen"] == opened["Somebody who stays"]


def test_forty_bands_and_long_hostile_names_stay_a_table(study):
    with study.write() as session:
        lead = study.viewers["lead"]
        wide = add_attribute(
            session, lead, name="Wide", bearer=Bearer.PARTICIPANT, bands=[f"Band {number}" for number in range(40)]
        )
        factories.theme(session, lead, name=HOSTILE)
    page = study.lead.get(study.to("comparison:matrix") + f"?by={wide.id}&codes=true").text

    headings = lxml.html.fromstring(page).xpath("//table[contains(@class, 'many-columns')]/thead//th")
    assert len(headings) == 1 + 40 + 1 + 3  # the bands, and who is in none
    assert "<script>alert" not in page
    assert "{{ 7 * 7 }}" in lxml.html.fromstring(page).text_content()


def test_the_words_of_every_layer_can_stand_side_by_side(study):
    with study.write() as session:
        factories.coding(session, study.viewers["co-researcher"], talk=study.talk, label=study.code, turn=2)
    changed, every = (
        table(study.lead.get(study.to("comparison:matrix") + query).text)["Somebody who stays"][-1]
        for query in ("", "?words=true")
    )

    assert "At least 2 coders" not in changed
    assert "At least 2 coders: " in every


def test_every_kind_of_empty_cell_has_a_sign_of_its_own():
    assert len(set(comparison_words.SIGNS.values())) == len(Emptiness)
    assert comparison_words.signs((Emptiness.NOT_READ, Emptiness.NOT_CODED)) == "? –"


def test_an_unknown_attribute_and_an_unknown_unit_are_refused(study):
    assert study.lead.get(study.to("comparison:matrix") + f"?by={study.code.id}").status_code == 404
    assert study.lead.get(study.to("comparison:matrix") + "?count=letters").status_code == 422


def take_out(study, **choice):
    answer = study.lead.fill_in(study.to("comparison:take_out"), form="csv", **choice)
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_a_table_leaves_as_it_is_shown(study):
    rows = take_out(study, codes="true")

    assert rows[0] == ["Theme, subtheme, code", "Service users 1", "All", "Heard in", "Wording the counts allow"]
    assert rows[1][:3] == ["Ground to stand on", "3", "3"]
    assert "Codings that count: Any coder." in [row[0] for row in rows if row]
    with study.read() as session:
        acts = session.scalars(select(TrailRow.act).where(TrailRow.study_id == study.study_id)).all()
    assert "matrix.exported" in acts


def test_columns_of_few_people_are_hidden_where_it_is_asked_for(study):
    shown, hidden = take_out(study, by=study.age), take_out(study, by=study.age, hide="true")

    assert shown[1][1] == "2"
    assert [cell for cell in hidden[1][1:4] if cell not in {"hidden", "nobody"}] == []
    assert any("Columns of few people are hidden" in row[0] for row in hidden if row)


def test_a_name_that_a_spreadsheet_would_compute_is_words(study):
    with study.write() as session:
        factories.theme(session, study.viewers["lead"], name="=1+1")

    assert "'=1+1" in [row[0] for row in take_out(study) if row]


def test_the_table_and_the_text_are_whole_word_files(study):
    for answer in (
        study.lead.fill_in(study.to("comparison:take_out"), form="docx", codes="true"),
        study.lead.fill_in(study.to("comparison:text")),
    ):
        words = ZipFile(BytesIO(answer.content)).read("word/document.xml").decode()
        assert "Somebody who stays" in words


def test_the_first_look_keeps_its_tallies_for_the_next(study):
    study.lead.get(study.to("comparison:matrix"))

    with study.read() as session:
        assert session.scalars(select(KeptTally.transcript_id).where(KeptTally.study_id == study.study_id)).all()


def test_the_words_of_a_draft_are_marked_and_nowhere_kept(study, capfd):
    text = "One focus group spoke of being seen. “Marmalade on the lighthouse roof” (P1, Service users 1)."
    page = study.lead.fill_in(study.to("draft:check"), text=text).text

    marked = lxml.html.fromstring(page).xpath("//a[contains(@class, 'checked')]")
    assert [(one.get("class").split()[1], one.xpath("string(text())")) for one in marked] == [
        ("right", "One focus group"), ("wrong", "Marmalade on the lighthouse roof"),
    ]  # fmt: skip
    assert "lighthouse" not in "".join(capfd.readouterr())
    if study.engine.dialect.name == "sqlite":
        file = Path(study.engine.url.database)
        assert not any(b"lighthouse" in one.read_bytes() for one in file.parent.glob(f"{file.name}*"))


def test_words_for_counts_are_defined_in_the_settings(study):
    wrong = study.lead.fill_in(study.to("studies:words"), groups_many="80", groups_most="60")
    assert (wrong.status_code, "a stronger word never asks" in alert(wrong.text)) == (422, True)

    assert study.lead.fill_in(study.to("studies:words"), groups_most="60", people_several="4").status_code == 303
    tree = lxml.html.fromstring(study.lead.get(study.to("studies:settings")).text)
    assert tree.xpath("//input[@name='groups_most']/@value") == ["60"]
    assert tree.xpath("//input[@name='people_several']/@value") == ["4"]


def test_which_questions_are_about_what_is_kept(study):
    study.lead.fill_in(study.to("studies:edit"), title="T", research="Why?", guide="What helps?", several="3")
    box = "//fieldset[legend='Somebody who stays']//input[@name='pair']"
    page = lxml.html.fromstring(study.lead.get(study.to("comparison:matrix")).text)
    [pair] = page.xpath(f"{box}/@value")

    assert study.lead.fill_in(study.to("comparison:asked"), pair=pair).status_code == 303

    page = lxml.html.fromstring(study.lead.get(study.to("comparison:matrix")).text)
    assert page.xpath(f"{box}/@checked") == ["checked"]
    assert study.lead.fill_in(study.to("comparison:asked"), pair="nonsense").status_code == 422


def test_statistics_stand_beside_what_to_keep_in_mind(study):
    page = study.lead.get(study.to("statistics:page") + f"?row={study.theme.id}&by={study.age}&count=participants").text

    # P1 of two people in their twenties and thirties speaks of it, and the one over 60 does: by chance alone in 2 of 3.
    tree = lxml.html.fromstring(page)
    rows = [row.text_content() for row in tree.xpath("//table[contains(@class, 'measures')]//tr")]
    assert any("Fisher" in one and "p = 1.000" in one for one in rows)
    assert "Participants of one focus group hear each other" in page
    assert "4 of 4 cells have an expected count below five" in page
    assert "Nobody is in these columns, so they are left out: 40–59." in page


def test_one_column_against_all_others_has_phi_and_an_odds_ratio(study):
    everything = study.to("statistics:page") + f"?row={study.theme.id}&by={study.age}&count=participants"
    options = lxml.html.fromstring(study.lead.get(everything).text).xpath("//select[@name='alone']/option")
    [older] = [one.get("value") for one in options if one.text == "60+ with all others"]

    page = lxml.html.fromstring(study.lead.get(f"{everything}&alone={older}").text)

    table = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("(//table)[1]//tr")]
    assert table[0][1:] == ["60+", "all others", "All"]
    measures = page.xpath("//table[contains(@class, 'measures')]//th/text()")
    assert {"Phi", "Odds ratio, exact"} <= set(measures)
    assert ", 1 degree of freedom," in page.text_content()


def test_a_study_without_themes_says_why_there_are_no_statistics(study):
    with study.write() as session:
        alone = factories.study(session, by=session.get_one(Account, study.viewers["lead"].account_id))
    page = study.lead.get(study.to("statistics:page", study_id=alone.study_id)).text

    assert "Nothing has been counted" in page
