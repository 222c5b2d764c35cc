import { CannotExecute } from "./failure";
import { sendHttp } from "./http-client";
import { MessageBody, newResponse, type RequestMessage, type ResponseMessage } from "./message";
import type { Destination } from "./services";

/** What answers in the place of a backend: the URL of a server, such as that of a Function host, or a function. */
export type LocalBackend = string | ((request: RequestMessage) => ResponseMessage | Promise<ResponseMessage>);

/** What answers for every backend, or for each one by its id or the host of its address. `*` is every other backend. */
export type LocalBackends = LocalBackend | ReadonlyMap<string, LocalBackend>;

/** Sends a request to what answers here. */
export type SendToBackend = (
  request: RequestMessage,
  signal: AbortSignal,
  destination: Destination,
) => Promise<ResponseMessage>;

/**
 * What sends requests to the backends of a test.
 *
 * @throws Error when a URL is none of HTTP
 */
export function sendTo(backends: LocalBackends = echo): SendToBackend {
  if (typeof backends === "object") {
    const known = new Map([...backends].map(([name, backend]) => [name.toLowerCase(), senderOf(backend, name)]));
    return async (request, signal, { backendId, isBackend }) => {
      const names = [backendId, request.url.host, request.url.hostname, isBackend ? "*" : undefined];
      const found = names.map((name) => known.get((name ?? "").toLowerCase())).find((each) => each !== undefined);
      if (found !== undefined) return found(request, signal);
      throw new CannotExecute(
        `nothing answers for ${request.url.host} here; expected it in backend, beside ${[...backends.keys()].join(", ")}`,
      );
    };
  }
  const send = senderOf(backends, "backend");
  return async (request, signal, { isBackend }) => {
    if (typeof backends !== "string" || isBackend) return send(request, signal);
    throw new CannotExecute(
      `nothing answers for ${request.url.host} here, because ${backends} is for backends; expected a map from hosts to what answers`,
    );
  };
}

function senderOf(
  backend: LocalBackend,
  name: string,
): (request: RequestMessage, signal: AbortSignal) => Promise<ResponseMessage> {
  if (typeof backend !== "string") return async (request) => backend(request);
  const base = addressOf(backend, name);
  return (request, signal) => sendHttp({ ...request, url: moved(request.url, base) }, signal);
}

function addressOf(text: string, name: string): URL {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {
    // It is refused below.
  }
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new Error(
    `${name} is ${JSON.stringify(text)}; expected a URL such as http://127.0.0.1:7071, a function or a map`,
  );
}

/** The address at another server: the path of the server, then that of the request. */
function moved(url: URL, base: URL): URL {
  const target = new URL(url);
  target.protocol = base.protocol;
  target.host = base.host;
  target.port = base.port;
  target.pathname = base.pathname.replace(/\/$/, "") + url.pathname;
  return target;
}

/** A backend that says what it got. */
function echo({ method, url, headers, body }: RequestMessage): ResponseMessage {
  const response = newResponse(200);
  response.headers.set("Content-Type", ["application/json"]);
  response.body = new MessageBody(
    JSON.stringify({ method, url: url.href, headers: Object.fromEntries(headers), body: body.text }),
  );
  return response;
}
