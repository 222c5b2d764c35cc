import type { Step } from "../step";
import { invalidToken, TokenError } from "../token/token-error";

/** The token of a request: from a header, a parameter of the query, or an expression. */
export function readToken(step: Step): string {
  const value = step.tryText("token-value");
  if (value !== undefined) return present(value.trim());
  const parameter = step.tryText("query-parameter-name");
  if (parameter !== undefined) return present(step.exchange.originalUrl.searchParams.get(parameter) ?? "");
  return fromHeader(step, step.tryText("header-name") ?? "Authorization");
}

function fromHeader(step: Step, header: string): string {
  const values = step.request.headers.values(header);
  // Two headers could mean one thing to the gateway and another to the backend.
  if (values.length > 1) throw invalidToken(`the header ${header} is there ${values.length} times; expected once`);
  const text = (values[0] ?? "").trim();
  if (text === "" || header.toLowerCase() !== "authorization") return present(text);
  const space = text.search(/\s/);
  const scheme = space < 0 ? "" : text.slice(0, space);
  const token = space < 0 ? text : text.slice(space).trimStart();
  const required = step.tryText("require-scheme");
  if (required !== undefined && scheme.toLowerCase() !== required.toLowerCase()) throw notPresent();
  return present(token);
}

function present(token: string): string {
  if (token === "") throw notPresent();
  return token;
}

function notPresent(): TokenError {
  return new TokenError("TokenNotPresent", "JWT not present.");
}
