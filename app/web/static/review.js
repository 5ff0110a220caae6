// The way in: deciding what identifies, with the keyboard from row to row; and a question before a review is lost.
// The steps after the first are swapped into the page, so everything is looked up when it is needed.
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll(".identifier")];
  const rowOf = (node) => node?.closest?.(".identifier");
  const decided = (row) => row.querySelector("input[type=radio]:checked");
  const isOpen = (row) => row.dataset.needs === "yes" && !decided(row);
  let leaving = false;

  function tell() {
    const count = document.getElementById("open-rows");
    if (!count) return;
    const all = rows(), open = all.filter(isOpen).length;
    for (const row of all) row.classList.toggle("undecided", isOpen(row));
    const said = open === 0 ? count.dataset.none : count.dataset.some.replace("0", open);
    if (count.textContent !== said) count.textContent = said;
  }
  function go(row) {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "center" });
  }
  function step(row, by) {
    const all = rows();
    go(all[all.indexOf(row) + by]);
  }
  function goOn(row) {
    const all = rows(), at = all.indexOf(row);
    go([...all.slice(at + 1), ...all.slice(0, at)].find(isOpen) ?? all[at + 1] ?? row);
  }
  function decide(row, choice) {
    const radio = row.querySelector(`input[type=radio][value="${choice}"]`);
    if (!radio) return;
    radio.checked = true;
    tell();
    if (choice !== "each place") goOn(row);
    else {
      row.querySelector("details").open = true;
      row.querySelector("details input").focus();
    }
  }
  const acts = {
    r: (row) => decide(row, "replace"), k: (row) => decide(row, "keep"), p: (row) => decide(row, "each place"),
    e: (row) => row.querySelector("input[type=text]").select(),
    j: (row) => step(row, 1), ArrowDown: (row) => step(row, 1), u: (row) => step(row, -1), ArrowUp: (row) => step(row, -1),
  };

  document.addEventListener("keydown", (event) => {
    if (event.target.id === "mark-words" && event.key === "Enter") {
      event.preventDefault();
      document.getElementById("mark-button").click();
      return;
    }
    const row = rowOf(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input[type=text]")) {
      if (event.key !== "Enter") return;
      event.preventDefault();
      decide(row, "replace");
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!Object.hasOwn(acts, key) || (key.startsWith("Arrow") && event.target.matches("input"))) return;
    event.preventDefault();
    acts[key](row);
  });
  document.addEventListener("change", () => {
    document.getElementById("alert")?.replaceChildren();
    tell();
  });
  document.addEventListener("input", (event) => {
    const row = rowOf(event.target);
    if (!row || !event.target.matches("input[type=text]")) return;
    if (!decided(row)) row.querySelector('input[value="replace"]').checked = true;
    tell();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[data-leaves]")) leave();
    const tier = event.target.closest("[data-replace-tier]")?.dataset.replaceTier;
    if (!tier) return;
    for (const row of rows()) {
      if (row.dataset.tier === tier && !decided(row)) row.querySelector('input[value="replace"]').checked = true;
    }
    tell();
  });
  // Words that somebody selects in the text go into the field beside the button that marks them everywhere.
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection(), field = document.getElementById("mark-words");
    if (!field || selection.isCollapsed || !document.getElementById("raw-text")?.contains(selection.anchorNode)) return;
    field.value = selection.toString().trim().replace(/\s+/g, " ");
  });
  // Whoever leaves on purpose is not asked; one who opened it in another tab, and so stays, is asked the next time.
  function leave() {
    leaving = true;
    setTimeout(() => { leaving = false; }, 1000);
  }
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && document.querySelector("[data-review]")) event.preventDefault();
  });
  function begin() {
    const keys = document.getElementById("how-keys");
    if (keys) keys.hidden = false;
    tell();
    const text = document.querySelector("#raw-text[data-here]"), first = rows().find(isOpen);
    if (text) requestAnimationFrame(() => text.scrollIntoView({ block: "center" }));
    else if (first) {
      first.focus({ preventScroll: true });
      requestAnimationFrame(() => first.scrollIntoView({ block: "center" }));
    }
    else document.getElementById("main").focus({ preventScroll: true });
  }
  document.body.addEventListener("htmx:afterSettle", (event) => {
    if (event.target === document.body) begin();
  });
  // After a refusal the row that was refused, or the first that is still open, comes into view.
  let refused = null;
  document.body.addEventListener("refused-row", (event) => {
    refused = rows()[event.detail.value];
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.xhr.status < 400) return;
    go(refused ?? rows().find(isOpen));
    refused?.querySelector("input[type=text]").select();
    refused = null;
  });
  if (rows().length) begin();
})();
