// The coding screen: what is selected goes into the form, in code points of the transcript's words.
"use strict";
(() => {
  const form = document.getElementById("code-form");
  if (!form) return;
  const field = (id) => document.getElementById(id);
  const hand = field("hand"), find = field("find"), book = field("book");
  let turn = null;

  const codePoints = (text) => { let n = 0; for (const _ of text) n += 1; return n; };
  const wordsOf = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".words[data-turn]");
  const isLetter = (character) => /[\p{L}\p{N}_]/u.test(character ?? "");
  // An apostrophe or hyphen between letters belongs to the word.
  const inWord = (text, at) => isLetter(text[at]) || (/['’-]/.test(text[at] ?? "") && isLetter(text[at - 1]) && isLetter(text[at + 1]));

  // Where a point of the page lies in a turn's words, counted as the browser counts (UTF-16).
  function offsetIn(words, node, offset) {
    const range = document.createRange();
    range.setStart(words, 0);
    range.setEnd(node, offset);
    return range.toString().length;
  }

  // Grow to whole words, then shed the blanks at both ends.
  function snapped(text, start, end) {
    while (start < end && /\s/u.test(text[start])) start += 1;
    while (end > start && /\s/u.test(text[end - 1])) end -= 1;
    while (start > 0 && inWord(text, start) && inWord(text, start - 1)) start -= 1;
    while (end < text.length && inWord(text, end - 1) && inWord(text, end)) end += 1;
    return [start, end];
  }

  function marked(range) {
    const blocks = [...document.querySelectorAll(".words[data-turn]")].filter((words) => range.intersectsNode(words));
    const parts = [];
    for (const words of blocks) {
      const text = words.textContent;
      const first = words.contains(range.startContainer) ? offsetIn(words, range.startContainer, range.startOffset) : 0;
      const last = words.contains(range.endContainer) ? offsetIn(words, range.endContainer, range.endOffset) : text.length;
      parts.push({ words, text, first, last });
    }
    const held = parts.filter((part) => part.text.slice(part.first, part.last).trim() !== "");
    if (held.length === 0) return null;
    const head = held[0], tail = held[held.length - 1];
    if (head === tail) [head.first, head.last] = snapped(head.text, head.first, head.last);
    else {
      [head.first] = snapped(head.text, head.first, head.text.length);
      [, tail.last] = snapped(tail.text, 0, tail.last);
    }
    const place = (part, offset) => Number(part.words.dataset.start) + codePoints(part.text.slice(0, offset));
    return {
      start: place(head, head.first),
      end: place(tail, tail.last),
      words: held.map((part) => part.text.slice(part.first, part.last)).join("\n"),
      turn: Number(head.words.dataset.turn),
    };
  }

  function take(passage) {
    field("start").value = passage ? passage.start : "";
    field("end").value = passage ? passage.end : "";
    field("words").value = passage ? passage.words : "";
    const short = passage && passage.words.length > 42 ? `${passage.words.slice(0, 40)}…` : passage?.words;
    hand.textContent = passage ? `“${short}”` : turn ? `${hand.dataset.turn} ${turn}` : "";
  }

  function choose(number) {
    const radio = document.querySelector(`input[type=radio][name=turn][value="${number}"]`);
    if (!radio) return;
    radio.checked = true;
    turn = number;
  }

  function show(range) {
    if (!window.Highlight || !CSS.highlights) return;
    if (range) CSS.highlights.set("in-hand", new Highlight(range));
    else CSS.highlights.delete("in-hand");
  }

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || !field("transcript").contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const passage = selection.isCollapsed ? null : marked(range);
    if (passage) choose(passage.turn);
    show(passage ? range.cloneRange() : null);
    take(passage);
  });

  field("transcript").addEventListener("click", (event) => {
    const article = event.target.closest(".turn");
    if (!article || event.target.closest("button, a")) return;
    choose(Number(article.id.replace("turn-", "")));
    if (document.getSelection().isCollapsed) take(null);
  });
  field("transcript").addEventListener("change", (event) => {
    if (event.target.name !== "turn") return;
    choose(Number(event.target.value));
    take(null);
  });

  // A code is found by its name; Enter puts the one that is left, or the one of exactly this name, on what is marked.
  function found() {
    const wanted = find.value.trim().toLowerCase();
    const left = [];
    for (const item of document.querySelectorAll("#codes li")) {
      const name = item.querySelector(".code-name").textContent.toLowerCase();
      item.hidden = wanted !== "" && !name.includes(wanted);
      if (!item.hidden) left.push(item.querySelector("button"));
    }
    for (const list of document.querySelectorAll("#codes ul")) list.hidden = !list.querySelector("li:not([hidden])");
    const same = left.filter((button) => button.querySelector(".code-name").textContent.toLowerCase() === wanted);
    return wanted === "" ? null : same[0] ?? (left.length === 1 ? left[0] : null);
  }
  find.addEventListener("input", found);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const button = found();
    if (!button && find.value.trim() !== "") return;
    event.preventDefault();
    button?.click();
  });

  // A button that leads to a page of its own is the browser's, not htmx's.
  document.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-whole-page")) event.stopImmediatePropagation();
  }, true);

  function fresh() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  // htmx does not see a pressed button that stands outside its form; the browser does, and names it.
  document.body.addEventListener("htmx:configRequest", (event) => {
    const button = event.detail.triggeringEvent?.submitter;
    if (button?.name) event.detail.parameters[button.name] = button.value;
    event.detail.parameters.operation = fresh();
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status < 200 || xhr.status >= 400) {
      field("status").replaceChildren();
      return;
    }
    find.value = "";
    found();
    document.getSelection().removeAllRanges();
    show(null);
    // What was marked stays in hand after a coding, for a second code on the same words.
    if (!/\/cod(ings|es)$/.test(requestConfig.path)) take(null);
  });
  document.body.addEventListener("htmx:oobAfterSwap", () => {
    if (turn) choose(turn);
    if (document.activeElement === document.body && turn) {
      document.querySelector(`input[name=turn][value="${turn}"]`)?.focus({ preventScroll: true });
    }
  });
  document.body.addEventListener("htmx:sendError", () => {
    field("alert").replaceChildren(Object.assign(document.createElement("p"), {
      className: "problem", textContent: field("alert").dataset.offline ?? "",
    }));
  });

  if (matchMedia("(max-width: 60rem)").matches) book.open = false;
  choose(Number(new URLSearchParams(location.search).get("turn")) || Number(location.hash.replace("#turn-", "")) || 0);
  take(null);
})();
