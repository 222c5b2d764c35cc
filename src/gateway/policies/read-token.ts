import type { Step } from "../step";
import { invalidToken, TokenError } from "../token/token-error";

/** The token of a request: from a header, a parameter of the query, or an expression. */
export function readToken(step: Step): string {
  const value = step.tryText("token-value");
  if (value !== undefined) return present(value.trim());
  const parameter = step.tryText("query-parameter-name");
  if (parameter !== undefined)
    return present(only(step.exchange.originalUrl.searchParams.getAll(parameter), parameter));
  return fromHeader(step, step.tryText("header-name") ?? "Authorization");
}

function fromHeader(step: Step, header: string): string {
  const text = trimmed(only(step.request.headers.values(header), header));
  if (text === "" || header.toLowerCase() !== "authorization") return present(text);
  const space = text.search(/[ \t]/);
  const scheme = space < 0 ? "" : text.slice(0, space);
  const token = space < 0 ? text : text.slice(space).trimStart();
  const required = step.tryText("require-scheme");
  if (required !== undefined && scheme.toLowerCase() !== required.toLowerCase()) throw notPresent();
  return present(token);
}

/** Two tokens could mean one thing to the gateway and another to the backend. */
function only(values: readonly string[], name: string): string {
  if (values.length > 1) throw invalidToken(`${name} is there ${values.length} times; expected once`);
  return values[0] ?? "";
}

/** A text without the white space of HTTP around it. */
function trimmed(text: string): string {
  const isSpace = (at: number): boolean => text[at] === " " || text[at] === "\t";
  let [start, end] = [0, text.length];
  while (start < end && isSpace(start)) start++;
  while (end > start && isSpace(end - 1)) end--;
  return text.slice(start, end);
}

function present(token: string): string {
  if (token === "") throw notPresent();
  return token;
}

function notPresent(): TokenError {
  return new TokenError("TokenNotPresent", "JWT not present.");
}
