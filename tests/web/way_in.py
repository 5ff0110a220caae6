"""The way in as a browser goes it: a page's form with all that it carries, a few fields filled in, a button pressed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

import lxml.html
from httpx2 import Response

from tests.web.scene import Browser, Scene, alert
from tests.web.talk import word_file

HTMX = {"HX-Request": "true", "HX-Boosted": "true"}
ON_TO_NAMES = "Look for what identifies people"
ON_TO_CHECK = "Go on to the check"
CONTROLS = ".//input[@name] | .//select[@name] | .//textarea[@name]"


class Shown(NamedTuple):
    """A row of the review as the page shows it; `places` are the values of its tick boxes."""

    at: int
    words: str
    tier: str
    suggested: str
    places: tuple[str, ...]


class ShownSlip(NamedTuple):
    """A withdrawal slip as the page shows it."""

    label: str
    group: str
    slip: str


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
        found = [one for one in self.tree.iter("button") if " ".join(one.text_content().split()) == button]
        assert len(found) == 1, (self.status, self.heading, self.said)
        return self.send(found[0], fields or {}, file, headers)

    def press_first(self, button: str) -> "Step":
        """Press the first of several buttons that say the same."""
        return self.send(next(one for one in self.tree.iter("button") if one.text_content() == button), {}, None, None)

    def split(self, label: str, turns: Sequence[str], fields: Mapping[str, str | Sequence[str]]) -> "Step":
        """Give some turns of a label, by their numbers in the file, to somebody else."""
        at = list(self.labels()).index(label)
        [pressed] = self.tree.xpath("//button[@name='split' and @value=$at]", at=str(at))
        return self.send(pressed, {**fields, f"split-{at}": turns}, None, None)

    def send(
        self, pressed: lxml.html.HtmlElement, fields: Mapping[str, str | Sequence[str]],
        file: tuple[str, bytes] | None, headers: Mapping[str, str] | None,
    ) -> "Step":  # fmt: skip
        form = next(pressed.iterancestors("form"))
        assert form.get("enctype") == "multipart/form-data"
        sent = replaced(entries(form), fields)
        if pressed.get("name"):
            sent.append((pressed.get("name"), pressed.get("value", "")))
        # What a browser does to the ends of lines.
        parts: list[tuple[str, tuple[str | None, str | bytes]]] = [
            (name, (None, value.replace("\n", "\r\n"))) for name, value in sent
        ]
        if file is not None:
            parts.append(("file", file))
        address = pressed.get("formaction") or form.get("action")
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

    def turns(self) -> list[tuple[str, str]]:
        """Return label and words of each turn of the page's text."""
        return [
            (turn.find_class("who")[0].text_content(), turn.find_class("words")[0].text_content())
            for turn in self.tree.find_class("preview")
        ]

    def slips(self) -> list[ShownSlip]:
        """Return the withdrawal slips."""
        shown = self.tree.xpath("//ul[@class='slips']/li")
        return [
            ShownSlip(one.findtext("strong"), (one.find("strong").tail or "").strip(), one.findtext("span"))
            for one in shown
        ]


def entries(form: lxml.html.HtmlElement) -> list[tuple[str, str]]:
    """Return what a browser would send of a form, its buttons and files left out."""
    found = []
    for control in form.xpath(CONTROLS):
        kind, name = control.get("type"), control.get("name")
        if control.tag == "select":
            options = control.findall(".//option")
            chosen = [options[0], *(one for one in options if one.get("selected") is not None)][-1]
            found.append((name, chosen.get("value", "")))
        elif control.tag == "textarea":
            found.append((name, control.text or ""))
        elif kind in {"checkbox", "radio"}:
            found += [(name, control.get("value", "on"))] if control.get("checked") is not None else []
        elif kind != "file":
            found.append((name, control.get("value", "")))
    return found


def replaced(sent: Iterable[tuple[str, str]], fields: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
    """Return the entries with these fields in place of those of the same names."""
    kept = [(name, value) for name, value in sent if name not in fields]
    lists = {name: [value] if isinstance(value, str) else list(value) for name, value in fields.items()}
    return kept + [(name, value) for name, values in lists.items() for value in values]


class Way:
    """The way into one focus group, in which nobody has spoken yet, for one person's browser."""

    def __init__(self, scene: Scene, group: UUID, who: str = "lead") -> None:
        self.scene, self.group = scene, group
        self.browser = scene.browsers[who]

    def begin(self) -> Step:
        """Open the first page."""
        return Step(self.browser, self.browser.get(self.scene.to("importing:begin")))

    def speakers(
        self, data: bytes | None = None, name: str = "talk.docx", *, step: Step | None = None, **fields: str
    ) -> Step:
        """Choose a file, by default the talk of these tests, in English, and have it read."""
        chosen = {"focus_group": str(self.group), "talk_language": "en", **fields}
        return (step or self.begin()).press("Read the file", chosen, file=(name, data or word_file()))

    def identifiers(self, data: bytes | None = None, name: str = "talk.docx", listed: str = "", **fields: str) -> Step:
        """Go on to what identifies people, with the labels as they are proposed."""
        return self.speakers(data, name, **fields).press(ON_TO_NAMES, {"listed": listed})

    def check(self, data: bytes | None = None, *, step: Step | None = None, **decided: Any) -> Step:
        """Go on to the last step with everything replaced as suggested, or decided otherwise."""
        step = step or self.identifiers(data)
        return step.press(ON_TO_CHECK, decisions(step, **decided))

    def store(self, data: bytes | None = None, **decided: Any) -> Step:
        """Go the whole way."""
        return sign(self.check(data, **decided))


def who_is_who(step: Step, change: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    """Return the fields that say of some labels who they are: a kind, and whose other spelling."""
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
    fields: dict[str, str | list[str]] = {"placeholder": [named.get(row.words, row.suggested) for row in rows.values()]}
    for row in rows.values():
        if row.words in keep:
            fields[f"choice-{row.at}"] = "keep"
        elif row.words in kept_at:
            fields[f"choice-{row.at}"] = "each place"
            fields[f"kept-{row.at}"] = [row.places[number] for number in kept_at[row.words]]
        elif row.words not in leave and (row.tier != "possible" or row.words in named):
            fields[f"choice-{row.at}"] = "replace"
    return fields


def looked_at(step: Step) -> list[str]:
    """Return what is sent when the whole checklist is ticked."""
    return [str(value) for value in step.tree.xpath("//input[@name='looked_at']/@value")]


def sign(step: Step, *, headers: Mapping[str, str] | None = None, **fields: str | Sequence[str]) -> Step:
    """Tick the checklist and sign."""
    return step.press("Sign and store", {"looked_at": looked_at(step), **fields}, headers=headers)
