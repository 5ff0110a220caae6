// The palette: find a code by a few letters. Enter applies it, Shift+Enter applies it and stays, Ctrl+Enter makes a new one.
import { ranked } from "./ranking.js";

const MOST = 12;

export function palette({ offers, apply, create }) {
  const dialog = document.getElementById("palette"), input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]"), about = dialog.querySelector(".about");
  let shown = [], at = 0;

  function draw() {
    shown = ranked(input.value, offers()).slice(0, MOST);
    at = Math.min(at, Math.max(shown.length - 1, 0));
    list.replaceChildren(...shown.map((offer, place) => {
      const option = document.createElement("li"), name = document.createElement("span"), uses = document.createElement("span");
      option.id = `offer-${place}`;
      option.className = offer.hue;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", String(place === at));
      name.textContent = offer.name;
      uses.textContent = offer.uses;
      uses.className = "count";
      option.append(name, uses);
      return option;
    }));
    input.setAttribute("aria-activedescendant", shown.length ? `offer-${at}` : "");
    list.children[at]?.scrollIntoView({ block: "nearest" });
    about.textContent = shown[at]?.definition || (shown.length ? "" : list.dataset.none);
  }
  function choose(place, stay) {
    const offer = shown[place];
    if (!offer) return;
    if (!stay) dialog.close();
    else input.select();
    apply(offer.id);
  }
  input.addEventListener("input", () => { at = 0; draw(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % Math.max(shown.length, 1);
      draw();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      if (input.value.trim() === "") return;
      dialog.close();
      create(input.value.trim());
    } else if (event.key === "Enter") choose(at, event.shiftKey);
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose([...list.children].indexOf(option), event.shiftKey);
  });
  dialog.querySelector("[data-create]").addEventListener("click", () => {
    if (input.value.trim() === "") return input.focus();
    dialog.close();
    create(input.value.trim());
  });
  return {
    open() {
      input.value = "";
      at = 0;
      draw();
      dialog.showModal();
      input.focus();
    },
  };
}
