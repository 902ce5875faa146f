// <rich-text>: a place to write at length. The server renders a plain form inside; this turns it into an editor.
// Attributes and markup are described in coppice/ui/templatetags/rich_text.py.

import { Editor } from "django-prose-editor/editor";
import { FormField } from "rich-text/form-field.js";
import { Keys } from "rich-text/keys.js";
import { Paste } from "rich-text/paste.js";
import { Recovery } from "rich-text/recovery.js";
import { Saving } from "rich-text/saving.js";
import { Status } from "rich-text/status.js";
import { Tabs } from "rich-text/tabs.js";
import { Toolbar } from "rich-text/toolbar.js";
import { Uploads } from "rich-text/uploads.js";
import { ask } from "rich-text/server.js";
import { bringIn, htmlOf, wordCount } from "rich-text/documents.js";
import { countSentence, frame, tell } from "rich-text/frame.js";
import { freshName, make } from "rich-text/elements.js";
import { extensionsFor } from "rich-text/schema.js";
import { isSame } from "rich-text/text.js";
import { offerChoice } from "rich-text/conflict.js";
import { toolsFor, toolsHere } from "rich-text/tools.js";
import { _, _n } from "rich-text/words.js";

const ATTRIBUTES = { role: "textbox", "aria-multiline": "true", class: "rt-text prose", spellcheck: "true" };

class RichText extends HTMLElement {
  connectedCallback() {
    if (this.editor) return;
    this.status = new Status();
    Object.assign(this, frame(this.status));
    this.write();
    this.uploads = this.dataset.files ? new Uploads(this.editor, this.dataset.files, (text) => this.say(text)) : null;
    this.toolbar = new Toolbar(this.editor, toolsFor(this.uploads), _("Tools for {label}", { label: this.label }));
    this.toolsHere = new Toolbar(this.editor, toolsHere(), _("Tools for this place in the text"));
    this.replacePlain();
    if (this.dataset.save) this.keepSafe();
    else this.beField();
    this.tally();
    this.dataset.ready = "";
    this.dispatchEvent(new CustomEvent("rich-text:ready", { bubbles: true }));
  }

  get label() {
    return this.dataset.label || _("Text");
  }

  get html() {
    const { doc } = this.editor.state;
    if (this.written?.doc !== doc) this.written = { doc, html: htmlOf(doc) };
    return this.written.html;
  }

  get around() {
    const { editor, panels, foot } = this;
    return { editor, panels, foot, known: () => this.known };
  }

  say(text, action) {
    tell(this.note, this.status, text, action);
  }

  write() {
    const label = this.querySelector("label");
    if (label) label.id ||= freshName("rt-label");
    const named = label ? { "aria-labelledby": label.id } : { "aria-label": this.label };
    this.editor = new Editor({
      element: this.paper,
      injectCSS: false,
      content: this.querySelector("template")?.innerHTML ?? "",
      extensions: [
        ...extensionsFor(this.dataset.placeholder || _("Write here. It is saved as you write.")),
        Keys.configure({ toToolbar: () => this.toolbar.focus(), saveNow: () => this.saving?.send() }),
        Paste.configure({ uploads: () => this.uploads, say: (text) => this.say(text) }),
      ],
      editorProps: { attributes: { ...ATTRIBUTES, ...named, ...this.extras() } },
      onUpdate: () => this.changed(),
    });
    this.known = this.html;
    label?.addEventListener("click", () => this.editor.commands.focus());
  }

  extras() {
    const described = [this.dataset.describedby, this.help.id].filter(Boolean).join(" ");
    return {
      "aria-describedby": described,
      ...(this.dataset.placeholder ? { "aria-placeholder": this.dataset.placeholder } : {}),
      ...(this.hasAttribute("data-required") ? { "aria-required": "true" } : {}),
      ...(this.lang ? { lang: this.lang } : {}),
    };
  }

  /** The plain form gives way; its label stays, because it names the text. */
  replacePlain() {
    for (const plain of this.querySelectorAll("textarea, template, [data-plain]")) {
      plain.hidden = true;
      plain.disabled = true;
    }
    const bar = make("div", { class: "rt-bar" }, this.toolbar.element, this.toolsHere.element);
    this.append(bar, this.panels, this.paper, this.note, this.foot);
  }

