// Two people, tabs or devices changed one text. Both stand here; one chooses calmly; neither is lost.

import { bothIn } from "rich-text/text.js";
import { bringIn, htmlOf, normal } from "rich-text/documents.js";
import { button, make } from "rich-text/elements.js";
import { comparison } from "rich-text/comparing.js";
import { show } from "rich-text/dialogs.js";
import { _ } from "rich-text/words.js";

export function offerChoice({ editor, panels, saving, answer, version, onSettled }) {
  panels.querySelector(".rt-conflict")?.remove();
  const theirs = normal(editor.schema, answer.html);
  const close = () => {
    panel.remove();
    editor.view.focus();
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
  const panel = make("section", { class: "rt-panel rt-conflict", "aria-label": _("Two versions of this text") },
    make("p", { role: "alert" }, sentence(answer)),
    make("p", { class: "rt-choices" },
      button(_("See both"), () => see(editor, theirs, choices), { class: "rt-button" }),
      button(_("Put both in"), choices.both, { class: "rt-button rt-main" }),
      button(_("Keep mine"), choices.mine, { class: "rt-button" }),
      button(_("Keep the other"), choices.theirs, { class: "rt-button" }),
      answer.comparison
        ? make("a", { href: answer.comparison, target: "_blank" }, _("Compare them word by word (new tab)"))
        : null));
  panels.prepend(panel);
  return panel;
}

const sentence = ({ by }) => [
  by
    ? _("{by} changed this text while you were writing.", { by })
    : _("This text was changed in another tab or on another device while you were writing."),
  _("Both versions are kept, and what you don’t choose stays among the earlier versions."),
].join(" ");

async function see(editor, theirs, choices) {
  const names = { theirs: _("The other version"), mine: _("What you have here") };
  const both = comparison(editor.schema, theirs, htmlOf(editor.state.doc), names);
  const answer = await show(_("Two versions of this text"), [both], [
    { label: _("Put both in"), kind: "main", value: "both" },
    { label: _("Keep mine"), value: "mine" },
    { label: _("Keep the other"), value: "theirs" },
    { label: _("Decide later"), value: null },
  ], { wide: true });
  if (answer) choices[answer]();
}
