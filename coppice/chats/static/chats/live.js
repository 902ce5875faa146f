// A chat as it happens: what is new comes by itself, what one says is kept until it is said, and is said once.
const log = document.getElementById("log");
const state = document.getElementById("chat-state");
const tools = document.querySelector("[data-tools]");
const connection = document.querySelector("[data-connection]");
const pause = document.querySelector("[data-pause]");
const sayForm = document.getElementById("say-form");
const may = "may" in log.dataset;
const chairs = "chairs" in log.dataset;
const SOON = 2000, OFTEN = 5000, LONGEST = 30000;

const held = new Map();
let last = Number(log.dataset.last);
let paused = false;
let over = false;

// What is new

const made = (html) => Object.assign(document.createElement("template"), { innerHTML: html.trim() }).content.firstElementChild;
const sectionOf = (number) => document.getElementById(`q${number}`);

function hear(news) {
  if (paused && news.kind !== "state" && !isKnown(news)) held.set(news.key, news);
  else show(news);
  sayPause();
}

// A question that stands there already, or what one has just said oneself.
function isKnown({ kind, key, number }) {
  if (kind === "question") return Boolean(sectionOf(number));
  const there = document.getElementById(`answer-${key}`);
  return Boolean(there) && "own" in there.dataset;
}

function show(news) {
  if (news.state) state.innerHTML = news.state;
  if (news.kind === "answer") showAnswer(news, made(news.html));
  else if (news.kind === "question") showQuestion(news);
  else state.innerHTML = news.html;
  if (news.over) over = true;
}

function showAnswer({ key, question, parent }, fresh, own = false) {
  const there = document.getElementById(`answer-${key}`);
  const above = parent && document.getElementById(`answer-${parent}`);
  const list = there?.parentElement ?? (parent ? above?.querySelector(".note-replies") : sectionOf(question)?.querySelector(".answers"));
  if (!list || (!there && list.closest("[data-folded]"))) return;
  for (const link of fresh.querySelectorAll(".answer-reply")) link.hidden = !may;
  for (const link of fresh.querySelectorAll(".answer-out")) link.hidden = !chairs;
  if (there) {
    fresh.querySelector(".note-replies").replaceChildren(...there.querySelector(".note-replies").children);
    if ("own" in there.dataset && !own) keepOwn(there, fresh);
    there.replaceWith(fresh);
    return;
  }
  const place = Number(fresh.dataset.place);
  const next = [...list.children].find((one) => "waiting" in one.dataset || Number(one.dataset.place) > place);
  list.insertBefore(fresh, next ?? null);
}

// What comes to all does not know whose it is.
function keepOwn(there, fresh) {
  fresh.dataset.own = "";
  const [before, after] = [there, fresh].map((one) => one.querySelector(":scope > .note-actions"));
  if (before && after) after.replaceWith(before);
}

function showQuestion({ number, html }) {
  const fresh = made(html);
  const there = sectionOf(number);
  if (there) return there.querySelector("h2").replaceWith(fresh.querySelector("h2"));
  const next = [...log.querySelectorAll(".asked")].find((one) => Number(one.dataset.number) > number);
  log.insertBefore(fresh, next ?? null);
  if (!may) return;
  for (const form of log.querySelectorAll(":scope > form.say")) fold(form);
  fresh.after(formFor(number, `words-${number}`, _("Your answer to Q{number}", { number })));
}

// The form of an earlier question steps back, unless somebody is writing in it.
function fold(form) {
  if (form.contains(document.activeElement) || form.elements.text.value) return;
  const folded = document.createElement("details");
  folded.className = "more answer-this";
  const summary = document.createElement("summary");
  summary.textContent = _("Answer Q{number}", { number: form.elements.question.value });
  form.replaceWith(folded);
  folded.append(summary, form);
}

function formFor(number, id, words) {
  const form = sayForm.content.firstElementChild.cloneNode(true);
  form.id = `say-${id}`;
  form.elements.question.value = number;
  form.elements.once.value = crypto.randomUUID();
  form.elements.text.id = id;
  const label = form.querySelector("label");
  label.htmlFor = id;
  label.textContent = words;
  return form;
}

// A pause for whoever reads slowly, or hears the page read

pause.addEventListener("click", () => {
  paused = !paused;
  log.setAttribute("aria-live", paused ? "off" : "polite");
  pause.setAttribute("aria-pressed", paused);
  if (!paused) {
    for (const news of held.values()) show(news);
    held.clear();
  }
  sayPause();
});

function sayPause() {
  const waiting = held.size ? _n(held.size, "Go on: {n} new thing", "Go on: {n} new things") : _("Go on");
  pause.textContent = paused ? waiting : _("Pause");
}

// Listening: from the number one has, again and again

function sayConnection(words) {
  if (connection.textContent !== words) connection.textContent = words;
}

