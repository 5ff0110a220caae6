"""Sieve a web page: scripts, styles, comments and all attributes but a few fall through, before a parser sees them.

The parser of HTML takes time that grows with the square of a tag's attributes; what comes out here has at most three.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.importing.readers.limits import DamagedFile

OPENING: Final = re.compile(r"<(?=[a-zA-Z/!?])")
# As browsers read it: a quotation mark opens a value only after an equals sign.
TAG: Final = re.compile(r"""<(/?[a-zA-Z][\w:-]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""")
COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
DECLARATION: Final = re.compile(r"<[!?/][^>]*+>")
RAW: Final = {
    name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "svg")
}

SPAN: Final = re.compile(r"""(colspan|rowspan)\s*=\s*["']?\s*(\d{1,5})""", re.IGNORECASE)
HIDDEN: Final = re.compile(
    r"""(?:^|\s)hidden(?:\s|=|/|$)|display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all""", re.IGNORECASE
)
LONGEST_LOOKED_AT: Final = 2_000  # characters of a tag; what comes after is a picture, or nobody's


def sieved(page: str) -> str:
    """Return a page with bare tags; raises DamagedFile when it ends inside of one."""
    return "".join(pieces(page))


def pieces(page: str) -> Iterator[str]:
    """Yield the texts and the bare tags of a page."""
    done = 0
    while opening := OPENING.search(page, done):
        yield page[done : opening.start()].replace("<", "&lt;")
        tag = TAG.match(page, opening.start())
        if tag is None:
            done = end_of_other(page, opening.start())
            continue
        name, attributes = tag[1].lower(), tag[2][:LONGEST_LOOKED_AT]
        done = tag.end()
        if name in RAW:
            over = RAW[name].search(page, done)
            done = over.end() if over else len(page)
        else:
            yield f"<{name}{needed(attributes) if attributes else ''}>"
    yield page[done:].replace("<", "&lt;")


def end_of_other(page: str, start: int) -> int:
    """Return where a comment or a declaration ends."""
    other = COMMENT.match(page, start) or DECLARATION.match(page, start)
    if other is None:
        raise DamagedFile
    return other.end()


def needed(attributes: str) -> str:
    """Return the attributes that matter: what hides an element, and what a cell covers."""
    hidden = " hidden" if HIDDEN.search(attributes) else ""
    return hidden + "".join(f" {name.lower()}={number}" for name, number in SPAN.findall(attributes)[:2])
