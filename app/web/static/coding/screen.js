// The coding screen: one rule for everything. What is marked is coded; where nothing is marked, the turn that is chosen.
import * as hand from "./hand.js";
import { handles } from "./handles.js";
import { keys } from "./keys.js";
import { memos } from "./memos.js";
import { palette } from "./palette.js";
import { firstWord, nextWord, rangeOf, shifted, withSentence } from "./passages.js";
import { popup } from "./popup.js";
import { search } from "./search.js";
import { strip } from "./strip.js";
import { unsent } from "./unsent.js";

const field = (id) => document.getElementById(id);
const AWAY = [502, 503, 504];
const desk = field("desk"), transcript = field("transcript"), find = field("find");
const coder = field("code-form") !== null;
const LONGEST_NAME = 80;
let last = "", painting = "", hiding = 0, tapped = "";

const codes = () => [...document.querySelectorAll("#codes button[name=code]")];
const codeButton = (id) => document.querySelector(`#codes button[value="${id}"]`);
const nameOf = (button) => button.querySelector(".code-name").textContent;
// The line is swapped with every answer, so it is looked up when it is needed.
const status = () => field("status");
const press = (id) => field(id).requestSubmit();

function say(sentence) {
  status().replaceChildren(Object.assign(document.createElement("p"), { textContent: sentence }));
  hideLater();
}
// What was said goes after a while, unless somebody is just reaching for its button; Undo stays above the transcript.
function hideLater() {
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    if (status().matches(":hover, :focus-within") || status().querySelector(".voices")) hideLater();
    else status().replaceChildren();
  }, 8000);
}
function inHand() {
  if (hand.held() || hand.turn()) return true;
  say(desk.dataset.nothing);
  return false;
}
function apply(id) {
  if (inHand()) codeButton(id)?.click();
}
function create(name) {
  if (!inHand()) return;
  find.value = name;
  document.querySelector(".new-code").click();
}
function select(passage) {
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(rangeOf(passage));
  hand.take(passage);
}
function move(passage) {
  const one = hand.coding();
  if (!one?.mine) return say(desk.dataset.notMine);
  for (const name of ["start", "end", "words"]) field("move-form").elements[name].value = passage[name];
  field("move-form").elements.coding.value = one.id;
  press("move-form");
  return undefined;
}
// Words in hand, or the words of the coding that is looked at, take in more.
function grow(change) {
  const one = hand.coding();
  if (one?.passage) return one.mine ? move(change(one.passage)) : say(desk.dataset.notMine);
  if (hand.held()) return mark(change(hand.held()));
  return hand.turn() ? mark(change === withSentence ? withSentence(firstWord(hand.turn())) : firstWord(hand.turn())) : say(desk.dataset.nothing);
}
// Words that are marked by keys are said, because nothing else tells a screen reader of them.
function mark(passage) {
  if (!passage?.words) return undefined;
  select(passage);
  return say(`“${passage.words}”`);
}
// The arrow keys mark the next word instead, and with Shift one word more or less.
function arrows(by, more) {
  const passage = hand.held();
  if (!passage) return false;
  mark(more ? shifted(passage, 1, by) : nextWord(passage, by));
  return true;
}
function inVivo() {
  const passage = hand.held();
  if (!passage) return say(desk.dataset.markFirst);
  const name = passage.words.replace(/\s+/g, " ");
  return name.length > LONGEST_NAME ? say(desk.dataset.fewer) : create(name);
}
function removeOne() {
  const mine = hand.codingsOf(hand.turn()).filter((entry) => entry.dataset.mine === "yes" && entry.querySelector(".off"));
  const looked = hand.coding()?.entry;
  const entry = looked && mine.includes(looked) ? looked : mine.length === 1 ? mine[0] : null;
  if (entry) return entry.querySelector(".off").click();
  if (mine.length === 0) return say(desk.dataset.noneOfMine);
  hand.lookAt(mine[0]);
  return say(desk.dataset.whichOne);
}
function recode() {
  const one = hand.coding();
  if (!one?.mine) return say(desk.dataset.lookFirst);
  recoding = one.id;
  return offered.open();
}
let recoding = "";
function chosen(id) {
  if (!recoding) return apply(id);
  const form = field("recode-form");
  form.elements.coding.value = recoding;
  form.elements.code.value = id;
  recoding = "";
  return form.requestSubmit();
}
function uncoded(by) {
  const all = hand.numbers(), from = all.indexOf(hand.turn());
  const open = (number) => !document.querySelector(`#turn-${number}.not-counted`) && hand.codingsOf(number).length === 0;
  const rest = by > 0 ? all.slice(from + 1) : all.slice(0, Math.max(from, 0)).reverse();
  const next = rest.find(open);
  if (next) hand.goTo(next);
  else say(desk.dataset.allCoded);
}
function cycle() {
  const one = hand.cycle();
  if (!one) return say(desk.dataset.noneHere);
  place();
  const all = hand.codingsOf(hand.turn());
  return say(`${one.entry.querySelector(".what").textContent.trim().replace(/\s+/g, " ")} (${all.indexOf(one.entry) + 1} / ${all.length})`);
}
function about() {
  const here = [hand.coding()?.entry, ...document.querySelectorAll(`#turn-${hand.turn()} .codings li[data-start]`)];
  const link = here.map((entry) => entry?.querySelector(".about-unit")).find(Boolean);
  if (link) tell(link);
  else say(desk.dataset.lookFirst);
}
function tell(link) {
  window.htmx.ajax("GET", link.href, { target: "#unit", swap: "innerHTML" }).then(() => field("unit-dialog").showModal());
}
function memo() {
  const turn = field(`turn-${hand.turn()}`);
  if (turn) openMemos(turn);
  else say(desk.dataset.nothing);
}
// A dialog puts the focus on its first link, far down; the list of keys is read from its heading.
function help() {
  const dialog = field("help");
  dialog.showModal();
  dialog.querySelector("h2").focus();
}
function paint() {
  painting = painting ? "" : last || document.querySelector("#codes button[data-key]")?.value || "";
  if (!painting && !last) say(desk.dataset.paintFirst);
  desk.classList.toggle("painting", painting !== "");
  field("painting").textContent = painting ? nameOf(codeButton(painting)) : "";
  for (const button of document.querySelectorAll("[data-command=paint]")) button.setAttribute("aria-pressed", String(painting !== ""));
}
function toggle(name, command) {
  const on = desk.classList.toggle(name);
  for (const button of document.querySelectorAll(`[data-command=${command}]`)) button.setAttribute("aria-pressed", String(on));
}

