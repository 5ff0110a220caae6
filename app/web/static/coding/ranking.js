// Which codes somebody means who types a few letters. The server ranks by the same rules, held to the same cases.

export const folded = (text) =>
  text.normalize("NFKD").toLowerCase().replace(/\p{Mn}/gu, "").match(/[\p{L}\p{N}]+/gu) ?? [];

function inOrder(typed, name) {
  let from = 0;
  return typed.every((start) => {
    while (from < name.length && !name[from].startsWith(start)) from += 1;
    from += 1;
    return from <= name.length;
  });
}

function isSubsequence(letters, text) {
  let from = 0;
  for (const letter of letters) {
    from = text.indexOf(letter, from) + letter.length;
    if (from < letter.length) return false;
  }
  return true;
}

// 0 exact, 1 prefix, 2 word starts, 3 initials, 4 subsequence; -1 where it does not fit.
export function fit(typed, name) {
  const letters = typed.join("");
  if (typed.join(" ") === name.join(" ")) return 0;
  if (name.join(" ").startsWith(typed.join(" "))) return 1;
  if (inOrder(typed, name)) return 2;
  if (name.map((word) => String.fromCodePoint(word.codePointAt(0))).join("").startsWith(letters)) return 3;
  return isSubsequence(letters, name.join("")) ? 4 : -1;
}

export function ranked(query, offers) {
  const typed = folded(query);
  return offers
    .map((offer) => ({ ...offer, fit: fit(typed, folded(offer.name)) }))
    .filter((offer) => offer.fit >= 0)
    .sort((one, other) => one.fit - other.fit || other.uses - one.uses);
}
