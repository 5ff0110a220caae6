// Passages of a transcript: code points of its words (a browser counts UTF-16), whole words, and back to the page.

const isLetter = (character) => /[\p{L}\p{N}\p{M}_]/u.test(character ?? "");
const isBlank = (character) => /\s/u.test(character ?? "");
// The whole character that begins at, or ends before, a place counted in UTF-16.
const at = (text, place) => (place < text.length ? String.fromCodePoint(text.codePointAt(place)) : undefined);
function before(text, place) {
  if (place <= 0) return undefined;
  const low = text.charCodeAt(place - 1);
  return low >= 0xdc00 && low <= 0xdfff && place > 1 ? text.slice(place - 2, place) : text[place - 1];
}
// An apostrophe or hyphen between letters belongs to the word; so do a joiner and the signs that follow an emoji.
function joined(text, place) {
  const left = before(text, place), right = at(text, place);
  if (left === undefined || right === undefined) return false;
  if (isLetter(left) && isLetter(right)) return true;
  if (/['’\u2010-]/.test(right)) return isLetter(left) && isLetter(at(text, place + right.length));
  if (/['’\u2010-]/.test(left)) return isLetter(right) && isLetter(before(text, place - left.length));
  return !isBlank(left) && /[\u200d\ufe0f\u20e3\p{M}\p{Emoji_Modifier}]/u.test(right) || left === "\u200d" && !isBlank(right)
    || /\p{Regional_Indicator}/u.test(left) && /\p{Regional_Indicator}/u.test(right);
}

export const codePoints = (text) => { let count = 0; for (const _ of text) count += 1; return count; };

// How many UTF-16 units the first `count` code points of a text take.
export function units(text, count) {
  let place = 0;
  for (let left = count; left > 0 && place < text.length; left -= 1) place += at(text, place).length;
  return place;
}

export const blocks = () => [...document.querySelectorAll(".words[data-turn]")];
export const blockOf = (turn) => document.querySelector(`.words[data-turn="${turn}"]`);
const startOf = (block) => Number(block.dataset.start);
export const endOf = (block) => startOf(block) + codePoints(block.textContent);

// Grow to whole words, then shed the blanks at both ends; places in UTF-16 of one turn's words.
export function snapped(text, start, end) {
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  while (start > 0 && joined(text, start)) start -= before(text, start).length;
  while (end < text.length && joined(text, end)) end += at(text, end).length;
  return [start, end];
}

// Where a point of the page lies in a turn's words, counted as the browser counts.
function offsetIn(block, node, offset) {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

// The passage of some parts of turns; each part has its block and where it begins and ends in UTF-16.
function passageOf(parts) {
  const held = parts.filter((part) => part.text.slice(part.first, part.last).trim() !== "");
  if (held.length === 0) return null;
  const head = held[0], tail = held[held.length - 1];
  if (head === tail) [head.first, head.last] = snapped(head.text, head.first, head.last);
  else {
    [head.first] = snapped(head.text, head.first, head.text.length);
    [, tail.last] = snapped(tail.text, 0, tail.last);
  }
  const place = (part, offset) => startOf(part.block) + codePoints(part.text.slice(0, offset));
  return {
    start: place(head, head.first), end: place(tail, tail.last),
    words: held.map((part) => part.text.slice(part.first, part.last)).join("\n"),
    turn: Number(head.block.dataset.turn), lastTurn: Number(tail.block.dataset.turn),
  };
}

// What a reader has selected, in whole words.
export function marked(range) {
  return passageOf(blocks().filter((block) => range.intersectsNode(block)).map((block) => {
    const text = block.textContent;
    return {
      block, text,
      first: block.contains(range.startContainer) ? offsetIn(block, range.startContainer, range.startOffset) : 0,
      last: block.contains(range.endContainer) ? offsetIn(block, range.endContainer, range.endOffset) : text.length,
    };
  }));
}

// The passage between two places of the transcript's words, in whole words.
export function between(start, end) {
  return passageOf(blocks().filter((block) => startOf(block) < end && start < endOf(block)).map((block) => {
    const text = block.textContent, from = startOf(block);
    return { block, text, first: units(text, Math.max(start - from, 0)), last: units(text, Math.max(end - from, 0)) };
  }));
}

function pointIn(block, offset) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode(), last = node;
  for (; node; node = walker.nextNode()) {
    if (offset <= node.length) return [node, offset];
    offset -= node.length;
    last = node;
  }
  return [last, last?.length ?? 0];
}

// A passage as a range of the page.
export function rangeOf({ start, end }) {
  const touched = blocks().filter((block) => startOf(block) < end && start < endOf(block));
  if (touched.length === 0) return null;
  const head = touched[0], tail = touched[touched.length - 1], range = document.createRange();
  range.setStart(...pointIn(head, units(head.textContent, Math.max(start - startOf(head), 0))));
  range.setEnd(...pointIn(tail, units(tail.textContent, end - startOf(tail))));
  return range;
}

// Take in the next word after a passage, or the one before it.
export function withWord(passage, side) {
  const block = blockOf(side > 0 ? passage.lastTurn : passage.turn), text = block.textContent, from = startOf(block);
  if (side > 0) {
    let place = units(text, passage.end - from);
    while (place < text.length && !isLetter(at(text, place))) place += at(text, place).length;
    if (place < text.length) place += at(text, place).length;
    return between(passage.start, from + codePoints(text.slice(0, place))) ?? passage;
  }
  let place = units(text, passage.start - from);
  while (place > 0 && !isLetter(before(text, place))) place -= before(text, place).length;
  if (place > 0) place -= before(text, place).length;
  return between(from + codePoints(text.slice(0, place)), passage.end) ?? passage;
}

// The first word of a turn, for whoever marks words by keys.
export function firstWord(turn) {
  const block = blockOf(turn), from = startOf(block);
  return withWord({ start: from, end: from, turn, lastTurn: turn }, 1);
}

// The word after a passage, or before it, instead of the passage.
export function nextWord({ start, end, turn, lastTurn }, side) {
  const edge = side > 0 ? end : start, found = withWord({ start: edge, end: edge, turn, lastTurn }, side);
  return found.words ? found : null;
}

// Move one end of a passage, the first (side -1) or the last (side 1), by a word to the left (-1) or right (1).
export function shifted(passage, side, by) {
  if (side === by) return withWord(passage, side);
  const text = passage.words, words = [...text.matchAll(/\S+/gu)];
  if (words.length < 2) return passage;
  const last = words[words.length - 2];
  return side < 0
    ? between(passage.start + codePoints(text.slice(0, words[1].index)), passage.end)
    : between(passage.start, passage.start + codePoints(text.slice(0, last.index + last[0].length)));
}

// Take in the whole sentences at both ends of a passage.
export function withSentence(passage) {
  const ends = /[.!?…]+["'”’)\]]*\s+/gu;
  const head = blockOf(passage.turn), tail = blockOf(passage.lastTurn);
  const cuts = (text) => [0, ...[...text.matchAll(ends)].map((match) => match.index + match[0].length), text.length];
  const first = units(head.textContent, passage.start - startOf(head));
  const last = units(tail.textContent, passage.end - startOf(tail));
  const left = Math.max(...cuts(head.textContent).filter((cut) => cut <= first));
  const right = Math.min(...cuts(tail.textContent).filter((cut) => cut >= last));
  return between(
    startOf(head) + codePoints(head.textContent.slice(0, left)),
    startOf(tail) + codePoints(tail.textContent.slice(0, right)),
  ) ?? passage;
}