// Lines are set closer, on this device, for as long as somebody wants it.
function compact() {
  toggle("compact", "compact");
  if (desk.classList.contains("compact")) localStorage.setItem("lines", "closer");
  else localStorage.removeItem("lines");
}

// The first nine codes have the keys 1 to 9, unless some are pinned.
function number() {
  const all = codes(), pinned = all.filter((button) => button.dataset.pin);
  all.forEach((button, place) => {
    const key = pinned.length ? button.dataset.pin : place < 9 ? String(place + 1) : undefined;
    if (key) button.dataset.key = key;
    else delete button.dataset.key;
  });
}

const offered = coder ? palette({
  offers: () => codes().map((button) => ({
    id: button.value, name: nameOf(button), uses: Number(button.querySelector(".count").textContent) || 0,
    hue: [...button.classList].find((name) => name.startsWith("hue-")), definition: button.title,
  })),
  apply: chosen, create,
}) : null;
const openMemos = memos(desk.dataset.memos, hand.held);
const words = search();
const drawStrip = strip(transcript);
let place = () => undefined, bar = { hide: () => undefined };

const commands = {
  next: () => hand.step(1), previous: () => hand.step(-1), "extend-down": () => hand.extend(1), "extend-up": () => hand.extend(-1),
  palette: () => { if (inHand()) { recoding = ""; offered.open(); } }, again: () => (last ? apply(last) : say(desk.dataset.paintFirst)),
  "in-vivo": inVivo, word: () => grow((passage) => shifted(passage, 1, 1)), "word-before": () => grow((passage) => shifted(passage, -1, -1)),
  sentence: () => grow(withSentence), paint, remove: removeOne, recode, "next-uncoded": () => uncoded(1), "previous-uncoded": () => uncoded(-1),
  arrows, cycle, hide: () => toggle("marks-hidden", "hide"), compact, focus: () => toggle("text-only", "focus"), read: () => field("read-here")?.click(), search: words.focus,
  keep: () => { if (inHand()) document.querySelector("[data-keep]").click(); },
  ...Object.fromEntries(["builds-on", "agrees", "challenges"].map((how) => [how, () => { if (inHand()) document.querySelector(`[data-answers=${how}]`).click(); }])),
  about, memo,
  "close-unit": () => field("unit-dialog").close(),
  help, undo: () => press("undo-form"), redo: () => press("redo-form"), close: () => field("help").close(),
  pinned: (key) => { const button = document.querySelector(`#codes button[data-key="${key}"]`); if (button) apply(button.value); },
};
const forReaders = ["hide", "compact", "focus", "search", "help", "close"];
keys(desk, coder ? commands : Object.fromEntries(forReaders.map((name) => [name, commands[name]])));

