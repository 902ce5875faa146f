// Two people, tabs or devices changed one text. Both stand here; one chooses calmly; neither is lost.

import { bothIn } from "rich-text/text.js";
import { bringIn, htmlOf, normal } from "rich-text/documents.js";
import { button, make } from "rich-text/elements.js";
import { comparison } from "rich-text/comparing.js";
import { show } from "rich-text/dialogs.js";

export function offerChoice({ editor, panels, saving, answer, version, onSettled }) {
  panels.querySelector(".rt-conflict")?.remove();
  const theirs = normal(editor.schema, answer.html);
  const close = () => {
    panel.remove();
    editor.commands.focus();
  };
  const choices = {
    mine() {
      close();
      saving.resume(answer.fingerprint);
    },
    async theirs() {
      await saving.keepAside(version);
      bringIn(editor, theirs);
      saving.settled(answer.fingerprint);
      saving.discard();
      onSettled(answer);
      close();
    },
    both() {
      bringIn(editor, bothIn(theirs, htmlOf(editor.state.doc)));
      saving.changed();
      close();
      saving.resume(answer.fingerprint);
    },
  };
  const panel = make("section", { class: "rt-panel rt-conflict", "aria-label": "Two versions of this text" },
    make("p", { role: "alert" }, sentence(answer)),
    make("p", { class: "rt-choices" },
      button("See both", () => see(editor, theirs, choices), { class: "rt-button" }),
      button("Put both in", choices.both, { class: "rt-button rt-main" }),
      button("Keep mine", choices.mine, { class: "rt-button" }),
      button("Keep the other", choices.theirs, { class: "rt-button" }),
      answer.comparison
        ? make("a", { href: answer.comparison, target: "_blank" }, "Compare them word by word (new tab)")
        : null));
  panels.prepend(panel);
  return panel;
}

const sentence = ({ by }) =>
  `${by ? `${by} changed this text` : "This text was changed in another tab or on another device"} while you were writing. `
  + "Both versions are kept, and what you don’t choose stays among the earlier versions.";

async function see(editor, theirs, choices) {
  const names = { theirs: "The other version", mine: "What you have here" };
  const both = comparison(editor.schema, theirs, htmlOf(editor.state.doc), names);
  const answer = await show("Two versions of this text", [both], [
    { label: "Put both in", kind: "main", value: "both" },
    { label: "Keep mine", value: "mine" },
    { label: "Keep the other", value: "theirs" },
    { label: "Decide later", value: null },
  ], { wide: true });
  if (answer) choices[answer]();
}
