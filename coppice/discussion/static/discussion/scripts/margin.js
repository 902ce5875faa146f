// Choosing words in a text to comment on them, and finding from a note the words it speaks of.
const texts = [...document.querySelectorAll(".commented[data-code]")].filter((text) => formOf(text.dataset.code));

function formOf(code) {
  return document.querySelector(`details[data-commenting="${CSS.escape(code)}"]`);
}

// How a block's text is counted on the server: a line break is one character, a picture none.
function lengthTo(block, node, offset) {
  const range = document.createRange();
  range.setStart(block, 0);
  range.setEnd(node, offset);
  const before = range.cloneContents();
  before.querySelectorAll("br").forEach((br) => br.replaceWith("\n"));
  return before.textContent.length;
}

function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const element = start.nodeType === Node.TEXT_NODE ? start.parentElement : start;
  const block = element.closest("[data-block]");
  const text = element.closest(".commented[data-code]");
  if (!block || !texts.includes(text)) return null;
  const end = block.contains(range.endContainer) ? [range.endContainer, range.endOffset] : [block, block.childNodes.length];
  const from = lengthTo(block, start, range.startOffset);
  const to = lengthTo(block, ...end);
  const whole = document.createRange();
  whole.selectNodeContents(block);
  const copy = whole.cloneContents();
  copy.querySelectorAll("br").forEach((br) => br.replaceWith("\n"));
  const quote = copy.textContent.slice(from, to);
  return quote.trim() ? { code: text.dataset.code, block: block.dataset.block, start: from, quote, range } : null;
}

function comment(passage) {
  const details = formOf(passage.code);
  const form = details.querySelector("form");
  details.open = true;
  form.elements.block.value = passage.block;
  form.elements.quote.value = passage.quote;
  form.elements.start.value = passage.start;
  form.elements.text.focus();
  details.scrollIntoView({ block: "center" });
  if (globalThis.Highlight) CSS.highlights.set("noted", new Highlight(passage.range.cloneRange()));
}

if (texts.length) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button comment-here";
  button.textContent = "Comment on these words";
  button.hidden = true;
  document.body.append(button);
  let passage = null;

  document.addEventListener("selectionchange", () => {
    const now = chosen();
    if (!now && document.activeElement === button) return;
    passage = now;
    button.hidden = !passage;
    if (!passage) return;
    const place = passage.range.getBoundingClientRect();
    button.style.insetBlockStart = `${scrollY + place.bottom + 8}px`;
    button.style.insetInlineStart = `${Math.max(8, Math.min(scrollX + place.left, innerWidth - 220))}px`;
  });
  // The selection must outlive the press.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    if (!passage) return;
    comment(passage);
    button.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.key.toLowerCase() !== "m") return;
    const now = chosen();
    if (!now) return;
    event.preventDefault();
    comment(now);
  });
}

// From a note to its words, and back.
function wordsOf(note) {
  const marks = [...document.querySelectorAll(`mark[data-note="${CSS.escape(note.dataset.thread)}"]`)];
  if (marks.length) return marks;
  const block = note.dataset.block && document.querySelector(`[data-block="${CSS.escape(note.dataset.block)}"]`);
  return block ? [block] : [];
}

function choose(note) {
  document.querySelectorAll("[data-chosen]").forEach((one) => delete one.dataset.chosen);
  note.dataset.chosen = "";
  for (const one of wordsOf(note)) one.dataset.chosen = "";
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark[data-note]");
  const note = mark
    ? document.querySelector(`.note[data-thread="${CSS.escape(mark.dataset.note)}"]`)
    : event.target.closest(".note[data-thread]");
  if (!note) return;
  choose(note);
  if (mark) note.scrollIntoView({ block: "nearest" });
});
document.addEventListener("focusin", (event) => {
  const note = event.target.closest(".note[data-thread]");
  if (note) choose(note);
});

// Coming from a notice to a note that is settled: open it.
const target = location.hash.startsWith("#note-") && document.getElementById(location.hash.slice(1));
if (target) {
  target.querySelector(":scope > details")?.setAttribute("open", "");
  const note = target.closest(".note[data-thread]");
  if (note) choose(note);
}
