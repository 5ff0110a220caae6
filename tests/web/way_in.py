"""The way in as a browser goes it: a page's form with all that it carries, a few fields filled in, a button pressed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import lxml.html
from httpx2 import Response

from tests.importing.readers import word_files
from tests.web.scene import Browser, Scene, alert

HTMX = {"HX-Request": "true", "HX-Boosted": "true"}
CONTROLS = ".//input[@name] | .//select[@name] | .//textarea[@name]"

# Made up for these tests; whoever of them is found in a database was kept.
PEOPLE = ("Ingfrid", "Holmsund", "Torvald", "Ylva", "Skarnes", "Eldbjorn")
PLACES = ("Brekkvika", "Havnehuset")
NUMBERS = ("934 82 107", "93482107", "3 March 2025")
ORIGINALS = (*PEOPLE, *PLACES, *NUMBERS)
HEADER = "Focus group, 3 March 2025, held by Ingfrid Holmsund"
TALK = (
    "Ingfrid (moderator): Welcome. What does support mean to you, in everyday life?",
    "Torvald: When Ylva Skarnes rings me on 934 82 107, I know that somebody is there.",
    "Ylva: I work at Havnehuset in Brekkvika. Torvald comes every Thursday.",
    "Torvald: It was my brother Eldbjorn who drove me to Havnehuset.",
    "Ylva: You can write to ylva.skarnes@havnehuset.example if you like.",
    "Ingfrid (moderator): Mm.",
    "Ylva: In Brekkvika everybody knows everybody. Eldbjorn too, but that is another Eldbjorn.",
    "Torvald: Somebody who stays when it gets hard.",
)
# What is stored of it when everything is replaced as suggested. In order of their first places: people are name 1 to 4
# (Ingfrid Holmsund in the header, Ylva Skarnes, Torvald, Eldbjorn), Havnehuset and Brekkvika are places 1 and 2.
ANONYMISED = (
    ("I", "Welcome. What does support mean to you, in everyday life?"),
    ("P1", "When [name 2] rings me on [phone], I know that somebody is there."),
    ("P2", "I work at [place 1] in [place 2]. [name 3] comes every Thursday."),
    ("P1", "It was my brother [name 4] who drove me to [place 1]."),
    ("P2", "You can write to [e-mail] if you like."),
    ("I", "Mm."),
    ("P2", "In [place 2] everybody knows everybody. [name 4] too, but that is another [name 4]."),
    ("P1", "Somebody who stays when it gets hard."),
)


class Shown(NamedTuple):
    """A row of the review as the page shows it; `places` are the values of its tick boxes."""

    at: int
    words: str
    tier: str
    suggested: str
    places: tuple[str, ...]


class Step:
    """A page on the way in, with its forms as a browser would send them."""

    def __init__(self, browser: Browser, answer: Response) -> None:
        self.browser, self.answer = browser, answer
        self.status = answer.status_code
        self.tree = lxml.html.fromstring(answer.text) if answer.text else None

    @property
    def heading(self) -> str:
        return self.tree.findtext(".//h1") or ""

    @property
    def said(self) -> str:
        """The sentence of a refusal."""
        return alert(self.answer.text)

    @property
    def text(self) -> str:
        """What a reader sees."""
        return " ".join(self.tree.text_content().split())

    def press(
        self, button: str, fields: Mapping[str, str | Sequence[str]] | None = None, *,
        file: tuple[str, bytes] | None = None, headers: Mapping[str, str] | None = None,
    ) -> "Step":  # fmt: skip
        """Send the form that this button belongs to; `fields` stand in place of what is in it."""
        [pressed] = [one for one in self.tree.iter("button") if " ".join(one.text_content().split()) == button]
        form = next(pressed.iterancestors("form"))
        sent = replaced(entries(form), fields or {})
        if pressed.get("name"):
            sent.append((pressed.get("name"), pressed.get("value", "")))
        return self.sent(form, pressed.get("formaction") or form.get("action"), sent, file, headers)

    def sent(
        self, form: lxml.html.HtmlElement, address: str, sent: Sequence[tuple[str, str]],
        file: tuple[str, bytes] | None, headers: Mapping[str, str] | None,
    ) -> "Step":  # fmt: skip
        # What a browser does to the ends of lines.
        parts: list[tuple[str, tuple[str | None, str | bytes]]] = [
            (name, (None, "\r\n".join(value.splitlines()))) for name, value in sent
        ]
        assert form.get("enctype") == "multipart/form-data"
        if file is not None:
            parts.append(("file", file))
        return Step(self.browser, self.browser.post(address, files=parts, headers=headers))

    def hidden(self, name: str) -> str:
        """Return the value of a field that the page carries."""
        return str(self.tree.xpath("//input[@name=$name]/@value", name=name)[0])

    def values(self, name: str) -> list[str]:
        """Return the values that a browser would send for a field."""
        return [value for form in self.tree.iter("form") for key, value in entries(form) if key == name]

    def labels(self) -> dict[str, tuple[str, str]]:
        """Return for each label the kind and the other spelling that are chosen."""
        names, kinds, same = (self.values(name) for name in ("label", "kind", "same_as"))
        return dict(zip(names, zip(kinds, same, strict=True), strict=True))

    def rows(self) -> dict[str, Shown]:
        """Return the rows of the review by the words that they show."""
        found = [
            Shown(
                at, row.find_class("shown")[0].text_content(), row.get("data-tier"),
                row.xpath(".//input[@name='placeholder']/@value")[0],
                tuple(row.xpath(".//input[@type='checkbox']/@value")),
            )
            for at, row in enumerate(self.tree.find_class("identifier"))
        ]  # fmt: skip
        return {row.words: row for row in found}

    def chosen(self) -> dict[str, tuple[str, str]]:
        """Return for each row that is decided the choice and the placeholder that stand there."""
        placeholders = self.values("placeholder")
        found = {row: self.values(f"choice-{row.at}") for row in self.rows().values()}
        return {row.words: (choice[0], placeholders[row.at]) for row, choice in found.items() if choice}

    def stored_words(self) -> list[tuple[str, str]]:
        """Return label and words of each turn of the page's text."""
        return [
            (turn.find_class("who")[0].text_content(), turn.find_class("words")[0].text_content())
            for turn in self.tree.find_class("preview")
        ]


