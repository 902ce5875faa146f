// The words of a whole section, said anew whenever one of its texts was saved.
document.addEventListener("rich-text:saved", (event) => {
  const said = document.querySelector("[data-words-of]");
  const words = event.detail?.words;
  if (!said || typeof words !== "number") return;
  const rest = said.textContent.includes("·") ? ` ·${said.textContent.split("·").slice(1).join("·")}` : "";
  said.textContent = _n(words, "{n} word", "{n} words") + rest;
});
