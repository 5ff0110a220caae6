// Memos open beside what they are about; the panel closes with Esc, and counts follow what is written.
"use strict";
(() => {
  let opener = null;
  const panel = () => document.getElementById("memo-panel");
  const isOpen = () => Boolean(panel()?.firstElementChild);

  // What somebody has begun to write goes only when they say so.
  function mayGo() {
    const begun = [...panel().querySelectorAll("textarea")].some((area) => area.value !== area.defaultValue);
    return !begun || window.confirm(panel().dataset.unsaved);
  }

  function close() {
    if (!isOpen() || !mayGo()) return;
    panel().replaceChildren();
    opener?.focus();
    opener = null;
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-panel]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    if (panel().contains(document.activeElement) || document.activeElement === document.body) close();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target.closest?.(".memo-link");
    if (!link) return;
    if (isOpen() && !mayGo()) event.preventDefault();
    else opener = link;
  });
  // A form that was sent is gone with its button: the keyboard goes on where its answer stands.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target === panel()) {
      document.getElementById("memos-title")?.focus();
      return;
    }
    const next = document.querySelector("#memos-here [data-fresh]") ?? event.target.closest?.(".thread");
    if (next && document.activeElement === document.body) next.focus();
    next?.removeAttribute("data-fresh");
  });
  document.addEventListener("memos-counted", (event) => {
    for (const [thing, count] of Object.entries(event.detail.things)) {
      for (const place of document.querySelectorAll(`[data-memos="${CSS.escape(thing)}"]`)) place.textContent = count || "";
    }
  });
})();
