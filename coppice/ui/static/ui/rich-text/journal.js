// What was written on this device and not yet acknowledged by the server.
// Kept until it is, or for thirty days once declined.

const OPEN_WITHIN = 2000;
const DAY = 24 * 60 * 60 * 1000;
const DECLINED_FOR = 30 * DAY;
const SUBMITTED_FOR = DAY;
const PREFIX = "coppice-writing:";
let database = null;

function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("coppice-writing", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("texts", { keyPath: "key" }).createIndex("place", "place");
    request.onsuccess = () => {
      request.result.onclose = () => { database = null; };
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    setTimeout(() => reject(new Error("This browser does not open its store.")), OPEN_WITHIN);
  });
  database.catch(() => { database = null; });
  return database;
}

/** One strict transaction: it has ended only when the text is on the disk. */
async function inStore(mode, work) {
  const opened = await open();
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction("texts", mode, { durability: "strict" });
    const request = work(transaction.objectStore("texts"));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

export const placeOf = (person, url) => `${person}|${url}`;

export async function keep(record) {
  try {
    await inStore("readwrite", (store) => store.put(record));
    const quick = quickly(record.key);
    if (quick && quick.at <= record.at && !quick.submitted) localStorage.removeItem(PREFIX + record.key);
    return true;
  } catch {
    return keepNow(record);
  }
}

/** For the moment of leaving, when nothing may be awaited, and where IndexedDB is missing. */
export function keepNow(record) {
  try {
    localStorage.setItem(PREFIX + record.key, JSON.stringify(record));
    return true;
  } catch {
    return false;
  }
}

/** Forgets a text, but only if it is still exactly the one that was acknowledged. */
export async function forget(key, html) {
  const quick = quickly(key);
  if (quick && (html === undefined || quick.html === html)) localStorage.removeItem(PREFIX + key);
  try {
    await inStore("readwrite", (store) => {
      const request = store.get(key);
      request.onsuccess = () => {
        if (request.result && (html === undefined || request.result.html === html)) store.delete(key);
      };
    });
  } catch {
    // Without IndexedDB there is nothing more to forget.
  }
}

/** Every text kept for this person and place, newest first. */
export async function keptAt(place) {
  const records = new Map();
  try {
    const stored = await inStore("readonly", (store) => store.index("place").getAll(place));
    stored.forEach((record) => records.set(record.key, record));
  } catch {
    // Then only what was kept quickly counts.
  }
  for (const record of everyQuick().filter((each) => each.place === place)) {
    if ((records.get(record.key)?.at ?? 0) <= record.at) records.set(record.key, record);
  }
  return [...records.values()].sort((one, other) => other.at - one.at);
}

/** Texts that were declined a month ago, or sent with their form, are let go. One that nobody has decided about stays. */
export async function letGoOfOld(now = Date.now()) {
  const isOld = ({ at, declined, submitted }) =>
    (declined && at < now - DECLINED_FOR) || (submitted && at < now - SUBMITTED_FOR);
  everyQuick().filter(isOld).forEach((record) => localStorage.removeItem(PREFIX + record.key));
  try {
    const all = await inStore("readonly", (store) => store.getAll());
    for (const record of all.filter(isOld)) await forget(record.key);
  } catch {
    // Nothing kept, nothing old.
  }
}

function quickly(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function everyQuick() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => quickly(name.slice(PREFIX.length)))
      .filter(Boolean);
  } catch {
    return [];
  }
}
