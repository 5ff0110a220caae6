"""No name is left anywhere: not in the database or beside it, in a log, a file, an error answer or a cache."""

import sys
from html import unescape
from pathlib import Path
from textwrap import dedent
from uuid import uuid4

import pytest
from sqlalchemy import select

from app.store.tables import Job
from app.workbench import worker
from tests.factories import on_sqlite
from tests.web.kept import every_column, row_counts, whole_database
from tests.web.scene import alert
from tests.web.talk import ORIGINALS, word_file
from tests.web.way_in import HTMX, ON_TO_CHECK, ON_TO_NAMES, Step, decisions, entries, looked_at, sign

CANARY = "Zugvogelheim"
# What is stored of the talk, so that looking for names is known to look in the right places.
STORED = "rings me on [phone]"


def names_in(text):
    """Return which of the talk's names, places and numbers a text holds, however they are written."""
    folded = text.casefold()
    return [one for one in ORIGINALS if one.casefold() in folded]


@pytest.fixture
def every_step(way):
    """Return the way in, step by step, with all that it may do; what was answered is collected."""
    answers = {}

    def walk():
        answers["begin"] = way.begin()
        answers["speakers"] = way.speakers(step=answers["begin"])
        answers["split"] = answers["speakers"].split("Ylva", ["7"], {})
        answers["names"] = answers["split"].press(ON_TO_NAMES, {"listed": "Skarnes\nHolmsund"})
        fields = decisions(answers["names"], named={"Eldbjorn": "my brother"})
        answers["marked"] = answers["names"].press(
            "Mark these words", {**fields, "mark_words": "every Thursday", "mark_category": "DATE"}
        )
        answers["refused"] = answers["marked"].press(ON_TO_CHECK, headers=HTMX)
        fields = decisions(answers["marked"])
        answers["check"] = answers["marked"].press(ON_TO_CHECK, {**fields, "keep_header": "yes"})
        answers["back"] = answers["check"].press("Back to what identifies")
        answers["key"] = answers["check"].press("Take out the key file", {"passphrase": "kettle ladder harbour plum"})
        answers["unsigned"] = answers["check"].press("Sign and store", headers=HTMX)
        yield "nothing is stored yet"
        answers["stored"] = sign(answers["check"], give_slips="yes")
        answers["next"] = answers["stored"].press("Import another one in this sitting")
        answers["twice"] = sign(answers["check"])
        answers["again"] = sign(answers["check"], operation=str(uuid4()))
        yield "stored"

    return walk(), answers


@on_sqlite
@pytest.mark.usefixtures("no_files")
def test_no_byte_of_the_database_holds_a_name_at_any_time(scene, every_step, capfd, caplog):
    walk, _ = every_step

    for when in walk:
        kept = whole_database(scene).decode("utf-8", "replace")
        assert (STORED in kept) == (when == "stored")
        assert names_in(kept) == []
        assert names_in(every_column(scene)) == []

    assert names_in("".join(capfd.readouterr()) + caplog.text) == []


def test_no_column_of_any_table_holds_a_name(scene, every_step):
    walk, _ = every_step
    before = row_counts(scene)

    next(walk)
    reviewed = row_counts(scene)
    next(walk)

    # Before somebody signs there is only the file that was read, and the key that was taken out.
    changed = {name for name, count in reviewed.items() if count != before[name]}
    assert changed == {"job", "key_file", "trail_row", "trail_payload"}
    kept = every_column(scene)
    assert STORED in kept
    assert names_in(kept) == []


@on_sqlite
def test_no_browser_keeps_a_step_and_no_address_or_refusal_holds_a_name(every_step):
    walk, answers = every_step
    assert list(walk) == ["nothing is stored yet", "stored"]

    for step in answers.values():
        assert step.answer.headers["cache-control"] == "no-store"
        assert names_in(str(step.answer.headers) + str(step.answer.url)) == []
    assert {name for name, step in answers.items() if step.status != 200} == {"refused", "unsigned", "again"}
    for name in ("refused", "unsigned", "again"):
        assert names_in(answers[name].answer.text) == []
    # What is shown after storing holds no name but those that the next transcript of the sitting needs.
    for name in ("stored", "next", "twice"):
        shown = unescape(answers[name].answer.text)
        assert names_in(shown.replace(answers[name].hidden("sitting"), "")) == []


@on_sqlite
def test_the_job_of_an_import_says_what_and_when_and_nothing_of_what_it_read(scene, way):
    way.speakers(name=f"{CANARY}.docx")

    with scene.read() as session:
        [job] = session.execute(select(Job.kind, Job.state, Job.progress)).all()
    assert tuple(job) == ("read", "done", 100)
    assert CANARY not in every_column(scene)


