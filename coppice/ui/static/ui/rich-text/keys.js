// Keys beyond writing: to the toolbar and back, a link, and out of a table.

import { Extension, pm } from "django-prose-editor/editor";
import { askForLink } from "rich-text/links.js";

export const Keys = Extension.create({
  name: "keys",
  priority: 1000,
  addOptions: () => ({ toToolbar: () => {}, saveNow: () => {} }),
  addKeyboardShortcuts() {
    const answered = (act) => () => {
      act(this.editor);
      return true;
    };
    return {
      "Alt-F10": answered(this.options.toToolbar),
      "Mod-k": answered(askForLink),
      "Mod-s": answered(this.options.saveNow),
    };
  },
  addProseMirrorPlugins: () => [wayOut()],
});

/** Tab moves between the cells of a table; after Escape it leaves the text, so that nobody is caught. */
function wayOut() {
  let isLeaving = false;
  const keydown = (view, event) => {
    if (event.key === "Tab" && isLeaving) return true;
    if (event.key !== "Shift") isLeaving = event.key === "Escape";
    return false;
  };
  return new pm.state.Plugin({ props: { handleDOMEvents: { keydown } } });
}
