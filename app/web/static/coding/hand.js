// What is in hand: the words that are marked, or else the turn that is chosen; and the coding that is looked at.
import { between, blockOf, endOf, marked, rangeOf } from "./passages.js";

const field = (id) => document.getElementById(id);
const hand = { passage: null, turn: 0, anchor: 0, coding: null };

export const held = () => hand.passage;
export const turn = () => hand.turn;
export const coding = () => hand.coding;
export const codingsOf = (number) => [...document.querySelectorAll(`#turn-${number} .codings li[data-coding]`)];

export function light(name, range) {
  if (!window.Highlight || !CSS.highlights) return;
  if (range) CSS.highlights.set(name, new Highlight(range));
  else CSS.highlights.delete(name);
}

function tell() {
  const { passage } = hand, shown = field("hand");
  for (const name of ["start", "end", "words"]) field(name).value = passage ? passage[name] : "";
  const short = passage && passage.words.length > 42 ? `${passage.words.slice(0, 40)}…` : passage?.words;
  shown.textContent = passage ? `“${short}”` : hand.turn ? `${shown.dataset.turn} ${hand.turn}` : "";
  document.dispatchEvent(new CustomEvent("hand", { detail: hand }));
}

export function take(passage) {
  hand.passage = passage;
  lookAt(null);
  light("in-hand", passage ? rangeOf(passage) : null);
  tell();
}

export function choose(number) {
  const radio = document.querySelector(`input[type=radio][name=turn][value="${number}"]`);
  if (!radio) return false;
  radio.checked = true;
  hand.turn = hand.anchor = number;
  return true;
}

// Go to a turn by key: it is chosen, has the focus, and comes into view.
export function goTo(number) {
  if (!choose(number)) return;
  document.getSelection().removeAllRanges();
  take(null);
  const radio = document.querySelector(`input[type=radio][name=turn][value="${number}"]`);
  radio.focus({ preventScroll: true });
  radio.closest(".turn").scrollIntoView({ block: "nearest" });
}

// Turns by their number, as they stand on the page.
export const numbers = () => [...document.querySelectorAll("input[type=radio][name=turn]")].map((radio) => Number(radio.value));

export function step(by) {
  const all = numbers(), here = all.indexOf(hand.turn);
  goTo(all[Math.min(Math.max(here < 0 ? 0 : here + by, 0), all.length - 1)]);
}

// Extend over whole turns, from the one that was chosen first.
export function extend(by) {
  const all = numbers(), anchor = all.indexOf(hand.anchor || hand.turn || all[0]);
  const last = hand.passage ? all.indexOf(by > 0 ? hand.passage.lastTurn : hand.passage.turn) : anchor;
  const edge = hand.passage && last === anchor && hand.passage.turn !== hand.passage.lastTurn
    ? all.indexOf(by > 0 ? hand.passage.turn : hand.passage.lastTurn) : last;
  const next = Math.min(Math.max(edge + by, 0), all.length - 1);
  const head = blockOf(all[Math.min(anchor, next)]), tail = blockOf(all[Math.max(anchor, next)]);
  take(between(Number(head.dataset.start), endOf(tail)));
  document.querySelector(`#turn-${all[next]}`)?.scrollIntoView({ block: "nearest" });
}

// Look at one coding: its words light up, and keys move or remove it.
export function lookAt(entry) {
  for (const one of document.querySelectorAll(".codings li.looked-at")) one.classList.remove("looked-at");
  hand.coding = entry ? {
    id: entry.dataset.coding, code: entry.dataset.code, mine: entry.dataset.mine === "yes", entry,
    passage: between(Number(entry.dataset.start), Number(entry.dataset.end)),
  } : null;
  entry?.classList.add("looked-at");
  light("looked-at", hand.coding?.passage ? rangeOf(hand.coding.passage) : null);
  if (entry) tell();
}

// A turn was drawn anew under what is in hand: the same words light up, and the same coding is looked at.
export function again() {
  const { passage, coding: one } = hand;
  if (passage && between(passage.start, passage.end)?.words !== passage.words) return take(null);
  light("in-hand", passage ? rangeOf(passage) : null);
  if (one && !one.entry.isConnected) lookAt(document.querySelector(`.codings li[data-coding="${one.id}"]`));
  return undefined;
}

export function cycle() {
  const all = codingsOf(hand.turn);
  if (all.length === 0) return null;
  lookAt(all[(all.indexOf(hand.coding?.entry) + 1) % all.length]);
  return hand.coding;
}

export function listen(transcript) {
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || !transcript.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0), passage = selection.isCollapsed ? null : marked(range);
    if (passage) choose(passage.turn);
    else if (hand.passage === null) return;
    take(passage);
  });
  transcript.addEventListener("click", (event) => {
    const article = event.target.closest(".turn");
    if (!article || event.target.closest("button, a, .codings")) return;
    choose(Number(article.id.replace("turn-", "")));
    if (document.getSelection().isCollapsed) take(null);
  });
  transcript.addEventListener("change", (event) => {
    if (event.target.name !== "turn") return;
    choose(Number(event.target.value));
    take(null);
  });
}
