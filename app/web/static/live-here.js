// Who else has this transcript open, and where the reader is, for colleagues: initials and the number of a turn.
"use strict";
(() => {
  const live = document.getElementById("live");
  if (!live?.dataset.transcript) return;
  const { transcript, member, here: address, token, turn: turnWords } = live.dataset;
  const RENEW = 25_000, APART = 2_000;
  let shown = false, open = false, at = 0, sent = 0, timer = 0, people = [];

  const tab = window.freshOperation();
  const form = (fields) => new URLSearchParams({ form_token: token, tab, ...fields });

  function tell() {
    if (!shown || !open || document.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      sent = Date.now();
      fetch(address, { method: "POST", body: form({ transcript, turn: at }), keepalive: true }).catch(() => {});
    }, Math.max(0, sent + APART - Date.now()));
  }

  function draw() {
    const others = shown && open ? people.filter(([who]) => who !== member) : [];
    const names = others.map(([, initials, turn]) => (turn ? `${initials} (${turnWords.replace("{n}", turn)})` : initials));
    document.getElementById("live-who").textContent = names.join(", ");
    document.getElementById("live-here").hidden = names.length === 0;
    document.dispatchEvent(new CustomEvent("cg:line"));
  }

  document.addEventListener("cg:event", ({ detail }) => {
    if (detail.event === "choice") {
      shown = detail.shown;
      tell();
    } else if (detail.event === "presence" && detail.transcript === transcript) people = detail.here;
    else return;
    draw();
  });
  document.addEventListener("cg:live", ({ detail }) => {
    open = detail.state === "open";
    if (!open) people = [];
    tell();
    draw();
  });

  function moved(node) {
    const element = node?.nodeType === 1 ? node : node?.parentElement;
    const turn = Number(element?.closest?.(".turn")?.id.replace("turn-", "")) || 0;
    if (!turn || turn === at) return;
    at = turn;
    tell();
  }
  document.addEventListener("focusin", ({ target }) => moved(target));
  document.addEventListener("click", ({ target }) => moved(target));
  document.addEventListener("selectionchange", () => moved(document.getSelection().anchorNode));
  document.addEventListener("visibilitychange", tell);
  addEventListener("pagehide", () => { if (sent) navigator.sendBeacon(address, form({})); });
  setInterval(tell, RENEW);
})();
