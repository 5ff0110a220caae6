// Memos open beside what they are about; the panel closes with Esc, and counts follow what is written. What is
// begun and not sent is kept as a draft (drafts.js) and is back when the panel is opened again.
"use strict";
(() => {
  let opener = null;
  const panel = () => document.getElementById("memo-panel");
  const isOpen = () => Boolean(panel()?.firstElementChild);

  function close() {
    if (!isOpen()) return;
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
    opener = event.target.closest?.(".memo-link") ?? opener;
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
