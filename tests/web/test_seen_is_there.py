"""What is shown is what is there: marks, counts, lists and files agree, and nothing calls another machine."""

import random
import re
import socket
from io import BytesIO

import docx
import lxml.html
import pytest
from sqlalchemy import func, select

from app.store.queries.coding import codings, units_without_codes
from app.store.tables import Coding
from tests import factories
from tests.factories import on_sqlite
from tests.web.scene import take_out

HTMX = {"HX-Request": "true"}
ADDRESS = re.compile(r"""(?:href|src|action|hx-[a-z]+)="(?:[a-z]+:)?//[^"]*""")
PAGES = (
    "studies:all", "studies:home", "transcripts:all", "coding:screen", "codebook:all", "rounds:all", "themes:board",
    "comparison:matrix", "quotes:all", "memos:all", "members:all", "search:all", "keys:all",
)  # fmt: skip


def whole_page(scene, who="lead"):
    return lxml.html.fromstring(scene.browsers[who].get(scene.to("coding:screen")).text)


def counts_on(page):
    """Return the number beside each code of the codebook."""
    return {
        count.get("id").removeprefix("count-"): int(count.text) for count in page.xpath("//*[@id='codes']//span[@id]")
    }


def counts_kept(scene):
    with scene.read() as session:
        return {
            str(code): n for code, n in session.execute(select(Coding.code_id, func.count()).group_by(Coding.code_id))
        }


def own_codings(scene, who):
    with scene.read() as session:
        viewer = scene.viewers[who]
        return [one for one in codings(session, viewer, scene.talk.id) if one.coder_id == viewer.member_id]


def words_between(scene, first, last):
    """Return a passage from the middle of one turn to the middle of another, as a form sends it."""
    with scene.read() as session:
        turns = factories.turns_of(session, scene.viewers["lead"], scene.talk.id)
    whole = "\n".join(turn.words for turn in turns)
    start, end = turns[first - 1].start, turns[last - 1].end
    return {"start": str(start), "end": str(end), "words": whole[start:end]}


def test_a_passage_over_several_turns_goes_whole_when_it_is_taken_off(scene):
    for first, last in ((1, 6), (2, 4), (3, 6)):
        scene.lead.fill_in(scene.to("coding:apply"), code=str(scene.code.id), **words_between(scene, first, last))
        [coding] = own_codings(scene, "lead")
        assert len(whole_page(scene).xpath("//mark")) == last - first + 1

        answer = scene.lead.fill_in(scene.to("coding:remove"), HTMX, coding=str(coding.id))

        gone = lxml.html.fromstring(f"<div>{answer.text}</div>")
        assert [turn.get("id") for turn in gone.find_class("turn")] == [f"turn-{n}" for n in range(first, last + 1)]
        assert gone.xpath("//mark") == gone.find_class("codings") == []
        assert whole_page(scene).xpath("//mark | //*[@class='codings']") == []


@on_sqlite
def test_counts_are_true_after_whatever_two_people_do(scene):
    dice = random.Random(7)  # noqa: S311 (a story, no secret)
    with scene.write() as session:
        made = [factories.code(session, scene.viewers["lead"], name=name) for name in ("Shame", "Money")]
    codes = [str(scene.code.id), *(str(code.id) for code in made)]
    done, act, who = set(), "", ""

    for step in range(120):
        again = act == "undo" and dice.random() < 0.5
        who = who if again else dice.choice(["lead", "co-researcher"])
        act = "redo" if again else dice.choice(["apply", "apply", "exchange", "remove", "recode", "move", "undo"])
        before, answer = counts_kept(scene), do(scene, dice, who, act, codes)
        if answer is None:
            continue
        done.add((act, answer.status_code))

        kept = counts_kept(scene)
        told = dict(re.findall(r'id="count-([0-9a-f-]{36})" hx-swap-oob="true">(\d+)<', answer.text))
        assert all(kept.get(code, 0) == int(count) for code, count in told.items())
        assert {code for code in codes if before.get(code) != kept.get(code)} <= set(told), act
        if step % 10 == 0:
            for reader in ("lead", "co-researcher"):
                assert counts_on(whole_page(scene, reader)) == {code: kept.get(code, 0) for code in codes}

    assert {(act, 200) for act in ("apply", "exchange", "remove", "recode", "move", "undo", "redo")} <= done


