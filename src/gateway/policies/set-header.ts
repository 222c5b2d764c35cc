import { expressionFailure } from "../failure";
import { tokenOf } from "../http-form";
import type { Step } from "../step";
import { edit } from "./set-values";

/** Sets, adds or removes a header of the request, or of the response on its way out. */
export function setHeader(step: Step): void {
  const { headers } = step.message;
  const name = tokenOf(step.text("name"), "name of a header");
  const action = step.tryText("exists-action");
  if (FIXED.has(name.toLowerCase()) || (name.toLowerCase() === "server" && action === "delete")) {
    step.decision = `${name} belongs to the gateway and stays as it is`;
    return;
  }
  edit(step, name, {
    has: () => headers.has(name),
    set: (values) => headers.set(name, joined(name, carried(name, values))),
    append: (values) => headers.set(name, joined(name, [...headers.values(name), ...carried(name, values)])),
    delete: () => headers.delete(name),
  });
}

/** Headers of the connection, which policies cannot change. */
const FIXED: ReadonlySet<string> = new Set(["connection", "content-length", "keep-alive", "transfer-encoding"]);

/**
 * Values as a line of HTTP has them, without white space around them.
 *
 * @throws PolicyFailure for one with a line break, such as the claim of a token, which could add a header
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.5
 */
function carried(name: string, values: readonly string[]): readonly string[] {
  return values.map((value) => {
    const text = value.trim();
    if (!/[\r\n\0]/.test(text)) return text;
    throw expressionFailure(`the value of the header ${name} has a line break or a zero, which no header can have`);
  });
}

/** Several values become one line, except in headers whose values may hold a comma. */
function joined(name: string, values: readonly string[]): readonly string[] {
  return SEPARATE.has(name.toLowerCase()) || values.length < 2 ? values : [values.join(",")];
}

const SEPARATE: ReadonlySet<string> = new Set([
  "user-agent",
  "www-authenticate",
  "proxy-authenticate",
  "cookie",
  "set-cookie",
  "warning",
  "date",
  "expires",
  "if-modified-since",
  "if-unmodified-since",
  "last-modified",
  "retry-after",
]);
