"""Every transcript that we have is read with no turn lost.

The synthetic ones hold what EXPECTED.json says. In each real one, turns are counted a second time straight from the
file, by another method than the readers': how is said at each test.
"""

import html
import json
import re
from collections import Counter
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from app.importing.formats import read_draft, read_material
from tests.importing.sample_files import expected, sample, sample_path


def read(name):
    return read_draft(sample(name), sample_path(name).suffix)


def spoken(draft):
    """Return the turns that somebody speaks: stage directions have no label."""
    return [turn for turn in draft.turns if turn.label]


def labels(draft):
    return list(dict.fromkeys(turn.label for turn in spoken(draft)))


def words_in(text):
    return re.findall(r"[^\W_]+", text)


def words_of(draft):
    return words_in(" ".join(turn.words for turn in draft.turns))


# ------------------------------------------------------------------------------------------------ written by us


@pytest.mark.parametrize(
    "name",
    [
        "s01-bold-labels-header.docx",
        "s02-table-time-speaker-text.docx",
        "s03-comments-as-codes-tracked-changes.docx",
        "s04-teams-new-style.docx",
        "s05-norsk-cp1252-crlf.txt",
        "s06-f4-timestamps.rtf",
    ],
)
def test_a_synthetic_transcript_has_the_speakers_and_turns_that_were_written(name):
    draft = read(name)

    assert sorted(labels(draft)) == sorted(expected(name)["speakers"])
    assert len(spoken(draft)) == expected(name)["turns"]


def test_s01_keeps_its_header_its_paragraphs_and_its_colons():
    draft = read("s01-bold-labels-header.docx")

    assert "Moderator: R1 (female)" in draft.header
    first_of_p2 = next(turn for turn in draft.turns if turn.label == "P2")
    assert "\n" in first_of_p2.words
    everything = " ".join(turn.words for turn in draft.turns)
    assert "My doctor said: " in everything
    assert "I said I only came for the tomatoes: nothing" in everything


def test_s02_keeps_what_stands_around_its_table_in_order():
    draft = read("s02-table-time-speaker-text.docx")

    kept = [*draft.header, *(turn.words for turn in draft.turns)]
    assert any("All names are pseudonyms." in line for line in kept)
    assert [turn.start_ms for turn in spoken(draft)] == sorted(turn.start_ms for turn in spoken(draft))


def test_s03_takes_in_insertions_leaves_out_deletions_and_reads_comments():
    draft = read("s03-comments-as-codes-tracked-changes.docx")
    wanted = expected("s03-comments-as-codes-tracked-changes.docx")

    assert [turn.words for turn in draft.turns if turn.label == "M2"] == [wanted["text_M2"]]
    found = [(comment.author, comment.words, comment.quoted.strip()) for comment in draft.comments]
    assert found == [(author, words, quoted.strip()) for author, words, quoted in wanted["comments"]]


def test_s05_is_read_in_the_encoding_that_it_was_written_in():
    draft = read("s05-norsk-cp1252-crlf.txt")

    assert draft.encoding == expected("s05-norsk-cp1252-crlf.txt")["encoding"]
    assert "Åse og Ørjan" in draft.turns[-1].words


def test_s06_takes_its_times_off_and_leaves_overlaps_in():
    draft = read("s06-f4-timestamps.rtf")

    assert not any("#" in turn.words for turn in draft.turns)
    assert any("//" in turn.words for turn in draft.turns)


def test_s07_merges_cues_and_decodes_entities():
    draft = read("s07-teams-graph.vtt")
    wanted = expected("s07-teams-graph.vtt")

    assert labels(draft) == wanted["speakers"]
    assert len(draft.turns) == wanted["turns_after_merge"]
    assert sample("s07-teams-graph.vtt").count(b"-->") == wanted["cues"]
    assert draft.turns[1].words == 'I can. I joined because of "the walk" & the soup.'
    assert [turn.start_ms for turn in draft.turns] == [0, 5_010, 9_200, 10_200]


def test_s08_keeps_its_sessions_apart():
    draft = read("s08-turns.csv")
    wanted = expected("s08-turns.csv")

    assert len({turn.session for turn in draft.turns}) == wanted["sessions"]
    assert len(draft.turns) == wanted["turns"]
    assert draft.turns[2].words == "Line one\nline two"
    assert draft.turns[4].words.startswith("=SUM(1+1)")


# -------------------------------------------------------------------------------------------------- from outside


