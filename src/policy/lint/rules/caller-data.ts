import { type PolicyValue } from "../../model/value";
import { type LintContext } from "../context";
import { codeOf, readsVariable } from "../expressions";
import { type Place } from "../place";

/** Whether a value is made from what the caller sent. */
export function isOfCaller(value: PolicyValue, callerVariables: ReadonlySet<string>): boolean {
  const code = codeOf(value);
  if (code === undefined) return false;
  if (/\bcontext\s*\.\s*Request\b/.test(code)) return true;
  return [...callerVariables].some((name) => readsVariable(code, name));
}

/** The variables that are made from what the caller sent, also by way of another service or the cache. */
export function callerVariables({ statements }: LintContext): ReadonlySet<string> {
  const variables = new Set<string>();
  for (const place of statements) {
    const attribute = VARIABLE_ATTRIBUTES[place.name];
    const name = attribute === undefined ? undefined : place.literal(attribute);
    if (name !== undefined && readsCaller(place, variables)) variables.add(name);
  }
  return variables;
}

/** The attributes that name the variable which a statement sets. */
const VARIABLE_ATTRIBUTES: Readonly<Record<string, string>> = {
  "set-variable": "name",
  "cache-lookup-value": "variable-name",
  "send-request": "response-variable-name",
};

function readsCaller(place: Place, variables: ReadonlySet<string>): boolean {
  const { attributes, text } = place.element;
  return (
    attributes.some(({ value }) => isOfCaller(value, variables)) ||
    (text !== undefined && isOfCaller(text, variables)) ||
    place.children.some((child) => readsCaller(child, variables))
  );
}
