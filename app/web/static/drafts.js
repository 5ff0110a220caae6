// What somebody writes in a form marked data-draft is kept in this browser, for each account apart, until it is sent or
// they sign out. What could not be sent is sent once the workbench is there again, as the same operation.
"use strict";
(() => {
  const door = document.getElementById("sign-out");
  if (!door) return;
  const words = door.dataset, PREFIX = `draft-${words.account}-`;
  const LOST = [0, 502, 503, 504], AGAIN = 5_000, SETTLED = 300, KEPT = 14 * 24 * 3_600_000;
  const waiting = new Map(); // forms that could not be sent, with the button that was pressed
  const seen = new WeakSet(), saving = new Map(); // forms that were written in a moment ago, with their timers
  let timer = 0;

  const mine = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  const keyOf = (form) => `${PREFIX}${new URL(form.action).pathname}-${form.dataset.draft}`;
  const settle = (form) => { clearTimeout(saving.get(form)); saving.delete(form); };
  const drop = (form) => { settle(form); localStorage.removeItem(keyOf(form)); };
  const fields = (form) => [...form.querySelectorAll("textarea[name], input[name]:not([type]), input[type=text][name]")];
  const written = (form) => Object.fromEntries(fields(form).map((field) => [field.name, field.value]));
  const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const begun = (form) => form.elements.edition ?? form.elements.revision; // on the grounds of which text it was written

  function read(form) {
    try {
      const draft = JSON.parse(localStorage.getItem(keyOf(form)));
      return draft && Date.now() - draft.at < KEPT ? draft : null;
    } catch {
      return null;
    }
  }
  function write(form, attempt = read(form)?.attempt) {
    settle(form);
    const draft = { fields: written(form), begun: begun(form)?.value, attempt, at: Date.now() };
    try {
      localStorage.setItem(keyOf(form), JSON.stringify(draft));
      return true;
    } catch {
      return false; // private windows and full disks keep nothing
    }
  }

  function say(form, sentence, away = false) {
    const line = form.querySelector(".draft-said") ?? form.appendChild(document.createElement("p"));
    line.className = "draft-said quiet-text";
    line.setAttribute("role", "status");
    if (line.textContent !== sentence) line.textContent = sentence;
    if (!away) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: words.away });
    button.addEventListener("click", () => {
      drop(form);
      form.reset();
      line.remove();
      fields(form)[0]?.focus();
    });
    line.append(" ", button);
  }

  // Put back what was begun, unless it has come to stand there.
  function restore(form) {
    const draft = read(form);
    if (!draft || fields(form).every((field) => plain(field.defaultValue) === plain(draft.fields[field.name]))) return drop(form);
    for (const field of fields(form)) field.value = draft.fields[field.name] ?? field.value;
    if (draft.begun !== undefined && begun(form)) begun(form).value = draft.begun;
    for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    return say(form, words.back, true);
  }
  function look(part) {
    for (const form of saving.keys()) if (!form.isConnected) write(form); // its panel was closed
    for (const form of part.querySelectorAll("form[data-draft]")) {
      if (seen.has(form)) continue;
      seen.add(form);
      if (form.hasAttribute("data-draft-anew")) write(form);
      else restore(form);
    }
  }

  function sendAgain() {
    clearTimeout(timer);
    for (const [form, button] of waiting) {
      if (!form.isConnected) waiting.delete(form);
      else if (navigator.onLine) form.requestSubmit(button?.isConnected ? button : undefined);
    }
    if (waiting.size > 0) timer = setTimeout(sendAgain, AGAIN);
  }

  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.("form[data-draft]");
    if (!form) return;
    waiting.delete(form); // whoever goes on writing sends it when it is done
    form.querySelector(".draft-said")?.remove();
    clearTimeout(saving.get(form));
    saving.set(form, setTimeout(write, SETTLED, form));
  });
  // The same words sent again are the same operation; other words are another.
  document.addEventListener("htmx:configRequest", ({ detail: { elt: form, parameters } }) => {
    if (!form.matches?.("form[data-draft]")) return;
    const before = read(form)?.attempt, text = JSON.stringify(written(form));
    const operation = !before ? form.elements.operation.value : before.text === text ? before.operation : window.freshOperation();
    parameters.operation = operation;
    write(form, { operation, text });
  });
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.requestConfig.elt.matches?.("form[data-draft]") && LOST.includes(detail.xhr.status)) detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig, xhr } }) => {
    const { elt: form, triggeringEvent } = requestConfig;
    if (!form.matches?.("form[data-draft]")) return;
    if (!LOST.includes(xhr.status)) {
      waiting.delete(form);
      if (xhr.status < 400 || xhr.status === 409) drop(form);
      return;
    }
    waiting.set(form, triggeringEvent?.submitter ?? null);
    say(form, read(form) ? words.kept : words.here);
    clearTimeout(timer);
    timer = setTimeout(sendAgain, AGAIN);
  });
  document.addEventListener("htmx:sendError", ({ detail }) => {
    if (detail.requestConfig.elt.matches?.("form[data-draft]")) document.getElementById("alert").replaceChildren();
  });
  addEventListener("online", sendAgain);
  document.addEventListener("cg:live", ({ detail }) => { if (detail.state === "open") sendAgain(); });
  addEventListener("pagehide", () => {
    for (const form of saving.keys()) write(form);
  });
  // Nothing that was written stays on a device that somebody leaves.
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "sign-out") return;
    const waits = Object.keys(localStorage).some((key) => key.startsWith("unsent ")); // see coding/unsent.js
    if ((waits || mine().length > 0) && !window.confirm(words.unsaved)) event.preventDefault();
    else for (const key of mine()) localStorage.removeItem(key);
  });
  document.addEventListener("htmx:load", ({ target }) => look(target.nodeType === 1 ? target.parentNode ?? target : document));
  look(document);
})();
