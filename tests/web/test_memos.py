"""Memos in the browser: beside a thing, on a page of their own, all together, and as files."""

import json
import re
from io import BytesIO

import docx
import lxml.html
import pytest

from app.store.queries.transcripts import turns
from tests import factories
from tests.web.scene import alert

HTMX = {"HX-Request": "true"}


def on(scene, kind="code", thing=None):
    return scene.to("memos:on", hangs_on=kind, thing_id=str(thing or scene.code.id))


def note(scene, who="lead", words="A thought", reach="team", to=None, **more):
    """Let somebody write a memo, and return its id."""
    answer = scene.browsers[who].fill_in(to or on(scene), words=words, reach=reach, **more)
    assert answer.status_code == 303
    return answer.headers["location"].partition("#thread-")[2]


def told(page):
    return [" ".join(one.text_content().split()) for one in lxml.html.fromstring(page).find_class("memo-words")]


def test_a_memo_is_written_beside_a_code_and_the_page_learns_how_many_there_are(scene):
    answer = scene.lead.fill_in(on(scene), HTMX, words="Who stays?", reach="team")

    assert (answer.status_code, told(answer.text)) == (200, ["Who stays?"])
    assert "<html" not in answer.text
    counted = json.loads(answer.headers["HX-Trigger"])["memos-counted"]
    assert counted == {"things": {f"code-{scene.code.id}": 1}, "transcript": "", "turns": {}}
    assert told(scene.co_researcher.get(scene.to("memos:all")).text) == ["Who stays?"]
    link = lxml.html.fromstring(scene.co_researcher.get(scene.to("codebook:all")).text)
    assert link.xpath(f"string(//*[@data-memos='code-{scene.code.id}'])") == "1"
    assert told(scene.co_researcher.get(scene.to("codebook:code", code_id=scene.code.id)).text) == ["Who stays?"]


def test_without_htmx_the_page_of_the_thing_follows(scene):
    memo_id = note(scene, words="On paper")

    page = scene.lead.get(on(scene))

    assert "<html" in page.text
    assert told(page.text) == ["On paper"]
    assert f'id="thread-{memo_id}"' in page.text


@pytest.mark.parametrize("who", ["lead", "supervisor", "anonymous", "outsider"])
def test_a_private_memo_is_in_no_page_of_anybody_else(scene, who):
    note(scene, "co-researcher", "Zugvogelheim", "private")

    for page in ("memos:all", "codebook:all", "trail:all", "studies:home", "themes:board"):
        assert "Zugvogelheim" not in scene.browsers[who].get(scene.to(page)).text
    for whose in ("mine", "team", "all"):
        answer = scene.browsers[who].fill_in(scene.to("memos:take_out", file="memos.txt"), whose=whose)
        assert "Zugvogelheim" not in answer.text
    assert "Zugvogelheim" not in scene.browsers[who].get(on(scene)).text
    assert scene.co_researcher.get(on(scene)).text.count("Zugvogelheim") >= 1


def test_words_marked_in_a_turn_get_a_memo_of_their_own(scene):
    with scene.read() as session:
        turn = turns(session, scene.viewers["lead"], scene.talk.id)[1]
    place = on(scene, "turn", turn.id)
    stays = turn.words.index("stays")
    fields = {"start": str(turn.start + stays), "end": str(turn.start + stays + 5), "marked": "stays"}

    answer = scene.lead.fill_in(place, HTMX, words="The word", reach="team", **fields)
    refused = scene.lead.fill_in(place, HTMX, words="The word", reach="team", **{**fields, "marked": "goes"})

    assert '<q class="words">stays</q>' in answer.text
    assert json.loads(answer.headers["HX-Trigger"])["memos-counted"] == {
        "things": {f"turn-{turn.id}": 1}, "transcript": str(scene.talk.id), "turns": {"2": 1},
    }  # fmt: skip
    assert refused.status_code == 409
    assert "stays</q>" in scene.co_researcher.get(scene.to("memos:all")).text


