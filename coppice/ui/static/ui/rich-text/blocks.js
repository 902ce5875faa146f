// Every block has an id in data-block that stays with it while it is edited, so that comments keep their place.
// A table is one block, whatever its cells hold.

import { Extension, pm } from "django-prose-editor/editor";

export const BLOCKS = ["paragraph", "heading", "codeBlock", "horizontalRule", "figure", "table"];
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => LETTERS[byte % LETTERS.length]).join("");
}

export const BlockIds = Extension.create({
  name: "blockIds",
  addGlobalAttributes() {
    const block = {
      default: null,
      parseHTML: (element) => /^[a-z0-9]{8}$/.exec(element.dataset.block ?? "")?.[0] ?? null,
      renderHTML: ({ block: id }) => (id ? { "data-block": id } : {}),
    };
    return [{ types: BLOCKS, attributes: { block } }];
  },
  addProseMirrorPlugins() {
    return [new pm.state.Plugin({ appendTransaction: giveIds })];
  },
});

function giveIds(transactions, before, after) {
  if (!transactions.some((transaction) => transaction.docChanged)) return null;
  const { places, nameless } = idsIn(after.doc);
  const twice = [...places].filter(([, nodes]) => nodes.length > 1);
  if (!twice.length && !nameless.length) return null;
  const change = after.tr;
  const rename = ({ pos, node }) => change.setNodeMarkup(pos, null, { ...node.attrs, block: freshId() }, node.marks);
  nameless.forEach(rename);
  const formerly = twice.length ? idsIn(before.doc).places : null;
  for (const [id, nodes] of twice) {
    const keeper = rightful(nodes, formerly.get(id)?.[0], transactions);
    nodes.filter((place) => place !== keeper).forEach(rename);
  }
  return change.setMeta("blockIds", true);
}

function idsIn(doc) {
  const places = new Map();
  const nameless = [];
  doc.descendants((node, pos) => {
    if (!BLOCKS.includes(node.type.name)) return !node.isTextblock;
    const id = node.attrs.block;
    if (!id) nameless.push({ node, pos });
    else if (places.has(id)) places.get(id).push({ node, pos });
    else places.set(id, [{ node, pos }]);
    return false;
  });
  return { places, nameless };
}

/** Of several blocks with one id, the one that was there before: where it was, unless only its empty half stayed there. */
function rightful(nodes, former, transactions) {
  if (!former) return nodes[0];
  let pos = former.pos;
  for (const transaction of transactions) pos = transaction.mapping.map(pos);
  const here = nodes.find((place) => place.pos === pos) ?? nodes[0];
  const isHollow = here.node.content.size === 0 && former.node.content.size > 0;
  return isHollow ? (nodes.find((place) => place.node.content.size > 0) ?? here) : here;
}
