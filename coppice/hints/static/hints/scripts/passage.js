// From a hint to its passage: into the text if it is on this page, and after coming from another page.
const PATIENCE = 8000;

function blockOf(id) {
  const block = `[data-block="${CSS.escape(id)}"]`;
  return document.querySelector(`rich-text[data-ready] [contenteditable] ${block}, .prose:not([contenteditable]) ${block}`);
}

// The passage is marked without touching it, since an editor would take that for an edit.
function mark(block) {
  if (!CSS.highlights) return;
  const range = document.createRange();
  range.selectNodeContents(block);
  CSS.highlights.set("hinted", new Highlight(range));
}

function goTo(block) {
  block.scrollIntoView({ block: "center" });
  const editor = block.closest("[contenteditable]");
  if (editor) {
    editor.focus({ preventScroll: true });
    getSelection().setPosition(block, 0);
  }
  mark(block);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-passage]");
  const block = link && blockOf(link.dataset.passage);
  if (!block) return;
  event.preventDefault();
  goTo(block);
});

// The editor comes a moment after the page.
function whenThere(id) {
  const found = () => {
    const block = blockOf(id);
    if (!block) return;
    waiting.disconnect();
    goTo(block);
  };
  const waiting = new MutationObserver(found);
  waiting.observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-ready", "contenteditable"] });
  setTimeout(() => waiting.disconnect(), PATIENCE);
  found();
}

// The browser goes to the text's heading first.
const asked = new URLSearchParams(location.search).get("passage");
if (asked && document.readyState === "complete") whenThere(asked);
else if (asked) addEventListener("load", () => setTimeout(whenThere, 0, asked));
