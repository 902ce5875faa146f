// Without an address of its own the text is one field of a form. Until the form has been sent, this device keeps a copy.

import { keep, keepNow, placeOf } from "rich-text/journal.js";
import { make, uuid } from "rich-text/elements.js";

const KEEP_AFTER = 250;

export class FormField {
  constructor({ element, name, person, label, read, isRequired, complain }) {
    Object.assign(this, { element, person, label, read, isRequired, complain });
    this.writer = uuid();
    this.hidden = make("input", { type: "hidden", name });
    element.append(this.hidden, make("input", { type: "hidden", name: `${name}-format`, value: "html" }));
    this.form = this.hidden.form;
    this.place = placeOf(person, `${new URL(this.form?.action || location.href, location).pathname}#${name}`);
    this.isChanged = false;
    this.adopted = [];
    this.form?.addEventListener("submit", (event) => this.submit(event));
    addEventListener("pagehide", () => this.isChanged && !this.isSubmitted && keepNow(this.record()));
  }

  changed() {
    this.isChanged = true;
    this.hidden.value = this.read();
    clearTimeout(this.keeper);
    this.keeper = setTimeout(() => keep(this.record()), KEEP_AFTER);
  }

  record() {
    const { place, writer, label, isSubmitted = false } = this;
    return { key: `${place}|${writer}`, place, writer, label, html: this.read(), at: Date.now(), submitted: isSubmitted };
  }

  submit(event) {
    this.hidden.value = this.read();
    if (this.isRequired && !this.hidden.value) {
      event.preventDefault();
      this.complain();
      return;
    }
    setTimeout(() => {
      if (event.defaultPrevented && !event.target.matches("[hx-post], [hx-put], [data-hx-post]")) return;
      this.isSubmitted = true;
      clearTimeout(this.keeper);
      if (this.isChanged) keepNow(this.record());
      for (const record of this.adopted) keepNow({ ...record, submitted: true });
    });
  }

  /** A text that was sent with its form is only offered when one came back to the form. */
  static isWanted(record) {
    const [navigation] = performance.getEntriesByType("navigation");
    return !record.submitted || ["back_forward", "reload"].includes(navigation?.type);
  }
}
