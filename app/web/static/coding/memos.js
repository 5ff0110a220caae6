// Memos on a turn: how many there are stands below it, and the panel beside the text takes up what is marked.
const field = (id) => document.getElementById(id);

function mark(number, count) {
  const shown = document.querySelector(`[data-memos-of="${number}"]`), turn = field(`turn-${number}`);
  if (!count) shown?.remove();
  else if (shown) shown.querySelector(".count").textContent = count;
  else if (turn) {
    const fresh = field("turn-memos").content.cloneNode(true), link = fresh.querySelector("a");
    fresh.firstElementChild.dataset.memosOf = number;
    for (const name of ["href", "hx-get"]) link.setAttribute(name, link.getAttribute(name).replace(/0$/, turn.dataset.id));
    link.querySelector(".visually-hidden").textContent = link.querySelector(".visually-hidden").textContent.replace("0", number);
    link.querySelector(".count").textContent = count;
    turn.after(fresh);
    window.htmx.process(turn.nextElementSibling);
  }
}

// Open the memos on a turn; `held` returns the passage that is in hand, or null.
export function memos(address, held) {
  document.addEventListener("memos-counted", (event) => {
    for (const [number, count] of Object.entries(event.detail.turns ?? {})) mark(number, count);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const passage = held();
    if (event.target.id !== "memo-panel" || !passage) return;
    for (const input of event.target.querySelectorAll("[data-marked]")) input.value = passage[input.dataset.marked];
    const excerpt = event.target.querySelector("[data-excerpt]");
    if (excerpt) excerpt.textContent = passage.words;
  });
  return (turn) => window.htmx.ajax("GET", address.replace(/0$/, turn.dataset.id), { target: "#memo-panel", swap: "innerHTML" });
}
