// The two picture nodes: one that is on the server, and one on its way there.

import { Image, Node } from "django-prose-editor/editor";
import { button, make } from "rich-text/elements.js";

export const Picture = Image.extend({
  name: "picture",
  inline: () => true,
  group: () => "inline",
  addAttributes: () => ({
    src: { default: null },
    alt: {
      default: null,
      parseHTML: (element) => element.getAttribute("alt"),
      renderHTML: ({ alt }) => (alt === null ? {} : { alt }),
    },
  }),
  parseHTML: () => [{ tag: 'img[src^="/files/"]' }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
  addInputRules: () => [],
  addCommands: () => ({}),
  addNodeView() {
    return ({ node, editor, getPos }) => pictureView(node, editor, getPos);
  },
});

/** alt === null means that the picture waits for its description; "" that it is only decoration. */
function pictureView(node, editor, getPos) {
  const image = make("img", { src: node.attrs.src, draggable: "true" });
  const describe = () => editor.storage.pictures?.describe(getPos());
  const label = button("Describe this picture", describe, { class: "rt-describe", contenteditable: "false" });
  const dom = make("span", { class: "rt-picture" }, image, label);
  const draw = ({ attrs }) => {
    image.setAttribute("src", attrs.src);
    image.alt = attrs.alt ?? "Picture without a description yet";
    dom.dataset.alt = attrs.alt === null ? "later" : attrs.alt === "" ? "decorative" : "given";
    label.hidden = attrs.alt !== null;
  };
  image.addEventListener("dblclick", describe);
  draw(node);
  return {
    dom,
    stopEvent: (event) => label.contains(event.target),
    ignoreMutation: () => true,
    update(next) {
      if (next.type.name !== "picture") return false;
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
