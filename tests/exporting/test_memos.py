"""Memos taken out, read back with python-docx and as text."""

from io import BytesIO

import docx

from app.exporting.memos import ExportedMemo, MemoHeadings, Said, memos_as_text, memos_as_word

HEADINGS = MemoHeadings("Memos", "Social support", "There are none.")
MEMO = ExportedMemo(
    "Service users 1, turn 2, P1", "https://here/turn", Said("Lead", "1 May", "Who stays?\nWho goes?", "only for me"),
    (Said("Second", "2 May", "Friends\nstay"),),
)  # fmt: skip


def test_a_word_file_tells_where_who_and_when():
    document = docx.Document(BytesIO(memos_as_word(HEADINGS, [MEMO])))

    assert [(one.style.name, one.text) for one in document.paragraphs] == [
        ("Title", "Memos"), ("Subtitle", "Social support"), ("Heading 2", "Service users 1, turn 2, P1"),
        ("Normal", "Lead · 1 May · only for me"), ("Normal", "Who stays?\nWho goes?"), ("Quote", "Second · 2 May"),
        ("Quote", "Friends\nstay"), ("Normal", "https://here/turn"),
    ]  # fmt: skip


def test_text_indents_answers():
    assert memos_as_text(HEADINGS, [MEMO]) == (
        "Memos\nSocial support\n\n\nService users 1, turn 2, P1\nhttps://here/turn\nLead · 1 May · only for me\n\n"
        "Who stays?\nWho goes?\n\n    Second · 2 May\n    Friends\n    stay"
    )


def test_no_memos_are_said_to_be_none():
    assert memos_as_text(HEADINGS, []).endswith("There are none.\n")
    assert docx.Document(BytesIO(memos_as_word(HEADINGS, []))).paragraphs[-1].text == "There are none."


def test_what_xml_forbids_harms_no_file():
    bad = ExportedMemo("Code", "", Said("Lead", "", "a\x00b\ud800"), ())

    assert docx.Document(BytesIO(memos_as_word(HEADINGS, [bad]))).paragraphs[4].text == "a\ufffdb\ufffd"
    memos_as_text(HEADINGS, [bad]).encode()
