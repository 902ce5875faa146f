// Brings pictures to the server and asks what they show. A picture that fails stays in the text with a sentence and "Try again".

import { LATER } from "rich-text/pictures.js";
import { button, freshName, make } from "rich-text/elements.js";
import { show } from "rich-text/dialogs.js";
import { describing } from "rich-text/describing.js";
import { send } from "rich-text/server.js";
import { _, _n } from "rich-text/words.js";

export class Uploads {
  constructor(editor, url, say) {
    Object.assign(this, { editor, url, say, all: new Map() });
    editor.storage.pictures = this;
  }

  get isBusy() {
    let isBusy = false;
    this.each("upload", () => {
      isBusy = true;
    });
    return isBusy;
  }

  /** Registers a file and gives the id that its place in the text carries. */
  register(file, alt = "") {
    const id = freshName("upload");
    const begun = { part: 0, sentence: "", src: null, views: new Set() };
    this.all.set(id, { id, file, name: file.name || "Picture", alt: alt || LATER, ...begun });
    return id;
  }

  add(files, pos = null) {
    const pictures = [...files].filter((file) => file.type.startsWith("image/"));
    if (pictures.length < files.length) this.say(_("Only pictures go into the text. Other files belong beside it."));
    if (!pictures.length) return;
    const ids = pictures.map((file) => this.register(file));
    const { schema, selection } = this.editor.state;
    const nodes = ids.map((id) => schema.nodes.upload.create({ id }));
    const place = pos ?? selection.from;
    this.editor.view.dispatch(pos === null
      ? this.editor.state.tr.replaceWith(selection.from, selection.to, nodes).scrollIntoView()
      : this.editor.state.tr.insert(place, nodes));
    this.start(ids);
  }

  /** Starts each upload; asks for the description when there is one picture, and reminds when there are several. */
  start(ids) {
    ids.forEach((id) => this.bring(this.all.get(id)));
    if (ids.length === 1 && this.all.get(ids[0]).alt === LATER) this.ask(ids[0]);
    else if (ids.length > 1) this.say(_n(ids.length, "{n} picture came along. Please describe each when you have a moment.", "{n} pictures came along. Please describe each when you have a moment."));
  }

  async ask(id) {
    const upload = this.all.get(id);
    const preview = URL.createObjectURL(upload.file);
    const alt = await describing(preview, upload.alt);
    URL.revokeObjectURL(preview);
    if (alt === undefined) return;
    upload.alt = alt;
    this.eachPicture((node, pos) => {
      if (upload.src && node.attrs.src === upload.src) this.setAlt(pos, alt);
    });
  }

  async bring(upload) {
    Object.assign(upload, { sentence: "", part: 0 });
    this.redraw(upload);
    const { status, body } = await send(this.url, upload.file, (part) => {
      upload.part = part;
      this.redraw(upload);
    });
    if (status < 300 && status > 0 && body.url) {
      upload.src = body.url;
      this.settle(upload);
    } else {
      upload.sentence = body.sentence ?? reason(status);
      this.redraw(upload);
      this.say(`${upload.name}: ${upload.sentence}`);
    }
  }

  /** Puts the picture where its placeholder stands, wherever that has moved. */
  settle(upload) {
    const places = [];
    this.each("upload", (node, pos) => {
      if (node.attrs.id === upload.id) places.push(pos);
    });
    if (!places.length) return;
    const change = this.editor.state.tr;
    for (const pos of places.reverse()) this.put(change, pos, { src: upload.src, alt: upload.alt });
    this.editor.view.dispatch(change.setMeta("addToHistory", false));
  }