def do(scene, dice, who, act, codes):
    """Let somebody do something to a coding of theirs; None when they have none."""
    browser, mine, first = scene.browsers[who], own_codings(scene, who), dice.randrange(1, 7)
    if act in {"undo", "redo"}:
        return browser.fill_in(scene.to(f"coding:{act}"), HTMX)
    if act == "apply":
        return browser.fill_in(scene.to("coding:apply"), HTMX, turn=str(first), code=dice.choice(codes))
    if act == "exchange":
        marked = words_between(scene, first, min(first + 2, 6))
        return browser.fill_in(scene.to("coding:apply"), HTMX, code=dice.choice(codes), **marked)
    if not mine:
        return None
    fields = {"remove": {}, "recode": {"code": dice.choice(codes)}, "move": words_between(scene, first, first)}
    return browser.fill_in(scene.to(f"coding:{act}"), HTMX, coding=str(dice.choice(mine).id), **fields[act])


@on_sqlite
def test_a_passage_without_a_code_is_on_the_page_and_in_the_file(scene):
    scene.lead.fill_in(scene.to("units:keep"), turn="6")
    with scene.read() as session:
        [unit] = units_without_codes(session, scene.viewers["lead"], scene.talk.id)
    chosen = {"theme": str(scene.theme.id), "unit": str(unit.id), "row": str(scene.theme.id)}
    assert scene.lead.fill_in(scene.to("quotes:choose"), **chosen).status_code == 303

    assert "I never asked for help." in scene.lead.get(scene.to("quotes:all")).text
    assert "kept, without a code" in scene.lead.get(scene.to("coding:screen")).text
    for form in ("quote-table", "quotes-as-text"):
        file = docx.Document(BytesIO(take_out(scene.lead, scene, form).content))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        assert any("I never asked for help." in text for text in [*cells, *(one.text for one in file.paragraphs)])


@on_sqlite
def test_a_code_whose_name_begins_another_lists_its_own_passages_alone(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        trust = factories.code(session, lead, name="Trust")
        staff = factories.code(session, lead, name="Trustworthy staff")
        factories.coding(session, lead, talk=scene.talk, label=trust, turn=2)
        factories.coding(session, lead, talk=scene.talk, label=staff, turn=6)

    def texts(answer):
        page = lxml.html.fromstring(answer.text)
        return " ".join(part.text_content() for part in page.xpath("//ul[contains(@class, 'quotes')]/li"))

    lists = [
        scene.lead.get(scene.to("codebook:code", code_id=trust.id)),
        scene.lead.get(scene.to("comparison:passages", row_id=trust.id)),
        scene.lead.fill_in(scene.to("search:find"), code=str(trust.id)),
    ]
    for answer in lists:
        assert "Someone who stays when it gets hard." in texts(answer)
        assert "I never asked for help." not in texts(answer)
    shown = scene.lead.get(scene.to("coding:screen"), params={"show": f"code:{trust.id}"}).text
    assert [one.text for one in lxml.html.fromstring(shown).xpath("//mark")] == ["Someone who stays when it gets hard."]


@on_sqlite
def test_a_search_finds_in_any_case_also_what_was_merged_and_says_kindly_that_nothing_is_there(scene):
    with scene.write() as session:
        other = factories.code(session, scene.viewers["lead"], name="Being noticed")
        factories.coding(session, scene.viewers["lead"], talk=scene.talk, label=other, turn=6)
    scene.lead.fill_in(scene.to("merging:merge", code_id=other.id), into=str(scene.code.id))

    loud = scene.lead.fill_in(scene.to("search:find"), looked_for="NEVER ASKED")
    merged = scene.lead.fill_in(scene.to("search:find"), looked_for="asked", code=str(scene.code.id))
    nothing = scene.lead.fill_in(scene.to("search:find"), looked_for="sham")

    assert "<mark>never asked</mark>" in loud.text
    assert "I never <mark>asked</mark> for help." in merged.text
    assert nothing.status_code == 200
    assert "Nothing like this was found. A few letters of a word are enough" in nothing.text


@pytest.fixture
def no_calls(monkeypatch):
    """Hold that nothing of ours reaches for another machine."""
    reach = socket.socket.connect

    def only_here(self, address):
        assert self.family == socket.AF_UNIX or address[0] in {"127.0.0.1", "localhost", "::1"}, address
        return reach(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_: pytest.fail(f"a look for {host}"))


@on_sqlite
@pytest.mark.usefixtures("no_calls")
def test_no_page_calls_another_machine_nor_leads_a_browser_to_one(scene):
    scene.code_turn(2)

    for name in PAGES:
        answer = scene.lead.get(scene.to(name))
        assert (name, answer.status_code) == (name, 200)
        assert ADDRESS.findall(answer.text) == []
        for source in re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', answer.text):
            file = scene.lead.get(source)
            assert (source, file.status_code) == (source, 200)
            if "vendor" not in source and not source.endswith(".svg"):
                assert not re.search(
                    r"(?:fetch|import|url|EventSource|sendBeacon)\(\s*[\"'`]?(?:https?:)?//", file.text
                )
