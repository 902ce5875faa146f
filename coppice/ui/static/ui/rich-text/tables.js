// What can be done with tables, in words.

import { inText } from "rich-text/cursor.js";
import { complain, field, show } from "rich-text/dialogs.js";
import { make } from "rich-text/elements.js";
import { _ } from "rich-text/words.js";

export async function askForTable(editor) {
  const columns = field(_("Columns"), { type: "number", min: "1", max: "12", value: "3" });
  const rows = field(_("Rows"), { type: "number", min: "1", max: "200", value: "3" });
  const header = make("input", { type: "checkbox", checked: true });
  const check = make("p", { class: "rt-field" }, make("label", {}, header, " ", _("The first row holds headings")));
  const within = ({ input }) => {
    if (input.checkValidity() && input.value) return true;
    complain(input, _("A number from {min} to {max}.", { min: input.min, max: input.max }));
    return false;
  };
  const size = () => (within(columns) && within(rows)
    ? { cols: Number(columns.input.value), rows: Number(rows.input.value), withHeaderRow: header.checked }
    : undefined);
  const answer = await show(_("Add a table"), [columns.row, rows.row, check], [
    { label: _("Add the table"), kind: "main", value: size },
    { label: _("Cancel"), value: null },
  ]);
  const chain = inText(editor);
  (answer ? chain.insertTable(answer) : chain).run();
}

const tool = (name, label, command) => ({
  name,
  label,
  run: (editor) => inText(editor)[command]().run(),
});

export const TABLE_TOOLS = [
  tool("row-before", _("Row above"), "addRowBefore"),
  tool("row-after", _("Row below"), "addRowAfter"),
  tool("row-delete", _("Delete row"), "deleteRow"),
  tool("column-before", _("Column before"), "addColumnBefore"),
  tool("column-after", _("Column after"), "addColumnAfter"),
  tool("column-delete", _("Delete column"), "deleteColumn"),
  { ...tool("header-row", _("Header row"), "toggleHeaderRow"), active: (editor) => editor.isActive("tableHeader") },
  tool("table-delete", _("Delete table"), "deleteTable"),
];