  keepSafe() {
    this.saving = new Saving({
      url: this.dataset.save,
      person: this.dataset.person ?? "",
      fingerprint: this.dataset.fingerprint,
      label: this.label,
      read: () => this.html,
      show: (state, details) => this.status.show(state, details),
      onConflict: (answer, version) => this.choose(answer, version),
      onSaved: (body, html) => this.saved(body, html),
    });
    const place = `${this.dataset.person ?? ""}|${this.dataset.save}`;
    this.tabs = new Tabs(place, this.saving.writer, {
      onCompany: (others) => this.company(others),
      onSaved: (news) => this.follow(news),
    });
    this.recovery = new Recovery({ ...this.around, place, use: (record) => this.saving.adopted.push(record) });
    if (this.dataset.saved) this.status.show("saved", { at: new Date(this.dataset.saved) });
    else this.status.show("idle");
    this.arrive();
    addEventListener("submit", (event) => this.saveFirst(event), true);
    addEventListener("beforeunload", (event) => this.uploads?.isBusy && event.preventDefault());
  }

  /** Before anything kept here is offered, the page makes sure that it shows the newest saved text. */
  async arrive() {
    const alive = await this.tabs.others();
    const isReturn = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);
    if (isReturn || await this.recovery.isNeeded(alive)) await this.refresh();
    await this.recovery.offer(alive);
  }

  /** A form elsewhere on the page is sent only when the text has arrived, so that the next page shows it. */
  saveFirst(event) {
    const form = event.target;
    if (this.passed === form || this.saving.isClean || this.saving.failures || this.saving.isHeld) return;
    if (form.matches("[method=dialog], [hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.saving.flush().then(() => {
      this.passed = form;
      form.requestSubmit(event.submitter);
      this.passed = null;
    });
  }

  /** Never over what somebody typed before the answer came. */
  async refresh() {
    const { version, isClean } = this.saving;
    const { status, body } = await ask("GET", this.dataset.save);
    const isUntouched = isClean && this.saving.version === version;
    if (status === 200 && body.fingerprint && isUntouched) this.adopt(body);
  }

  /** Takes over the server's text, while nothing of ours waits. */
  adopt({ html, fingerprint, saved_at: savedAt }) {
    bringIn(this.editor, html, { undoable: false });
    this.known = this.html;
    this.saving.settled(fingerprint);
    if (savedAt) this.status.show("saved", { at: new Date(savedAt) });
  }

  beField() {
    this.field = new FormField({
      element: this,
      name: this.getAttribute("name"),
      person: this.dataset.person ?? "",
      label: this.label,
      read: () => this.html,
      isRequired: this.hasAttribute("data-required"),
      complain: () => {
        this.say(_("Write something here first."));
        this.editor.commands.focus();
      },
    });
    this.field.hidden.value = this.html;
    this.status.line.hidden = true;
    const use = (record) => this.field.adopted.push(record);
    new Recovery({ ...this.around, place: this.field.place, use, isForm: true })
      .offer(new Set(), { isWanted: FormField.isWanted });
  }

  changed() {
    (this.saving ?? this.field)?.changed();
    if (this.saving && !this.saving.failures) this.status.show("typing");
    clearTimeout(this.tallying);
    this.tallying = setTimeout(() => this.tally(), 300);
  }

  tally() {
    const words = wordCount(this.editor.state.doc);
    this.count.textContent = countSentence(words, this.dataset.advice);
    const missing = this.uploads?.undescribed ?? 0;
    if (missing !== this.missing) {
      const text = missing ? _n(missing, "{n} picture has no description yet.", "{n} pictures have no description yet.") : "";
      this.say(text, { label: _("Describe it now"), run: () => this.uploads.describeNext() });
      this.missing = missing;
    }
    this.emit("change", { words });
  }

  saved(body, html) {
    this.known = html;
    this.tabs.tell("saved", { html, fingerprint: body.fingerprint, saved_at: body.saved_at });
    this.emit("saved", { fingerprint: body.fingerprint, saved_at: body.saved_at, words: body.words });
  }

  company(others) {
    if (others) this.say(_("This text is also open in another tab of this browser."));
    else this.say("");
  }

  follow(news) {
    if (!this.saving.isClean) return;
    const isNew = !isSame(this.html, news.html);
    this.adopt(news);
    if (isNew) this.say(_("Brought up to date from your other tab."));
  }

  choose(answer, version) {
    const { editor, panels, saving } = this;
    const onSettled = () => this.status.show("saved", { at: new Date(answer.saved_at ?? Date.now()) });
    offerChoice({ editor, panels, saving, answer, version, onSettled });
  }

  emit(kind, detail) {
    this.dispatchEvent(new CustomEvent(`rich-text:${kind}`, { bubbles: true, detail }));
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.saving?.leave();
      this.tabs?.tell("gone");
    });
  }
}

customElements.define("rich-text", RichText);