function listen() {
  hand.listen(transcript);
  place = handles(transcript, move);
  bar = popup(transcript, () => (hand.held() ? rangeOf(hand.held()) : null));
  transcript.addEventListener("pointerup", () => setTimeout(() => { if (painting && hand.held()) apply(painting); }));
  document.addEventListener("bounds", (event) => hand.light("looked-at", rangeOf(event.detail)));
  transcript.addEventListener("click", (event) => {
    const link = event.target.closest("a.about-unit");
    if (link && window.htmx && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      tell(link);
      return;
    }
    const entry = event.target.closest(".codings li[data-coding]");
    if (!entry || event.target.closest(".off")) return;
    hand.choose(Number(entry.closest(".turn").id.replace("turn-", "")));
    hand.lookAt(entry);
    place();
  });
  // The reading mode opens at the turn in hand; without one, where its reader stopped.
  field("read-here")?.addEventListener("click", (event) => {
    if (hand.turn()) event.currentTarget.search = `?turn=${hand.turn()}`;
  });
  for (const kind of ["pointerover", "focusin"]) transcript.addEventListener(kind, (event) => {
    const entry = event.target.closest(".codings li[data-coding]");
    const range = entry ? rangeOf({ start: Number(entry.dataset.start), end: Number(entry.dataset.end) }) : null;
    hand.light("backlight", range);
  });
}

// A code is found by its name; Enter puts the one that is left, or the one of exactly this name, on what is marked.
function found() {
  const wanted = find.value.trim().toLowerCase(), left = [];
  for (const item of document.querySelectorAll("#codes li")) {
    const name = item.querySelector(".code-name").textContent.toLowerCase();
    item.hidden = wanted !== "" && !name.includes(wanted);
    if (!item.hidden) left.push(item.querySelector("button"));
  }
  for (const list of document.querySelectorAll("#codes ul")) list.hidden = !list.querySelector("li:not([hidden])");
  const same = left.filter((button) => nameOf(button).toLowerCase() === wanted);
  return wanted === "" ? null : same[0] ?? (left.length === 1 ? left[0] : null);
}

