// Changes that could not be sent are kept on this device, for this member and transcript, and sent once when the
// workbench can be reached again. Kept is what was done and where, and a check sum of the words that were marked; the
// words themselves are read from the page again.
import { between, blockOf, rangeOf } from "./passages.js";

const KEPT = /\/(codings|codes|codings\/(remove|recode|move)|units|units\/let-go|answers)$/;
const TAKEN_BACK = /\/undo$/;
const AGAIN = 10_000;

function sum(words) {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (const character of words) {
    high = Math.imul(high ^ character.codePointAt(0), 2654435761);
    low = Math.imul(low ^ character.codePointAt(0), 1597334677);
  }
  return `${(high >>> 0).toString(16)}${(low >>> 0).toString(16)}`;
}
const markedWords = ({ start, end }) => (start && end ? between(Number(start), Number(end))?.words ?? "" : "");
const wordsOf = (fields) => markedWords(fields) || (blockOf(fields.turn)?.textContent ?? "");
const shelfOf = (live) => `unsent ${live.dataset.member} ${live.dataset.transcript}`;
const put = (text) => window.htmx.swap(document.body, text, { swapStyle: "none" });

// `done` is called when all was sent. A page that keeps its changes apart names a shelf and says what their words are;
// `landed` puts an answer in place, `shown` draws what waits, and `turnsBack` says whether a change takes a kept one back.
export function unsent(done, page = {}) {
  const line = document.getElementById("unsent"), live = document.getElementById("live");
  const { shelf = shelfOf(live), words = wordsOf, landed = put, shown = () => {}, turnsBack = () => false } = page;
  let sending = false, changed = 0;

  function all() {
    try {
      return JSON.parse(localStorage.getItem(shelf)) ?? [];
    } catch {
      return [];
    }
  }
  function keep(list) {
    if (list.length > 0) localStorage.setItem(shelf, JSON.stringify(list));
    else localStorage.removeItem(shelf);
    show();
  }
  function show(said = "") {
    const list = all(), marked = list.filter(({ fields }) => fields.start && fields.end);
    line.textContent = said || (list.length === 1 ? line.dataset.one : line.dataset.many.replace("{n}", list.length));
    line.hidden = list.length === 0 && said === "";
    const ranges = marked.map(({ fields }) => rangeOf({ start: Number(fields.start), end: Number(fields.end) })).filter(Boolean);
    if (window.Highlight && CSS.highlights) CSS.highlights.set("unsent", new Highlight(...ranges));
    shown(list);
  }
  // What could not be sent: keep it, or take the last one back where that was asked. Says whether that is done.
  function take({ path, formData }) {
    const fields = Object.fromEntries(formData);
    if (TAKEN_BACK.test(path) && all().length > 0) {
      keep(all().slice(0, -1));
      show(line.dataset.dropped);
      return true;
    }
    if (!KEPT.test(path)) return false;
    delete fields.words;
    delete fields.form_token;
    const rest = all().filter((one) => !turnsBack({ path, fields }, one));
    if (rest.length < all().length) {
      keep(rest);
      return true;
    }
    try {
      keep([...rest, { path, fields, sum: sum(words(fields)) }]);
    } catch {
      return false; // a browser that keeps nothing; the sentence of the page says that nothing was sent
    }
    return true;
  }

  // Returns whether the next one may go.
  async function send({ path, fields, sum: before }) {
    const letGo = () => keep(all().filter((one) => one.fields.operation !== fields.operation));
    if (sum(words(fields)) !== before) {
      changed += 1;
      letGo();
      return true;
    }
    const token = document.querySelector("input[name=form_token]").value;
    const answer = await fetch(path, {
      method: "POST", headers: { "HX-Request": "true", "HX-Current-URL": location.href },
      body: new URLSearchParams({ ...fields, words: markedWords(fields), form_token: token }),
    });
    if (answer.status === 401 || answer.status === 429 || answer.status >= 500) return false;
    const text = await answer.text();
    letGo();
    if (answer.ok && !answer.redirected) landed(text);
    else if (!answer.ok) window.htmx.swap(document.getElementById("alert"), text, { swapStyle: "innerHTML" });
    return true;
  }
  async function sendAll() {
    if (sending || all().length === 0) return;
    sending = true;
    changed = 0;
    try {
      for (let next = all()[0]; next && await send(next); next = all()[0]);
      if (all().length === 0) show(changed > 0 ? line.dataset.changed.replace("{n}", changed) : line.dataset.sent);
      done();
    } catch {
      // not yet
    } finally {
      sending = false;
    }
  }

  addEventListener("online", sendAll);
  document.addEventListener("cg:live", ({ detail }) => { if (detail.state === "open") sendAll(); });
  document.body.addEventListener("htmx:afterOnLoad", sendAll);
  addEventListener("storage", ({ key }) => { if (key === shelf) show(); });
  setInterval(sendAll, AGAIN);
  show();
  sendAll();
  return take;
}
