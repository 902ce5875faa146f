// Between HTML and the editor's document.

import { pm } from "django-prose-editor/editor";
import { wordsIn } from "rich-text/text.js";

/** The HTML of the text as it is sent and kept. Pictures still on their way are not in it. */
export function htmlOf(doc) {
  const page = document.implementation.createHTMLDocument("");
  const holder = page.createElement("div");
  pm.model.DOMSerializer.fromSchema(doc.type.schema).serializeFragment(doc.content, { document: page }, holder);
  for (const upload of holder.querySelectorAll("[data-upload]")) upload.remove();
  for (const caption of holder.querySelectorAll("figcaption:empty")) caption.remove();
  for (const table of holder.querySelectorAll("table")) raiseHead(table);
  return doc.childCount === 1 && doc.firstChild.isTextblock && doc.content.size === 2 ? "" : holder.innerHTML;
}

/** A first row that consists of headings is the head of its table. */
function raiseHead(table) {
  const [row] = table.rows;
  if (!row || table.tHead || table.rows.length < 2 || ![...row.cells].every((cell) => cell.tagName === "TH")) return;
  table.createTHead().append(row);
}

export function parse(schema, html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  return pm.model.DOMParser.fromSchema(schema).parse(body);
}

/** The same text as the editor would write it, for comparing. */
export const normal = (schema, html) => htmlOf(parse(schema, html));

/** A fragment to look at, made by the schema, so that nothing else can be in it. */
export function preview(schema, html) {
  const { content } = parse(schema, html);
  return pm.model.DOMSerializer.fromSchema(schema).serializeFragment(content);
}

export const wordCount = (doc) => wordsIn(doc.textBetween(0, doc.content.size, " ", " ")).length;

/** Brings another text in by changing only what differs, so that the cursor and unchanged blocks stay. */
export function bringIn(editor, html, { undoable = true } = {}) {
  const { state, view } = editor;
  const next = parse(state.schema, html);
  const start = state.doc.content.findDiffStart(next.content);
  if (start === null) return false;
  let { a: end, b: nextEnd } = state.doc.content.findDiffEnd(next.content);
  const overlap = start - Math.min(end, nextEnd);
  if (overlap > 0) {
    end += overlap;
    nextEnd += overlap;
  }
  const careful = state.tr.replace(start, end, next.slice(start, nextEnd));
  const whole = () => state.tr.replaceWith(0, state.doc.content.size, next.content);
  view.dispatch((careful.doc.eq(next) ? careful : whole()).setMeta("addToHistory", undoable));
  return true;
}
