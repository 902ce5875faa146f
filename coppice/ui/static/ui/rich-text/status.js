// One line that says where the text is. It is read aloud only when something changes that matters.

import { clock, make, moment } from "rich-text/elements.js";
import { _ } from "rich-text/words.js";

export class Status {
  constructor() {
    this.line = make("p", { class: "rt-state", "data-state": "idle" });
    this.aloud = make("p", { class: "rt-aloud", role: "status" });
    this.trouble = false;
  }

  show(state, details = {}) {
    const isTrouble = !["idle", "saving", "saved", "typing"].includes(state);
    if (state === "saving" && this.trouble) return;
    const parts = wording(state, details);
    const text = parts.map((part) => part.textContent ?? part).join("");
    if (this.line.dataset.state === state && this.line.textContent === text) return;
    this.line.dataset.state = state;
    this.line.replaceChildren(...parts);
    if (isTrouble || this.trouble) this.say(text);
    this.trouble = isTrouble;
  }

  say(text) {
    if (this.aloud.textContent !== text) this.aloud.textContent = text;
  }
}

const isToday = (time) => time.toDateString() === new Date().toDateString();

function wording(state, { at, sentence, sign_in: signIn, status, isKept = true }) {
  if (!isKept) return [_("Not sent yet, and this browser lets nothing be kept. Please leave this page open, or copy your text.")];
  switch (state) {
    case "saving": return [_("Saving…")];
    case "typing": return [_("Not saved yet")];
    case "saved": return [_("Saved {when}", { when: isToday(at) ? clock(at) : moment(at) })];
    case "kept": return [status
      ? _("Coppice did not answer as it should. Your text is kept on this device, and will be sent again.")
      : _("Kept on this device; will be sent when you are online again")];
    case "session": return [
      _("Your session has ended. Your text is kept on this device. "),
      make("a", { href: signIn ?? "/accounts/login/", target: "_blank", rel: "opener" }, _("Sign in again (opens a new tab)")),
    ];
    case "conflict": return [_("This text was also changed elsewhere. Both are kept; choose above.")];
    case "refused": return [refusal(sentence, status)];
    default: return [_("Saved as you write")];
  }
}

function refusal(sentence, status) {
  const why = sentence ?? (status === 413
    ? _("This text is too long to be saved in one piece.")
    : _("This text can no longer be saved here."));
  return [why, _("It is kept on this device; nothing is lost.")].join(" ");
}
