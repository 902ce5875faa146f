// A form is sent once, is not left behind by mistake, and says first what needs mending.
const dirty = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  dirty.delete(form);
  if (form.method !== "post" || "often" in form.dataset || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (!button?.classList.contains("button")) return;
  button.dataset.words = button.textContent;
  button.setAttribute("aria-disabled", "true");
  if (button.dataset.busy) button.textContent = button.dataset.busy;
});

// Back again, from the browser's memory or after a request in place: the form may be sent once more.
function allowAgain(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll(".button[data-words]")) {
    button.textContent = button.dataset.words;
    button.removeAttribute("aria-disabled");
  }
}
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(allowAgain));
document.addEventListener("htmx:afterRequest", (event) => event.target.matches("form") && allowAgain(event.target));
document.addEventListener("coppice:answered", (event) => allowAgain(event.target));

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form && "guard" in form.dataset) dirty.add(form);
});
document.addEventListener("coppice:kept", (event) => dirty.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
});

document.querySelector("[data-focus]")?.focus();
