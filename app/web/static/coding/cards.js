// Taps of the reading mode that could not be sent: they are kept on this device and sent once, and the chips show them.
import { unsent } from "./unsent.js";

const AWAY = [502, 503, 504];
const card = () => document.getElementById("card");
const here = location.pathname.replace(/\/$/, "");
const tapsHere = ({ fields }) => fields.turn === card().querySelector("input[name=turn]")?.value;
const idOf = ({ fields }) => fields.code ?? fields.coding;

// A chip that waits looks as it will when it is sent; the sign in front of its name says that it waits.
function shown(list) {
  const waiting = new Set(list.filter(tapsHere).map(idOf));
  for (const chip of card().querySelectorAll(".tap")) {
    const waits = waiting.has(chip.value), on = (chip.name === "coding") !== waits;
    chip.classList.toggle("waits", waits);
    chip.setAttribute("aria-pressed", String(on));
    chip.querySelector(".tick").textContent = waits ? "…" : on ? "✓" : "+";
  }
}
// The chips that are on the card are drawn anew; those of a card that was left are drawn when it comes again.
function landed(text) {
  const holder = document.createElement("template");
  holder.innerHTML = text;
  for (const fresh of holder.content.querySelectorAll(".tap[id]")) {
    const old = document.getElementById(fresh.id);
    if (!old) continue;
    const held = old === document.activeElement;
    fresh.removeAttribute("hx-swap-oob");
    old.replaceWith(fresh);
    window.htmx.process(fresh);
    if (held) fresh.focus({ preventScroll: true });
  }
}
// The same chip once more: what waits for it is dropped.
const turnsBack = (tap, kept) => tap.path === kept.path && tap.fields.turn === kept.fields.turn && idOf(tap) === idOf(kept);

if (card()) {
  const shelf = `unsent ${document.getElementById("live").dataset.member} ${here}`;
  const keeps = unsent(() => {}, { shelf, words: () => "", landed, shown, turnsBack });
  const kept = (event) => event.detail.requestConfig?.verb === "post" && keeps(event.detail.requestConfig);
  document.body.addEventListener("htmx:beforeSwap", (event) => { // a proxy answers for a workbench that is away
    if (AWAY.includes(event.detail.xhr.status) && kept(event)) event.detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:sendError", (event) => {
    if (kept(event)) return;
    const alert = document.getElementById("alert");
    alert.replaceChildren(Object.assign(document.createElement("p"), {
      className: "problem", textContent: alert.dataset.offline ?? "",
    }));
  });
}
