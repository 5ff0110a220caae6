// What colleagues change, as the server tells it: one stream for all tabs of one member, in a SharedWorker of its own
// or, where there is none, in the tab that leads. Ids only; each page fetches by its own rights what it may see.
"use strict";
(() => {
  const KEPT = 200, SILENT = 40_000, FIRST_WAIT = 500, LONGEST_WAIT = 8_000, FULL = 30_000, MARGIN = 2_000;

  // Cut what has arrived into events, and keep what is not whole yet.
  function cut(text) {
    const parts = text.split("\n\n"), rest = parts.pop();
    const events = parts.map((part) => {
      const event = {};
      for (const line of part.split("\n")) {
        const at = line.indexOf(":");
        if (at > 0) event[line.slice(0, at)] = line.slice(at + 1).trimStart();
      }
      return event;
    });
    return [events.filter((event) => event.event), rest];
  }

  // A station follows one stream and tells it to whoever is near; it tries again for as long as it is open.
  class Station {
    constructor(address, tell) {
      this.address = address;
      this.tell = tell;
      this.last = "";
      this.kept = [];
      this.lasting = new Map(); // the latest choice, and who is in each transcript
      this.state = "opening";
      this.going = null;
      this.wait = FIRST_WAIT;
      this.failures = 0;
    }

    open(drawn) {
      if (this.going) return;
      this.going = new AbortController();
      this.follow(this.going, drawn);
    }

    close() {
      this.going?.abort();
      this.going = null;
    }

    // Try again at once: the network is back, or the machine has slept.
    hurry() {
      this.skip?.();
    }

    async follow(going, drawn) {
      const asked = Date.now() - drawn;
      while (!going.signal.aborted) {
        const over = await this.once(going, (Date.now() - asked) / 1000);
        if (going.signal.aborted) return;
        if (over) {
          this.going = null;
          this.say(over);
          return;
        }
        this.failures += 1;
        if (this.failures > 1) this.say("lost"); // a stream that is only begun anew is nothing to tell
        const pause = this.wait * (0.5 + Math.random());
        this.wait = Math.min(2 * this.wait, LONGEST_WAIT);
        await new Promise((done) => {
          const timer = setTimeout(done, pause);
          this.skip = () => { clearTimeout(timer); done(); };
        });
      }
    }

    // Follow the stream until it breaks; returns "over" when there is no use in trying again.
    async once(going, drawn) {
      const attempt = new AbortController(), stop = () => attempt.abort();
      going.signal.addEventListener("abort", stop);
      let watch = setTimeout(stop, SILENT);
      try {
        const headers = { Accept: "text/event-stream", "HX-Request": "true" };
        if (this.last) headers["Last-Event-ID"] = this.last;
        const address = this.last ? this.address : `${this.address}&drawn=${Math.min(drawn, 600).toFixed(1)}`;
        const answer = await fetch(address, { headers, cache: "no-store", signal: attempt.signal });
        if ([401, 403, 404, 422].includes(answer.status)) return "over";
        if (answer.status === 429) this.wait = FULL;
        if (!answer.ok || !answer.body) return "";
        const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let rest = "", events = []; ;) {
          const { value, done } = await reader.read();
          if (done) return "";
          clearTimeout(watch);
          watch = setTimeout(stop, SILENT);
          [events, rest] = cut(rest + value);
          events.forEach((event) => this.take(event));
        }
      } catch {
        return "";
      } finally {
        clearTimeout(watch);
        going.signal.removeEventListener("abort", stop);
      }
    }

    take({ id, event, data }) {
      if (id) this.last = id;
      if (event === "begun") {
        [this.wait, this.failures] = [FIRST_WAIT, 0];
        this.say("open");
        return;
      }
      const told = { type: "event", event, id: this.last, data: JSON.parse(data), at: Date.now() };
      if (event === "choice") this.lasting.set("choice", told);
      else if (event === "presence") this.lasting.set(told.data.transcript, told);
      else this.kept = [...this.kept.slice(1 - KEPT), told];
      this.tell(told);
    }

    say(state) {
      this.state = state;
      if (state !== "open") for (const key of this.lasting.keys()) if (key !== "choice") this.lasting.delete(key);
      this.tell({ type: "state", state, id: this.last });
    }

    // What a page that was drawn so many milliseconds ago has missed.
    missed(drawn) {
      const since = Date.now() - drawn - MARGIN;
      const told = [...this.lasting.values(), ...this.kept.filter((one) => one.at >= since)];
      return [...told, { type: "state", state: this.state, id: this.last }];
    }
  }
  self.CommonGroundStation = Station;

  if (typeof SharedWorkerGlobalScope === "undefined" || !(self instanceof SharedWorkerGlobalScope)) return;
  const ports = new Set();
  const station = new Station(self.name, (told) => ports.forEach((port) => port.postMessage(told)));
  self.addEventListener("connect", ({ ports: [port] }) => {
    port.onmessage = ({ data }) => {
      if (data.type === "hello") {
        ports.add(port);
        const running = station.going !== null;
        station.open(data.drawn);
        if (running) station.missed(data.drawn).forEach((told) => port.postMessage(told));
      } else if (data.type === "bye") {
        ports.delete(port);
        if (ports.size === 0) station.close();
      } else if (data.type === "hurry") station.hurry();
    };
    port.start();
  });
})();
