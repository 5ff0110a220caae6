"""The people of a study: what everybody reads, what a lead changes, and what comes in by a table."""

from uuid import UUID

import lxml.html
import pytest
from sqlalchemy import func, select

from app.importing.roles import Kind
from app.store.base import Base
from app.store.queries import people as queries
from app.store.tables import Bearer, TrailRow
from app.workbench.attributes import add_attribute
from app.workbench.bands import put_in_bands
from tests import factories
from tests.databases import statements
from tests.factories import on_sqlite
from tests.web.scene import alert, form

CANARY = "Zugvogelheim"


@pytest.fixture
def age(scene):
    with scene.write() as session:
        return add_attribute(
            session, scene.viewers["lead"], name="Age", bearer=Bearer.PARTICIPANT, bands=["20–39", "40–59"]
        ).id


@pytest.fixture
def second(scene):
    """Let another focus group meet."""
    with scene.write() as session:
        lead = scene.viewers["lead"]
        group = factories.focus_group(session, lead, label="Volunteers 1", stakeholder="Volunteer")
        return factories.transcript(session, lead, group=group, lines=("P1: Bread.", "P2: Salt."))


def who(scene, group, label):
    with scene.read() as session:
        lines = queries.voices(session, scene.viewers["lead"])
    return next(one for one in lines if (one.focus_group, one.label) == (group, label))


def attributes(scene):
    with scene.read() as session:
        return queries.attributes(session, scene.viewers["lead"])


def chosen(scene):
    with scene.read() as session:
        return queries.chosen_bands(session, scene.viewers["lead"])


def text(answer):
    assert answer.status_code == 200
    return " ".join(lxml.html.fromstring(answer.text).xpath("//main")[0].text_content().split())


def rows(answer):
    table = lxml.html.fromstring(answer.text).xpath("//table")[0]
    return [[" ".join(cell.text_content().split()) for cell in row.xpath("./*")] for row in table.xpath(".//tr")]


@pytest.mark.parametrize("who_reads", ["co-researcher", "supervisor"])
@pytest.mark.usefixtures("age", "second")
def test_every_member_reads_the_people_and_finds_nothing_to_change(scene, who_reads):
    answer = scene.browsers[who_reads].get(scene.to("people:all"))

    assert rows(answer) == [
        ["Participant", "Turns", "Words", "Age", "Same person", "Memos"],
        [
            "P1",
            "2",
            "10",
            "–",
            "–",
            "Memos: P1, Service users 1",
        ],  # "Someone who stays when it gets hard." and "Yes, that too."
        ["P2", "1", "12", "–", "–", "Memos: P2, Service users 1"],  # the smiley stands alone and counts as a word
        ["P3", "1", "5", "–", "–", "Memos: P3, Service users 1"],
    ]
    assert "Not counted I Moderator · 2 turns, 8 words" in text(answer)
    page = lxml.html.fromstring(answer.text).xpath("//main")[0]
    assert page.xpath(".//form | .//select | .//textarea") == []


def test_only_lead_and_supervisor_are_led_to_the_risk(scene):
    links = {
        name: "/people/risk" in scene.browsers[name].get(scene.to("people:all")).text
        for name in ("lead", "supervisor", "co-researcher")
    }

    assert links == {"lead": True, "supervisor": True, "co-researcher": False}


def test_a_lead_names_an_attribute_and_puts_the_participants_into_its_bands(scene):
    made = scene.lead.fill_in(scene.to("people:add_attribute"), name=" Age ", bands="20–39\r\n40–59\r\n\r\n60+")
    assert made.headers["location"].endswith("?done=saved#attributes")
    [attribute] = attributes(scene)
    assert (attribute.name, [one.name for one in attribute.bands]) == ("Age", ["20–39", "40–59", "60+"])

    page = lxml.html.fromstring(scene.lead.get(scene.to("people:all")).text)
    names = [select.get("aria-label") for select in page.xpath("//select[@name='choice']")]
    options = [select.xpath("./option/@value")[2] for select in page.xpath("//select[@name='choice']")]
    saved = scene.lead.fill_in(scene.to("people:bands"), group=str(scene.group.id), choice=options)

    assert names == ["Age of P1", "Age of P2", "Age of P3"]
    assert saved.headers["location"].endswith(f"#group-{scene.group.id}")
    assert set(chosen(scene).values()) == {attribute.bands[1].id}
    assert "20–39 (0), 40–59 (3), 60+ (0)" in text(scene.supervisor.get(scene.to("people:all")))


