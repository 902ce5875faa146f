// What the editor says, in the reader's language: `_("…{name}…", { name })`, and `_n(n, "{n} word", "{n} words")`.
// The same as in scripts/00-start.js, which comes after the modules.

const known = globalThis.coppiceWords ?? {};
const { lang } = document.documentElement;
const rules = new Intl.PluralRules(lang);
const filled = (words, given) => words.replace(/\{(\w+)\}/g, (mark, name) => given[name] ?? mark);

export const written = (number) => number.toLocaleString(lang);

export const _ = (words, given = {}) => filled(known[words] ?? words, given);

export function _n(n, one, many, given = {}) {
  const forms = known[many] ?? { one, other: many };
  return filled(forms[rules.select(n)] ?? forms.other, { n: written(n), ...given });
}
