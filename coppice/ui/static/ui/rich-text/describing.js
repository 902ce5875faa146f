// Asks what a picture shows, for those who cannot see it.

import { complain, field, show } from "rich-text/dialogs.js";
import { make } from "rich-text/elements.js";
import { LATER } from "rich-text/pictures.js";

/** A sentence, "" for decoration, LATER, or undefined when nothing was decided. */
export async function describing(src, current) {
  const picture = make("img", { src, alt: "", class: "rt-dialog-picture" });
  const { row, input } = field(
    "What does this picture show?",
    { type: "textarea", rows: "3", value: current === LATER ? "" : current, maxlength: "2000" },
    "Read aloud to people who cannot see it, and shown when it does not load. A sentence or two.",
  );
  const given = () => {
    if (input.value.trim()) return { alt: input.value.trim() };
    complain(input, "Write a sentence, or choose one of the other two.");
    return undefined;
  };
  const answer = await show("Describe this picture", [picture, row], [
    { label: "Keep the description", kind: "main", value: given },
    { label: "It is only decoration", value: { alt: "" } },
    { label: "Describe it later", value: { alt: current || LATER } },
  ]);
  return answer?.alt;
}
