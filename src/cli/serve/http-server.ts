import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** A request as it came. */
export interface HttpRequest {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  /** In the order in which they came, each as often as it came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  readonly remoteAddress: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array | string;
}

/** A server that listens. */
export interface ListeningServer {
  readonly url: string;
  /** Takes no more requests, and waits for those that are on their way, but not for long. */
  stop(): Promise<void>;
}

/** Bytes of all headers. A token may have 32 KB, and its error shall come from the policy. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const HEADERS_TIMEOUT_MILLISECONDS = 10_000;
const REQUEST_TIMEOUT_MILLISECONDS = 60_000;
/** Longer than clients keep a connection: a request on one that the server closes at that moment would be lost. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
/** How long requests may take to end when the server stops. */
const STOP_MILLISECONDS = 5_000;

/**
 * A server for HTTP with bounds on what it reads. Whatever comes in, it goes on.
 *
 * @param handle answers a request; it does not throw
 */
export async function listen(
  host: string,
  port: number,
  handle: (request: HttpRequest) => Promise<HttpAnswer>,
): Promise<ListeningServer> {
  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MILLISECONDS,
      requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
      keepAliveTimeout: KEEP_ALIVE_MILLISECONDS,
      // Each header as it came: what is there twice must not look as if it were there once.
      joinDuplicateHeaders: false,
    },
    (message, response) => {
      void answer(message, response, handle, () => server.listening);
    },
  );
  // Without a limit by number, because headers beyond it would be left out in silence.
  server.maxHeadersCount = 0;
  server.on("clientError", refuseBytes);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { address, family, port: actual } = server.address() as AddressInfo;
  const url = `http://${family === "IPv6" ? `[${address}]` : address}:${actual}`;
  return { url, stop: () => stopped(server) };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  handle: (request: HttpRequest) => Promise<HttpAnswer>,
  goesOn: () => boolean,
): Promise<void> {
  // A client that goes away is no error of the server.
  response.on("error", () => undefined);
  try {
    const target = message.url ?? "";
    const body = target.startsWith("/") ? await bodyOf(message) : undefined;
    if (body === undefined) {
      const [status, text] = target.startsWith("/") ? [413, "the body is too large"] : [400, "the target is no path"];
      response.writeHead(status, { "Content-Type": "text/plain", Connection: "close" }).end(`${text}\n`);
      return;
    }
    const {
      status,
      headers,
      body: content,
    } = await handle({
      method: message.method ?? "",
      target,
      headers: pairs(message.rawHeaders),
      body,
      remoteAddress: (message.socket.remoteAddress ?? "").replace(/^::ffff:/, ""),
    });
    for (const [name, value] of headers) response.appendHeader(name, value);
    // A server that stops waits for its connections.
    if (!goesOn()) response.setHeader("Connection", "close");
    response.statusCode = status;
    response.end(content);
  } catch {
    // The client is gone, or a policy made a header or a status that HTTP does not have.
    if (response.headersSent) response.destroy();
    else {
      for (const name of response.getHeaderNames()) response.removeHeader(name);
      response.writeHead(500, { "Content-Type": "text/plain" }).end("the response is none that HTTP can carry\n");
    }
  }
}

/** The body, or undefined if it has too many bytes. */
async function bodyOf(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += (chunk as Buffer).length;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ""] as const] : []));
}

/** Bytes that are no HTTP. */
function refuseBytes(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

async function stopped(server: Server): Promise<void> {
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, STOP_MILLISECONDS);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
  clearTimeout(late);
}
