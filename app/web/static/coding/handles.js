// The two ends of a coding that is looked at: drag them, or move them word by word with the arrow keys.
import { marked, rangeOf, shifted } from "./passages.js";
import { coding } from "./hand.js";

export function handles(transcript, move) {
  const ends = [document.getElementById("handle-start"), document.getElementById("handle-end")];
  let dragged = null;

  function place() {
    const one = coding(), range = one?.mine && one.passage ? rangeOf(one.passage) : null;
    const rects = range ? [...range.getClientRects()].filter((rect) => rect.width > 0) : [];
    const host = transcript.getBoundingClientRect();
    ends.forEach((end, which) => {
      end.hidden = rects.length === 0;
      if (end.hidden) return;
      const rect = which === 0 ? rects[0] : rects[rects.length - 1];
      end.style.left = `${(which === 0 ? rect.left : rect.right) - host.left}px`;
      end.style.top = `${rect.top - host.top + transcript.scrollTop}px`;
    });
  }
  function pointAt(x, y) {
    if (document.caretPositionFromPoint) {
      const caret = document.caretPositionFromPoint(x, y);
      return caret && [caret.offsetNode, caret.offset];
    }
    const range = document.caretRangeFromPoint?.(x, y);
    return range && [range.startContainer, range.startOffset];
  }
  function passageAt(event) {
    const point = pointAt(event.clientX, event.clientY);
    if (!point || !point[0].parentElement?.closest(".words[data-turn]")) return null;
    const range = rangeOf(coding().passage);
    if (dragged === 0) range.setStart(...point);
    else range.setEnd(...point);
    return range.collapsed ? null : marked(range);
  }
  ends.forEach((end, which) => {
    end.addEventListener("pointerdown", (event) => {
      dragged = which;
      end.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    end.addEventListener("pointermove", (event) => {
      if (dragged !== which) return;
      end.style.pointerEvents = "none";
      const passage = passageAt(event);
      end.style.pointerEvents = "";
      if (passage) document.dispatchEvent(new CustomEvent("bounds", { detail: passage }));
    });
    end.addEventListener("pointerup", (event) => {
      if (dragged !== which) return;
      end.style.pointerEvents = "none";
      const passage = passageAt(event);
      end.style.pointerEvents = "";
      dragged = null;
      if (passage) move(passage);
    });
    end.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      const passage = shifted(coding().passage, which === 0 ? -1 : 1, by);
      if (passage) move(passage);
    });
  });
  document.addEventListener("hand", place);
  addEventListener("resize", place);
  return place;
}
