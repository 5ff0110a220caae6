"""What was made to do harm, in the plain formats: refused with a sentence, or read with its words, in time and space.

Each file is read in a process of its own that may take 2 seconds of the processor and 300 MB, as a worker would.
"""

import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing.readers.pdf_files import pdf_of
from tests.machine import leeway

ROOT = Path(__file__).parents[3]
SECONDS = 2
MEGABYTES = 300
LONG = 1_900_000  # characters; 2,000,000 are refused for being so many

# Loads everything first, for that is paid once; then says what came of the file, and what it took.
READ = """
import json, sys, time
from app.importing.formats import read_draft
from app.sentences import Refusal
data = sys.stdin.buffer.read()
begun = time.process_time()
try:
    draft = read_draft(data, sys.argv[1])
    answer = {"times": sum(turn.words.count(sys.argv[2]) for turn in draft.turns)}
except Refusal as refusal:
    answer = {"refused": type(refusal).__name__, "sentence": refusal.sentence % refusal.values}
answer["seconds"] = time.process_time() - begun
# Of this process alone: what getrusage tells begins with what the process that started it held.
with open("/proc/self/status") as status:
    answer["megabytes"] = next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
print(json.dumps(answer))
"""


def answer_to(suffix, data, words=" "):
    limit = (2**30, 2**30)
    done = subprocess.run(
        [sys.executable, "-c", READ, suffix, words], input=data, capture_output=True, cwd=ROOT, timeout=60, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, limit),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stderr == b""
    answer = json.loads(done.stdout)
    assert answer["seconds"] < SECONDS * leeway()
    assert answer["megabytes"] < MEGABYTES
    return answer


BOLD = b"**P1:** x\n\n**P2:** y\n\n"
CUE = b"WEBVTT\n\n00:01.000 --> 00:02.000\n"
ROWS = b"speaker;text\nP1;%s\nP2;hi\n"

# The end of the file's name, its bytes, what its words must hold, and how often.
READ_WHOLE: dict[str, tuple[str, Callable[[], bytes], str, int]] = {
    "a cell of a million characters": (".csv", lambda: ROWS % (b"q" * 1_000_000), "q", 1_000_000),
    "a quotation mark that never ends": (".csv", lambda: ROWS % (b'"' + b"q" * 1_000_000), "q", 1_000_000),
    "a turn of a million characters": (".txt", lambda: b"P1: " + b"q" * 1_000_000 + b"\nP2: hi\n", "q", 1_000_000),
    "brackets that never close": (".txt", lambda: b"(" * LONG, "(", LONG),
    "nothing but stars": (".md", lambda: BOLD + b"*q " * (LONG // 3), "q", LONG // 3),
    "comments that never end": (".md", lambda: BOLD + b"<!--" * (LONG // 4), "<!--", LONG // 4),
    "voices that never close": (".vtt", lambda: CUE + b"<v " * (LONG // 3), "<v", LONG // 3),
    "classes without end": (".vtt", lambda: CUE + b"<v" + b".q" * (LONG // 2), ".q", LONG // 2),
    "entities": (".vtt", lambda: CUE + b"&amp;" * (LONG // 5), "&", LONG // 5),
    "arrows in the words": (".srt", lambda: SRT + b"-->" * (LONG // 3), "-->", LONG // 3),
    "five million digits": (".json", lambda: b'[{"text":"q","start":' + b"9" * 5_000_000 + b"}]", "q", 1),
    "a direction turned around": (
        ".txt",
        lambda: "P1: \u202eyas\u202c \u2066a\nP2: b\n".encode(),
        "\u202eyas\u202c",
        1,
    ),
}
SRT = b"1\n00:00:01,000 --> 00:00:02,000\nx\n\n"


@pytest.mark.parametrize("name", READ_WHOLE)
def test_what_is_only_strange_is_read_whole_in_time(name):
    suffix, made, words, times = READ_WHOLE[name]

    assert answer_to(suffix, made(), words)["times"] == times


REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "ten million lines": (".txt", lambda: b"a\n" * 10_000_000, "TooMuchText"),
    "a million lines": (".txt", lambda: b"a\n" * 990_000, "TooManyLines"),
    "more than any conversation": (".csv", lambda: b"speaker;text\nP1;" + b"a" * 2_100_000, "TooMuchText"),
    "NUL in a cell": (".csv", lambda: b"speaker;text\nP1;a\x00b c d\n", "UnreadableCharacters"),
    "NUL in the words": (".txt", lambda: b"P1: a\x00b" + b" word" * 40 + b"\nP2: c\n", "UnreadableCharacters"),
    "half a surrogate pair": (".json", lambda: rb'{"segments":[{"text":"a \ud800 b"}]}', "UnreadableCharacters"),
    "JSON as deep as it is long": (".json", lambda: b'[{"a":' * 100_000, "DamagedJson"),
    "a list of five million lists": (".json", lambda: b'{"a":[' + b"[]," * 5_000_000 + b"[]]}", "TooLargeInside"),
    "half a million segments": (
        ".json", lambda: b'{"segments":[' + b'{"text":"a"},' * 400_000 + b'{"text":"a"}]}', "TooManyLines",
    ),
    "fifty thousand cues": (".vtt", lambda: CUE + b"x\n\n00:01 --> 00:02\n" * 50_000, "TooManyLines"),
    "a PDF that draws without end": (
        ".pdf", lambda: pdf_of(b"BT /F1 12 Tf " + b"(a) Tj " * 3_000_000 + b"ET"), "TooLargeInside",
    ),
    "a PDF that unpacks to 200 MB": (".pdf", lambda: pdf_of(b" " * 200_000_000), "TooLargeInside"),
    "noise": (".csv", lambda: random.Random(1).randbytes(1_000_000), "UnknownFormat"),  # noqa: S311 (noise)
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_do_harm_is_refused_with_a_sentence_in_time(name):
    suffix, made, refusal = REFUSED[name]

    answer = answer_to(suffix, made())

    assert answer["refused"] == refusal
    assert answer["sentence"].endswith(".")
    assert "%(" not in answer["sentence"]
