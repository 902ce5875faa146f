// The picture nodes: within a line, standing alone with a caption, and on its way to the server.

import { Image, Node } from "django-prose-editor/editor";
import { button, make } from "rich-text/elements.js";
import { _ } from "rich-text/words.js";

/** Stands where a description is still to come, so that whoever hears the page knows that a picture is there. */
export const LATER = "Picture without a description yet";

const SOURCE = 'img[src^="/files/"]';
const attributes = () => ({
  src: { default: null },
  alt: { default: LATER },
  width: { default: null },
  height: { default: null },
});
const imageOf = (element) => {
  const image = element.matches("img") ? element : element.querySelector(SOURCE);
  if (!image) return false;
  const { src, alt, width, height } = Object.fromEntries([...image.attributes].map(({ name, value }) => [name, value]));
  return { src, alt: alt ?? LATER, width: width ?? null, height: height ?? null };
};
const shown = ({ src, alt, width, height }) =>
  Object.fromEntries(Object.entries({ src, alt, width, height }).filter(([, value]) => value !== null));

export const Picture = Image.extend({
  name: "picture",
  inline: () => true,
  group: () => "inline",
  addAttributes: attributes,
  parseHTML: () => [{ tag: SOURCE, getAttrs: imageOf }],
  renderHTML: ({ node }) => ["img", shown(node.attrs)],
  addInputRules: () => [],
  addCommands: () => ({}),
  addNodeView: () => ({ node, editor, getPos }) => {
    const { image, label, draw } = parts(editor, getPos);
    const dom = make("span", { class: "rt-picture" }, image, label);
    return living(dom, null, label, draw, node);
  },
});

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "text*",
  isolating: true,
  defining: true,
  draggable: true,
  addAttributes: attributes,
  parseHTML: () => [{
    tag: "figure",
    getAttrs: imageOf,
    contentElement: (figure) => figure.querySelector("figcaption") ?? figure.ownerDocument.createElement("figcaption"),
  }],
  renderHTML: ({ node, HTMLAttributes }) => {
    const own = Object.fromEntries(Object.entries(HTMLAttributes).filter(([name]) => !(name in shown(node.attrs))));
    return ["figure", own, ["img", shown(node.attrs)], ["figcaption", 0]];
  },
  addNodeView: () => ({ node, editor, getPos }) => {
    const { image, label, draw } = parts(editor, getPos);
    const caption = make("figcaption", { class: "rt-caption" });
    const held = make("div", { class: "rt-picture", contenteditable: "false" }, image, label);
    return living(make("figure", {}, held, caption), caption, label, draw, node);
  },
  addKeyboardShortcuts() {
    const inCaption = () => this.editor.state.selection.$from.parent.type.name === "figure";
    return {
      Enter: () => {
        if (!inCaption()) return false;
        const after = this.editor.state.selection.$from.after();
        return this.editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run();
      },
      Backspace: () => {
        const { $from, empty } = this.editor.state.selection;
        if (!inCaption() || !empty || $from.parentOffset > 0) return false;
        return this.editor.commands.setNodeSelection($from.before());
      },
    };
  },
});

function parts(editor, getPos) {
  const image = make("img", { alt: "" });
  const describe = () => editor.storage.pictures?.describe(getPos());
  const label = button(_("Describe this picture"), describe, { class: "rt-describe", contenteditable: "false" });
  image.addEventListener("dblclick", describe);
  const draw = ({ attrs }) => {
    for (const [name, value] of Object.entries(shown(attrs))) image.setAttribute(name, value);
    label.hidden = attrs.alt !== LATER;
  };
  return { image, label, draw };
}

function living(dom, contentDOM, label, draw, node) {
  draw(node);
  return {
    dom,
    contentDOM,
    stopEvent: (event) => label.contains(event.target),
    ignoreMutation: (mutation) => !contentDOM?.contains(mutation.target),
    update(next) {
      if (next.type !== node.type) return false;
      if (contentDOM) contentDOM.dataset.empty = String(next.content.size === 0);
      draw(next);
      return true;
    },
  };
}

export const Upload = Node.create({
  name: "upload",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    id: { default: null, parseHTML: (element) => element.dataset.upload, renderHTML: ({ id }) => ({ "data-upload": id }) },
  }),
  parseHTML: () => [{ tag: "span[data-upload]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes],
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const dom = make("span", { class: "rt-upload", contenteditable: "false" });
      const stop = editor.storage.pictures?.draw(node.attrs.id, dom, getPos);
      return { dom, destroy: () => stop?.(), ignoreMutation: () => true, stopEvent: (event) => event.target.closest?.("button") };
    };
  },
});
