"""The coding screen: the words as they were said, marks and stripes over them, with and without JavaScript."""

import lxml.html
from sqlalchemy import select

from app.store.tables import Coding
from tests import factories
from tests.databases import statements
from tests.factories import on_sqlite
from tests.web.scene import LINES, form

HTMX = {"HX-Request": "true"}
WORDS = [line.partition(": ")[2] for line in LINES]
ALL = "\n".join(WORDS)


def screen(scene, who="lead", **headers):
    answer = scene.browsers[who].get(scene.to("coding:screen"), headers=headers)
    assert answer.status_code == 200
    return lxml.html.fromstring(answer.text)


def turns(tree):
    return tree.xpath("//article[starts-with(@id, 'turn-')]")


def words_of(tree):
    return ["".join(one.itertext()) for one in tree.xpath("//p[@class='words']")]


def mark(scene, words, code=None, who="lead", headers=HTMX):
    start = ALL.index(words)
    return scene.browsers[who].fill_in(
        scene.to("coding:apply"), headers, start=str(start), end=str(start + len(words)), turn="1",
        words=words.replace("\n", "\r\n"), code=str((code or scene.code).id),
    )  # fmt: skip


def test_the_page_has_the_words_of_the_transcript_and_no_others(scene):
    for passage in ("Someone who stays", "stays when it gets hard.", "coffee 🙂 and", "time.\nAnd nobody", WORDS[5]):
        assert mark(scene, passage).status_code == 200

    tree = screen(scene)

    assert words_of(tree) == WORDS
    starts = [int(one.get("data-start")) for one in tree.xpath("//p[@class='words']")]
    assert [ALL[start : start + len(words)] for start, words in zip(starts, WORDS, strict=True)] == WORDS


def test_overlapping_codings_are_marks_that_split_and_stripes_beside_each_other(scene):
    with scene.write() as session:
        other = factories.code(session, scene.viewers["lead"], name="Shame")
    mark(scene, "Someone who stays")
    mark(scene, "who stays when it gets hard", other)
    mark(scene, "gets hard")

    turn = turns(screen(scene))[1]

    marks = [(one.text, "several" in one.get("class")) for one in turn.xpath(".//mark")]
    assert marks == [("Someone ", False), ("who stays", True), (" when it ", False), ("gets hard", True)]
    # The first ends before the third begins, so those two share a lane; the second lies beside them.
    assert [rect.get("x") for rect in turn.xpath(".//*[local-name()='rect']")] == ["0", "7", "0"]
    assert [one.text for one in turn.xpath(".//*[@class='code-name']")] == ["Being seen", "Shame", "Being seen"]


def test_a_passage_over_three_turns_is_marked_in_each_of_them(scene):
    answer = mark(scene, "hard.\nA place with coffee 🙂 and time.\nAnd nobody in a hurry.\nYes")

    assert answer.status_code == 200
    changed = [one.get("id") for one in turns(lxml.html.fragment_fromstring(answer.text, create_parent=True))]
    assert changed == ["turn-2", "turn-3", "turn-4"]
    marks = ["".join(mark.text for mark in turn.xpath(".//mark")) for turn in turns(screen(scene))]
    assert marks == ["", "hard.", WORDS[2], "Yes", "", ""]


def test_a_fragment_is_what_the_page_shows_of_the_same_turn(scene):
    answer = mark(scene, "Someone who stays")

    assert "<html" not in answer.text
    [turn] = turns(lxml.html.fragment_fromstring(answer.text, create_parent=True))
    assert turn.attrib.pop("hx-swap-oob") == "true"
    [_, same, *_] = turns(screen(scene))
    assert lxml.html.tostring(turn).split() == lxml.html.tostring(same).split()
    assert f'id="count-{scene.code.id}"' in answer.text
    assert "“Someone who stays” is coded as Being seen." in answer.text


def test_a_whole_afternoon_works_without_javascript(scene):
    lead, here = scene.lead, scene.to("coding:screen")
    page = lead.get(here).text

    applied = lead.post(
        scene.to("coding:apply"), data={**form(page, scene.to("coding:apply")), "turn": "3", "code": str(scene.code.id)}
    )
    page = lead.get(here).text
    named = lead.post(
        scene.to("coding:new_code"), data={**form(page, scene.to("coding:apply")), "turn": "4", "name": "Saying yes"}
    )

    for answer, turn in ((applied, 3), (named, 4)):
        assert (answer.status_code, answer.headers["location"]) == (303, f"{here}?done=coded#turn-{turn}")
    tree = screen(scene)
    assert [len(turn.xpath(".//mark")) for turn in turns(tree)] == [0, 0, 1, 1, 0, 0]
    # What is taken off is named by its button.
    [button] = turns(tree)[2].xpath(".//button[@name='coding']")
    page = lead.get(here).text
    fields = {**form(page, scene.to("coding:remove")), button.get("name"): button.get("value")}
    removed = lead.post(scene.to("coding:remove"), data=fields)
    assert (removed.status_code, removed.headers["location"]) == (303, f"{here}?done=removed#turn-3")
    page = lead.get(here).text
    undone = lead.post(scene.to("coding:undo"), data=form(page, scene.to("coding:undo")))
    assert undone.headers["location"] == f"{here}?done=undone#turn-3"
    read = lead.post(scene.to("coding:reading"), data={**form(page, scene.to("coding:reading")), "state": "done"})
    assert read.status_code == 303
    assert [len(turn.xpath(".//mark")) for turn in turns(screen(scene))] == [0, 0, 1, 1, 0, 0]


