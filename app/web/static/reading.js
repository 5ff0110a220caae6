// The reading mode: keys, the field that finds a code, and the focus on each new card. Without it every button works.
"use strict";
(() => {
  const card = () => document.getElementById("card");
  if (!card()) return;
  const FIELDS = "input, textarea, select, [contenteditable]";

  // Space on a button or link is theirs; else it turns the page when there is nothing left to scroll to.
  function wanted(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest(FIELDS)) return "";
    if (event.key !== " ") return event.key;
    if (event.target.closest("button, a, summary")) return "";
    const page = document.documentElement;
    return page.scrollHeight - page.clientHeight - window.scrollY > 8 ? "" : "ArrowRight";
  }
  document.addEventListener("keydown", (event) => {
    const key = wanted(event);
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    const button = card().querySelector(`[data-key=${key}]:not(:disabled)`);
    if (!button) return;
    event.preventDefault();
    if (!event.repeat) button.click();
  });

  function found(field) {
    const words = field.value.trim().toLowerCase(), left = [];
    for (const group of card().querySelectorAll(".chip-group")) {
      for (const chip of group.querySelectorAll(".tap")) {
        chip.hidden = !chip.querySelector(".code-name").textContent.toLowerCase().includes(words);
        if (!chip.hidden) left.push(chip);
      }
      group.hidden = !group.querySelector(".tap:not([hidden])");
    }
    document.getElementById("found-nothing").hidden = left.length > 0;
    return words === "" ? [] : left;
  }
  document.addEventListener("input", (event) => {
    if (event.target.id === "find-chip") found(event.target);
  });
  // Enter leads to what was found; what is tapped there is the reader's own doing.
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "find-form") return;
    event.preventDefault();
    found(document.getElementById("find-chip"))[0]?.focus();
  }, true);

  // Two taps on one card are two operations; asked again after an alert, a tap is a new one, too.
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb === "post") event.detail.parameters.operation = window.freshOperation();
  });
  // Whoever undoes goes on undoing; on any other new card the focus is on its heading, which says who speaks and where.
  let pressed = "";
  document.body.addEventListener("htmx:beforeRequest", (event) => {
    const button = event.detail.elt;
    pressed = button.classList.contains("tap") ? button.id : button.id === "undo" ? "undo" : "";
    if (button.classList.contains("tap")) button.setAttribute("aria-busy", "true");
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "card") return;
    const next = document.getElementById(pressed) ?? document.getElementById("card-head");
    next.focus({ preventScroll: pressed !== "" });
  });
  document.body.addEventListener("htmx:oobAfterSwap", () => {
    if (document.activeElement === document.body && pressed) document.getElementById(pressed)?.focus({ preventScroll: true });
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    event.detail.elt.removeAttribute("aria-busy");
  });
  // What was said makes room again after a while: the chip itself shows that it is on.
  let said = 0;
  document.body.addEventListener("htmx:afterSettle", () => {
    clearTimeout(said);
    said = setTimeout(() => document.getElementById("status")?.replaceChildren(), 8000);
  });
})();