WRONG = {
    "settle": {
        "draft": "{" + CANARY, "focus_group": CANARY, "talk_language": CANARY * 50, "listed": CANARY * 2_000,
        "sitting": f'["{CANARY}"]', "label": CANARY, "session": CANARY, "session_group": CANARY,
    },
    "split": {"draft": f'"{CANARY}"', "split": CANARY, "focus_group": CANARY, "sitting": CANARY},
    "identifiers": {"raw": f'{{"raw": "{CANARY}"}}', "mark_words": CANARY, "mark_category": CANARY},
    "check": {"raw": f'["{CANARY}"]', "decided": f'{{"{CANARY}": 5}}', "keep_header": CANARY * 50},
    "store": {"ready": CANARY, "seal": CANARY, "sitting": CANARY, "looked_at": CANARY, "operation": CANARY},
    "key": {"stands_for": f'["{CANARY}"]', "passphrase": CANARY * 50, "operation": CANARY},
    "next": {"sitting": f'{{"{CANARY}": 5}}'},
    "speakers": {"file_again": f"{CANARY}!", "focus_group": CANARY, "encoding": CANARY, "operation": CANARY},
}  # fmt: skip


def review_of(step):
    """Return the fields of the form that the step is about."""
    return next(dict(entries(form)) for form in step.tree.forms if "data-review" in form.attrib)


@on_sqlite
def test_what_cannot_be_read_is_never_said_again(scene, way, capfd, caplog):
    read = way.speakers()
    found = read.press(ON_TO_NAMES)
    check = found.press(ON_TO_CHECK, decisions(found))
    forms = {"settle": read, "split": read, "identifiers": found, "check": found, "store": check}
    before = row_counts(scene)

    for name, fields in WRONG.items():
        whole = review_of(forms[name]) if name in forms else {}
        for field, value in fields.items():
            for bad in (value, f"{CANARY}\0"):
                sent = {**way.browser.once(), **whole, "do": "mark", "mark_words": CANARY, field: bad}
                answer = way.browser.post(
                    scene.to(f"importing:{name}"), files=[(key, (None, one)) for key, one in sent.items()]
                )
                assert (name, field, answer.status_code) == (name, field, 422)
                assert alert(answer.text)
                assert CANARY not in answer.text + str(answer.headers)

    assert row_counts(scene) == before
    assert CANARY not in "".join(capfd.readouterr()) + caplog.text
    assert CANARY.encode() not in whole_database(scene)


# The real worker, in which one task meets something that nobody foresaw, and says so with the words of a transcript.
FAULTY = """\
    #!{python}
    import sys
    sys.path.insert(0, {house!r})
    from app.workbench import worker
    from app.workbench.tasks import finding, locking, reading, replacing

    def fail(data):
        print({canary!r}, file=sys.stderr)
        raise ValueError({canary!r})

    for task in (reading, finding, replacing, locking):
        if task.__name__.endswith({task!r}):
            task.work = fail
    sys.argv = sys.argv[-2:]
    worker.main()
"""


@pytest.mark.parametrize("task", ["reading", "finding", "replacing", "locking"])
@on_sqlite
def test_a_fault_of_the_worker_is_logged_without_what_it_met(scene, way, tmp_path, monkeypatch, capfd, task):
    check = way.check()
    program = tmp_path / "worker"
    house = str(Path(worker.__file__).parents[2])
    program.write_text(dedent(FAULTY).format(python=sys.executable, house=house, canary=CANARY, task=task))
    program.chmod(0o700)
    monkeypatch.setattr(worker.sys, "executable", str(program))

    if task == "reading":
        failed = way.speakers()
    elif task == "finding":
        failed = check.press("Back to what identifies")
    elif task == "replacing":
        back = Step(way.browser, check.answer)
        sent = {"raw": back.hidden("raw"), "decided": back.hidden("decided")}
        failed = Step(way.browser, way.browser.fill_in(scene.to("importing:check"), **sent))
    else:
        failed = check.press("Take out the key file", {"passphrase": "kettle ladder harbour plum"})

    assert failed.status == 500
    assert "because of a fault of ours, and nothing was stored" in failed.said
    logged = "".join(capfd.readouterr())
    assert "ValueError" in logged
    assert CANARY not in logged + failed.answer.text
    assert names_in(logged) == []
    with scene.read() as session:
        states = [state.value for state in session.scalars(select(Job.state).order_by(Job.started_at))]
    assert states == (["done", "failed"] if task == "reading" else ["done"])


@pytest.mark.parametrize("who", ["co-researcher", "supervisor", "outsider", "anonymous"])
@on_sqlite
def test_nobody_but_the_lead_comes_in_at_any_step(scene, way, who):
    read = way.speakers()
    found = read.press(ON_TO_NAMES)
    check = found.press(ON_TO_CHECK, decisions(found))
    before = row_counts(scene)
    refused = {"anonymous": 401, "outsider": 404}.get(who, 403)
    steps = {
        "next": way.begin(), "speakers": way.begin(), "settle": read, "split": read, "identifiers": found,
        "check": found, "store": check, "key": check,
    }  # fmt: skip

    for name, step in steps.items():
        sent = {key: value for form in step.tree.forms for key, value in entries(form)}
        sent |= {"split": "0", "looked_at": looked_at(check), "passphrase": "kettle ladder harbour plum"}
        sent |= scene.browsers[who].once()
        files = {"file": ("talk.docx", word_file())} if name == "speakers" else {"none": b""}
        answer = scene.browsers[who].post(scene.to(f"importing:{name}"), data=sent, files=files)
        assert (name, answer.status_code) == (name, refused)
        assert names_in(answer.text) == []

    assert row_counts(scene) == before
