// What a text may consist of. The server's cleaner allows the same and nothing more.

import {
  Blockquote, Bold, BulletList, Code, CodeBlock, Document, Dropcursor, Gapcursor, HardBreak, Heading, HorizontalRule,
  Extension, Italic, Link, ListItem, Mark, OrderedList, Paragraph, Placeholder, Strike, Subscript, Superscript, Table, TableCell,
  TableHeader, TableRow, Text, Underline, UndoRedo, textblockTypeInputRule, wrappingInputRule,
} from "django-prose-editor/editor";
import { BlockIds } from "rich-text/blocks.js";
import { Figure, Picture, Upload } from "rich-text/pictures.js";

const TextHeading = Heading.extend({
  addInputRules() {
    return [2, 3, 4].map((level) =>
      textblockTypeInputRule({
        find: new RegExp(`^#{${level - 1}}\\s$`),
        type: this.type,
        getAttributes: { level },
      }));
  },
  addKeyboardShortcuts() {
    return {
      "Mod-Alt-1": () => this.editor.commands.toggleHeading({ level: 2 }),
      "Mod-Alt-2": () => this.editor.commands.toggleHeading({ level: 3 }),
      "Mod-Alt-3": () => this.editor.commands.toggleHeading({ level: 4 }),
    };
  },
});

const NumberedList = OrderedList.extend({
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (element) => Number.parseInt(element.getAttribute("start") ?? "1", 10) || 1,
        renderHTML: ({ start }) => (start === 1 ? {} : { start }),
      },
    };
  },
  addNodeView: () => null,
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^(\d{1,3})[.)]\s$/,
        type: this.type,
        getAttributes: (match) => ({ start: Number(match[1]) }),
        joinPredicate: (match, node) => node.childCount + node.attrs.start === Number(match[1]),
      }),
    ];
  },
});

/** Tab is left to the browser, so that nobody is caught in the text; lists are indented with Ctrl+] and Ctrl+[. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem(this.name),
      "Mod-]": () => this.editor.commands.sinkListItem(this.name),
      "Mod-[": () => this.editor.commands.liftListItem(this.name),
    };
  },
});

const span = (name) => ({
  default: 1,
  parseHTML: (element) => Math.max(1, Number.parseInt(element.getAttribute(name) ?? "1", 10) || 1),
  renderHTML: (attributes) => (attributes[name] === 1 ? {} : { [name]: attributes[name] }),
});
const kept = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(name),
  renderHTML: (attributes) => (attributes[name] ? { [name]: attributes[name] } : {}),
});
const cellAttributes = () => ({
  colspan: span("colspan"),
  rowspan: span("rowspan"),
  colwidth: { default: null, rendered: false, parseHTML: () => null },
});
const Cell = TableCell.extend({ content: "block+", addAttributes: cellAttributes });
const HeaderCell = TableHeader.extend({
  content: "block+",
  addAttributes: () => ({ ...cellAttributes(), scope: kept("scope") }),
});
const TextTable = Table.extend({
  addAttributes: () => ({
    caption: { default: null, rendered: false, parseHTML: (table) => table.caption?.textContent ?? null },
  }),
  renderHTML: ({ node, HTMLAttributes }) => [
    "table", HTMLAttributes, ...(node.attrs.caption ? [["caption", {}, node.attrs.caption]] : []), ["tbody", 0],
  ],
  addNodeView: () => null,
});

/** The language of some words, as it came; kept so that they are read aloud rightly. */
const Tongue = Mark.create({
  name: "tongue",
  addAttributes: () => ({ lang: kept("lang") }),
  parseHTML: () => [{ tag: "span[lang]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
});
const TongueOfBlocks = Extension.create({
  name: "tongueOfBlocks",
  addGlobalAttributes: () => [{
    types: ["paragraph", "heading", "listItem", "blockquote", "bulletList", "orderedList", "tableCell", "tableHeader"],
    attributes: { lang: kept("lang"), dir: kept("dir") },
  }],
});

const TextLink = Link.extend({ addKeyboardShortcuts: () => ({}) }).configure({
  openOnClick: false,
  autolink: true,
  linkOnPaste: true,
  enableTarget: false,
  defaultProtocol: "https",
  HTMLAttributes: { target: null, rel: null, class: null },
});

export const extensionsFor = (placeholder) => [
  Document, Text, Paragraph, HardBreak, HorizontalRule, Blockquote, CodeBlock,
  TextHeading.configure({ levels: [2, 3, 4] }), BulletList, NumberedList, Item,
  Bold, Italic, Underline, Strike, Code, Subscript, Superscript, TextLink,
  TextTable.configure({ resizable: false, allowTableNodeSelection: true }), TableRow, HeaderCell, Cell,
  Picture, Figure, Upload, BlockIds, Tongue, TongueOfBlocks,
  UndoRedo.configure({ depth: 500 }), Gapcursor, Dropcursor.configure({ color: false, class: "rt-drop" }),
  Placeholder.configure({ placeholder, showOnlyWhenEditable: false }),
];
