// Keeps the page for capturing without a connection, and takes in what other apps share. It keeps no other page.
const { outbox } = globalThis;
const shell = `coppice-shell-${settings.release}`;

addEventListener("install", (event) => event.waitUntil(Promise.all([stepAside(event), stock()]).then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clear().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST") {
    if (pathname === settings.shared) event.respondWith(takeIn(request));
    if (pathname === settings.signOut) event.waitUntil(outbox.forgetWho());
  } else if (settings.shell.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(pathname, { ignoreVary: true })));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(settings.offline, { ignoreVary: true })));
});

/** What an editor saves as its page is left must not have to wake a worker first, where a browser can be told so. */
const stepAside = (event) => event.addRoutes?.({ condition: { requestMethod: "PUT" }, source: "network" });

/** Fetched as nobody, so that nothing of anybody's can be in it. */
async function stock() {
  const cache = await caches.open(shell);
  const headers = { "Accept-Language": settings.language };
  await cache.addAll(settings.shell.map((url) => new Request(url, { credentials: "omit", cache: "no-cache", headers })));
}

async function clear() {
  const names = (await caches.keys()).filter((name) => name.startsWith("coppice-shell-") && name !== shell);
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** What was shared waits in the outbox, from where the next page delivers it. The server asks who we are if we do not know. */
async function takeIn(request) {
  const person = await outbox.known().catch(() => null);
  if (!person) return fetch(request);
  try {
    const entry = entryOf(await request.formData());
    if (!entry) return Response.redirect(settings.capture, 303);
    await outbox.wait({ ...entry, person: person.id, at: Date.now() });
    return Response.redirect(settings.offline, 303);
  } catch {
    return Response.redirect(`${settings.offline}?too-much`, 303);
  }
}

function entryOf(shared) {
  const said = ["title", "text", "url"].map((name) => (shared.get(name) ?? "").trim());
  const files = shared.getAll("file").filter((file) => file instanceof File && file.size);
  const small = files.filter(({ size }) => size <= settings.largest);
  const large = files.filter((file) => !small.includes(file));
  const words = [...new Set(said.filter(Boolean))].join("\n\n") || large.map(({ name }) => name).join(" · ");
  if (!words && !small.length) return null;
  const link = `${said[2]} ${said[1]}`.match(/https?:\/\/\S+/)?.[0] ?? "";
  const once = crypto.randomUUID();
  const fields = [["happened", words], ["happened_on", new Date().toLocaleDateString("sv")], ["link", link.length > 500 ? "" : link], ["once", once]];
  return { once, fields: [...fields, ...small.map((file) => ["file", file])], note: tooLarge(large) };
}

function tooLarge(files) {
  const million = 1024 * 1024;
  const names = files.map(({ name, size }) => `“${name}” (${Math.round(size / million)} MB)`).join(", ");
  return names && settings.tooLarge.replace("{names}", names);
}