def test_buzzcast_as_srt_and_as_html_is_the_same_conversation():
    # A second count, on the srt: the names at the beginning of its cues, the same one in a row only once; and on the
    # html: its <cite> elements.
    as_srt, as_html = sample("buzzcast-speaker-prefix.srt").decode(), sample("buzzcast-cite-time-p.html").decode()
    cues = re.split(r"\r?\n\r?\n", as_srt.strip())
    names = [match[1] for cue in cues if (match := re.match(r"\d+\s+\S+ --> \S+\s+([A-Z]\w+): ", cue))]
    cites = re.findall(r"<cite>(\w+):</cite>", as_html)

    from_srt, from_html = read("buzzcast-speaker-prefix.srt"), read("buzzcast-cite-time-p.html")

    assert len(cues) == 488
    in_turn = [name for name, _ in groupby(names)]
    assert [turn.label for turn in from_srt.turns] == in_turn == [name for name, _ in groupby(cites)]
    assert [turn.label for turn in from_html.turns] == in_turn
    # The subtitles break off before the end of the page.
    paragraphs = " ".join(re.findall(r"<p>(.*?)</p>", as_html, re.DOTALL))
    assert words_of(from_html) == words_in(html.unescape(paragraphs))
    assert words_of(from_srt) == words_of(from_html)[: len(words_of(from_srt))]


def test_no_word_of_a_cue_of_buzzcast_is_lost():
    # The words of all lines that are neither numbers nor times, without the names at the beginning of cues.
    lines = [line for line in sample("buzzcast-speaker-prefix.srt").decode().splitlines() if line.strip()]
    said = " ".join(line for line in lines if not line.strip().isdecimal() and "-->" not in line)
    names = "|".join(labels(read("buzzcast-speaker-prefix.srt")))

    assert words_of(read("buzzcast-speaker-prefix.srt")) == words_in(re.sub(rf"(?<![\w’'])(?:{names}): ", " ", said))


def test_podnews_daily_has_44_cues_of_one_voice():
    # The lines below each time, their tags taken off.
    text = sample("podnews-daily-sloppy-times.vtt").decode()
    cues = re.findall(r"-->.*\n((?:.+\n?)+)", text)

    draft = read("podnews-daily-sloppy-times.vtt")

    assert len(cues) == 44
    assert labels(draft) == ["SPEAKER_1"]
    assert words_of(draft) == words_in(" ".join(re.sub(r"<[^>]*>", "", cue) for cue in cues))
    assert draft.turns[0].start_ms == 860


def test_podnews_weekly_has_122_segments():
    # Straight from the JSON: speakers in a row, and all bodies one after another.
    segments = json.loads(sample("podnews-weekly-segments.json"))["segments"]

    draft = read("podnews-weekly-segments.json")

    assert len(segments) == 122
    assert [turn.label for turn in draft.turns] == [name for name, _ in groupby(one["speaker"] for one in segments)]
    assert words_of(draft) == words_in(" ".join(one["body"] for one in segments))


@pytest.mark.parametrize(
    ("name", "cues"),
    [
        ("kde-express-spanish-no-speakers.vtt", 22),
        ("webvttpy-comments.vtt", 3),
        ("webvttpy-cue_tags.vtt", 3),
        ("webvttpy-one_caption.vtt", 1),
        ("webvttpy-sample.vtt", 16),
        ("webvttpy-using_identifiers.vtt", 6),
    ],
)
def test_subtitles_without_speakers_lose_no_word(name, cues):
    # Blocks between empty lines; of each, what stands below its time, without tags and dashes.
    blocks = re.split(r"\n\s*\n", sample(name).decode().replace("\r\n", "\n"))
    said = [block.split("-->")[1].partition("\n")[2] for block in blocks if "-->" in block]

    draft = read(name)

    assert len(said) == cues
    assert words_of(draft) == words_in(" ".join(html.unescape(re.sub(r"<[^>]*>", "", block)) for block in said))
    assert draft.warnings != ()


@pytest.mark.parametrize("name", ["pdpilot-P1.pdf", "pdpilot-P2.pdf", "pdpilot-P3.pdf"])
def test_an_interview_as_pdf_has_a_turn_for_each_label_on_a_line_of_its_own(name):
    # Lines that are nothing but a label, of those that the PDF library draws; and all words but those of the labels,
    # the title, the numbers of pages and the numbers in the margin.
    drawn = [page.extract_text().replace("\t", " ").split("\n") for page in PdfReader(BytesIO(sample(name))).pages]
    lines = [line.strip() for page in drawn for line in page]
    said = [line for line in lines if not re.fullmatch(r"\d+/\d+|\d+|Dan:|Participant:|Interview|", line)]

    draft = read(name)

    assert [turn.label + ":" for turn in draft.turns] == [line for line in lines if line in {"Dan:", "Participant:"}]
    assert words_of(draft) == words_in(" ".join(said))
    assert draft.header == ("Interview",)


