"""Files that are not what they say are refused, each with its own sentence, before they can do harm."""

import pickle
import random
import struct
import time
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile

import pytest

from app.importing.readers import docx, html, limits, markup, not_read, odt, package, rtf
from app.importing.readers.limits import DamagedFile, TooDeep, TooLargeInside, TooMuchText
from app.importing.readers.markup import DoctypeInside
from app.importing.readers.package import MAX_UPLOAD, member_names, unpacked
from app.sentences import Refusal
from tests.importing.readers.open_document_files import open_document
from tests.importing.readers.reading import sample, texts
from tests.importing.readers.word_files import MAIN, paragraph, transcript, word_file, word_parts_of, word_xml, zipped
from tests.machine import leeway

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MACROS = MAIN.replace("document.main", "macroEnabled.main")


def test_a_sound_file_gives_its_xml_and_the_names_of_the_rest():
    parts = unpacked(zipped({"a/b.xml": "<a/>", "a/_rels/b.xml.rels": "<b/>", "media/c.png": b"\x89PNG"}))

    assert parts == {"a/b.xml": b"<a/>", "a/_rels/b.xml.rels": b"<b/>", "media/c.png": b""}


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", not_read.EmptyFile),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), not_read.OldOffice),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), not_read.PasswordProtected),
        (b"%PDF-1.7\n%\xe2\xe3", DamagedFile),
        ("P1: Før jul.".encode(), DamagedFile),
        (bytes(range(256)), DamagedFile),
        (zipped({"notes.txt": "P1: Hello."}), not_read.OtherZip),
        (zipped({"content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"}), not_read.OtherOpenDocument),
        (zipped(word_parts_of("<a/>", kind="x", more={"ppt/presentation.xml": "<a/>"})), not_read.Presentation),
        (zipped(word_parts_of("<a/>", kind=MACROS)), package.WithMacros),
        (zipped(word_parts_of("<a/>", more={"word/vbaProject.bin": b"\x00"})), package.WithMacros),
        (zipped(word_parts_of("<a/>", more={"Basic/Standard/Module1.xml": "<a/>"})), package.WithMacros),
        (zipped(word_parts_of("<a/>", more={"../../etc/cron.d/evil": "x"})), package.UnsafePaths),
        (zipped(word_parts_of("<a/>", more={"/etc/passwd": "x"})), package.UnsafePaths),
        (zipped(word_parts_of("<a/>", more={"word\\..\\evil": "x"})), package.UnsafePaths),
        (zipped(word_parts_of("")), DamagedFile),
        (transcript("P1: Hello.")[:-200], DamagedFile),
        (transcript("P1: Hello.")[:1000], DamagedFile),
        (b"PK\x05\x06" + bytes(18), not_read.OtherZip),
    ],
)
def test_each_wrong_file_has_its_own_sentence(data, refusal):
    with pytest.raises(Refusal) as caught:
        docx.read(data)

    assert type(caught.value) is refusal
    assert refusal.sentence


@pytest.mark.parametrize("reader", [docx, odt])
@pytest.mark.parametrize("more", ["../evil.xml", "Basic/Module1.xml", "word/vbaProject.bin"])
def test_a_word_file_and_an_open_document_are_guarded_alike(reader, more):
    sound = {docx: zipped(word_parts_of(word_xml(""))), odt: open_document("")}[reader]
    file = BytesIO(sound)
    with ZipFile(file, "a") as archive:
        archive.writestr(more, "<a/>")

    with pytest.raises((package.UnsafePaths, package.WithMacros)):
        reader.read(file.getvalue())
    with pytest.raises(DamagedFile):
        reader.read(sound[:-60])


def test_names_are_known_even_where_the_list_of_them_is_cut_off():
    sound = zipped({"word/document.xml": "<a/>", "word/comments.xml": "<a/>"})

    assert member_names(sound[:-150]) == {"word/document.xml", "word/comments.xml"}
    assert member_names(b"P1: PK word/document.xml") == frozenset()


def test_a_file_that_is_too_large_is_refused_with_the_limit():
    with pytest.raises(package.TooLargeFile) as caught:
        unpacked(b"PK\x03\x04" + bytes(MAX_UPLOAD))

    assert caught.value.sentence % caught.value.values == (
        "This file is larger than 25 MB. Remove pictures and recordings from it, and try again."
    )


def test_a_bomb_of_blanks_is_refused_while_it_is_unpacked():
    bomb = zipped(word_parts_of(word_xml(paragraph("P1: Hello.")), more={"word/media/blank.bin": bytes(40 * 2**20)}))
    assert len(bomb) < 2**20

    with pytest.raises(TooLargeInside):
        unpacked(bomb)


def test_many_modest_members_are_counted_together():
    noise = random.Random(7).randbytes(2**17)  # noqa: S311 (noise for a test, no secret)
    large = {f"word/media/{number}.bin": noise + bytes(2**21) for number in range(26)}  # 26 x 2.1 MB, 1:16

    with pytest.raises(TooLargeInside):
        unpacked(zipped(word_parts_of("<a/>", more=large)))


def test_a_member_that_lies_about_its_size_is_counted_by_its_real_bytes():
    honest = zipped(word_parts_of(word_xml(paragraph("P1: Hello.")), more={"word/media/blank.bin": bytes(3 * 2**20)}))
    size = struct.pack("<L", 3 * 2**20)
    assert honest.count(size) == 2

    with pytest.raises(Refusal):
        unpacked(honest.replace(size, struct.pack("<L", 10)))