def entries(form: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    """Return what a browser would send of a form, its buttons and files left out."""
    found = []
    for control in form.xpath(CONTROLS):
        kind, name = control.get("type"), control.get("name")
        if control.tag == "select":
            options = control.findall(".//option")
            chosen = next((one for one in options if one.get("selected") is not None), options[0])
            found.append((name, chosen.get("value", "")))
        elif control.tag == "textarea":
            found.append((name, control.text or ""))
        elif kind in {"checkbox", "radio"}:
            found += [(name, control.get("value", "on"))] if control.get("checked") is not None else []
        elif kind != "file":
            found.append((name, control.get("value", "")))
    return found


def replaced(
    sent: Iterable[tuple[str, str]], fields: Mapping[str, str | Sequence[str]]
) -> list[tuple[str, str]]:
    """Return the entries with these fields in place of those of the same names."""
    kept = [(name, value) for name, value in sent if name not in fields]
    lists = {name: [value] if isinstance(value, str) else list(value) for name, value in fields.items()}
    return kept + [(name, value) for name, values in lists.items() for value in values]


def begin(scene: Scene, who: str = "lead") -> Step:
    """Open the first page of the way in."""
    browser = scene.browsers[who]
    return Step(browser, browser.get(scene.to("importing:begin")))


def speakers(
    scene: Scene, data: bytes, name: str = "talk.docx", *, step: Step | None = None, **fields: str
) -> Step:
    """Choose a file, by default for the study's focus group and in English, and have it read."""
    chosen = {"focus_group": str(scene.group.id), "talk_language": "en", **fields}
    return (step or begin(scene)).press("Read the file", chosen, file=(name, data))


def word_file(*lines: str, header: str = HEADER) -> bytes:
    """Return a Word file with the talk of these tests, or with other lines."""
    return word_files.transcript(*filter(None, (header, *(lines or TALK))))


def identifiers(scene: Scene, data: bytes | None = None, **fields: str) -> Step:
    """Go on to what identifies people, with the labels as they are proposed."""
    return speakers(scene, data or word_file(), **fields).press("Look for what identifies people")


def same_for(step: Step, change: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    """Return the fields that say of some labels who they are (a kind, and whose other spelling)."""
    said = {**step.labels(), **change}
    return {"kind": [kind for kind, _ in said.values()], "same_as": [same for _, same in said.values()]}


def decisions(
    step: Step, *, keep: Iterable[str] = (), named: Mapping[str, str] | None = None,
    kept_at: Mapping[str, Sequence[int]] | None = None, leave: Iterable[str] = (),
) -> dict[str, str | list[str]]:  # fmt: skip
    """Return the fields that replace every sure and likely row as suggested, and decide otherwise about some.

    `kept_at` has for some rows the numbers of the places, from 0, that keep their words.
    """
    rows, named, kept_at = step.rows(), dict(named or {}), dict(kept_at or {})
    placeholders = [named.get(row.words, row.suggested) for row in rows.values()]
    fields: dict[str, str | list[str]] = {"placeholder": placeholders}
    for row in rows.values():
        if row.words in set(keep):
            fields[f"choice-{row.at}"] = "keep"
        elif row.words in kept_at:
            fields[f"choice-{row.at}"] = "each place"
            fields[f"kept-{row.at}"] = [row.places[number] for number in kept_at[row.words]]
        elif row.words not in set(leave) and (row.tier != "possible" or row.words in named):
            fields[f"choice-{row.at}"] = "replace"
    return fields


def checked(scene: Scene, data: bytes | None = None, **how: object) -> Step:
    """Go on to the last step with everything replaced as suggested, or decided otherwise."""
    step = identifiers(scene, data)
    return step.press("Go on to the check", decisions(step, **how))  # type: ignore[arg-type]


def looked_at(step: Step) -> list[str]:
    """Return what is sent when the whole checklist is ticked."""
    return [str(value) for value in step.tree.xpath("//input[@name='looked_at']/@value")]


def sign(step: Step, **fields: str | Sequence[str]) -> Step:
    """Tick the checklist and sign."""
    return step.press("Sign and store", {"looked_at": looked_at(step), **fields})