@on_sqlite
@pytest.mark.parametrize("band", ["47", "1962", "01.05.1962"])
def test_a_band_that_looks_like_one_persons_value_is_warned_of(scene, band):
    scene.lead.fill_in(scene.to("people:add_attribute"), name="Age", bands=f"20–39\n{band}")

    warning = f"“{band}” looks like one person's exact value."
    assert warning in text(scene.lead.get(scene.to("people:all")))
    assert warning in text(scene.lead.get(scene.to("people:attribute", attribute_id=attributes(scene)[0].id)))
    assert "“20–39” looks" not in text(scene.lead.get(scene.to("people:all")))


def test_an_attribute_is_edited_where_its_fields_say_what_is_there(scene, age):
    address = scene.to("people:attribute", attribute_id=age)
    page = lxml.html.fromstring(scene.lead.get(address).text)
    ids, names = page.xpath("//input[@name='band']/@value"), page.xpath("//input[@name='band_name']/@value")
    assert names == ["20–39", "40–59"]

    edit = scene.to("people:edit_attribute", attribute_id=age)
    answer = scene.lead.fill_in(edit, name="Age band", band=ids, band_name=["20–40", ""], bands="41+")

    assert answer.status_code == 303
    [attribute] = attributes(scene)
    assert (attribute.name, [one.name for one in attribute.bands]) == ("Age band", ["20–40", "41+"])


def test_a_band_and_an_attribute_in_use_are_not_removed(scene, age):
    band, voice = attributes(scene)[0].bands[0], who(scene, "Service users 1", "P1")
    with scene.write() as session:
        put_in_bands(session, scene.viewers["lead"], {(voice.id, age): band.id})

    emptied = scene.lead.fill_in(
        scene.to("people:edit_attribute", attribute_id=age), name="Age", band=[str(band.id)], band_name=[""]
    )
    removed = scene.lead.fill_in(scene.to("people:remove_attribute", attribute_id=age))

    assert (emptied.status_code, removed.status_code) == (409, 409)
    assert alert(emptied.text).startswith("Somebody is still in a band")
    assert alert(removed.text).startswith("This attribute is still used.")
    page = text(scene.lead.get(scene.to("people:attribute", attribute_id=age)))
    assert "This attribute is still used." in page


def test_an_exact_range_is_shown_for_the_whole_stakeholder(scene, age):
    of, address = str(scene.group.stakeholder_id), scene.to("people:ranges", attribute_id=age)

    assert scene.lead.fill_in(address, stakeholder=[of], lowest=["22"], highest=["67"]).status_code == 303
    assert scene.lead.fill_in(address, stakeholder=[of], lowest=["67"], highest=["22"]).status_code == 422
    assert "Exact range: Service users 22–67" in text(scene.co_researcher.get(scene.to("people:all")))
    page = lxml.html.fromstring(scene.lead.get(scene.to("people:attribute", attribute_id=age)).text)
    assert page.xpath("//input[@name='lowest' or @name='highest']/@value") == ["22", "67"]


def test_a_voice_is_corrected_and_the_page_says_what_that_does(scene):
    voice = who(scene, "Service users 1", "P3")
    page = text(scene.lead.get(scene.to("people:voice", participant_id=voice.id)))
    assert "Only participants are counted" in page

    answer = scene.lead.fill_in(scene.to("people:kind", participant_id=voice.id), kind="co-moderator")

    assert who(scene, "Service users 1", "P3").kind is Kind.CO_MODERATOR
    assert "Saved. All counts follow." in text(scene.lead.get(answer.headers["location"]))
    assert "P3 Co-moderator · one turn, 5 words" in text(scene.lead.get(scene.to("people:all")))


