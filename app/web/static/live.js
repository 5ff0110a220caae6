// Colleagues at work: hears what they change and tells the page, as cg:event (what) and cg:live (whether we hear).
// See live-worker.js for the stream itself, live-turns.js for what comes onto the page, live-here.js for who is where.
"use strict";
(() => {
  const live = document.getElementById("live");
  if (!live || !window.CommonGroundStation) return;
  const address = `${live.dataset.stream}?member=${live.dataset.member}`;
  const drawn = () => performance.now();
  const SENT = "sent at", JUST_NOW = 10_000;

  // A form that is sent from this tab leads to a page that is drawn after it: what it did to a round is on that page.
  document.addEventListener("submit", () => sessionStorage.setItem(SENT, String(Date.now())), true);
  const knows = ({ kind, own }) => kind === "round" && own && Date.now() - Number(sessionStorage.getItem(SENT)) < JUST_NOW;

  let last = "";
  function heard(message) {
    if (message.id) last = message.id;
    if (message.event === "changed" && knows(message.data)) return;
    if (message.type === "state") live.dataset.state = message.state;
    const [name, detail] = message.type === "state"
      ? ["cg:live", { state: message.state }] : ["cg:event", { event: message.event, ...message.data }];
    document.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // One worker follows the stream for all tabs.
  function shared() {
    const { port } = new SharedWorker(live.dataset.worker, { name: address });
    port.onmessage = ({ data }) => heard(data);
    port.start();
    const say = (type) => port.postMessage({ type, drawn: drawn() });
    return { hello: () => say("hello"), bye: () => say("bye"), hurry: () => say("hurry") };
  }

  // The tab that holds the lock follows the stream for all; when it closes, the next one goes on where it was.
  function elected() {
    const channel = new BroadcastChannel(address), me = crypto.getRandomValues(new Uint32Array(2)).join("-");
    let station = null;
    const tell = (message) => { channel.postMessage(message); heard(message); };
    const say = (type) => channel.postMessage({ type, from: me, drawn: drawn() });
    channel.onmessage = ({ data }) => {
      if (data.type === "hello") {
        station?.missed(data.drawn).forEach((message) => channel.postMessage({ ...message, to: data.from }));
      } else if (data.type === "hurry") station?.hurry();
      else if (!data.to || data.to === me) heard(data);
    };
    navigator.locks.request(address, () => {
      station = new window.CommonGroundStation(address, tell);
      station.last = last;
      station.open(drawn());
      return new Promise(() => {});
    });
    return {
      hello: () => { if (!station) say("hello"); },
      bye: () => {},
      hurry: () => (station ? station.hurry() : say("hurry")),
    };
  }

  // Where there is neither, each page that can be seen has a stream of its own.
  function alone() {
    const station = new window.CommonGroundStation(address, heard);
    const look = () => (document.hidden ? station.close() : station.open(drawn()));
    document.addEventListener("visibilitychange", look);
    return { hello: look, bye: () => station.close(), hurry: () => station.hurry() };
  }

  const line = window.SharedWorker ? shared() : navigator.locks && window.BroadcastChannel ? elected() : alone();
  addEventListener("online", line.hurry);
  addEventListener("pagehide", line.bye);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) line.hello(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) line.hurry(); });
  line.hello();
})();
