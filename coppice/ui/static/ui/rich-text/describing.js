// Asks what a picture shows, for those who cannot see it.

import { complain, field, show } from "rich-text/dialogs.js";
import { make } from "rich-text/elements.js";
import { LATER } from "rich-text/pictures.js";
import { _ } from "rich-text/words.js";

/** A sentence, "" for decoration, LATER, or undefined when nothing was decided. */
export async function describing(src, current) {
  const picture = make("img", { src, alt: "", class: "rt-dialog-picture" });
  const { row, input } = field(
    _("What does this picture show?"),
    { type: "textarea", rows: "3", value: current === LATER ? "" : current, maxlength: "2000" },
    _("Read aloud to people who cannot see it, and shown when it does not load. A sentence or two."),
  );
  const given = () => {
    if (input.value.trim()) return { alt: input.value.trim() };
    complain(input, _("Write a sentence, or choose one of the other two."));
    return undefined;
  };
  const answer = await show(_("Describe this picture"), [picture, row], [
    { label: _("Keep the description"), kind: "main", value: given },
    { label: _("It is only decoration"), value: { alt: "" } },
    { label: _("Describe it later"), value: { alt: current || LATER } },
  ]);
  return answer?.alt;
}