def test_the_team_answers_and_only_the_author_has_the_forms_to_change(scene):
    memo_id = note(scene, "co-researcher", "Who stays?")

    answer = scene.supervisor.fill_in(scene.to("memos:answer", memo_id=memo_id), HTMX, words="Neighbours")

    assert told(answer.text) == ["Who stays?", "Neighbours"]
    assert scene.to("memos:edit", memo_id=memo_id) not in answer.text
    assert scene.to("memos:edit", memo_id=memo_id) in scene.co_researcher.get(on(scene)).text


def test_two_tabs_of_one_author_lose_nothing(scene):
    memo_id = note(scene, words="Once")
    address = scene.to("memos:edit", memo_id=memo_id)
    first = scene.lead.fill_in(address, HTMX, words="First tab", revision="1")
    assert first.status_code == 200

    for headers in (HTMX, {}):
        second = scene.lead.fill_in(address, headers, words="Second tab", revision="1")

        assert second.status_code == 409
        assert told(second.text) == ["First tab"]
        form = lxml.html.fromstring(second.text).xpath("//form[contains(@action, '/edit')]")[0]
        assert form.xpath("string(.//textarea)") == "Second tab"
        [revision] = form.xpath(".//input[@name='revision']/@value")
        assert revision == "2"

    assert scene.lead.fill_in(address, HTMX, words="Both", revision="2").status_code == 200


def test_a_removed_memo_can_be_put_back_at_once_by_its_author(scene):
    memo_id = note(scene, "co-researcher", "Said")

    answer = scene.co_researcher.fill_in(scene.to("memos:remove", memo_id=memo_id), HTMX)
    plain = scene.co_researcher.get(f"{on(scene)}?done=memo+removed&removed={memo_id}").text
    others = scene.lead.get(f"{on(scene)}?done=memo+removed&removed={memo_id}").text

    back = scene.to("memos:put_back", memo_id=memo_id)
    assert back in answer.text
    assert back in plain
    assert back not in others
    assert "Said" not in answer.text + plain + others
    assert scene.co_researcher.fill_in(back).status_code == 303
    assert told(scene.lead.get(on(scene)).text) == ["Said"]


def test_an_answer_that_is_removed_can_be_put_back(scene):
    memo_id = note(scene, words="Said")
    scene.lead.fill_in(scene.to("memos:answer", memo_id=memo_id), words="Replied")
    reply = re.findall(r'<li id="memo-([0-9a-f-]+)"', scene.lead.get(on(scene)).text)[0]

    answer = scene.lead.fill_in(scene.to("memos:remove", memo_id=reply), HTMX)
    scene.lead.fill_in(scene.to("memos:put_back", memo_id=reply), HTMX)

    assert told(answer.text) == ["Said"]
    assert scene.to("memos:put_back", memo_id=reply) in answer.text
    assert told(scene.lead.get(on(scene)).text) == ["Said", "Replied"]


def test_memos_are_sifted_and_found_by_their_words(scene):
    note(scene, words="On the code")
    note(scene, "co-researcher", "On the theme", to=on(scene, "theme", scene.theme.id))
    note(scene, "co-researcher", "It hurts", kind="reaction")
    page = scene.to("memos:all")

    assert told(scene.lead.get(page).text) == ["On the theme", "On the code"]
    assert told(scene.lead.get(f"{page}?on=code").text) == ["On the code"]
    assert told(scene.lead.get(f"{page}?whose=mine").text) == ["On the code"]
    assert told(scene.lead.get(f"{page}?kind=reaction").text) == ["It hurts"]
    by = scene.viewers["co-researcher"].member_id
    assert told(scene.lead.get(f"{page}?by={by}").text) == ["On the theme"]
    found = scene.lead.fill_in(scene.to("memos:find"), find="THEME")
    assert (found.status_code, told(found.text)) == (200, ["On the theme"])
    plain = scene.lead.fill_in(scene.to("memos:find"), find=" ", on="code")
    assert plain.headers["location"].endswith("?kind=analytic&on=code&whose=all")


