// Delivers what waits on this device when there is a connection and its own person is signed in. Sent twice, it is kept once.
const { outbox } = globalThis;
const capture = document.querySelector("a.capture[data-person]");
const list = document.querySelector("[data-outbox]");
const addressOf = () => new URL(capture?.href ?? list?.dataset.outbox ?? "/journal/new/", location.href);
const whose = async () => (capture ? { id: capture.dataset.person, name: capture.dataset.name } : outbox.known());
const signsIn = { url: "/accounts/login/", text: _("Sign in") };

function say(words, { url, text } = {}) {
  const line = document.createElement("p");
  line.className = "message";
  line.append(words);
  if (url) line.append(" ", Object.assign(document.createElement("a"), { href: url, textContent: text }));
  document.getElementById("messages")?.append(line);
}

/** A form that was put by for use without a connection knows neither the day nor who writes. */
async function prepare(form) {
  const person = await whose();
  form.hidden = !person;
  if (!person) return say(_("Sign in once with a connection. After that you can capture here without one."), signsIn);
  form.dataset.person = person.id;
  form.elements.happened_on.value ||= new Date().toLocaleDateString("sv");
  form.elements.once.value = crypto.randomUUID();
}

async function keep(form, body) {
  const fields = [...body].filter(([name]) => name !== "csrfmiddlewaretoken");
  const { person } = form.dataset;
  try {
    await outbox.wait({ once: body.get("once"), person, fields, at: Date.now() });
    deliverQuietly();
    return true;
  } catch {
    say(_("This browser could not keep it. Copy your words: {words}", { words: body.get("happened") }));
    return false;
  }
}

document.addEventListener("coppice:added", ({ target }) => "offline" in target.dataset && prepare(target));
document.addEventListener("coppice:unsent", (event) => {
  if (!event.target.dataset.person || !window.indexedDB) return;
  event.preventDefault();
  keep(event.target, event.detail.body);
});
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("main [data-capture-form][data-person]") || (navigator.onLine && !("offline" in form.dataset))) return;
  event.preventDefault();
  if (!(await keep(form, new FormData(form)))) return;
  form.reset();
  form.dispatchEvent(new CustomEvent("coppice:kept", { bubbles: true }));
  prepare(form);
});

async function deliver() {
  const person = await whose();
  const ready = (person ? await outbox.waitingOf(person) : []).filter(({ refused }) => !refused);
  if (!ready.length) return;
  const form = await freshForm();
  if (form?.dataset.person !== person.id) return askToSignIn(ready.length);
  const kept = [];
  for (const entry of ready) {
    const answer = await send(entry, form.elements.csrfmiddlewaretoken.value);
    if (answer.redirected && !answer.url.includes("/login/")) {
      await outbox.forget(entry.once);
      kept.push({ url: answer.url, note: entry.note });
    } else if ([413, 422].includes(answer.status)) await outbox.wait({ ...entry, refused: true });
    else break;
  }
  tell(kept);
}

function tell(kept) {
  const few = kept.length === 1;
  const there = { url: few ? kept[0].url : new URL("..", addressOf()), text: few ? _("Look at it") : _("Look at them") };
  if (kept.length) say(arrived(kept.length), there);
  for (const { note } of kept) if (note) say(note);
}

const arrived = (count) => _n(count,
  "What you captured without a connection is in your journal now.",
  "What you captured without a connection ({n} entries) is in your journal now.");

function askToSignIn(count) {
  say(_("What you captured waits on this device ({count}). Sign in and it goes to your journal.", { count }), signsIn);
}

/** Tells who is signed in, and brings a token that is still good. */
async function freshForm() {
  const page = new DOMParser().parseFromString(await (await fetch(addressOf(), { headers: { "HX-Request": "true" } })).text(), "text/html");
  return page.querySelector("[data-capture-form]:not([data-offline])");
}

function send({ fields }, token) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.append("csrfmiddlewaretoken", token);
  return fetch(addressOf(), { method: "POST", body });
}

async function show() {
  const person = await whose();
  const entries = person ? await outbox.waitingOf(person) : [];
  if (!list) return;
  list.hidden = !entries.length;
  list.querySelector("h2").textContent = _("Waiting to be sent ({count})", { count: entries.length });
  list.querySelector("ul").replaceChildren(...entries.map(line));
}

function line(entry) {
  const row = list.querySelector("template").content.firstElementChild.cloneNode(true);
  const files = entry.fields.filter(([, value]) => value instanceof File && value.name).map(([, file]) => file.name);
  row.querySelector(".row-words").textContent = new Map(entry.fields).get("happened") || files.join(" · ");
  row.querySelector(".row-context").firstElementChild.textContent = [
    entry.refused ? _("It could not be taken in as it is: copy your words before you throw it away") : _("On this device"),
    ...(entry.note ? [entry.note] : files),
  ].join(" · ");
  row.querySelector("button").addEventListener("click", () => {
    if (confirm(_("Throw it away? These words are nowhere else."))) outbox.forget(entry.once).then(show);
  });
  return row;
}

// One tab at a time; another one waits and then finds nothing left to send.
const inTurn = (work) => (navigator.locks ? navigator.locks.request("coppice-outbox", work) : work());
const deliverQuietly = () => show().then(() => navigator.onLine && inTurn(deliver)).then(rest, again).then(show).catch(() => {});

// A device says that it has a connection before it has one that works: what failed is tried again, ever more patiently.
let patience = 0;
let next;
const rest = () => (patience = 0);
function again() {
  patience = Math.min(60_000, 2 * patience || 2000);
  clearTimeout(next);
  next = setTimeout(deliverQuietly, patience);
}

document.querySelector("[data-to-drag]")?.addEventListener("click", (event) => event.preventDefault());
if (location.search === "?too-much") say(_("That was more than this browser can keep, so nothing was taken in. Share less of it at a time."));
if (window.indexedDB) {
  addEventListener("online", deliverQuietly);
  if (capture) outbox.know({ id: capture.dataset.person, name: capture.dataset.name }).catch(() => {});
  document.querySelectorAll("main [data-offline]").forEach(prepare);
  deliverQuietly();
}