def test_two_are_linked_as_one_person_and_taken_apart_again(scene, second):
    del second
    here, there = who(scene, "Service users 1", "P1"), who(scene, "Volunteers 1", "P2")
    address = scene.to("people:voice", participant_id=here.id)
    offered = lxml.html.fromstring(scene.lead.get(address).text).xpath("//select[@name='other']/option/text()")
    assert offered == ["P1, Volunteers 1", "P2, Volunteers 1"]

    linked = scene.lead.fill_in(scene.to("people:link", participant_id=here.id), other=str(there.id))
    assert "who counts once" in text(scene.lead.get(linked.headers["location"]))
    assert rows(scene.supervisor.get(scene.to("people:all")))[1][:4] == ["P1", "2", "10", "P2, Volunteers 1"]
    assert "4 people took part" in text(scene.supervisor.get(scene.to("people:risk")))

    scene.lead.fill_in(scene.to("people:unlink", participant_id=here.id))
    assert "5 people took part" in text(scene.supervisor.get(scene.to("people:risk")))


@pytest.mark.usefixtures("age")
def test_the_risk_page_says_of_each_set_how_few_share_it_and_what_helps(scene):
    page = scene.supervisor.get(scene.to("people:risk"))

    # Three participants of one focus group: everything is shared by the three, and by nobody else.
    assert rows(page)[1:] == [
        ["Stakeholder", "3", "3", "0"],
        ["Stakeholder + Focus groupas in the label P3 (FG, Service users 1)", "3", "3", "0"],
        ["Stakeholder + District", "3", "3", "0"],
        ["Stakeholder + Age", "3", "3", "0"],
        ["Stakeholder + Focus group + District + Age", "3", "3", "0"],
    ]
    assert "Service users, Service users 1, District A, not known: 3 people" in text(page)
    assert "Ask the participant." in text(page)


def check(scene, table="", file=None, browser=None):
    files = {"file": ("people.csv", file)} if file is not None else None
    browser = browser or scene.lead
    return browser.post(scene.to("people:check_table"), data={"table": table, **browser.once()}, files=files)


TABLE = "\ufeffFocus group;Participant;Age;Work\r\nService users 1;P1;47;paid\r\nService users 1;P2;;paid\r\n"


@pytest.mark.parametrize("way", ["file", "pasted"])
def test_a_table_is_shown_first_and_stored_when_it_is_confirmed(scene, age, way):
    shown = check(scene, file=TABLE.encode()) if way == "file" else check(scene, table=TABLE)

    assert rows(shown)[1:] == [
        ["Service users 1", "P1", "Age", "–", "40–59"], ["Service users 1", "P1", "Work", "–", "paid"],
        ["Service users 1", "P2", "Work", "–", "paid"],
    ]  # fmt: skip
    assert "New attribute Work: paid (2)" in text(shown)
    assert "47" not in text(shown)
    assert (chosen(scene), len(attributes(scene))) == ({}, 1)

    hidden = form(shown.text, scene.to("people:store_table"))
    assert "47" not in hidden["table"]
    stored = scene.lead.post(scene.to("people:store_table"), data=hidden)

    assert stored.status_code == 303
    assert [one.name for one in attributes(scene)] == ["Age", "Work"]
    assert chosen(scene)[who(scene, "Service users 1", "P1").id, age] == attributes(scene)[0].bands[1].id
    assert "Nothing would change." in text(check(scene, table=TABLE))
    assert scene.lead.post(scene.to("people:store_table"), data=hidden).status_code == 303


