// What was captured without a connection waits on this device, bound to who wrote it. Pages and the worker share this store.
const place = "coppice-outbox";

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(place, 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) request.result.createObjectStore("entries", { keyPath: "once" });
      request.result.createObjectStore("known", { keyPath: "what" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });
}

async function within(store, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  }).finally(() => database.close());
}

const inOrder = (one, other) => (one.at ?? 0) - (other.at ?? 0);

globalThis.outbox = {
  wait: (entry) => within("entries", "readwrite", (entries) => entries.put(entry)),
  forget: (once) => within("entries", "readwrite", (entries) => entries.delete(once)),
  waitingOf: async ({ id }) =>
    (await within("entries", "readonly", (entries) => entries.getAll())).filter(({ person }) => person === id).sort(inOrder),
  know: (person) => within("known", "readwrite", (known) => known.put({ what: "person", ...person })),
  known: () => within("known", "readonly", (known) => known.get("person")),
  forgetWho: () => within("known", "readwrite", (known) => known.delete("person")),
};
