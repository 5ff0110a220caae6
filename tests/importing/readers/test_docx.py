"""What a reader sees in Word is what is read: everything that other tools lose silently is here."""

import random

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.importing.draft import Comment
from app.importing.readers import docx
from app.importing.readers.limits import TooDeep
from tests.importing.readers.reading import said, sample, texts, warned
from tests.importing.readers.word_files import (
    cell,
    commented,
    paragraph,
    run,
    table,
    transcript,
    word_file,
    word_parts_of,
    word_xml,
    zipped,
)
from tests.machine import in_time, spent

STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Kari</w:t></w:r>"


def read(body: str) -> list[str]:
    return texts(docx.read(word_file(body)))


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
    assert texts(docx.read(transcript("P1: One.", "", "  ", "P2: Two."))) == ["P1: One.", "P2: Two."]


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        (run("P1: a") + "<w:r><w:br/></w:r>" + run("b"), "P1: a\nb"),
        (run("P1:") + "<w:r><w:tab/><w:t>a</w:t><w:cr/><w:t>b</w:t></w:r>", "P1:\ta\nb"),
        (run("well") + "<w:r><w:noBreakHyphen/></w:r>" + run("being"), "well-being"),
        (run("a ") + f'<w:ins w:id="1">{run("new ")}</w:ins>' + run("b"), "a new b"),
        (run("a ") + '<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r></w:del>' + run("b"), "a b"),
        (run("a ") + f'<w:ins><w:del w:id="1">{run("Kari ")}</w:del></w:ins>' + run("b"), "a b"),
        (
            run("a ") + f"<w:moveFrom>{run('old ')}</w:moveFrom><w:moveTo>{run('new ')}</w:moveTo>" + run("b"),
            "a new b",
        ),
        (run("see ") + f"<w:hyperlink>{run('this page')}</w:hyperlink>", "see this page"),
        (run("page ") + field("PAGE", "7") + run("."), "page 7."),
        (run("page ") + f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "page 7"),
        (run("a") + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>" + run("c"), "abc"),
        (f"<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{run('b')}</w:sdtContent></w:sdt>", "b"),
        (run("a") + HIDDEN + run("b"), "ab"),
        (run("a") + '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Kari</w:t></w:r>' + run("b"), "aKarib"),
        ('<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>' + run("a"), "a"),
        ("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>" + run("a"), "a"),
        ('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>' + run("a"), "a"),
        ("<w:r><w:t>5 &lt; 6 &amp; 7</w:t></w:r>", "5 < 6 & 7"),
        ("<w:r><w:t>a<!-- note -->b</w:t></w:r>", "ab"),
        ("<w:r><w:t>a<?word note?>b</w:t></w:r>", "ab"),
        ("<w:smartTag>" + run("Oslo") + "</w:smartTag>", "Oslo"),
        (run("I am fine ") + '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>', "I am fine 🙂"),
        ("<w:r><w:t>a\u202eb</w:t></w:r>", "a\u202eb"),
    ],
)
def test_what_the_reader_sees_is_read(inside, seen):
    assert read(f"<w:p>{inside}</w:p>") == [seen]


def test_tables_are_read_cell_by_cell_also_inside_each_other():
    inner = table(["P2: in a table in a table"])
    body = paragraph("before") + table([cell("P1: first", "still"), cell(inner, "after it")]) + paragraph("after")

    assert read(body) == ["before", "P1: first", "still", "P2: in a table in a table", "after it", "after"]


def test_a_merged_cell_is_read_once_and_rows_may_have_different_lengths():
    wide = cell("the whole width", properties='<w:gridSpan w:val="2"/>')
    begun = cell("two rows high", properties='<w:vMerge w:val="restart"/>')
    goes_on = cell(properties="<w:vMerge/>")

    assert read(table([wide], [begun, "b"], [goes_on, "c"], ["d"])) == [
        "the whole width",
        "two rows high",
        "b",
        "c",
        "d",
    ]


