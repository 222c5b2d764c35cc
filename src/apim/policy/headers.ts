import type { PolicyValue } from "../../policy/model/value";
import { ExistsAction, SetHeader } from "../../policy/statements";

/** A header of the request or of the response, in place of any that is there. */
export function setHeader(name: string, value: string | PolicyValue): SetHeader {
  return new SetHeader({ name, existsAction: ExistsAction.OVERRIDE, values: [value] });
}

/** Takes a header out of the request or of the response. */
export function removeHeader(name: string): SetHeader {
  return new SetHeader({ name, existsAction: ExistsAction.DELETE });
}

/** Names of headers without those that differ in case only. */
export function distinctHeaders(names: readonly string[]): string[] {
  return names.filter(
    (name, index) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) === index,
  );
}
