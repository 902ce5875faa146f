// What the editor says, in the reader's language: `_("…{name}…", { name })`, and `_n(n, "{n} word", "{n} words")`.
// The same as in scripts/00-start.js, which comes after the modules.

const known = globalThis.coppiceWords ?? {};
const filled = (words, given) => words.replace(/\{(\w+)\}/g, (mark, name) => given[name] ?? mark);

export const written = (number) => number.toLocaleString("en-GB");

export const _ = (words, given = {}) => filled(known[words] ?? words, given);

export function _n(n, one, many, given = {}) {
  const forms = known[many] ?? { 1: one, other: many };
  return filled(forms[n] ?? forms.other, { n: written(n), ...given });
}