def test_content_controls_around_paragraphs_rows_and_cells_are_read():
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    row = f"<w:tr>{control(cell('P2: b'))}{cell('c')}</w:tr>"
    body = control(paragraph("P1: a")) + f"<w:tbl>{control(row)}</w:tbl>" + control(control(table(["P3: d"])))

    assert read(body) == ["P1: a", "P2: b", "c", "P3: d"]


def test_words_that_stand_between_rows_by_mistake_are_not_lost():
    row = f"<w:tr>{cell('b')}</w:tr>"

    assert read(f"<w:tbl>{paragraph('a')}{row}</w:tbl>") == ["a", "b"]


def test_what_was_deleted_with_a_row_or_a_cell_is_out():
    deleted = f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("Kari")}</w:tr>'
    body = table([cell("Nils", properties='<w:cellDel w:id="2"/>'), "b"]).replace("</w:tbl>", f"{deleted}</w:tbl>")

    material = docx.read(word_file(body))

    assert texts(material) == ["b"]
    assert warned(material) == ["Tracked deletions left out: 2. Deleted words may name people; they are not kept."]


def test_a_deleted_end_of_paragraph_joins_it_with_the_next():
    first = f"<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{run('P1: one ')}</w:p>"

    assert read(first + paragraph("and the same") + first) == ["P1: one and the same", "P1: one "]


def test_a_field_that_never_ends_does_not_eat_the_rest():
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'

    assert read(broken + paragraph("P1: still here")) == ["P1: still here"]


def test_what_is_drawn_twice_for_old_programs_is_read_once():
    inside = paragraph("P1: once")
    body = (
        f"<mc:AlternateContent><mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback></mc:AlternateContent>"
    )
    namespace = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    )

    assert texts(docx.read(word_file(body, namespace=namespace))) == ["P1: once"]


def test_what_is_left_out_is_counted():
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('Name: Kari')}</w:txbxContent></w:pict></w:r>"
    note = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>'
    deleted = '<w:del w:id="1"><w:r><w:delText>Kari</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run(" b")}</w:ins>'
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FF"/></w:r>'
    page = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{paragraph("Kari")}</w:hdr>'
    body = f"<w:p>{run('P1: a')}{inserted}{note}{deleted}{HIDDEN}{box}{symbol}</w:p>" * 2 + '<w:altChunk w:id="3"/>'

    parts = word_parts_of(
        word_xml(body), more={"word/header1.xml": page, "word/footer1.xml": page.replace("Kari", "7")}
    )
    material = docx.read(zipped(parts))

    assert texts(material) == ["P1: a b", "P1: a b"]
    assert warned(material) == [
        "Tracked insertions read as part of the text: 2.",
        "Footnotes and endnotes left out: 4.",
        "Tracked deletions left out: 2. Deleted words may name people; they are not kept.",
        "Pieces of hidden text left out: 2.",
        "Text boxes left out: 2. If somebody says what stands in them, move it into the text.",
        "Symbols from special fonts left out: 2.",
        "Other files embedded in the document, left out: 1.",
        "Page headers and footers left out: 1.",
    ]


def test_a_file_saved_as_strict_open_xml_is_read_with_its_tables():
    body = paragraph("P1: Hello.") + table(["Speaker", "Text"], ["P2", "And you?"])

    assert said(docx.read(word_file(body, namespace=STRICT))) == [(None, "P1: Hello."), ("P2", "And you?")]


