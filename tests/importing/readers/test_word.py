"""What a reader sees in Word is what is read: everything that was lost silently by others is here."""

from pathlib import Path

import docx
import pytest

from app.importing.readers.word import paragraphs, word_text
from tests.importing.readers.word_files import paragraph, run, transcript, word_file

STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>{run('code')}"
        + mark.format("separate")
        + run(result)
        + mark.format("end")
    )


def test_paragraphs_come_in_order_without_the_empty_ones():
    assert paragraphs(transcript("P1: One.", "", "  ", "P2: Two.")) == ["P1: One.", "P2: Two."]


@pytest.mark.parametrize(
    ("inside", "read"),
    [
        (run("P1: a") + "<w:r><w:br/></w:r>" + run("b"), "P1: a\nb"),
        (run("P1:") + "<w:r><w:tab/><w:t>a</w:t><w:cr/><w:t>b</w:t></w:r>", "P1: a\nb"),
        (run("well") + "<w:r><w:noBreakHyphen/></w:r>" + run("being"), "well-being"),
        (run("a ") + f'<w:ins w:id="1">{run("new ")}</w:ins>' + run("b"), "a new b"),
        (run("a ") + '<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r></w:del>' + run("b"), "a b"),
        (
            run("a ") + f"<w:moveFrom>{run('old ')}</w:moveFrom><w:moveTo>{run('new ')}</w:moveTo>" + run("b"),
            "a new b",
        ),
        (run("see ") + f"<w:hyperlink>{run('this page')}</w:hyperlink>", "see this page"),
        (run("page ") + field("PAGE", "7") + run("."), "page 7."),
        (run("page ") + f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "page 7"),
        (run("a") + f"<w:sdt><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>" + run("c"), "abc"),
        (run("a") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Kari</w:t></w:r>" + run("b"), "ab"),
        (run("a") + '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Kari</w:t></w:r>' + run("b"), "aKarib"),
        ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + run("a"), "a"),
        ("<w:r><w:t>5 &lt; 6 &amp; 7</w:t></w:r>", "5 < 6 & 7"),
        ("<w:r><w:t>a<!-- note -->b</w:t></w:r>", "ab"),
        ("<w:smartTag>" + run("Oslo") + "</w:smartTag>", "Oslo"),
    ],
)
def test_what_the_reader_sees_is_read(inside, read):
    assert paragraphs(word_file(f"<w:p>{inside}</w:p>")) == [read]


def test_tables_are_read_cell_by_cell_also_inside_each_other():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('P2: in a table in a table')}</w:tc></w:tr></w:tbl>"
    body = (
        paragraph("before")
        + f"<w:tbl><w:tr><w:tc>{paragraph('P1: first')}{paragraph('still')}</w:tc>"
        + f"<w:tc>{inner}</w:tc></w:tr></w:tbl>"
        + paragraph("after")
    )

    assert paragraphs(word_file(body)) == [
        "before",
        "P1: first",
        "still",
        "P2: in a table in a table",
        "after",
    ]


def test_a_content_control_around_paragraphs_is_read():
    body = f"<w:sdt><w:sdtContent>{paragraph('P1: a')}{paragraph('P2: b')}</w:sdtContent></w:sdt>"

    assert paragraphs(word_file(body)) == ["P1: a", "P2: b"]


def test_a_deleted_end_of_paragraph_joins_it_with_the_next():
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run('P1: one ')}</w:p>"

    assert paragraphs(word_file(first + paragraph("and the same") + first)) == [
        "P1: one and the same",
        "P1: one ",
    ]


def test_a_field_that_never_ends_does_not_eat_the_rest():
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'

    assert paragraphs(word_file(broken + paragraph("P1: still here"))) == ["P1: still here"]


def test_what_is_left_out_is_told_once():
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Name: Kari')}</w:txbxContent></w:pict></w:r>"
    inside = (
        run("P1: a")
        + '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
        + '<w:r><w:commentReference w:id="1"/></w:r>'
        + '<w:del w:id="1"><w:r><w:delText>Kari</w:delText></w:r></w:del>'
        + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Kari</w:t></w:r>"
        + box
    )

    text = word_text(word_file(f"<w:p>{inside}</w:p>" * 2))

    assert text.paragraphs == ("P1: a", "P1: a")
    assert text.skipped == (
        "Footnotes and endnotes were left out.",
        "Comments were left out.",
        "Text deleted with tracked changes was left out.",
        "Hidden text was left out.",
        "Text boxes were left out.",
    )


def test_a_file_saved_as_strict_open_xml_is_read():
    assert paragraphs(word_file(paragraph("P1: Hello."), namespace=STRICT)) == ["P1: Hello."]


def test_the_text_is_the_same_as_python_docx_reads(tmp_path: Path):
    words = [f"P{number % 7}: Ærlig talt, «vi» ble 😀 venner\u00a0– nr. {number}" for number in range(300)]
    file = tmp_path / "transcript.docx"
    file.write_bytes(transcript(*words))

    assert paragraphs(file.read_bytes()) == [p.text for p in docx.Document(str(file)).paragraphs]
