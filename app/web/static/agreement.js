// Differences by keys: d opens the walk or goes on to the next, Shift and d goes back; never in a field, and only where
// single keys are on. Choosing a person or a code chooses the outcome that it belongs to. Pages are swapped without
// being loaded anew, so everything is listened for on the document.
"use strict";
(() => {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.matches("input, select, textarea") || event.key.toLowerCase() !== "d") return;
    if (document.querySelector("[data-single-keys]")?.dataset.singleKeys !== "on") return;
    const link = document.querySelector(event.shiftKey ? "[data-key-previous]" : "[data-key-next], [data-differences]");
    if (!link) return;
    event.preventDefault();
    link.click();
  });
  document.addEventListener("change", (event) => {
    const wanted = event.target.dataset?.chooses;
    if (!wanted || !event.target.value) return;
    event.target.form.querySelector(`[name=outcome][value="${CSS.escape(wanted)}"]`).checked = true;
  });
})();
