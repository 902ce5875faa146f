// What can be done with tables, in words.

import { complain, field, show } from "rich-text/dialogs.js";
import { make } from "rich-text/elements.js";

export async function askForTable(editor) {
  const columns = field("Columns", { type: "number", min: "1", max: "12", value: "3" });
  const rows = field("Rows", { type: "number", min: "1", max: "200", value: "3" });
  const header = make("input", { type: "checkbox", checked: true });
  const check = make("p", { class: "rt-field" }, make("label", {}, header, " The first row holds headings"));
  const within = ({ input }) => {
    if (input.checkValidity() && input.value) return true;
    complain(input, `A number from ${input.min} to ${input.max}.`);
    return false;
  };
  const size = () => (within(columns) && within(rows)
    ? { cols: Number(columns.input.value), rows: Number(rows.input.value), withHeaderRow: header.checked }
    : undefined);
  const answer = await show("Add a table", [columns.row, rows.row, check], [
    { label: "Add the table", kind: "main", value: size },
    { label: "Cancel", value: null },
  ]);
  const chain = editor.chain().focus();
  (answer ? chain.insertTable(answer) : chain).run();
}

const tool = (name, label, command) => ({
  name,
  label,
  run: (editor) => editor.chain().focus()[command]().run(),
});

export const TABLE_TOOLS = [
  tool("row-before", "Row above", "addRowBefore"),
  tool("row-after", "Row below", "addRowAfter"),
  tool("row-delete", "Delete row", "deleteRow"),
  tool("column-before", "Column before", "addColumnBefore"),
  tool("column-after", "Column after", "addColumnAfter"),
  tool("column-delete", "Delete column", "deleteColumn"),
  { ...tool("header-row", "Header row", "toggleHeaderRow"), active: (editor) => editor.isActive("tableHeader") },
  tool("table-delete", "Delete table", "deleteTable"),
];
