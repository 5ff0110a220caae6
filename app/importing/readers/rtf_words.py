"""The control words of rich text that matter here, and the signs of ours that stand for what they say."""

from typing import Final

from app.importing.readers import left_out

# Characters of the private use area: they are still there when the text has been decoded.
PARAGRAPH: Final = "\ue000"
CELL_PARAGRAPH: Final = "\ue001"
CELL: Final = "\ue002"
ROW: Final = "\ue003"
COMMENT_BEGINS: Final = "\ue004"
COMMENT_ENDS: Final = "\ue005"
AUTHOR: Final = "\ue006"
COMMENT: Final = "\ue007"
COMMENT_IS_OVER: Final = "\ue008"
REFERENCE: Final = "\ue009"
END: Final = "\ue00a"  # of an author or a number
SIGNS: Final = range(0xE000, 0xE010)

KEPT: Final = frozenset(
    {
        *("tab", "emdash", "endash", "emspace", "enspace", "qmspace", "bullet"),
        *("lquote", "rquote", "ldblquote", "rdblquote"),
    }
)
ENDS: Final = {"sect": PARAGRAPH, "page": PARAGRAPH, "column": PARAGRAPH, "row": ROW, "cell": CELL}
LINE: Final = frozenset({"line", "softline", "lbr"})
OPENED: Final = {
    "atrfstart": COMMENT_BEGINS,
    "atrfend": COMMENT_ENDS,
    "atnauthor": AUTHOR,
    "annotation": COMMENT,
    "atnref": REFERENCE,
}
SILENT: Final = frozenset(
    {
        *("author", "buptim", "category", "colortbl", "comment", "company", "creatim", "doccomm", "filetbl"),
        *("fldinst", "fonttbl", "info", "keywords", "listtable", "listoverridetable", "nonesttables", "object"),
        *("operator", "pict", "pntext", "pntxta", "pntxtb", "printim", "private", "result", "revtbl", "revtim"),
        *("rxe", "stylesheet", "subject", "tc", "title", "txe", "xe", "upr", "userprops", "bkmkstart", "bkmkend"),
        *("ftnsep", "aftnsep", "ftnsepc", "aftnsepc", "ftncn", "aftncn", "sp", "shpinst", "formfield", "datafield"),
        *("background", "template"),
    }
)
COUNTED: Final = {
    "footnote": left_out.NOTES,
    "shptxt": left_out.BOXES,
    "dptxbxtext": left_out.BOXES,
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), left_out.HEADERS),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), left_out.HEADERS),
}
HIDES: Final = {"v": left_out.HIDDEN, "deleted": left_out.DELETED}
LOOKS: Final = frozenset({"pard", "intbl", "revised", "plain", *HIDES})
# The numbers of the character sets that Python can read; others are taken as the file's own.
READABLE_SETS: Final = frozenset(
    {0, 77, 128, 129, 130, 134, 136, 161, 162, 163, 177, 178, 186, 204, 222, 238, 254, 255}
)