def test_a_comment_comes_with_the_passage_that_it_hangs_on():
    body = (
        f'<w:p>{run("P1: ")}<w:commentRangeStart w:id="7"/>{run("I was lonely. ")}<w:commentRangeStart w:id="8"/>'
        f'{run("Then I came here.")}<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r></w:p>'
        f'<w:p/><w:p>{run("P2: Me too.")}<w:commentRangeEnd w:id="8"/><w:r><w:commentReference w:id="8"/></w:r></w:p>'
        f'<w:p>{run("P3: Mm.")}<w:r><w:commentReference w:id="9"/></w:r></w:p>'
    )
    comments = {"9": ("Ada", "Who?"), "8": ("Bo", "ARRIVING\nsee memo"), "7": ("Ada", "LONELY"), "6": ("Bo", "Lost")}

    material = docx.read(commented(body, comments))

    assert texts(material) == ["P1: I was lonely. Then I came here.", "P2: Me too.", "P3: Mm."]
    assert material.comments == (
        Comment("Ada", "LONELY", "I was lonely. Then I came here."),
        Comment("Bo", "ARRIVING\nsee memo", "Then I came here.\nP2: Me too."),
        Comment("Ada", "Who?", ""),
        Comment("Bo", "Lost", ""),
    )
    assert warned(material) == ["Comments read with the passages they hang on: 4."]


def test_a_comment_may_begin_between_paragraphs_and_in_a_table():
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    body = paragraph("a") + start + paragraph("b") + table(["c", "d"]).replace("<w:tc>", f"{end}<w:tc>", 1)

    assert docx.read(commented(body, {"1": ("Ada", "X")})).comments == (Comment("Ada", "X", "b"),)


def test_what_was_deleted_is_not_in_what_a_comment_quotes():
    deleted = '<w:del w:id="1"><w:r><w:delText>Kari</w:delText></w:r></w:del>'
    inside = (
        f'<w:commentRangeStart w:id="1"/>{run("my sister ")}{deleted}{HIDDEN}{run("came")}<w:commentRangeEnd w:id="1"/>'
    )

    assert docx.read(commented(f"<w:p>{inside}</w:p>", {"1": ("Ada", "X")})).comments[0].quoted == "my sister came"


def test_comments_are_found_where_the_relations_say():
    body = f'<w:p><w:commentRangeStart w:id="1"/>{run("a")}<w:commentRangeEnd w:id="1"/></w:p>'

    for target in ("comments.xml", "/word/comments.xml", "../word/comments.xml"):
        assert docx.read(commented(body, {"1": ("Ada", "X")}, target=target)).comments == (Comment("Ada", "X", "a"),)
    assert docx.read(commented(body, {"1": ("Ada", "X")}, target="elsewhere.xml")).comments == ()


def test_the_text_is_the_same_as_python_docx_reads(tmp_path):
    words = [f"P{number % 7}: Ærlig talt, «vi» ble 😀 venner\u00a0– nr. {number}" for number in range(300)]
    file = tmp_path / "transcript.docx"
    file.write_bytes(transcript(*words))

    assert texts(docx.read(file.read_bytes())) == [found.text for found in python_docx.Document(str(file)).paragraphs]


# What XML allows, without the blanks that make a paragraph empty or end a line.
words = some.text(
    some.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"), min_size=1
)


@settings(max_examples=50, deadline=None)
@given(some.lists(some.lists(words, min_size=1, max_size=4), max_size=6))
def test_no_word_is_lost_or_changed_however_word_cuts_it_into_runs(paragraphs):
    body = "".join(f"<w:p>{''.join(map(run, pieces))}</w:p>" for pieces in paragraphs)

    assert read(body) == ["".join(pieces) for pieces in paragraphs]


@settings(max_examples=50, deadline=None)
@given(
    some.lists(
        some.lists(
            some.sampled_from(["", "0:01", "P1", "P2", "I said so.", "Tid", "Speaker", "Tekst"]), min_size=1, max_size=4
        ),
        max_size=8,
    )
)
def test_whatever_a_table_is_taken_for_its_words_are_all_there(rows):
    material = docx.read(word_file(table(*rows) if rows else ""))

    found = [*texts(material), *(comment.words for comment in material.comments)]
    found += [paragraph.speaker or "" for paragraph in material.paragraphs]
    assert found.count("I said so.") == sum(row.count("I said so.") for row in rows)


