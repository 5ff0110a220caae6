"""A file that is no transcript gets a sentence, and not one word of it is kept or repeated anywhere."""

import base64
from secrets import token_bytes

import pytest
from sqlalchemy import func, select

from app.store.tables import Job, JobState, Transcript
from tests.factories import on_sqlite
from tests.importing.readers import word_files
from tests.web.kept import whole_database
from tests.web.scene import alert

CANARY = "Zugvogelheim"
MEGABYTE = 2**20

NESTED = "<w:tbl><w:tr><w:tc>" * 3_000 + word_files.paragraph(f"P1: {CANARY}") + "</w:tc></w:tr></w:tbl>" * 3_000
SOUND = word_files.word_parts_of(word_files.word_xml(word_files.paragraph(f"P1: {CANARY}")))

BAD = {
    "noise": CANARY.encode() + bytes(range(256)) * 40,
    "nothing": b"",
    "blanks": b" \r\n\t\n",
    "a PDF": f"%PDF-1.7 {CANARY}".encode(),
    "an old Word file": bytes.fromhex("d0cf11e0a1b11ae1") + CANARY.encode() * 100,
    "a zip of something else": word_files.zipped({f"{CANARY}.txt": CANARY}),
    "a zip bomb": word_files.word_file(word_files.paragraph(f"P1: {CANARY}") + " " * 60 * MEGABYTE),
    "two thousand members": word_files.zipped(SOUND | {f"{CANARY}{number}.xml": "" for number in range(2_000)}),
    "a way out": word_files.zipped(SOUND | {f"../../{CANARY}.xml": CANARY}),
    "macros": word_files.zipped(SOUND | {"word/vbaProject.bin": CANARY}),
    "half a file": word_files.zipped(SOUND)[:-40],
    "three thousand tables inside each other": word_files.word_file(NESTED),
    "a document type": word_files.word_file(
        word_files.paragraph("P1: &a;"), before=f'<!DOCTYPE w [<!ENTITY a "{CANARY}">]>'
    ),
    "a broken file": word_files.word_file(f"<w:p>{CANARY}"),
    "NUL": word_files.word_file(f"<w:p><w:r><w:t>P1: {CANARY}\0</w:t></w:r></w:p>"),
    "NUL in a text": f"P1: {CANARY}\0 and so on.\nP2: Yes.\nP1: And so on.\n".encode(),
    "half a surrogate pair": word_files.word_file(word_files.paragraph(f"P1: {CANARY} &#xD800;").replace("&amp;", "&")),
    "half a surrogate pair in JSON": f'{{"segments": [{{"speaker": "P1", "text": "{CANARY} \\ud800"}}]}}'.encode(),
    "JSON without end": f'[{{"{CANARY}":'.encode() * 50_000,
}


def upload(scene, data, name=f"{CANARY}.docx", **fields):
    sent = {**scene.lead.once(), "focus_group": str(scene.group.id), "talk_language": "en", **fields}
    return scene.lead.post(scene.to("importing:speakers"), data=sent, files={"file": (name, data)})


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


@pytest.mark.parametrize("megabytes", [26, 34, 60])
@on_sqlite
@pytest.mark.usefixtures("no_files")
def test_more_than_twenty_five_megabytes_are_too_large(scene, megabytes):
    answer = upload(scene, CANARY.encode() + bytes(megabytes * MEGABYTE))

    assert answer.status_code == 413
    assert "25 MB" in alert(answer.text)


@on_sqlite
@pytest.mark.usefixtures("no_files")
def test_a_file_sent_again_as_a_field_stays_in_memory_too(scene):
    again = base64.b64encode(CANARY.encode() + bytes(18 * MEGABYTE)).decode()

    answer = upload(scene, b"", file_again=again, encoding="cp1252")
    whole = scene.lead.post(
        scene.to("importing:speakers"),
        files=[(name, (None, value)) for name, value in {
            **scene.lead.once(), "focus_group": str(scene.group.id), "talk_language": "en", "file_again": again,
        }.items()],
    )  # fmt: skip

    assert {answer.status_code, whole.status_code} == {422}
    assert CANARY.encode() not in whole_database(scene)


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
    path = scene.to("importing:speakers")
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
