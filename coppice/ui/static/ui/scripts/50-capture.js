// Capture opens over the page one is on, and gives the place back afterwards. Without this, its link is a page.
const dialog = document.getElementById("dialog");
let cameFrom = null;
const headers = { "HX-Request": "true" }; // the form alone, not a page

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-capture]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (document.querySelector("main [data-capture-form]")) return;
  event.preventDefault();
  cameFrom = document.activeElement;
  try {
    const { form } = await read(fetch(link.href, { headers })).catch(() => read(fetch(keptHere())));
    if (form) show(form);
    else location.assign(link.href);
  } catch {
    tell(_("There is no connection just now. This page stays as it is; try again in a moment."));
  }
});

/** The page that the worker put by for when there is no connection. */
const keptHere = () => document.querySelector("a.capture").dataset.offline;

async function read(request) {
  const response = await request;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const form = page.querySelector("[data-capture-form]") ?? page.querySelector("main form.form");
  const next = page.querySelector("a[data-next-step]");
  return { response, form, next, words: page.querySelector(".message")?.textContent.trim() };
}

function show(form) {
  const heading = document.createElement("h2");
  heading.textContent = dialog.getAttribute("aria-label");
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "link close", textContent: _("Close") });
  close.addEventListener("click", () => dialog.close());
  form.dataset.guard = "";
  form.querySelectorAll("[data-dialog-hides]").forEach((part) => part.remove());
  dialog.replaceChildren(close, heading, document.adoptNode(form));
  form.dispatchEvent(new CustomEvent("coppice:added", { bubbles: true }));
  form.addEventListener("submit", send);
  if (!dialog.open) dialog.showModal();
  (form.querySelector("[data-focus]") ?? form.querySelector("input:not([type=hidden]), textarea"))?.focus();
}

async function send(event) {
  const form = event.currentTarget;
  if (event.submitter && "page" in event.submitter.dataset) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  const body = new FormData(form, event.submitter);
  try {
    if ("offline" in form.dataset) throw new Error("This form was put by: it goes by the outbox.");
    take(form, await read(fetch(form.action, { method: "POST", body, headers })));
  } catch {
    const taken = !form.dispatchEvent(new CustomEvent("coppice:unsent", { bubbles: true, cancelable: true, detail: { body } }));
    if (taken) finish(form, _("Kept on this device. It goes to your journal as soon as there is a connection."));
    else say(form, _("It could not be sent just now. Your words are still here; try again in a moment."));
  }
  delete form.dataset.sending;
  form.dispatchEvent(new CustomEvent("coppice:answered", { bubbles: true }));
}

function take(form, { response, form: again, next, words }) {
  const signIn = response.status === 401 || response.url.includes("/login/");
  if (signIn) say(form, _("You have been signed out. Your words are still here: sign in in another tab, then send again."));
  else if (again && !response.redirected) show(again);
  else if (response.ok) finish(form, words ?? _("Kept in your journal."), next?.getAttribute("href") ?? response.url, next?.textContent);
  else say(form, _("It could not be kept. Your words are still here; try again in a moment."));
}

function say(form, words) {
  const line = form.querySelector(".message") ?? document.createElement("p");
  Object.assign(line, { className: "message", textContent: words });
  line.dataset.kind = "warning";
  line.setAttribute("role", "alert");
  form.prepend(line);
}

function finish(form, words, url, step) {
  form.dispatchEvent(new CustomEvent("coppice:kept", { bubbles: true }));
  dialog.close();
  tell(words, url, step);
}

function tell(words, url, step = _("Look at it")) {
  const line = document.createElement("p");
  line.className = "message";
  line.append(words);
  if (url) {
    const link = document.createElement("a");
    Object.assign(link, { href: url, textContent: step });
    line.append(" ", link);
  }
  document.getElementById("messages").replaceChildren(line);
}

dialog?.addEventListener("close", () => {
  dialog.replaceChildren();
  cameFrom?.focus({ preventScroll: true });
});
