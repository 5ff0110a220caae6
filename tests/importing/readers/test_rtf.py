"""Rich text is read as it is shown: nothing hidden, nothing deleted, every character right."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.importing.draft import Comment
from app.importing.readers import docx, rtf
from app.importing.readers.limits import DamagedFile
from tests.importing.readers.reading import said, sample, texts, warned


def rich(body: str) -> bytes:
    return (
        b"{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}"
        + body.encode("cp1252")
        + b"}"
    )


def read(body: str) -> list[str]:
    return texts(rtf.read(rich(body)))


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (r"P1: a\par P2: b\par", ["P1: a", "P2: b"]),
        (r"P1: a\line b\par", ["P1: a\nb"]),
        (r"P1:\tab a\emdash b\endash c\~d\-e", ["P1:\ta—b–c\u00a0d\xade"]),
        (r"bl\'e5b\'e6r \u8222?ja\u8220? \u-10179?\u-8704?", ["blåbær „ja“ 😀"]),
        (r"{\uc0\u229 }{\uc3\u8211\'e2\'80\'93}x", ["å–x"]),
        ("blåbær", ["blåbær"]),
        (r"{\f1 \'e4\'e0}\'e4", ["даä"]),
        (r"a {\v Kari }b {\v0 c}", ["a b c"]),
        (r"a \v Kari \v0 b", ["a b"]),
        (r"a {\v Kari \plain b}", ["a b"]),
        (r"a {\deleted Kari }b {\revised c}", ["a b c"]),
        (
            r"{\field{\*\fldinst{HYPERLINK " + '"https://example.org"' + r"}}{\fldrslt this page}} ends",
            ["this page ends"],
        ),
        (r"a{\footnote Kari}b{\*\shppict{\pict ffd8}}{\pict ffd8}", ["ab"]),
        (r"{\header Kari\par}{\*\unknown Kari}{\info{\author Kari}}{\stylesheet{\s1 Kari;}}a", ["a"]),
        (r"{\listtext\pard 1.\tab}a", ["1.\ta"]),
        (r"a \{b\} c \\par d", ["a {b} c \\par d"]),
        (r"a\sect b\page c", ["a", "b", "c"]),
        ("a\r\nb", ["ab"]),
        ("a\\\nb", ["a", "b"]),
        (r"a\u57344?b", ["a\ufffdb"]),
        (r"I: Wie? #00:00:12-3#\par", ["I: Wie? #00:00:12-3#"]),
    ],
)
def test_what_the_reader_sees_is_read(body, seen):
    assert read(body) == seen


def test_the_sample_of_f4_keeps_its_marks_and_overlaps():
    assert texts(rtf.read(sample("s06-f4-timestamps.rtf"))) == [
        "Gruppe A – Transkript",
        "I: Wie kommen Sie hierher? #00:00:12-3#",
        "B1: Mit dem Rad, meistens. (..) Außer im Winter. #00:00:19-8#",
        "B2: Ich laufe. //B1: Bei jedem Wetter!// Ja, bei jedem. #00:00:27-1#",
        "I: Und was fehlt Ihnen? #00:00:30-0#",
        "B1: Bänke. Und „Leute, die grüßen“. #00:00:38-6#",
    ]


def test_the_sample_that_libreoffice_saved_is_the_same_as_the_word_file():
    name = "s03-comments-as-codes-tracked-changes"

    word, other = docx.read(sample(f"{name}.docx")), rtf.read(sample(f"{name}.rtf"))

    assert texts(other) == texts(word)
    assert other.comments == word.comments
    assert len(other.comments) == 3
    assert warned(other) == warned(word)


def test_a_comment_as_word_writes_it_comes_with_its_passage():
    body = (
        r"P1: {\*\atrfstart 4}I was {\b lonely}.{\*\atrfend 4}{\*\atnid AB}{\*\atnauthor Ada B}\chatn "
        r"{\*\annotation{\*\atndate 1}{\*\atnref 4}\pard LONELY\par see memo} Then not.\par"
    )

    material = rtf.read(rich(body))

    assert texts(material) == ["P1: I was lonely. Then not."]
    assert material.comments == (Comment("Ada B", "LONELY\nsee memo", "I was lonely."),)


def test_a_table_is_a_transcript_or_cells_in_order():
    line = r"\trowd\pard\intbl {}\cell {}\cell\row "
    body = r"before\par " + line.format("Taler", "Tekst") + line.format("A", r"Ja.\par Nei.") + r"\pard between\par "
    body += line.format("x", r"y\nestcell z") + r"\pard after\par"

    assert said(rtf.read(rich(body))) == [
        (None, "before"), ("A", "Ja.\nNei."), (None, "between"), (None, "x"), (None, "y"), (None, "z"), (None, "after"),
    ]  # fmt: skip


def test_what_is_left_out_is_counted():
    body = r"{\header Kari {\b Nils}\par}{\footer 7}a{\footnote Kari\par Nils}{\*\shpinst{\shptxt Kari}}"
    body += r"{\v Kari}{\deleted Nils}"

    material = rtf.read(rich(body))

    assert texts(material) == ["a"]
    assert warned(material) == [
        "Page headers and footers left out: 1.",
        "Footnotes and endnotes left out: 1.",
        "Text boxes left out: 1. If somebody says what stands in them, move it into the text.",
        "Pieces of hidden text left out: 1.",
        "Tracked deletions left out: 1. Deleted words may name people; they are not kept.",
    ]


def test_a_picture_of_raw_bytes_cannot_end_the_text():
    picture = b"{\\pict\\wmetafile8\\bin9 }}{\\par}a\x00}"

    assert texts(rtf.read(rich(r"P1: a\par ").removesuffix(b"}") + picture + b"P2: b}")) == ["P1: a", "P2: b"]


@settings(max_examples=100, deadline=None)
@given(some.text(some.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_no_character_is_lost_or_changed(words):
    units = words.encode("utf-16-le")
    written = "".join(rf"\u{int.from_bytes(units[n : n + 2], 'little', signed=True)}?" for n in range(0, len(units), 2))
    ours = "".join("\ufffd" if "\ue000" <= character <= "\ue00f" else character for character in words)

    assert read(rf"P1: {written}x\par") == [f"P1: {ours}x"]


def test_it_is_known_by_its_beginning():
    assert rtf.fits(rich("a"))
    assert rtf.fits(b"\xef\xbb\xbf" + rich("a"))
    assert not rtf.fits(b"P1: {\\rtf1 a}")


@pytest.mark.parametrize(
    "data",
    [b"P1: Hello.", b"", b"{\\rtf1 P1: Hello.", b"{\\rtf1 {\\b P1: Hello.}"],
    ids=["text", "nothing", "cut off", "cut off too"],
)
def test_what_is_no_whole_rich_text_is_refused(data):
    with pytest.raises(DamagedFile):
        rtf.read(data)


def test_strange_numbers_and_encodings_do_no_harm():
    body = r"\uc\u99999?\u-99999?\f99999 \ansicpg99999 \deff a{\fonttbl{\f2\fcharset78 x;}{\f3\fcharset999 y;}}"
    body += r"{\f2 \'81}\bin b\u"

    assert read(body)[0].endswith("b")
