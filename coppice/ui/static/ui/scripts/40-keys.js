// Single keys: each element with aria-keyshortcuts="c" is pressed by that key, or written into. Off while typing, and by choice.
const off = document.documentElement.dataset.keys === "off";
const typing = "input, textarea, select, [contenteditable], [role=textbox]";

function showKeys() {
  const dialog = document.getElementById("keys");
  if (dialog && !dialog.open) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (off || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (event.key.length !== 1 || event.target.closest(typing) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    showKeys();
    return;
  }
  const element = document.querySelector(`[aria-keyshortcuts="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!element) return;
  event.preventDefault();
  if (element.matches("input")) element.select();
  else element.click();
});

document.querySelector("[data-keys-help]")?.addEventListener("click", showKeys);
