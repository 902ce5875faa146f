// Offers what this device kept and the server never got. Nothing is put in or thrown away without being asked.

import { button, make, moment } from "rich-text/elements.js";
import { bringIn, htmlOf, normal } from "rich-text/documents.js";
import { bothIn, isEmpty, isSame, wordsOnlyIn } from "rich-text/text.js";
import { forget, keep, keptAt, letGoOfOld } from "rich-text/journal.js";
import { comparison } from "rich-text/comparing.js";
import { show } from "rich-text/dialogs.js";
import { _, _n } from "rich-text/words.js";

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
    this.shelf.textContent = _n(length, "{n} text kept on this device", "{n} texts kept on this device");
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

  sentence(words, when) {
    if (!words && this.isForm) return _("This device has a version of this text not sent yet, from {when}.", { when });
    if (!words) return _("This device has a version of this text that never reached Coppice, from {when}.", { when });
    return this.isForm
      ? _n(words, "This device has {n} word not sent yet, from {when}.", "This device has {n} words not sent yet, from {when}.", { when })
      : _n(words, "This device has {n} word that never reached Coppice, from {when}.", "This device has {n} words that never reached Coppice, from {when}.", { when });
  }

  panel(record) {
    const present = htmlOf(this.editor.state.doc);
    const words = wordsOnlyIn(record.html, present);
    const said = make("p", { role: "alert" }, this.sentence(words, moment(record.at)));
    const panel = make("section", { class: "rt-panel", "aria-label": _("Text kept on this device") }, said);
    const done = () => {
      panel.remove();
      this.editor.view.focus();
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
      button(_("See both"), () => this.see(record, put, decline), { class: "rt-button" }),
      button(_("Use them"), () => put(), { class: "rt-button rt-main" }),
      button(_("Keep the saved text"), decline, { class: "rt-button" })));
    return panel;
  }

  async see(record, put, decline) {
    const names = { theirs: _("Saved in Coppice"), mine: _("Kept on this device") };
    const both = comparison(this.editor.schema, htmlOf(this.editor.state.doc), record.html, names);
    const answer = await show(_("Two versions of this text"), [both], [
      { label: _("Use the text from this device"), kind: "main", value: "use" },
      { label: _("Put both in"), value: "both" },
      { label: _("Keep the saved text"), value: "keep" },
      { label: _("Decide later"), value: null },
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
