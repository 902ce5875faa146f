// Word writes lists as paragraphs that only look like lists. This makes real ones of them.

const MARK = /mso-list:\s*(l\d+)\s+level(\d+)/i;

export function listsFromWord(page) {
  let open = [];
  for (const paragraph of page.body.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div, table")) {
    const found = paragraph.tagName === "P" && MARK.exec(paragraph.dataset.look ?? "");
    const goesOn = open.length && follows(open[0].list, paragraph);
    if (!found) {
      if (!open.some(({ list }) => list.contains(paragraph))) open = goesOn ? [] : open;
      continue;
    }
    if (!goesOn) open = [];
    place(page, open, paragraph, { id: found[1], level: Number(found[2]) });
  }
}

function place(page, open, paragraph, { id, level }) {
  const { isOrdered, start } = marker(paragraph);
  while (open.length && open.at(-1).level > level) open.pop();
  const last = open.at(-1);
  if (!last || last.level < level || (last.level === level && last.tag !== tagFor(isOrdered))) {
    if (last?.level === level) open.pop();
    const list = page.createElement(tagFor(isOrdered));
    if (isOrdered && start > 1) list.setAttribute("start", String(start));
    const parent = open.at(-1)?.list.lastElementChild;
    if (parent) parent.append(list);
    else paragraph.before(list);
    open.push({ list, level, id, tag: tagFor(isOrdered) });
  }
  const item = page.createElement("li");
  open.at(-1).list.append(item);
  paragraph.removeAttribute("data-look");
  item.append(paragraph);
}

const tagFor = (isOrdered) => (isOrdered ? "ol" : "ul");

function follows(list, paragraph) {
  let next = list.nextSibling;
  while (next && next !== paragraph && (next.nodeType !== Node.ELEMENT_NODE) && !next.textContent.trim()) next = next.nextSibling;
  return next === paragraph;
}

/** The bullet or number that Word typed in front; it is taken away. */
function marker(paragraph) {
  const ignored = paragraph.querySelector("[data-look*='mso-list:Ignore'],[data-look*='mso-list: Ignore']");
  let text = ignored?.textContent ?? "";
  if (ignored) ignored.remove();
  else {
    const first = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    text = /^\s*([·•o§▪‣–-]|\(?[0-9a-z]{1,4}[.)])[\s\u00a0]+/i.exec(first?.data ?? "")?.[0] ?? "";
    if (text) first.data = first.data.slice(text.length);
  }
  const mark = text.replace(/[\s\u00a0]/g, "");
  return { isOrdered: /^\(?[0-9a-z]{1,4}[.)]$/i.test(mark), start: Number.parseInt(mark.replace("(", ""), 10) || 1 };
}
