document.documentElement.dataset.script = "on";

// What scripts say, in the reader's language: `_("…{name}…", { name })`, and `_n(n, "{n} word", "{n} words")`.
const known = globalThis.coppiceWords ?? {};
const filled = (words, given) => words.replace(/\{(\w+)\}/g, (mark, name) => given[name] ?? mark);
globalThis._ = (words, given = {}) => filled(known[words] ?? words, given);
globalThis._n = (n, one, many, given = {}) => {
  const forms = known[many] ?? { 1: one, other: many };
  return filled(forms[n] ?? forms.other, { n: n.toLocaleString("en-GB"), ...given });
};
