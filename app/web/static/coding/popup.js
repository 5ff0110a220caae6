// A small bar beside words that were marked by mouse or finger. It never lies over them.

const GAP = 8;

export function popup(transcript, range) {
  const bar = document.getElementById("popup");
  const coarse = matchMedia("(pointer: coarse)");

  function place() {
    const rects = range() ? [...range().getClientRects()].filter((rect) => rect.width > 0) : [];
    if (rects.length === 0) return hide();
    bar.hidden = false;
    bar.classList.toggle("at-the-foot", coarse.matches);
    if (coarse.matches) return undefined;
    const { width, height } = bar.getBoundingClientRect();
    const first = rects[0], last = rects[rects.length - 1];
    const below = Math.max(...rects.map((rect) => rect.bottom)) + GAP, above = first.top - height - GAP;
    const top = below + height < innerHeight ? below : above > 0 ? above : innerHeight - height - GAP;
    if (top < below && top + height > first.top && below + height >= innerHeight && above <= 0) return hide();
    bar.style.top = `${top}px`;
    bar.style.left = `${Math.min(Math.max(last.right - width / 2, GAP), innerWidth - width - GAP)}px`;
    return undefined;
  }
  function hide() {
    bar.hidden = true;
  }
  transcript.addEventListener("pointerup", () => setTimeout(place));
  document.addEventListener("scroll", () => { if (!bar.hidden) place(); }, { passive: true, capture: true });
  document.addEventListener("hand", (event) => { if (!event.detail.passage) hide(); });
  // The words stay selected while a button of the bar is pressed.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  return { hide };
}
