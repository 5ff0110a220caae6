"""Write small PDF files by hand, so that a test knows every byte of them."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def pdf(*pages):
    """Return a PDF with a page for each list of lines."""
    return pdf_of(*(drawn(lines) for lines in pages))


def drawn(lines):
    """Return what draws lines of text, one below the other."""
    shown = (b"(%s) Tj 0 -14 Td" % line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines)
    return b"BT /F1 12 Tf 50 780 Td " + b" ".join(shown) + b" ET"


def pdf_of(*contents, resources=b"/Font<</F1 3 0 R>>", more=()):
    """Return a PDF whose pages are drawn by these steps; `more` are objects that follow them."""
    first = 4
    pages = [first + 2 * number for number in range(len(contents))]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        FONT,
    ]
    for number, content in zip(pages, contents, strict=True):
        head = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents %d 0 R" % (number + 1)
        packed = zlib.compress(content)
        objects.append(head + b"/Resources<<" + resources + b">>>>")
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
    return written([*objects, *more])


def written(objects):
    """Return numbered objects as a file, with the table that says where each begins."""
    file = BytesIO(b"%PDF-1.4\n")
    file.seek(0, 2)
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    file.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
    return file.getvalue()


def locked(data, password):
    """Return a PDF that opens with a password only; without one it opens for everybody, but may not be printed."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()
