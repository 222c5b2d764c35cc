import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { textOfFile } from "../deployment-input";
import { UsageError } from "../errors";
import type { CommandIo } from "../io";

/** What there is to explain. */
export type Explained =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "response"; readonly response: FailedResponse }
  | { readonly kind: "refusal"; readonly code: number; readonly message: string };

/** A response of the gateway, as `curl -i` prints it. */
export interface FailedResponse {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Texts beyond it are neither a token nor a refusal. */
const MAX_LENGTH = 1_000_000;
/** Also one that was cut off, if it begins as JSON does in base64url. */
const TOKEN = /^(?:eyJ[\w.-]*|[\w-]+(?:\.[\w-]*){2,4})$/;

/** Reads an argument: the thing itself, a file with it, or nothing for the standard input. */
export async function readExplained(argument: string | undefined, io: CommandIo): Promise<Explained> {
  const text = (await textOf(argument, io)).trim();
  if (text.length > MAX_LENGTH)
    throw new UsageError(`there are ${text.length} characters; expected a token or a response`);
  if (/^HTTP\/\d/.test(text)) return responseIn(text);
  const refusal = refusalIn(text);
  if (refusal !== undefined) return refusal;
  const token =
    /"access_token"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? text.replace(/^(?:authorization:\s*)?(?:bearer\s+)?/i, "");
  if (TOKEN.test(token)) return { kind: "token", token };
  // It may be a broken token, so it is not repeated.
  throw new UsageError(
    "there is neither a token nor a response; expected a token, the answer of the issuer, or what curl -i prints",
  );
}

function textOf(argument: string | undefined, io: CommandIo): Promise<string> | string {
  if (argument === undefined || argument === "-") return io.stdin();
  const path = resolve(io.cwd, argument);
  const isFile = argument.length < 1000 && existsSync(path) && statSync(path).isFile();
  return isFile ? textOfFile(path, argument) : argument;
}

/** The last response of several: a redirect or `100 Continue` may come before it. */
function responseIn(text: string): Explained {
  const normal = text.replace(/\r\n/g, "\n");
  const start = Math.max(normal.lastIndexOf("\nHTTP/") + 1, 0);
  const [head = "", ...body] = normal.slice(start).split("\n\n");
  const [line = "", ...fields] = head.split("\n");
  const headers = new Map<string, string>();
  for (const field of fields) {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(field) ?? [];
    if (name !== undefined && value !== undefined) headers.set(name.toLowerCase(), value);
  }
  const response = { status: Number(/^HTTP\/\S+ (\d{3})/.exec(line)?.[1] ?? 0), headers, body: body.join("\n\n") };
  return refusalIn(response.body) ?? { kind: "response", response };
}

function refusalIn(text: string): Explained | undefined {
  const [, code, message = ""] = /AADSTS(\d+)(?::\s*([^"<\\]*))?/.exec(text) ?? [];
  return code === undefined ? undefined : { kind: "refusal", code: Number(code), message: message.trim() };
}
