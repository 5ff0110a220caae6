"""Files that are not what they say are refused, each with its own sentence, before they can do harm."""

import random
import struct
import time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile

import pytest

from app.importing.readers import not_word, package
from app.importing.readers.package import MAX_UPLOAD, word_parts
from app.importing.readers.word import TooDeep, TooMuchText, paragraphs
from app.sentences import Refusal
from tests.importing.readers.word_files import MAIN, paragraph, transcript, word_file, word_parts_of, word_xml, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def test_a_sound_file_gives_its_text_part():
    parts = word_parts(transcript("P1: Hello."))

    assert parts.main == "word/document.xml"
    assert b"P1: Hello." in parts.document


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", not_word.EmptyFile),
        (b"%PDF-1.7\n%\xe2\xe3", not_word.PdfInstead),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), not_word.OldWordInstead),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), not_word.PasswordProtected),
        (b"{\\rtf1\\ansi P1: Hello.}", not_word.RichTextInstead),
        (b"<!DOCTYPE html><html><body>P1: Hello.", not_word.WebPageInstead),
        (b"\xef\xbb\xbf<html lang='nb'>", not_word.WebPageInstead),
        ("P1: Før jul.".encode(), not_word.PlainTextInstead),
        ("\ufeffP1: Før jul.".encode("utf-16-le"), not_word.PlainTextInstead),
        (bytes(range(256)), not_word.NotWord),
        (zipped({"notes.txt": "P1: Hello."}), not_word.ZipInstead),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            not_word.OpenDocumentInstead,
        ),
        (
            zipped(word_parts_of("<a/>", kind="spreadsheet", more={"xl/workbook.xml": "<a/>"})),
            not_word.OtherOfficeInstead,
        ),
        (
            zipped(word_parts_of("<a/>", kind=MAIN.replace("document.main", "macroEnabled.main"))),
            package.WithMacros,
        ),
        (zipped(word_parts_of("<a/>", more={"word/vbaProject.bin": b"\x00"})), package.WithMacros),
        (zipped(word_parts_of("<a/>", more={"../../etc/cron.d/evil": "x"})), package.UnsafePaths),
        (zipped(word_parts_of("<a/>", more={"/etc/passwd": "x"})), package.UnsafePaths),
        (zipped(word_parts_of("<a/>", more={"word\\..\\evil": "x"})), package.UnsafePaths),
        (transcript("P1: Hello.")[:-200], package.DamagedFile),
        (transcript("P1: Hello.")[:1000], package.DamagedFile),
        (b"PK\x05\x06" + bytes(18), not_word.ZipInstead),
    ],
)
def test_each_wrong_file_has_its_own_sentence(data, refusal):
    with pytest.raises(Refusal) as caught:
        word_parts(data)

    assert type(caught.value) is refusal
    assert refusal.sentence


def test_a_file_that_is_too_large_is_refused_with_the_limit():
    with pytest.raises(package.TooLargeFile) as caught:
        word_parts(b"PK\x03\x04" + bytes(MAX_UPLOAD))

    assert caught.value.sentence % caught.value.values == (
        "This file is larger than 25 MB. Remove pictures and recordings from it, and try again."
    )


def test_a_bomb_of_blanks_is_refused_while_it_is_unpacked():
    bomb = zipped(word_parts_of(word_xml(paragraph("P1: Hello.")), more={"word/media/blank.bin": bytes(40 * 2**20)}))
    assert len(bomb) < 2**20

    with pytest.raises(package.TooLargeInside):
        word_parts(bomb)


def test_many_modest_members_are_counted_together():
    noise = random.Random(7).randbytes(2**17)  # noqa: S311 (noise for a test, no secret)
    large = {f"word/media/{number}.bin": noise + bytes(2**21) for number in range(26)}  # 26 x 2.1 MB, 1:16

    with pytest.raises(package.TooLargeInside):
        word_parts(zipped(word_parts_of("<a/>", more=large)))


def test_a_member_that_lies_about_its_size_is_counted_by_its_real_bytes():
    honest = zipped(word_parts_of(word_xml(paragraph("P1: Hello.")), more={"word/media/blank.bin": bytes(3 * 2**20)}))
    size = struct.pack("<L", 3 * 2**20)
    assert honest.count(size) == 2

    with pytest.raises(Refusal):
        word_parts(honest.replace(size, struct.pack("<L", 10)))


