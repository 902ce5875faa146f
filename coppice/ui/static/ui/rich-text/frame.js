// What stands around the text: tools above, notes and choices, state and count below.

import { button, freshName, make } from "rich-text/elements.js";
import { _, _n, written } from "rich-text/words.js";

export function frame(status) {
  const panels = make("div", { class: "rt-panels" });
  const note = make("p", { class: "rt-note", hidden: true });
  const count = make("p", { class: "rt-count" });
  const paper = make("div", { class: "rt-paper" });
  const foot = make("div", { class: "rt-foot" }, status.line, count, status.aloud);
  const keys = _("Alt and F10 leads to the tools, Escape back to the text.");
  const help = make("p", { class: "rt-aloud", id: freshName("rt-help") }, keys);
  foot.append(help);
  return { panels, note, count, paper, foot, help };
}

/** A soft word under the text, which may offer one thing to do. */
export function tell(note, status, text, action = null) {
  note.hidden = !text;
  note.replaceChildren(text, ...(text && action ? [" ", button(action.label, action.run, { class: "rt-link" })] : []));
  if (text) status.say(text);
}

/** "312 words; 200 to 500 are advised". Advice is never more than that. */
export function countSentence(words, advice) {
  const number = _n(words, "{n} word", "{n} words");
  const [least, most] = (advice ?? "").split("-").map((part) => Number.parseInt(part, 10));
  if (Number.isNaN(most ?? Number.NaN)) return least ? _("{number}; about {least} are advised", { number, least: written(least) }) : number;
  return _("{number}; {least} to {most} are advised", { number, least: written(least), most: written(most) });
}