def test_teams_of_the_older_form_is_read():
    # Its times, and every text in its XML but the times and the names.
    with ZipFile(BytesIO(sample("teams-old-no-sections.docx"))) as archive:
        xml = archive.read("word/document.xml").decode()
    texts = [html.unescape(text) for text in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)]
    times = [text for text in texts if "-->" in text]

    draft = read("teams-old-no-sections.docx")

    assert len(spoken(draft)) == len(times)
    others = [text for text in texts if "-->" not in text and text.strip() not in labels(draft)]
    assert Counter(words_of(draft)) == Counter(words_in(" ".join(others)))


# ------------------------------------------------------------- those that may not be copied: where they lie, if at all


def test_noscribe_has_a_turn_for_each_label_and_time():
    # Lines that begin with a label and a time; the words without them.
    text = sample("noscribe-german.txt").decode("utf-8-sig")
    begun = re.findall(r"^(S\d\d): \[\d\d:\d\d:\d\d\]", text, re.MULTILINE)

    draft = read("noscribe-german.txt")

    assert [turn.label for turn in spoken(draft)] == [name for name, _ in groupby(begun)]
    body = text[text.index("S01: [") :]
    assert words_of(draft) == words_in(re.sub(r"^S\d\d: \[[\d:]+\]", "", body, flags=re.MULTILINE))


def test_jsparty_has_a_turn_for_each_bold_name():
    # Bold beginnings of lines, but for the break; the same one in a row only once.
    text = sample("jsparty-82-bold-md.md").decode()
    names = [name for name in re.findall(r"^\*\*([^*]+):\*\*", text, re.MULTILINE) if name != "Break"]

    draft = read("jsparty-82-bold-md.md")

    assert [turn.label for turn in spoken(draft)] == [name for name, _ in groupby(names)]
    # One label is followed by a time, [29:32]: it becomes the time of the turn.
    kept = words_in(re.sub(r"^\*\*(?!Break)[^*]+:\*\*(?: \\\[[\d:]+\\\])?", "", text, flags=re.MULTILINE))
    assert words_of(draft) == kept
    assert [turn.start_ms for turn in draft.turns if turn.start_ms] == [(29 * 60 + 32) * 1000]
    assert any("[laughter]" in turn.words for turn in draft.turns)


def test_zosmf_knows_the_role_behind_the_short_label():
    # `**Interviewer (I):**` once, then `**I:**`: bold beginnings of lines.
    text = sample("zosmf-100-role-alias.md").decode()

    draft = read("zosmf-100-role-alias.md")

    assert len(draft.turns) == len(re.findall(r"^\*\*[^*]+:\*\*", text, re.MULTILINE))
    assert labels(draft) == ["I", "R"]


def test_qualcoder_has_a_turn_for_each_bracket():
    text = sample("qualcoder-bracket-ids.txt").decode()

    draft = read("qualcoder-bracket-ids.txt")

    assert [turn.label for turn in draft.turns] == re.findall(r"^\[(id\d)\]", text, re.MULTILINE)
    assert words_of(draft) == words_in(re.sub(r"\[id\d\]", "", text))


def test_qualcoder_without_labels_is_one_participant_whose_turns_are_paragraphs():
    with ZipFile(BytesIO(sample("qualcoder-ID1.docx"))) as archive:
        xml = archive.read("word/document.xml").decode()
    texts = ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", one)) for one in xml.split("</w:p>")]

    draft = read("qualcoder-ID1.docx")

    assert len(draft.turns) == sum(bool(text.strip()) for text in texts)
    assert len(labels(draft)) == 1


def test_a_page_wide_transcript_is_read_out_of_its_project():
    # Rev breaks lines at 80 characters and pads the label: each paragraph begins with a label and two blanks at least.
    with ZipFile(BytesIO(sample("qc-demo.qdpx"))) as archive:
        text = archive.read("sources/board_2017.txt")
    begun = re.findall(r"^[^\s:][^:\n]*:\s{2,}", text.decode(), re.MULTILINE)

    _, material = read_material(text, ".txt")

    paragraphs = [one.text for one in material.paragraphs]
    assert sum(bool(re.match(r"[^\s:][^:\n]*:\s{2,}", one)) for one in paragraphs) == len(begun)
    assert len(paragraphs) <= len(begun) + 2
    assert not any("\n" in one for one in paragraphs)
    assert words_in(" ".join(paragraphs)) == words_in(text.decode())
