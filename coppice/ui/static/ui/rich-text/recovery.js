// Offers what this device kept and the server never got. Nothing is put in or thrown away without being asked.

import { button, counted, make, moment } from "rich-text/elements.js";
import { bringIn, htmlOf, normal } from "rich-text/documents.js";
import { bothIn, isEmpty, isSame, wordsOnlyIn } from "rich-text/text.js";
import { forget, keep, keptAt, letGoOfOld } from "rich-text/journal.js";
import { comparison } from "rich-text/comparing.js";
import { show } from "rich-text/dialogs.js";

export class Recovery {
  /** `known` gives the text as the server is known to have it. */
  constructor({ editor, panels, foot, known, place, use, isForm = false }) {
    this.shelf = button("", () => this.reoffer(), { class: "rt-link", hidden: true });
    foot.firstElementChild.after(this.shelf);
    Object.assign(this, { editor, panels, known, place, use, isForm, declined: [] });
  }

  putAside(record) {
    this.declined.push(record);
    this.drawShelf();
  }

  /** Kept for thirty days and at hand, but without asking: declined, or with no word in it that is not saved. */
  async decline(record) {
    await keep({ ...record, declined: true });
    this.putAside({ ...record, declined: true });
  }

  drawShelf() {
    const { length } = this.declined;
    this.shelf.hidden = length === 0;
    this.shelf.textContent = `${counted(length, "text")} kept on this device`;
  }

  async isNeeded(alive) {
    return (await keptAt(this.place)).some((record) => !record.declined && !alive.has(record.writer));
  }

  /** `alive` are the writers of other open tabs, whose texts are not lost but being written. */
  async offer(alive, { isWanted = () => true } = {}) {
    letGoOfOld();
    const waiting = [];
    for (const record of await keptAt(this.place)) {
      const html = normal(this.editor.schema, record.html);
      if (alive.has(record.writer)) continue;
      const isHere = isSame(html, this.known()) || isSame(html, htmlOf(this.editor.state.doc));
      if (isEmpty(html) || isHere) await forget(record.key, record.html);
      else if (record.declined) this.putAside(record);
      else if (!wordsOnlyIn(html, this.known())) await this.decline(record);
      else if (isWanted(record)) waiting.push(record);
    }
    waiting.forEach((record) => this.panels.append(this.panel(record)));
    return waiting.length;
  }

  panel(record) {
    const present = htmlOf(this.editor.state.doc);
    const words = wordsOnlyIn(record.html, present);
    const what = words ? counted(words, "word") : "a version of this text";
    const never = this.isForm ? "not sent yet" : "that never reached Coppice";
    const sentence = `This device has ${what} ${never}, from ${moment(record.at)}.`;
    const said = make("p", { role: "alert" }, sentence);
    const panel = make("section", { class: "rt-panel", "aria-label": "Text kept on this device" }, said);
    const done = () => {
      panel.remove();
      this.editor.commands.focus();
    };
    const put = (html = record.html) => {
      bringIn(this.editor, html);
      this.use(record);
      done();
    };
    const decline = async () => {
      await this.decline(record);
      done();
    };
    panel.append(make("p", { class: "rt-choices" },
      button("See both", () => this.see(record, put, decline), { class: "rt-button" }),
      button("Use them", () => put(), { class: "rt-button rt-main" }),
      button("Keep the saved text", decline, { class: "rt-button" })));
    return panel;
  }

  async see(record, put, decline) {
    const names = { theirs: "Saved in Coppice", mine: "Kept on this device" };
    const both = comparison(this.editor.schema, htmlOf(this.editor.state.doc), record.html, names);
    const answer = await show("Two versions of this text", [both], [
      { label: "Use the text from this device", kind: "main", value: "use" },
      { label: "Put both in", value: "both" },
      { label: "Keep the saved text", value: "keep" },
      { label: "Decide later", value: null },
    ], { wide: true });
    if (answer === "use") put();
    if (answer === "both") put(bothIn(htmlOf(this.editor.state.doc), record.html));
    if (answer === "keep") decline();
  }

  /** Texts declined earlier can still be had for thirty days. */
  reoffer() {
    for (const record of this.declined.splice(0)) this.panels.append(this.panel({ ...record, declined: false }));
    this.drawShelf();
  }
}
