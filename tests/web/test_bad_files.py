"""A file that is no transcript gets a sentence, and not one word of it is kept or repeated anywhere."""

import json
import tempfile
from pathlib import Path
from secrets import token_bytes

import pytest
from sqlalchemy import func, select

from app.store.tables import Job, JobState, Transcript
from tests.factories import on_sqlite
from tests.importing.readers import word_files
from tests.web.scene import alert

CANARY = "Zugvogelheim"
MEGABYTE = 2**20

BAD = {
    "a text": f"P1: {CANARY}".encode(),
    "nothing": b"",
    "a PDF": f"%PDF-1.7 {CANARY}".encode(),
    "a zip of something else": word_files.zipped({f"{CANARY}.txt": CANARY}),
    "a zip bomb": word_files.word_file(word_files.paragraph(f"P1: {CANARY}") + " " * 60 * MEGABYTE),
    "a document type": word_files.word_file(
        word_files.paragraph("P1: &a;"), before=f'<!DOCTYPE w [<!ENTITY a "{CANARY}">]>'
    ),
    "no labels": word_files.transcript(f"{CANARY} is where we met.", "And then we talked."),
    "a broken file": word_files.word_file(f"<w:p>{CANARY}"),
    "NUL": word_files.word_file(f"<w:p><w:r><w:t>P1: {CANARY}\0</w:t></w:r></w:p>"),
    "half a surrogate pair": word_files.word_file(word_files.paragraph(f"P1: {CANARY} &#xD800;").replace("&amp;", "&")),
}