def test_the_sample_with_bold_labels_is_read_whole():
    assert texts(docx.read(sample("s01-bold-labels-header.docx"))) == [
        "Transcript – Allotment garden group, focus group 1",
        "Study: Growing together",
        "Date: 14 March 2024",
        "Location: community hall",
        "Moderator: R1 (female)",
        "Participants: 4 (P1–P4)",
        "Recording length: 00:41:20",
        "Transcribed by: K. (verbatim, anonymised)",
        "--- start of recording ---",
        "R1: [00:00:05] Thank you all for coming. What made you take up an allotment?",
        "P1: Well, my neighbour dragged me along. (laughs) I said no twice.",
        "P2: [00:00:31] For me it was the quiet. Nobody asks you anything out there.",
        "And then after a while they do ask, and you find you don’t mind.",
        "P3: Mm. [inaudible 00:00:52] the tomatoes.",
        "R1: Could you say that again?",
        "P3: I said I only came for the tomatoes: nothing else, honestly.",
        "P4: [crosstalk] No, wait – what she said before, about the quiet… that’s it exactly.",
        "(general agreement, several nod)",
        "P1: My doctor said: “get outside more”. So I did.",
        "R1: And what makes it hard to keep going?",
        "P2: The bus. It’s forty minutes each way, and it costs. [pause] I skip weeks.",
        "P4: The waiting list too – three years!",
        "--- end of recording ---",
    ]


def test_the_sample_with_tracked_changes_keeps_no_deleted_word():
    material = docx.read(sample("s03-comments-as-codes-tracked-changes.docx"))

    assert texts(material) == [
        "M: What would you tell someone who is new?",
        "F1: Just sit down next to somebody. Nobody bites, and the coffee is free.",
        "M2: I was scared the first time. My sister [name removed] drove me.",
        "F1: She drove me too, in a way.",
    ]
    assert material.comments == (
        Comment("Coder A", "BELONG", "Just sit down next to somebody. Nobody bites, "),
        Comment("Coder B", "BELONG; MONEY", "Nobody bites, and the coffee is free."),
        Comment("Coder A", "memo: ask about this – is it a joke?", "She drove me too, in a way."),
    )


def test_a_word_file_is_known_by_its_content_even_cut_off():
    sound = transcript("P1: Hello.")

    assert docx.fits(sound)
    assert docx.fits(sound[:-200])
    assert not docx.fits(zipped({"xl/workbook.xml": "<a/>"}))
    assert not docx.fits(b"P1: word/document.xml")


def test_nested_controls_beyond_reason_are_refused():
    deep = "<w:sdt><w:sdtContent>" * 3000 + paragraph("P1: Hello.") + "</w:sdtContent></w:sdt>" * 3000

    with pytest.raises(TooDeep):
        docx.read(word_file(deep))


LOOK = (
    '<w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
    '<w:lang w:val="nb-NO"/></w:rPr>'
)


def test_twelve_thousand_words_in_six_thousand_runs_are_read_in_a_tenth_of_a_second():
    chance = random.Random(7)  # noqa: S311 (words for a test, no secret)
    spoken = ["".join(chance.choices("abcdefghijklmno", k=5)) for _ in range(12_000)]
    runs = [
        f'<w:r w:rsidR="00AB1234" w:rsidRPr="00CD5678">{LOOK}<w:t xml:space="preserve">{first} {second} </w:t></w:r>'
        for first, second in zip(spoken[::2], spoken[1::2], strict=True)
    ]
    paragraphs = (
        f'<w:p w:rsidR="00DE733D"><w:pPr>{LOOK}</w:pPr>{"".join(runs[n : n + 20])}</w:p>' for n in range(0, 6000, 20)
    )
    data = word_file("".join(paragraphs))

    assert " ".join(texts(docx.read(data))).split() == spoken
    assert in_time(0.1, lambda: spent(lambda: docx.read(data)))