  /** Alone in its paragraph it becomes a figure, which may have a caption; among words it stays in the line. */
  put(change, pos, attributes) {
    const { picture, figure } = change.doc.type.schema.nodes;
    const place = change.doc.resolve(pos);
    const isAlone = place.parent.type.name === "paragraph" && place.parent.childCount === 1;
    const block = { ...attributes, block: place.parent.attrs.block };
    if (isAlone && place.node(-1).canReplaceWith(place.index(-1), place.index(-1) + 1, figure)) {
      change.replaceWith(place.before(), place.after(), figure.create(block));
      const { doc } = change;
      if (doc.lastChild.type === figure) change.insert(doc.content.size, doc.type.schema.nodes.paragraph.create());
    } else change.replaceWith(pos, pos + 1, picture.create(attributes));
  }

  eachPicture(visit) {
    this.each("picture", visit);
    this.each("figure", visit);
  }

  each(type, visit) {
    this.editor.state.doc.descendants((node, pos) => {
      if (node.type.name === type) visit(node, pos);
    });
  }

  draw(id, dom, getPos) {
    const upload = this.all.get(id);
    if (!upload) {
      queueMicrotask(() => this.remove(getPos));
      return () => {};
    }
    const view = { dom, getPos, upload };
    upload.views.add(view);
    if (upload.src) setTimeout(() => this.settle(upload));
    this.redraw(upload);
    return () => upload.views.delete(view);
  }

  redraw(upload) {
    for (const { dom, getPos } of upload.views) {
      const bar = make("progress", { max: "1", value: String(upload.part), "aria-label": _("Bringing {name}", upload) });
      dom.replaceChildren(...(upload.sentence
        ? [make("span", {}, `${upload.name}: ${upload.sentence} `),
          button(_("Try again"), () => this.bring(upload), { class: "rt-button" }),
          button(_("Remove"), () => this.remove(getPos), { class: "rt-button" })]
        : [make("span", {}, _("Bringing {name} … ", upload)), bar]));
    }
  }

  remove(getPos) {
    const pos = getPos();
    if (pos !== undefined) this.editor.view.dispatch(this.editor.state.tr.delete(pos, pos + 1));
  }

  async describe(pos) {
    const node = this.editor.state.doc.nodeAt(pos);
    if (!["picture", "figure"].includes(node?.type.name)) return;
    const alt = await describing(node.attrs.src, node.attrs.alt);
    if (alt !== undefined) this.setAlt(pos, alt);
  }

  describeNext() {
    let place = null;
    this.eachPicture((node, pos) => {
      if (node.attrs.alt === LATER) place ??= pos;
    });
    if (place !== null) this.describe(place);
  }

  get undescribed() {
    let count = 0;
    this.eachPicture((node) => {
      count += Number(node.attrs.alt === LATER);
    });
    return count;
  }

  setAlt(pos, alt) {
    const { state, view } = this.editor;
    view.dispatch(state.tr.setNodeAttribute(pos, "alt", alt));
  }

  /** Pictures chosen from the device, or, when one is selected, its description. */
  async choose() {
    const { selection } = this.editor.state;
    const isPicture = ["picture", "figure"].includes(selection.node?.type.name);
    if (isPicture) return this.describe(selection.from);
    if (selection.$from.parent.type.name === "figure") return this.describe(selection.$from.before());
    const input = make("input", { type: "file", accept: "image/*", multiple: true, "aria-label": _("Pictures"), class: "rt-file" });
    const content = [make("p", {}, _("A picture from this device. You can also paste one, or drop it into the text.")), input];
    const files = await show(_("Add a picture"), content, [
      { label: _("Add"), kind: "main", value: () => (input.files.length ? [...input.files] : undefined) },
      { label: _("Cancel"), value: null },
    ], { first: input });
    this.editor.view.focus();
    if (files) this.add(files);
    return undefined;
  }
}

function reason(status) {
  if (status === 0) return _("it did not reach Coppice, because the connection is gone. It is still here.");
  if (status === 401) return _("your session has ended. Sign in again in another tab, then try again.");
  if (status === 413) return _("it is too large.");
  return _("Coppice could not take it just now. It is still here.");
}
