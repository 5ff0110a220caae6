"""Stage directions: what the transcriber tells, and nobody said."""

import re
from typing import Final

ROUND: Final = r"\([^()]*(?:\([^()]*\)[^()]*)*\)"
SQUARE: Final = r"\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]"
BRACKETED: Final = re.compile(rf"(?:(?:{ROUND}|{SQUARE}|\{{[^{{}}]*\}})[\s.,;!…]*)+")
RULES: Final = frozenset("-–—=_*~#")
OPENING: Final = frozenset("([{")
BREAK: Final = re.compile(
    r"(?:break|pause|end|start|recording|opptak|slutt|paus|ende)\s*:(?:\s*[\[(]?\d[\d:.,]*[\])]?)?", re.IGNORECASE
)
# What meeting programs and transcribers write as the last line.
CLOSING: Final = re.compile(
    r".{1,80}\b(?:started|stopped|startet|stoppet|startade|stoppade) (?:the )?(?:transcription|transkripsjon\w*"
    r"|transkription\w*|transskription\w*)\.?|(?:the )?end of (?:the )?(?:recording|transcript|interview|tape)\.?"
    r"|slutt på (?:opptak|intervju|transkripsjon)\w*\.?|opptaket (?:slutter|stoppes|er slutt)\.?"
    r"|(?:recording|interview) ends\.?|ende der aufnahme\.?",
    re.IGNORECASE,
)
MARKUP: Final = str.maketrans("", "", "*_\\")
LONGEST_CLOSING: Final = 120


def is_direction(text: str) -> bool:
    """Whether a whole paragraph tells what happened: `(general agreement)`, `--- end ---`, `Break: [17:42]`."""
    if text[:1] in OPENING and BRACKETED.fullmatch(text):
        return True
    if text[:1] in RULES and text.startswith(text[0] * 3) and text.endswith(text[0] * 3):
        return True
    if len(text) > LONGEST_CLOSING:
        return False
    return bool((":" in text and BREAK.fullmatch(text.translate(MARKUP))) or (" " in text and CLOSING.fullmatch(text)))
