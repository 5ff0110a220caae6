"""The worst files that pass the first look are read or refused in under two seconds and 300 MB, in a child process.

Time is that of the processor. Memory is the most that the child ever held, Python and all.
"""

import json
import random
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from app.importing.readers.markup import MAX_MARKUP
from tests.importing.readers.word_files import OFFICE, PACKAGE, W, paragraph, run, word_parts_of, word_xml
from tests.machine import in_time

ROOT = Path(__file__).parents[3]
SECONDS = 2
MEGABYTES = 300
MOST = MAX_MARKUP - 100  # tags and attributes, with some room for those around
LETTERS = random.Random(7).choices("abcdefgh", k=1_000_000)  # noqa: S311 (noise for a test, no secret)
NOISE = "".join(" " if n % 6 == 5 else letter for n, letter in enumerate(LETTERS))

CHILD = """
import json, sys, time
from app.importing.readers import docx, html, odt, rtf
from app.sentences import Refusal

data = sys.stdin.buffer.read()
begun = time.process_time()
try:
    paragraphs = {"docx": docx, "html": html, "odt": odt, "rtf": rtf}[sys.argv[1]].read(data).paragraphs
    outcome = sum(len(paragraph.text) for paragraph in paragraphs)
except Refusal as refusal:
    outcome = type(refusal).__name__
spent = time.process_time() - begun
with open("/proc/self/status") as status:
    held = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps([outcome, spent, held / 1024]))
"""


def stored(parts):
    """A package that is not compressed: nothing of it is out of proportion."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def word(body, **more):
    return stored(word_parts_of(word_xml(body), more=more))


def cells(count):
    one = f'<w:tc><w:tcPr><w:gridSpan w:val="64"/></w:tcPr>{paragraph("a")}</w:tc>'  # 15 marks
    return word(f"<w:tbl><w:tr>{one * count}</w:tr></w:tbl>")


def rows(count):
    one = f"<w:tr><w:tc>{paragraph('0:01')}</w:tc><w:tc>{paragraph('I said it again and again.')}</w:tc></w:tr>"
    return word(f"<w:tbl>{one * count}</w:tbl>")


def attributes(count):
    return word("<w:p>" + "".join(f'<w:r w:a="x" w:b="{n}" w:c="y" w:d="z"/>' for n in range(count // 5)) + "</w:p>")


def comments(count, words):
    starts = "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in range(count))
    ends = starts.replace("Start", "End")
    inside = "".join(f'<w:comment w:id="{n}">{paragraph("x")}</w:comment>' for n in range(count))
    relation = f'<Relationship Id="r1" Type="{OFFICE.rpartition("/")[0]}/comments" Target="comments.xml"/>'
    parts = word_parts_of(word_xml(f"<w:p>{starts}{run(words)}{ends}</w:p>"))
    parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{PACKAGE}/relationships">{relation}</Relationships>'
    parts["word/comments.xml"] = f"<w:comments {W}>{inside}</w:comments>"
    return stored(parts)


def open_document(body):
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    kind = "application/vnd.oasis.opendocument.text"
    return stored({"mimetype": kind, "content.xml": f"{content}</office:document-content>"})


def table_row():
    """A row that claims to be a million times as large; 5 tags and 3 attributes."""
    cell = '<table:table-cell table:number-columns-spanned="99999" table:number-columns-repeated="16384">'
    row = '<table:table-row table:number-rows-repeated="1048576">'
    return f"{row}{cell}<text:p>a</text:p></table:table-cell></table:table-row>"


def rich(body):
    return b"{\\rtf1 " + body + b"}"


def page(body):
    return b"<html><body>" + body


BAD = {
    "docx of empty runs": lambda: word("<w:p>" + "<w:r/>" * MOST + "</w:p>"),
    "docx of attributes": lambda: attributes(MOST),
    "docx of one element": lambda: word("<w:p " + " ".join(f'w:a{n}="x"' for n in range(MOST)) + "/>"),
    "docx of empty paragraphs": lambda: word("<w:p/>" * MOST),
    "docx of short paragraphs": lambda: word(paragraph("a") * (MOST // 7)),
    "docx of cells": lambda: cells(MOST // 15),
    "docx of rows": lambda: rows(MOST // 20),
    "docx of comments": lambda: comments(MOST // 13, "P1: a"),
    "docx of overlapping comments": lambda: comments(1_000, NOISE),
    "docx of forty megabytes": lambda: word(f"<w:p>{run(NOISE[:20_000]) * 2_000}</w:p>"),
    "docx of one word": lambda: word(paragraph(NOISE * 20)),
    "docx of a turn of a million characters": lambda: word(paragraph(NOISE)),
    "odt of short paragraphs": lambda: open_document("<text:p>a</text:p>" * (MOST // 2)),
    "odt of empty paragraphs": lambda: open_document("<text:p/>" * MOST),
    "odt of blanks": lambda: open_document("<text:p>" + "<text:s/>a" * MOST + "</text:p>"),
    "odt of rows": lambda: open_document("<table:table>" + table_row() * (MOST // 9) + "</table:table>"),
    "odt of a turn of a million characters": lambda: open_document(f"<text:p>{NOISE}</text:p>"),
    "rtf of words": lambda: rich(b"\\b" * MOST),
    "rtf of groups": lambda: rich(b"{" * MOST + b"a" + b"}" * MOST),
    "rtf of bytes": lambda: rich(b"\\'e6" * MOST),
    "rtf of fonts": lambda: rich(b"{\\fonttbl" + b"\\f1" * MOST + b"}a"),
    "rtf of links": lambda: rich(b'{\\field{\\*\\fldinst{HYPERLINK "x' * (MOST // 6) + b"}" * (MOST // 3)),
    "rtf of a picture": lambda: rich(b"{\\pict " + b"0123456789abcdef" * 1_500_000 + b"}a"),
    "rtf of comments": lambda: rich(b"{\\*\\atrfstart 1}{\\*\\annotation " * (MOST // 6) + b"}" * (MOST // 6)),
    "rtf of a turn of a million characters": lambda: rich(NOISE.encode()),
    "html of short paragraphs": lambda: page(b"<p>a" * MOST),
    "html of cells": lambda: page(b"<table><tr>" + b"<td colspan=64 rowspan=60000>a" * (MOST // 3)),
    "html of rows": lambda: page(b"<table>" + b"<tr><td colspan=64 rowspan=60000>a" * (MOST // 4)),
    "html of attributes": lambda: page(b"<p " + b" ".join(b"a%d" % n for n in range(2_000_000)) + b">a"),
    "html of ends in quotation marks": lambda: page(b'<p a=">" ' * (MOST // 2)),
    "html of characters by name": lambda: page(b"<p>" + b"&aring;" * 3_000_000),
    "html of a turn of a million characters": lambda: page(b"<p>" + NOISE.encode()),
}


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a child is asked of Linux")
@pytest.mark.parametrize("name", BAD)
def test_the_worst_files_take_little_time_and_memory(name):
    data = BAD[name]()

    def seconds() -> float:
        child = subprocess.run(
            [sys.executable, "-c", CHILD, name.split()[0]], input=data, capture_output=True, cwd=ROOT, check=True
        )
        outcome, took, megabytes = json.loads(child.stdout)
        assert megabytes < MEGABYTES
        if name.endswith("a turn of a million characters"):
            assert outcome == len(NOISE)
        return took

    assert in_time(SECONDS, seconds)
