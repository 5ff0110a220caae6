// Memos open beside what they are about; the panel closes with Esc, and counts follow what is written.
"use strict";
(() => {
  let opener = null;
  const panel = () => document.getElementById("memo-panel");

  function close() {
    const open = panel();
    if (!open || !open.firstElementChild) return;
    open.replaceChildren();
    opener?.focus();
    opener = null;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".memo-link");
    if (link && panel()) opener = link;
    if (event.target.closest("[data-close-panel]")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel()?.contains(document.activeElement)) close();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.target === panel()) document.getElementById("memos-title")?.focus();
    else document.querySelector("#memos-here [data-fresh]")?.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("memos-counted", (event) => {
    for (const [thing, count] of Object.entries(event.detail.things)) {
      for (const place of document.querySelectorAll(`[data-memos="${CSS.escape(thing)}"]`)) place.textContent = count || "";
    }
  });
})();
