"""The coding screen as a coder uses it: with the mouse, turn by turn, and with what can be seen afterwards."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, expect

from tests.stories.browsing import Researcher

# Bring turns on the screen; batches off the screen have no size yet, so look again once they are drawn.
BRING = """async (turn) => {
  for (let look = 0; look < 2; look += 1) {
    document.getElementById(`turn-${turn}`).scrollIntoView({ block: "center" });
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }
}"""
# Where on the screen some words of a turn begin and end.
PLACE = """([turn, words]) => {
  const block = document.querySelector(`.words[data-turn="${turn}"]`), at = block.textContent.indexOf(words);
  if (at < 0) throw new Error(`Turn ${turn} does not say: ${words}`);
  const point = (offset) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (offset <= node.length) return [node, offset];
      offset -= node.length;
    }
  };
  const range = document.createRange();
  range.setStart(...point(at)); range.setEnd(...point(at + words.length));
  const rects = [...range.getClientRects()].filter((rect) => rect.width > 0);
  const first = rects[0], last = rects[rects.length - 1];
  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""


class CodingScreen:
    """One coder on one transcript."""

    def __init__(self, who: Researcher) -> None:
        self.who, self.page = who, who.page

    @classmethod
    def of(cls, who: Researcher, transcript: str) -> "CodingScreen":
        """Open a transcript from the list, and wait until its scripts have come."""
        who.go("Transcripts")
        with who.page.expect_navigation():
            who.page.get_by_role("link", name=transcript, exact=True).click()
        expect(who.heading).to_have_text(transcript)
        return cls(who)

    def turn(self, number: int) -> Locator:
        return self.page.locator(f"#turn-{number}")

    def radio(self, number: int) -> Locator:
        return self.turn(number).get_by_role("radio")

    def code(self, name: str) -> Locator:
        return self.page.locator("#codes").get_by_role("button", name=re.compile(rf"^{re.escape(name)} \d+$"))

    def count(self, name: str) -> int:
        return int(self.code(name).locator(".count").inner_text())

    def has_count(self, name: str, count: int) -> None:
        """Hold that the codebook comes to count so many codings of the code."""
        expect(self.code(name).locator(".count")).to_have_text(str(count))

    def codes_offered(self) -> list[str]:
        return self.page.locator("#codes .code-name").all_inner_texts()

    def codes_on(self, number: int) -> list[str]:
        """Return the codes of a turn, each with its coder's initials."""
        entries = self.turn(number).get_by_role("list", name="Codes on this turn").get_by_role("listitem").all()
        return [
            f"{entry.locator('.code-name').inner_text()} {entry.locator('.coder').inner_text()}" for entry in entries
        ]

    def marks_in(self, number: int) -> list[str]:
        """Return the marked words of a turn, as the server drew them."""
        return self.turn(number).locator("mark").all_text_contents()

    def said(self) -> str:
        return self.page.locator("#status").inner_text()

    def choose(self, number: int) -> None:
        self.page.evaluate(BRING, number)
        self.radio(number).check()

    def drag(self, number: int, words: str, until: int = 0, last_words: str = "") -> None:
        """Select with the real mouse, from the first of these words to the last, perhaps turns later."""
        self.page.evaluate(BRING, number)
        left, top, right, bottom = self.page.evaluate(PLACE, [number, words])
        if until:
            _, _, right, bottom = self.page.evaluate(PLACE, [until, last_words])
        mouse = self.page.mouse
        mouse.move(left, top)
        mouse.down()
        mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
        mouse.move(right, bottom, steps=4)
        mouse.up()

    def in_hand(self) -> str:
        """Return the words that the next code will go on."""
        return self.page.locator("#words").input_value()

    @contextmanager
    def answered(self) -> Iterator[None]:
        with self.page.expect_response(lambda response: response.request.method == "POST") as expected:
            yield
        assert expected.value.ok, expected.value.status

    def press(self, name: str, *, on: int) -> None:
        """Press a code and wait until it stands on the turn."""
        before = len([code for code in self.codes_on(on) if code.startswith(f"{name} ")])
        with self.answered():
            self.code(name).click()
        expect(self.turn(on).locator(".codings .code-name").get_by_text(name, exact=True)).to_have_count(before + 1)

    def code_turn(self, number: int, name: str) -> None:
        self.choose(number)
        self.press(name, on=number)

    def code_words(self, number: int, words: str, name: str) -> None:
        self.drag(number, words)
        expect(self.page.locator("#words")).to_have_value(words)
        self.press(name, on=number)

    def new_code(self, name: str, *, on: int) -> None:
        """Name a code that does not exist and put it on what is in hand."""
        self.page.get_by_label("Find a code, or name a new one").fill(name)
        with self.answered():
            self.page.get_by_role("button", name="New code").click()
        expect(self.turn(on).locator(".codings .code-name").get_by_text(name, exact=True)).to_have_count(1)

    def take_off(self, number: int, name: str) -> None:
        button = self.turn(number).get_by_role("button", name=f"Take {name} off")
        before = button.count()
        with self.answered():
            button.first.click()
        expect(button).to_have_count(before - 1)

    def mark_as_read(self) -> None:
        self.page.get_by_role("button", name="I have read it all").click()
        expect(self.page.get_by_role("status").filter(has_text="Marked as read.")).to_be_visible()