def test_too_many_members_are_refused_before_they_are_listed():
    crowd = zipped(word_parts_of("<a/>", more={f"word/{number}.xml": "" for number in range(20_000)}))

    begun = time.process_time()
    with pytest.raises(package.TooManyParts):
        word_parts(crowd)

    assert time.process_time() - begun < 0.5


def test_two_members_of_one_name_are_refused():
    file = BytesIO(word_file(paragraph("P1: Hello.")))
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", word_xml(paragraph("P1: Something else.")))

    with pytest.raises(package.DamagedFile):
        word_parts(file.getvalue())


def test_a_compression_that_word_never_uses_is_refused():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_BZIP2) as archive:
        for name, part in word_parts_of("<a/>").items():
            archive.writestr(name, part)

    with pytest.raises(package.DamagedFile):
        word_parts(file.getvalue())


def test_a_zip_with_a_password_is_refused_as_such():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr("word/document.xml", "<a/>")
    data = bytearray(file.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag "encrypted" in the list of members

    with pytest.raises(not_word.PasswordProtected):
        word_parts(bytes(data))


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "parts",
    [
        word_parts_of(word_xml(paragraph("P1: Hello."), before='<!DOCTYPE x SYSTEM "file:///etc/passwd">')),
        word_parts_of(word_xml("<w:p><w:r><w:t>&i;</w:t></w:r></w:p>", before=LAUGHS + "]>")),
        word_parts_of(word_xml(""), more={"word/styles.xml": LAUGHS + "]><x>&i;</x>"}),
        word_parts_of(word_xml("")) | {"[Content_Types].xml": LAUGHS + "]><x>&i;</x>"},
        word_parts_of(
            ('<?xml version="1.0" encoding="utf-16"?>' + word_xml("", before="<!DOCTYPE x>")).encode("utf-16")
        ),
    ],
)
def test_a_document_type_definition_is_refused_in_every_part_and_encoding(parts):
    with pytest.raises(package.DoctypeInside):
        word_parts(zipped(parts))


def test_a_document_type_definition_in_a_rare_encoding_is_refused_by_the_parser():
    # EBCDIC: no byte of it looks like "<!DOCTYPE", but the XML parser reads it.
    document = '<?xml version="1.0" encoding="cp037"?>' + word_xml(paragraph("P1: Hello."), before="<!DOCTYPE x>")

    with pytest.raises(Refusal):
        paragraphs(zipped(word_parts_of(document.encode("cp037"))))


def test_malformed_xml_is_a_damaged_file():
    with pytest.raises(package.DamagedFile):
        paragraphs(zipped(word_parts_of(word_xml("<w:p><w:r>"))))


def test_three_thousand_nested_tables_are_refused():
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("P1: Hello.") + "</w:tc></w:tr></w:tbl>" * 3000

    with pytest.raises(TooDeep):
        paragraphs(word_file(deep))


def test_a_large_text_in_a_small_file_is_refused_quickly():
    # The corpus's 300 kB that become 270 MB of text, made smaller: the ratio is what is refused.
    large = word_file(paragraph("P1: hello " * 2_000_000))

    begun = time.process_time()
    with pytest.raises(package.TooLargeInside):
        paragraphs(large)

    assert time.process_time() - begun < 2


def test_more_text_than_a_conversation_is_refused():
    chance = random.Random(7)  # noqa: S311 (noise for a test, no secret)
    noise = "".join(chance.choices("abcdefgh ", k=20_000))

    with pytest.raises(TooMuchText):
        paragraphs(word_file(paragraph(noise) * 101))


def test_files_broken_anywhere_are_read_or_refused_and_nothing_else():
    chance = random.Random(20240312)  # noqa: S311 (the same breaks each time)
    sound = transcript("P1: Hello.", "P2: And to you.")

    for _ in range(400):
        broken = bytearray(sound)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        try:
            paragraphs(bytes(broken[: chance.randint(200, len(broken))] if chance.random() < 0.2 else broken))
        except Refusal:
            continue
