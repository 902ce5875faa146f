// Questions about texts that need no editor: how many words, are two the same, which blocks do they share.

const CHARACTER = /[\u3005\u3007\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/gu;
const WORD = /[^\s—]*[\p{L}\p{N}][^\s—]*/gu;

/** Words as the server counts them: a hyphenated word once, each Chinese or Japanese character once. */
export const wordsIn = (text) => [...(text.match(CHARACTER) ?? []), ...(text.replace(CHARACTER, " ").match(WORD) ?? [])];

export const blocksOf = (html) => [...new DOMParser().parseFromString(html, "text/html").body.children];

export const plain = (html) => {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const block of body.querySelectorAll("p,h2,h3,h4,li,td,th,blockquote,pre,br")) block.append(" ");
  return body.textContent;
};

export const withoutIds = (html) => html.replace(/ data-block="[^"]*"/g, "");

export const isSame = (one, other) => withoutIds(one) === withoutIds(other);

export const isEmpty = (html) => plain(html).trim() === "" && !/<(img|hr|table)\b/.test(html);

/** How many words of `mine` are not in `theirs`, each counted as often as it is written. */
export function wordsOnlyIn(mine, theirs) {
  const left = new Map();
  for (const word of wordsIn(plain(theirs))) left.set(word, (left.get(word) ?? 0) + 1);
  return wordsIn(plain(mine)).filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  }).length;
}

/** Both texts block by block: [{ html, from: "both" | "theirs" | "mine" }], in reading order. */
export function sideBySide(theirsHtml, mineHtml) {
  const theirs = blocksOf(theirsHtml).map((block) => block.outerHTML);
  const mine = blocksOf(mineHtml).map((block) => block.outerHTML);
  const same = (t, m) => t >= 0 && m >= 0 && t < theirs.length && m < mine.length && isSame(theirs[t], mine[m]);
  let head = 0;
  while (same(head, head)) head += 1;
  let tail = 0;
  const shorter = Math.min(theirs.length, mine.length) - head;
  while (tail < shorter && same(theirs.length - tail - 1, mine.length - tail - 1)) tail += 1;
  const both = (blocks) => blocks.map((html) => ({ html, from: "both" }));
  const middle = interleaved(theirs.slice(head, theirs.length - tail), mine.slice(head, mine.length - tail));
  return [...both(theirs.slice(0, head)), ...middle, ...both(theirs.slice(theirs.length - tail))];
}

function interleaved(theirs, mine) {
  const shared = lengths(theirs.map(withoutIds), mine.map(withoutIds));
  const rows = [];
  let t = 0;
  let m = 0;
  while (t < theirs.length || m < mine.length) {
    if (t < theirs.length && m < mine.length && isSame(theirs[t], mine[m])) {
      rows.push({ html: theirs[t], from: "both" });
      t += 1;
      m += 1;
    } else if (m >= mine.length || (t < theirs.length && shared[t + 1][m] >= shared[t][m + 1])) {
      rows.push({ html: theirs[t], from: "theirs" });
      t += 1;
    } else {
      rows.push({ html: mine[m], from: "mine" });
      m += 1;
    }
  }
  return rows;
}

/** One text with everything of both in it; what they share stands once. */
export const bothIn = (theirs, mine) => sideBySide(theirs, mine).map((row) => row.html).join("");

function lengths(one, other) {
  const table = Array.from({ length: one.length + 1 }, () => new Uint32Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      table[i][j] = one[i] === other[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}
