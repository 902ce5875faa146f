// Speaks with the server: one answer shape for everything that can come back, or not come back.

export const csrfToken = () =>
  /(?:^|;\s*)(?:__Host-|__Secure-)?csrftoken=([^;]+)/.exec(document.cookie)?.[1]
  ?? document.querySelector("meta[name=csrf-token]")?.content
  ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value
  ?? "";

const headers = () => ({ Accept: "application/json", "X-CSRFToken": csrfToken() });

/** { status, body }: status 0 when no answer came, 401 also when a sign-in page came instead of an answer. */
export async function ask(method, url, data, { keepalive = false } = {}) {
  const options = { method, headers: headers(), credentials: "same-origin", cache: "no-store", keepalive };
  if (data !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(data);
  }
  if (!keepalive && AbortSignal.timeout) options.signal = AbortSignal.timeout(30_000);
  try {
    const response = await fetch(url, options);
    return understood(response.status, await response.text(), response.redirected, response.headers.get("Retry-After"));
  } catch {
    return { status: 0, body: {} };
  }
}

/** Sends a file; tells how far it is; the promise never fails. */
export function send(url, file, onProgress) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    form.append("file", file, file.name);
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () =>
      resolve(understood(request.status, request.responseText, !request.responseURL.endsWith(new URL(url, location).pathname)));
    request.onerror = () => resolve({ status: 0, body: {} });
    request.ontimeout = request.onerror;
    request.send(form);
  });
}

function understood(status, text, wasRedirected, retryAfter) {
  let body = null;
  try {
    body = JSON.parse(text);
  } catch {
    body = null;
  }
  const isObject = body !== null && typeof body === "object";
  if (status < 300 && (wasRedirected || !isObject)) return { status: 401, body: {} };
  return { status, body: isObject ? body : {}, isJson: isObject, retryAfter: Number(retryAfter) || 0 };
}
