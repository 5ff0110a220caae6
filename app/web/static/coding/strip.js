// A strip along the transcript: where the codings are, by theme. A click jumps to the turn.

const SVG = "http://www.w3.org/2000/svg";
const SLICES = 240;

export function strip(transcript) {
  const shown = document.getElementById("strip");
  let waiting = 0;

  function draw() {
    const turns = [...transcript.querySelectorAll(".turn")], lengths = turns.map((turn) => turn.querySelector(".words").textContent.length + 40);
    const total = lengths.reduce((sum, length) => sum + length, 0) || 1, seen = new Set();
    let before = 0;
    const marks = [];
    turns.forEach((turn, place) => {
      for (const entry of turn.querySelectorAll(".codings li[data-start]")) {
        const hue = [...entry.classList].find((name) => name.startsWith("hue-")) ?? "hue-0";
        const slice = Math.floor(before / total * SLICES), lane = Number(hue.replace("hue-", ""));
        if (seen.has(`${slice} ${lane}`)) continue;
        seen.add(`${slice} ${lane}`);
        const mark = document.createElementNS(SVG, "rect");
        mark.setAttribute("class", hue);
        for (const [name, value] of [["x", lane * 3], ["y", `${(slice / SLICES * 100).toFixed(2)}%`], ["width", 2.4], ["height", 3]]) mark.setAttribute(name, value);
        marks.push(mark);
      }
      before += lengths[place];
    });
    shown.replaceChildren(...marks);
  }
  shown.addEventListener("click", (event) => {
    const { top, height } = shown.getBoundingClientRect(), turns = [...transcript.querySelectorAll(".turn")];
    const lengths = turns.map((turn) => turn.querySelector(".words").textContent.length + 40);
    let left = (event.clientY - top) / height * lengths.reduce((sum, length) => sum + length, 0);
    const found = turns.find((turn, place) => (left -= lengths[place]) <= 0) ?? turns[turns.length - 1];
    found?.scrollIntoView({ block: "center" });
  });
  draw();
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 50);
  };
}
