document.documentElement.dataset.script = "on";

// What scripts say, in the reader's language: `_("…{name}…", { name })`, and `_n(n, "{n} word", "{n} words")`.
const known = globalThis.coppiceWords ?? {};
const { lang } = document.documentElement;
const rules = new Intl.PluralRules(lang);
const filled = (words, given) => words.replace(/\{(\w+)\}/g, (mark, name) => given[name] ?? mark);
globalThis._ = (words, given = {}) => filled(known[words] ?? words, given);
globalThis._n = (n, one, many, given = {}) => {
  const forms = known[many] ?? { one, other: many };
  return filled(forms[rules.select(n)] ?? forms.other, { n: n.toLocaleString(lang), ...given });
};