@pytest.fixture
def no_files(monkeypatch, tmp_path):
    """Let nothing be written to a temporary file, neither here nor in the worker."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))

    def refuse(*_, **__):
        raise AssertionError("an upload was written to a file")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    yield
    assert list(folder.iterdir()) == []


def upload(scene, data, name=f"{CANARY}.docx", **fields):
    sent = {**scene.lead.once(), "focus_group": str(scene.group.id), **fields}
    return scene.lead.post(scene.to("transcripts:check"), data=sent, files={"file": (name, data)})


def whole_database(scene):
    """Return every byte of the SQLite file and of what lies beside it."""
    file = scene.engine.url.database
    with scene.engine.connect() as connection:
        names = [row[2] for row in connection.exec_driver_sql("PRAGMA database_list")]
    assert names == [file]
    found = [path.read_bytes() for path in Path(file).parent.glob("*.db*")]
    assert len(found) >= 2
    return b"".join(found)


@on_sqlite
@pytest.mark.parametrize("kind", BAD)
@pytest.mark.usefixtures("no_files")
def test_a_file_that_is_no_transcript_is_refused_and_forgotten(scene, capfd, caplog, kind):
    answer = upload(scene, BAD[kind])

    assert answer.status_code == 422
    assert len(alert(answer.text).split()) > 5
    assert CANARY not in answer.text + str(answer.headers)
    assert CANARY.encode() not in whole_database(scene)
    assert CANARY not in "".join(capfd.readouterr()) + caplog.text
    with scene.read() as session:
        assert session.scalar(select(func.count()).select_from(Transcript)) == 2
        assert session.scalars(select(Job.state)).all() == [JobState.REFUSED]


@on_sqlite
@pytest.mark.usefixtures("no_files")
def test_a_good_file_is_shown_and_nothing_of_it_is_kept_before_it_is_stored(scene, capfd, caplog):
    # Two megabytes that cannot be packed: it would go to a temporary file if it were let.
    ballast = {"word/media/image1.png": token_bytes(2 * MEGABYTE)}
    parts = word_files.word_parts_of(word_files.word_xml(word_files.paragraph(f"P1: {CANARY}")), more=ballast)

    answer = upload(scene, word_files.zipped(parts))

    assert answer.status_code == 200
    assert CANARY in answer.text
    assert CANARY.encode() not in whole_database(scene)
    assert CANARY not in "".join(capfd.readouterr()) + caplog.text


@on_sqlite
@pytest.mark.usefixtures("no_files")
def test_twenty_four_megabytes_stay_in_memory(scene):
    answer = upload(scene, CANARY.encode() + bytes(24 * MEGABYTE))

    assert answer.status_code == 422
    assert CANARY.encode() not in whole_database(scene)


@on_sqlite
@pytest.mark.usefixtures("no_files")
def test_twenty_six_megabytes_are_too_large(scene):
    answer = upload(scene, CANARY.encode() + bytes(26 * MEGABYTE))

    assert answer.status_code == 413
    assert "25 MB" in alert(answer.text)


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "undeclared"])
@on_sqlite
def test_two_hundred_megabytes_are_refused_before_they_have_arrived(scene, declared):
    size, chunk, read = 200 * MEGABYTE, 2**16, 0
    beginning = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n'
    answer = []

    async def receive():
        nonlocal read
        read += chunk
        return {"type": "http.request", "body": beginning if read == chunk else bytes(chunk), "more_body": read < size}

    async def send(message):
        answer.append(message)

    headers = [
        (b"content-type", b"multipart/form-data; boundary=b"),
        (b"cookie", f"commonground={scene.lead.token}".encode()),
        *([(b"content-length", str(size).encode())] if declared else []),
    ]
    path = scene.to("transcripts:check")
    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": headers, "scheme": "http", "server": ("testserver", 80), "root_path": "", "asgi": {},
        "http_version": "1.1", "client": ("testclient", 1),
    }  # fmt: skip

    scene.portal.call(scene.application, scope, receive, send)

    assert answer[0]["status"] == 413
    assert "25 MB" in alert(b"".join(part.get("body", b"") for part in answer).decode())
    assert read < 30 * MEGABYTE


@on_sqlite
@pytest.mark.usefixtures("no_files")
def test_an_upload_with_the_token_of_another_sign_in_is_not_read(scene, capfd):
    answer = upload(scene, f"P1: {CANARY}".encode(), form_token="0" * 64)

    assert answer.status_code == 403
    assert CANARY not in answer.text + "".join(capfd.readouterr())
    with scene.read() as session:
        assert session.scalar(select(func.count()).select_from(Job)) == 0


def stored(scene, draft, **fields):
    sent = {
        **scene.lead.once(), "focus_group": str(scene.group.id), "draft": draft, "label": ["P1"],
        "kind": ["participant"], **fields,
    }  # fmt: skip
    return scene.lead.post(scene.to("transcripts:store"), data=sent, files={"none": b""})


def draft(**parts):
    return json.dumps({"header": [], "turns": [["P1", CANARY]], "skipped": [], **parts})


CHANGED = (
        "", "no JSON", "[]", "{}", "5", '"turns"', "[" * 100_000, "9" * 5_000,
        draft(turns=[]), draft(turns=[["P1"]]), draft(turns=[["P1", ""]]), draft(turns=5), draft(header=5),
        draft(header=[5]), draft(header=None), draft(turns=[["P1", f"{CANARY}\0"]]),
        draft(turns=[["P1", f"{CANARY}\ud800"]]), draft(header=[f"{CANARY}\udfff"]),
        draft(turns=[["P2", CANARY]]), draft(turns=[["P1", CANARY], [f"{CANARY}\ud800", CANARY]]),
    )  # fmt: skip


@on_sqlite
def test_a_draft_that_was_changed_on_its_way_is_refused(scene, capfd, caplog):
    for field in CHANGED:
        answer = stored(scene, field)
        assert answer.status_code == 422
        assert alert(answer.text)
        assert CANARY not in answer.text

    assert CANARY not in "".join(capfd.readouterr()) + caplog.text
    assert CANARY.encode() not in whole_database(scene)


def test_a_transcript_of_which_nobody_is_a_participant_is_refused(scene):
    answer = stored(scene, draft(), kind=["moderator"])

    assert answer.status_code == 422
    assert "participant" in alert(answer.text)


def test_a_transcript_is_not_stored_in_a_focus_group_of_another_study(scene):
    with scene.read() as session:
        elsewhere = session.get(Transcript, (scene.viewers["outsider"].study_id, scene.other_talk.id))

    answer = stored(scene, draft(), focus_group=str(elsewhere.focus_group_id))

    assert answer.status_code == 404
    assert CANARY not in answer.text
