// What the toolbar offers, in the order of how often it is wanted.

import { inText } from "rich-text/cursor.js";
import { askForLink } from "rich-text/links.js";
import { TABLE_TOOLS, askForTable } from "rich-text/tables.js";
import { _ } from "rich-text/words.js";

const inTable = (editor) => editor.isActive("table");
const inList = (editor) => editor.isActive("listItem");

const toggle = (name, label, command, node, options, keys) => ({
  name,
  label,
  keys,
  run: (editor) => inText(editor)[command](options).run(),
  active: (editor) => editor.isActive(node, options),
});

export const toolsFor = (pictures) => [
  toggle("heading", _("Heading"), "toggleHeading", "heading", { level: 2 }, "Control+Alt+1"),
  toggle("subheading", _("Subheading"), "toggleHeading", "heading", { level: 3 }, "Control+Alt+2"),
  toggle("bold", _("Bold"), "toggleBold", "bold", undefined, "Control+B"),
  toggle("italic", _("Italic"), "toggleItalic", "italic", undefined, "Control+I"),
  toggle("list", _("List"), "toggleBulletList", "bulletList", undefined, "Control+Shift+8"),
  toggle("numbered", _("Numbered"), "toggleOrderedList", "orderedList", undefined, "Control+Shift+7"),
  toggle("quote", _("Quote"), "toggleBlockquote", "blockquote", undefined, "Control+Shift+B"),
  { name: "link", label: _("Link"), keys: "Control+K", run: askForLink, active: (editor) => editor.isActive("link") },
  { name: "table", label: _("Table"), run: askForTable, enabled: (editor) => !inTable(editor) },
  ...(pictures ? [{ name: "image", label: _("Image"), run: () => pictures.choose() }] : []),
  {
    name: "undo",
    label: _("Undo"),
    keys: "Control+Z",
    run: (editor) => inText(editor).undo().run(),
    enabled: (editor) => editor.can().undo(),
  },
  {
    name: "redo",
    label: _("Redo"),
    keys: "Control+Shift+Z",
    run: (editor) => inText(editor).redo().run(),
    enabled: (editor) => editor.can().redo(),
  },
];

/** A second row that is there only where it is of use: within a list or a table. */
export const toolsHere = () => [
  {
    name: "indent",
    label: _("Indent"),
    keys: "Control+]",
    when: inList,
    run: (editor) => inText(editor).sinkListItem("listItem").run(),
    enabled: (editor) => editor.can().sinkListItem("listItem"),
  },
  {
    name: "outdent",
    label: _("Outdent"),
    keys: "Control+[",
    when: inList,
    run: (editor) => inText(editor).liftListItem("listItem").run(),
  },
  ...TABLE_TOOLS.map((tool) => ({ ...tool, when: inTable })),
];
