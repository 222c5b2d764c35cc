import { reasonPhrase } from "../../gateway/message";
import type { GatewayResult } from "../../gateway/gateway-result";
import { formatTrace } from "../../gateway/trace";
import type { EntraError } from "../../issuer/entra-error";
import type { CommandIo } from "../io";
import { isColoured, paintFor, printable } from "../style";

/** How the answer is printed. */
export const FORMATS = ["text", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** What is printed where the issuer refuses a token. */
export function describeRefusal(error: EntraError, format: Format, io: CommandIo): string {
  if (format === "json") {
    return asJson({ issuer: { error: error.error, code: error.code, message: error.message } });
  }
  return `${paintFor(io, io.stdout)("the issuer refuses a token", "red")}: ${printable(error.message)}\n`;
}

/**
 * The answer and the trace for people.
 *
 * @param caller whose token was sent
 * @param hasBackend whether a server answered: without one, what is forwarded has no answer to show
 */
export function textAnswer(
  { status, headers, body, reason, forwarded, trace }: GatewayResult,
  caller: string,
  io: CommandIo,
  hasBackend: boolean,
): string {
  const paint = paintFor(io, io.stdout);
  const line = `${status} ${reasonPhrase(status)}${reason === undefined ? "" : ` (${reason})`}`.trim();
  const shownHeaders = [...headers].flatMap(([name, values]) => values.map((value) => `${name}: ${printable(value)}`));
  const isAnswer = hasBackend || forwarded === undefined;
  return [
    `with ${printable(caller)}`,
    paint(line, status < 400 ? "green" : "red"),
    ...(forwarded === undefined
      ? []
      : [`forwarded to ${printable(`${forwarded.method} ${addressOf(forwarded.url)}`)}`]),
    ...(isAnswer ? [...shownHeaders, ...(body === "" ? [] : ["", printable(body)])] : []),
    "",
    formatTrace(trace, isColoured(io, io.stdout)),
    "",
  ].join("\n");
}

/** An address without its query, in which a policy may put a key. */
function addressOf({ origin, pathname, search }: URL): string {
  return `${origin}${pathname}${search === "" ? "" : "?…"}`;
}

/** The answer and the trace for programs. */
export function jsonAnswer({ status, headers, body, reason, forwarded, trace }: GatewayResult): string {
  return asJson({
    status,
    headers: Object.fromEntries(headers),
    body,
    reason,
    forwarded: forwarded && { method: forwarded.method, url: addressOf(forwarded.url) },
    trace,
  });
}

function asJson(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
