from tests.web.test_withdrawing import *
def test_echo(scene):
    with scene.write() as session:
        lead = scene.viewers["lead"]
        lines = ["P1: In the harbour choir", "P2: That harbour choir, P1 said", "P3: Nothing"]
        group = factories.focus_group(session, lead, label="Volunteers 1")
        talk = factories.transcript(session, lead, lines=lines, group=group, title="Second talk")
        factories.coding(session, lead, talk=scene.talk, label=scene.code, turn=3)
        factories.quote(session, lead, talk=scene.talk, speaks_for=scene.theme)
    before = scene.co_researcher.get(scene.to("quotes:before", form="quote-table")).text
    seen = lxml.html.fromstring(before).xpath("//input[@name='seen']/@value")[0]
    taken = scene.co_researcher.fill_in(scene.to("quotes:word", form="quote-table"), seen=seen)
    print(text(scene.lead.get(scene.to("withdrawing:participant", participant_id=voice(scene, "P1", "Volunteers 1")))))
    print(text(scene.lead.get(scene.to("withdrawing:participant", participant_id=voice(scene, "P2")))))
