"""A web page is read as it is shown: its words, not its scripts; nothing is fetched."""

import html as entities

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from app.importing.readers import html
from app.importing.readers.limits import DamagedFile, TooDeep
from tests.importing.readers.reading import said, sample, texts, timed, warned

POD = (
    "<cite>Alban:</cite><time>0:30</time><p>So nice.</p><p>Really.</p><cite>Kevin:</cite> <time>1:02</time> <p>Yes.</p>"
)


def page(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>Kari</title></head><body>{body}</body></html>".encode()


def read(body: str) -> list[str]:
    return texts(html.read(page(body)))


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p><b>P1:</b> a</p><p>P2:\n  b</p>", ["P1: a", "P2: b"]),
        ("P1: a<br>b<br/>c", ["P1: a\nb\nc"]),
        ("<div>a<p>b</p>c<div>d</div></div>", ["a", "b", "c", "d"]),
        ("<p>a<p>b", ["a", "b"]),
        ("<ul><li>a<li>b</ul><h2>c</h2><blockquote>d</blockquote>", ["a", "b", "c", "d"]),
        ("<p>5 &lt; 6 &amp; 7 &eacute;&#229;&#x1F600;&nbsp;x</p>", ["5 < 6 & 7 éå😀\u00a0x"]),
        ("<p>a<script>Kari</script><style>b</style><!-- Kari --><noscript>Kari</noscript>c</p>", ["ac"]),
        ("<p>a <span style='color:red; DISPLAY : none'>Kari</span><i hidden>Kari</i>b</p>", ["a b"]),
        ("<p>a <del>Kari</del><ins>b</ins></p>", ["a b"]),
        ("<p>see <a href='javascript:x' title='Kari > Nils'>this</a><img alt='Kari'></p>", ["see this"]),
        ("<pre>P1: a\nP2: b</pre>", ["P1: a\nP2: b"]),
        ("<p>if a < b and b<3</p>", ["if a < b and b<3"]),
        ("<p>a<iframe src='http://example.org/'>Kari</iframe><svg><text>Kari</text></svg>b</p>", ["ab"]),
        ("<p>a\u202eb</p>", ["a\u202eb"]),
        ("<p>as in <cite>Emma</cite> at <time>0:30</time></p>", ["as in Emma at 0:30"]),
        ("<dl><dt>P1</dt><dd>a</dd></dl>", ["P1", "a"]),
    ],
)
def test_what_the_page_shows_is_read(body, seen):
    assert read(body) == seen


def test_a_podcast_page_tells_who_speaks_and_when():
    assert timed(html.read(page(POD))) == [
        (30_000, "Alban", "So nice."), (None, "", "Really."), (62_000, "Kevin", "Yes."),
    ]  # fmt: skip


def test_one_name_apart_is_not_a_transcript():
    assert said(html.read(page("<cite>Emma</cite><p>a</p>"))) == [(None, "Emma"), (None, "a")]


def test_tables_are_transcripts_or_cells_in_order():
    table = (
        "<table><thead><tr><th>Time<th>Speaker<th>Text</thead>"
        "<tr><td>0:05<td rowspan=2>A<td>Yes.<tr><td>0:09<td>And no."
        "<tr><td colspan=3>(a break)<tr><td>0:20<td>B<td>No.<table><tr><td>inside</table></table>"
    )

    assert timed(html.read(page(f"<p>before</p>{table}<p>after</p><table><tr><td>x<td>y</table>"))) == [
        (None, None, "before"),
        (5_000, "A", "Yes."),
        (9_000, "", "And no."),
        (None, "", "(a break)"),
        (20_000, "B", "No.\ninside"),
        (None, None, "after"),
        (None, None, "x"),
        (None, None, "y"),
    ]


def test_the_sample_that_libreoffice_saved_has_all_its_words():
    # LibreOffice shows tracked deletions in the page, as words like any other: nothing tells that they were deleted.
    assert texts(html.read(sample("s03-comments-as-codes-tracked-changes.html"))) == [
        "M: What would you tell someone who is new?",
        "F1: Just sit down next to somebody. Nobody bites, and the coffee is free.",
        "M2: I was sacred scared the first time. My sister [name removed] drove me.",
        "F1: She drove me too, in a way.",
    ]


@pytest.mark.parametrize(
    ("data", "guessed"),
    [
        ("\ufeff<html><p>på".encode("utf-16-le"), ""),
        ("<html><p>på".encode(), ""),
        ("<html><meta charset=utf-8><p>på".encode(), ""),
        ("<html><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>på".encode("cp1252"), ""),
        ("<html><meta charset='windows-1252'><p>på".encode("cp1252"), ""),
        ("<html><p>på".encode("cp1252"), "cp1252"),
        ("<html><meta charset=utf-8><p>på".encode("cp1252"), "cp1252"),
        ("<html><meta charset=punycode><p>på".encode(), ""),
    ],
)
def test_the_encoding_is_that_of_the_mark_or_of_the_page_or_a_guess(data, guessed):
    material = html.read(data)

    assert texts(material) == ["på"]
    assert material.encoding == guessed


def test_hidden_and_deleted_words_are_counted():
    assert warned(html.read(page("a<span hidden>Kari</span><del>Nils</del>"))) == [
        "Pieces of hidden text left out: 1.",
        "Tracked deletions left out: 1. Deleted words may name people; they are not kept.",
    ]


@settings(max_examples=100, deadline=None)
@given(
    some.lists(some.text(some.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1), max_size=5)
)
def test_no_character_is_lost_or_changed(paragraphs):
    assert read("".join(f"<p>{entities.escape(words)}</p>" for words in paragraphs)) == paragraphs


def test_it_is_known_by_its_beginning():
    assert html.fits(page("a"))
    assert html.fits(b"\n<!-- saved from url=(0054)https://example.org -->\n<html><body>a")
    assert html.fits(b"\xef\xbb\xbf<HTML>a")
    assert html.fits(b"<cite>Alban:</cite>")
    assert not html.fits(b"P1: <html>")
    assert not html.fits(b"<p1> I said so.")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (page("<div>" * 3000 + "P1: Hello."), TooDeep),
        (page("<table><tr><td>" * 60 + "P1: Hello."), TooDeep),
        (page("P1: \0Hello."), DamagedFile),
        (b"<html><body><p>P1: Hello.<a href='x", DamagedFile),
        (b"", DamagedFile),
    ],
    ids=["3000 divisions", "60 tables", "NUL", "cut off", "nothing"],
)
def test_what_cannot_be_read_whole_is_refused(data, refusal):
    with pytest.raises(refusal):
        html.read(data)


def test_a_document_type_with_entities_expands_nothing():
    bomb = b'<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><body>P1: &b;</body></html>'

    assert "haha" not in " ".join(texts(html.read(bomb)))