@on_sqlite
def test_what_is_not_understood_is_listed_by_row_and_never_said_again(scene, age):
    del age
    table = (
        f"g,w,Age\n{CANARY},P1,20–39\nService users 1,{CANARY},20–39\nService users 1,P1,19\nService users 1,I,20–39"
    )

    page = check(scene, table=table)

    assert [f"Row {number}:" in text(page) for number in range(1, 7)] == [False, True, True, True, True, False]
    assert CANARY not in page.text
    assert "Nothing would change." in text(page)


@on_sqlite
def test_a_plan_from_before_the_study_changed_is_shown_anew(scene, age):
    hidden = form(check(scene, table=TABLE).text, scene.to("people:store_table"))
    with scene.write() as session:
        voice = who(scene, "Service users 1", "P1")
        put_in_bands(session, scene.viewers["lead"], {(voice.id, age): attributes(scene)[0].bands[0].id})

    again = scene.lead.post(scene.to("people:store_table"), data=hidden)

    assert "Somebody has changed the study since you looked" in text(again)
    assert rows(again)[1] == ["Service users 1", "P1", "Age", "20–39", "40–59"]
    assert len(attributes(scene)) == 1


HOSTILE = [
    b"a;b;c\n" + b"x;y;z\n" * 333_333,
    b"a,b,c\nService users 1,P1," + CANARY.encode() + b"\0\n",
    b"a,b,c\nService users 1,P1,=" + CANARY.encode() + b"()\n",
    CANARY.encode(),
    b"",
    b"\xff\xfe" + CANARY.encode("utf-16-le") + b"\x00",
]


@on_sqlite
@pytest.mark.parametrize("data", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_table_is_refused_with_a_sentence_and_stores_nothing(scene, data, caplog, capfd):
    before = everything(scene)

    answer = check(scene, file=data)

    assert answer.status_code == 422
    assert alert(answer.text).endswith(".")
    assert CANARY not in answer.text + caplog.text + "".join(capfd.readouterr())
    assert everything(scene) == before


@on_sqlite
def test_a_table_that_is_shown_leaves_no_trace_before_it_is_confirmed(scene, age):
    del age
    before = everything(scene)

    assert check(scene, table=f"g,w,{CANARY}\nService users 1,P1,{CANARY} house\n").status_code == 200

    assert everything(scene) == before
    assert CANARY not in before


def everything(scene):
    with scene.read() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name != "sign_in"]
        return "\n".join(str(row) for table in tables for row in session.execute(select(table)).all())


@on_sqlite
@pytest.mark.parametrize(("language", "delimiter"), [("en", ","), ("nb", ";")])
def test_the_template_holds_the_labels_of_the_study_and_no_words(scene, age, language, delimiter):
    with scene.write() as session:
        voice = who(scene, "Service users 1", "P1")
        put_in_bands(session, scene.viewers["lead"], {(voice.id, age): attributes(scene)[0].bands[0].id})

    answer = scene.lead.get(scene.to("people:template"), headers={"Accept-Language": language})

    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="attributes.csv"'
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].split(delimiter)[2:] == ["Age"]
    assert lines[1:] == [delimiter.join(("Service users 1", label, "")) for label in ("P1", "P2", "P3")]
    assert answer.content.startswith(b"\xef\xbb\xbf")


