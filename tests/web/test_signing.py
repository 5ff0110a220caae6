"""What somebody signs for is stored as they saw it, once, and nothing else is."""

import json

from sqlalchemy import func, select

from app.security.slips import slip_digest
from app.store.tables import Participant, Transcript
from tests.factories import on_sqlite
from tests.web.kept import every_column, row_counts, talks_of, whole_database
from tests.web.talk import ANONYMISED, word_file
from tests.web.way_in import HTMX, ON_TO_CHECK, decisions, looked_at, sign

SIGN = "Sign and store"


def count_of_talks(scene):
    with scene.read() as session:
        return session.scalar(select(func.count()).select_from(Transcript))


@on_sqlite
def test_nobody_signs_without_having_ticked_everything(scene, way):
    check = way.check()
    ticked = looked_at(check)

    for some in ([], ticked[:-1], ticked[1:]):
        refused = check.press(SIGN, {"looked_at": some}, headers=HTMX)
        assert refused.status == 422
        assert "tick it before you sign" in refused.said

    assert len(ticked) >= 5
    assert count_of_talks(scene) == 2


@on_sqlite
def test_only_what_was_looked_through_is_stored(scene, way):
    check = way.check()
    ready = json.loads(check.hidden("ready"))
    named = json.dumps({**ready, "turns": [{**turn, "words": "Torvald"} for turn in ready["turns"]]})
    other = way.check(word_file("I: Who?", "P1: Somebody else.", "P2: And I.", header=""))
    before = every_column(scene)

    for fields in (
        {"ready": named}, {"ready": check.hidden("ready") + " "}, {"ready": "{}"}, {"ready": "x"},
        {"seal": "0" * 64}, {"seal": other.hidden("seal")}, {"ready": other.hidden("ready")},
    ):  # fmt: skip
        refused = sign(check, **fields)
        assert refused.status == 422
        assert "did not arrive whole" in refused.said
        assert "Torvald" not in refused.answer.text

    assert sign(check, ready="").status == sign(check, seal="").status == 422
    assert every_column(scene) == before


@on_sqlite
def test_what_was_looked_through_in_one_study_is_not_stored_in_another(scene, way):
    check = way.check()
    form_ = next(check.tree.xpath("//button[text()='Sign and store']")[0].iterancestors("form"))
    address = form_.get("action").replace(str(scene.study_id), str(scene.viewers["outsider"].study_id))
    sent = {name: check.hidden(name) for name in ("ready", "seal")} | {"looked_at": looked_at(check)}

    elsewhere = scene.outsider.fill_in(address, **sent)
    here = scene.outsider.fill_in(form_.get("action"), **sent)

    assert (elsewhere.status_code, here.status_code) == (422, 404)
    assert count_of_talks(scene) == 2


@on_sqlite
def test_a_transcript_that_is_stored_already_is_not_stored_again(scene, way):
    way.store()
    check = way.check()
    before = row_counts(scene)

    again = sign(check, headers=HTMX)

    assert again.status == 409
    assert "is in the study already, as “Volunteers 1”" in again.said
    assert again.answer.headers["hx-retarget"] == "#alert"
    assert row_counts(scene) == before


def test_a_signature_sent_twice_stores_once_and_shows_the_slips_once(scene, way):
    check = way.check()

    first = sign(check, give_slips="yes")
    once = row_counts(scene)
    second = sign(check, give_slips="yes")

    assert (first.status, second.status) == (200, 200)
    assert [(slip.label, slip.group) for slip in first.slips()] == [("P1", "Volunteers 1"), ("P2", "Volunteers 1")]
    assert second.slips() == []
    assert "This form was sent before" in second.text
    assert row_counts(scene) == once
    assert len(talks_of(scene, way.group)) == 1


@on_sqlite
def test_of_a_withdrawal_slip_only_its_hash_is_kept(scene, way):
    slips = sign(way.check(), give_slips="yes").slips()

    with scene.read() as session:
        known = select(Participant.label, Participant.slip_hash).where(Participant.focus_group_id == way.group)
        hashes = {row[0]: row[1] for row in session.execute(known)}
    assert {slip.label: hashes[slip.label] for slip in slips} == {
        slip.label: slip_digest(scene.study_id, slip.slip) for slip in slips
    }
    assert len({slip.slip for slip in slips}) == 2
    assert hashes["I"] is None
    for slip in slips:
        assert slip.slip not in every_column(scene)
        assert slip.slip.encode() not in whole_database(scene)


@on_sqlite
def test_who_had_a_slip_before_gets_no_other_one(scene, way):
    first = sign(way.check(word_file("I: One?", "P1: One.", "P2: Two.", header="")), give_slips="yes")
    second = sign(way.check(word_file("I: Two?", "P2: So.", "P3: Three.", header="")), give_slips="yes")

    assert [slip.label for slip in first.slips()] == ["P1", "P2"]
    assert [slip.label for slip in second.slips()] == ["P3"]
    assert count_of_talks(scene) == 4


@on_sqlite
def test_in_one_sitting_whoever_got_a_placeholder_gets_it_again(scene, way):
    stored = way.store()
    next_one = stored.press("Import another one in this sitting")
    lines = (
        "I: Again?",
        "Sunniva: Ylva Skarnes went to Brekkvika.",
        "Torvald: Sunniva rang.",
        "Sunniva: Yes.",
        "Torvald: So.",
    )

    read = way.speakers(word_file(*lines, header=""), step=next_one)
    found = read.press("Look for what identifies people")
    sign(found.press(ON_TO_CHECK, decisions(found)))

    assert "You go on in the same sitting" in next_one.text
    assert next_one.heading == "Import a transcript"
    [kept] = [kept for _, kept in talks_of(scene, way.group) if kept != list(ANONYMISED)]
    # Ylva Skarnes and Brekkvika as before; Sunniva is the first new name after the four of the transcript before.
    assert [words for _, words in kept[1:3]] == ["[name 2] went to [place 2].", "[name 5] rang."]


@on_sqlite
def test_a_new_sitting_knows_nothing_of_the_one_before(scene, way):
    way.store()

    way.store(word_file("I: Again?", "P1: Ylva Skarnes went.", "P2: Yes.", header=""))

    [kept] = [kept for _, kept in talks_of(scene, way.group) if kept != list(ANONYMISED)]
    assert kept[1] == ("P1", "[name 1] went.")
