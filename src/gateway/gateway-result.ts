import type { Exchange } from "./exchange";
import { newResponse, type RequestMessage } from "./message";
import { errorResponse } from "./pipeline";
import type { TraceEntry } from "./trace";

/** What the caller gets, and what happened on the way. */
export interface GatewayResult {
  readonly status: number;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
  /** The body as it is. */
  readonly content: Uint8Array;
  /** The request that the backend got, if it got one. */
  readonly forwarded?: RequestMessage;
  /** The reason of `context.LastError`. */
  readonly reason?: string;
  readonly trace: readonly TraceEntry[];
}

/** A request that is refused before any policy runs. */
export function refusedRequest(status: number, message: string, reason: string): GatewayResult {
  const { headers, body } = errorResponse(status, message);
  return { status, headers: new Map(headers), body: body.text, content: body.bytes, reason, trace: [] };
}

/** What came of a request. */
export function resultOf({ response = newResponse(200), lastError, forwarded, trace }: Exchange): GatewayResult {
  return {
    status: response.status,
    headers: new Map([...response.headers].map(([name, values]) => [name.toLowerCase(), values])),
    body: response.body.text,
    content: response.body.bytes,
    ...(forwarded !== undefined && { forwarded }),
    ...(lastError !== undefined && { reason: lastError.reason }),
    trace,
  };
}