SENSELESS = [
    ("people:add_attribute", {"name": " ", "bands": "a"}, 422),
    ("people:add_attribute", {"name": "Work", "bands": "\n \n"}, 422),
    ("people:add_attribute", {"name": "AGE", "bands": "a"}, 409),
    ("people:add_attribute", {"name": f"{CANARY}\0", "bands": "a"}, 422),
    ("people:add_attribute", {"name": "Work", "bands": "a", "bearer": "study"}, 422),
    ("people:bands", {"choice": ["none"]}, 422),
    ("people:bands", {"choice": []}, 422),
    ("people:bands", {"choice": [f"{UUID(int=1)} {UUID(int=2)}"]}, 404),
    ("people:edit_attribute", {"name": "Age", "band": ["none"], "band_name": ["a"]}, 422),
    ("people:edit_attribute", {"name": "Age", "band": [str(UUID(int=1))], "band_name": ["a"]}, 404),
    ("people:edit_attribute", {"name": "Age", "band": [], "band_name": [f"{CANARY}\0"]}, 422),
    ("people:ranges", {"stakeholder": [str(UUID(int=1))], "lowest": ["1"], "highest": ["2"]}, 404),
    ("people:ranges", {"stakeholder": [str(UUID(int=1))], "lowest": ["-1"], "highest": ["9" * 5_000]}, 422),
    ("people:kind", {"kind": "king"}, 422),
    ("people:link", {"other": "none"}, 422),
    ("people:link", {"other": str(UUID(int=1))}, 404),
    ("people:store_table", {"table": "a,b,c\nx,y,=1", "seen": "x"}, 422),
    ("people:store_table", {"table": CANARY}, 422),
]


def test_a_form_that_makes_no_sense_is_answered_with_a_sentence(scene, age):
    before = everything(scene)
    places = {"attribute_id": age, "participant_id": who(scene, "Service users 1", "P1").id}

    for name, fields, status in SENSELESS:
        own = {key: value for key, value in places.items() if name.endswith(("kind", "link")) == (key[0] == "p")}
        address = scene.to(name, **(own if name.endswith(("kind", "link", "edit_attribute", "ranges")) else {}))
        answer = scene.lead.fill_in(address, **{"group": str(scene.group.id), **fields})
        assert (name, fields, answer.status_code) == (name, fields, status)
        assert alert(answer.text).endswith(".")
        assert CANARY not in answer.text

    assert everything(scene) == before


@on_sqlite
def test_the_pages_cost_as_many_statements_for_many_people_as_for_few(scene, age):
    voice = who(scene, "Service users 1", "P1")
    addresses = [
        scene.to("people:all"), scene.to("people:risk"), scene.to("people:voice", participant_id=voice.id),
        scene.to("people:attribute", attribute_id=age),
    ]  # fmt: skip

    def asked():
        counts = []
        for address in addresses:
            with statements(scene.engine) as seen:
                assert scene.lead.get(address).status_code == 200
            counts.append(len(seen))
        return counts

    before = asked()
    with scene.write() as session:
        lead = scene.viewers["lead"]
        for number in range(20):
            lines = [f"P{person}: Yes." for person in range(1, 6)]
            factories.transcript(session, lead, lines=lines)
            add_attribute(session, lead, name=f"Attribute {number}", bearer=Bearer.PARTICIPANT, bands=["a", "b"])

    assert asked() == before


def test_a_form_sent_twice_is_carried_out_once(scene, age, second):
    here, there = who(scene, "Service users 1", "P1"), who(scene, "Volunteers 1", "P1")
    band = attributes(scene)[0].bands[0].id
    forms = [
        ("people:add_attribute", {}, {"name": "Work", "bands": "paid\nunpaid"}, 1),
        ("people:bands", {}, {"group": str(scene.group.id), "choice": [f"{here.id} {age} {band}"]}, 1),
        ("people:link", {"participant_id": here.id}, {"other": str(there.id)}, 1),
        ("people:unlink", {"participant_id": here.id}, {}, 1),
        ("people:kind", {"participant_id": there.id}, {"kind": "moderator"}, 1),
        ("people:store_table", {}, {}, 1),
    ]
    del second

    for name, places, fields, acts in forms:
        before, sent = trail_rows(scene), {**scene.lead.once(), **fields}
        if name == "people:store_table":
            sent = form(check(scene, table=TABLE).text, scene.to(name))
        answers = [scene.lead.post(scene.to(name, **places), data=sent).status_code for _ in range(2)]
        assert (name, answers, trail_rows(scene) - before) == (name, [303, 303], acts)


def trail_rows(scene):
    with scene.read() as session:
        return session.scalar(select(func.count()).select_from(TrailRow))
