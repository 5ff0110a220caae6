// What colleagues change comes onto the page: turns, counts and codebook are fetched and put in place, when the member
// wants it, without touching what they mark, focus or see. It needs elements with ids (turn-N, count-ID, codes) and
// nothing else. A page can keep a turn back by cancelling cg:before-swap, and lets it go on with cg:ready.
"use strict";
(() => {
  const live = document.getElementById("live");
  if (!live) return;
  const words = live.dataset, part = (name) => document.getElementById(`live-${name}`);
  const SOON = 30, SETTLED = 250, AGAIN = 3_000, AT_A_TIME = 25, MANY = 100;
  const ASKED = "when I ask", FINISHED = "when I have finished", AT_ONCE = "at once";

  let state = "opening", colleagues = "", reload = false, changes = 0, timer = 0, fetching = false;
  const next = new Set();  // turns to be fetched
  const far = new Set();   // turns to be fetched when they come near
  const later = new Set(); // turns to be fetched when the member asks
  const quiet = new Set(); // turns that wait for nothing but the member's own change
  const codes = new Set(); // codes whose counts are to be fetched
  const book = { next: false, later: false };

  const turnAt = (number) => document.getElementById(`turn-${number}`);
  const numberOf = (turn) => turn.id.slice("turn-".length);
  const allTurns = () => [...document.querySelectorAll(".turn[id^='turn-']")].map(numberOf);
  const mode = () => (colleagues === FINISHED && words.finished ? AT_ONCE : colleagues);

  // --- What is told ---

  document.addEventListener("cg:live", ({ detail }) => {
    state = detail.state;
    say();
  });
  document.addEventListener("cg:event", ({ detail }) => {
    if (detail.event === "choice") choose(detail.colleagues);
    else if (detail.event === "refresh") everything(true);
    else if (detail.event === "changed") changed(detail);
    say();
  });

  function choose(chosen) {
    colleagues = chosen;
    if (mode() === AT_ONCE) show();
  }

  function changed({ kind, transcript, first, last, codes: used, own }) {
    const here = words.transcript && (!transcript || transcript === words.transcript);
    const now = own || mode() === AT_ONCE;
    if (kind === "round") reload = true;
    else if (kind === "coding") {
      const touched = here ? between(first, last) : [];
      for (const code of used) if (document.getElementById(`count-${code}`)) codes.add(code);
      for (const number of touched) quiet[own ? "add" : "delete"](number);
      if (now) bring(touched);
      else {
        for (const number of touched) later.add(number);
        changes += touched.length > 0;
      }
    } else if (kind === "code" || kind === "theme") everything(now);
    else if (here && ["transcript", "participant", "memo"].includes(kind)) everything(now, false);
  }

  // Those of these turns that the page shows; without numbers, all that it shows.
  function between(first, last) {
    if (!first || last - first > MANY) return allTurns();
    return Array.from({ length: last - first + 1 }, (_, at) => String(first + at)).filter(turnAt);
  }

  function everything(now, withBook = true) {
    const panel = withBook && document.getElementById("codes") !== null;
    if (now) {
      book.next ||= panel;
      putOff(allTurns());
      soon();
    } else {
      book.later ||= panel;
      for (const number of allTurns()) later.add(number);
    }
  }

  // --- Fetching ---

  const near = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      if (far.delete(numberOf(target))) next.add(numberOf(target));
    }
    if (next.size > 0) soon();
  }, { rootMargin: "50%" });

  function putOff(numbers) {
    for (const number of numbers) {
      far.add(number);
      near.observe(turnAt(number));
    }
  }

  function bring(numbers) {
    if (numbers.length > MANY) putOff(numbers);
    else for (const number of numbers) next.add(number);
    soon();
  }

  function show() {
    const asked = [...later];
    book.next ||= book.later;
    [changes, book.later] = [0, false];
    later.clear();
    bring(asked.filter(turnAt));
  }

  function soon(pause = SOON) {
    clearTimeout(timer);
    timer = setTimeout(work, pause);
  }

  async function work() {
    if (fetching || document.hidden || state === "over") return;
    fetching = true;
    try {
      while (await step());
    } finally {
      fetching = false;
    }
    say();
  }

  // One fetch; says whether there may be more to do.
  async function step() {
    if (book.next && !writesInBook()) {
      book.next = false;
      const fresh = await read(words.codes);
      if (fresh) place(fresh);
      else book.next = true;
      return fresh !== null;
    }
    const wanted = [...next].filter((number) => turnAt(number) && !busy(turnAt(number))).slice(0, AT_A_TIME);
    const counted = mode() === AT_ONCE || later.size === 0 ? [...codes].slice(0, MANY) : [];
    if (!words.turns || wanted.length + counted.length === 0) return false;
    return bringTurns(wanted, counted, false);
  }

  async function bringTurns(wanted, counted, forced) {
    for (const number of wanted) next.delete(number);
    for (const code of counted) codes.delete(code);
    const query = [...wanted.map((number) => `numbers=${number}`), ...counted.map((code) => `codes=${code}`)];
    const shown = new URLSearchParams(location.search).get("show");
    if (shown) query.push(`show=${encodeURIComponent(shown)}`);
    const whose = new URLSearchParams(location.search).get("for");
    if (whose) query.push(`for=${encodeURIComponent(whose)}`);
    const fresh = await read(`${words.turns}?${query.join("&")}`);
    if (fresh) place(fresh, forced);
    else {
      for (const number of wanted) next.add(number);
      for (const code of counted) codes.add(code);
    }
    return fresh !== null;
  }

  async function read(address) {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" }).catch(() => null);
    if (!answer?.ok) {
      soon(AGAIN);
      return null;
    }
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    return [...holder.content.children];
  }

  // --- Putting in place ---

  const inHand = () => ["in-hand", "looked-at"].flatMap((name) => [...(window.CSS?.highlights?.get(name) ?? [])]);
  function busy(turn) {
    const selection = document.getSelection();
    if (turn.contains(document.activeElement)) return true;
    if (!selection.isCollapsed && selection.getRangeAt(0).intersectsNode(turn)) return true;
    if (inHand().some((range) => !range.collapsed && range.intersectsNode?.(turn))) return true;
    return !turn.dispatchEvent(new CustomEvent("cg:before-swap", { bubbles: true, cancelable: true }));
  }
  function writesInBook() {
    const panel = document.getElementById("codes"), field = document.activeElement;
    return panel?.contains(field) || (field.matches("input, textarea") && field.value !== "" && field.closest(".book"));
  }

  // Put fresh elements where those of the same id are; a turn that has come into hand meanwhile waits.
  function place(fresh, forced = false) {
    const hold = holdScroll();
    for (const element of fresh) {
      const old = document.getElementById(element.id);
      if (!old || old.isEqualNode(element)) continue;
      if (element.matches(".turn") && !forced && busy(old)) next.add(numberOf(element));
      else swap(old, element);
    }
    hold();
  }

  function swap(old, fresh) {
    const restore = [holdChecked(old), holdFocus(old), holdSelection(old)];
    old.replaceWith(fresh);
    for (const again of restore) again(fresh);
    window.htmx?.process(fresh);
    fresh.dispatchEvent(new CustomEvent("cg:swapped", { bubbles: true }));
  }

  function named(field) {
    if (field.id) return `#${CSS.escape(field.id)}`;
    return `${field.localName}[name="${CSS.escape(field.name ?? "")}"]${field.value ? `[value="${CSS.escape(field.value)}"]` : ""}`;
  }
  function holdChecked(old) {
    const checked = [...old.querySelectorAll("input:checked")].map(named);
    return (fresh) => { for (const name of checked) for (const field of fresh.querySelectorAll(name)) field.checked = true; };
  }
  function holdFocus(old) {
    const field = document.activeElement;
    if (!old.contains(field)) return () => {};
    return (fresh) => (field === old ? fresh : fresh.querySelector(named(field)))?.focus({ preventScroll: true });
  }
  function holdSelection(old) {
    const selection = document.getSelection(), text = old.querySelector(".words");
    if (selection.isCollapsed || !text?.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return () => {};
    const offset = (node, at) => {
      const range = document.createRange();
      range.setStart(text, 0);
      range.setEnd(node, at);
      return range.toString().length;
    };
    const ends = [offset(selection.anchorNode, selection.anchorOffset), offset(selection.focusNode, selection.focusOffset)];
    return (fresh) => {
      const points = ends.map((end) => pointAt(fresh.querySelector(".words"), end));
      if (points.every(Boolean)) selection.setBaseAndExtent(...points[0], ...points[1]);
    };
  }
  function pointAt(text, offset) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), left = offset; node; left -= node.length, node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
    }
    return null;
  }

  let owed = 0;
  // What the reader looks at stays where it is on the screen, whatever grows or shrinks above it.
  function holdScroll() {
    const box = document.querySelector(".turn")?.closest(".transcript, main")?.getBoundingClientRect();
    let anchor = null;
    for (let y = innerHeight * 0.25; box && !anchor && y < innerHeight; y += innerHeight * 0.2) {
      anchor = document.elementFromPoint(box.left + box.width / 2, y)?.closest(".turn");
    }
    if (!anchor) return () => {};
    const { id } = anchor, before = anchor.getBoundingClientRect().top, page = document.documentElement;
    page.style.overflowAnchor = "none"; // the browser's own way would move it a second time
    return () => {
      const now = document.getElementById(id), moved = () => now.getBoundingClientRect().top - before;
      const away = moved() + owed;
      if (Math.abs(away) >= 1) scroller(now).scrollBy({ top: away, behavior: "instant" });
      owed = Math.abs(owed + moved()) < 1 ? owed + moved() : 0; // parts of a pixel, which many changes would add up
      requestAnimationFrame(() => { page.style.overflowAnchor = ""; });
    };
  }
  function scroller(element) {
    for (let box = element.parentElement; box; box = box.parentElement) {
      if (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
    }
    return window;
  }

  // --- The quiet line ---

  function waiting() {
    return mode() === AT_ONCE ? [...next].filter((number) => turnAt(number) && !quiet.has(number) && busy(turnAt(number))) : [];
  }
  function line() {
    if (state === "over" || state === "lost") return [words[state], false];
    if (reload) return [words.round, false];
    if (mode() === ASKED && changes > 0) return [changes === 1 ? words.one : words.many.replace("{n}", changes), true];
    if (mode() === ASKED && book.later) return [words.book, true];
    if (mode() === ASKED && later.size > 0) return [words.other, true];
    return waiting().length > 0 ? [words.waiting, true] : ["", false];
  }
  function say() {
    const [text, asks] = line();
    if (part("said").textContent !== text) part("said").textContent = text;
    part("show").hidden = part("how").hidden = !asks;
    live.hidden = text === "" && part("here").hidden;
  }

  part("show").addEventListener("click", async () => {
    const held = waiting().slice(0, AT_A_TIME);
    show();
    if (held.length > 0 && await bringTurns(held, [], true)) say();
  });
  for (const name of ["selectionchange", "focusout", "cg:ready"]) {
    document.addEventListener(name, () => { if (next.size > 0 || book.next) soon(SETTLED); });
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(0); });
  document.addEventListener("cg:line", say);
})();
