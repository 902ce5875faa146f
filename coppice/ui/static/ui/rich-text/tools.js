// What the toolbar offers, in the order of how often it is wanted.

import { askForLink } from "rich-text/links.js";
import { TABLE_TOOLS, askForTable } from "rich-text/tables.js";

const inTable = (editor) => editor.isActive("table");
const inList = (editor) => editor.isActive("listItem");

const toggle = (name, label, command, node, options, keys) => ({
  name,
  label,
  keys,
  run: (editor) => editor.chain().focus()[command](options).run(),
  active: (editor) => editor.isActive(node, options),
});

export const toolsFor = (pictures) => [
  toggle("heading", "Heading", "toggleHeading", "heading", { level: 2 }, "Control+Alt+1"),
  toggle("subheading", "Subheading", "toggleHeading", "heading", { level: 3 }, "Control+Alt+2"),
  toggle("bold", "Bold", "toggleBold", "bold", undefined, "Control+B"),
  toggle("italic", "Italic", "toggleItalic", "italic", undefined, "Control+I"),
  toggle("list", "List", "toggleBulletList", "bulletList", undefined, "Control+Shift+8"),
  toggle("numbered", "Numbered", "toggleOrderedList", "orderedList", undefined, "Control+Shift+7"),
  toggle("quote", "Quote", "toggleBlockquote", "blockquote", undefined, "Control+Shift+B"),
  { name: "link", label: "Link", keys: "Control+K", run: askForLink, active: (editor) => editor.isActive("link") },
  { name: "table", label: "Table", run: askForTable, enabled: (editor) => !inTable(editor) },
  ...(pictures ? [{ name: "image", label: "Image", run: () => pictures.choose() }] : []),
  {
    name: "undo",
    label: "Undo",
    keys: "Control+Z",
    run: (editor) => editor.chain().focus().undo().run(),
    enabled: (editor) => editor.can().undo(),
  },
  {
    name: "redo",
    label: "Redo",
    keys: "Control+Shift+Z",
    run: (editor) => editor.chain().focus().redo().run(),
    enabled: (editor) => editor.can().redo(),
  },
];

/** A second row that is there only where it is of use: within a list or a table. */
export const toolsHere = () => [
  {
    name: "indent",
    label: "Indent",
    keys: "Control+]",
    when: inList,
    run: (editor) => editor.chain().focus().sinkListItem("listItem").run(),
    enabled: (editor) => editor.can().sinkListItem("listItem"),
  },
  {
    name: "outdent",
    label: "Outdent",
    keys: "Control+[",
    when: inList,
    run: (editor) => editor.chain().focus().liftListItem("listItem").run(),
  },
  ...TABLE_TOOLS.map((tool) => ({ ...tool, when: inTable })),
];