function send() {
  find.addEventListener("input", found);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const button = found(), many = document.querySelectorAll("#codes li:not([hidden])").length;
    if (!button && find.value.trim() !== "" && many === 0) return; // a new code, as the button beside it makes
    event.preventDefault();
    if (button) button.click();
    else if (find.value.trim() !== "") say(desk.dataset.several);
  });
  // A button that leads to a page of its own is the browser's, not htmx's.
  document.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-whole-page")) event.stopImmediatePropagation();
  }, true);
  // The forms of the panel beside the text are their own; everything else that is sent here changes the transcript's codings.
  const ours = (event) => event.detail.requestConfig?.verb === "post" && !event.target.closest?.("#memo-panel");
  // htmx does not see a pressed button that stands outside its form; the browser does, and names it.
  document.body.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "post" || event.target.closest("#memo-panel")) return;
    const button = event.detail.triggeringEvent?.submitter;
    if (button?.name) event.detail.parameters[button.name] = button.value;
    event.detail.parameters.operation = window.freshOperation();
    if (button?.name === "code") last = button.value;
    tapped = button?.closest(".voices") ? button.id : "";
  });
  document.body.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (!ours(event)) return undefined;
    if (xhr.status < 200 || xhr.status >= 400) return status().replaceChildren();
    if (field("unit-dialog").open) field("unit-dialog").close();
    find.value = "";
    found();
    number();
    hideLater();
    drawStrip();
    document.getSelection().removeAllRanges();
    hand.light("in-hand", null);
    bar.hide();
    // What was marked stays in hand after a coding, for a second code on the same words.
    const again = /\/(move|recode)$/.test(requestConfig.path) ? requestConfig.parameters.coding : "";
    if (!/\/cod(ings|es)$/.test(requestConfig.path)) hand.take(null);
    hand.lookAt(again ? document.querySelector(`.codings li[data-coding="${again}"]`) : null);
    place();
    return undefined;
  });
  document.body.addEventListener("htmx:oobAfterSwap", () => {
    if (hand.turn()) hand.choose(hand.turn());
    const pressed = tapped && field(tapped);
    if (pressed && document.activeElement === document.body) pressed.focus({ preventScroll: true });
    else if (document.activeElement === document.body && hand.turn()) {
      document.querySelector(`input[name=turn][value="${hand.turn()}"]`)?.focus({ preventScroll: true });
    }
  });
  // What colleagues change comes onto the page: what we hold of it is looked up anew.
  document.addEventListener("cg:swapped", (event) => {
    if (event.target.id === "codes") {
      number();
      found();
    } else if (event.target.matches(".turn")) {
      drawStrip();
      if (event.target.id === `turn-${hand.turn()}`) hand.choose(hand.turn());
      hand.again();
    }
    place();
  });
  const held = unsent(() => { number(); found(); drawStrip(); });
  document.body.addEventListener("htmx:beforeSwap", (event) => { // a proxy answers for a workbench that is away
    if (ours(event) && AWAY.includes(event.detail.xhr.status) && held(event.detail.requestConfig)) event.detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:sendError", (event) => {
    if (ours(event) && held(event.detail.requestConfig)) {
      find.value = "";
      found();
      return;
    }
    field("alert").replaceChildren(Object.assign(document.createElement("p"), {
      className: "problem", textContent: field("alert").dataset.offline ?? "",
    }));
  });
}

if (localStorage.getItem("lines") === "closer") toggle("compact", "compact");
// The memos of a passage lie beside the text, so the dialog that led to them makes way.
field("unit-dialog")?.addEventListener("click", (event) => { if (event.target.closest(".memo-link")) field("unit-dialog").close(); });
const narrow = matchMedia("(max-width: 60rem)").matches;
if (narrow) field("tools").open = false;
field("show-form")?.addEventListener("change", () => press("show-form"));
if (coder) {
  listen();
  send();
  number();
  if (narrow) field("book").open = false;
  hand.choose(Number(new URLSearchParams(location.search).get("turn")) || Number(location.hash.replace("#turn-", "")) || 0);
  hand.take(null);
}
