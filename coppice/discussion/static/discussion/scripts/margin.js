// Choosing words in a text to comment on them, and finding from a note the words it speaks of.
const texts = [...document.querySelectorAll(".commented[data-code]")].filter((text) => formOf(text.dataset.code));

function formOf(code) {
  return document.querySelector(`details[data-commenting="${CSS.escape(code)}"]`);
}

// A part of the page as the server counts its text: a line break is one character, a picture none.
function words(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll("br").forEach((br) => br.replaceWith("\n"));
  return copy.textContent;
}

function rangeBetween(start, end) {
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

// The words chosen, within one block and, in a table, within one cell.
function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const start = range.startContainer;
  const element = start.nodeType === Node.TEXT_NODE ? start.parentElement : start;
  const block = element.closest("[data-block]");
  const text = element.closest(".commented[data-code]");
  if (!block || !texts.includes(text) || element.closest(".beside")) return null;
  const holder = element.closest("td, th, caption, figcaption") ?? block;
  const end = holder.contains(range.endContainer) ? [range.endContainer, range.endOffset] : [holder, holder.childNodes.length];
  const within = rangeBetween([start, range.startOffset], end);
  const quote = words(within);
  const before = words(rangeBetween([block, 0], [start, range.startOffset]));
  return quote.trim() ? { code: text.dataset.code, block: block.dataset.block, start: [...before].length, quote, range: within } : null;
}

// The form comes to the passage, as a note in its margin.
function bringBeside(details, block) {
  const prose = document.querySelector(`.commented [data-block="${CSS.escape(block)}"]`)?.closest(".prose");
  const top = prose && [...prose.children].find((child) => child.matches(`[data-block="${CSS.escape(block)}"]`) || child.querySelector(`[data-block="${CSS.escape(block)}"]`));
  if (!top) return;
  const note = details.closest(".beside[data-writing]") ?? document.createElement("div");
  note.className = "beside";
  note.dataset.writing = "";
  note.append(details);
  top.before(note);
}

// The words are shown instead of the fields that would choose them.
function showQuote(form, quote) {
  const shown = form.querySelector(":scope > .note-quote") ?? form.appendChild(document.createElement("blockquote"));
  shown.className = "note-quote";
  shown.textContent = quote.length > 160 ? `${quote.slice(0, 160)}…` : quote;
  form.prepend(shown);
  form.dataset.chosenWords = "";
}

function comment(passage) {
  const details = formOf(passage.code);
  const form = details.querySelector("form");
  details.open = true;
  bringBeside(details, passage.block);
  form.elements.block.value = passage.block;
  form.elements.quote.value = passage.quote;
  form.elements.start.value = passage.start;
  form.elements.instead.value = passage.quote.trim();
  showQuote(form, passage.quote);
  form.elements.text.focus();
  details.scrollIntoView({ block: "nearest" });
  if (globalThis.Highlight) CSS.highlights.set("noted", new Highlight(passage.range.cloneRange()));
}

if (texts.length) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button comment-here";
  button.textContent = _("Comment on these words");
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
    if (!event.altKey || event.code !== "KeyM") return;
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