def codings_asked(seen):
    return [one for one in seen if "FROM coding" in one and "JOIN meaning_unit" in one]


def test_turns_are_drawn_once_and_only_a_changed_one_again(scene, monkeypatch):
    mark(scene, "Someone who stays")
    drawn = []
    monkeypatch.setattr("app.web.fragments.draw", lambda _, **context: drawn.append(context) or "")
    screen(scene)
    assert len(drawn) == 6

    with statements(scene.engine) as seen:
        screen(scene)
    assert len(drawn) == 6
    assert codings_asked(seen) == []

    with scene.write() as session:
        factories.coding(session, scene.viewers["co-researcher"], talk=scene.talk, label=scene.code, turn=3)
    screen(scene)
    assert [context["drawn"].turn.number for context in drawn[6:]] == [3]


def test_a_renamed_code_and_a_moved_theme_are_seen_at_once(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        second = factories.theme(session, lead, name="Second")
        label = factories.code(session, lead, name="Old name", theme=second)
    scene.code_turn(2, code_id=label.id)
    assert turns(screen(scene))[1].xpath(".//mark/@class") == ["hue-2"]

    scene.lead.fill_in(scene.to("codebook:edit", code_id=label.id), name="New name")
    place = scene.to("themes:place")
    scene.lead.fill_in(place, card=f"{scene.code.id} {scene.subtheme.id}", theme="")
    assert turns(screen(scene))[1].xpath(".//mark/@class") == ["hue-2"]
    scene.lead.fill_in(scene.to("themes:remove", theme_id=scene.subtheme.id))
    scene.lead.fill_in(scene.to("themes:remove", theme_id=scene.theme.id))

    turn = turns(screen(scene))[1]
    assert turn.xpath(".//*[@class='code-name']/text()") == ["New name"]
    assert turn.xpath(".//mark/@class") == ["hue-1"]


def test_a_supervisor_reads_and_has_nothing_that_changes_anything(scene):
    scene.code_turn(2)

    tree = screen(scene, "supervisor")

    assert len(tree.xpath("//mark")) == 1
    assert not tree.xpath("//main//form[@method='post'] | //main//input[@type='radio'] | //main//button[@form]")
    pressed = {button.get("data-command") for button in tree.xpath("//main//button[@data-command]")}
    assert pressed == {"hide", "compact", "focus", "help", "close"}


def test_a_colleagues_coding_is_shown_with_initials_and_cannot_be_taken_off(scene):
    scene.code_turn(2, "co-researcher")

    assert turns(screen(scene))[1].xpath(".//*[@class='coder']/text()") == ["CR"]
    assert not turns(screen(scene))[1].xpath(".//button")
    with scene.read() as session:
        [coding] = session.scalars(select(Coding.id))
    answer = scene.lead.fill_in(scene.to("coding:remove"), HTMX, coding=str(coding))
    assert answer.status_code == 403
    assert "Only the coder" in answer.text


@on_sqlite
def test_the_screen_speaks_bokmal_to_whoever_asks_for_it(scene):
    scene.code_turn(2)

    tree = screen(scene, **{"Accept-Language": "nb"})
    back = screen(scene, **{"Accept-Language": "en"})

    assert (tree.get("lang"), back.get("lang")) == ("nb", "en")
    assert "Transkripsjoner" in tree.text_content()
    assert "Transcripts" not in tree.text_content()
    assert words_of(tree) == words_of(back) == WORDS
    labels = [one.xpath("string(.//ul[@class='codings']/@aria-label)") for one in (tree, back)]
    assert labels[0] != labels[1]


def test_a_coding_takes_as_few_statements_with_many_codings_as_with_none(scene):
    def taken(number):
        fields = {"turn": str(number), "code": str(scene.code.id)}
        with statements(scene.engine) as seen:
            assert scene.lead.fill_in(scene.to("coding:apply"), HTMX, **fields).status_code == 200
        return len(seen)

    counts = [taken(number) for number in (1, 2, 3, 4)]

    assert len(set(counts)) == 1
    assert counts[0] <= 25
