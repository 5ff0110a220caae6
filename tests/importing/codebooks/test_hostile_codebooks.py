"""Files that are no codebook, or were made to do harm, are refused with a sentence of their own, in time."""

import pickle
import random
import time
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from app.exporting.codebook import codebook_csv, codebook_qdc
from app.importing.codebooks import refusals
from app.importing.codebooks.reading import read_codebook
from app.importing.codebooks.refusals import (
    DoctypeInCodebook,
    EmptyCodebook,
    NoCodebook,
    TooLargeCodebook,
    TooManyCodes,
    UnsafeCodebook,
    WholeProject,
)
from app.importing.readers.limits import DamagedFile
from app.importing.readers.not_read import OldOffice, PasswordProtected
from app.importing.readers.package import MAX_UPLOAD, WithMacros
from app.sentences import Refusal
from tests.importing.codebooks.books import entry
from tests.importing.codebooks.test_qdc import book, code
from tests.importing.codebooks.test_tables import workbook
from tests.machine import leeway

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
TABLE = workbook(Codes=[("Code", "Definition"), ("Shame", "d")])
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def zipped(**parts):
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def with_part(name, part):
    stream = BytesIO(TABLE)
    with ZipFile(stream, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyCodebook),
        (b" \n\t\r\n", NoCodebook),
        (b"\xef\xbb\xbf", NoCodebook),
        (bytes(range(256)), NoCodebook),
        (b"%PDF-1.7\n%\xe2\xe3", NoCodebook),
        (b"{\\rtf1 Shame}", NoCodebook),
        (OLE + bytes(600) + "Workbook".encode("utf-16-le"), OldOffice),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), PasswordProtected),
        (zipped(**{"codes.txt": "Shame"}), NoCodebook),
        (zipped(**{"word/document.xml": "<a/>"}), NoCodebook),
        (zipped(**{"content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"}), NoCodebook),
        (zipped(**{"Project.qde": "<a/>", "sources/x.txt": "x"}), WholeProject),
        (TABLE[:-200], DamagedFile),
        (with_part("../../evil.xml", "<a/>"), UnsafeCodebook),
        (with_part("xl/vbaProject.bin", b"\x00"), WithMacros),
        (with_part("xl/media/blank.bin", bytes(40 * 2**20)), TooLargeCodebook),
        (with_part("xl/extra.xml", LAUGHS + "]><x>&i;</x>"), DoctypeInCodebook),
        (book(code("&i;"), before=LAUGHS + "]>"), DoctypeInCodebook),
        (book(code("a"), before='<!DOCTYPE x SYSTEM "file:///etc/passwd">'), DoctypeInCodebook),
        (book(code("a"), before="<!DOCTYPE x>").decode().encode("utf-16"), DoctypeInCodebook),
        (b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE x>', DamagedFile),
        (book(code("&outside;")), DamagedFile),
        (book("".join(f'<Code name="{number}"/>' for number in range(5_001))), TooManyCodes),
        (book("<Code/>" * 400_001), TooLargeCodebook),
        (b"x" * (MAX_UPLOAD + 1), TooLargeCodebook),
        (b"code;definition\n" + b"a;" + b"x" * 2_000_000, TooLargeCodebook),
        (b"a\n" * 100_001, TooLargeCodebook),
        (b"code;definition\n" + b"".join(b"c%d;d\n" % number for number in range(5_001)), TooManyCodes),
    ],
)
def test_each_wrong_file_has_its_own_sentence_in_time(data, refusal):
    begun = time.process_time()
    with pytest.raises(Refusal) as caught:
        read_codebook(data)

    assert type(caught.value) is refusal
    assert caught.value.sentence % caught.value.values
    assert time.process_time() - begun < 2 * leeway()


@pytest.mark.parametrize("suffix", [".csv", ".qdc", ".txt", ""])
def test_files_broken_anywhere_are_read_or_refused_and_nothing_else(suffix):
    chance = random.Random(20240312)  # noqa: S311 (the same breaks each time)
    entries = [entry("Shame", definition="d\nExample: x", path=("Støtte", "b")), entry("=Hope", example='"e"; f')]
    sounds = [codebook_csv(entries, "nb", ";"), codebook_qdc(entries), TABLE, "Støtte\n  Skam\n".encode()]
    outcomes: set[str] = set()

    for sound in sounds * 30:
        broken = bytearray(sound)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_codebook(bytes(broken[: chance.randint(1, len(broken))] if chance.random() < 0.2 else broken), suffix)
            outcomes.add("read")
        except Refusal:
            outcomes.add("refused")

    assert outcomes == {"read", "refused"}


REFUSALS = sorted(
    {thing for thing in vars(refusals).values() if isinstance(thing, type) and thing.__module__ == refusals.__name__},
    key=lambda refusal: refusal.__name__,
)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_comes_out_of_a_worker_process_with_its_sentence(refusal):
    returned = pickle.loads(pickle.dumps(refusal(limit=25)))  # noqa: S301 (our own)

    assert type(returned) is refusal
    assert returned.sentence % returned.values


def test_each_refusal_says_something_of_its_own():
    assert len(REFUSALS) > 8
    assert len({refusal.sentence for refusal in REFUSALS}) == len(REFUSALS)


@pytest.mark.parametrize(
    "text",
    [
        'code;definition\n"' + "a;" * 200_000,
        "a>" * 90 + "\n",
        "(" * 1000 + "\n:\n" * 4000,
        "path;memo\na" + " " * 900_000 + "b;c\n",
        "code;memo\na" + " " * 900_000 + ">;c\n",
        "-" * 1_000_000,
    ],
)
def test_a_text_made_to_take_long_does_not(text):
    begun = time.process_time()
    with suppress(Refusal):
        read_codebook(text.encode())

    assert time.process_time() - begun < 2 * leeway()
