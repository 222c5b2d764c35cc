import { MessageBody, newResponse, type RequestMessage, type ResponseMessage } from "../gateway/message";
import { wrongValue } from "./errors";

/** Headers about one connection, and what the client of this machine has undone already. */
const DROPPED: ReadonlySet<string> = new Set([
  "connection",
  "content-encoding",
  "content-length",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Whether a header goes on from one connection to the next. */
export function goesOn(header: string): boolean {
  return !DROPPED.has(header.toLowerCase());
}

/** Sends what is for a backend to one address in the place of its own: the path and the query are kept. */
export function backendAt(address: string): (request: RequestMessage) => Promise<ResponseMessage> {
  if (!/^https?:\/\//.test(address) || !URL.canParse(address)) {
    throw wrongValue("backend", address, "an address such as http://127.0.0.1:7071");
  }
  const base = address.replace(/\/$/, "");
  return async ({ method, url, headers, body }) => {
    const sent = [...headers].flatMap(([name, values]) =>
      goesOn(name) ? values.map((value): [string, string] => [name, value]) : [],
    );
    const hasBody = method !== "GET" && method !== "HEAD" && !body.isEmpty;
    const answer = await fetch(`${base}${url.pathname}${url.search}`, {
      method,
      headers: sent,
      redirect: "manual",
      ...(hasBody && { body: body.bytes }),
    });
    const response = newResponse(answer.status, answer.statusText);
    for (const [name, value] of answer.headers) if (goesOn(name)) response.headers.append(name, value);
    response.body = new MessageBody(new Uint8Array(await answer.arrayBuffer()));
    return response;
  };
}
