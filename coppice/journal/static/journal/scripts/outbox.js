// What was captured without a connection waits on this device and is delivered when there is one. Sent twice, it is kept once.
const place = "coppice-outbox";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(place, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("entries", { keyPath: "once" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inOutbox(mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("entries", mode);
    const request = work(transaction.objectStore("entries"));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  }).finally(() => database.close());
}

const wait = (entry) => inOutbox("readwrite", (entries) => entries.put(entry));
const forget = (once) => inOutbox("readwrite", (entries) => entries.delete(once));
const waiting = () => inOutbox("readonly", (entries) => entries.getAll());

function say(words, url) {
  const line = document.createElement("p");
  line.className = "message";
  line.append(words);
  if (url) line.append(" ", Object.assign(document.createElement("a"), { href: url, textContent: "Look at it" }));
  document.getElementById("messages")?.append(line);
}

document.addEventListener("coppice:unsent", (event) => {
  const form = event.target;
  if (!form.dataset.person || !window.indexedDB) return;
  event.preventDefault();
  const fields = [...event.detail.body].filter(([name]) => name !== "csrfmiddlewaretoken");
  const once = event.detail.body.get("once");
  localStorage.setItem(place, "waiting");
  wait({ once, person: form.dataset.person, url: form.getAttribute("action"), fields }).catch(() => {
    say(`This browser could not keep it. Copy your words: ${event.detail.body.get("happened")}`);
  });
});

async function deliver() {
  const page = document.querySelector("a[data-capture]");
  if (!page || !localStorage.getItem(place)) return;
  const entries = await waiting();
  const form = await freshForm(page.href);
  for (const entry of entries.filter(({ person }) => person === form?.dataset.person)) {
    const answer = await send(entry, form.elements.csrfmiddlewaretoken.value);
    if (!answer.redirected || answer.url.includes("/login/")) return;
    await forget(entry.once);
    say("What you captured without a connection is in your journal now.", answer.url);
  }
  if (!(await waiting()).length) localStorage.removeItem(place);
}

/** Tells who is signed in, and brings a token that is still good. */
async function freshForm(url) {
  const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
  return page.querySelector("[data-capture-form]");
}

function send({ url, fields }, token) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.append("csrfmiddlewaretoken", token);
  return fetch(url, { method: "POST", body });
}

const deliverQuietly = () => deliver().catch(() => {});
addEventListener("online", deliverQuietly);
if (navigator.onLine) deliverQuietly();
