import { type Call } from "../../contract/call";
import { type NetValue } from "../../contract/values";
import { argumentException } from "../errors";
import { JToken } from "./tokens";
import { child } from "./children";

export function tokensIn(call: Call): JToken[] {
  return [...call.items(0)].filter((item): item is JToken => item instanceof JToken);
}

/** The values of a key in each token that has it. */
export function valuesFor(call: Call): JToken[] {
  return tokensIn(call).flatMap((token) => child(token, call.value(1)) ?? []);
}

export function asToken(value: NetValue): JToken | null {
  if (value === null || value instanceof JToken) return value;
  throw argumentException("Source value must be a JToken.");
}
