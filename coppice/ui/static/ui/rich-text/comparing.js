// Two texts next to each other, with what is only in one of them marked by a line and a word.

import { make } from "rich-text/elements.js";
import { preview } from "rich-text/documents.js";
import { sideBySide } from "rich-text/text.js";
import { _ } from "rich-text/words.js";

export function comparison(schema, theirs, mine, names) {
  const rows = sideBySide(theirs, mine);
  const column = (from, name) => {
    const text = make("div", { class: "rt-compared-text" });
    for (const row of rows.filter((each) => each.from === "both" || each.from === from)) {
      const block = make("div", { class: row.from === "both" ? "rt-shared" : "rt-differs" });
      if (row.from !== "both") block.append(make("span", { class: "rt-mark" }, _("Only here")));
      block.append(preview(schema, row.html));
      text.append(block);
    }
    if (!text.childElementCount) text.append(make("p", { class: "rt-hint" }, _("Nothing is written here.")));
    return make("section", { class: "rt-compared", "aria-label": name, tabindex: "0" }, make("h3", {}, name), text);
  };
  return make("div", { class: "rt-comparison" }, column("theirs", names.theirs), column("mine", names.mine));
}
