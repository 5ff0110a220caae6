// Find words in the transcript: every place lights up, and Enter goes from one to the next.
import { light } from "./hand.js";
import { blocks } from "./passages.js";

export function search() {
  const input = document.getElementById("find-words"), said = document.getElementById("found-words");
  let found = [], at = -1;

  function look() {
    const wanted = input.value.trim().toLowerCase();
    found = [];
    if (wanted) {
      for (const block of blocks()) {
        // Small letters can be longer than capitals (İ), so places are only taken from texts of the same length.
        const text = block.textContent.toLowerCase();
        if (text.length !== block.textContent.length) continue;
        for (let place = text.indexOf(wanted); place >= 0; place = text.indexOf(wanted, place + wanted.length)) found.push([block, place, place + wanted.length]);
      }
    }
    at = -1;
    if (window.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(...found.map(range)));
    said.textContent = wanted ? said.dataset.many.replace("0", found.length) : "";
  }
  function range([block, start, end]) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), made = document.createRange();
    let passed = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (start >= passed && start <= passed + node.length) made.setStart(node, start - passed);
      if (end <= passed + node.length) { made.setEnd(node, end - passed); break; }
      passed += node.length;
    }
    return made;
  }
  function go(by) {
    if (found.length === 0) return;
    at = (at + by + found.length) % found.length;
    light("found-here", range(found[at]));
    found[at][0].closest(".turn").scrollIntoView({ block: "center" });
    said.textContent = `${at + 1} / ${found.length}`;
  }
  input.addEventListener("input", look);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      input.value = "";
      look();
      light("found-here", null);
      input.blur();
    }
  });
  return { focus: () => { input.focus(); input.select(); } };
}
