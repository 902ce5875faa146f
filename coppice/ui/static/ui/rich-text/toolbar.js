// A quiet row of words. One stop in the tab order; arrow keys move along it; what does not fit waits behind "More".

import { button, make } from "rich-text/elements.js";
import { _ } from "rich-text/words.js";

export class Toolbar {
  constructor(editor, tools, label) {
    Object.assign(this, { editor, tools, label, isOpen: false });
    const more = { class: "rt-tool rt-more", "aria-expanded": "false", tabindex: "-1" };
    this.more = button(_("More"), () => this.open(!this.isOpen), more);
    this.buttons = tools.map((tool) => this.button(tool));
    this.element = make("div", { class: "rt-tools", role: "toolbar", "aria-label": label }, ...this.buttons, this.more);
    this.element.addEventListener("keydown", (event) => this.move(event));
    this.element.addEventListener("focusin", (event) => this.rove(event.target));
    this.element.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    new ResizeObserver(() => this.fit()).observe(this.element);
    editor.on("transaction", () => this.soon());
    this.draw();
  }

  button(tool) {
    const title = tool.keys && `${tool.label} (${tool.keys.replace("Control", "Ctrl")})`;
    const tell = { "aria-keyshortcuts": tool.keys, title };
    const element = button(tool.label, () => {
      if (element.getAttribute("aria-disabled") !== "true") tool.run(this.editor);
    }, { class: `rt-tool rt-tool-${tool.name}`, tabindex: "-1", ...tell });
    return element;
  }

  /** Drawn once a frame at most, however fast somebody types. */
  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (!this.editor.isDestroyed) this.draw();
    });
  }

  draw() {
    let changed = false;
    this.tools.forEach((tool, index) => {
      const element = this.buttons[index];
      const isShown = !tool.when || tool.when(this.editor);
      if (element.dataset.absent !== String(!isShown)) {
        element.dataset.absent = String(!isShown);
        changed = true;
      }
      if (!isShown) return;
      if (tool.active) element.setAttribute("aria-pressed", String(Boolean(tool.active(this.editor))));
      if (tool.enabled) element.setAttribute("aria-disabled", String(!tool.enabled(this.editor)));
    });
    this.element.hidden = this.buttons.every((each) => each.dataset.absent === "true");
    if (changed) this.fit();
  }

  /** Hides what would begin a second row, unless "More" is open. */
  fit() {
    const width = this.element.clientWidth;
    if (!width) return;
    const present = this.buttons.filter((each) => each.dataset.absent !== "true");
    this.buttons.forEach((each) => { each.hidden = each.dataset.absent === "true"; });
    this.more.hidden = false;
    const gap = Number.parseFloat(getComputedStyle(this.element).columnGap) || 0;
    const sizes = present.map((each) => each.offsetWidth + gap);
    const all = sizes.reduce((sum, size) => sum + size, 0);
    this.more.hidden = all <= width && !this.isOpen;
    if (all > width && !this.isOpen) {
      let left = width - this.more.offsetWidth;
      present.forEach((each, index) => {
        left -= sizes[index];
        each.hidden = left < 0;
      });
    }
    if (all <= width) this.isOpen = false;
    this.more.setAttribute("aria-expanded", String(this.isOpen));
    this.more.textContent = this.isOpen ? _("Fewer") : _("More");
    this.more.setAttribute("aria-label", `${this.more.textContent} ${this.label.toLowerCase()}`);
    this.rove(this.reachable().find((each) => each.tabIndex === 0) ?? this.reachable()[0]);
  }

  open(isOpen) {
    this.isOpen = isOpen;
    this.fit();
    this.more.focus();
  }

  reachable() {
    return [...this.buttons, this.more].filter((each) => !each.hidden);
  }

  rove(target) {
    if (![...this.buttons, this.more].includes(target)) return;
    for (const each of [...this.buttons, this.more]) each.tabIndex = each === target ? 0 : -1;
  }

  focus() {
    (this.reachable().find((each) => each.tabIndex === 0) ?? this.reachable()[0])?.focus();
  }

  move(event) {
    const buttons = this.reachable();
    const here = buttons.indexOf(document.activeElement);
    const last = buttons.length - 1;
    const ways = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: last };
    const goal = ways[event.key];
    if (event.key === "Escape") this.editor.view.focus();
    else if (goal !== undefined) buttons[(goal + buttons.length) % buttons.length].focus();
    else return;
    event.preventDefault();
  }
}
