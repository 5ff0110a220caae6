"""Files are checked from a terminal: what would be read, and what could tell who is who. Nothing is written."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click import Context
from click.testing import CliRunner

from app.cli import files, main
from tests.importing.sample_files import expected, sample_path

ROOT = Path(__file__).parents[2]
KARI = "I: Welcome. Who are you?\r\nP1: I am Kari Nordmann, from Bergen.\r\nP2: Call me on 912 34 567.\r\n"


def ran(*words):
    """Return what a command prints, and what it prints where errors go."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def transcript(tmp_path):
    path = tmp_path / "group.txt"
    path.write_bytes(b"\xef\xbb\xbf" + KARI.encode())
    return path


def test_a_transcript_is_printed_as_json_and_nothing_else(transcript):
    code, printed, errors = ran("read", transcript, "--json")

    assert (code, errors) == (0, "")
    assert json.loads(printed) == {
        "format": "txt",
        "header": [],
        "labels": {
            "I": {"turns": 1, "kind": "moderator"},
            "P1": {"turns": 1, "kind": "participant"},
            "P2": {"turns": 1, "kind": "participant"},
        },
        "turns": [
            {"label": "I", "words": "Welcome. Who are you?", "start_ms": None, "session": ""},
            {"label": "P1", "words": "I am Kari Nordmann, from Bergen.", "start_ms": None, "session": ""},
            {"label": "P2", "words": "Call me on 912 34 567.", "start_ms": None, "session": ""},
        ],
        "comments": [],
        "warnings": [],
    }


def test_labels_of_all_sessions_are_counted_together():
    _, printed, _ = ran("read", sample_path("s08-turns.csv"), "--json")

    answer = json.loads(printed)
    assert answer["labels"]["Mod"] == {"turns": 2, "kind": "moderator"}
    assert answer["labels"]["P1"] == {"turns": 2, "kind": "participant"}
    assert [turn["session"] for turn in answer["turns"]] == ["FG1", "FG1", "FG1", "FG2", "FG2"]
    assert answer["turns"][1]["start_ms"] == 9_000


def test_what_nobody_says_is_printed_apart_with_its_place():
    _, printed, _ = ran("read", sample_path("s02-table-time-speaker-text.docx"), "--json")

    answer = json.loads(printed)
    assert len(answer["turns"]) == expected("s02-table-time-speaker-text.docx")["turns"]
    assert [(one["words"], one["after"]) for one in answer["directions"]] == [
        ("(phone rings)", 5), ("End of table. Notes: Lin left early.", 7),
    ]  # fmt: skip


def test_comments_come_with_the_words_that_they_hang_on():
    name = "s03-comments-as-codes-tracked-changes.docx"

    _, printed, _ = ran("read", sample_path(name), "--json")

    answer = json.loads(printed)
    assert [(one["author"], one["words"]) for one in answer["comments"]] == [
        (author, words) for author, words, _ in expected(name)["comments"]
    ]
    assert all("%(" not in warning for warning in answer["warnings"])
    assert sum(label["turns"] for label in answer["labels"].values()) == expected(name)["turns"]


def test_a_person_gets_a_summary_without_what_was_said():
    code, printed, errors = ran("read", sample_path("s05-norsk-cp1252-crlf.txt"))

    assert (code, errors) == (0, "")
    assert printed.startswith("txt: 9 turns\n")
    assert "co-moderator" in printed
    assert "cp1252" in printed
    assert "Velkommen" not in printed


def test_the_encoding_may_be_chosen(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes("D1: På Ås.\nD2: Å ja.\n".encode("mac-roman"))

    _, printed, _ = ran("read", path, "--json", "--encoding", "mac-roman")

    assert json.loads(printed)["turns"][0]["words"] == "På Ås."


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "This file is empty. Choose the transcript again.\n"),
        ("picture.docx", b"\x89PNG" + bytes(range(256)) * 9, "This is no kind of file that can be read here."),
        ("bad.txt", b"P1: Kari\x00Nordmann" + b" words" * 40 + b"\n", "Paragraph 1 holds characters"),
    ],
)
@pytest.mark.parametrize("command", [["read"], ["screen", "--language", "en"]])
def test_a_refusal_is_one_sentence_where_errors_go(tmp_path, command, name, data, sentence):
    path = tmp_path / name
    path.write_bytes(data)

    code, printed, errors = ran(*command, path, "--json")

    assert (code, printed) == (1, "")
    assert errors.startswith(sentence)
    assert errors.count("\n") == 1
    assert "Kari" not in errors


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    assert ran("read", tmp_path / "none.txt") == (1, "", "The file could not be opened: No such file or directory.\n")


def test_a_fault_of_our_own_does_not_show_words(monkeypatch, transcript):
    def fails(*_):
        raise ValueError("Kari Nordmann")

    monkeypatch.setattr(files, "read_draft", fails)

    assert ran("read", transcript) == (1, "", "The file could not be read, and that is our fault (ValueError).\n")


def test_offsets_are_those_of_the_decoded_text(transcript, tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("Bergen\n", encoding="utf-8")

    code, printed, _ = ran("screen", transcript, "--language", "en", "--json", "--list", names)

    found = json.loads(printed)
    assert code == 0
    assert {"start", "end", "category", "tier", "text"} == set(found[0])
    # The mark at the beginning is no part of the text; CR and LF both are.
    assert all(KARI[one["start"] : one["end"]] == one["text"] for one in found)
    texts = {one["text"] for one in found}
    assert "Bergen" in texts
    assert any("Nordmann" in text for text in texts)
    assert any("912 34 567" in text for text in texts)


def test_other_formats_are_screened_as_lines_with_their_labels(tmp_path):
    path = tmp_path / "turns.csv"
    path.write_text("speaker;text\nMod;Welcome.\nP1;Call me on 912 34 567.\n", encoding="utf-8")
    lines = "Mod: Welcome.\nP1: Call me on 912 34 567."

    _, printed, _ = ran("screen", path, "--language", "nb", "--json")

    assert any("912 34 567" in one["text"] for one in json.loads(printed))
    assert all(lines[one["start"] : one["end"]] == one["text"] for one in json.loads(printed))


def test_a_person_gets_a_list_of_what_was_found(transcript):
    code, printed, _ = ran("screen", transcript, "--language", "en")

    assert code == 0
    assert "line     2" in printed
    assert "912 34 567" in printed


def test_what_could_steer_a_terminal_is_not_shown():
    assert files.shown("Kari\x1b[2JNord\nmann") == "Kari [2JNord mann"


def test_neither_command_writes_anything(transcript, tmp_path):
    empty = tmp_path / "home"
    empty.mkdir()
    around = {"HOME": str(empty), "TMPDIR": str(empty), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT),
              "PYTHONDONTWRITEBYTECODE": "1"}  # fmt: skip

    for command in (["read"], ["screen", "--language", "nb"]):
        done = subprocess.run(
            [sys.executable, "-m", "app", *command, str(transcript), "--json"],
            cwd=empty, env=around, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        json.loads(done.stdout)

    assert list(empty.rglob("*")) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["group.txt", "home"]


def test_every_command_is_still_there():
    assert set(main.list_commands(Context(main))) == {
        "serve", "migrate", "account", "verify-trail", "demo", "read", "screen", "ledger", "agreement",
    }  # fmt: skip
