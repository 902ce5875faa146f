// The community is no longer offered as an app: this takes the worker and what it kept off the device, and no words.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith("coppice-shell-"));
  await Promise.all(names.map((name) => caches.delete(name)));
  await registration.unregister();
}