async function listen() {
  let wait = SOON;
  while (!over) {
    try {
      const answer = await fetch(`${log.dataset.live}?after=${last}`, { credentials: "include", headers: { Accept: "text/event-stream" } });
      if (answer.status === 204) break;
      if ([401, 403, 404].includes(answer.status)) return sayConnection(_("You can no longer see this chat. What you wrote is still in the fields."));
      if (answer.ok) {
        sayConnection(_("Live"));
        deliver();
        wait = (await read(answer.body)) ?? SOON;
      } else wait = longer(wait);
    } catch {
      sayConnection(_("No connection. What you say is kept here and said once it is back."));
      wait = longer(wait);
    }
    if (!over) await new Promise((resolve) => setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
  }
  sayConnection("");
}

const longer = (wait) => Math.min(LONGEST, Math.max(SOON, wait * 1.5));

async function read(body) {
  let [rest, retry] = ["", null];
  for await (const piece of pieces(body.pipeThrough(new TextDecoderStream()).getReader())) {
    const events = (rest + piece).split("\n\n");
    rest = events.pop();
    for (const event of events) retry = take(event) ?? retry;
    if (over) break;
  }
  return retry;
}

async function* pieces(reader) {
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) yield value;
}

function take(event) {
  const fields = Object.fromEntries(event.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]));
  if (fields.data) hear(JSON.parse(fields.data));
  if (fields.id) last = Number(fields.id);
  return fields.retry ? Number(fields.retry) : null;
}

// Saying: kept in this tab first, and forgotten when the server has it

const shelf = `chat-${log.dataset.live.replace(/^.*chats\//, "")}`;
const kept = () => JSON.parse(sessionStorage.getItem(shelf) ?? "[]");
const keep = (all) => sessionStorage.setItem(shelf, JSON.stringify(all));
let delivering = false;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-say]")) return;
  event.preventDefault();
  const text = form.elements.text.value;
  if (!text.trim()) return;
  const words = { once: form.elements.once.value, question: form.elements.question.value, parent: form.elements.parent?.value ?? "", text };
  keep([...kept(), words]);
  showWaiting(words);
  form.elements.text.value = "";
  form.elements.once.value = crypto.randomUUID();
  if ("reply" in form.dataset) putAway(form);
  deliver();
}, true);

function showWaiting({ once, question, parent, text }) {
  const list = parent ? document.querySelector(`#answer-${CSS.escape(parent)} .note-replies`) : sectionOf(question)?.querySelector(".answers");
  const row = document.createElement("li");
  row.className = "note answer";
  row.id = `waiting-${once}`;
  row.dataset.waiting = "";
  const [who, words] = [document.createElement("p"), document.createElement("p")];
  who.className = "note-who";
  who.textContent = _("You, on its way");
  words.textContent = text;
  row.append(who, words);
  list?.append(row);
}

async function deliver() {
  if (delivering) return;
  delivering = true;
  try {
    for (const words of kept()) if (!(await send(words))) break;
  } catch {
    sayConnection(_("No connection. What you say is kept here and said once it is back."));
  }
  delivering = false;
}

async function send(words) {
  const form = sayForm.content.firstElementChild;
  const body = new FormData();
  for (const [name, value] of Object.entries(words)) if (value) body.append(name, value);
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.status >= 500 || answer.status === 429) return false;
  keep(kept().filter(({ once }) => once !== words.once));
  document.getElementById(`waiting-${words.once}`)?.remove();
  if (answer.status !== 201) return giveBack(words, answer);
  const { id, html } = await answer.json();
  held.delete(id);
  sayPause();
  showAnswer({ key: id, question: words.question, parent: words.parent }, made(html), true);
  return true;
}

// It could not be said: the words are in their field again, with the reason above.
async function giveBack(words, answer) {
  const { sentence } = await answer.json().catch(() => ({}));
  const form = [...log.querySelectorAll("[data-say]")].find((one) => one.elements.question.value === words.question);
  if (form) form.elements.text.value = [words.text, form.elements.text.value].filter(Boolean).join("\n\n");
  const said = document.createElement("p");
  said.className = "message";
  said.dataset.kind = "error";
  said.setAttribute("role", "alert");
  said.textContent = sentence ?? (answer.status === 401 ? _("You are signed out. Your words are in the field again: sign in in another tab, and say it again.") : _("It could not be said. Your words are in the field again."));
  (form ?? log).before(said);
  return true;
}

// Keys and replies

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-say]");
  if (!form) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  if (event.key === "Escape" && "reply" in form.dataset && !form.elements.text.value) putAway(form);
});

log.addEventListener("click", (event) => {
  const link = event.target.closest(".answer-reply");
  if (!link || !may) return;
  event.preventDefault();
  const answer = link.closest(".answer");
  const thread = answer.parentElement.closest(".answer") ?? answer;
  const parent = thread.id.replace("answer-", "");
  const name = answer.querySelector(".note-who strong").textContent;
  const form = document.getElementById(`say-reply-${parent}`) ?? formFor(link.closest(".asked").dataset.number, `reply-${parent}`, _("Your reply to {name}", { name }));
  form.dataset.reply = link.closest(".answer").id;
  if (!form.elements.parent) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "parent", value: parent }));
  thread.append(form);
  form.elements.text.focus();
});

function putAway(form) {
  document.getElementById(form.dataset.reply)?.querySelector(".answer-reply")?.focus();
  form.remove();
}

// Once every script of the page is there, and with it the words.
addEventListener("DOMContentLoaded", () => {
  tools.hidden = false;
  document.querySelector(".chat-refresh").hidden = true;
  for (const words of kept()) showWaiting(words);
  sayPause();
  listen();
  setInterval(() => kept().length && deliver(), OFTEN);
  addEventListener("online", deliver);
});
