// The theme board: tick, drag or move by keyboard. Whatever the way, the one form is sent, as it would be without scripts.
"use strict";
(() => {
  const page = document.querySelector(".theme-board");
  if (!page) return;
  const board = () => document.getElementById("board"), form = () => document.getElementById("moving");
  const ticks = () => [...document.querySelectorAll("#board input[name=card]")];
  const ticked = () => ticks().filter((one) => one.checked);
  const behind = () => document.getElementById("behind");
  let opener = null, moved = [], focusOn = "";

  function count() {
    const line = document.getElementById("ticked"), number = ticked().length;
    if (!line) return;
    const { none, one, many } = line.dataset;
    line.textContent = number === 0 ? none : number === 1 ? one : many.replace("{n}", number);
  }

  // --- Sending ---

  document.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-plain")) event.stopPropagation(); // a whole new page, not a part of this one
  }, true);
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.elt !== form()) return;
    event.detail.parameters.operation = window.freshOperation(); // each move is a new one, though the form stays
    moved = ticked().map((one) => one.value.split(" ")[0]);
    const held = document.activeElement?.closest?.(".code-card")?.querySelector("input");
    focusOn = held && moved.includes(held.value.split(" ")[0]) ? moved[0] : "";
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt === form() && event.detail.xhr.status < 400) { // to htmx a page that says no is a success
      for (const one of ticks()) if (moved.includes(one.value.split(" ")[0])) one.checked = false;
      document.getElementById("alert").replaceChildren();
      count();
    }
  });
  document.body.addEventListener("htmx:oobAfterSwap", () => {
    count();
    if (!focusOn) return;
    const to = form()?.elements.theme.value || "none";
    document.querySelector(`#card-${CSS.escape(focusOn)}-${CSS.escape(to)} input`)?.focus();
  });
  page.addEventListener("change", (event) => { if (event.target.name === "card") count(); });

  // --- Beside the board ---

  document.body.addEventListener("htmx:afterSwap", (event) => {
    const more = behind()?.childElementCount && document.activeElement === document.body; // the button for more is gone
    if (event.detail.target === behind() || more) behind().focus({ preventScroll: Boolean(more) });
  });
  function close() {
    if (!behind()?.childElementCount) return;
    behind().replaceChildren();
    if (opener?.isConnected) opener.focus();
  }
  page.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) return close();
    const link = event.target.closest("[data-behind]");
    if (!link || !globalThis.htmx || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    opener = link;
    globalThis.htmx.ajax("GET", link.getAttribute("href"), { target: "#behind", swap: "innerHTML" });
  });

  // --- Keys: only while a code has the focus ---

  const cardsIn = (list) => [...list.querySelectorAll("input[name=card]")];
  function step(input, by) {
    const list = cardsIn(input.closest("[data-drop]"));
    list[list.indexOf(input) + by]?.focus();
  }
  function across(input, by) {
    const lists = [...document.querySelectorAll("#board [data-drop]")].filter((one) => cardsIn(one).length > 0);
    const next = lists[lists.indexOf(input.closest("[data-drop]")) + by];
    if (next) cardsIn(next)[0].focus();
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  page.addEventListener("keydown", (event) => {
    if (event.target.name !== "card" || event.ctrlKey || event.metaKey || event.altKey) return;
    const ways = { ArrowDown: [step, 1], ArrowUp: [step, -1], ArrowRight: [across, 1], ArrowLeft: [across, -1] };
    if (event.key in ways) {
      event.preventDefault();
      ways[event.key][0](event.target, ways[event.key][1]);
    } else if (event.key === "m" || event.key === "M") {
      event.preventDefault();
      if (ticked().length === 0) event.target.checked = true;
      count();
      form().elements.theme.focus();
    }
  });

  // --- Drag and drop, as one more way ---

  let dragged = [];
  page.addEventListener("dragstart", (event) => {
    const card = event.target.closest?.(".code-card"), tick = card?.querySelector("input[name=card]");
    if (!tick) return;
    dragged = tick.checked ? ticked() : [tick];
    event.dataTransfer.effectAllowed = "copyMove";
    event.dataTransfer.setData("text/plain", dragged.map((one) => one.value).join(","));
    for (const one of dragged) one.closest(".code-card").classList.add("dragged");
  });
  page.addEventListener("dragend", () => {
    for (const one of document.querySelectorAll(".dragged, .over")) one.classList.remove("dragged", "over");
    dragged = [];
  });
  const dropAt = (event) => {
    const inside = event.target.closest?.("[data-drop]") ?? event.target.closest?.(".column")?.querySelector("[data-drop]");
    return dragged.length > 0 ? inside : null;
  };
  page.addEventListener("dragover", (event) => {
    const place = dropAt(event);
    for (const one of document.querySelectorAll(".over")) if (one !== place) one.classList.remove("over");
    if (!place) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = event.ctrlKey ? "copy" : "move";
    place.classList.add("over");
  });
  page.addEventListener("drop", (event) => {
    const place = dropAt(event);
    if (!place) return;
    event.preventDefault();
    for (const one of ticks()) one.checked = dragged.includes(one);
    form().elements.theme.value = place.dataset.drop;
    form().requestSubmit(event.ctrlKey ? form().querySelector("[name=also]") : undefined);
  });

  // --- Colleagues: the page is told by live.js where there is one; nothing is drawn anew under somebody's hands ---

  const inHand = () => ticked().length > 0 || dragged.length > 0 || behind()?.childElementCount > 0
    || board().contains(document.activeElement);
  function offer() {
    const line = document.getElementById("board-status");
    const show = Object.assign(document.createElement("button"), { type: "button", textContent: line.dataset.show });
    show.addEventListener("click", () => anew(true));
    line.replaceChildren(line.dataset.others, show);
  }
  async function anew(asked = false) {
    if (!asked && inHand()) return offer();
    const answer = await fetch(board().dataset.board, { headers: { "HX-Request": "true" } });
    if (!answer.ok) return;
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("board");
    if (!asked && inHand()) return offer(); // taken up while the answer came
    const kept = new Set(ticked().map((one) => one.value)), scrolled = scrollY;
    board().replaceWith(drawn);
    globalThis.htmx?.process(drawn);
    for (const one of ticks()) one.checked = kept.has(one.value);
    count();
    scrollTo({ top: scrolled, behavior: "instant" });
  }
  document.addEventListener("cg:event", ({ detail }) => {
    if (detail.event !== "changed" || detail.own || !["theme", "code"].includes(detail.kind)) return;
    anew();
  });
  count();
})();
