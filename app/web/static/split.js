// Splitting a code by keys: 1 to 9 press a code, 0 leaves the passage; only while the focus is in the box, never in a field.
"use strict";
(() => {
  const box = document.getElementById("step");
  if (!box) return;
  box.tabIndex = -1;
  if (!box.contains(document.activeElement)) box.focus();
  box.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select, textarea")) return;
    const chosen = box.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!chosen) return;
    event.preventDefault();
    chosen.click();
  });
  // Enter in the name of a new code makes it, whatever button stands first.
  const name = document.getElementById("new-name");
  name?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !name.value.trim()) return;
    event.preventDefault();
    box.querySelector("[data-new]").click();
  });
})();
