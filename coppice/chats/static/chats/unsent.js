// What one types outlives the page: opening a question, or choosing how one stands in the transcript, loads it anew.
const person = document.querySelector("[data-person]")?.dataset.person ?? "";
const shelf = `unsent-${person}-${location.pathname}`;
const unsent = () => JSON.parse(sessionStorage.getItem(shelf) ?? "{}");

function remember(form) {
  const all = unsent();
  delete all[form.id];
  if (form.elements.text.value.trim()) all[form.id] = form.elements.text.value;
  sessionStorage.setItem(shelf, JSON.stringify(all));
}

document.addEventListener("input", ({ target: { form } }) => form?.matches("[data-say]") && remember(form));

// By then it is on its way, and kept as such.
document.addEventListener("submit", ({ target: form }) => {
  if (form.matches("[data-say]")) setTimeout(() => remember(form));
});

addEventListener("DOMContentLoaded", () => {
  for (const [id, words] of Object.entries(unsent())) {
    if (id.startsWith("say-reply-")) document.querySelector(`#answer-${CSS.escape(id.slice("say-reply-".length))} .answer-reply`)?.click();
    const form = document.getElementById(id);
    if (!form || form.elements.text.value) continue;
    form.elements.text.value = words;
    const folded = form.closest("details");
    if (folded) folded.open = true;
  }
});
