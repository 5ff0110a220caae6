"""The page on which everybody undoes what they changed, and does it again."""

from lxml import html

from tests.web.scene import alert


def page_of(browser, address):
    return html.fromstring(browser.get(address).text)


def changes(browser, scene):
    """Return each change that is shown, with the word on its button, and what the button sends."""
    page = page_of(browser, scene.to("changes:mine"))
    return [
        (
            " ".join(line.xpath("string(span)").split(" · ")[1:]),
            line.xpath("string(.//button/text())"), "".join(line.xpath(".//button/@value")),
        )
        for line in page.xpath("//ul[@class='history']/li")
    ]  # fmt: skip


def test_a_change_is_undone_and_done_again_on_the_page(scene):
    scene.lead.fill_in(scene.to("themes:edit", theme_id=scene.theme.id), name="Another name", central_idea="An idea")

    [(said, word, act), *_] = changes(scene.lead, scene)
    assert (said, word) == ("changed a theme Another name", "Undo")
    undone = scene.lead.fill_in(scene.to("changes:turn"), act=act)
    assert undone.headers["location"].endswith("/my-changes?done=undone")
    [(said, word, again), (_, none, _), *_] = changes(scene.lead, scene)
    assert (said.split(" Sup")[0], word, none) == (f"put a theme back as it was {scene.theme.name}", "Do it again", "")
    redone = scene.lead.fill_in(scene.to("changes:turn"), act=again)

    assert redone.headers["location"].endswith("/my-changes?done=redone")
    assert scene.lead.fill_in(scene.to("changes:turn"), act=act).status_code == 409


def test_what_was_changed_again_since_is_said_kindly(scene):
    for name in ("Relying", "Trusting"):
        scene.lead.fill_in(scene.to("codebook:edit", code_id=scene.code.id), name=name, anyway="true")
    _, (_, _, first), *_ = changes(scene.lead, scene)

    refused = scene.lead.fill_in(scene.to("changes:turn"), act=first)

    assert refused.status_code == 409
    assert alert(refused.text) == "This code has been changed again since. Take the later change back first."


def test_nobody_sees_what_others_changed(scene):
    scene.lead.fill_in(scene.to("themes:edit", theme_id=scene.theme.id), name="Another name", central_idea="")

    assert not [said for said, *_ in changes(scene.co_researcher, scene) if "theme" in said]


def test_after_a_change_the_way_to_undo_it_is_shown(scene):
    done = scene.lead.fill_in(scene.to("themes:edit", theme_id=scene.theme.id), name="Another name", central_idea="")

    page = page_of(scene.lead, done.headers["location"])

    assert page.xpath("//p[@class='done']/a/@href") == [scene.to("changes:mine")]
