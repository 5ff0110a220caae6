"""An OpenDocument text is read as its readers see it."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.importing.draft import Comment
from app.importing.readers import docx, odt
from app.importing.readers.limits import DamagedFile, TooDeep
from app.importing.readers.not_read import OtherOpenDocument, OtherZip, PasswordProtected
from tests.importing.readers.open_document_files import KIND, open_document, row, text
from tests.importing.readers.reading import said, sample, texts, warned
from tests.importing.readers.word_files import transcript, zipped


def read(body: str) -> list[str]:
    return texts(odt.read(open_document(body)))


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ("P1: <text:span>Hello</text:span> there", "P1: Hello there"),
        ("a<text:line-break/>b", "a\nb"),
        ("P1:<text:tab/>a<text:s text:c='3'/>b<text:s/>c", "P1:\ta   b c"),
        ("a\n      b  c", "a b c"),
        ("see <text:a>this page</text:a>", "see this page"),
        ("a<text:soft-page-break/>b", "ab"),
        ("a<text:note><text:note-body><text:p>Kari</text:p></text:note-body></text:note>b", "ab"),
        ("<text:number>12.</text:number>a", "a"),
        ("a <text:span text:style-name='gone'>Kari </text:span>b", "a b"),
        ("a <text:hidden-text text:is-hidden='true'>Kari </text:hidden-text>b", "a b"),
        ("a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby>", "ab"),
        ("a <text:change text:change-id='1'/>b", "a b"),
        ("a <draw:frame><draw:text-box><text:p>Kari</text:p></draw:text-box></draw:frame>b", "a b"),
        ("a\u202eb 😀", "a\u202eb 😀"),
        ("<text:s text:c='99999999999'/>a", " a"),
    ],
)
def test_what_the_reader_sees_is_read(inside, seen):
    gone = "<style:style style:name='gone'><style:text-properties text:display='none'/></style:style>"

    assert texts(odt.read(open_document(text(inside), styles=gone))) == [seen]


def test_headings_lists_and_sections_come_in_order():
    items = "".join(f"<text:list-item>{text(words)}</text:list-item>" for words in ("P1: b", "P2: c"))
    body = f"<text:h>a</text:h><text:list>{items}</text:list><text:section>{text('')}{text('P1: d')}</text:section>"

    assert read(body) == ["a", "P1: b", "P2: c", "P1: d"]


def test_deleted_words_stand_apart_and_are_counted():
    region = "<text:changed-region><text:{0}><text:p>Kari</text:p></text:{0}></text:changed-region>"
    changes = f"<text:tracked-changes>{region.format('deletion')}{region.format('insertion')}</text:tracked-changes>"

    material = odt.read(open_document(changes + text("P1: [name removed] drove me.")))

    assert texts(material) == ["P1: [name removed] drove me."]
    assert warned(material) == [
        "Tracked deletions left out: 1. Deleted words may name people; they are not kept.",
        "Tracked insertions read as part of the text: 1.",
    ]


def test_the_sample_that_libreoffice_saved_is_the_same_as_the_word_file():
    name = "s03-comments-as-codes-tracked-changes"

    word, other = docx.read(sample(f"{name}.docx")), odt.read(sample(f"{name}.odt"))

    assert texts(other) == texts(word)
    assert other.comments == word.comments
    assert len(other.comments) == 3
    assert warned(other) == warned(word)


def test_a_comment_without_an_end_hangs_on_no_words():
    comment = "<office:annotation><dc:creator>Ada</dc:creator><dc:date>2024</dc:date>{}</office:annotation>"
    both = comment.format(text("LONELY") + text("see memo"))

    material = odt.read(open_document(text(f"P1: a{both} b")))

    assert texts(material) == ["P1: a b"]
    assert material.comments == (Comment("Ada", "LONELY\nsee memo", ""),)


def test_tables_are_transcripts_or_cells_in_order():
    wide = "<table:table-cell table:number-columns-spanned='2'><text:p>(a break)</text:p></table:table-cell>"
    header = f"<table:table-header-rows>{row('Taler', 'Tekst')}</table:table-header-rows>"
    inner = f"<table:table>{row('inside')}</table:table>"
    held = f"<table:table-cell>{text('a')}{inner}</table:table-cell>"
    transcript_table = (
        f"<table:table>{header}{row('A', 'Ja.')}{row(wide + '<table:covered-table-cell/>')}</table:table>"
    )

    material = odt.read(open_document(f"{transcript_table}<table:table>{row(held, 'b')}</table:table>"))

    assert said(material) == [("A", "Ja."), ("", "(a break)"), (None, "a"), (None, "inside"), (None, "b")]


def test_a_row_that_says_it_is_repeated_a_million_times_is_read_once():
    body = row("a").replace("<table:table-row>", "<table:table-row table:number-rows-repeated='1048576'>")

    assert read(f"<table:table>{body}</table:table>") == ["a"]


@settings(max_examples=50, deadline=None)
@given(
    some.lists(
        some.text(
            some.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"),
            min_size=1,
        )
    )
)
def test_no_word_is_lost_or_changed(paragraphs):
    assert read("".join(text(escape(words)) for words in paragraphs)) == paragraphs


def test_it_is_known_by_its_kind_and_nothing_else_is():
    assert odt.fits(open_document(text("P1: Hello.")))
    assert odt.fits(open_document(text("P1: Hello."))[:-200])
    assert odt.fits(sample("s02-table-time-speaker-text.odt")[:200])
    assert not odt.fits(transcript("P1: Hello."))
    assert not odt.fits(KIND.encode())


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (open_document("", kind="application/vnd.oasis.opendocument.spreadsheet"), OtherOpenDocument),
        (zipped({"notes.txt": "P1: Hello."}), OtherZip),
        (open_document("", more={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), PasswordProtected),
        (zipped({"mimetype": KIND}), DamagedFile),
        (zipped({"mimetype": KIND, "content.xml": "<a/>"}), DamagedFile),
        (zipped({"mimetype": KIND, "content.xml": "<a>"}), DamagedFile),
        (
            open_document(
                "<table:table><table:table-row><table:table-cell>" * 60
                + "</table:table-cell></table:table-row></table:table>" * 60
            ),
            TooDeep,
        ),
        (open_document("<text:section>" * 3000 + "</text:section>" * 3000), TooDeep),
    ],
    ids=["spreadsheet", "zip", "password", "no text", "no body", "malformed", "60 tables", "3000 sections"],
)
def test_what_cannot_be_read_is_refused(data, refusal):
    with pytest.raises(refusal):
        odt.read(data)