def test_too_many_members_are_refused_before_they_are_listed():
    crowd = zipped(word_parts_of("<a/>", more={f"word/{number}.xml": "" for number in range(20_000)}))

    begun = time.process_time()
    with pytest.raises(package.TooManyParts):
        unpacked(crowd)

    assert time.process_time() - begun < 0.5 * leeway()


def test_two_members_of_one_name_are_refused():
    file = BytesIO(word_file(paragraph("P1: Hello.")))
    with ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", word_xml(paragraph("P1: Something else.")))

    with pytest.raises(DamagedFile):
        unpacked(file.getvalue())


def test_a_compression_that_word_never_uses_is_refused():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_BZIP2) as archive:
        for name, part in word_parts_of("<a/>").items():
            archive.writestr(name, part)

    with pytest.raises(DamagedFile):
        unpacked(file.getvalue())


def test_a_zip_with_a_password_is_refused_as_such():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        archive.writestr("word/document.xml", "<a/>")
    data = bytearray(file.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag "encrypted" in the list of members

    with pytest.raises(not_read.PasswordProtected):
        unpacked(bytes(data))


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
        *(
            word_parts_of(
                (f'<?xml version="1.0" encoding="{name}"?>' + word_xml("", before="<!DOCTYPE x>")).encode(name)
            )
            for name in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
        ),
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<!DOCTYPE x><a/>"},
    ],
)
def test_a_document_type_definition_is_refused_in_every_part_and_encoding(parts):
    with pytest.raises(DoctypeInside):
        unpacked(zipped(parts))


@pytest.mark.parametrize("encoding", ["cp037", "utf-7"])
def test_an_encoding_that_hides_a_document_type_definition_is_refused(encoding):
    # EBCDIC has no byte in common with "<!DOCTYPE"; UTF-7 may write it as "+ADwAIQ-DOCTYPE". The XML parser reads both.
    document = f'<?xml version="1.0" encoding="{encoding}"?>' + word_xml(paragraph("P1: Hello."), before="<!DOCTYPE x>")
    written = document.encode(encoding) if encoding == "cp037" else document.replace("<!D", "+ADwAIQ-D").encode()

    with pytest.raises(DamagedFile):
        docx.read(zipped(word_parts_of(written)))


def test_a_part_in_an_old_encoding_is_let_through():
    settings = '<?xml version="1.0" encoding="ISO-8859-15"?><a>på</a>'.encode("iso-8859-15")

    material = docx.read(
        zipped(word_parts_of(word_xml(paragraph("P1: Hello.")), more={"customXml/item1.xml": settings}))
    )

    assert texts(material) == ["P1: Hello."]


def test_malformed_xml_is_a_damaged_file():
    with pytest.raises(DamagedFile):
        docx.read(zipped(word_parts_of(word_xml("<w:p><w:r>"))))


def test_three_thousand_nested_tables_are_refused():
    deep = "<w:tbl><w:tr><w:tc>" * 3000 + paragraph("P1: Hello.") + "</w:tc></w:tr></w:tbl>" * 3000

    with pytest.raises(TooDeep):
        docx.read(word_file(deep))


def test_a_large_text_in_a_small_file_is_refused_quickly():
    # The corpus's 300 kB that become 270 MB of text, made smaller: the ratio is what is refused.
    large = word_file(paragraph("P1: hello " * 2_000_000))

    begun = time.process_time()
    with pytest.raises(TooLargeInside):
        docx.read(large)

    assert time.process_time() - begun < 2 * leeway()


def test_more_text_than_a_conversation_is_refused():
    chance = random.Random(7)  # noqa: S311 (noise for a test, no secret)
    noise = "".join(chance.choices("abcdefgh ", k=20_000))

    with pytest.raises(TooMuchText):
        docx.read(word_file(paragraph(noise) * 101))


@pytest.mark.parametrize("name", ["s03-comments-as-codes-tracked-changes", "s02-table-time-speaker-text"])
@pytest.mark.parametrize("reader", [docx, odt, rtf, html])
def test_files_broken_anywhere_are_read_or_refused_and_nothing_else(reader, name):
    chance = random.Random(20240312)  # noqa: S311 (the same breaks each time)
    sound = sample(f"{name}.{reader.FORMAT.name}")
    outcomes: set[str] = set()

    for _ in range(60):
        broken = bytearray(sound)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        try:
            reader.read(bytes(broken[: chance.randint(200, len(broken))] if chance.random() < 0.2 else broken))
            outcomes.add("read")
        except Refusal:
            outcomes.add("refused")

    # A zip has checksums, so that it is refused wherever it is broken; a text may be read with other characters.
    assert outcomes == ({"read", "refused"} if reader in {rtf, html} else {"refused"})


REFUSALS = sorted(
    {
        thing
        for room in (limits, markup, not_read, package)
        for thing in vars(room).values()
        if isinstance(thing, type) and issubclass(thing, Refusal) and thing is not Refusal
    },
    key=lambda refusal: refusal.__name__,
)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_every_refusal_comes_out_of_a_worker_process_with_its_sentence(refusal):
    returned = pickle.loads(pickle.dumps(refusal(limit=25)))  # noqa: S301 (our own)

    assert type(returned) is refusal
    assert returned.values == {"limit": 25}
    assert returned.sentence % returned.values


def test_each_refusal_says_something_of_its_own():
    assert len(REFUSALS) > 12
    assert len({refusal.sentence for refusal in REFUSALS}) == len(REFUSALS)