def test_many_memos_come_in_pages(scene):
    with scene.write() as session:
        for number in range(51):
            factories.memo(session, scene.viewers["lead"], on=scene.code, words=f"Number {number}")

    first = told(scene.lead.get(scene.to("memos:all")).text)
    second = told(scene.lead.get(scene.to("memos:all") + "?page=2").text)

    assert (first[0], len(first), second) == ("Number 50", 50, ["Number 0"])
    assert len(told(scene.lead.fill_in(scene.to("memos:find"), find="number").text)) == 50
    assert told(scene.lead.fill_in(scene.to("memos:find"), find="number", page="2").text) == ["Number 0"]


def test_memos_are_taken_out_as_word_and_text_with_the_way_back(scene):
    memo_id = note(scene, words="Who stays?")
    scene.supervisor.fill_in(scene.to("memos:answer", memo_id=memo_id), words="Neighbours")
    note(scene, words="Only mine", reach="private")

    text = scene.lead.fill_in(scene.to("memos:take_out", file="memos.txt"), whose="mine")
    word = scene.lead.fill_in(scene.to("memos:take_out", file="memos.docx"))

    assert text.headers["content-disposition"] == 'attachment; filename="memos.txt"'
    assert "Being seen\nhttp" in text.text
    assert f"#code-{scene.code.id}" in text.text
    assert "only for me\n\nOnly mine" in text.text
    assert "    Neighbours" in text.text
    written = [one.text for one in docx.Document(BytesIO(word.content)).paragraphs]
    assert {"Who stays?", "Neighbours", "Being seen"} <= set(written)
    assert "Only mine" not in written


def test_every_kind_of_thing_leads_to_its_place(scene):
    scene.code_turn(2)
    with scene.read() as session:
        lead = scene.viewers["lead"]
        turn = turns(session, lead, scene.talk.id)[1]
        coding = factories.coding_queries.codings(session, lead, scene.talk.id)[0]
    screen, people = scene.to("coding:screen"), scene.to("people:all") + f"#group-{scene.group.id}"
    places = {
        ("study", scene.study_id): scene.to("studies:home"), ("transcript", scene.talk.id): screen,
        ("turn", turn.id): f"{screen}?turn=2#turn-2", ("passage", coding.unit_id): f"{screen}?turn=2#turn-2",
        ("coding", coding.id): f"{screen}?turn=2#turn-2",
        ("code", scene.code.id): scene.to("codebook:all") + f"#code-{scene.code.id}",
        ("theme", scene.theme.id): scene.to("themes:board") + f"#theme-{scene.theme.id}",
        ("participant", turn.participant_id): people, ("focus-group", scene.group.id): people,
    }  # fmt: skip
    for kind, thing in places:
        note(scene, words=f"On {kind}", to=on(scene, kind, thing))

    page = lxml.html.fromstring(scene.lead.get(scene.to("memos:all")).text)

    found = {
        one.xpath("string(.//p[@class='memo-words'])"): one.xpath(".//p[contains(@class, 'place-line')]/a/@href")
        for one in page.find_class("thread")
    }
    assert found == {f"On {kind}": [address] for (kind, _), address in places.items()}


def test_in_a_blind_round_a_coder_reads_who_sees_the_memo_when(scene):
    before = note(scene, words="From before")
    scene.lead.fill_in(scene.to("rounds:open"))

    answer = scene.lead.fill_in(on(scene), HTMX, words="Meanwhile", reach="team")
    changed = scene.lead.fill_in(scene.to("memos:edit", memo_id=before), HTMX, words="Otherwise", revision="1")

    assert "The others see it after the reveal" in answer.text
    assert changed.status_code == 409
    assert alert(changed.text).startswith("An independent round is open")
    assert told(scene.co_researcher.get(on(scene)).text) == ["From before"]


def test_a_memo_of_somebody_else_is_answered_and_not_changed(scene):
    memo_id = note(scene, words="Mine")

    for act in ("edit", "remove", "share", "put_back"):
        address = scene.to(f"memos:{act}", memo_id=memo_id)
        assert scene.co_researcher.fill_in(address, words="Taken", revision="1").status_code == 403
        assert scene.outsider.fill_in(address, words="Taken", revision="1").status_code == 404
