// htmx comes only where the page, or a part added later, has something for it to do.
const wanted = "[hx-get], [hx-post], [hx-put], [hx-delete], [hx-boost]";
const address = document.getElementById("coppice").dataset.htmx;

function fetchIt() {
  if (document.getElementById("htmx")) return;
  const script = document.createElement("script");
  script.id = "htmx";
  script.src = address;
  script.onload = () => htmx.process(document.body);
  document.head.append(script);
}

function tend(part) {
  if (!part.querySelector(wanted)) return;
  if (window.htmx) htmx.process(part);
  else fetchIt();
}

document.addEventListener("coppice:added", (event) => tend(event.target));
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (token) event.detail.headers["X-CSRFToken"] = token.value;
});
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401) document.dispatchEvent(new CustomEvent("coppice:signed-out"));
});
tend(document);
