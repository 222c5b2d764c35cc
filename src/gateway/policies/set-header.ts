import type { Step } from "../step";
import { edit } from "./set-values";

/** Sets, adds or removes a header of the request, or of the response on its way out. */
export function setHeader(step: Step): void {
  const { headers } = step.message;
  const name = step.text("name");
  edit(step, name, {
    has: () => headers.has(name),
    set: (values) => headers.set(name, joined(name, values)),
    append: (values) => headers.set(name, joined(name, [...headers.values(name), ...values])),
    delete: () => headers.delete(name),
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
