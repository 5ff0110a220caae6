"""A key to the names: handed out, kept nowhere, and accounted for until it is destroyed."""

from uuid import uuid4

import pytest

from app.importing.anonymising.key_file import WrongPassphrase, decrypted
from app.store.queries.anonymity import is_pseudonymised, key_files
from tests.factories import on_sqlite
from tests.web.scene import form
from tests.web.way_in import ON_TO_CHECK, decisions, sign

TAKE_OUT = "Take out the key file"
PASSPHRASE = "kettle ladder harbour plum"


def test_a_key_opens_with_its_passphrase_and_the_study_is_pseudonymised_until_it_is_destroyed(scene, way):
    check, lead = way.check(), scene.viewers["lead"]
    home = scene.to("studies:home")
    assert "no key exists" in scene.lead.get(home).text

    key = check.press(TAKE_OUT, {"passphrase": PASSPHRASE})
    again = check.press(TAKE_OUT, {"passphrase": PASSPHRASE})
    sign(check)

    assert (key.status, again.status) == (200, 200)
    assert key.answer.headers["content-disposition"] == 'attachment; filename="names.key"'
    assert key.answer.headers["cache-control"] == "no-store"
    stands_for = decrypted(key.answer.content, PASSPHRASE)
    assert stands_for["[name 2]"] == ("Ylva Skarnes",)
    assert stands_for["[place 2]"] == ("Brekkvika",)
    assert (stands_for["P1"], stands_for["P2"], stands_for["I"]) == (("Torvald",), ("Ylva",), ("Ingfrid (moderator)",))
    with pytest.raises(WrongPassphrase):
        decrypted(again.answer.content, "kettle ladder harbour pear")
    assert b"Torvald" not in key.answer.content
    with scene.read() as session:
        [line] = key_files(session, lead)  # the same form twice is the same key
        assert is_pseudonymised(session, lead)
    assert "Pseudonymised (a key exists)" in scene.co_researcher.get(home).text

    page = scene.lead.get(scene.to("transcripts:all")).text
    address = scene.to("importing:destroyed", key_id=line.id)
    assert "A key exists, so the study is pseudonymised" in page
    assert scene.lead.post(address, data=form(page, address)).status_code == 303

    with scene.read() as session:
        assert not is_pseudonymised(session, lead)
    assert "no key exists" in scene.lead.get(home).text
    assert "Destroyed, as confirmed on" in scene.lead.get(scene.to("transcripts:all")).text


@on_sqlite
def test_a_key_taken_out_again_after_it_was_destroyed_exists_again(scene, way):
    check, lead = way.check(), scene.viewers["lead"]
    check.press(TAKE_OUT, {"passphrase": PASSPHRASE})
    with scene.read() as session:
        [line] = key_files(session, lead)
    scene.lead.fill_in(scene.to("importing:destroyed", key_id=line.id))

    check.press(TAKE_OUT, {"passphrase": PASSPHRASE})

    with scene.read() as session:
        assert is_pseudonymised(session, lead)
        assert len(key_files(session, lead)) == 1


@pytest.mark.parametrize("passphrase", ["short", "aaaaaaaaaaaaaaaa", " " * 20])
@on_sqlite
def test_a_weak_passphrase_locks_nothing_and_no_key_is_noted(scene, way, passphrase):
    refused = way.check().press(TAKE_OUT, {"passphrase": passphrase})

    assert refused.status == 422
    assert "four words that do not belong together" in refused.said
    assert "Torvald" not in refused.answer.text
    with scene.read() as session:
        assert key_files(session, scene.viewers["lead"]) == []


@on_sqlite
def test_the_names_of_two_recordings_stay_apart_in_their_key(way):
    lines = (
        "session,speaker,text\nOne,Torvald,First here.\nOne,Ylva,Then I.\nTwo,Eldbjorn,And I.\nTwo,Sunniva,Me too.\n"
    )
    found = way.identifiers(lines.encode(), name="talk.csv")

    key = found.press(ON_TO_CHECK, decisions(found)).press(TAKE_OUT, {"passphrase": PASSPHRASE})

    voices = {label: names for label, names in decrypted(key.answer.content, PASSPHRASE).items() if label[0] == "P"}
    assert voices == {
        "P1 · One": ("Torvald",), "P2 · One": ("Ylva",), "P3 · Two": ("Eldbjorn",), "P4 · Two": ("Sunniva",),
    }  # fmt: skip


@on_sqlite
def test_a_key_of_another_study_cannot_be_called_destroyed(scene, way):
    way.check().press(TAKE_OUT, {"passphrase": PASSPHRASE})
    with scene.read() as session:
        [line] = key_files(session, scene.viewers["lead"])
    there = scene.to("importing:destroyed", key_id=line.id)
    elsewhere = there.replace(str(scene.study_id), str(scene.viewers["outsider"].study_id))

    answers = [scene.outsider.fill_in(elsewhere), scene.outsider.fill_in(there),
               scene.lead.fill_in(scene.to("importing:destroyed", key_id=uuid4()))]  # fmt: skip

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    with scene.read() as session:
        assert is_pseudonymised(session, scene.viewers["lead"])
