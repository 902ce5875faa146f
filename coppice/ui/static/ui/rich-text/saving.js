// Keeps on the device at once, sends soon, believes only the server's answer.

import { forget, keep, keepNow, placeOf } from "rich-text/journal.js";
import { ask } from "rich-text/server.js";
import { uuid } from "rich-text/elements.js";

const KEEP_AFTER = 250;
const SEND_AFTER = 1000;
const SEND_AT_LATEST = 5000;
const KEEPALIVE_LIMIT = 60_000;
const FLUSH_WITHIN = 4000;
const MISTRUST_AFTER = 3;

export class Saving {
  /** `read` gives the present HTML; `show(state, details)` is told each state; `onConflict(answer)` decides a conflict. */
  constructor({ url, person, fingerprint, label, read, show, onConflict, onSaved }) {
    Object.assign(this, { url, person, label, read, show, onConflict, onSaved });
    this.writer = uuid();
    this.sequence = 0;
    this.bases = fingerprint ? [fingerprint] : [];
    this.key = `${placeOf(person, url)}|${this.writer}`;
    this.version = 0;
    this.savedVersion = 0;
    this.failures = 0;
    this.adopted = [];
    this.isKept = true;
    this.cost = 0;
    this.isSending = false;
    this.isHeld = false;
    this.refused = -1;
    this.listen();
  }

  get isClean() {
    return this.version === this.savedVersion;
  }

  changed() {
    this.version += 1;
    this.changedAt = Date.now();
    this.firstUnsent ??= Date.now();
    this.keeper ??= setTimeout(() => this.keepHere(), Math.max(KEEP_AFTER, this.cost * 8));
    if (this.failures) return;
    const left = Math.max(0, this.firstUnsent + SEND_AT_LATEST - Date.now());
    this.sendIn(Math.min(SEND_AFTER, left));
  }

  /** What this device keeps. A very long text takes a while to write out, so it is written out less often. */
  record() {
    const start = performance.now();
    const html = this.read();
    this.cost = performance.now() - start;
    const { key, person, url, bases, writer, sequence, label } = this;
    return { key, place: placeOf(person, url), html, bases, writer, sequence, label, at: this.changedAt ?? Date.now() };
  }

  keepHere() {
    clearTimeout(this.keeper);
    this.keeper = null;
    if (this.isClean) return Promise.resolve(true);
    return keep(this.record()).then((isKept) => {
      this.isKept = isKept;
    });
  }

  sendIn(milliseconds) {
    clearTimeout(this.sender);
    this.sender = setTimeout(() => this.send(), milliseconds);
  }

  async send() {
    clearTimeout(this.sender);
    if (this.isSending || this.isHeld || this.isClean || this.refused === this.version) return;
    this.isSending = true;
    this.firstUnsent = null;
    const { version } = this;
    const html = this.read();
    this.sequence += 1;
    if (!this.failures) this.show("saving");
    const answer = await ask("PUT", this.url, this.message(html));
    this.isSending = false;
    await this.heed(answer, html, version);
  }

  message(html) {
    return { html, bases: this.bases, writer: this.writer, sequence: this.sequence };
  }

  async heed(answer, html, version) {
    const { status, body } = answer;
    if (status === 200 && body.fingerprint && !body.superseded) await this.acknowledged(body, html, version);
    else if (status === 200 && body.superseded) this.sendIn(0);
    else if (status === 409 && body.fingerprint) this.hold(body, version);
    else if (status === 401) this.later("session", body);
    else if ([400, 404, 410, 413, 415, 422].includes(status) || (status === 403 && answer.isJson)) this.refuse(answer, version);
    else if (status === 403) this.later(this.failures < MISTRUST_AFTER ? "saving" : "session", body);
    else this.later("kept", { ...body, status, retryAfter: answer.retryAfter });
  }

  async acknowledged(body, html, version) {
    this.failures = 0;
    this.bases = [body.fingerprint];
    this.savedVersion = Math.max(this.savedVersion, version);
    this.onSaved(body, html);
    if (this.isClean) {
      clearTimeout(this.keeper);
      this.keeper = null;
      this.show("saved", { at: new Date(body.saved_at ?? Date.now()) });
      await Promise.all([forget(this.key), ...this.adopted.splice(0).map((record) => forget(record.key, record.html))]);
    } else this.sendIn(SEND_AFTER);
  }

  hold(body, version) {
    this.isHeld = true;
    this.show("conflict", body);
    this.onConflict(body, version);
  }

  /** After a conflict: `fingerprint` is the text one has now seen. */
  resume(fingerprint) {
    this.isHeld = false;
    this.bases = [fingerprint];
    this.send();
  }

  /** The server's text became ours, so there is nothing to send. */
  settled(fingerprint) {
    this.isHeld = false;
    this.failures = 0;
    this.bases = [fingerprint];
    this.savedVersion = this.version;
    this.firstUnsent = null;
    clearTimeout(this.sender);
  }

  /** Words written after the conflict are not yet among the earlier versions: put them there, or else aside on this device. */
  async keepAside(version) {
    if (this.version === version) return;
    const record = this.record();
    this.sequence += 1;
    const { status } = await ask("PUT", this.url, { ...this.message(record.html), bases: [] });
    if (status !== 409) await keep({ ...record, key: `${record.key}|aside`, declined: true });
  }

  /** What we wrote is safe elsewhere (as a revision), so the device may forget it. */
  discard() {
    clearTimeout(this.keeper);
    this.keeper = null;
    return forget(this.key);
  }

  refuse({ status, body }, version) {
    this.refused = version;
    this.show("refused", { sentence: body.sentence, status });
  }

  later(state, body) {
    this.failures += 1;
    this.show(state, { ...body, isKept: this.isKept });
    this.keepHere();
    const pause = Math.max((body.retryAfter ?? 0) * 1000, Math.min(30_000, 1000 * 2 ** Math.min(this.failures, 5)));
    this.sendIn(pause * (0.75 + Math.random() / 2));
  }

  /** Sends now; ends when everything is saved, or it does not work just now, or it takes too long. */
  async flush() {
    const latest = Date.now() + FLUSH_WITHIN;
    while (!this.isClean && !this.failures && !this.isHeld && Date.now() < latest) {
      if (!this.isSending) this.send();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  listen() {
    const soon = () => this.failures && this.sendIn(100);
    addEventListener("online", soon);
    addEventListener("focus", soon);
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.keepHere().then(() => this.send());
      else soon();
    });
  }

  /** The last moment: first the device, at once, then one more try that outlives the page. */
  leave() {
    if (this.isClean) return;
    const record = this.record();
    keepNow(record);
    if (this.isHeld || record.html.length * 2 > KEEPALIVE_LIMIT || this.refused === this.version) return;
    this.sequence += 1;
    ask("PUT", this.url, this.message(record.html), { keepalive: true });
  }
}
