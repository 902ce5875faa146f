// One modal question at a time, in a native dialog; the promise gives what was chosen, or null.

import { button, freshName, make } from "rich-text/elements.js";

/**
 * Shows `content` with buttons [{ label, value, kind }].
 * A function as value is asked when its button is pressed, and may answer undefined to stay.
 */
export function show(title, content, choices, { wide = false, first = null } = {}) {
  return new Promise((resolve) => {
    const heading = make("h2", { id: freshName("rt-dialog"), class: "rt-dialog-title" }, title);
    const before = document.activeElement;
    const form = make("form", { class: "rt-dialog-form", method: "dialog", novalidate: true }, heading, ...content);
    const look = wide ? "rt-dialog rt-dialog-wide" : "rt-dialog";
    const dialog = make("dialog", { class: look, "aria-labelledby": heading.id }, form);
    const finish = (value) => {
      dialog.close();
      dialog.remove();
      if (before?.isConnected) before.focus();
      resolve(value);
    };
    const choose = ({ value }) => {
      const answer = typeof value === "function" ? value(form) : value;
      if (answer !== undefined) finish(answer);
    };
    const buttons = choices.map((choice) => (choice.kind === "main"
      ? make("button", { class: "rt-button rt-main" }, choice.label)
      : button(choice.label, () => choose(choice), { class: "rt-button" })));
    form.append(make("div", { class: "rt-dialog-buttons" }, ...buttons));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      choose(choices.find(({ kind }) => kind === "main"));
    });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      finish(null);
    });
    document.body.append(dialog);
    dialog.showModal();
    (first ?? form.querySelector("input:not([type=radio]), textarea") ?? buttons[0])?.focus();
  });
}

export function field(label, attributes, hint = "") {
  const id = freshName("rt-field");
  const isText = attributes.type === "textarea";
  const input = make(isText ? "textarea" : "input", { ...attributes, type: isText ? null : attributes.type, id });
  if (isText) input.value = attributes.value ?? "";
  const help = hint ? make("small", { id: `${id}-hint`, class: "rt-hint" }, hint) : null;
  if (help) input.setAttribute("aria-describedby", help.id);
  const row = make("p", { class: "rt-field" }, make("label", { for: id }, label), input, help);
  return { row, input };
}

export function complain(input, sentence) {
  const id = `${input.id}-error`;
  document.getElementById(id)?.remove();
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-errormessage", id);
  input.after(make("small", { id, class: "rt-error", role: "alert" }, sentence));
  input.focus();
}
