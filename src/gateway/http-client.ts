import { request as requestHttp, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { request as requestHttps } from "node:https";
import { MessageBody, MessageHeaders, reasonPhrase, type RequestMessage, type ResponseMessage } from "./message";

/** Bytes of a response. Policies need the whole body, so it is in memory. */
const MAX_RESPONSE_BYTES = 100 * 1024 * 1024;

/** Headers that are about one connection: neither the backend nor the caller gets those of the other's. */
const HOP_BY_HOP: readonly string[] = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
];

/** Whether a header is about one connection, and does not go on to the next. */
export function isHopByHop(header: string): boolean {
  return HOP_BY_HOP.includes(header.toLowerCase());
}

/** Headers that belong to the gateway in a request. */
const OWN: readonly string[] = ["host", "accept-encoding", "content-length"];

/**
 * Sends a request over HTTP, and reads its response. Redirects are responses like others.
 *
 * @throws Error when the server cannot be reached or does not answer in the form of HTTP
 */
export function sendHttp(message: RequestMessage, signal: AbortSignal): Promise<ResponseMessage> {
  return send(message, signal, true);
}

/** @param mayReuse whether a connection that was kept open may be used */
function send(message: RequestMessage, signal: AbortSignal, mayReuse: boolean): Promise<ResponseMessage> {
  const { url, method, body } = message;
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const options = { method, headers: headersTo(message), signal, ...(!mayReuse && { agent: false }) };
  return new Promise((resolve, reject) => {
    let hasAnswer = false;
    const outgoing = request(url, options, (incoming) => {
      hasAnswer = true;
      responseOf(incoming).then(resolve, reject);
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => {
      // The server closed the connection that was kept, before it saw the request.
      if (outgoing.reusedSocket && !hasAnswer && CLOSED.includes(error.code ?? "")) {
        send(message, signal, false).then(resolve, reject);
      } else reject(error);
    });
    outgoing.end(body.bytes);
  });
}

const CLOSED: readonly string[] = ["ECONNRESET", "EPIPE"];

function headersTo({ url, headers, body }: RequestMessage): OutgoingHttpHeaders {
  // What is compressed could not be read by a policy, or in a test.
  const given: OutgoingHttpHeaders = { host: url.host, "accept-encoding": "identity" };
  for (const [name, values] of withoutHops(headers)) {
    if (OWN.includes(name.toLowerCase())) continue;
    given[name] = values.length === 1 ? values[0] : [...values];
  }
  return body.isEmpty ? given : { ...given, "content-length": body.bytes.length };
}

async function responseOf(incoming: IncomingMessage): Promise<ResponseMessage> {
  const headers = new MessageHeaders();
  const { rawHeaders, statusCode = 502, statusMessage } = incoming;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_RESPONSE_BYTES) {
      incoming.destroy();
      throw new Error(`the response has more than ${MAX_RESPONSE_BYTES} bytes`);
    }
    chunks.push(chunk);
  }
  // Policies may change the body.
  headers.delete("Content-Length");
  return {
    status: statusCode,
    reason: statusMessage ?? reasonPhrase(statusCode),
    headers: withoutHops(headers),
    body: new MessageBody(Buffer.concat(chunks)),
  };
}

/** The headers without those of the connection, and those that it names. */
function withoutHops(headers: MessageHeaders): MessageHeaders {
  const kept = headers.copy();
  const named = (headers.get("Connection") ?? "").split(",").map((name) => name.trim());
  for (const name of [...HOP_BY_HOP, ...named]) kept.delete(name);
  return kept;
}
