// The worker that lets one capture without a connection; it comes when the page is done.
const worker = document.querySelector("link[rel=manifest]")?.dataset.worker;
if (worker && navigator.serviceWorker) addEventListener("load", () => navigator.serviceWorker.register(worker).catch(() => {}));
