// The one way to the server. A refusal is thrown with its status and what the server says of it.
export class Refused extends Error {
  constructor(status, body) {
    super(body.message ?? `${status}`);
    this.status = status;
    this.body = body;
  }
}

let csrf = "";
export const setToken = (token) => { csrf = token; };

export async function send(method, path, body) {
  const options = { method, headers: {}, credentials: "same-origin" };
  if (method !== "GET") options.headers["X-CSRF-Token"] = csrf;
  if (body instanceof Blob) options.body = body;
  else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  const answer = await fetch(path, options);
  const found = await answer.json().catch(() => ({}));
  if (answer.status === 401) location.href = "/login?next=" + encodeURIComponent(location.pathname);
  if (!answer.ok) throw new Refused(answer.status, found);
  return found;
}
